"""What a move of meetings would break, told before it is made: one layout of the event answers many moves.

A move that would put somebody or a table into two meetings at once, or touch what was held, is never made;
whatever else is against it is said, and left to the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from chipmap.model.dataset import Dataset
from chipmap.model.edits.events import known_event
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import (
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    PlannedMeeting,
    WishKind,
)

IdPair = tuple[str, str]
"""Two participants of an event by id, the smaller first."""


class ConflictKind(StrEnum):
    """What speaks against a meeting at a table in a slot."""

    OUTSIDE = "outside"
    """The event has no such slot or table."""
    HELD = "held"
    """The slot that it comes from or goes to was held already."""
    CLASH = "clash"
    TABLE_TAKEN = "table-taken"
    NO_TABLE = "no-table"
    BREAK = "break"
    ABSENT = "absent"
    GONE = "gone"
    REFUSED = "refused"
    PINNED = "pinned"
    """The meeting was promised for another slot."""

    @property
    def is_blocking(self) -> bool:
        """Whether the move is never made; the others are a person's to decide."""
        return self in _BLOCKING


_BLOCKING = frozenset(
    {
        ConflictKind.OUTSIDE,
        ConflictKind.HELD,
        ConflictKind.CLASH,
        ConflictKind.TABLE_TAKEN,
        ConflictKind.NO_TABLE,
    }
)


@dataclass(frozen=True, slots=True)
class MeetingMove:
    """A meeting of two participants and where it shall be; without a table it takes a free one.

    Where the two have no meeting yet they get one.
    """

    pair: IdPair
    slot: int
    table_number: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingConflict:
    """One thing that speaks against a move: of which meeting, because of whom, and the meeting in the way."""

    conflict: ConflictKind
    pair: IdPair
    slot: int
    table_number: int | None = None
    participant: str = ""
    in_the_way: IdPair | None = None

    @property
    def is_blocking(self) -> bool:
        """Whether the move is never made."""
        return self.conflict.is_blocking


def id_pair(one: str, other: str) -> IdPair:
    """Two participants in the order in which meetings name them."""
    return (one, other) if one < other else (other, one)


class Layout:
    """Who sits where and when at one event, and what moves would break."""

    def __init__(self, dataset: Dataset, event: str) -> None:
        self.event: MatchmakingEvent = known_event(dataset, event)
        self.people: dict[str, EventParticipant] = {
            one.id: one for one in dataset.participants.of(event).values()
        }
        self.meetings: dict[IdPair, PlannedMeeting] = {
            (one.one, one.other): one for one in dataset.meetings.of(event).values()
        }
        self._wishes: Mapping[IdPair, MeetingWish] = {
            (one.one, one.other): one for one in dataset.wishes.of(event).values()
        }

    def conflicts(self, moves: Sequence[MeetingMove]) -> tuple[MeetingConflict, ...]:
        """Everything that speaks against these moves together, what blocks them first."""
        moved = {move.pair for move in moves}
        stays = [one for pair, one in self.meetings.items() if pair not in moved]
        found = [conflict for move in moves for conflict in self._against(move, moves, stays)]
        return tuple(sorted(found, key=lambda one: not one.is_blocking))

    def placed(self, moves: Sequence[MeetingMove]) -> list[PlannedMeeting]:
        """The meetings as they are after the moves, each at its table; what blocks is not looked at."""
        moved = {move.pair for move in moves}
        stays = [one for pair, one in self.meetings.items() if pair not in moved]
        taken: set[tuple[int, int | None]] = {(one.slot, one.table_number) for one in stays}
        taken |= {(move.slot, move.table_number) for move in moves if move.table_number is not None}
        made: list[PlannedMeeting] = []
        for move in moves:
            table = move.table_number or self._free_table(move, taken)
            taken.add((move.slot, table))
            before = self.meetings.get(move.pair)
            outcome, step = (before.outcome, before.next_step) if before else ("", "")
            made.append(PlannedMeeting(self.event.id, *move.pair, move.slot, table, outcome, step))
        return made

    def _free_table(self, move: MeetingMove, taken: set[tuple[int, int | None]]) -> int:
        """The table where the meeting was if it is free, else the first free one, else one more."""
        before = self.meetings.get(move.pair)
        numbers = range(1, self.event.tables + 1)
        if before is not None and before.table_number in numbers:
            numbers_first = [before.table_number, *numbers]
        else:
            numbers_first = [*numbers]
        free = (number for number in numbers_first if (move.slot, number) not in taken)
        return next(free, self.event.tables + 1)

    def _against(
        self, move: MeetingMove, moves: Sequence[MeetingMove], stays: Sequence[PlannedMeeting]
    ) -> Iterator[MeetingConflict]:
        event = self.event
        if not 0 <= move.slot < event.slots or (move.table_number or 1) > event.tables:
            yield self._conflict(ConflictKind.OUTSIDE, move)
            return
        before = self.meetings.get(move.pair)
        if move.slot < event.next_slot or (before is not None and before.slot < event.next_slot):
            yield self._conflict(ConflictKind.HELD, move)
        others: list[tuple[str, str, int | None]] = [
            (one.one, one.other, one.table_number) for one in stays if one.slot == move.slot
        ]
        others += [
            (*one.pair, one.table_number) for one in moves if one is not move and one.slot == move.slot
        ]
        yield from self._clashes(move, others)
        yield from self._table(move, others)
        if move.slot in event.breaks:
            yield self._conflict(ConflictKind.BREAK, move)
        yield from self._people(move)

    def _clashes(
        self, move: MeetingMove, others: Sequence[tuple[str, str, int | None]]
    ) -> Iterator[MeetingConflict]:
        for one, other, _table in others:
            for who in set(move.pair) & {one, other}:
                yield self._conflict(ConflictKind.CLASH, move, who, (one, other))

    def _table(
        self, move: MeetingMove, others: Sequence[tuple[str, str, int | None]]
    ) -> Iterator[MeetingConflict]:
        if move.table_number is None:
            if len(others) >= self.event.tables:
                yield self._conflict(ConflictKind.NO_TABLE, move)
            return
        for one, other, table in others:
            if table == move.table_number:
                yield self._conflict(ConflictKind.TABLE_TAKEN, move, in_the_way=(one, other))

    def _people(self, move: MeetingMove) -> Iterator[MeetingConflict]:
        """What the two themselves have against it."""
        for who in move.pair:
            person = self.people.get(who)
            if person is None:
                continue
            if person.gone_from is not None and move.slot >= person.gone_from:
                yield self._conflict(ConflictKind.GONE, move, who)
            elif move.slot in person.absent:
                yield self._conflict(ConflictKind.ABSENT, move, who)
        for wish in (self._wishes.get(move.pair), self._wishes.get((move.pair[1], move.pair[0]))):
            if wish is None:
                continue
            if wish.wish is WishKind.NO:
                yield self._conflict(ConflictKind.REFUSED, move, wish.one)
            if wish.slot is not None and wish.slot != move.slot:
                yield self._conflict(ConflictKind.PINNED, move, wish.one)

    def _conflict(
        self,
        kind: ConflictKind,
        move: MeetingMove,
        participant: str = "",
        in_the_way: IdPair | None = None,
    ) -> MeetingConflict:
        return MeetingConflict(kind, move.pair, move.slot, move.table_number, participant, in_the_way)


def conflicts_of(dataset: Dataset, event: str, moves: Sequence[MeetingMove]) -> tuple[MeetingConflict, ...]:
    """Everything that speaks against these moves together; while a hand drags, ask one `Layout` instead."""
    return Layout(dataset, event).conflicts(moves)
