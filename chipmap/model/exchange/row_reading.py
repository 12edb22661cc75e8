"""Reads the cells of a scorecard's row into units of the merge, with findings for those that need a look."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from chipmap.model.exchange.cell_meanings import (
    Meaning,
    Rounding,
    confidence_in,
    level_in,
    plain_text,
    shown_cell,
    shown_value,
    text_in,
    year_in,
)
from chipmap.model.exchange.raw_workbook import Address, CellValue, cell_name
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.rows_finding import FoundRow
from chipmap.model.exchange.scorecard_layout import CellText
from chipmap.model.exchange.scores_finding import FoundScores
from chipmap.model.exchange.source_lines import SourceLines
from chipmap.model.exchange.workbook_guard import MAX_TEXT
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import NA, NOW, Answer, Confidence
from chipmap.model.records.units import JUDGEMENT, REASON, SOURCES, Judgement, UnitValue

_JUDGEMENT_COLUMNS = ("level_now", "confidence", "year")
_JUDGED = frozenset(_JUDGEMENT_COLUMNS)
_BLANK: Meaning[Any] = Meaning()
_NO_RESULT: Meaning[Any] = Meaning(code="formula-without-value")

V = TypeVar("V")


@dataclass(slots=True)
class RowReader:
    """Reads rows of one sheet; `issues` collects the findings of all of them."""

    file: str
    found: FoundScores
    sources: SourceLines
    horizons: tuple[str, ...]
    confidences: Mapping[str, Confidence]
    rounding: Rounding | None = None
    is_blank_silent: bool = False
    """Whether a blank cell says nothing, because in this kind of file errors read as blank."""
    issues: list[Issue] = field(default_factory=list)
    _inputs: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._inputs = self.input_keys

    def units(self, row: FoundRow, keys: Collection[str], fallback: Judgement) -> dict[str, UnitValue]:
        """What the columns `keys` of a row say, unit by unit; what is said unreadably is absent.

        Level, confidence and year are read together as soon as one of them is asked for. `fallback` is the
        judgement sent out: it stands in for a part that cannot be read.
        """
        if not _JUDGED.isdisjoint(keys):
            keys = {*keys, *_JUDGED}
        read = {key: self._meaning(row, key) for key in self._inputs if key in keys}
        units: dict[str, UnitValue] = {}
        for key, meaning in read.items():
            if key not in _JUDGED and not self._says_nothing(meaning):
                units[key] = self._source_keys(row, meaning) if key == SOURCES else meaning.value
        if not _JUDGED.isdisjoint(read):
            units[JUDGEMENT] = self._judgement(row, read, fallback)
        return units

    def _judgement(self, row: FoundRow, read: Mapping[str, Meaning[Any]], fallback: Judgement) -> Judgement:
        """Level, confidence and year; a level that cannot be read leaves the others with the one sent out.

        Where none was sent out they have nothing to belong to, and are named as left out.
        """
        level, confidence, year = (read.get(key) for key in _JUDGEMENT_COLUMNS)
        if _is_left_out(level) and fallback.level is None:
            for key, meaning in (("confidence", confidence), ("year", year)):
                if meaning is not None and meaning.value is not None:
                    value = shown_value(meaning.value)
                    self.note("beside-unread-level", row, key, Severity.WARNING, value, taken=value)
            return fallback
        return Judgement(
            self._or_sent(level, fallback.level),
            self._or_sent(confidence, fallback.confidence),
            self._or_sent(year, fallback.year),
        )

    def _says_nothing(self, meaning: Meaning[Any]) -> bool:
        return meaning.is_left_out or (self.is_blank_silent and meaning is _BLANK)

    def _or_sent(self, meaning: Meaning[V] | None, sent: V | None) -> V | None:
        """What a cell says, or what was sent out where there is no such cell or it says nothing."""
        return sent if meaning is None or self._says_nothing(meaning) else meaning.value

    @property
    def input_keys(self) -> list[str]:
        """The columns of the sheet that this workspace can take."""
        later = [horizon for horizon in self.horizons if horizon != NOW]
        known = {*_JUDGED, REASON, SOURCES, *(f"{kind}_{h}" for h in later for kind in ("level", "need"))}
        return [key for key in self.found.columns if key in known]

    def canonical(self, key: str, value: object) -> object:
        """A cell as it was sent out: the list has words for a confidence, what was sent has its key."""
        if key != "confidence" or not isinstance(value, str):
            return value
        confidence = self.confidences.get(folded(value))
        return value if confidence is None else confidence.value

    def place(self, row: FoundRow, key: str) -> CellPlace:
        """The cell of a row in the column of a key or unit."""
        key = "level_now" if key == JUDGEMENT else key
        column = self.found.columns.get(key) or min(self.found.columns.values())
        return CellPlace(self.file, self.found.sheet.name, cell_name(row.number, column))

    def note(
        self, code: str, row: FoundRow, key: str, severity: Severity, value: str = "", **params: object
    ) -> None:
        """Add a finding about one cell."""
        subject, segment = row.key or ("", "")
        place = self.place(row, key)
        self.issues.append(Issue(code, severity, subject, segment, key, value, place, row.id, params))

    def _meaning(self, row: FoundRow, key: str) -> Meaning[Any]:
        sheet, address = self.found.sheet, (row.number, self.found.columns[key])
        cell = sheet.rows[row.number].get(address[1])
        is_formula = address in sheet.marks.formulas
        if cell is None and not is_formula:
            return _BLANK
        meaning = _NO_RESULT if cell is None else self._meaning_of(key, cell, address)
        if meaning.code:
            params = {"taken": shown_value(meaning.value)}
            self.note(meaning.code, row, key, meaning.severity, shown_cell(cell, meaning), **params)
        elif is_formula:
            self.note("cell-formula", row, key, Severity.WARNING, plain_text(cell)[:80])
        return meaning

    def _meaning_of(self, key: str, cell: CellValue, address: Address) -> Meaning[Any]:
        if key == "confidence":
            return confidence_in(cell, self.confidences)
        if key == "year":
            return year_in(cell)
        if key == REASON:
            return text_in(cell)
        if key == SOURCES:
            return text_in(cell, MAX_TEXT)
        return level_in(cell, self.rounding, is_percent=address in self.found.sheet.percents)

    def _source_keys(self, row: FoundRow, meaning: Meaning[str]) -> tuple[str, ...]:
        keys, reworded = self.sources.keys_of(meaning.value)
        for line in reworded:
            self.note("source-reworded", row, SOURCES, Severity.NOTICE, line[:80])
        return keys


def _is_left_out(meaning: Meaning[Any] | None) -> bool:
    return meaning is not None and meaning.is_left_out


def units_of_cells(cells: Mapping[str, CellText], sources: SourceLines) -> dict[str, UnitValue]:
    """What was sent out in one row, unit by unit, from its canonical cells."""
    units: dict[str, UnitValue] = {}
    for key, value in cells.items():
        if key == SOURCES:
            units[SOURCES] = sources.keys_of(str(value))[0]
        elif key == REASON:
            units[REASON] = str(value)
        elif key not in _JUDGED:
            units[key] = _answer_of(value)
    confidence, year = cells.get("confidence"), cells.get("year")
    units[JUDGEMENT] = Judgement(
        _answer_of(cells.get("level_now")),
        Confidence(confidence) if isinstance(confidence, str) else None,
        year if isinstance(year, int) else None,
    )
    return units


def _answer_of(value: CellText) -> Answer | None:
    if value == NA.value:
        return NA
    return value if isinstance(value, int) else None
