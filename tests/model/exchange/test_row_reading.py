"""Cells that cannot be read are named with their place and stop no good ones."""

from __future__ import annotations

import pytest

from chipmap.model.exchange.cell_meanings import Rounding
from chipmap.model.issues import Severity
from chipmap.model.records import Confidence
from chipmap.model.records.units import JUDGEMENT, Judgement
from chipmap.wording.issues import reason_of
from tests.model.exchange.scorecard_files import (
    a_filled_dataset,
    codes,
    edit,
    fill,
    plan_of,
    units,
    write,
)


@pytest.fixture
def dataset():
    return a_filled_dataset()


@pytest.fixture
def scorecard(dataset, tmp_path):
    """The Netherlands' scorecard as it was sent out."""
    return write(dataset, tmp_path / "nld.xlsx", revision=7)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("E8", 6, "level-out-of-range"),
        ("E8", "3,5", "level-not-whole"),
        ("E8", "lots", "level-not-understood"),
        ("E8", "#DIV/0!", "cell-error"),
        ("E8", True, "cell-true-or-false"),
        ("E8", "=E7-1", "formula-without-value"),
        ("F8", "rather", "confidence-not-understood"),
        ("G8", 26, "year-not-understood"),
        ("J8", 9, "level-out-of-range"),
    ],
)
def test_a_bad_cell_is_named_and_stops_no_other(cell, value, code, scorecard, dataset):
    fill(scorecard, **{cell: value}, L8="A reason beside it")

    plan = plan_of(scorecard, dataset)

    assert [(issue.code, issue.place.sheet, issue.place.cell) for issue in plan.issues] == [
        (code, "Scores", cell)
    ]
    assert plan.issues[0].severity is Severity.ERROR
    assert units(plan) == {("deposition", "reason"): "A reason beside it"}


@pytest.mark.parametrize(
    ("serial", "shown_as", "code", "message"),
    [
        (46085, "dd/mm/yyyy", "cell-date", "Excel turned 3-4 into 4 March; the cell was left out."),
        (46085.5, "d-mmm", "cell-date", "Excel turned 3-4 into 4 March; the cell was left out."),
        (0.125, "h:mm", "cell-time", "Excel turned the entry into the time 03:00:00; the cell was left out."),
    ],
)
def test_a_date_in_a_score_cell_is_asked_about(serial, shown_as, code, message, *, scorecard, dataset):
    def enter(workbook):
        workbook["Scores"]["E8"] = serial
        workbook["Scores"]["E8"].number_format = shown_as

    (issue,) = plan_of(edit(scorecard, enter), dataset).issues

    assert (issue.code, reason_of(issue)) == (code, message)


@pytest.mark.parametrize(("value", "shown"), [(0.6, "60 %"), (1, "100 %"), (0, "0 %"), (1.0, "100 %")])
def test_a_number_shown_as_per_cent_is_asked_about(value, shown, scorecard, dataset):
    def enter(workbook):
        workbook["Scores"]["E8"] = value
        workbook["Scores"]["E8"].number_format = "0%"

    plan = plan_of(edit(scorecard, enter), dataset)

    assert [(issue.code, issue.value) for issue in plan.issues] == [("cell-percent", shown)]
    assert plan.items == ()


def test_decimals_are_taken_once_the_rounding_is_known(scorecard, dataset):
    fill(scorecard, E8="3,5", E9=2.4)

    asked = plan_of(scorecard, dataset)
    answered = plan_of(scorecard, dataset, rounding=Rounding.NEAREST)

    assert (codes(asked), asked.items) == (["level-not-whole"] * 2, ())
    assert {item.after.level for item in answered.items} == {4, 2}
    assert codes(answered) == ["level-rounded"] * 2


def test_an_unreadable_confidence_leaves_the_new_level_with_the_one_sent_out(scorecard, dataset):
    fill(scorecard, E7=5, F7="very")

    plan = plan_of(scorecard, dataset)

    assert units(plan) == {("litho", JUDGEMENT): Judgement(5, Confidence.MEDIUM, 2026)}


def test_confidence_and_year_beside_an_unreadable_level_go_with_the_one_sent_out(scorecard, dataset):
    fill(scorecard, E7=9, F7="High", G7=2025)

    plan = plan_of(scorecard, dataset)

    assert codes(plan) == ["level-out-of-range"]
    assert units(plan) == {("litho", JUDGEMENT): Judgement(4, Confidence.HIGH, 2025)}


def test_confidence_and_year_without_any_level_to_go_with_are_named(scorecard, dataset):
    fill(scorecard, E8=9, F8="High", G8=2025)

    plan = plan_of(scorecard, dataset)

    assert [(issue.code, issue.place.cell, issue.severity) for issue in plan.issues] == [
        ("level-out-of-range", "E8", Severity.ERROR),
        ("beside-unread-level", "F8", Severity.WARNING),
        ("beside-unread-level", "G8", Severity.WARNING),
    ]
    assert reason_of(plan.issues[1]).startswith("High was left out")
    assert plan.items == ()


def test_the_cached_result_of_a_formula_is_taken_with_a_warning(scorecard, dataset):
    from tests.model.exchange.package_surgery import replace_cell

    replace_cell(scorecard, "E8", '<c r="E8"><f>E7-1</f><v>3</v></c>')

    plan = plan_of(scorecard, dataset)

    assert codes(plan) == ["cell-formula"]
    assert units(plan)["deposition", JUDGEMENT].level == 3
