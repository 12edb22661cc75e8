"""Corrects cells in a reading of a workbook; the file itself is never touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chipmap.model.exchange.raw_workbook import Address, CellValue, RawSheet, RawWorkbook, address_of
from chipmap.model.issues import CellPlace


def with_corrected_cell(workbook: RawWorkbook, place: CellPlace, text: str) -> RawWorkbook:
    """The reading with one cell as a person has corrected it; a blank text empties the cell."""
    return with_corrected_cells(workbook, (place,), text)


def with_corrected_cells(workbook: RawWorkbook, places: Iterable[CellPlace], text: str) -> RawWorkbook:
    """The reading with the same text in all of these cells.

    What the file says about a cell besides its value (a formula, a per cent format) no longer holds.
    """
    by_sheet: dict[str, set[Address]] = {}
    for place in places:
        by_sheet.setdefault(place.sheet, set()).add(address_of(place.cell))
    sheets = tuple(
        _corrected(sheet, by_sheet[sheet.name], text.strip()) if sheet.name in by_sheet else sheet
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=sheets)


def _corrected(sheet: RawSheet, addresses: set[Address], text: str) -> RawSheet:
    rows = dict(sheet.rows)
    for row, column in addresses:
        cells: dict[int, CellValue] = dict(rows.get(row, {}))
        if text:
            cells[column] = text
        else:
            cells.pop(column, None)
        rows[row] = cells
    marks = replace(sheet.marks, formulas=sheet.marks.formulas - addresses)
    return replace(sheet, rows=rows, marks=marks, percents=sheet.percents - addresses)
