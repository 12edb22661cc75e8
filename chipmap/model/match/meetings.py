"""Who meets whom at a matchmaking event: the best set of meetings, fair before best.

A maximum-weight b-matching (integer programme, HiGHS): nobody has more meetings than they may and have slots
for, and all meetings fit the tables. First the shortfall below a guaranteed number of meetings is made as
small as it can be, then the weight as large as it can be. When each meeting takes place is `timetable`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

Numbers = NDArray[np.floating[Any]]
Pair = tuple[int, int]

GUARANTEED_MEETINGS = 3
TIME_LIMIT_S = 10.0
_GAP = 1e-6
_WHOLE = 0.5

KEEPING = 1e-3
"""What it is worth to leave a meeting as it was planned: enough to decide between equals, never more."""


class EventReason(StrEnum):
    """Why an event has no timetable, or a participant too few meetings."""

    NO_SLOTS = "no-slots"
    NO_TABLES = "no-tables"
    NO_PEOPLE = "no-people"
    NO_PAIRS = "no-pairs"
    NO_CANDIDATE = "no-candidate"
    NO_COMMON_SLOT = "no-common-slot"
    CANDIDATES_TAKEN = "candidates-taken"
    """There are candidates with a common slot, but all their meetings were worth more elsewhere."""
    GONE = "gone"
    """They did not appear, or have left."""
    NOT_SOLVED = "not-solved"


@dataclass(frozen=True)
class Wish:
    """A possible meeting of two participants (positions, the smaller first), and what it is worth (> 0)."""

    one: int
    other: int
    weight: float

    @property
    def pair(self) -> Pair:
        return self.one, self.other


@dataclass(frozen=True)
class Event:
    """Everything that limits the meetings of an event.

    `available` is participants × slots; `tables` how many meetings fit each slot; `most` the largest
    number of meetings of each participant. `must_meet` come whatever their weight; `pinned` stand in their
    slot (what has taken place, or was promised); `breaks` are slots without meetings for all. `planned` says
    where pairs stood before: between timetables of equal weight the one that changes least is taken.
    """

    wishes: tuple[Wish, ...]
    available: NDArray[np.bool_]
    tables: tuple[int, ...]
    most: tuple[int, ...]
    must_meet: frozenset[Pair] = frozenset()
    pinned: tuple[tuple[Pair, int], ...] = ()
    breaks: frozenset[int] = field(default_factory=frozenset)
    planned: tuple[tuple[Pair, int], ...] = ()

    @property
    def participants(self) -> int:
        return int(self.available.shape[0])

    @property
    def slots(self) -> int:
        return int(self.available.shape[1])

    @cached_property
    def open(self) -> NDArray[np.bool_]:
        """Who can meet when, breaks and slots without tables left out (participants × slots)."""
        usable = np.array([slot not in self.breaks and self.tables[slot] > 0 for slot in range(self.slots)])
        return self.available & usable if self.slots else self.available

    @cached_property
    def limits(self) -> Numbers:
        """The most meetings of each participant, as far as they have slots; pinned ones are among them."""
        slots = self.open.sum(axis=1).astype(float)
        for pair, slot in self.pinned:
            slots[[who for who in pair if not self.open[who, slot]]] += 1
        limits: Numbers = np.minimum(np.maximum(self.most, 0), slots)
        return limits

    @cached_property
    def possible(self) -> tuple[Wish, ...]:
        """The wishes that have a common slot, the heaviest first; pinned ones too."""
        pinned = {pair for pair, _slot in self.pinned}
        kept = [
            wish
            for wish in self.wishes
            if wish.weight > 0
            and wish.one != wish.other
            and (wish.pair in pinned or bool((self.open[wish.one] & self.open[wish.other]).any()))
        ]
        return tuple(sorted(kept, key=lambda wish: (-wish.weight, wish.pair)))

    @property
    def reason(self) -> EventReason | None:
        """Why no meeting at all can take place; None where one can."""
        if self.slots and not self.participants:
            return EventReason.NO_PEOPLE
        if not self.slots or not self.open.any():
            return EventReason.NO_SLOTS if not self.slots or any(self.tables) else EventReason.NO_TABLES
        return None if self.possible else EventReason.NO_PAIRS


@dataclass(frozen=True)
class Choice:
    """The chosen meetings and the largest weight that any choice can have: the bound of every timetable.

    `shortfall` is the least number of guaranteed meetings that must be missed; None where it was not asked.
    """

    wishes: tuple[Wish, ...]
    bound: float
    shortfall: int | None
    reason: EventReason | None = None


@dataclass(frozen=True)
class Programme:
    """The constraints on the choice: degree of each participant, and all tables, as rows over the wishes."""

    wishes: tuple[Wish, ...]
    degrees: csr_array
    limits: Numbers
    places: int
    least: Numbers
    kept: Numbers
    """What it is worth to keep each wish that was planned before."""

    @property
    def weights(self) -> Numbers:
        return np.array([wish.weight for wish in self.wishes])

    @property
    def cost(self) -> Numbers:
        """What is made as small as it can be: the weights, and what keeping is worth, turned round."""
        return -(self.weights + self.kept)

    @property
    def none_owed(self) -> Numbers:
        """A guarantee of nothing."""
        return np.zeros(len(self.limits))


def choose_meetings(
    event: Event, *, guarantee: int = GUARANTEED_MEETINGS, time_limit: float = TIME_LIMIT_S
) -> Choice:
    """The heaviest meetings among those that are fairest; `guarantee` 0 looks at the weight alone.

    Everybody is owed `guarantee` meetings, or as many as they have candidates and may have.
    """
    if event.reason is not None:
        return Choice((), 0.0, None, event.reason)
    programme = _programme(event)
    if guarantee <= 0:
        return _choice(programme, _solve(programme, programme.none_owed, time_limit), None)
    owed = owed_meetings(event, guarantee)
    all_served = _solve(programme, owed, time_limit)
    if all_served is not None:
        return _choice(programme, all_served, 0)
    fairest = _solve_fair(programme, owed, None, time_limit)
    if fairest is None:
        return Choice((), 0.0, None, EventReason.NOT_SOLVED)
    shortfall = _missing(programme, fairest, owed)
    best = _solve_fair(programme, owed, shortfall, time_limit)
    return _choice(programme, fairest if best is None else best, shortfall)


def owed_meetings(event: Event, guarantee: int) -> Numbers:
    """How many meetings each participant is owed: the guarantee, candidates or limit, the least."""
    candidates = np.zeros(event.participants)
    for wish in event.possible:
        candidates[[wish.one, wish.other]] += 1
    return np.minimum(np.minimum(guarantee, candidates), event.limits)


def greedy_choice(event: Event) -> tuple[Wish, ...]:
    """Meetings taken by weight as long as they fit: an instant preview, at worst half of the best weight."""
    left = event.limits.copy()
    places = sum(event.tables[slot] for slot in range(event.slots) if slot not in event.breaks)
    chosen: list[Wish] = []
    for wish in event.possible:
        if len(chosen) < places and left[wish.one] > 0 and left[wish.other] > 0:
            chosen.append(wish)
            left[[wish.one, wish.other]] -= 1
    return tuple(chosen)


def degree_rows(wishes: Sequence[Wish], participants: int) -> csr_array:
    """A matrix participants × wishes with 1 where a participant is part of a wish."""
    columns = np.repeat(np.arange(len(wishes)), 2)
    rows = np.array([who for wish in wishes for who in wish.pair], dtype=int)
    ones = np.ones(len(rows))
    return csr_array(coo_array((ones, (rows, columns)), shape=(participants, len(wishes))))


def _programme(event: Event) -> Programme:
    places = sum(event.tables[slot] for slot in range(event.slots) if slot not in event.breaks)
    pinned = {pair for pair, _slot in event.pinned}
    demanded = pinned | event.must_meet
    least = np.array([float(wish.pair in demanded) for wish in event.possible])
    degrees = degree_rows(event.possible, event.participants)
    # A promise that does not fit the limits of a participant goes before the limit.
    limits = np.maximum(event.limits, degrees @ least)
    planned = {pair for pair, _slot in event.planned}
    kept = np.array([KEEPING * (wish.pair in planned) for wish in event.possible])
    return Programme(event.possible, degrees, limits, max(places, int(least.sum())), least, kept)


def _solve(programme: Programme, owed: Numbers, time_limit: float) -> NDArray[np.bool_] | None:
    """The heaviest choice in which everybody has what they are owed; None where there is none."""
    count = len(programme.wishes)
    found = milp(
        programme.cost,
        integrality=np.ones(count),
        bounds=Bounds(programme.least, np.ones(count)),
        constraints=[
            LinearConstraint(programme.degrees, lb=owed, ub=programme.limits),
            LinearConstraint(np.ones((1, count)), ub=programme.places),
        ],
        options={"mip_rel_gap": _GAP, "time_limit": time_limit},
    )
    return None if found.x is None else np.asarray(found.x > _WHOLE)


def _solve_fair(
    programme: Programme, owed: Numbers, most_missing: int | None, time_limit: float
) -> NDArray[np.bool_] | None:
    """Least missing meetings, or with `most_missing` the heaviest choice that misses no more."""
    count, people = len(programme.wishes), len(owed)
    no_wish, no_one = np.zeros(count), np.zeros(people)
    each_wish, each_one = np.ones(count), np.ones(people)
    degrees_alone = hstack([programme.degrees, csr_array((people, people))], format="csr")
    degrees_and_missing = hstack([programme.degrees, eye_array(people)], format="csr")
    rows = [
        LinearConstraint(degrees_alone, ub=programme.limits),
        LinearConstraint(np.concatenate([each_wish, no_one])[None, :], ub=programme.places),
        LinearConstraint(degrees_and_missing, lb=owed),
    ]
    missing = np.concatenate([no_wish, each_one])
    cost = missing
    if most_missing is not None:
        rows.append(LinearConstraint(missing[None, :], ub=most_missing))
        cost = np.concatenate([programme.cost, no_one])
    found = milp(
        cost,
        integrality=np.concatenate([each_wish, no_one]),
        bounds=Bounds(np.concatenate([programme.least, no_one]), np.concatenate([each_wish, owed])),
        constraints=rows,
        options={"mip_rel_gap": _GAP, "time_limit": time_limit},
    )
    return None if found.x is None else np.asarray(found.x[:count] > _WHOLE)


def _missing(programme: Programme, chosen: NDArray[np.bool_], owed: Numbers) -> int:
    return round(float(np.maximum(0.0, owed - programme.degrees @ chosen.astype(float)).sum()))


def _choice(programme: Programme, chosen: NDArray[np.bool_] | None, shortfall: int | None) -> Choice:
    if chosen is None:
        return Choice((), 0.0, None, EventReason.NOT_SOLVED)
    wishes = tuple(wish for wish, is_chosen in zip(programme.wishes, chosen, strict=True) if is_chosen)
    return Choice(wishes, float(programme.weights[chosen].sum()), shortfall)
