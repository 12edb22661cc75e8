"""An index of things by their spellings, and how well each fits what was typed.

The rule: the smaller the `Fit`, the better; what fits alike comes by its rank, then shorter names first. All
folded spellings stand in one text, because finding in one long text is hundreds of times faster than asking
100,000 names one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from heapq import nsmallest
from itertools import accumulate
from typing import NamedTuple

from chipmap.model.search.folding import fold
from chipmap.model.search.letters import letter_positions, letters_pattern
from chipmap.model.search.near_words import near_words

MOST_COUNTED = 500
"""So many fitting things are looked at; beyond that only their number is too large to be of use."""
SHORTEST_INSIDE = 2
SHORTEST_LETTERS = 3
MOST_LETTERS = 10
"""Who types more than this is not leaving letters out."""
_SORTED_EVERY = 5_000
"""Putting a few new ones in order among many is quick; putting all in order at the end would be felt."""
_LINKING_WORDS = frozenset({"and", "et", "und"})
_LAST = "\U0010ffff"


class Fit(IntEnum):
    """How a thing fits what was typed, best first. The first spelling of a thing is its title."""

    TITLE = 0
    """The title is what was typed."""
    OTHER_SPELLING = 1
    """An alias or a code is what was typed."""
    TITLE_BEGINS = 2
    TITLE_WORDS = 3
    """Each word typed begins a word of the title."""
    OTHER_WORDS = 4
    """Each word typed begins a word of some spelling."""
    INSIDE = 5
    """What was typed stands within a word."""
    MISTYPED = 6
    LETTERS = 7
    """The letters stand in this order."""


class Spelt(NamedTuple):
    """A thing by all its spellings, title first; of those that fit alike the smaller `rank` comes first."""

    key: str
    spellings: tuple[str, ...]
    rank: int = 0


class Query(NamedTuple):
    """What was typed, folded; `words` without those that only link others."""

    text: str
    words: tuple[str, ...]


class Match(NamedTuple):
    """A thing that fits; `words` are the folded beginnings of words that it fits by."""

    fit: Fit
    key: str
    words: tuple[str, ...]


class Found(NamedTuple):
    """The best matches, best first, and how many fit; `is_more` when that number is only the least."""

    matches: list[Match]
    total: int = 0
    is_more: bool = False


class _Row(NamedTuple):
    """A line of folded spellings, each between tabs and begun by a blank; rows sort by title."""

    line: str
    key: str
    rank: int


def query_of(text: str) -> Query:
    """What was typed, in the form in which it is looked for."""
    folded = fold(text)
    words = folded.split()
    return Query(folded, tuple(word for word in words if word not in _LINKING_WORDS) or tuple(words))


class SpellingIndex:
    """Things by their spellings; it can be filled bit by bit and changed at any time."""

    def __init__(self, things: Iterable[Spelt] = ()) -> None:
        self._rows: list[_Row] = []
        self._unsorted = 0
        self._text = "\n"
        self._begins: list[int] | None = []
        self._word_set: set[str] = set()
        self._words: list[str] | None = None
        self._near: dict[str, list[str]] = {}
        self.extend(things)

    def __len__(self) -> int:
        return len(self._rows)

    def extend(self, things: Iterable[Spelt]) -> None:
        """Add many at once; the last ones are put in order when something is looked for."""
        rows = [_row_of(thing) for thing in things]
        self._rows += rows
        self._unsorted += len(rows)
        for row in rows:
            self._word_set.update(row.line.split())
        if self._unsorted >= _SORTED_EVERY:
            self._sort()
        self._begins, self._words = None, None

    def put(self, thing: Spelt) -> None:
        """Add one."""
        self._sort()
        row = _row_of(thing)
        at = bisect_left(self._rows, row)
        self._rows.insert(at, row)
        self._splice(at, row.line + "\n", 0)
        for word in row.line.split():
            if word not in self._word_set:
                self._word_set.add(word)
                self._near.clear()
                if self._words is not None and word.isalpha():
                    insort(self._words, word)

    def remove(self, thing: Spelt) -> None:
        """Take one out, given as it was put in; nothing happens when it is not there."""
        self._sort()
        row = _row_of(thing)
        at = bisect_left(self._rows, row)
        if self._rows[at : at + 1] == [row]:
            del self._rows[at]
            # Its words stay: a word that nobody has finds nothing.
            self._splice(at, "", len(row.line) + 1)

    def prepare(self, *, with_words: bool = False) -> None:
        """Do ahead what the next search would have to do; `with_words` for searches of mistyped words too."""
        self._sort()
        self._join()
        if with_words:
            self._known_words()

    def find(self, query: Query, limit: int) -> Found:
        """What holds what was typed, wherever it stands in a spelling."""
        if not query.text or not self._rows:
            return Found([])
        self.prepare()
        lines, is_more = self._lines_by_words(query)
        if len(lines) < limit and len(query.text) >= SHORTEST_INSIDE:
            inside, is_more_inside = self._lines_with(query.text)
            lines |= inside
            is_more = is_more or is_more_inside
        return self._best(lines, is_more, limit, lambda line: Match(_fit(line, query), "", query.words))

    def find_near(self, query: Query, limit: int) -> Found:
        """What may have been meant: words mistyped by a letter or two, else letters left out."""
        if len(query.text) < SHORTEST_LETTERS or not self._rows:
            return Found([])
        self.prepare()
        found = self._find_mistyped(query, limit)
        return found if found.matches else self._find_letters(query, limit)

    def _sort(self) -> None:
        if self._unsorted:
            self._rows.sort()
            self._unsorted = 0

    def _join(self) -> None:
        if self._begins is None:
            self._text = "\n".join(row.line for row in self._rows) + "\n"
            lengths = [len(row.line) + 1 for row in self._rows]
            self._begins = [0, *accumulate(lengths)][: len(lengths)]

    def _splice(self, at: int, added: str, removed: int) -> None:
        """Patch the text where the row of number `at` begins, which is far quicker than joining it anew."""
        if self._begins is None:
            return
        begins = self._begins
        start = begins[at] if at < len(begins) else len(self._text)
        step = len(added) - removed
        self._text = self._text[:start] + added + self._text[start + removed :]
        later = [begin + step for begin in begins[at + (removed > 0) :]]
        self._begins = [*begins[:at], *([start] if added else ()), *later]

    def _known_words(self) -> list[str]:
        if self._words is None:
            self._words = sorted(filter(str.isalpha, self._word_set))
            self._near.clear()
        return self._words

    def _near_words(self, typed: str) -> list[str]:
        """Beginnings of words that a mistyped one may stand for; kept, because the next key asks again."""
        known = self._known_words()
        if typed not in self._near:
            self._near[typed] = [near.beginning for near in near_words(known, typed)]
        return self._near[typed]

    def _lines_by_words(self, query: Query) -> tuple[set[int], bool]:
        """The lines in which each word typed begins a word; titles that begin so are never left out."""
        lines, _is_more = self._lines_with(f"\t {query.text}\t")
        beginning = f"\t {query.text}"
        low = bisect_left(self._rows, (beginning,))
        high = bisect_left(self._rows, (beginning + _LAST,), low)
        lines |= set(range(low, min(high, low + MOST_COUNTED)))
        others = [f" {word}" for word in query.words]
        longest = max(others, key=len)
        by_words, is_more = self._lines_with(
            longest, lambda line: all(word in line for word in others) if len(others) > 1 else True
        )
        return lines | by_words, is_more or high - low > MOST_COUNTED

    def _lines_with(
        self, text: str, holds: Callable[[str], bool] = lambda _line: True
    ) -> tuple[set[int], bool]:
        """The lines that have a text and hold something else besides; whether there may be more."""
        lines: set[int] = set()
        for number in self._numbers_of(text):
            if holds(self._rows[number].line):
                lines.add(number)
                if len(lines) >= MOST_COUNTED:
                    return lines, True
        return lines, False

    def _numbers_of(self, text: str) -> Iterator[int]:
        begins, whole = self._begins or [], self._text
        at = whole.find(text)
        while at >= 0:
            number = bisect_right(begins, at) - 1
            yield number
            after = number + 1
            at = whole.find(text, begins[after]) if after < len(begins) else -1

    def _best(
        self, lines: Iterable[int], is_more: bool, limit: int, match_of: Callable[[str], Match]
    ) -> Found:
        ranked = []
        for number in lines:
            row = self._rows[number]
            match = match_of(row.line)
            ranked.append((match.fit, row.rank, row.line.index("\t", 1), number, match.words))
        best = nsmallest(limit, ranked)
        matches = [Match(fit, self._rows[number].key, words) for fit, _rank, _length, number, words in best]
        return Found(matches, len(ranked), is_more)

    def _find_mistyped(self, query: Query, limit: int) -> Found:
        alternatives: list[list[str]] = []
        for word in query.words:
            if f" {word}" in self._text:
                alternatives.append([word])
            else:
                alternatives.append(self._near_words(word))
        is_as_typed = all(group == [word] for group, word in zip(alternatives, query.words, strict=True))
        if is_as_typed or not all(alternatives):
            return Found([])
        fitting = [[f" {word}" for word in group] for group in alternatives]
        rarest = max(fitting, key=lambda group: max(map(len, group)))

        def holds(line: str) -> bool:
            return all(any(word in line for word in group) for group in fitting)

        lines: set[int] = set()
        for word in rarest:
            lines |= self._lines_with(word, holds)[0]

        def match_of(line: str) -> Match:
            words = (next(word for word in group if word in line)[1:] for group in fitting)
            return Match(Fit.MISTYPED, "", tuple(words))

        return self._best(lines, len(lines) >= MOST_COUNTED, limit, match_of)

    def _find_letters(self, query: Query, limit: int) -> Found:
        letters = query.text.replace(" ", "")
        if len(letters) > MOST_LETTERS:
            return Found([])
        pattern: re.Pattern[str] = letters_pattern(letters)
        begins, lines = self._begins or [], set()
        for hit in pattern.finditer(self._text):
            number = bisect_right(begins, hit.start()) - 1
            spellings = self._rows[number].line.split("\t")
            if any(letter_positions(spelling[1:], letters) for spelling in spellings if spelling):
                lines.add(number)
                if len(lines) >= MOST_COUNTED:
                    break
        words = (letters,)
        return self._best(
            lines, len(lines) >= MOST_COUNTED, limit, lambda _line: Match(Fit.LETTERS, "", words)
        )


def _row_of(thing: Spelt) -> _Row:
    folded = dict.fromkeys(filter(None, map(fold, thing.spellings)))
    return _Row("\t " + "\t ".join(folded) + "\t", thing.key, thing.rank)


def _fit(line: str, query: Query) -> Fit:
    title = line[: line.index("\t", 1) + 1]
    text = query.text
    if title == f"\t {text}\t":
        return Fit.TITLE
    if f"\t {text}\t" in line:
        return Fit.OTHER_SPELLING
    if title.startswith(f"\t {text}"):
        return Fit.TITLE_BEGINS
    if all(f" {word}" in title for word in query.words):
        return Fit.TITLE_WORDS
    if all(f" {word}" in line for word in query.words):
        return Fit.OTHER_WORDS
    return Fit.INSIDE
