"""Files that were damaged or mixed up: each gives a message with a remedy and no wrong edit. Counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.records import OWNER
from chipmap.model.records.units import blank, units_of_score
from chipmap.wording.issues import message_of, suggestion_of
from tests.builders import a_country, a_dataset, a_rater, a_score, a_segment, a_stage, some_settings
from tests.model.exchange.paper_ballots import merged
from tests.model.exchange.paper_scorecards import (
    KEYS,
    exported,
    filled_in,
    header_of,
    rows_of,
    saved_at,
    with_rows,
)

COUNT = 300
ENTERED = range(0, COUNT, 10)
"""The rows in which the rater has entered another level."""


def a_large_dataset(**changed) -> Dataset:
    """One country scored in 300 segments."""
    segments = [a_stage("chain_of_all", order=0)]
    segments += [a_segment(f"segment_{n:03}", "chain_of_all", order=n) for n in range(1, COUNT)]
    scores = [a_score(n % 6, segment=segment.id, reason=f"Line {n}.") for n, segment in enumerate(segments)]
    return a_dataset(
        a_country("NLD", "Netherlands"),
        a_country("MYS", "Malaysia"),
        a_rater(),
        *segments,
        *scores,
        settings=some_settings(**changed),
    )


@pytest.fixture
def dataset() -> Dataset:
    return a_large_dataset()


@pytest.fixture
def returned(dataset) -> RawWorkbook:
    """The scorecard in which every tenth level was changed."""
    return filled_in(exported(dataset), {(n, "level_now"): 5 - n % 6 for n in ENTERED})


def put_rows(card, rows) -> RawWorkbook:
    return with_rows(card, {5: header_of(card), **rows})


def wrong_edits(dataset: Dataset, after: Dataset) -> int:
    """How many units of the ballot are neither as they were nor what the rater entered in that row."""
    intended = units(
        merged(filled_in(exported(dataset), {(n, "level_now"): 5 - n % 6 for n in ENTERED}), dataset)
    )
    before, found = units(dataset), units(after)
    keys = before.keys() | intended.keys() | found.keys()
    return sum(found.get(key) not in (before.get(key), intended.get(key)) for key in keys)


def units(dataset: Dataset) -> dict[tuple[object, str], object]:
    return {
        (score.key, unit): value
        for score in dataset.scores.values()
        for unit, value in units_of_score(score).items()
        if blank(value) is not None
    }


def assert_explained(issue) -> None:
    assert message_of(issue)
    assert suggestion_of(issue)


def applied(plan) -> Dataset:
    return plan.dataset.with_changes(plan.changes)


@pytest.mark.parametrize("sorted_columns", [["level_now"], ["row_id"], ["subject", "stage", "capability"]])
def test_columns_that_were_sorted_by_themselves(dataset, returned, sorted_columns):
    columns = [KEYS.index(key) + 1 for key in sorted_columns]
    rows = rows_of(returned)
    order = sorted(rows, key=lambda number: str(rows[number].get(columns[-1])), reverse=True)
    moved = {
        number: {**cells, **{column: rows[source].get(column, "") for column in columns}}
        for (number, cells), source in zip(rows.items(), order, strict=True)
    }

    plan = plan_import(put_rows(returned, moved), dataset)

    assert_explained(plan.blocked_by)
    assert wrong_edits(dataset, applied(plan)) == 0
    if sorted_columns == ["level_now"]:
        # Nothing in the file says where the answers stood: it has to be sorted back.
        assert plan.blocked_by.code == "answers-sorted-apart"
        return
    assert plan.blocked_by.code == "labels-and-ids-disagree"
    trusted = Trust.LABELS if sorted_columns == ["row_id"] else Trust.IDS
    remedied = plan_import(put_rows(returned, moved), dataset, trust=trusted)
    assert len(remedied.items) == len(ENTERED)
    assert wrong_edits(dataset, applied(remedied)) == 0


@pytest.mark.parametrize("gone", ["confidence", "reason", "level_2030", "row_id", "capability"])
def test_a_deleted_column(dataset, returned, gone):
    column = KEYS.index(gone) + 1
    kept = {
        number: {at - (at > column): value for at, value in cells.items() if at != column}
        for number, cells in {5: header_of(returned), **rows_of(returned)}.items()
    }

    plan = plan_import(with_rows(returned, kept), dataset)

    issue = next(issue for issue in plan.issues if issue.code == "column-missing")
    assert_explained(issue)
    assert wrong_edits(dataset, applied(plan)) == 0
    assert len(plan.items) == len(ENTERED)


@pytest.mark.parametrize("level", [None, 0, 5])
def test_a_duplicated_row(dataset, returned, level):
    rows = rows_of(returned)
    copy = dict(rows[6])
    if level is not None:
        copy[KEYS.index("level_now") + 1] = level

    plan = plan_import(put_rows(returned, {**rows, 6 + COUNT: copy}), dataset)

    issue = next(issue for issue in plan.issues if issue.code.startswith("row-twice"))
    assert_explained(issue)
    assert wrong_edits(dataset, applied(plan)) == 0


def test_the_file_of_another_workspace(returned):
    other = a_large_dataset(workspace_id="w-0002", title="Another")

    plan = plan_import(returned, other)

    assert_explained(plan.blocked_by)
    assert plan.blocked_by.code == "other-workspace"
    assert not plan.changes


def test_last_years_file_of_an_earlier_round(returned):
    """Late answers stay in the round they were asked in: no ballot of this round changes."""
    scores = [a_score(n % 6, segment=f"segment_{n:03}", round=2) for n in range(1, COUNT)]
    old = a_large_dataset(current_round=2)
    this_year = a_dataset(
        *(record for record in old.records() if record.kind != "settings"), *scores, settings=old.settings
    )

    plan = plan_import(returned, this_year)
    after = applied(plan)

    issue = next(issue for issue in plan.issues if issue.code == "other-round")
    assert_explained(issue)
    for score in scores:
        assert after.scores[score.key] == score


def test_last_years_file_of_the_same_round_after_a_newer_one(dataset):
    card = exported(dataset)
    newer = saved_at(filled_in(card, {(1, "level_now"): 0}), "2026-11-20T08:00:00Z")
    older = saved_at(filled_in(card, {(1, "level_now"): 5, (2, "level_now"): 5}), "2025-11-20T08:00:00Z")
    here = merged(newer, dataset)

    plan = plan_import(older, here)

    assert_explained(plan.blocked_by)
    assert plan.blocked_by.code == "older-copy"
    assert not plan.changes


def test_last_years_file_of_an_old_export_keeps_what_was_changed_since(dataset, returned):
    """Every row was scored anew here: what the file changes is a conflict, and nothing of it is applied."""
    from chipmap.model.changes import Change, ChangeSet

    anew = ChangeSet.of(
        Change(score, replace(score, levels=(("now", 3),), year=2025)) for score in dataset.scores.values()
    )
    here = dataset.with_changes(anew)

    plan = plan_import(returned, here)
    after = applied(plan)

    assert len(plan.conflicts) == len(ENTERED)
    assert after.scores == here.scores
    assert {conflict.rater for conflict in after.merge_conflicts.values()} == {OWNER}
