"""Which signs of a name are shown as the ones that were typed."""

from __future__ import annotations

from chipmap.model.search.folding import fold_with_origins
from chipmap.model.search.letters import letter_positions
from chipmap.model.search.spelling_index import Fit, Match

Range = tuple[int, int]
"""First position in the name, and the one after the last."""


def emphasised(name: str, match: Match, typed: str) -> tuple[Range, ...]:
    """The parts of a name that a match fits by, in order; none when it fits by another spelling.

    `typed` is the folded text of the query.
    """
    folded, origins = fold_with_origins(name)
    if match.fit is Fit.LETTERS:
        positions = letter_positions(folded, match.words[0]) or []
    else:
        positions = _positions_of_whole(folded, typed) or _positions_of_words(folded, match.words)
    return _ranges(sorted({origins[at] for at in positions}))


def _positions_of_whole(folded: str, typed: str) -> list[int]:
    """Where the whole text stands: at the beginning of a word, else inside one."""
    at = f" {folded}".find(f" {typed}")
    if at < 0:
        at = folded.find(typed)
    return list(range(at, at + len(typed))) if typed and at >= 0 else []


def _positions_of_words(folded: str, words: tuple[str, ...]) -> list[int]:
    found: list[int] = []
    for word in words:
        at = f" {folded}".find(f" {word}")
        if at >= 0:
            found.extend(range(at, at + len(word)))
    return found


def _ranges(positions: list[int]) -> tuple[Range, ...]:
    ranges: list[Range] = []
    for position in positions:
        if ranges and ranges[-1][1] == position:
            ranges[-1] = (ranges[-1][0], position + 1)
        else:
            ranges.append((position, position + 1))
    return tuple(ranges)
