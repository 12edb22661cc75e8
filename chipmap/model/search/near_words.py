"""Words that differ from a mistyped one by a letter or two.

The rule: up to three letters nothing may differ, up to seven one letter may be wrong, missing, too many or
swapped with its neighbour, from eight on two. Words begin as they were typed, or with the second letter
typed: people rarely miss the first, and nearly every word would else be a candidate. Codes and years count
as written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

_SHORTEST = 4
_LONG = 8
_MOST_FOUND = 12
_LAST = "\U0010ffff"


def mistakes_allowed(word: str) -> int:
    """How many letters of a typed word may differ."""
    if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
        return 0
    return 2 if len(word) >= _LONG else 1


class NearWord(NamedTuple):
    """The beginning of a known word, and by how many letters it differs from what was typed."""

    mistakes: int
    beginning: str


def near_words(known: Sequence[str], typed: str) -> list[NearWord]:
    """Beginnings of `known` words (sorted) that `typed` may stand for, nearest first, a dozen at most.

    The distance is that of Damerau and Levenshtein in its restricted form (optimal string alignment), worked
    out once for each shared beginning.
    """
    most = mistakes_allowed(typed)
    if not most:
        return []
    found: list[NearWord] = []
    start = _Row(list(range(len(typed) + 1)), [], "")
    _descend((0, len(known)), "", start, _Search(known, typed, most, found))
    return sorted(found)[:_MOST_FOUND]


class _Search(NamedTuple):
    known: Sequence[str]
    typed: str
    most: int
    found: list[NearWord]


class _Row(NamedTuple):
    """Distances of a beginning to each beginning of what was typed, those a letter before, its end."""

    distances: list[int]
    earlier: list[int]
    letter: str


def _descend(span: tuple[int, int], beginning: str, row: _Row, search: _Search) -> None:
    """Look at each next letter of the words of a span, which share a beginning."""
    known, depth = search.known, len(beginning)
    low, high = span
    while low < high:
        word = known[low]
        if len(word) == depth:
            low += 1
            continue
        longer = word[: depth + 1]
        end = bisect_left(known, longer + _LAST, low, high)
        if depth or longer in search.typed[:2]:
            after = _next_row(row, longer[-1], search.typed)
            if after.distances[-1] <= search.most:
                search.found.append(NearWord(after.distances[-1], longer))
            elif min(after.distances) <= search.most:
                _descend((low, end), longer, after, search)
        low = end


def _next_row(row: _Row, letter: str, typed: str) -> _Row:
    above = row.distances
    distances = [above[0] + 1]
    for at, wanted in enumerate(typed, start=1):
        distance = min(above[at] + 1, distances[-1] + 1, above[at - 1] + (letter != wanted))
        if row.earlier and at > 1 and letter == typed[at - 2] and row.letter == wanted:
            distance = min(distance, row.earlier[at - 2] + 1)
        distances.append(distance)
    return _Row(distances, above, letter)
