"""Many returned files in one go: one step, in an order of their own, and stoppable."""

from __future__ import annotations

import pytest

from chipmap.model.errors import Cancelled
from chipmap.model.exchange.import_batch import plan_imports
from chipmap.model.records import NOW, OWNER
from chipmap.model.records.history import ScoreHistory
from tests.builders import a_rater, a_score, some_settings, three_countries_dataset
from tests.model.exchange.paper_scorecards import exported, filled_in, saved_at, without_base

ROW = ("NLD", "litho", OWNER, 1)


@pytest.fixture
def dataset():
    return three_countries_dataset(a_rater("japan"), a_score(4, reason="Two plants."))


def test_every_file_is_merged_and_all_of_them_are_one_change_set(dataset):
    cards = [
        filled_in(exported(dataset, rater=rater), {(1, "level_now"): level})
        for rater, level in ((OWNER, 2), ("japan", 5))
    ]

    batch = plan_imports(cards, dataset)
    after = dataset.with_changes(batch.changes)

    assert [plan.rater for plan in batch.plans] == ["japan", OWNER]
    assert after.scores[ROW].level(NOW) == 2
    assert after.scores["NLD", "litho", "japan", 1].level(NOW) == 5
    assert [log.number for log in after.import_logs.values()] == [1, 2]


def test_a_blocked_file_stops_no_other(dataset):
    foreign = exported(three_countries_dataset(settings=some_settings(workspace_id="w-0002")))
    card = filled_in(exported(dataset), {(1, "level_now"): 2})

    batch = plan_imports([foreign, card], dataset)

    assert sorted(plan.is_blocked for plan in batch.plans) == [False, True]
    assert dataset.with_changes(batch.changes).scores[ROW].level(NOW) == 2


def test_of_two_copies_the_newer_comes_last_whatever_their_order(dataset):
    card = exported(dataset)
    older = saved_at(filled_in(card, {(1, "level_now"): 1}), "2026-11-20T08:00:00Z")
    newer = saved_at(filled_in(card, {(1, "level_now"): 2}), "2026-11-21T08:00:00Z")

    for cards in ([older, newer], [newer, older]):
        batch = plan_imports(cards, dataset)

        assert not any(plan.is_blocked for plan in batch.plans)
        assert dataset.with_changes(batch.changes).scores[ROW].level(NOW) == 2


def test_the_same_file_twice_is_known_the_second_time(dataset):
    card = filled_in(exported(dataset), {(1, "level_now"): 2})

    first, second = plan_imports([card, card], dataset).plans

    assert (len(first.items), len(second.items)) == (1, 0)
    assert [issue.code for issue in second.issues] == ["already-imported"]


def test_a_file_without_its_base_starts_from_its_revision_not_from_the_file_before_it(dataset):
    first = filled_in(exported(dataset), {(1, "level_now"): 2})
    second = without_base(filled_in(exported(dataset, minutes=1), {(1, "reason"): "Theirs"}))

    batch = plan_imports([first, second], dataset, history=ScoreHistory())
    after = dataset.with_changes(batch.changes)

    assert batch.conflicts == 0
    assert (after.scores[ROW].level(NOW), after.scores[ROW].reason) == (2, "Theirs")


def test_conflicts_can_be_chosen_file_by_file(dataset):
    card = filled_in(exported(dataset), {(1, "level_now"): 2, (2, "level_now"): 3})

    batch = plan_imports([card], dataset, choose=lambda plan: (set(), {}))

    assert not batch.changes


def test_cancelling_leaves_nothing_behind(dataset):
    class Stopped:
        def step(self, done: int, total: int) -> None:
            if done:
                raise Cancelled

    cards = [filled_in(exported(dataset, rater=rater), {(1, "level_now"): 2}) for rater in (OWNER, "japan")]

    with pytest.raises(Cancelled):
        plan_imports(cards, dataset, Stopped())
    assert not dataset.import_logs
