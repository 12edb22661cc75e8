"""The timetable of an event of the workspace: planned, replanned on the day, and how good it is.

What was held is never touched. Whoever states no wish is met by suggestion; a stated no always holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.events import known_event
from chipmap.model.edits.meeting_moves import IdPair, id_pair
from chipmap.model.match.attendance import Interest, Participant, StatedWish, event_of
from chipmap.model.match.event_suggestions import SuggestedMeeting, suggested_meetings
from chipmap.model.match.meetings import Event, EventReason, Wish
from chipmap.model.match.table_numbers import table_numbers
from chipmap.model.match.timetable import (
    Meeting,
    Timetable,
    arrange,
    bound_of,
    event_from,
    replan,
    shortfalls_of,
)
from chipmap.model.progress import Progress, silent
from chipmap.model.records import EventParticipant, MatchmakingEvent, PlannedMeeting, WishKind

INTERESTS: Mapping[WishKind, Interest] = {
    WishKind.NO: Interest.NO,
    WishKind.POSSIBLE: Interest.POSSIBLE,
    WishKind.WANT: Interest.WANT,
}

_STEPS = 3


@dataclass(frozen=True, slots=True)
class EventShortfall:
    """Somebody with fewer meetings than everybody is promised, and why."""

    participant: str
    has: int
    promised: int
    reason: EventReason


@dataclass(frozen=True, slots=True)
class EventStanding:
    """How good the meetings of an event are.

    `bound` is the largest weight that any timetable could have from here on, with what was held;
    `unplaced` are pairs that must meet and do not, `unkept_pins` meetings that do not stand in the slot
    they were promised. With a `reason` there can be no timetable at all.
    """

    event: str
    meetings: int
    weight: float
    bound: float
    shortfalls: tuple[EventShortfall, ...]
    unplaced: tuple[IdPair, ...]
    unkept_pins: tuple[tuple[IdPair, int], ...]
    suggested: tuple[IdPair, ...]
    reason: EventReason | None = None

    @property
    def part_of_bound(self) -> float | None:
        """How close it comes to the best conceivable, 0–1; None where nothing can be reached."""
        return min(1.0, self.weight / self.bound) if self.bound > 0 else None


@dataclass(frozen=True, slots=True)
class EventPlan:
    """A timetable with what it changes, and how good it is."""

    timetable: Timetable
    changes: ChangeSet
    standing: EventStanding


def plan_event(dataset: Dataset, event: str, progress: Progress = silent) -> EventPlan:
    """The best timetable from the first slot that was not held yet, whatever was planned there before."""
    return _plan(dataset, event, progress, keeps=False)


def replan_event(dataset: Dataset, event: str, progress: Progress = silent) -> EventPlan:
    """As `plan_event`, but among equals the timetable that changes least of what was planned."""
    return _plan(dataset, event, progress, keeps=True)


def standing_of_event(dataset: Dataset, event: str, progress: Progress = silent) -> EventStanding:
    """How good the present meetings are, wherever they come from."""
    question = EventQuestion(dataset, event)
    progress.step(1, _STEPS)
    left = event_from(question.planned, question.problem, next_slot=question.event.next_slot)
    bound = bound_of(left, guarantee=question.event.guarantee)
    progress.step(_STEPS, _STEPS)
    return question.standing(question.planned, bound, left, left.reason)


class EventQuestion:
    """An event as the solver sees it: participants by position, in the order of their ids."""

    def __init__(self, dataset: Dataset, event: str) -> None:
        self.dataset = dataset
        self.event: MatchmakingEvent = known_event(dataset, event)
        self.people: list[EventParticipant] = sorted(
            dataset.participants.of(event).values(), key=lambda one: one.id
        )
        self.place = {one.id: at for at, one in enumerate(self.people)}
        self.suggested = {one.pair: one for one in suggested_meetings(dataset, event)}
        self.problem = _problem(dataset, self.event, self.people, self.suggested.values())
        self.worth = {wish.pair: wish.weight for wish in self.problem.wishes}
        self.records = {
            (one.one, one.other): one
            for one in dataset.meetings.of(event).values()
            if one.one in self.place and one.other in self.place
        }
        self.planned = [self._meeting(one) for one in self.records.values() if one.slot < self.event.slots]

    def _meeting(self, one: PlannedMeeting) -> Meeting:
        pair = (self.place[one.one], self.place[one.other])
        weight = self.worth.get(pair, float(Interest.POSSIBLE))
        return Meeting(*pair, one.slot, weight)

    def ids(self, pair: tuple[int, int]) -> IdPair:
        """The participants at two positions."""
        return self.people[pair[0]].id, self.people[pair[1]].id

    def standing(
        self, meetings: Iterable[Meeting], bound: float, left: Event, reason: EventReason | None
    ) -> EventStanding:
        """How good these meetings are beside the largest weight that could be reached."""
        meetings = list(meetings)
        slots = {meeting.pair: meeting.slot for meeting in meetings}
        promised = {
            id_pair(wish.one, wish.other): wish.slot
            for wish in self.dataset.wishes.of(self.event.id).values()
            if wish.slot is not None
        }
        places = {pair: (self.place[pair[0]], self.place[pair[1]]) for pair in promised}
        return EventStanding(
            self.event.id,
            len(meetings),
            sum(meeting.weight for meeting in meetings),
            bound,
            tuple(self._shortfalls(left, meetings)),
            tuple(sorted(self.ids(pair) for pair in self.problem.must_meet - slots.keys())),
            tuple(sorted((pair, at) for pair, at in promised.items() if slots.get(places[pair]) != at)),
            tuple(sorted(pair for pair in map(self.ids, slots) if pair in self.suggested)),
            reason,
        )

    def _shortfalls(self, left: Event, meetings: list[Meeting]) -> Iterable[EventShortfall]:
        for one in shortfalls_of(left, meetings, self.event.guarantee):
            person = self.people[one.participant]
            has_left = person.gone_from is not None and one.has >= one.possible
            reason = EventReason.GONE if has_left else one.reason
            yield EventShortfall(person.id, one.has, one.promised, reason)


def _problem(
    dataset: Dataset,
    event: MatchmakingEvent,
    people: Iterable[EventParticipant],
    suggested: Iterable[SuggestedMeeting],
) -> Event:
    coming = [
        Participant(one.id, one.organisation, one.country, one.most, away_slots(one, event)) for one in people
    ]
    place = {one.name: at for at, one in enumerate(coming)}
    wishes = [
        StatedWish(wish.one, wish.other, INTERESTS[wish.wish], wish.is_must, wish.slot)
        for wish in dataset.wishes.of(event.id).values()
    ]
    stated = event_of(coming, wishes, slots=event.slots, tables=event.tables, breaks=event.breaks)
    more = tuple(Wish(place[one.one], place[one.other], one.worth) for one in suggested)
    return replace(stated, wishes=tuple(sorted((*stated.wishes, *more), key=lambda wish: wish.pair)))


def away_slots(one: EventParticipant, event: MatchmakingEvent) -> frozenset[int]:
    """The slots (from 0) in which somebody is not there: absent, not yet come, or gone."""
    gone = range(event.slots if one.gone_from is None else one.gone_from, event.slots)
    return frozenset((*one.absent, *gone))


def _plan(dataset: Dataset, event: str, progress: Progress, *, keeps: bool) -> EventPlan:
    progress.step(0, _STEPS)
    question = EventQuestion(dataset, event)
    progress.step(1, _STEPS)
    held, guarantee = question.event.next_slot, question.event.guarantee
    before = Timetable(tuple(question.planned), 0.0)
    left = event_from(question.planned, question.problem, next_slot=held)
    found = (
        replan(before, question.problem, next_slot=held, guarantee=guarantee)
        if keeps
        else arrange(left, guarantee=guarantee)
    )
    progress.step(2, _STEPS)
    standing = question.standing(found.meetings, found.bound, left, found.reason)
    changes = _changes(question, found)
    progress.step(_STEPS, _STEPS)
    return EventPlan(found, changes, standing)


def _changes(question: EventQuestion, found: Timetable) -> ChangeSet:
    """The planned meetings that go, come or move; those that were held stay as they are."""
    event, before = question.event, question.records
    tables = table_numbers(
        {question.ids(meeting.pair): meeting.slot for meeting in found.meetings},
        {pair: (one.slot, one.table_number) for pair, one in before.items()},
        tables=event.tables,
        next_slot=event.next_slot,
    )
    after = {}
    for pair, (slot, table) in tables.items():
        old = before.get(pair)
        after[pair] = (
            PlannedMeeting(event.id, *pair, slot, table)
            if old is None
            else replace(old, slot=slot, table_number=table)
        )
    everything = question.dataset.meetings.of(event.id).values()
    changes = [
        Change(one, None)
        for one in everything
        if (one.one, one.other) not in after and one.slot >= event.next_slot
    ]
    changes += [Change(before.get(pair), one) for pair, one in sorted(after.items())]
    return checked(changes, question.dataset)
