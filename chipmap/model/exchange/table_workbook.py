"""Tables of texts and numbers as a workbook: what a text says is never taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | float | int | None
"""What a cell holds; `None` is a blank one."""

Sheet = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]
"""A title, the headings, and rows as long as these."""

_HEADER = {"bold": True, "bottom": 2, "bg_color": "#E6EEFA", "text_wrap": True, "valign": "vcenter"}
_TEXT = {"num_format": "@", "text_wrap": True, "valign": "top"}
_NUMBER = {"valign": "top"}
_NARROWEST, _WIDEST = 10, 60
_LINE_POINTS = 15
_SHEET_NAME_LENGTH = 31


def table_workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of an .xlsx file with one table; columns are as wide as their longest text, within reason."""
    return tables_workbook(title, [(title, header, rows)])


def tables_workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an .xlsx file with a sheet for each table."""
    from chipmap.model.exchange.exact_workbook import ExactWorkbook

    stream = io.BytesIO()
    workbook = ExactWorkbook(stream, {"in_memory": True})
    workbook.set_properties({"title": title, "author": "Chipmap"})
    styles = [workbook.add_format(look) for look in (_HEADER, _TEXT, _NUMBER)]
    for name, header, rows in sheets:
        _write_table(workbook.add_worksheet(name[:_SHEET_NAME_LENGTH]), [header, *rows], styles)
    workbook.close()
    return stream.getvalue()


def _write_table(sheet: Worksheet, lines: Sequence[Sequence[Cell]], styles: Sequence[Format]) -> None:
    from chipmap.model.exchange.exact_workbook import put_text
    from chipmap.model.exchange.scorecard_styles import set_page

    heading, text, number = styles
    for line, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                put_text(sheet, line, column, cell, text if line else heading)
            elif cell is not None:
                sheet.write_number(line, column, cell, number)
        tall = max((_lines_of(cell) for cell in cells if isinstance(cell, str) and "\n" in cell), default=1)
        if tall > 1:
            sheet.set_row(line, tall * _LINE_POINTS)
    for column in range(len(lines[0])):
        longest = max(_longest_line(str(cells[column])) for cells in lines if cells[column] is not None)
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines) - 1, len(lines[0]) - 1)
    set_page(sheet)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))


def _lines_of(text: str) -> int:
    """How many lines a text takes in the widest column; not every program finds out by itself."""
    return sum(max(1, -(-len(line) // _WIDEST)) for line in text.split("\n"))
