"""What stands in each cell of the timetable, put together from the records of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.match.event_times import slot_times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chipmap.model.dataset import Dataset
    from chipmap.model.records import EventParticipant, MatchmakingEvent

Address = tuple[int, int]
"""A slot (from 0) and a table (from 1), as the records count them."""


class Seat(NamedTuple):
    """One of the two who meet."""

    key: str
    name: str
    organisation: str
    is_gone: bool = False
    """They did not come, or have left before this meeting."""


class BoardMeeting(NamedTuple):
    """A meeting as its cell shows it."""

    one: Seat
    other: Seat
    is_pinned: bool
    is_must: bool
    is_suggested: bool
    """Neither has wished it."""

    @property
    def is_void(self) -> bool:
        """Whether one of the two is not there any more."""
        return self.one.is_gone or self.other.is_gone

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of the two."""
        return self.one.key, self.other.key


class BoardSlot(NamedTuple):
    """A row: when it begins, whether it is a break, whether it has been held."""

    time: str
    is_break: bool
    is_held: bool


class Board(NamedTuple):
    """All cells of an event; those without a meeting are not in `meetings`."""

    slots: tuple[BoardSlot, ...]
    tables: int
    meetings: Mapping[Address, BoardMeeting]

    def of_participant(self, key: str) -> list[Address]:
        """Where somebody meets whom, in the order of the day."""
        return sorted(at for at, meeting in self.meetings.items() if key in meeting.pair)

    def void(self) -> list[Address]:
        """Where meetings to come lack one of the two."""
        return [
            at for at, meeting in self.meetings.items() if meeting.is_void and not self.slots[at[0]].is_held
        ]


NO_BOARD = Board((), 0, {})


def board_of(dataset: Dataset, event: MatchmakingEvent) -> Board:
    """The timetable as the workspace holds it; a meeting outside the room widens the room."""
    people = {one.id: one for one in dataset.participants.of(event.id).values()}
    stated = list(dataset.wishes.of(event.id).values())
    pinned = {(frozenset((wish.one, wish.other)), wish.slot) for wish in stated if wish.slot is not None}
    said = {frozenset((wish.one, wish.other)) for wish in stated}
    must = {frozenset((wish.one, wish.other)) for wish in stated if wish.is_must}
    meetings = {}
    for meeting in dataset.meetings.of(event.id).values():
        both = (meeting.one, meeting.other)
        meetings[meeting.slot, meeting.table_number] = BoardMeeting(
            _seat(people, meeting.one, meeting.slot),
            _seat(people, meeting.other, meeting.slot),
            (frozenset(both), meeting.slot) in pinned,
            frozenset(both) in must,
            frozenset(both) not in said,
        )
    slots = max([event.slots, *(slot + 1 for slot, _table in meetings)])
    tables = max([event.tables, *(table for _slot, table in meetings)])
    rows = tuple(
        BoardSlot(time, slot in event.breaks, slot < event.next_slot)
        for slot, time in enumerate(slot_times(dataset, event, slots))
    )
    return Board(rows, tables, meetings)


def _seat(people: Mapping[str, EventParticipant], key: str, slot: int) -> Seat:
    found = people.get(key)
    if found is None:
        return Seat(key, key, "")
    is_gone = found.gone_from is not None and slot >= found.gone_from
    # An institution that nobody was named for yet is its own organisation.
    organisation = "" if found.organisation == found.name else found.organisation
    return Seat(key, found.name, organisation, is_gone)
