"""Decisions on conflicts that imports have left open: ours, theirs, both texts, or another value.

Until one is made ours stays in the ballot. What was decided is remembered, so that the same value coming
back in another copy of the file raises nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import (
    ConflictKind,
    Evidence,
    EvidenceKind,
    Grade,
    MergeConflict,
    Resolution,
    Score,
)
from chipmap.model.records.history import RowKey
from chipmap.model.records.units import (
    REASON,
    SOURCES,
    UnitValue,
    blank,
    evidence_keys,
    score_with_units,
    units_of_score,
    value_of_text,
)


def conflict_id(row: RowKey, unit: str, theirs: str) -> str:
    """The key of a conflict: the same row, unit and value of theirs give the same key on every computer."""
    text = "\n".join((*map(str, row), unit, theirs))
    return "C-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def known_conflict(dataset: Dataset, key: str) -> MergeConflict:
    """The conflict with this id; `UnknownRecord` where there is none."""
    conflict: MergeConflict | None = dataset.merge_conflicts.get(key)
    if conflict is None:
        raise UnknownRecord(kind=MergeConflict.kind, key=key)
    return conflict


def present_value(dataset: Dataset, conflict: MergeConflict) -> UnitValue:
    """What the ballot says now in the unit that a conflict is about."""
    return blank(units_of_score(dataset.scores.get(conflict.row)).get(conflict.unit))


def both_of(unit: str, ours: UnitValue, theirs: UnitValue) -> UnitValue:
    """Both texts, ours first, or the evidence of both; `RuleBroken` where a unit can hold only one value."""
    if unit == SOURCES:
        return tuple(dict.fromkeys((*evidence_keys(ours), *evidence_keys(theirs))))
    if unit != REASON:
        raise RuleBroken(Issue("both-not-possible", Severity.ERROR, field_name=unit))
    return "\n".join(dict.fromkeys(str(text) for text in (ours, theirs) if text))


def resolve_conflict(
    dataset: Dataset, conflict: str, resolution: Resolution, value: UnitValue = None
) -> ChangeSet:
    """Decide a conflict; `value` is what is kept instead where the resolution is `EDITED`.

    A decision can be made again: it starts from what the ballot says now. Where copies of a row said several
    things, one decision settles them all.
    """
    kept = known_conflict(dataset, conflict)
    ours, theirs = present_value(dataset, kept), value_of_text(kept.theirs)
    wanted = {
        Resolution.OPEN: lambda: ours,
        Resolution.OURS: lambda: ours,
        Resolution.THEIRS: lambda: theirs,
        Resolution.BOTH: lambda: both_of(kept.unit, ours, theirs),
        Resolution.EDITED: lambda: blank(value),
    }[resolution]()
    changes = [Change(kept, replace(kept, resolution=resolution))]
    if resolution is not Resolution.OPEN:
        changes += [
            Change(copy, replace(copy, resolution=Resolution.OURS)) for copy in _copies(dataset, kept)
        ]
    if wanted != ours:
        changes = [*_row_change(dataset, kept, wanted), *changes]
    return checked(changes, dataset)


def _copies(dataset: Dataset, conflict: MergeConflict) -> list[MergeConflict]:
    """The other open conflicts that copies of the same row have raised about the same unit."""
    if conflict.conflict_kind is not ConflictKind.DUPLICATE:
        return []
    return [
        other
        for other in dataset.merge_conflicts.values()
        if other.conflict_kind is ConflictKind.DUPLICATE
        and other.resolution is Resolution.OPEN
        and other.id != conflict.id
        and (other.row, other.unit) == (conflict.row, conflict.unit)
    ]


def _row_change(dataset: Dataset, conflict: MergeConflict, value: UnitValue) -> list[Change]:
    """The row with the value in it, and the evidence that comes with it."""
    before: Score | None = dataset.scores.get(conflict.row)
    score = before or Score(*conflict.row)
    after = score_with_units(score, {conflict.unit: value}, dataset.settings.horizons)
    travelled = unpacked_evidence(conflict.evidence, dataset)
    cited = evidence_keys(value) if conflict.unit == SOURCES else ()
    new = [travelled[key] for key in cited if key in travelled and key not in dataset.evidence]
    left = None if after.is_empty else after
    row = [] if before is None and left is None else [Change(before, left)]
    return [*(Change(None, evidence) for evidence in new), *row]


def packed_evidence(evidence: Iterable[Evidence]) -> str:
    """Evidence as JSON, for a conflict that may be decided when nobody else has it any more."""
    parts = [
        (
            item.id,
            item.evidence_kind.value,
            item.title,
            item.locator,
            item.year,
            item.grade.value,
            item.source,
        )
        for item in evidence
    ]
    return json.dumps(parts, ensure_ascii=False)


def unpacked_evidence(text: str, dataset: Dataset) -> Mapping[str, Evidence]:
    """The evidence that `packed_evidence` wrote, by key; a source that is gone is no longer named."""
    found = {}
    for key, kind, title, locator, year, grade, source in json.loads(text):
        named = source if source in dataset.sources else ""
        found[key] = Evidence(key, EvidenceKind(kind), title, locator, year, Grade(grade), named)
    return found
