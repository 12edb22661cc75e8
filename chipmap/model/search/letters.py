"""Letters of what was typed, found in order within a name: "imc" in imec, "cnm" in a centre's initials."""

from __future__ import annotations

import re
from itertools import pairwise


def letters_pattern(typed: str) -> re.Pattern[str]:
    """Finds fields in which the letters stand in this order, the first at the beginning of a word."""
    first, others = typed[0], typed[1:]
    return re.compile(
        " " + re.escape(first) + "".join(f"[^{re.escape(one)}\\n\\t]*+{re.escape(one)}" for one in others)
    )


def letter_positions(folded: str, typed: str) -> list[int] | None:
    """Where the letters stand in a folded name: next to one another or where words begin, as far as possible.

    None where they do not, or lie so scattered that a person would not have meant this name.
    """
    for start in range(len(folded)):
        if folded[start] == typed[0] and (start == 0 or folded[start - 1] == " "):
            positions = _follow(folded, typed, start)
            if positions is not None and _jumps(folded, positions) <= (len(typed) + 1) // 2:
                return positions
    return None


def _follow(folded: str, typed: str, start: int) -> list[int] | None:
    positions = [start]
    for number, letter in enumerate(typed[1:], start=1):
        after = positions[-1] + 1
        if folded.startswith(letter, after):
            positions.append(after)
            continue
        begins_word = folded.find(" " + letter, after)
        if begins_word >= 0 and _has_letters(folded, typed[number + 1 :], begins_word + 2):
            positions.append(begins_word + 1)
            continue
        anywhere = folded.find(letter, after)
        if anywhere < 0:
            return None
        positions.append(anywhere)
    return positions


def _has_letters(folded: str, letters: str, at: int) -> bool:
    for letter in letters:
        at = folded.find(letter, at) + 1
        if not at:
            return False
    return True


def _jumps(folded: str, positions: list[int]) -> int:
    """How many letters neither follow the one before nor begin a word."""
    return sum(after != before + 1 and folded[after - 1] != " " for before, after in pairwise(positions))
