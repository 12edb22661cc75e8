"""The sheet `Additions` as new institutions: complete rows become items, incomplete ones a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from chipmap.model.dataset import Dataset
from chipmap.model.edits.institutions import new_institution_id
from chipmap.model.exchange.cell_meanings import (
    Meaning,
    level_in,
    plain_text,
    shown_cell,
    shown_value,
    text_in,
)
from chipmap.model.exchange.hidden_lists import listed_words
from chipmap.model.exchange.import_plan import INSTITUTION, Addition, ImportItem, ImportPlan, ItemKind
from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook, cell_name
from chipmap.model.exchange.recognised_words import ADDITION_HEADERS, folded
from chipmap.model.exchange.row_reading import RowReader
from chipmap.model.exchange.rows_finding import PlaceResolver
from chipmap.model.exchange.scorecard_identity import Identity
from chipmap.model.exchange.scorecard_layout import ADDITION_COLUMNS, ADDITIONS, scorable_segments
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import NOW, Answer, Institution, Score
from chipmap.model.text_rules import clean_text

_LAST_HEADER_ROW = 30
_REQUIRED = ("name", "institution_type", "country")
_SCORED = ("level", "reason", "source")

V = TypeVar("V")


def read_additions(
    raw: RawWorkbook,
    identity: Identity,
    plan: ImportPlan,
    reader: RowReader,
    resolve_place: PlaceResolver | None,
) -> tuple[dict[str, Addition], list[ImportItem]]:
    """The institutions that a file adds, by the id of their item; findings go to `reader.issues`."""
    sheet = raw.sheet(ADDITIONS)
    header = _header(sheet, identity) if sheet is not None else None
    if sheet is None or header is None:
        return {}, []
    table = _Additions(raw, sheet, header[1], plan, reader, resolve_place)
    additions: dict[str, Addition] = {}
    for row in sorted(number for number in sheet.rows if number > header[0]):
        addition = table.addition(row, {found.institution.id for found in additions.values()})
        if addition is not None:
            additions[f"addition-{row}"] = addition
    items = [
        ImportItem(
            kind=ItemKind.INSTITUTION,
            row_id=key,
            subject=addition.institution.id,
            segment=addition.score.segment if addition.score else "",
            unit=INSTITUTION,
            before=None,
            after=addition.institution.name,
            place=CellPlace(raw.file, sheet.name, cell_name(int(key.rpartition("-")[2]), header[1]["name"])),
        )
        for key, addition in additions.items()
    ]
    return additions, items


def _header(sheet: RawSheet, identity: Identity) -> tuple[int, Mapping[str, int]] | None:
    printed = {folded(text): key for key, text in identity.additions.items()}
    for row in sorted(row for row in sheet.rows if row <= _LAST_HEADER_ROW):
        columns: dict[str, int] = {}
        for column, value in sheet.rows[row].items():
            key = printed.get(folded(plain_text(value))) or ADDITION_HEADERS.get(folded(plain_text(value)))
            if key in ADDITION_COLUMNS:
                columns.setdefault(key, column)
        if all(key in columns for key in _REQUIRED):
            return row, columns
    return None


@dataclass(frozen=True, slots=True)
class _Additions:
    raw: RawWorkbook
    sheet: RawSheet
    columns: Mapping[str, int]
    plan: ImportPlan
    reader: RowReader
    resolve_place: PlaceResolver | None

    @property
    def dataset(self) -> Dataset:
        return self.plan.dataset

    def addition(self, row: int, taken: set[str]) -> Addition | None:
        """The institution of one row, or `None` with a finding; a blank row is neither."""
        texts = {
            key: clean_text(" ".join(plain_text(self._cell(row, key)).split())) for key in ADDITION_COLUMNS
        }
        if not any(texts.values()):
            return None
        missing = next((key for key in _REQUIRED if not texts[key]), None)
        if missing is not None:
            self._note("addition-incomplete", row, missing, texts["name"])
            return None
        kind = self._institution_type(texts["institution_type"])
        country = self._country(texts["country"])
        if kind is None:
            self._note("institution-type-unknown", row, "institution_type", texts["institution_type"])
        if country is None:
            self._note("place-unknown", row, "country", texts["country"])
        if kind is None or country is None:
            return None
        if any(folded(name) == folded(texts["name"]) for name in self._names_in(country)):
            severity = Severity.WARNING if self._given(row) else Severity.NOTICE
            self._note("institution-known", row, "name", texts["name"], severity)
            return None
        segment = self._segment(texts["stage"])
        if texts["stage"] and segment is None:
            self._note("stage-unknown", row, "stage", texts["stage"], Severity.WARNING)
        institution = Institution(
            id=new_institution_id(self.dataset, texts["name"], taken),
            name=texts["name"][:300],
            short_name=texts["name"][:300],
            institution_type=kind,
            country=country,
            city=texts["city"][:300],
            segments=(segment,) if segment else (),
            check="recalled",
        )
        return Addition(institution, self._score(row, institution.id, segment))

    def _score(self, row: int, subject: str, segment: str | None) -> Score | None:
        """The first score of a new institution; without a stage it is left out, and said."""
        if segment is None:
            lost = self._given(row)
            if lost:
                value = plain_text(self._cell(row, "level"))
                self._note("level-without-stage", row, "stage", value, Severity.WARNING, fields=lost)
            return None
        level = self._read(row, "level", self._level(row))
        reason = self._read(row, "reason", text_in(self._cell(row, "reason"))) or ""
        source = self._read(row, "source", text_in(self._cell(row, "source")))
        levels = ((NOW, level),) if level is not None else ()
        score = Score(
            subject,
            segment,
            self.plan.rater,
            self.plan.round,
            levels,
            reason=reason,
            evidence=self.reader.sources.keys_of(source)[0],
        )
        return None if score.is_empty else score

    def _given(self, row: int) -> tuple[str, ...]:
        """The parts of a first score that a row gives."""
        return tuple(key for key in _SCORED if plain_text(self._cell(row, key)).strip())

    def _level(self, row: int) -> Meaning[Answer]:
        is_percent = (row, self.columns.get("level", 0)) in self.sheet.percents
        return level_in(self._cell(row, "level"), self.reader.rounding, is_percent=is_percent)

    def _read(self, row: int, key: str, meaning: Meaning[V]) -> V | None:
        """The value of a cell, with a finding where it has one."""
        if meaning.code:
            cell = self._cell(row, key)
            taken = shown_value(meaning.value)
            self._note(meaning.code, row, key, shown_cell(cell, meaning), meaning.severity, taken=taken)
        return meaning.value

    def _cell(self, row: int, key: str) -> CellValue | None:
        column = self.columns.get(key)
        return None if column is None else self.sheet.value(row, column)

    def _institution_type(self, text: str) -> str | None:
        words = listed_words(self.raw, "type")
        known = {
            folded(item.institution_type): item.institution_type
            for item in self.dataset.institutions.values()
        }
        return words.get(folded(text)) or known.get(folded(text))

    def _country(self, text: str) -> str | None:
        for country in self.dataset.countries.values():
            if folded(text) in (folded(country.code), folded(country.alpha2), folded(country.name)):
                return country.code
        code = self.resolve_place(text) if self.resolve_place is not None else None
        return code if code in self.dataset.countries else None

    def _segment(self, text: str) -> str | None:
        segments = scorable_segments(self.dataset)
        return next((item.id for item in segments if folded(text) in (folded(item.name), item.id)), None)

    def _names_in(self, country: str) -> Iterator[str]:
        for institution in self.dataset.institutions.values():
            if institution.country == country:
                yield institution.name
                yield institution.short_name

    def _note(
        self,
        code: str,
        row: int,
        key: str,
        value: str,
        severity: Severity = Severity.ERROR,
        **params: object,
    ) -> None:
        place = CellPlace(self.raw.file, self.sheet.name, cell_name(row, self.columns.get(key, 1)))
        self.reader.issues.append(
            Issue(code, severity, field_name=key, value=value[:80], place=place, params=params)
        )
