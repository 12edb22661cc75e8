"""Puts chosen meetings into slots: an edge colouring that keeps to presence, tables and pinned meetings.

A meeting goes to the emptiest slot in which both are free. Where there is none, meetings of two slots change
places along an alternating path (Kempe 1879; Vizing 1964: with one slot more than anybody has meetings it can
always be done), then other meetings are moved out of the way, three deep at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chipmap.model.match.meetings import Event, Pair, Wish

NOBODY = -1
_DEEPEST = 3


class Board:
    """Who meets whom in which slot, while it is being filled; every step keeps it valid."""

    def __init__(self, event: Event) -> None:
        self.slots = event.slots
        self.open: list[list[bool]] = event.open.tolist()
        self.room = [0 if slot in event.breaks else event.tables[slot] for slot in range(event.slots)]
        self.partner = [[NOBODY] * event.slots for _participant in range(event.participants)]
        self.load = [0] * event.slots
        self.slot_of: dict[Pair, int] = {}
        self._fixed: set[Pair] = set()

    def pin(self, pair: Pair, slot: int) -> None:
        """Put a meeting into its slot for good, whatever the tables and the presence of others say."""
        self._put(pair, slot)
        self._fixed.add(pair)

    def put_back(self, pair: Pair, slot: int) -> None:
        """Put a meeting where it was planned before, if it still fits there; it may move later."""
        if slot in self._shared(pair) and self.load[slot] < self.room[slot]:
            self._put(pair, slot)

    def place(self, pair: Pair) -> bool:
        """Find a slot for a meeting, moving others where it must be; False leaves everything as it was."""
        return self._place(pair, 0)

    def place_as_is(self, pair: Pair) -> bool:
        """Put a meeting into the emptiest slot that has room; nothing else moves."""
        slots = [slot for slot in self._shared(pair) if self.load[slot] < self.room[slot]]
        if not slots:
            return False
        self._put(pair, min(slots, key=lambda slot: (self.load[slot] / self.room[slot], slot)))
        return True

    def count(self, participant: int) -> int:
        """How many meetings somebody has."""
        return sum(partner != NOBODY for partner in self.partner[participant])

    def _place(self, pair: Pair, depth: int) -> bool:
        if self.place_as_is(pair):
            return True
        for slot in self._shared(pair):
            if self._make_room(slot):
                self._put(pair, slot)
                return True
        return self._place_by_path(pair) or self._place_by_moving(pair, depth)

    def _shared(self, pair: Pair) -> list[int]:
        one, other = pair
        return [slot for slot in range(self.slots) if self._is_free(one, slot) and self._is_free(other, slot)]

    def _is_free(self, who: int, slot: int) -> bool:
        return self.open[who][slot] and self.partner[who][slot] == NOBODY

    def _put(self, pair: Pair, slot: int) -> None:
        one, other = pair
        self.partner[one][slot], self.partner[other][slot] = other, one
        self.load[slot] += 1
        self.slot_of[pair] = slot

    def _take(self, pair: Pair) -> int:
        one, other = pair
        slot = self.slot_of.pop(pair)
        self.partner[one][slot] = self.partner[other][slot] = NOBODY
        self.load[slot] -= 1
        return slot

    def _make_room(self, full: int) -> bool:
        """Move one meeting more out of a full slot than into it, along a path."""
        meetings = [pair for pair, slot in self.slot_of.items() if slot == full]
        for other in sorted(range(self.slots), key=lambda slot: self.load[slot] - self.room[slot]):
            if self.load[other] >= self.room[other]:
                break
            for pair in meetings:
                for end in pair:
                    if self.partner[end][other] == NOBODY:
                        path = self._path(end, full, other)
                        if len(path) % 2 and self._can_swap(path, full, other):
                            self._swap(path, full, other)
                            return True
        return False

    def _place_by_path(self, pair: Pair) -> bool:
        """Free somebody's slot by a path that the other one is no part of."""
        for here, there in (pair, pair[::-1]):
            for slot in range(self.slots):
                if not self._is_free(here, slot) or not self.open[there][slot]:
                    continue
                for free in range(self.slots):
                    if free == slot or not self._is_free(there, free):
                        continue
                    path = self._path(there, slot, free)
                    if any(here in step for step in path) or not self._can_swap(path, slot, free, extra=1):
                        continue
                    self._swap(path, slot, free)
                    self._put(pair, slot)
                    return True
        return False

    def _place_by_moving(self, pair: Pair, depth: int) -> bool:
        """Put the meeting where one of the two is busy, and find another slot for that meeting."""
        if depth >= _DEEPEST:
            return False
        for here, there in (pair, pair[::-1]):
            for slot in range(self.slots):
                blocking = self._blocking(here, there, slot)
                if blocking is None:
                    continue
                self._take(blocking)
                self._put(pair, slot)
                if self._place_lightly(blocking) or self._place_by_moving(blocking, depth + 1):
                    return True
                self._take(pair)
                self._put(blocking, slot)
        return False

    def _place_lightly(self, pair: Pair) -> bool:
        return self.place_as_is(pair) or self._place_by_path(pair)

    def _blocking(self, here: int, there: int, slot: int) -> Pair | None:
        """The meeting that keeps `there` from a slot in which `here` is free; None where it may not move."""
        if not self._is_free(here, slot) or not self.open[there][slot]:
            return None
        partner = self.partner[there][slot]
        if partner == NOBODY:
            return None
        pair = (min(there, partner), max(there, partner))
        return None if pair in self._fixed else pair

    def _path(self, start: int, first: int, second: int) -> list[Pair]:
        """The meetings that hang together from `start`, in turn of the first and the second slot."""
        path: list[Pair] = []
        who, slot = start, first
        while (partner := self.partner[who][slot]) != NOBODY:
            path.append((min(who, partner), max(who, partner)))
            who, slot = partner, second if slot == first else first
            if who == start:
                break
        return path

    def _can_swap(self, path: Sequence[Pair], first: int, second: int, *, extra: int = 0) -> bool:
        """Whether all of a path may change slots, and `extra` meetings fit the first slot afterwards."""
        for pair in path:
            slot = second if self.slot_of[pair] == first else first
            if pair in self._fixed or not all(self.open[who][slot] for who in pair):
                return False
        of_first = sum(self.slot_of[pair] == first for pair in path)
        change = len(path) - 2 * of_first
        fits_first = self.load[first] + change + extra <= self.room[first]
        return fits_first and self.load[second] - change <= self.room[second]

    def _swap(self, path: Sequence[Pair], first: int, second: int) -> None:
        places = [(pair, second if self._take(pair) == first else first) for pair in path]
        for pair, slot in places:
            self._put(pair, slot)


def place_all(event: Event, chosen: Iterable[Wish]) -> Board:
    """A board with the pinned meetings and as many of the chosen ones as find a slot."""
    board = Board(event)
    for pair, slot in event.pinned:
        board.pin(pair, slot)
    planned = dict(event.planned)
    chosen = list(chosen)
    for wish in chosen:
        if wish.pair in planned and wish.pair not in board.slot_of:
            board.put_back(wish.pair, planned[wish.pair])
    for wish in sorted(chosen, key=lambda wish: _order(board, event, wish)):
        if wish.pair not in board.slot_of:
            board.place(wish.pair)
    return board


def _order(board: Board, event: Event, wish: Wish) -> tuple[bool, int, float, Pair]:
    """Must-meet first, then whoever has the fewest common slots."""
    common = sum(
        here and there for here, there in zip(board.open[wish.one], board.open[wish.other], strict=True)
    )
    return wish.pair not in event.must_meet, common, -wish.weight, wish.pair


def fill(board: Board, event: Event, wishes: Iterable[Wish]) -> Iterator[Wish]:
    """Add every wish that still fits, in the order given."""
    left = [float(limit) - board.count(who) for who, limit in enumerate(event.limits)]
    for wish in wishes:
        has_room = left[wish.one] >= 1 and left[wish.other] >= 1
        if wish.pair not in board.slot_of and has_room and board.place_as_is(wish.pair):
            left[wish.one] -= 1
            left[wish.other] -= 1
            yield wish
