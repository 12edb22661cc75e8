"""A register that went out as a workbook, and somebody who types in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_import import plan_collaborations
from chipmap.model.exchange.collaboration_plan import RegisterPlan
from chipmap.model.exchange.collaboration_writer import write_collaborations
from chipmap.model.geography.naming import PlaceNames, resolve_place
from chipmap.model.records import Record
from chipmap.wording import use_language
from chipmap.wording.collaboration_workbook import register_words
from tests.model.exchange.scorecard_files import read_here

MOMENT = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def some(dataset: Dataset) -> list[Record]:
    """The records of a dataset besides its settings."""
    return [one for one in dataset.records() if one.kind != "settings"]


def exported(dataset: Dataset, path: Path, *, language: str = "en") -> Path:
    """The path of the register as it is sent out in a language."""
    use_language(language)
    try:
        words = register_words()
    finally:
        use_language("en")
    write_collaborations(
        dataset, path, words=words, names=PlaceNames.load(language=language), revision=7, exported_at=MOMENT
    )
    return path


class Returned:
    """An exported file in which somebody types."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def cell(self, sheet: str, row: tuple[str, ...], column: str) -> Any:
        """The cell of the row whose ID and name, partner or topic begin with `row`, under a heading."""
        found = self.book[sheet]
        headings = {cell.value: cell.column for cell in found[4]}
        for line in found.iter_rows(min_row=5):
            if line[0].value == row[0] and all(str(line[2].value).startswith(one) for one in row[1:]):
                return found.cell(line[0].row, headings[column])
        raise LookupError(row)

    def type(self, sheet: str, row: tuple[str, ...], column: str, value: object) -> None:
        self.cell(sheet, row, column).value = value

    def add(self, sheet: str, **values: object) -> None:
        """Fill the first blank row; headings with underscores for blanks."""
        found = self.book[sheet]
        headings = {cell.value: cell.column for cell in found[4]}
        line = next(row for row in range(5, 999) if not any(cell.value for cell in found[row]))
        for heading, value in values.items():
            found.cell(line, headings[heading.replace("_", " ")]).value = value

    def plan(self, dataset: Dataset, **answers: Any) -> RegisterPlan:
        """The plan for what the file says now."""
        self.book.save(self.path)
        return plan_collaborations(read_here(self.path), dataset, resolve_place=resolve_place, **answers)
