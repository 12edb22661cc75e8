"""Turns merged units into the items of a plan, with what is known of earlier conflicts.

A conflict that was decided is not raised again by the same value; one that is open is raised for as long as
the file says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chipmap.model.dataset import Dataset
from chipmap.model.edits.conflicts import conflict_id
from chipmap.model.exchange.import_plan import ImportItem, ItemKind
from chipmap.model.exchange.merge import MergedUnit, Verdict, is_changed
from chipmap.model.issues import CellPlace
from chipmap.model.records import ConflictKind, MergeConflict, Resolution
from chipmap.model.records.units import SOURCES, UnitValue, blank, text_of_value, value_of_text

Units = Mapping[str, UnitValue]
PlaceOf = Callable[[str], CellPlace]
_WANTED = (Verdict.TAKE, Verdict.CONFLICT)


@dataclass(slots=True)
class MergedItems:
    """The items of one ballot; rows are told by subject and segment."""

    dataset: Dataset
    rater: str
    round: int
    _open: Mapping[tuple[str, str], Sequence[MergeConflict]] = field(init=False)
    _decided: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        waiting: dict[tuple[str, str], list[MergeConflict]] = {}
        decided = set()
        for conflict in self.dataset.merge_conflicts.values():
            if (conflict.rater, conflict.round) == (self.rater, self.round):
                if conflict.resolution is Resolution.OPEN:
                    waiting.setdefault((conflict.subject, conflict.segment), []).append(conflict)
                else:
                    decided.add(conflict.id)
        self._open, self._decided = waiting, frozenset(decided)

    def is_waiting(self, row: tuple[str, str]) -> bool:
        """Whether a conflict of this row is open."""
        return row in self._open

    def of_row(
        self, row_id: str, row: tuple[str, str], merged: Iterable[MergedUnit], place_of: PlaceOf
    ) -> list[ImportItem]:
        """The items of one row; `place_of` gives the cell of a unit."""
        items = []
        is_waiting = row in self._open
        for merged_unit in merged:
            unit = self._still_open(row, merged_unit) if is_waiting else merged_unit
            if unit.verdict in _WANTED and not self._is_decided(row, unit):
                items.append(_item(row_id, row, unit, place_of(unit.unit)))
        return items

    def of_copies(
        self,
        row_id: str,
        row: tuple[str, str],
        base: Units | None,
        ours: Units,
        copies: Sequence[tuple[int, Units, PlaceOf]],
    ) -> list[ImportItem]:
        """A conflict for each new value of a unit in which copies of a row differ.

        A copy with the value that was sent out says nothing new.
        """
        items = []
        for unit in dict.fromkeys(key for _, units, _ in copies for key in units):
            mine = blank(ours.get(unit))
            values: dict[str, tuple[int, UnitValue, CellPlace]] = {}
            for number, units, place_of in copies:
                if unit in units:
                    value = blank(units[unit])
                    values.setdefault(text_of_value(value), (number, value, place_of(unit)))
            if len(values) < 2:
                continue
            for number, value, place in values.values():
                sent = None if base is None else blank(base.get(unit))
                merged = MergedUnit(unit, sent, mine, value, Verdict.CONFLICT, ConflictKind.DUPLICATE)
                if value not in (mine, sent) and not self._is_decided(row, merged):
                    items.append(replace(_item(row_id, row, merged, place), copy=number))
        return items

    def _is_decided(self, row: tuple[str, str], unit: MergedUnit) -> bool:
        return (
            unit.verdict is Verdict.CONFLICT and bool(self._decided) and self._key(row, unit) in self._decided
        )

    def _still_open(self, row: tuple[str, str], unit: MergedUnit) -> MergedUnit:
        """A unit that the file has not changed since it raised a conflict that nobody has decided."""
        if unit.verdict is not Verdict.KEEP:
            return unit
        key = self._key(row, unit)
        found = next((conflict for conflict in self._open[row] if conflict.id == key), None)
        if found is None:
            return unit
        base = value_of_text(found.base)
        return replace(unit, base=base, verdict=Verdict.CONFLICT, conflict=found.conflict_kind)

    def _key(self, row: tuple[str, str], unit: MergedUnit) -> str:
        return conflict_id((*row, self.rater, self.round), unit.unit, text_of_value(unit.theirs))


def _item(row_id: str, row: tuple[str, str], merged: MergedUnit, place: CellPlace) -> ImportItem:
    if merged.verdict is Verdict.CONFLICT:
        kind = ItemKind.CONFLICT
    elif merged.unit == SOURCES:
        kind = ItemKind.EVIDENCE
    elif merged.theirs is None:
        kind = ItemKind.CLEARED
    else:
        kind = ItemKind.NEW if merged.ours is None else ItemKind.CHANGED
    return ImportItem(
        kind=kind,
        row_id=row_id,
        subject=row[0],
        segment=row[1],
        unit=merged.unit,
        before=merged.ours,
        after=merged.theirs,
        place=place,
        base=merged.base,
        conflict=merged.conflict,
    )


def news_in(merged: Iterable[MergedUnit], base: Units | None) -> Units:
    """The units of a row that say something else than the base."""
    known = base or {}
    return {
        unit.unit: unit.theirs
        for unit in merged
        if unit.theirs != unit.base and is_changed(unit.unit, known, unit.theirs)
    }
