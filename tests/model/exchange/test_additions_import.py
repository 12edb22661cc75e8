"""Institutions that a delegation adds in its scorecard: complete ones are offered, incomplete ones named."""

from __future__ import annotations

import pytest

from chipmap.model.exchange.import_plan import ItemKind
from chipmap.model.issues import Severity
from chipmap.model.records import NOW, OWNER
from chipmap.wording.issues import reason_of
from tests.builders import an_institution, three_countries_dataset
from tests.model.exchange.scorecard_files import a_filled_dataset, codes, edit, plan_of, write


@pytest.fixture
def dataset():
    return a_filled_dataset()


@pytest.fixture
def scorecard(dataset, tmp_path):
    """The Netherlands' scorecard as it was sent out."""
    return write(dataset, tmp_path / "nld.xlsx")


def score_of(dataset, segment, subject):
    return dataset.scores.get((subject, segment, OWNER, 1))


def test_a_new_institution_is_added_with_its_first_score(scorecard, dataset):
    added = ["SilTest", "Fab", "Malaysia", "Penang", "Packaging", 3, "New", "Press"]

    def enter(workbook):
        sheet = workbook["Additions"]
        for column, value in enumerate(added, start=1):
            sheet.cell(4, column).value = value

    plan = plan_of(edit(scorecard, enter), dataset)
    after = dataset.with_changes(plan.changes)

    assert [(item.kind, item.after, item.place.cell) for item in plan.items] == [
        (ItemKind.INSTITUTION, "SilTest", "A4")
    ]
    institution = after.institutions["siltest"]
    assert (institution.country, institution.institution_type, institution.city) == ("MYS", "fab", "Penang")
    assert score_of(after, "packaging", subject="siltest").level(NOW) == 3


def test_an_incomplete_addition_is_named(scorecard, dataset):
    def enter(workbook):
        sheet = workbook["Additions"]
        sheet["A4"] = "No type"
        sheet["A5"], sheet["B5"], sheet["C5"] = "Lost", "Fab", "Atlantis"
        sheet["A6"], sheet["B6"], sheet["C6"] = "Odd", "Castle", "Malaysia"

    plan = plan_of(edit(scorecard, enter), dataset)

    assert [(issue.code, issue.place.cell) for issue in plan.issues] == [
        ("addition-incomplete", "B4"),
        ("place-unknown", "C5"),
        ("institution-type-unknown", "B6"),
    ]
    assert plan.items == ()


def test_an_institution_that_exists_is_not_added_again(tmp_path):
    dataset = three_countries_dataset(an_institution(name="SilTest", country="MYS"))
    path = write(dataset, tmp_path / "nld.xlsx")

    def enter(workbook):
        sheet = workbook["Additions"]
        sheet["A4"], sheet["B4"], sheet["C4"] = "siltest", "Fab", "MYS"

    plan = plan_of(edit(path, enter), dataset)

    assert (codes(plan), plan.items) == (["institution-known"], ())


def test_places_of_additions_are_resolved_by_any_spelling_the_caller_knows(scorecard, dataset):
    def enter(workbook):
        sheet = workbook["Additions"]
        sheet["A4"], sheet["B4"], sheet["C4"] = "SilTest", "Fab", "Malaisie"

    edit(scorecard, enter)

    plan = plan_of(scorecard, dataset, resolve_place={"Malaisie": "MYS"}.get)

    assert [item.after for item in plan.items] == ["SilTest"]


def with_addition(path, *cells):
    """The scorecard with one row on the sheet for additions."""

    def enter(workbook):
        for column, value in enumerate(cells, start=1):
            workbook["Additions"].cell(4, column).value = value

    return edit(path, enter)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [(None, ["level-without-stage"]), ("Alchemy", ["stage-unknown", "level-without-stage"])],
)
def test_a_first_score_without_a_stage_is_said_with_what_was_lost(stage, expected, scorecard, dataset):
    path = with_addition(scorecard, "SilTest", "Fab", "Malaysia", None, stage, 4, "New line", "Press")

    plan = plan_of(path, dataset)

    assert codes(plan) == expected
    issue = plan.issues[-1]
    assert (issue.severity, issue.place.cell, issue.value) == (Severity.WARNING, "E4", "4")
    assert reason_of(issue).endswith(": level, reason, source.")
    assert [item.after for item in plan.items] == ["SilTest"]


def test_an_institution_without_stage_and_score_is_complete(scorecard, dataset):
    path = with_addition(scorecard, "SilTest", "Fab", "Malaysia")

    assert codes(plan_of(path, dataset)) == []


def test_a_score_for_an_institution_that_exists_is_more_than_a_notice(tmp_path):
    dataset = three_countries_dataset(an_institution(name="SilTest", country="MYS"))
    path = with_addition(write(dataset, tmp_path / "nld.xlsx"), "SilTest", "Fab", "MYS", None, "Packaging", 4)

    assert plan_of(path, dataset).issues[0].severity is Severity.WARNING


def test_texts_of_a_first_score_that_cannot_be_read_are_named(scorecard, dataset):
    path = with_addition(scorecard, "SilTest", "Fab", "MYS", None, "Packaging", 4, "#REF!", "x" * 2100)

    plan = plan_of(path, dataset)

    assert [(issue.code, issue.place.cell) for issue in plan.issues] == [
        ("cell-error", "G4"),
        ("text-cut", "H4"),
    ]
