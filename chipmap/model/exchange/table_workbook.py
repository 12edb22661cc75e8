"""A table of texts as a workbook with one sheet: what a text says is never taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

_HEADER = {"bold": True, "bottom": 2, "bg_color": "#E6EEFA", "text_wrap": True, "valign": "vcenter"}
_TEXT = {"num_format": "@", "text_wrap": True, "valign": "top"}
_NARROWEST, _WIDEST = 10, 60
_SHEET_NAME_LENGTH = 31


def table_workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of an .xlsx file; columns are as wide as their longest text, within reason."""
    from chipmap.model.exchange.exact_workbook import ExactWorkbook, put_text
    from chipmap.model.exchange.scorecard_styles import set_page

    lines = [header, *rows]
    stream = io.BytesIO()
    workbook = ExactWorkbook(stream, {"in_memory": True})
    workbook.set_properties({"title": title, "author": "Chipmap"})
    sheet = workbook.add_worksheet(title[:_SHEET_NAME_LENGTH])
    styles = [workbook.add_format(_HEADER), workbook.add_format(_TEXT)]
    for line, texts in enumerate(lines):
        for column, text in enumerate(texts):
            put_text(sheet, line, column, text, styles[min(line, 1)])
    for column in range(len(header)):
        longest = max(len(texts[column]) for texts in lines)
        sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines) - 1, len(header) - 1)
    set_page(sheet)
    workbook.close()
    return stream.getvalue()
