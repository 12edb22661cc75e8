"""One table as it stands in a file: its headings, and its rows with the numbers that a person sees."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.outside_tables.targets import FIELDS
from chipmap.model.exchange.points_columns import plain_heading
from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook, cell_name

_ROWS_WITH_HEADINGS = 30
_LONGEST_HEADING = 80
_FINGERPRINT_SIGNS = 16
_USUAL_HEADINGS = frozenset(
    plain_heading(heading) for fields in FIELDS.values() for field in fields for heading in field.headings
)


@dataclass(frozen=True)
class TableRow:
    """The cells of one row by heading; blank cells are absent. `number` counts from 1 as in the sheet."""

    number: int
    cells: Mapping[str, CellValue]


@dataclass(frozen=True)
class OutsideTable:
    """A sheet from its row of headings on; `columns` holds the number of each heading's column."""

    file: str
    sheet: str
    header_row: int
    columns: Mapping[str, int]
    rows: tuple[TableRow, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(self.columns)

    @property
    def fingerprint(self) -> str:
        """The same for every table with these headings, in whatever order and case."""
        plain = sorted(plain_heading(heading) for heading in self.columns)
        return hashlib.sha256("\n".join(plain).encode()).hexdigest()[:_FINGERPRINT_SIGNS]

    def address(self, row: int, heading: str) -> str:
        """The cell of a row under a heading, such as C7; the row alone where the heading is no column."""
        column = self.columns.get(heading)
        return cell_name(row, column) if column else str(row)


def table_of(raw: RawWorkbook, *, sheet: str = "", header_row: int = 0) -> OutsideTable | None:
    """The table in a sheet: the first visible one where none is named, from its likeliest row of headings on.

    None where the workbook has no such sheet, or nothing in it.
    """
    shown = [one for one in raw.sheets if one.rows and (one.name == sheet or not sheet)]
    if not shown:
        return None
    chosen = next((one for one in shown if one.state == "visible"), shown[0])
    row = header_row or likely_header_row(chosen)
    filled = _filled_down(chosen)
    columns = _headings({**filled.get(row, {}), **chosen.rows.get(row, {})})
    return OutsideTable(raw.file, chosen.name, row, columns, tuple(_rows(chosen, row, columns, filled)))


def _filled_down(sheet: RawSheet) -> dict[int, dict[int, CellValue]]:
    """What merged cells say in the rows below their first: a place that stands once beside all its rows."""
    filled: dict[int, dict[int, CellValue]] = {}
    for first, left, last, right in sheet.marks.merged:
        value = sheet.value(first, left)
        if value is None or left != right or last - first > len(sheet.rows):
            continue
        for row in range(first + 1, last + 1):
            if row in sheet.rows:
                filled.setdefault(row, {})[left] = value
    return filled


def likely_header_row(sheet: RawSheet) -> int:
    """The first of the first thirty rows with the most usual headings, else with the most unlike texts.

    One usual heading alone tells nothing: it may be a word in a row.
    """
    best, most = min(sheet.rows, default=1), (0, 0)
    filled = _filled_down(sheet)
    for number, cells in sheet.rows.items():
        if number > _ROWS_WITH_HEADINGS:
            break
        present = (*cells.values(), *filled.get(number, {}).values())
        texts = {cell for cell in present if isinstance(cell, str) and cell.strip()}
        usual = sum(plain_heading(text) in _USUAL_HEADINGS for text in texts if len(text) < _LONGEST_HEADING)
        if (found := (usual if usual > 1 else 0, len(texts))) > most:
            best, most = number, found
    return best


def _headings(cells: Mapping[int, CellValue]) -> dict[str, int]:
    """Headings in the order of their columns; one that stands twice is numbered."""
    found: dict[str, int] = {}
    for column, cell in sorted(cells.items()):
        text = " ".join(plain_text(cell).split())
        if not text:
            continue
        heading, again = text, 2
        while heading in found:
            heading, again = f"{text} ({again})", again + 1
        found[heading] = column
    return found


def _rows(
    sheet: RawSheet,
    header_row: int,
    columns: Mapping[str, int],
    filled: Mapping[int, Mapping[int, CellValue]],
) -> Iterator[TableRow]:
    for number, own in sheet.rows.items():
        if number <= header_row:
            continue
        cells = {**filled[number], **own} if number in filled else own
        named = {heading: cells[column] for heading, column in columns.items() if column in cells}
        for heading, column in columns.items():
            if (number, column) in sheet.percents and isinstance(named.get(heading), int | float):
                named[heading] = f"{float(named[heading]) * 100:.10g} %"  # type: ignore[arg-type]
        if any(plain_text(cell).strip() for cell in named.values()):
            yield TableRow(number, named)
