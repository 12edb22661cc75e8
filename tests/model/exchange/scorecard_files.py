"""Scorecards as files: written, edited as a delegation would, and read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.cell_readers import read_with_openpyxl
from chipmap.model.exchange.import_plan import ImportPlan
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.exchange.workbook_file import file_at
from chipmap.model.exchange.workbook_guard import scan_package
from chipmap.model.records import Confidence
from chipmap.wording.scorecards import scorecard_words
from tests.builders import a_score, some_evidence, three_countries_dataset

EXPORTED_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
FIRST_ROW = 6
"""Row of the stage Equipment; Lithography follows in 7, Deposition in 8, Packaging with its parts in 9–11."""
LITHO = 7


class CountryNames:
    """Names as the geography gives them, for the three countries."""

    def name(self, code: str) -> str:
        return {"NLD": "Netherlands", "DEU": "Germany", "MYS": "Malaysia", "EU27": "EU-27"}.get(code, code)


def a_filled_dataset() -> Dataset:
    """The three countries; the owner has scored the Netherlands in lithography and advanced packaging."""
    return three_countries_dataset(
        some_evidence("E-0000000001"),
        some_evidence("E-0000000002", title="Site list", locator="", year=None),
        a_score(4, need=5, reason="Two plants, one of them new.", evidence=("E-0000000001", "E-0000000002")),
        a_score(2, segment="packaging_advanced", confidence=Confidence.LOW, year=None),
    )


def write(dataset: Dataset, path: Path, subject: str | list[str] = "NLD", **options: Any) -> Path:
    settings = {
        "words": scorecard_words(dataset.settings),
        "names": CountryNames(),
        "exported_at": EXPORTED_AT,
    }
    write_scorecard(dataset, subject, path, **{**settings, **options})
    return path


def edit(path: Path, change: Callable[[Any], None]) -> Path:
    """Open the workbook as a spreadsheet program does, change it, save it under its name."""
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


def fill(path: Path, **cells: Any) -> Path:
    """Enter values into cells of the sheet Scores: `fill(path, E7=3)`."""

    def enter(workbook: Any) -> None:
        for cell, value in cells.items():
            workbook["Scores"][cell] = value

    return edit(path, enter)


def sign(path: Path, name: str) -> Path:
    """Enter a name on the sheet Read me, where the rater is asked for it."""

    def enter(workbook: Any) -> None:
        cell = workbook.defined_names["rater_name"].attr_text.rpartition("!")[2].replace("$", "")
        workbook["Read me"][cell] = name

    return edit(path, enter)


def codes(plan: ImportPlan) -> list[str]:
    return [issue.code for issue in plan.issues]


def units(plan: ImportPlan) -> dict[tuple[str, str], Any]:
    """What the plan would change: by segment and unit the value in the file."""
    return {(item.segment, item.unit): item.after for item in plan.items}


def plan_of(path: Path, dataset: Dataset, **answers: Any) -> ImportPlan:
    """The plan for a file, read without a process of its own so that many tests are quick."""
    return plan_import(read_here(path), dataset, **answers)


def read_here(path: Path) -> RawWorkbook:
    """A reading without a process of its own."""
    file = file_at(path)
    return read_with_openpyxl(file, scan_package(file))


def after_import(path: Path, dataset: Dataset, **answers: Any) -> Dataset:
    plan = plan_of(path, dataset, **answers)
    assert not plan.is_blocked, plan.blocked_by
    return dataset.with_changes(plan.changes)
