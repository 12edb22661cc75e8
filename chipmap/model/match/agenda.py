"""The agenda of an event as it is handed out: who comes, whom they meet when and where, and the programme.

How people can be reached is no part of it, so that nothing that is made of an agenda can show it by accident.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from chipmap.model.dataset import Dataset
from chipmap.model.edits.events import known_event
from chipmap.model.edits.sessions import sessions_of
from chipmap.model.match.event_planning import EventStanding, away_slots
from chipmap.model.match.event_times import session_times, slot_end, slot_times
from chipmap.model.records import AgendaSession, EventParticipant, MatchmakingEvent, PlannedMeeting


@dataclass(frozen=True, slots=True)
class TimedSession:
    """A session of the programme with its time, its partner's key and the names of its institutions."""

    begins: str
    session: AgendaSession
    segment: str
    institutions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot (from 0) with its time; in a break nobody meets."""

    number: int
    begins: str
    ends: str
    is_break: bool

    @property
    def time(self) -> str:
        return f"{self.begins}–{self.ends}"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One slot of one participant: whom they meet at which table; nobody where `other` is None."""

    slot: Slot
    meeting: PlannedMeeting | None = None
    other: EventParticipant | None = None
    is_away: bool = False


@dataclass(frozen=True)
class Agenda:
    """An event as it is handed out; participants in the order of their names."""

    event: MatchmakingEvent
    programme: tuple[TimedSession, ...]
    slots: tuple[Slot, ...]
    participants: tuple[EventParticipant, ...]
    meetings: tuple[PlannedMeeting, ...]
    standing: EventStanding | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand out yet."""
        return not (self.programme or self.participants)

    @property
    def tables(self) -> range:
        """The numbers of all tables; more than the event has where meetings were held at such."""
        return range(1, max([self.event.tables, *(one.table_number for one in self.meetings)]) + 1)

    @cached_property
    def people(self) -> dict[str, EventParticipant]:
        """The participants by id, in the order of their names."""
        return {one.id: one for one in self.participants}

    def appointments(self, participant: str) -> tuple[Appointment, ...]:
        """The slots of somebody, each with whom they meet."""
        away = away_slots(self.people[participant], self.event)
        met = {
            one.slot: (one, self.people[one.other if one.one == participant else one.one])
            for one in self.meetings
            if participant in (one.one, one.other)
        }
        return tuple(
            Appointment(slot, *met[slot.number])
            if slot.number in met
            else Appointment(slot, is_away=slot.number in away)
            for slot in self.slots
        )

    def at_table(self, table: int) -> dict[int, PlannedMeeting]:
        """The meetings at a table, by slot."""
        return {one.slot: one for one in self.meetings if one.table_number == table}


def agenda_of(
    dataset: Dataset,
    event: str,
    *,
    standing: EventStanding | None = None,
    only: Collection[str] | None = None,
) -> Agenda:
    """The agenda of an event; `standing` says how good it is, `only` names those whose agenda it is.

    With `only` the meetings of others are left out, so that a card can be printed for one alone.
    """
    known = known_event(dataset, event)
    sessions = sessions_of(dataset, event)
    people = sorted(dataset.participants.of(event).values(), key=lambda one: (one.name.casefold(), one.id))
    meetings = sorted(dataset.meetings.of(event).values(), key=lambda one: (one.slot, one.table_number))
    if only is not None:
        meetings = [one for one in meetings if one.one in only or one.other in only]
    count = max([known.slots, *(one.slot + 1 for one in meetings)])
    times = slot_times(dataset, known, count)
    slots = tuple(
        Slot(number, begins, slot_end(dataset, known, number), number in known.breaks)
        for number, begins in enumerate(times)
    )
    programme = tuple(
        TimedSession(begins, session, _segment_name(dataset, session), _institution_names(dataset, session))
        for begins, session in zip(session_times(known, sessions), sessions, strict=True)
    )
    return Agenda(known, programme, slots, tuple(people), tuple(meetings), standing)


def _segment_name(dataset: Dataset, session: AgendaSession) -> str:
    segment = dataset.segments.get(session.segment)
    return session.segment if segment is None else str(segment.name)


def _institution_names(dataset: Dataset, session: AgendaSession) -> tuple[str, ...]:
    found = ((key, dataset.institutions.get(key)) for key in session.institutions)
    return tuple(key if one is None else str(one.short_name or one.name) for key, one in found)
