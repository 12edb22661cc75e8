"""What a workbook file says, as typed cells with addresses, before anybody asks what it means.

Plain values only, so that a reading can travel from the reader's process as JSON: that text can hold no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

SAVED_AT: Final = "core:modified"
"""The property that says when a program saved the file last, as ISO 8601."""


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """An Excel error such as `#DIV/0!`."""

    code: str


@dataclass(frozen=True, slots=True)
class DateCell:
    """A date, a time or a duration, as its ISO text."""

    text: str

    @property
    def day(self) -> str:
        """The date alone, as YYYY-MM-DD; empty for a time or a duration."""
        day, _, _ = self.text.partition("T")
        return day if day.count("-") == 2 else ""


CellValue = str | int | float | bool | ErrorCell | DateCell
"""A blank cell has no value at all: it is absent from its row."""

Address = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What a sheet says about its cells besides their values."""

    formulas: frozenset[Address] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of each merged range."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: values by row and column number; `state` is visible, hidden or veryHidden."""

    name: str
    rows: Mapping[int, Mapping[int, CellValue]] = field(default_factory=dict)
    state: str = "visible"
    marks: SheetMarks = SheetMarks()
    percents: frozenset[Address] = frozenset()
    """Numbers that are shown as per cent: 0.6 reads 60 %."""
    cut_after: int = 0
    """The last row that was read when a long gap ended the reading; 0 when all of it was read."""

    def value(self, row: int, column: int) -> CellValue | None:
        return self.rows.get(row, {}).get(column)


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A reading of one file. `notices` are codes of what was left out or assumed while reading."""

    file: str
    sheets: tuple[RawSheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    defined_names: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def sheet(self, name: str) -> RawSheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The address as Excel prints it: `E17`."""
    return f"{column_letters(column)}{row}"


def address_of(cell: str) -> Address:
    """Row and column of an address such as `E17` or `$E$17`."""
    plain = cell.replace("$", "").upper()
    letters = plain.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(plain[len(letters) :]), column


def pack_sheet(sheet: RawSheet) -> dict[str, Any]:
    """The sheet as JSON can carry it."""
    return {
        "name": sheet.name,
        "state": sheet.state,
        "rows": [[row, *_packed_cells(cells)] for row, cells in sheet.rows.items()],
        "formulas": sorted(sheet.marks.formulas),
        "hidden_rows": sorted(sheet.marks.hidden_rows),
        "merged": sheet.marks.merged,
        "percents": sorted(sheet.percents),
        "cut_after": sheet.cut_after,
    }


def _packed_cells(cells: Mapping[int, CellValue]) -> list[Any]:
    packed: list[Any] = []
    for column, value in cells.items():
        packed.append(column)
        if isinstance(value, ErrorCell):
            packed.append(["error", value.code])
        elif isinstance(value, DateCell):
            packed.append(["date", value.text])
        else:
            packed.append(value)
    return packed


def unpack_sheet(packed: Mapping[str, Any]) -> RawSheet:
    """The sheet that `pack_sheet` packed; lists that are not there are empty."""
    return RawSheet(
        name=packed["name"],
        state=packed["state"],
        rows={line[0]: _unpacked_cells(line) for line in packed.get("rows", ())},
        marks=SheetMarks(
            formulas=frozenset((row, column) for row, column in packed.get("formulas", ())),
            hidden_rows=frozenset(packed.get("hidden_rows", ())),
            merged=tuple((a, b, c, d) for a, b, c, d in packed.get("merged", ())),
        ),
        percents=frozenset((row, column) for row, column in packed.get("percents", ())),
        cut_after=packed["cut_after"],
    )


def _unpacked_cells(line: list[Any]) -> dict[int, CellValue]:
    cells: dict[int, Any] = dict(zip(line[1::2], line[2::2], strict=True))
    for column, value in cells.items():
        if isinstance(value, list):
            kind, text = value
            cells[column] = ErrorCell(text) if kind == "error" else DateCell(text)
    return cells
