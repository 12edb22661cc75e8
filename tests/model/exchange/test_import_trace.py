"""What an import leaves behind: its log, the origin of every cell, conflicts that wait, and what it asks."""

from __future__ import annotations

import json

import pytest

from chipmap.model.edits.conflicts import resolve_conflict
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.exchange.import_plan import Decision, ItemKind
from chipmap.model.exchange.provenance import provenance_of
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.records import NOW, OWNER, ConflictKind, Resolution
from chipmap.model.records.units import JUDGEMENT, Judgement
from chipmap.model.rules import issues_of, open_conflicts
from chipmap.model.workspace import create_workspace, open_workspace
from tests.builders import a_score
from tests.model.exchange.paper_ballots import merged
from tests.model.exchange.paper_scorecards import (
    exported,
    filled_in,
    header_of,
    rows_of,
    saved_at,
    with_rows,
    without_base,
    without_rows,
)
from tests.model.exchange.scorecard_files import a_filled_dataset, codes

LITHO, DEPOSITION, ADVANCED = 1, 2, 5
"""Rows of the scorecard, from 0."""
ROW = ("NLD", "litho", OWNER, 1)


@pytest.fixture
def dataset():
    return a_filled_dataset()


def edited_here(dataset, **changed):
    """The owner has changed the row of lithography by hand."""
    from dataclasses import replace

    from chipmap.model.edits.scores import put_score

    return dataset.with_changes(put_score(dataset, replace(dataset.scores[ROW], **changed)))


def test_the_log_counts_what_was_done_and_when(dataset):
    card = saved_at(
        filled_in(exported(dataset, revision=4), {(LITHO, "level_now"): 2, (DEPOSITION, "level_now"): 9}),
        "2026-11-21T08:00:00Z",
    )

    plan = plan_import(card, dataset)
    (log,) = dataset.with_changes(plan.changes).import_logs.values()

    assert (log.file, log.rater, log.round, log.number) == ("NLD owner.xlsx", OWNER, 1, 1)
    assert (log.changed, log.unchanged, log.conflicts, log.issues) == (1, 5, 0, 1)
    assert (log.base_revision, log.modified, log.digest) == (4, "2026-11-21T08:00:00Z", plan.digest)
    assert log.imported_at == plan.planned_at


def test_every_value_that_was_taken_knows_its_cell(dataset):
    after = merged(filled_in(exported(dataset), {(LITHO, "level_now"): 2}), dataset)

    found = provenance_of(after, ROW, JUDGEMENT)

    assert (found.log.file, found.place) == ("NLD owner.xlsx", "Scores!E7")
    assert provenance_of(after, ROW, "reason") is None
    assert provenance_of(edited_here(after, year=2020), ROW, JUDGEMENT) is None


def test_a_value_that_a_conflict_left_knows_its_cell_too(dataset):
    card = filled_in(exported(dataset), {(LITHO, "reason"): "Theirs"})
    after = merged(card, edited_here(dataset, reason="Ours"))
    (conflict,) = open_conflicts(after)

    decided = after.with_changes(resolve_conflict(after, conflict.id, Resolution.THEIRS))

    assert provenance_of(decided, ROW, "reason").place == "Scores!L7"


def test_a_conflict_holds_base_and_theirs_and_is_listed_among_the_issues(dataset):
    card = filled_in(exported(dataset), {(LITHO, "level_now"): 2})

    after = merged(card, edited_here(dataset, levels=((NOW, 5),)))

    (conflict,) = open_conflicts(after)
    assert (conflict.row, conflict.unit, conflict.conflict_kind) == (ROW, JUDGEMENT, ConflictKind.BOTH_EDITED)
    assert [json.loads(text)["level"] for text in (conflict.base, conflict.ours, conflict.theirs)] == [
        4,
        5,
        2,
    ]
    (issue,) = [issue for issue in issues_of(after) if issue.code == "conflict-open"]
    assert (issue.subject, issue.segment, issue.field_name) == ("NLD", "litho", JUDGEMENT)
    assert (issue.params["conflict"], issue.params["file"]) == (conflict.id, "NLD owner.xlsx")


@pytest.mark.parametrize(
    ("here", "typed", "kind"),
    [
        ("Ours", "Theirs", ConflictKind.BOTH_EDITED),
        ("Ours", None, ConflictKind.EDITED_HERE_CLEARED_THERE),
        ("", "Theirs", ConflictKind.CLEARED_HERE_EDITED_THERE),
    ],
)
def test_the_kind_says_what_either_side_did(dataset, here, typed, kind):
    card = filled_in(exported(dataset), {(LITHO, "reason"): typed})

    (item,) = plan_import(card, edited_here(dataset, reason=here)).conflicts

    assert item.conflict is kind


def test_a_row_that_was_deleted_here_and_edited_there_is_a_conflict(dataset):
    from chipmap.model.changes import Change, ChangeSet

    here = dataset.with_changes(ChangeSet((Change(dataset.scores[ROW], None),)))
    card = filled_in(exported(dataset), {(LITHO, "reason"): "Theirs"})

    plan = plan_import(card, here)

    assert [item.conflict for item in plan.items] == [ConflictKind.DELETED_HERE_EDITED_THERE]
    assert ROW not in here.with_changes(plan.changes).scores


def test_what_is_left_out_is_raised_again_and_what_was_taken_is_not(dataset):
    card = filled_in(exported(dataset), {(LITHO, "level_now"): 2, (DEPOSITION, "level_now"): 3})
    plan = plan_import(card, dataset)
    left = next(item for item in plan.items if item.segment == "litho")

    after = dataset.with_changes(plan.changes_for(plan.chosen - {left.id}))
    again = plan_import(card, after)

    assert [(item.segment, item.kind) for item in again.items] == [("litho", ItemKind.CHANGED)]


def test_a_decision_can_be_made_in_the_review(dataset):
    card = filled_in(exported(dataset), {(LITHO, "reason"): "Theirs", (LITHO, "level_now"): 2})
    here = edited_here(dataset, reason="Ours", levels=((NOW, 5),))
    plan = plan_import(card, here)
    by_unit = {item.unit: item.id for item in plan.conflicts}
    other = Judgement(3, here.scores[ROW].confidence, here.scores[ROW].year)

    after = here.with_changes(
        plan.changes_for(
            (),
            {
                by_unit["reason"]: Decision(Resolution.BOTH),
                by_unit[JUDGEMENT]: Decision(Resolution.EDITED, other),
            },
        )
    )

    assert (after.scores[ROW].reason, after.scores[ROW].level(NOW)) == ("Ours\nTheirs", 3)
    assert open_conflicts(after) == []
    assert plan_import(card, after).items == ()


def test_evidence_in_a_conflict_is_there_when_it_is_decided_later(dataset):
    card = filled_in(exported(dataset), {(LITHO, "sources"): "A new report | p. 3"})
    after = merged(card, edited_here(dataset, evidence=()))
    (conflict,) = open_conflicts(after)
    assert len(after.evidence) == len(dataset.evidence)

    decided = after.with_changes(resolve_conflict(after, conflict.id, Resolution.BOTH))

    (key,) = decided.scores[ROW].evidence
    assert (decided.evidence[key].title, decided.evidence[key].locator) == ("A new report", "p. 3")


def test_a_conflict_that_was_settled_by_hand_is_open_no_more(dataset):
    card = filled_in(exported(dataset), {(LITHO, "reason"): "Theirs"})
    after = merged(card, edited_here(dataset, reason="Ours"))

    assert len(open_conflicts(after)) == 1
    assert open_conflicts(edited_here(after, reason="Theirs")) == []


def test_only_texts_and_evidence_can_be_kept_from_both_sides(dataset):
    card = filled_in(exported(dataset), {(LITHO, "level_now"): 2})
    after = merged(card, edited_here(dataset, levels=((NOW, 5),)))
    (conflict,) = open_conflicts(after)

    with pytest.raises(RuleBroken):
        resolve_conflict(after, conflict.id, Resolution.BOTH)
    with pytest.raises(UnknownRecord):
        resolve_conflict(after, "C-none", Resolution.OURS)


def test_conflicts_survive_saving_reopening_and_undo(dataset, tmp_path):
    path = tmp_path / "europe.chipmap"
    card = filled_in(exported(dataset), {(LITHO, "reason"): "Theirs"})
    here = edited_here(dataset, reason="Ours")
    with create_workspace(path, here) as workspace:
        workspace.apply(plan_import(card, here).changes, label="import")
        workspace.save()
    with open_workspace(path) as workspace:
        (conflict,) = open_conflicts(workspace.dataset)
        workspace.apply(
            resolve_conflict(workspace.dataset, conflict.id, Resolution.THEIRS), label="resolve-conflict"
        )
        assert open_conflicts(workspace.dataset) == []
        workspace.undo()
        assert open_conflicts(workspace.dataset) == [conflict]
        assert workspace.dataset.scores[ROW].reason == "Ours"


def test_the_same_answers_are_known_whatever_the_file_is_called(dataset):
    from dataclasses import replace

    card = filled_in(exported(dataset), {(LITHO, "level_now"): 2})
    once = merged(card, dataset)

    again = plan_import(replace(card, file="copy of it.xlsx"), once)

    assert (codes(again), again.items) == (["already-imported"], ())
    assert again.already == next(iter(once.import_logs.values()))
    assert not again.changes


def test_an_older_copy_is_skipped_unless_it_is_asked_for(dataset):
    card = exported(dataset)
    newer = saved_at(filled_in(card, {(LITHO, "level_now"): 2}), "2026-11-21T09:00:00Z")
    older = saved_at(filled_in(card, {(LITHO, "level_now"): 1}), "2026-11-21T08:00:00Z")
    once = merged(newer, dataset)

    skipped, asked = plan_import(older, once), plan_import(older, once, older=True)

    assert (skipped.blocked_by.code, skipped.blocked_by.params["name"]) == ("older-copy", "NLD owner.xlsx")
    assert not skipped.changes
    assert [item.after.level for item in asked.items] == [1]


def test_a_file_without_its_base_copy_is_merged_against_its_revision(dataset, tmp_path):
    from chipmap.model.labels import Label

    path = tmp_path / "europe.chipmap"
    with create_workspace(path, dataset) as workspace:
        card = without_base(filled_in(exported(dataset), {(LITHO, "reason"): "Theirs"}))
        here = edited_here(dataset, levels=((NOW, 5),))
        from chipmap.model.dataset import changes_between

        workspace.apply(changes_between(dataset, here), label=Label.CHANGE_SCORE)
        told = plan_import(card, here, history=workspace.score_history())
    alone = plan_import(card, here)

    assert (codes(told), [(item.unit, item.kind) for item in told.items]) == (
        [],
        [("reason", ItemKind.CHANGED)],
    )
    assert "base-missing" in codes(alone)
    assert len(alone.conflicts) == 2


def test_withdrawn_rows_are_cleared_with_their_sheet_as_the_place(dataset):
    card = without_rows(exported(dataset), [ADVANCED])

    plan = plan_import(card, dataset, withdrawn=True)

    assert [(item.kind, item.segment, item.place.cell) for item in plan.items] == [
        (ItemKind.CLEARED, "packaging_advanced", "")
    ]
    assert plan_import(card, dataset).items == ()
    assert a_score(2, segment="packaging_advanced").key not in dataset.with_changes(plan.changes).scores


@pytest.fixture
def doubled(dataset):
    """Deposition stands in the file twice, with levels 3 and 1."""
    card = filled_in(exported(dataset), {(DEPOSITION, "level_now"): 3})
    rows = rows_of(card)
    return with_rows(card, {5: header_of(card), **rows, 20: {**rows[8], 5: 1}})


def test_one_decision_settles_all_copies_of_a_row(dataset, doubled):
    after = merged(doubled, dataset)
    first, _second = open_conflicts(after)

    decided = after.with_changes(resolve_conflict(after, first.id, Resolution.THEIRS))

    assert open_conflicts(decided) == []
    assert decided.scores["NLD", "deposition", OWNER, 1].level(NOW) == 3
    assert plan_import(doubled, decided).items == ()


def test_one_copy_that_is_taken_in_the_review_settles_the_other(dataset, doubled):
    plan = plan_import(doubled, dataset)
    second = next(item for item in plan.items if item.after.level == 1)

    after = dataset.with_changes(plan.changes_for({second.id}))

    assert open_conflicts(after) == []
    assert after.scores["NLD", "deposition", OWNER, 1].level(NOW) == 1


@pytest.mark.parametrize("side", [Resolution.OURS, Resolution.THEIRS])
def test_what_was_decided_is_remembered_for_every_other_copy(dataset, side):
    """Two workbooks were exported from one state, and both come back with the same answer."""
    first, second = (
        filled_in(exported(dataset, minutes=minutes), {(LITHO, "reason"): "Theirs"}) for minutes in (0, 5)
    )
    after = merged(first, edited_here(dataset, reason="Ours"))
    (conflict,) = open_conflicts(after)
    decided = after.with_changes(resolve_conflict(after, conflict.id, side))

    plan = plan_import(second, decided)

    assert plan.items == ()
    assert open_conflicts(decided.with_changes(plan.changes)) == []
