"""Reads one row of a file of points into the fields of an institution, with findings for what is doubtful.

An empty cell says nothing: it never clears what the workspace knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.raw_points import Cell, Position, RawPoints
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.text_rules import clean_text

PlaceResolver = Callable[[str], str | None]

_SEPARATORS = re.compile(r"[;,|\n]")
_NEAREST = 3
_LEAST_SIMILARITY = 0.6
_TEXT_FIELDS = ("id", "name", "short_name", "city", "role", "website")

_TYPES: Final = {
    **dict.fromkeys(("company", "firm", "enterprise", "entreprise", "unternehmen", "firma"), "company"),
    **dict.fromkeys(("university", "université", "universität", "school", "hochschule"), "university"),
    **dict.fromkeys(("fab", "fabrication plant", "foundry", "usine", "fabrik", "plant"), "fab"),
    **dict.fromkeys(("rto", "research", "research organisation", "research organization"), "RTO"),
    **dict.fromkeys(("research institute", "institute", "institut", "forschungseinrichtung"), "RTO"),
    **dict.fromkeys(("agency", "ministry", "agence", "behörde", "ministère", "ministerium"), "agency"),
    **dict.fromkeys(("programme", "program", "programm", "initiative"), "programme"),
    **dict.fromkeys(("cluster", "network", "réseau", "netzwerk"), "cluster"),
}


@dataclass(slots=True)
class PointRow:
    """What a row says: texts by field, its position and country, and the findings so far."""

    number: int
    texts: dict[str, str]
    position: Position | None = None
    country: str = ""
    segments: tuple[str, ...] = ()
    findings: list[Issue] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


class PointRowReader:
    """Reads the rows of one file against one workspace."""

    def __init__(
        self, points: RawPoints, columns: Mapping[str, int], dataset: Dataset, resolve_place: PlaceResolver
    ) -> None:
        self._points = points
        self._columns = columns
        self._dataset = dataset
        self._resolve_place = lru_cache(maxsize=4096)(resolve_place)
        self._countries = {folded(country.name): country.name for country in dataset.countries.values()}
        self._segments = {}
        for segment in dataset.segments.values():
            self._segments[folded(segment.short_name)] = segment.id
            self._segments[folded(segment.name)] = segment.id
        self._segments |= {folded(segment.id): segment.id for segment in dataset.segments.values()}
        self._nearest = lru_cache(maxsize=4096)(self._nearest_to)

    def read(self, index: int) -> PointRow:
        """The row at `index` of the file; its number is the one that a person sees."""
        cells = self._points.rows[index]
        row = PointRow(index + self._points.first_row, {})
        for name in _TEXT_FIELDS:
            row.texts[name] = _one_line(self._cell(cells, name))
        row.texts["institution_type"] = _type_meant(_one_line(self._cell(cells, "institution_type")))
        if not row.texts["name"]:
            row.findings.append(self.finding(row.number, "points-name-missing", "name"))
        self._read_position(row, index, cells)
        self._read_country(row, _one_line(self._cell(cells, "country")))
        self._read_segments(row, _text(self._cell(cells, "segments")))
        return row

    def finding(
        self,
        row: int,
        code: str,
        field_name: str = "",
        value: str = "",
        severity: Severity = Severity.ERROR,
        **params: object,
    ) -> Issue:
        """A finding about a row, which names the heading of its column."""
        index = self._columns.get(field_name)
        heading = "" if index is None else self._points.columns[index]
        return Issue(
            code,
            severity,
            field_name=field_name,
            value=value,
            place=CellPlace(file=self._points.file),
            params={"row": row, "column": heading, **params},
        )

    def _cell(self, cells: tuple[Cell, ...], name: str) -> Cell:
        index = self._columns.get(name, -1)
        return cells[index] if 0 <= index < len(cells) else None

    def _read_position(self, row: PointRow, index: int, cells: tuple[Cell, ...]) -> None:
        shape = (self._points.shapes or {}).get(index)
        if shape is not None:
            row.findings.append(self.finding(row.number, "points-not-a-point", value=shape))
            return
        if self._points.has_geometry and self._points.positions[index] is not None:
            row.position = self._points.positions[index]
        else:
            self._read_degrees(row, cells)
        if row.position is not None:
            self._check_globe(row, row.position)

    def _read_degrees(self, row: PointRow, cells: tuple[Cell, ...]) -> None:
        """The position in columns of latitude and longitude; one alone is no position."""
        degrees: dict[str, float] = {}
        for name in ("latitude", "longitude"):
            text = _text(self._cell(cells, name)).strip()
            if not text:
                continue
            number = _number(text)
            if number is None:
                row.findings.append(self.finding(row.number, "points-coordinate-unread", name, text[:40]))
                return
            degrees[name] = number
        if len(degrees) == 1:
            (given,) = degrees
            missing = "longitude" if given == "latitude" else "latitude"
            row.findings.append(self.finding(row.number, "points-half-a-position", missing))
        elif degrees:
            row.position = (degrees["longitude"], degrees["latitude"])

    def _check_globe(self, row: PointRow, position: Position) -> None:
        longitude, latitude = position
        if abs(longitude) <= 180 and abs(latitude) <= 90:
            return
        is_swapped = abs(latitude) <= 180 and abs(longitude) <= 90
        code = "points-swapped" if is_swapped else "points-off-globe"
        field_name = "latitude" if abs(latitude) > 90 else "longitude"
        value = f"{latitude:.6g}, {longitude:.6g}"
        row.findings.append(self.finding(row.number, code, field_name, value))
        row.position = None

    def _read_country(self, row: PointRow, text: str) -> None:
        if not text:
            return
        code = self._resolve_place(text)
        if code is not None and code in self._dataset.countries:
            row.country = code
            return
        nearest = self._nearest(folded(text), "country")
        row.findings.append(
            self.finding(row.number, "points-country-unknown", "country", text[:80], nearest=nearest)
        )

    def _read_segments(self, row: PointRow, text: str) -> None:
        found: list[str] = []
        known = self._segments.get(folded(text))
        parts = [text] if known else _SEPARATORS.split(text)
        for part in filter(None, map(str.strip, parts)):
            segment = self._segments.get(folded(part))
            if segment is None:
                nearest = self._nearest(folded(part), "segments")
                row.findings.append(
                    self.finding(
                        row.number,
                        "points-segment-unknown",
                        "segments",
                        part[:80],
                        Severity.WARNING,
                        nearest=nearest,
                    )
                )
            elif segment not in found:
                found.append(segment)
        row.segments = tuple(found)

    def _nearest_to(self, wanted: str, kind: str) -> tuple[str, ...]:
        spellings = self._countries if kind == "country" else self._segments
        near = get_close_matches(wanted, spellings, n=_NEAREST, cutoff=_LEAST_SIMILARITY)
        return tuple(dict.fromkeys(spellings[spelling] for spelling in near))


def _text(cell: Cell) -> str:
    """A cell as text; a number that is whole has no decimals, as in a table."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean_text(str(cell))


def _one_line(cell: Cell) -> str:
    return " ".join(_text(cell).split())


def _number(text: str) -> float | None:
    """A number with a point or a comma before its decimals, with or without a sign for degrees."""
    plain = text.replace("°", "").replace("−", "-").strip()
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if number - number == 0 else None


def _type_meant(text: str) -> str:
    """One of the known types where the word is known; otherwise the word itself."""
    return _TYPES.get(folded(text), text)
