"""Cells as tab-separated text that a spreadsheet takes as it is: figures as figures, texts as texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chipmap.ui.tables.layer_cells import NOTHING, Cell

_READ_AS_FORMULA = ("=", "+", "-", "@")


def as_tab_separated(headings: Sequence[str], rows: Iterable[Sequence[Cell]], decimal_sign: str) -> str:
    """A line of headings and a line for each row; what is not known is an empty cell, never a dash or 0."""
    lines = ["\t".join(_plain(heading) for heading in headings)]
    lines += ["\t".join(_pasted(cell, decimal_sign) for cell in row) for row in rows]
    return "\r\n".join(lines) + "\r\n"


def _pasted(cell: Cell, decimal_sign: str) -> str:
    if cell.figure is not None:
        return f"{round(cell.figure, 4) + 0.0:.10g}".replace(".", decimal_sign)
    return "" if cell.text == NOTHING else _plain(cell.text)


def _plain(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula or for the beginning of a quotation."""
    joined = " ".join(text.split())
    if joined.startswith('"'):
        return '"' + joined.replace('"', '""') + '"'
    return f"'{joined}" if joined.startswith(_READ_AS_FORMULA) else joined
