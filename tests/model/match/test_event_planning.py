"""Plans of an event of the workspace: no clash, close to the bound, and never a change to what was held."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chipmap.model.changes import ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits import events, meetings
from chipmap.model.edits.meeting_moves import MeetingMove
from chipmap.model.errors import RuleBroken
from chipmap.model.match.event_planning import plan_event, replan_event, standing_of_event
from chipmap.model.match.meetings import EventReason
from chipmap.model.records import MeetingWish, WishKind
from tests.model.event_builders import EVENT, an_event, event_dataset, people, some_wishes


def planned(dataset: Dataset) -> Dataset:
    return dataset.with_changes(plan_event(dataset, EVENT).changes)


def assert_no_clash(dataset: Dataset) -> None:
    """Nobody and no table is in two meetings at once, and nobody meets against a no."""
    found = list(dataset.meetings.of(EVENT).values())
    seats = [(one.slot, who) for one in found for who in (one.one, one.other)]
    tables = [(one.slot, one.table_number) for one in found]
    assert not [seat for seat, count in Counter(seats).items() if count > 1]
    assert not [table for table, count in Counter(tables).items() if count > 1]
    assert all(1 <= one.table_number <= dataset.events[EVENT].tables for one in found)


@pytest.fixture(scope="module")
def usual() -> Dataset:
    """60 people, 10 slots with a break, 12 tables, 150 wishes."""
    event = an_event(slots=10, tables=12, breaks=(4,))
    return event_dataset(*people(60, most=6), *some_wishes(150, 60), event=event)


def test_an_event_of_usual_size_has_no_clash_and_comes_close_to_its_bound(usual):
    plan = plan_event(usual, EVENT)

    after = usual.with_changes(plan.changes)
    assert_no_clash(after)
    assert plan.standing.part_of_bound >= 0.95
    refused = {(one.one, one.other) for one in usual.wishes.values() if one.wish is WishKind.NO}
    met = {(one.one, one.other) for one in after.meetings.values()}
    assert not met & (refused | {pair[::-1] for pair in refused})
    assert not [one for one in after.meetings.values() if one.slot == 4]
    again = standing_of_event(after, EVENT)
    assert again.weight == pytest.approx(plan.standing.weight)
    assert again.shortfalls == plan.standing.shortfalls


def test_three_no_shows_leave_the_past_and_most_of_the_rest_as_they_were(usual):
    before = planned(usual)
    before = before.with_changes(meetings.set_next_slot(before, EVENT, 5))
    gone = [key for key, _count in Counter(one.one for one in before.meetings.values()).most_common(3)]
    absent = before.with_changes(events.set_gone(before, EVENT, gone, 5))

    plan = replan_event(absent, EVENT)

    after = absent.with_changes(plan.changes)
    assert_no_clash(after)
    assert plan.standing.part_of_bound >= 0.95
    past = {key: one for key, one in before.meetings.items() if one.slot < 5}
    assert past == {key: one for key, one in after.meetings.items() if one.slot < 5}
    later = [one for one in after.meetings.values() if one.slot >= 5]
    assert not [one for one in later if one.one in gone or one.other in gone]
    same = [one for one in later if before.meetings.get(one.key) == one]
    assert len(same) >= 0.6 * len(later)
    assert {one.reason for one in plan.standing.shortfalls if one.participant in gone} <= {EventReason.GONE}


def test_planning_again_what_is_planned_changes_nothing(usual):
    before = planned(usual)

    assert not replan_event(before, EVENT).changes


def test_promises_that_exclude_each_other_are_told_and_make_no_clash():
    wishes = [
        MeetingWish(EVENT, "p000", "p001", WishKind.WANT, slot=1),
        MeetingWish(EVENT, "p000", "p002", WishKind.WANT, slot=1),
        MeetingWish(EVENT, "p000", "p003", WishKind.WANT, is_must=True),
        MeetingWish(EVENT, "p003", "p000", WishKind.NO),
    ]
    dataset = event_dataset(*people(4), *wishes, event=an_event(slots=3, tables=2))

    plan = plan_event(dataset, EVENT)

    after = dataset.with_changes(plan.changes)
    assert_no_clash(after)
    assert after.meetings[EVENT, "p000", "p001"].slot == 1
    assert plan.standing.unkept_pins == ((("p000", "p002"), 1),)
    assert plan.standing.unplaced == (("p000", "p003"),)


def test_an_event_without_people_says_why_there_is_no_timetable():
    plan = plan_event(event_dataset(), EVENT)

    assert (plan.changes, plan.standing.part_of_bound) == (ChangeSet(), None)
    assert plan.standing.reason is not None


class EventMachine(RuleBasedStateMachine):
    """Plans, swaps, no-shows and replans in any order, with slots held in between."""

    def __init__(self) -> None:
        super().__init__()
        self.past: dict[object, object] = {}

    @initialize(seed=st.integers(0, 1_000), count=st.integers(4, 12))
    def begin(self, seed: int, count: int) -> None:
        event = an_event(slots=5, tables=3, breaks=(2,), guarantee=1)
        wishes = some_wishes(2 * count, count, seed)
        self.dataset = event_dataset(*people(count), *wishes, event=event)

    def apply(self, changes: ChangeSet) -> None:
        after = self.dataset.with_changes(changes)
        assert after.with_changes(changes.inverted()) == self.dataset, "undo does not return"
        self.dataset = after

    @rule()
    def plan(self) -> None:
        self.apply(plan_event(self.dataset, EVENT).changes)

    @rule()
    def replan(self) -> None:
        self.apply(replan_event(self.dataset, EVENT).changes)

    @rule(choice=st.integers(0, 1_000), pins=st.booleans())
    def swap(self, choice: int, pins: bool) -> None:
        pairs = sorted((one.one, one.other) for one in self.dataset.meetings.values())
        if len(pairs) > 1:
            first, second = pairs[choice % len(pairs)], pairs[(choice // 7 + 1) % len(pairs)]
            if first != second:
                self._move(*meetings.swap_moves(self.dataset, EVENT, first, second), pins=pins)

    @rule(choice=st.integers(0, 1_000), slot=st.integers(0, 5), pins=st.booleans())
    def move(self, choice: int, slot: int, pins: bool) -> None:
        ids = sorted(one.id for one in self.dataset.participants.values())
        first, second = ids[choice % len(ids)], ids[(choice // 7) % len(ids)]
        if first < second:
            self._move(MeetingMove((first, second), slot), pins=pins)

    def _move(self, *moves: MeetingMove, pins: bool) -> None:
        try:
            self.apply(meetings.move_meetings(self.dataset, EVENT, moves, pins=pins))
        except RuleBroken:
            return

    @rule(choice=st.integers(0, 100), slot=st.integers(0, 4))
    def leave(self, choice: int, slot: int) -> None:
        ids = sorted(one.id for one in self.dataset.participants.values())
        self.apply(events.set_gone(self.dataset, EVENT, [ids[choice % len(ids)]], slot))

    @rule()
    def hold_a_slot(self) -> None:
        event = self.dataset.events[EVENT]
        if event.next_slot < event.slots:
            self.apply(meetings.set_next_slot(self.dataset, EVENT, event.next_slot + 1))
            held = self.dataset.events[EVENT].next_slot
            self.past = {key: one for key, one in self.dataset.meetings.items() if one.slot < held}

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        assert_no_clash(self.dataset)

    @invariant()
    def the_past_stays(self) -> None:
        held = self.dataset.events[EVENT].next_slot
        assert self.past == {key: one for key, one in self.dataset.meetings.items() if one.slot < held}


TestEventMachine = EventMachine.TestCase
TestEventMachine.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)


def test_no_shows_stay_absent_when_an_event_is_planned_from_the_start():
    dataset = event_dataset(*people(6), *some_wishes(12, 6), event=an_event(slots=4, tables=3))
    dataset = dataset.with_changes(events.set_gone(dataset, EVENT, ["p000"], 0))

    assert not [one for one in planned(dataset).meetings.values() if "p000" in (one.one, one.other)]


def test_fewer_tables_move_the_meetings_that_sat_at_those_that_went():
    dataset = planned(event_dataset(*people(8), *some_wishes(12, 8), event=an_event(slots=4, tables=4)))
    smaller = dataset.with_changes(events.put_event(dataset, replace(dataset.events[EVENT], tables=2)))

    assert_no_clash(smaller.with_changes(replan_event(smaller, EVENT).changes))
