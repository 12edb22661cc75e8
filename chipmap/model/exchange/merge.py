"""Three-way merge of one row of a ballot, unit by unit: pure functions over values that compare by `==`.

A unit is what must not be torn apart: level, confidence and year together are one judgement; each expected
level, each need, the reason and the sources stand alone. Nothing is lost: what the file changed is taken or
a conflict, what changed here is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from chipmap.model.exchange.travelled_texts import is_same_text
from chipmap.model.records import ConflictKind
from chipmap.model.records.units import Judgement, UnitValue, blank


class Verdict(StrEnum):
    """What becomes of a unit."""

    SAME = "same"
    KEEP = "keep"
    TAKE = "take"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class MergedUnit:
    """One unit before and after; `conflict` says of which kind it is where the verdict is one."""

    unit: str
    base: UnitValue
    ours: UnitValue
    theirs: UnitValue
    verdict: Verdict
    conflict: ConflictKind | None = None


def merge_unit(unit: str, base: UnitValue, ours: UnitValue, theirs: UnitValue) -> MergedUnit:
    """Merge with a known base: what one side changed wins, what both changed differently is a conflict."""
    base, ours, theirs = blank(base), blank(ours), blank(theirs)
    if _is_same(ours, theirs):
        return MergedUnit(unit, base, ours, theirs, Verdict.SAME)
    if _is_same(theirs, base):
        return MergedUnit(unit, base, ours, theirs, Verdict.KEEP)
    if ours == base:
        return MergedUnit(unit, base, ours, theirs, Verdict.TAKE)
    return MergedUnit(unit, base, ours, theirs, Verdict.CONFLICT, _conflict_kind(ours, theirs))


def merge_unit_without_base(unit: str, ours: UnitValue, theirs: UnitValue) -> MergedUnit:
    """Merge when nobody knows what was sent out: blank there says nothing, blank here takes what is there."""
    ours, theirs = blank(ours), blank(theirs)
    if isinstance(theirs, Judgement):
        theirs = _filled(theirs, ours if isinstance(ours, Judgement) else Judgement())
    if _is_same(ours, theirs):
        verdict = Verdict.SAME
    elif theirs is None:
        verdict = Verdict.KEEP
    elif ours is None or _adds_only(ours, theirs):
        verdict = Verdict.TAKE
    else:
        return MergedUnit(unit, None, ours, theirs, Verdict.CONFLICT, ConflictKind.BOTH_EDITED)
    return MergedUnit(unit, None, ours, theirs, verdict)


def merge_row(
    base: Mapping[str, UnitValue] | None, ours: Mapping[str, UnitValue], theirs: Mapping[str, UnitValue]
) -> list[MergedUnit]:
    """Merge the units that the file has; a unit absent from `theirs` says nothing and stays as it is."""
    if base is None:
        return [merge_unit_without_base(unit, ours.get(unit), value) for unit, value in theirs.items()]
    merged = [merge_unit(unit, base.get(unit), ours.get(unit), value) for unit, value in theirs.items()]
    if _says_nothing(ours) and not _says_nothing(base):
        return [_of_deleted_row(unit) if unit.conflict is not None else unit for unit in merged]
    return merged


def _says_nothing(row: Mapping[str, UnitValue]) -> bool:
    """Whether a row is not kept at all: rows that say nothing are deleted."""
    return all(blank(value) is None for value in row.values())


def _of_deleted_row(unit: MergedUnit) -> MergedUnit:
    return replace(unit, conflict=ConflictKind.DELETED_HERE_EDITED_THERE)


def is_changed(unit: str, base: Mapping[str, UnitValue] | None, theirs: UnitValue) -> bool:
    """Whether a unit says something else than what was sent out; everything does where nobody knows that."""
    return base is None or not _is_same(blank(theirs), blank(base.get(unit)))


def _is_same(one: UnitValue, other: UnitValue) -> bool:
    """Whether two values say the same; of texts, whatever other programs did to them on the way."""
    if isinstance(one, str) and isinstance(other, str):
        return is_same_text(one, other)
    return one == other


def _conflict_kind(ours: UnitValue, theirs: UnitValue) -> ConflictKind:
    if theirs is None:
        return ConflictKind.EDITED_HERE_CLEARED_THERE
    if ours is None:
        return ConflictKind.CLEARED_HERE_EDITED_THERE
    return ConflictKind.BOTH_EDITED


def _filled(theirs: Judgement, ours: Judgement) -> Judgement:
    """Their judgement with our parts where theirs are blank."""
    return Judgement(
        ours.level if theirs.level is None else theirs.level,
        ours.confidence if theirs.confidence is None else theirs.confidence,
        ours.year if theirs.year is None else theirs.year,
    )


def _adds_only(ours: UnitValue, theirs: UnitValue) -> bool:
    """Whether taking theirs overwrites nothing of ours."""
    if not (isinstance(ours, Judgement) and isinstance(theirs, Judgement)):
        return False
    return all(here is None or here == there for here, there in zip(ours, theirs, strict=True))
