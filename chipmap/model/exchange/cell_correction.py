"""Corrects single cells in a reading of a workbook; the file itself is never touched."""

from __future__ import annotations

from dataclasses import replace

from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook, address_of
from chipmap.model.issues import CellPlace


def with_corrected_cell(workbook: RawWorkbook, place: CellPlace, text: str) -> RawWorkbook:
    """The reading with one cell as a person has corrected it; a blank text empties the cell.

    What the file says about the cell besides its value (a formula, a per cent format) no longer holds.
    """
    address = address_of(place.cell)
    sheets = tuple(
        _corrected(sheet, address, text.strip()) if sheet.name == place.sheet else sheet
        for sheet in workbook.sheets
    )
    return replace(workbook, sheets=sheets)


def _corrected(sheet: RawSheet, address: tuple[int, int], text: str) -> RawSheet:
    row, column = address
    cells: dict[int, CellValue] = dict(sheet.rows.get(row, {}))
    if text:
        cells[column] = text
    else:
        cells.pop(column, None)
    marks = replace(sheet.marks, formulas=sheet.marks.formulas - {address})
    return replace(sheet, rows={**sheet.rows, row: cells}, marks=marks, percents=sheet.percents - {address})
