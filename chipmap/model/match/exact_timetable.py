"""The exact timetable of a small event: one integer programme over meetings and slots together.

One variable stands for each wish in each slot that it may have (a cell), and one for each participant: the
meetings that they miss of what they are owed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array

from chipmap.model.match.meetings import KEEPING, Event, Numbers, Wish, owed_meetings

MOST_CELLS = 800
"""Wishes times slots up to which the whole is solved at once; far beyond, it would take minutes."""

_WHOLE = 0.5


def is_small(event: Event) -> bool:
    """Whether the event can be solved exactly in no time."""
    return len(event.possible) * event.slots <= MOST_CELLS


def solve_exactly(
    event: Event, guarantee: int, time_limit: float
) -> tuple[list[tuple[Wish, int]], float] | None:
    """The heaviest of the fairest timetables and its weight; None where it could not be solved."""
    programme = _Programme.of(event, guarantee)
    weights = np.array([wish.weight for wish, _slot in programme.cells])
    kept = _kept(event, programme.cells)
    no_cells, no_people = np.zeros(len(weights)), np.zeros(event.participants)
    missing = np.concatenate([no_cells, np.ones(event.participants)])
    rows = programme.rows
    if guarantee > 0:
        fairest = programme.solve(missing, rows, time_limit)
        if fairest is None:
            return None
        rows = [*rows, LinearConstraint(missing[None, :], ub=round(float(missing @ fairest)) + _WHOLE)]
    heaviest = programme.solve(np.concatenate([-(weights + kept), no_people]), rows, time_limit)
    if heaviest is None:
        return None
    taken = heaviest[: len(weights)] > _WHOLE
    placed = [cell for cell, is_taken in zip(programme.cells, taken, strict=True) if is_taken]
    return placed, float(weights[taken].sum())


@dataclass(frozen=True)
class _Programme:
    """The cells, what limits them, and the least and largest value of every variable."""

    cells: list[tuple[Wish, int]]
    rows: list[LinearConstraint]
    least: Numbers
    most: Numbers

    @classmethod
    def of(cls, event: Event, guarantee: int) -> _Programme:
        pinned = dict(event.pinned)
        cells = [(wish, slot) for wish in event.possible for slot in _slots(event, wish, pinned)]
        owed = owed_meetings(event, guarantee) if guarantee > 0 else np.zeros(event.participants)
        least = np.array([float(wish.pair in pinned) for wish, _slot in cells])
        return cls(
            cells,
            _rows(event, cells, owed),
            np.concatenate([least, np.zeros_like(owed)]),
            np.concatenate([np.ones(len(cells)), owed]),
        )

    def solve(self, cost: Numbers, rows: list[LinearConstraint], time_limit: float) -> Numbers | None:
        is_whole = np.concatenate([np.ones(len(self.cells)), np.zeros(len(cost) - len(self.cells))])
        found = milp(
            cost,
            integrality=is_whole,
            bounds=Bounds(self.least, self.most),
            constraints=rows,
            options={"mip_rel_gap": 0.0, "time_limit": time_limit},
        )
        return None if found.x is None else np.asarray(found.x)


def _kept(event: Event, cells: list[tuple[Wish, int]]) -> Numbers:
    """What it is worth to leave a pair, and its slot, as they were planned before."""
    planned = dict(event.planned)
    same = [(wish.pair in planned, planned.get(wish.pair) == slot) for wish, slot in cells]
    worth: Numbers = np.array([KEEPING * (is_pair + is_slot) for is_pair, is_slot in same], float)
    return worth


def _slots(event: Event, wish: Wish, pinned: dict[tuple[int, int], int]) -> list[int]:
    if wish.pair in pinned:
        return [pinned[wish.pair]]
    return np.flatnonzero(event.open[wish.one] & event.open[wish.other]).tolist()


def _rows(event: Event, cells: list[tuple[Wish, int]], owed: Numbers) -> list[LinearConstraint]:
    """Each pair once, nobody twice in a slot, tables, nobody above their limit, and what is missed."""
    width = len(cells) + event.participants
    pairs = {wish.pair: number for number, wish in enumerate(event.possible)}

    def matrix(entries: Iterable[tuple[int, int]], height: int) -> csr_array:
        places = np.array(list(entries), dtype=int).reshape(-1, 2)
        ones = np.ones(len(places))
        return csr_array(coo_array((ones, (places[:, 0], places[:, 1])), shape=(height, width)))

    parts = [(who, at, slot) for at, (wish, slot) in enumerate(cells) for who in wish.pair]
    once = matrix(((pairs[wish.pair], at) for at, (wish, _slot) in enumerate(cells)), len(pairs))
    busy = matrix(((who * event.slots + slot, at) for who, at, slot in parts), event.available.size)
    tables = matrix(((slot, at) for at, (_wish, slot) in enumerate(cells)), event.slots)
    met = [(who, at) for who, at, _slot in parts]
    degrees = matrix(met, event.participants)
    served = matrix(
        [*met, *((who, len(cells) + who) for who in range(event.participants))], event.participants
    )
    promised = np.array([float(pair in event.must_meet) for pair in pairs])
    return [
        LinearConstraint(once, lb=promised, ub=1),
        LinearConstraint(busy, ub=1),
        LinearConstraint(tables, ub=_room(event)),
        LinearConstraint(degrees, ub=event.limits),
        LinearConstraint(served, lb=owed),
    ]


def _room(event: Event) -> Numbers:
    """The tables of each slot; what is pinned has its table even in a break."""
    room = np.array([0 if slot in event.breaks else event.tables[slot] for slot in range(event.slots)], float)
    held = np.zeros(event.slots)
    for _pair, slot in event.pinned:
        held[slot] += 1
    fits: Numbers = np.maximum(room, held)
    return fits
