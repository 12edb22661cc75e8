"""A scorecard that was filled in and saved by LibreOffice gives exactly the edits that were made."""

from __future__ import annotations

import pytest

from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.records import NA, Confidence
from chipmap.model.records.units import Judgement
from tests.model.exchange.libreoffice import converted, needs_libreoffice
from tests.model.exchange.scorecard_files import a_filled_dataset, codes, edit, units, write

EDITS = {
    ("equipment", "judgement"): Judgement(NA, None, None),
    ("litho", "judgement"): Judgement(5, Confidence.HIGH, 2025),
    ("litho", "reason"): "Two plants – “neu” & größer\nthird line",
    ("deposition", "judgement"): Judgement(3, Confidence.LOW, 2026),
    ("deposition", "level_2030"): 4,
    ("deposition", "need_2035"): 5,
    ("deposition", "reason"): "=not a formula, says the sender",
    ("packaging_advanced", "judgement"): Judgement(None, Confidence.LOW, None),
}


def fill_in(workbook):
    """What EDITS say, cell by cell; one level is typed as a text, as an English Excel leaves 3,0."""
    sheet = workbook["Scores"]
    answers = {
        "E6": "NA",
        "E7": 5,
        "F7": "High",
        "G7": 2025,
        "L7": EDITS["litho", "reason"],
        "E8": "3,0",
        "F8": "Low",
        "G8": 2026,
        "H8": 4,
        "K8": 5,
        "L8": EDITS["deposition", "reason"],
        "E11": None,
    }
    for cell, value in answers.items():
        sheet[cell] = value
    sheet["L8"].data_type = "s"


@needs_libreoffice
@pytest.mark.parametrize(
    "way", [("xlsx",), ("ods", "xlsx"), ("ods",), ("xls",), ("xls", "xlsx"), ("xlsx", "xlsx")]
)
def test_a_filled_scorecard_gives_exactly_the_edits_made(way, tmp_path):
    dataset = a_filled_dataset()
    path = edit(write(dataset, tmp_path / "nld.xlsx"), fill_in)
    for step, kind in enumerate(way):
        path = converted(path, kind, tmp_path / str(step))

    plan = plan_import(path, dataset)

    # In the old format an error reads as blank, so a blank cell takes nothing back.
    lost = {("packaging_advanced", "judgement")} if way == ("xls",) else set()
    assert units(plan) == {key: value for key, value in EDITS.items() if key not in lost}
    assert codes(plan) == (["errors-read-as-blank"] if way == ("xls",) else [])


@needs_libreoffice
def test_an_error_in_the_old_format_takes_no_answer_back(tmp_path):
    dataset = a_filled_dataset()

    def enter(workbook):
        sheet = workbook["Scores"]
        sheet["E7"], sheet["L7"], sheet["E8"] = "=1/0", "=1/0", 2

    path = converted(edit(write(dataset, tmp_path / "nld.xlsx"), enter), "xls", tmp_path / "saved")

    plan = plan_import(path, dataset)

    assert units(plan) == {("deposition", "judgement"): Judgement(2, None, None)}
    assert codes(plan) == ["errors-read-as-blank"]


@needs_libreoffice
def test_hidden_rows_formulas_and_errors_are_seen_in_open_document(tmp_path):
    dataset = a_filled_dataset()

    def enter(workbook):
        sheet = workbook["Scores"]
        sheet["E7"], sheet["E8"], sheet["E9"] = "=1/0", "=1+1", 0.6
        sheet["E9"].number_format = "0%"
        sheet.row_dimensions[10].hidden = True

    path = converted(edit(write(dataset, tmp_path / "nld.xlsx"), enter), "ods", tmp_path / "saved")

    plan = plan_import(path, dataset)

    assert {(issue.code, issue.place.cell) for issue in plan.issues} == {
        ("cell-error", "E7"),
        ("cell-formula", "E8"),
        ("cell-percent", "E9"),
        ("rows-hidden", ""),
    }
    assert units(plan) == {("deposition", "judgement"): Judgement(2, None, None)}
