"""Rows of a scorecard that belong to nothing here: kept in the inbox, taken once their name is known."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.edits.inbox import set_aside
from chipmap.model.errors import UnknownRecord
from chipmap.model.exchange.outside_tables.planning import plan_inbox
from chipmap.model.exchange.raw_workbook import RawSheet, RawWorkbook
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.geography.naming import resolve_place
from chipmap.model.labels import Label
from chipmap.model.records import NOW, OWNER, ConflictKind
from chipmap.model.workspace import create_workspace, open_workspace
from tests.model.exchange.scorecard_files import a_filled_dataset, codes, fill, plan_of, write

SPENT = {"names": {"segment": {"Alchemy": "deposition"}}}["names"]


@pytest.fixture
def dataset():
    return a_filled_dataset()


@pytest.fixture
def scorecard(dataset, tmp_path):
    """A returned scorecard in which somebody has added a row of a capability that nobody knows."""
    path = write(dataset, tmp_path / "nld.xlsx")
    return fill(path, B12="Netherlands", D12="Alchemy", E12=5, F12="High", I12=4, L12="Seen it.", M12="Notes")


def retried(dataset, names=None):
    plan = plan_inbox(dataset, resolve_place=resolve_place, names=names)
    return plan, dataset.with_changes(plan.changes)


def test_an_unknown_row_waits_with_all_that_it_says(scorecard, dataset):
    plan = plan_of(scorecard, dataset)
    after = dataset.with_changes(plan.changes)

    (row,) = after.inbox_rows.values()
    assert codes(plan) == ["row-unknown"]
    assert (row.file, row.sheet, row.row, row.value) == ("nld.xlsx", "Scores", 12, "Netherlands · Alchemy")
    said = {text for text in json.loads(row.cells).values() if text}
    assert {"Alchemy", "5", "High", "Seen it.", "Notes"} <= said
    assert after.scores == dataset.scores


def test_the_same_file_again_puts_nothing_into_the_inbox_a_second_time(scorecard, dataset):
    after = dataset.with_changes(plan_of(scorecard, dataset).changes)

    again = plan_of(scorecard, after)

    assert again.already is not None
    assert not again.changes


def test_a_row_that_was_set_aside_does_not_come_back_with_the_same_file(scorecard, dataset):
    after = dataset.with_changes(plan_of(scorecard, dataset).changes)
    after = after.with_changes(set_aside(after, after.inbox_rows))

    assert not plan_of(scorecard, after).changes


def test_a_row_waits_until_its_capability_is_known_and_is_then_an_answer(scorecard, dataset):
    waiting = dataset.with_changes(plan_of(scorecard, dataset).changes)

    still, unchanged = retried(waiting)
    plan, after = retried(waiting, SPENT)

    assert [one.spelling for one in still.unmatched] == ["Alchemy"]
    assert unchanged.inbox_rows == waiting.inbox_rows
    score = after.scores["NLD", "deposition", OWNER, 1]
    assert (score.level(NOW), score.reason) == (5, "Seen it.")
    assert after.evidence[score.evidence[0]].title == "Notes"
    assert (len(after.inbox_rows), plan.inbox, plan.issues) == (0, (), ())
    assert after.with_changes(plan.changes.inverted()) == waiting


def test_a_row_that_contradicts_the_ballot_becomes_a_conflict(scorecard, dataset):
    waiting = dataset.with_changes(plan_of(scorecard, dataset).changes)

    _plan, after = retried(waiting, {"segment": {"Alchemy": "litho"}})

    assert after.scores["NLD", "litho", OWNER, 1].level(NOW) == 4
    assert {conflict.conflict_kind for conflict in after.merge_conflicts.values()} == {
        ConflictKind.BOTH_EDITED
    }
    assert not after.inbox_rows


def test_a_row_in_which_something_cannot_be_read_waits_on(dataset, tmp_path):
    path = fill(
        write(dataset, tmp_path / "nld.xlsx"), B12="Netherlands", D12="Alchemy", E12="a lot", L12="Seen it."
    )
    waiting = dataset.with_changes(plan_of(path, dataset).changes)

    plan, after = retried(waiting, SPENT)

    assert "level-not-understood" in {issue.code for issue in plan.issues}
    assert after.inbox_rows == waiting.inbox_rows
    assert after.scores["NLD", "deposition", OWNER, 1].reason == "Seen it."


def test_two_copies_of_a_row_with_one_number_are_both_kept(dataset, tmp_path):
    path = write(dataset, tmp_path / "nld.xlsx")
    waiting = dataset
    for name, level in (("Alchemy", 5), ("Sorcery", 1)):
        waiting = waiting.with_changes(
            plan_of(fill(path, B12="Netherlands", D12=name, E12=level), waiting, older=True).changes
        )

    _plan, after = retried(waiting, {"segment": {"Alchemy": "deposition", "Sorcery": "packaging_osat"}})

    assert len(waiting.inbox_rows) == 2
    assert after.scores["NLD", "deposition", OWNER, 1].level(NOW) == 5
    assert after.scores["NLD", "packaging_osat", OWNER, 1].level(NOW) == 1


def test_a_row_of_nothing_without_answers_is_passed_over_with_a_word(dataset, tmp_path):
    path = fill(write(dataset, tmp_path / "nld.xlsx"), A12="r999", B12="Atlantis", D12="Alchemy")

    plan = plan_of(path, dataset)

    assert (codes(plan), plan.unknown_rows) == (["row-unknown-blank"], ())


def test_setting_a_row_aside_is_one_step_that_can_be_undone(scorecard, dataset, tmp_path):
    create_workspace(tmp_path / "a.chipmap", dataset).close()
    with open_workspace(tmp_path / "a.chipmap") as workspace:
        workspace.apply(plan_of(scorecard, workspace.dataset).changes, label=Label.IMPORT)
        waiting = dict(workspace.dataset.inbox_rows)

        workspace.apply(set_aside(workspace.dataset, waiting), label=Label.SET_ASIDE)
        left = len(workspace.dataset.inbox_rows)
        workspace.undo()

        assert (left, dict(workspace.dataset.inbox_rows)) == (0, waiting)


def test_what_does_not_wait_cannot_be_set_aside(dataset):
    with pytest.raises(UnknownRecord):
        set_aside(dataset, ["I-nothing"])


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(st.lists(st.tuples(texts, st.integers(0, 5), texts), min_size=1, max_size=6))
def test_every_unknown_row_with_an_answer_is_in_the_inbox(rows):
    dataset = a_filled_dataset()
    cells = {1: {1: "Place", 2: "Capability", 3: "Level now", 4: "Why this level"}}
    for number, (name, level, reason) in enumerate(rows, start=2):
        cells[number] = {1: "Atlantis", 2: f"{name} of nowhere", 3: level, 4: reason}
    raw = RawWorkbook("cards.xlsx", (RawSheet("Scores", cells),))

    plan = plan_import(raw, dataset, rater=OWNER)
    kept = [json.loads(row.cells) for row in dataset.with_changes(plan.changes).inbox_rows.values()]

    said = {(row["Capability"], row["Level now"], row["Why this level"]) for row in kept}
    assert said == {(f"{name} of nowhere", str(level), reason) for name, level, reason in rows}
