"""Cells as tab-separated text that a spreadsheet takes as it is: figures as figures, texts as texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chipmap.ui.pasted_table import Pasted, tab_separated
from chipmap.ui.tables.layer_cells import NOTHING, Cell


def as_tab_separated(headings: Sequence[str], rows: Iterable[Sequence[Cell]], decimal_sign: str) -> str:
    """A line of headings and a line for each row; what is not known is an empty cell, never a dash or 0."""
    return tab_separated(headings, ([_pasted(cell) for cell in row] for row in rows), decimal_sign)


def _pasted(cell: Cell) -> Pasted:
    if cell.figure is not None:
        return cell.figure
    return None if cell.text == NOTHING else cell.text
