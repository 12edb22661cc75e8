"""When whom meets: the timetable of a matchmaking event, how good it is, and who is short of meetings.

Small events are solved exactly, meeting by slot. Larger ones in two phases: the best set of meetings
(`meetings`), then slots for them (`placing`); the first is the bound that the result is measured against.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from chipmap.model.match.exact_timetable import is_small, solve_exactly
from chipmap.model.match.meetings import (
    GUARANTEED_MEETINGS,
    TIME_LIMIT_S,
    Event,
    EventReason,
    Pair,
    Wish,
    choose_meetings,
    owed_meetings,
)
from chipmap.model.match.placing import fill, place_all

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Meeting:
    """Two participants (positions) in a slot."""

    one: int
    other: int
    slot: int
    weight: float

    @property
    def pair(self) -> Pair:
        return self.one, self.other


@dataclass(frozen=True)
class Shortfall:
    """A participant with fewer meetings than everybody is promised, and why.

    `possible` is as much of the promise as their candidates, slots and limit allow.
    """

    participant: int
    has: int
    promised: int
    possible: int
    reason: EventReason


@dataclass(frozen=True)
class Timetable:
    """The meetings by slot; `bound` is the largest weight that any timetable could have.

    `unplaced` are must-meet pairs that found no slot. With a `reason` there is no timetable at all.
    """

    meetings: tuple[Meeting, ...]
    bound: float
    shortfalls: tuple[Shortfall, ...] = ()
    unplaced: tuple[Pair, ...] = ()
    reason: EventReason | None = None

    @property
    def weight(self) -> float:
        """What all meetings are worth."""
        return sum(meeting.weight for meeting in self.meetings)

    @property
    def missed(self) -> int:
        """How many promised meetings are missing in all, of those that were possible."""
        return sum(max(0, shortfall.possible - shortfall.has) for shortfall in self.shortfalls)

    @property
    def part_of_bound(self) -> float | None:
        """How close it comes to the best conceivable, 0–1; None where nothing can be reached."""
        return min(1.0, self.weight / self.bound) if self.bound > 0 else None


def arrange(
    event: Event, *, guarantee: int = GUARANTEED_MEETINGS, time_limit: float = TIME_LIMIT_S
) -> Timetable:
    """The timetable of an event, fair before heavy; `guarantee` 0 looks at the weight alone."""
    if event.reason is not None:
        return Timetable((), 0.0, shortfalls_of(event, (), guarantee), reason=event.reason)
    if is_small(event):
        exact = solve_exactly(event, guarantee, time_limit)
        if exact is not None:
            placed, bound = exact
            return _timetable(event, placed, bound, guarantee)
    choice = choose_meetings(event, guarantee=guarantee, time_limit=time_limit)
    if choice.reason is not None:
        return Timetable((), 0.0, shortfalls_of(event, (), guarantee), reason=choice.reason)
    board = place_all(event, choice.wishes)
    added = fill(board, event, event.possible)
    wishes = {wish.pair: wish for wish in (*choice.wishes, *added)}
    placed = [(wish, board.slot_of[pair]) for pair, wish in wishes.items() if pair in board.slot_of]
    return _timetable(event, placed, choice.bound, guarantee)


def bound_of(
    event: Event, *, guarantee: int = GUARANTEED_MEETINGS, time_limit: float = TIME_LIMIT_S
) -> float:
    """The largest weight that any of the fairest timetables of an event could have."""
    if event.reason is not None:
        return 0.0
    if is_small(event):
        exact = solve_exactly(event, guarantee, time_limit)
        if exact is not None:
            return exact[1]
    return choose_meetings(event, guarantee=guarantee, time_limit=time_limit).bound


def replan(
    timetable: Timetable,
    event: Event,
    *,
    next_slot: int,
    absent: Collection[int] = (),
    guarantee: int = GUARANTEED_MEETINGS,
) -> Timetable:
    """A new timetable from `next_slot` on: what lies before it stays, and who is absent meets nobody more.

    Among equals it is the one that changes least of what was planned.
    """
    later = event_from(timetable.meetings, event, next_slot=next_slot, absent=absent)
    planned = tuple(
        (meeting.pair, meeting.slot) for meeting in timetable.meetings if meeting.slot >= next_slot
    )
    return arrange(replace(later, planned=planned), guarantee=guarantee)


def event_from(
    meetings: Iterable[Meeting], event: Event, *, next_slot: int, absent: Collection[int] = ()
) -> Event:
    """What is left of an event from a slot on, with the meetings before it fixed where they were."""
    past = [meeting for meeting in meetings if meeting.slot < next_slot]
    known = {wish.pair for wish in event.wishes}
    met = tuple(
        Wish(meeting.one, meeting.other, meeting.weight) for meeting in past if meeting.pair not in known
    )
    here: NDArray[np.bool_] = event.available.copy()
    here[:, : max(0, next_slot)] = False
    here[list(absent), :] = False
    kept_pairs = {meeting.pair for meeting in past}
    pinned = [(meeting.pair, meeting.slot) for meeting in past]
    pinned += [
        (pair, slot)
        for pair, slot in event.pinned
        if slot >= next_slot and pair not in kept_pairs and not set(pair) & set(absent)
    ]
    return replace(event, wishes=(*event.wishes, *met), available=here, pinned=tuple(pinned))


def _timetable(event: Event, placed: Sequence[tuple[Wish, int]], bound: float, guarantee: int) -> Timetable:
    meetings = tuple(
        sorted(
            (Meeting(wish.one, wish.other, slot, wish.weight) for wish, slot in placed),
            key=lambda meeting: (meeting.slot, meeting.pair),
        )
    )
    pairs = {meeting.pair for meeting in meetings}
    unplaced = tuple(sorted(event.must_meet - pairs))
    return Timetable(meetings, bound, shortfalls_of(event, meetings, guarantee), unplaced)


def shortfalls_of(event: Event, meetings: Sequence[Meeting], guarantee: int) -> tuple[Shortfall, ...]:
    """Whoever has less than the guarantee, also where nothing could be done about it."""
    has = np.zeros(event.participants, dtype=int)
    for meeting in meetings:
        has[[meeting.one, meeting.other]] += 1
    owed = owed_meetings(event, guarantee)
    wished = {who for wish in event.wishes if wish.weight > 0 for who in wish.pair}
    promised = np.minimum(guarantee, np.maximum(event.most, 0)) if event.participants else has
    return tuple(
        Shortfall(who, int(has[who]), int(promised[who]), int(owed[who]), _why(who, has, owed, wished))
        for who in range(event.participants)
        if has[who] < promised[who]
    )


def _why(who: int, has: NDArray[np.int_], owed: NDArray[np.floating], wished: set[int]) -> EventReason:
    if has[who] < owed[who]:
        return EventReason.CANDIDATES_TAKEN
    return EventReason.NO_COMMON_SLOT if who in wished else EventReason.NO_CANDIDATE
