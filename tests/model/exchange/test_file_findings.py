"""What a returned file has lost or gained as a whole is said, and clears nothing."""

from __future__ import annotations

import pytest

from chipmap.model.issues import Severity
from tests.model.exchange.package_surgery import with_parts
from tests.model.exchange.scorecard_files import (
    FIRST_ROW,
    LITHO,
    a_filled_dataset,
    codes,
    edit,
    fill,
    plan_of,
    units,
    write,
)

JUDGED = ("deposition", "judgement")


@pytest.fixture
def dataset():
    return a_filled_dataset()


@pytest.fixture
def scorecard(dataset, tmp_path):
    """A returned scorecard with one new answer: Deposition 3."""
    return fill(write(dataset, tmp_path / "nld.xlsx"), E8=3)


def test_missing_rows_clear_nothing_and_are_counted(scorecard, dataset):
    def damage(workbook):
        workbook["Scores"].delete_rows(LITHO)

    plan = plan_of(edit(scorecard, damage), dataset)

    assert list(units(plan)) == [JUDGED]
    assert plan.unchanged == 4
    assert [(issue.code, issue.severity, issue.params) for issue in plan.issues] == [
        ("rows-missing", Severity.NOTICE, {"count": 1, "labels": "Litho"})
    ]


def test_many_missing_rows_are_counted_and_the_first_named(dataset, tmp_path):
    path = write(dataset, tmp_path / "two.xlsx", ["NLD", "DEU"])

    plan = plan_of(edit(path, lambda workbook: workbook["Scores"].delete_rows(FIRST_ROW, 5)), dataset)

    assert plan.issues[0].params == {
        "count": 5,
        "labels": "Netherlands · Equipment, Netherlands · Litho, Netherlands · Deposition …",
    }


def test_a_second_sheet_of_scores_is_said(scorecard, dataset):
    def damage(workbook):
        workbook.copy_worksheet(workbook["Scores"]).title = "Scores (2)"

    plan = plan_of(edit(scorecard, damage), dataset)

    assert [(issue.code, issue.place.sheet, issue.severity) for issue in plan.issues] == [
        ("second-scores-sheet", "Scores (2)", Severity.NOTICE)
    ]
    assert list(units(plan)) == [JUDGED]


def test_a_horizon_that_the_workspace_does_not_have_is_said(scorecard, dataset):
    fill(scorecard, H5="Expected level 2050", H8=3)

    plan = plan_of(scorecard, dataset)

    assert [(issue.code, issue.params["column"]) for issue in plan.issues] == [
        ("column-of-unknown-horizon", "level_2050"),
        ("column-missing", "Expected level 2030"),
    ]


def test_a_renamed_answer_column_is_said_with_its_header_and_cell(scorecard, dataset):
    fill(scorecard, H5="Our forecast", H8=4, H7=5)

    plan = plan_of(scorecard, dataset)

    assert [(issue.code, issue.value, issue.severity) for issue in plan.issues] == [
        ("column-missing", "Expected level 2030", Severity.WARNING),
        ("column-unknown", "Our forecast", Severity.WARNING),
    ]
    assert (plan.issues[1].place.cell, plan.issues[1].params["count"]) == ("H5", 2)
    assert list(units(plan)) == [JUDGED]


def test_each_column_that_was_deleted_is_said(scorecard, dataset):
    def damage(workbook):
        sheet = workbook["Scores"]
        sheet.delete_cols(13)
        sheet.delete_cols(6)

    plan = plan_of(edit(scorecard, damage), dataset)

    assert [issue.value for issue in plan.issues if issue.code == "column-missing"] == [
        "Confidence",
        "Sources (one per line)",
    ]


def test_a_column_that_stands_twice_is_said(scorecard, dataset):
    fill(scorecard, N5="Level now (0–5)", N7=1)

    plan = plan_of(scorecard, dataset)

    assert [(issue.code, issue.place.cell) for issue in plan.issues] == [("column-unknown", "N5")]
    assert list(units(plan)) == [JUDGED]


def test_a_foreign_column_without_values_is_not_worth_a_word(scorecard, dataset):
    fill(scorecard, N5="Our notes")

    assert codes(plan_of(scorecard, dataset)) == []


def test_macros_are_ignored_and_said(scorecard, dataset):
    with_parts(scorecard, {"xl/vbaProject.bin": b"\x00" * 64})

    plan = plan_of(scorecard, dataset)

    assert (codes(plan), list(units(plan))) == (["macros-ignored"], [JUDGED])
