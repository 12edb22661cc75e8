"""Timetables: always valid, fair, close to the best conceivable, and replanned without touching the past."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.match.exact_timetable import is_small
from chipmap.model.match.meetings import Event, EventReason, Wish, choose_meetings, greedy_choice
from chipmap.model.match.timetable import Timetable, arrange, replan


def random_event(seed: int, people: int = 30, slots: int = 8, *, absence: float = 0.2) -> Event:
    random = np.random.default_rng(seed)
    pairs = {tuple(sorted(random.choice(people, 2, replace=False).tolist())) for _try in range(people * 4)}
    wishes = tuple(Wish(*pair, float(random.integers(1, 20))) for pair in sorted(pairs))
    return Event(
        wishes,
        random.random((people, slots)) >= absence,
        (int(random.integers(3, 12)),) * slots,
        tuple(random.integers(1, slots + 1, people).tolist()),
    )


def assert_valid(event: Event, found: Timetable) -> None:
    busy = [(who, meeting.slot) for meeting in found.meetings for who in meeting.pair]
    assert len(busy) == len(set(busy)), "somebody is in two meetings at once"
    assert len({meeting.pair for meeting in found.meetings}) == len(found.meetings), "a pair meets twice"
    pinned = dict(event.pinned)
    for meeting in found.meetings:
        if meeting.pair in pinned:
            assert meeting.slot == pinned[meeting.pair]
        else:
            assert meeting.slot not in event.breaks
            assert event.available[list(meeting.pair), meeting.slot].all()
    for slot in range(event.slots):
        assert sum(meeting.slot == slot for meeting in found.meetings) <= event.tables[slot]
    for who in range(event.participants):
        assert sum(who in meeting.pair for meeting in found.meetings) <= max(0, event.most[who])


@settings(max_examples=200)
@given(st.integers(0, 2**32 - 1), st.sampled_from([0, 1, 3]))
def test_a_timetable_is_valid_and_within_its_bound(seed, guarantee):
    event = random_event(seed)

    found = arrange(event, guarantee=guarantee)

    assert_valid(event, found)
    assert found.weight <= found.bound + 1e-6 or guarantee


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_replanning_keeps_the_past_and_leaves_out_who_is_absent(seed):
    event = random_event(seed)
    before = arrange(event)

    after = replan(before, event, next_slot=3, absent=[0, 1, 2])

    past = [meeting for meeting in before.meetings if meeting.slot < 3]
    assert [meeting for meeting in after.meetings if meeting.slot < 3] == past
    assert not [meeting for meeting in after.meetings if meeting.slot >= 3 and {0, 1, 2} & set(meeting.pair)]
    assert len({meeting.pair for meeting in after.meetings}) == len(after.meetings)


@pytest.mark.parametrize("absence", [0.0, 0.1])
def test_an_event_of_usual_size_comes_close_to_the_best_conceivable(absence):
    random = np.random.default_rng(4)
    pairs = {tuple(sorted(random.choice(60, 2, replace=False).tolist())) for _try in range(150)}
    event = Event(
        tuple(Wish(*pair, float(random.random() + 0.1)) for pair in sorted(pairs)),
        random.random((60, 10)) >= absence,
        (12,) * 10,
        (6,) * 60,
    )

    found = arrange(event)

    assert_valid(event, found)
    assert found.part_of_bound >= 0.95


def test_nobody_is_left_without_a_meeting_for_the_sake_of_weight():
    wishes = (Wish(0, 1, 10.0), Wish(0, 2, 1.0), Wish(1, 3, 1.0))
    event = Event(wishes, np.ones((4, 1), dtype=bool), (2,), (1,) * 4)

    heavy, fair = arrange(event, guarantee=0), arrange(event, guarantee=1)

    assert (heavy.weight, fair.weight) == (10.0, 2.0)
    assert fair.shortfalls == ()


def test_who_is_short_is_told_why():
    wishes = (Wish(0, 1, 1.0), Wish(2, 3, 1.0))
    available = np.array([[1, 0], [1, 1], [1, 0], [0, 1], [1, 1]], dtype=bool)

    found = arrange(Event(wishes, available, (5, 5), (2,) * 5), guarantee=1)

    assert [(one.participant, one.reason) for one in found.shortfalls] == [
        (2, EventReason.NO_COMMON_SLOT),
        (3, EventReason.NO_COMMON_SLOT),
        (4, EventReason.NO_CANDIDATE),
    ]


def test_pinned_and_must_meet_come_before_weight():
    wishes = (Wish(0, 1, 9.0), Wish(0, 2, 1.0), Wish(1, 2, 2.0))
    event = Event(
        wishes,
        np.ones((3, 2), dtype=bool),
        (1, 1),
        (1, 1, 2),
        must_meet=frozenset({(0, 2)}),
        pinned=(((1, 2), 1),),
    )

    found = arrange(event, guarantee=0)

    assert [(meeting.pair, meeting.slot) for meeting in found.meetings] == [((0, 2), 0), ((1, 2), 1)]
    assert found.unplaced == ()


def test_a_must_meet_that_has_no_common_slot_is_named():
    available = np.array([[1, 0], [0, 1], [1, 1]], dtype=bool)
    event = Event(
        (Wish(0, 1, 1.0), Wish(0, 2, 1.0)), available, (1, 1), (2,) * 3, must_meet=frozenset({(0, 1)})
    )

    assert arrange(event).unplaced == ((0, 1),)


def test_nobody_meets_in_a_break():
    event = Event(
        (Wish(0, 1, 1.0), Wish(0, 2, 1.0)),
        np.ones((3, 3), dtype=bool),
        (2,) * 3,
        (3,) * 3,
        breaks=frozenset({1}),
    )

    assert {meeting.slot for meeting in arrange(event).meetings} == {0, 2}


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (Event((), np.ones((0, 0), dtype=bool), (), ()), EventReason.NO_SLOTS),
        (Event((Wish(0, 1, 1.0),), np.ones((2, 0), dtype=bool), (), (1, 1)), EventReason.NO_SLOTS),
        (Event((Wish(0, 1, 1.0),), np.ones((2, 2), dtype=bool), (0, 0), (1, 1)), EventReason.NO_TABLES),
        (Event((), np.ones((2, 2), dtype=bool), (1, 1), (1, 1)), EventReason.NO_PAIRS),
        (Event((Wish(0, 1, 0.0),), np.ones((2, 2), dtype=bool), (1, 1), (1, 1)), EventReason.NO_PAIRS),
    ],
)
def test_an_event_that_cannot_be_gives_a_reason(event, reason):
    found = arrange(event)

    assert (found.meetings, found.reason, found.part_of_bound) == ((), reason, None)


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_a_small_event_is_solved_no_worse_than_by_weight_alone(seed):
    event = random_event(seed, 8, 4, absence=0.3)
    assert is_small(event)

    found = arrange(event, guarantee=0)

    assert_valid(event, found)
    assert found.weight == pytest.approx(found.bound)
    assert found.bound <= choose_meetings(event, guarantee=0).bound + 1e-6


@settings(max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_the_preview_keeps_the_limits(seed):
    event = random_event(seed)
    chosen = greedy_choice(event)

    assert all(
        sum(who in wish.pair for wish in chosen) <= event.limits[who] for who in range(event.participants)
    )
    assert sum(wish.weight for wish in chosen) <= choose_meetings(event, guarantee=0).bound + 1e-6
