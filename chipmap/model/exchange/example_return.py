"""An exported workbook filled in as a delegation would return it, for pictures and for training."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chipmap.model.exchange.scorecard_layout import HEADER_ROW, SCORES

Cell = int | str


def fill_in(
    path: Path,
    answers: Mapping[tuple[int, str], Cell],
    *,
    sheet_name: str = SCORES,
    header_row: int = HEADER_ROW,
) -> None:
    """Enter answers into a sheet, by (row counted from 1 below the header, column letter)."""
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    sheet = workbook[sheet_name]
    for (row, column), answer in answers.items():
        sheet[f"{column}{header_row + row}"] = answer
    workbook.save(path)
