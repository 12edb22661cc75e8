"""At which table a meeting takes place: people stay where they sit as long as they can.

What was held keeps its table, and so does a meeting that stays in its slot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chipmap.model.edits.meeting_moves import IdPair

Seat = tuple[int, int]
"""A slot (from 0) and a table (from 1)."""


def table_numbers(
    slots: Mapping[IdPair, int], planned: Mapping[IdPair, Seat], *, tables: int, next_slot: int = 0
) -> dict[IdPair, Seat]:
    """A table for each meeting, no two at one in the same slot; `planned` is where they stood before.

    Table numbers go up to `tables` as long as no slot has more meetings.
    """
    by_slot: dict[int, list[IdPair]] = {}
    for pair, slot in slots.items():
        by_slot.setdefault(slot, []).append(pair)
    found: dict[IdPair, Seat] = {}
    sat: dict[str, int] = {}
    for slot in sorted(by_slot):
        pairs = sorted(by_slot[slot])
        kept = {pair: planned[pair][1] for pair in pairs if planned.get(pair, (-1, 0))[0] == slot}
        seats = kept if slot < next_slot else _seated(pairs, _usable(kept, tables), sat)
        for pair, table in seats.items():
            found[pair] = (slot, table)
            if table <= tables:
                sat.update(dict.fromkeys(pair, table))
    return found


def _usable(kept: Mapping[IdPair, int], tables: int) -> dict[IdPair, int]:
    """The first meeting at each table that there is."""
    first = {table: pair for pair, table in reversed([*kept.items()]) if table <= tables}
    return {pair: table for table, pair in first.items()}


def _seated(pairs: Sequence[IdPair], kept: Mapping[IdPair, int], sat: Mapping[str, int]) -> dict[IdPair, int]:
    """Each meeting at its old table, else where one of the two sat before, else at the first free one."""
    tables = dict(kept)
    taken = set(tables.values())
    waiting = [pair for pair in pairs if pair not in tables]
    for pair in waiting:
        table = next((sat[who] for who in pair if who in sat and sat[who] not in taken), 0)
        if table:
            tables[pair] = table
            taken.add(table)
    free = (number for number in range(1, len(waiting) + len(taken) + 2) if number not in taken)
    for pair in waiting:
        if pair not in tables:
            tables[pair] = next(free)
    return tables
