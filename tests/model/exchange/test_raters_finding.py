"""Whose answers a returned scorecard holds, when names and spellings differ."""

from __future__ import annotations

import openpyxl
import pytest

from chipmap.model.exchange.raters_finding import rater_called
from chipmap.model.issues import Severity
from chipmap.model.records import NOW, OWNER
from tests.builders import a_rater, a_score, three_countries_dataset
from tests.model.exchange.scorecard_files import codes, fill, plan_of, sign, units, write


@pytest.fixture
def dataset():
    """The owner and the Ministry; the owner has scored lithography."""
    return three_countries_dataset(
        a_rater(OWNER, name="Workspace owner"), a_rater("japan", name="Ministry of Economy"), a_score(4)
    )


@pytest.fixture
def named(dataset):
    """The owner has said who they are."""
    return three_countries_dataset(
        a_rater(OWNER, name="Jo Banks"), a_rater("japan", name="Ministry of Economy"), a_score(4)
    )


def test_a_card_signed_while_nobody_has_named_the_owner_names_the_owner(dataset, tmp_path):
    path = fill(sign(write(dataset, tmp_path / "nld.xlsx"), "Maria Silva"), E8=3)

    plan = plan_of(path, dataset)
    after = dataset.with_changes(plan.changes)

    (issue,) = plan.issues
    assert (issue.code, issue.severity, issue.value) == ("owner-named", Severity.NOTICE, "Maria Silva")
    assert (plan.rater, after.raters[OWNER].name) == (OWNER, "Maria Silva")
    assert after.scores["NLD", "deposition", OWNER, 1].level(NOW) == 3
    assert after.with_changes(plan.changes.inverted()) == dataset


def test_a_card_of_the_unnamed_owner_asks_for_the_name(dataset, tmp_path):
    workbook = openpyxl.load_workbook(write(dataset, tmp_path / "nld.xlsx"))
    cell = workbook.defined_names["rater_name"].attr_text.rpartition("!")[2].replace("$", "")

    assert not workbook["Read me"][cell].value


def test_a_card_of_the_unnamed_owner_signed_by_a_known_rater_is_asked_about(dataset, tmp_path):
    path = fill(sign(write(dataset, tmp_path / "nld.xlsx"), "Ministry of Economy"), E8=3)

    plan = plan_of(path, dataset)

    assert (codes(plan), plan.named_owner) == (["rater-name-differs"], None)


def test_a_card_filled_in_by_somebody_else_is_a_finding_with_the_known_rater(named, tmp_path):
    dataset = named
    path = fill(sign(write(dataset, tmp_path / "nld.xlsx"), "Maria Silva"), E8=3)

    plan = plan_of(path, dataset)

    (issue,) = plan.issues
    assert (issue.code, issue.severity, issue.value) == (
        "rater-name-differs",
        Severity.WARNING,
        "Maria Silva",
    )
    assert issue.params == {"rater": "Jo Banks", "other": "Maria Silva"}
    assert issue.place.sheet == "Read me"
    assert plan.rater == OWNER


@pytest.mark.parametrize("name", ["workspace  OWNER", "owner", ""])
def test_the_same_name_however_it_is_typed_is_no_finding(name, dataset, tmp_path):
    path = sign(write(dataset, tmp_path / "nld.xlsx"), name)

    assert codes(plan_of(path, dataset)) == []


def test_a_rater_renamed_here_since_the_export_is_no_finding(dataset, tmp_path):
    path = write(dataset, tmp_path / "nld.xlsx")
    renamed = three_countries_dataset(a_rater(OWNER, name="The unit"), a_score(4))

    assert codes(plan_of(path, renamed)) == []


def test_the_name_of_another_known_rater_is_recognised(dataset, tmp_path):
    path = sign(write(dataset, tmp_path / "nld.xlsx"), "ministry of economy")

    assert plan_of(path, dataset).issues[0].params["other"] == "japan"


@pytest.mark.parametrize("answer", ["Maria Silva", "JAPAN"])
def test_what_was_typed_goes_to_the_rater_that_was_named_and_nothing_else_does(answer, dataset, tmp_path):
    path = fill(sign(write(dataset, tmp_path / "nld.xlsx"), "Maria Silva"), E7=5, E9=2)

    plan = plan_of(path, dataset, rater=answer)
    after = dataset.with_changes(plan.changes)

    rater = "japan" if answer == "JAPAN" else answer
    assert codes(plan) == []
    assert (plan.rater, plan.conflicts) == (rater, ())
    assert set(units(plan)) == {("litho", "judgement"), ("packaging", "judgement")}
    assert after.scores["NLD", "litho", rater, 1].level(NOW) == 5
    assert after.scores["NLD", "litho", OWNER, 1].level(NOW) == 4


def test_answers_that_were_sent_out_are_not_ascribed_to_another_rater(dataset, tmp_path):
    path = fill(write(dataset, tmp_path / "nld.xlsx"), E9=2)

    assert set(units(plan_of(path, dataset, rater="japan"))) == {("packaging", "judgement")}


@pytest.mark.parametrize("spelling", ["Japan", "JAPAN", "ministry of  economy"])
def test_two_spellings_of_a_rater_are_one(spelling, dataset, tmp_path):
    path = fill(write(dataset, tmp_path / "nld.xlsx", rater=spelling), E9=2)

    plan = plan_of(path, dataset)

    assert (plan.rater, plan.new_rater) == ("japan", None)


def test_an_id_wins_over_the_same_text_as_a_name():
    dataset = three_countries_dataset(a_rater("a", name="B"), a_rater("b", name="C"))

    assert rater_called(dataset, "B") == "b"
