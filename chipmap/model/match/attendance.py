"""Participants and their wishes as an event: who may meet whom, when, and what each meeting is worth.

A meeting is worth √(wish of one · wish of the other), want 3, possible 1; a refusal of either side rules it
out. Where only one side has said something, the other counts as possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from chipmap.model.match.meetings import Event, Pair, Wish

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Interest(IntEnum):
    """How much somebody wants to meet somebody."""

    NO = 0
    POSSIBLE = 1
    WANT = 3


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who comes: `absent` are slots (from 0) without them, `most` their limit (None: none)."""

    name: str
    organisation: str = ""
    country: str = ""
    most: int | None = None
    absent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StatedWish:
    """What one participant says of another, by name; `slot` pins the meeting."""

    one: str
    other: str
    interest: Interest
    is_must: bool = False
    slot: int | None = None


def event_of(
    participants: Sequence[Participant],
    wishes: Iterable[StatedWish],
    *,
    slots: int,
    tables: int,
    breaks: Collection[int] = (),
) -> Event:
    """The event of these people; wishes about anybody else are left out.

    A slot is promised to a pair only where both are there, free and willing, and a table is left.
    """
    place = {one.name: at for at, one in enumerate(participants)}
    stated: dict[tuple[int, int], Interest] = {}
    must: set[Pair] = set()
    promised: dict[Pair, int] = {}
    for wish in wishes:
        one, other = place.get(wish.one), place.get(wish.other)
        if one is None or other is None or one == other:
            continue
        stated[one, other] = wish.interest
        pair = (min(one, other), max(one, other))
        if wish.is_must:
            must.add(pair)
        if wish.slot is not None and 0 <= wish.slot < slots:
            promised[pair] = wish.slot
    available = np.ones((len(participants), max(0, slots)), dtype=bool)
    for at, participant in enumerate(participants):
        available[at, [slot for slot in participant.absent if slot < slots]] = False
    pairs = sorted({(min(pair), max(pair)) for pair in stated})
    worth = {pair: _worth(pair, stated) for pair in pairs}
    willing = {pair: slot for pair, slot in promised.items() if worth[pair] > 0}
    pinned = _possible_pins(willing, available, tables)
    return Event(
        tuple(Wish(*pair, value) for pair, value in worth.items() if value > 0),
        available,
        (max(0, tables),) * max(0, slots),
        tuple(slots if one.most is None else one.most for one in participants),
        frozenset(must),
        tuple(sorted(pinned.items())),
        frozenset(breaks),
    )


def _possible_pins(
    promised: Mapping[Pair, int], available: NDArray[np.bool_], tables: int
) -> dict[Pair, int]:
    """The promises that can all be kept, the first of two that exclude each other."""
    kept: dict[Pair, int] = {}
    busy: set[tuple[int, int]] = set()
    load: Counter[int] = Counter()
    for pair, slot in promised.items():
        seats = {(who, slot) for who in pair}
        if available[list(pair), slot].all() and not seats & busy and load[slot] < tables:
            kept[pair] = slot
            busy |= seats
            load[slot] += 1
    return kept


def _worth(pair: Pair, stated: dict[tuple[int, int], Interest]) -> float:
    there = stated.get(pair, Interest.POSSIBLE)
    back = stated.get((pair[1], pair[0]), Interest.POSSIBLE)
    return sqrt(there * back)
