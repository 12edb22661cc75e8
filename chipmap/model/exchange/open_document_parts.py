"""Reads the two parts of an OpenDocument spreadsheet that the library behind leaves out most of.

Repeated rows and cells are counted as often as they stand there, before anything expands them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from chipmap.model.exchange.raw_workbook import Address
from chipmap.model.exchange.workbook_parts import LAST_COLUMN, LAST_ROW, PackageScan, SheetFindings
from chipmap.model.exchange.xml_parts import PartRefused, XmlPart

MOST_SPREAD: Final = 20_000_000
"""Rows times columns that a sheet may reach over: the library behind makes room for every cell between."""

_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")


def open_document_part(name: str, scan: PackageScan) -> XmlPart:
    """The reader of `content.xml` or `meta.xml`."""
    if name.lower() == "content.xml":
        return _ContentPart(name, scan)
    return _DescriptionPart(name, scan)


@dataclass(slots=True)
class _Row:
    """A row that is being read; it may stand for several."""

    first: int
    count: int
    is_hidden: bool
    column: int = 0
    filled: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)
    """Column and how often it repeats, of each cell with a formula."""
    percents: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)


class _ContentPart(XmlPart):
    """Counts the filled cells of each sheet and notes what the library leaves out."""

    is_essential = True

    def __init__(self, name: str, scan: PackageScan) -> None:
        super().__init__(name)
        self._scan = scan
        self._findings = SheetFindings()
        self._row = _Row(0, 0, False)
        self._next_row = 1
        self._last = (0, 0)
        self._repeat = 1
        self._is_error = False
        self._pieces: list[str] = []

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _CELLS:
            self._begin_cell(attributes)
        elif tag == "table-row":
            local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            count = _count(local.get("number-rows-repeated"))
            self._row = _Row(self._next_row, count, local.get("visibility") in _HIDDEN)
            self._next_row += count
        elif tag == "table":
            self._findings = SheetFindings()
            self._next_row, self._last = 1, (0, 0)
            self._scan.sheets[_local(attributes, "name")] = self._findings
        elif tag == "p" and self._is_error:
            self.collect_text(self._pieces.append)
        elif tag == "named-range":
            self._note_name(_local(attributes, "name"), _local(attributes, "cell-range-address"))

    def closed(self, tag: str) -> None:
        if tag == "p" and self._is_error:
            self.collect_text(None)
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "table-row":
            self._end_row()

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        row, column = self._row, self._row.column + 1
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        # LibreOffice names the kind twice; only its own attribute tells an error from a text.
        kinds = {value for key, value in attributes.items() if key.endswith(":value-type")}
        self._repeat = _count(local.get("number-columns-repeated"))
        if kinds:
            row.filled += self._repeat
            self._check_spread(row.first + row.count - 1, column + self._repeat - 1)
        if "formula" in local:
            row.formulas.append((column, self._repeat))
        if "percentage" in kinds:
            row.percents.append((column, self._repeat))
        self._is_error = "error" in kinds
        wide, high = _count(local.get("number-columns-spanned")), _count(local.get("number-rows-spanned"))
        if wide * high > 1:
            self._findings.merged.append((row.first, column, row.first + high - 1, column + wide - 1))

    def _end_cell(self) -> None:
        if self._is_error:
            self._row.errors.append((self._row.column + 1, self._repeat, "".join(self._pieces).strip()))
            self._pieces.clear()
        self._is_error = False
        self._row.column += self._repeat

    def _end_row(self) -> None:
        row = self._row
        self._scan.count(row.filled * row.count, self.name)
        if not (row.filled or row.formulas):
            return
        numbers = range(row.first, row.first + (row.count if row.filled else 1))
        if row.is_hidden:
            self._findings.hidden_rows += numbers
        for number in numbers:
            self._findings.formulas += _addresses(number, row.formulas, row.filled)
            self._findings.percents += _addresses(number, row.percents, row.filled)
            for column, repeat, text in row.errors:
                for at in range(column, column + repeat):
                    self._findings.errors[number, at] = text

    def _check_spread(self, row: int, column: int) -> None:
        if row > LAST_ROW or column > LAST_COLUMN:
            raise PartRefused("outside-the-grid", self.name, cell=f"R{row}C{column}")
        self._last = (max(self._last[0], row), max(self._last[1], column))
        if self._last[0] * self._last[1] > MOST_SPREAD:
            raise PartRefused("spread-too-far", self.name, row=row)

    def _note_name(self, name: str, address: str) -> None:
        """A name as the other formats write it: `$'Read me'.$B$20` is `'Read me'!$B$20`."""
        sheet, _, cell = address.removeprefix("$").rpartition(".")
        if name and sheet:
            self._scan.defined_names[name] = f"{sheet}!{cell}"


def _addresses(row: int, columns: list[tuple[int, int]], filled: int) -> list[Address]:
    """The cells of a row; a repetition of cells without values counts once, nobody limits its length."""
    return [
        (row, at)
        for column, repeat in columns
        for at in range(column, column + (repeat if repeat <= filled else 1))
    ]


class _DescriptionPart(XmlPart):
    """Collects the properties that a person or a program has added."""

    def __init__(self, name: str, scan: PackageScan) -> None:
        super().__init__(name)
        self._properties = scan.properties
        self._key = ""
        self._pieces: list[str] = []

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "user-defined":
            self._key = _local(attributes, "name")
            self._pieces = []
            self.collect_text(self._pieces.append)

    def closed(self, tag: str) -> None:
        if tag == "user-defined" and self._key:
            self._properties[self._key] = "".join(self._pieces).strip()
            self.collect_text(None)


def _local(attributes: Mapping[str, str], name: str) -> str:
    """An attribute by its name without prefix."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")


def _count(text: str | None) -> int:
    """How often something repeats; one where nothing sensible is said."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 10 else 1
