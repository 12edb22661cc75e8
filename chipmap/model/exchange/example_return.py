"""An exported scorecard filled in as a delegation would return it, for pictures and for training."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chipmap.model.exchange.scorecard_layout import HEADER_ROW, SCORES

Cell = int | str


def fill_in(path: Path, answers: Mapping[tuple[int, str], Cell]) -> None:
    """Enter answers into the sheet of scores, by (row counted from 1 below the header, column letter)."""
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    sheet = workbook[SCORES]
    for (row, column), answer in answers.items():
        sheet[f"{column}{HEADER_ROW + row}"] = answer
    workbook.save(path)
