"""What could be done about a finding: enter a text in its cell, or answer one question about the file.

A fix is an offer. What a cell may have meant is told from the cell alone; nothing is ever taken unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from chipmap.model.exchange.cell_meanings import Rounding
from chipmap.model.exchange.recognised_words import CONFIDENCES, LEVELS, NOT_APPLICABLE, folded
from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.issues import Issue
from chipmap.model.records import NA, Confidence
from chipmap.model.text_rules import FIRST_YEAR, LAST_YEAR

_NEAR: Final = 0.75
"""How alike a word must be to one that is known, from 0 to 1; below it suggestions are mostly wrong."""
_SHORTEST: Final = 4
_SINGLE_LEVEL = re.compile(r"(?<![\d.,])[0-5](?!\d|%|[.,]\d)")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_YEAR = re.compile(r"\W*(\d{2})\W*")


class FixKind(StrEnum):
    """How a finding is mended."""

    ENTER = "enter"
    """Enter one of the choices, or something else, in the cell."""
    ROUND = "round"
    """Say once for the file how decimals become whole levels."""
    TRUST = "trust"
    """Say whether the labels or the Row IDs are right."""
    RATER = "rater"
    """Say whose answers these are."""
    CLEAR = "clear"
    """Confirm that answers are to be cleared."""
    IN_FILE = "in-file"
    """Only the sender can mend it, in the file."""
    NONE = "none"
    """There is nothing to mend."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding; `choices` are what may be entered or answered, the likeliest first."""

    kind: FixKind
    choices: tuple[str, ...] = ()


_QUESTIONS: Final[Mapping[str, Fix]] = {
    "level-not-whole": Fix(FixKind.ROUND, tuple(rounding.value for rounding in Rounding)),
    "labels-and-ids-disagree": Fix(FixKind.TRUST, tuple(trust.value for trust in Trust)),
    "answers-sorted-apart": Fix(FixKind.TRUST, (Trust.IDS.value,)),
    "scorecard-unidentified": Fix(FixKind.RATER),
    "rater-name-differs": Fix(FixKind.RATER),
    "many-cleared": Fix(FixKind.CLEAR),
}
_CELLS: Final = frozenset(
    {
        *("cell-error", "cell-date", "cell-time", "cell-true-or-false", "cell-percent", "cell-formula"),
        *("cell-word-understood", "formula-without-value", "beside-unread-level", "text-cut"),
        *("level-not-understood", "level-out-of-range", "level-rounded"),
        *("confidence-not-understood", "year-not-understood"),
    }
)
"""Findings about a single cell, in which something else can be entered."""
_IN_FILE: Final = frozenset(
    {
        *("row-twice-different", "column-missing", "column-unknown", "rows-after-gap", "row-unknown"),
        *("second-scores-sheet", "not-a-scorecard", "no-score-column"),
    }
)


def fix_of(issue: Issue) -> Fix:
    """How a finding can be mended, with what the cell may have meant."""
    if issue.code in _QUESTIONS:
        return _QUESTIONS[issue.code]
    if issue.code in _CELLS:
        return Fix(FixKind.ENTER, tuple(dict.fromkeys(_meant(issue))))
    return Fix(FixKind.IN_FILE if issue.code in _IN_FILE else FixKind.NONE)


def _meant(issue: Issue) -> Iterable[str]:
    """What may be entered instead."""
    taken = issue.params.get("taken")
    if issue.code in ("cell-word-understood", "level-rounded") and taken:
        return [str(taken)]
    if issue.code == "cell-percent":
        return []
    if issue.field_name == "confidence":
        return _confidences_in(issue.value)
    if issue.field_name == "year":
        return _years_in(issue.value)
    if issue.field_name.startswith(("level", "need")):
        return _levels_of_day(issue.value) if issue.code == "cell-date" else levels_in(issue.value)
    return []


def levels_in(text: str) -> list[str]:
    """What levels a text may mean: the single digits 0 to 5 in it, else the most similar known words."""
    plain = folded(text)
    found = _SINGLE_LEVEL.findall(plain)
    if found:
        return sorted(set(found), key=found.index)
    words = {**LEVELS, **dict.fromkeys((word for word in NOT_APPLICABLE if len(word) > 3), NA.value)}
    inside = [str(words[word]) for word in words if len(word) >= _SHORTEST and word in plain]
    near = [str(words[word]) for word in _nearest(plain, words)]
    return list(dict.fromkeys(inside or near))


def _levels_of_day(text: str) -> list[str]:
    """The numbers that Excel may have made a date of: 4 March was typed as 3-4, 4/3 or 4.3."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return levels_in(text)
    return sorted({str(number) for number in (day.day, day.month) if number <= 5})


def _confidences_in(text: str) -> list[str]:
    plain = folded(text)
    inside = [
        CONFIDENCES[word].value for word in CONFIDENCES if len(word) > 2 and word in _WORD.findall(plain)
    ]
    near = [CONFIDENCES[word].value for word in _nearest(plain, CONFIDENCES)]
    known = [confidence.value for confidence in Confidence]
    return sorted(set(inside or near), key=known.index)


def _years_in(text: str) -> list[str]:
    whole = [year for year in _YEAR.findall(text) if FIRST_YEAR <= int(year) <= LAST_YEAR]
    short = _SHORT_YEAR.fullmatch(text)
    return whole or ([f"20{short[1]}"] if short else [])


def _nearest(text: str, words: Iterable[str]) -> list[str]:
    """The known words most like a text; a short text is like too many."""
    if len(text) < _SHORTEST:
        return []
    return get_close_matches(text, [word for word in words if len(word) >= 3], n=2, cutoff=_NEAR)
