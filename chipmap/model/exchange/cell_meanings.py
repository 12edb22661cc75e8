"""What a cell of a scorecard says: tolerant where the meaning is plain, a finding where it is not.

A cell that cannot be understood is left out; it never stops its neighbours and never becomes a guess.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from chipmap.model.exchange.raw_workbook import CellValue, DateCell, ErrorCell
from chipmap.model.exchange.recognised_words import (
    CONFIDENCES,
    ERRORS,
    LEVELS,
    NOT_APPLICABLE,
    TRUE_OR_FALSE,
    folded,
)
from chipmap.model.issues import Severity
from chipmap.model.records import NA, Answer, Confidence
from chipmap.model.text_rules import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT, clean_text

V = TypeVar("V")

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d?\d:\d\d(:\d\d)?")
_PERCENT = re.compile(r"[\d.,]+ ?%")
_NUMBER_AND_WORD = re.compile(r"([0-5])\W*(.+?)\W*")


class Rounding(StrEnum):
    """How decimals become whole levels, once the person has been asked."""

    NEAREST = "nearest"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Meaning(Generic[V]):
    """What a cell says; `code` names a finding, and `is_left_out` that the value could not be taken."""

    value: V | None = None
    code: str = ""
    severity: Severity = Severity.ERROR

    @property
    def is_left_out(self) -> bool:
        return bool(self.code) and self.severity is Severity.ERROR


_LEVELS: Mapping[int, Meaning[Answer]] = {level: Meaning(level) for level in range(6)}


def level_in(
    cell: CellValue | None, rounding: Rounding | None, *, is_percent: bool = False
) -> Meaning[Answer]:
    """The answer in a score cell: 0–5, *not applicable*, or nothing."""
    if cell.__class__ is int and cell in _LEVELS and not is_percent:
        return _LEVELS[cell]
    refused = _refused(cell)
    if refused:
        return Meaning(code=refused)
    if isinstance(cell, str):
        return _level_in_text(folded(cell), rounding)
    if cell is None:
        return Meaning()
    number = float(cell)  # type: ignore[arg-type]  # errors, dates and texts are gone by now
    if is_percent:
        return Meaning(code="cell-percent")
    return _level_of(number, rounding)


def _level_in_text(text: str, rounding: Rounding | None) -> Meaning[Answer]:
    if not text:
        return Meaning()
    if text in NOT_APPLICABLE:
        return Meaning(NA)
    if text in LEVELS:
        return Meaning(LEVELS[text], "cell-word-understood", Severity.WARNING)
    if _NUMBER.fullmatch(text):
        return _level_of(float(text.replace(",", ".")), rounding)
    if _PERCENT.fullmatch(text):
        return Meaning(code="cell-percent")
    both = _NUMBER_AND_WORD.fullmatch(text)
    if both is not None and LEVELS.get(both[2]) == int(both[1]):
        return Meaning(int(both[1]), "cell-word-understood", Severity.WARNING)
    return Meaning(code="level-not-understood")


def _level_of(number: float, rounding: Rounding | None) -> Meaning[Answer]:
    if not math.isfinite(number):
        return Meaning(code="level-not-understood")
    if not 0 <= number <= 5:
        return Meaning(code="level-out-of-range")
    if number.is_integer():
        return Meaning(int(number))
    if rounding is None:
        return Meaning(code="level-not-whole")
    whole = {
        Rounding.NEAREST: math.floor(number + 0.5),
        Rounding.DOWN: math.floor(number),
        Rounding.UP: math.ceil(number),
    }[rounding]
    return Meaning(whole, "level-rounded", Severity.WARNING)


def confidence_in(cell: CellValue | None, words: Mapping[str, Confidence]) -> Meaning[Confidence]:
    """The confidence in a cell; `words` are those of the file itself, others are taken with a warning."""
    refused = _refused(cell)
    if refused:
        return Meaning(code=refused)
    text = folded("" if cell is None else str(cell))
    if not text:
        return Meaning()
    if text in words:
        return Meaning(words[text])
    if text in CONFIDENCES:
        return Meaning(CONFIDENCES[text], "cell-word-understood", Severity.WARNING)
    return Meaning(code="confidence-not-understood")


def year_in(cell: CellValue | None) -> Meaning[int]:
    """The year in a cell, between 1990 and 2100."""
    refused = _refused(cell)
    if refused:
        return Meaning(code=refused)
    text = folded("" if cell is None else str(cell)).removesuffix(".0")
    if not text:
        return Meaning()
    if not text.isdecimal() or not FIRST_YEAR <= int(text[:9]) <= LAST_YEAR:
        return Meaning(code="year-not-understood")
    return Meaning(int(text))


def text_in(cell: CellValue | None, longest: int = LONGEST_TEXT) -> Meaning[str]:
    """The text in a cell; one that is too long is cut with a warning."""
    if isinstance(cell, ErrorCell):
        return Meaning(code="cell-error")
    if cell is None:
        return Meaning()
    text = clean_text(plain_text(cell))
    if len(text) > longest:
        return Meaning(text[:longest].strip(), "text-cut", Severity.WARNING)
    return Meaning(text or None)


def plain_text(cell: CellValue | None) -> str:
    """A cell as people see it: whole numbers without a decimal point."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, ErrorCell):
        return cell.code
    if isinstance(cell, DateCell):
        return cell.day or cell.text
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def shown_cell(cell: CellValue | None, meaning: Meaning[Any]) -> str:
    """The cell as a finding quotes it, at most 80 characters: per cent as people see them."""
    if meaning.code == "cell-percent" and isinstance(cell, int | float):
        return f"{cell * 100:g} %"
    return plain_text(cell)[:80]


def shown_value(value: object) -> str:
    """The value that was taken, for the sentence of a warning."""
    return "" if value is None else str(getattr(value, "value", value))[:80]


def _refused(cell: CellValue | None) -> str:
    """Why a cell of this type says nothing about a level, a confidence or a year; empty when it may."""
    if isinstance(cell, ErrorCell):
        return "cell-error"
    if isinstance(cell, DateCell):
        return "cell-date" if cell.day else "cell-time"
    if isinstance(cell, bool):
        return "cell-true-or-false"
    if isinstance(cell, str):
        return _refused_text(folded(cell))
    return ""


def _refused_text(text: str) -> str:
    """The same for a text: a delimited file has no types, and there an error or a date is a text."""
    if text in ERRORS:
        return "cell-error"
    if text in TRUE_OR_FALSE:
        return "cell-true-or-false"
    if _DAY.fullmatch(text):
        return "cell-date"
    return "cell-time" if _TIME.fullmatch(text) else ""
