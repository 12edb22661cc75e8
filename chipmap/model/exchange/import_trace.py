"""What an import leaves behind besides answers: its log, and a record of every conflict.

The log holds what the scorecard said as a whole, because that is the base of its next merge. What a person
left out of an import is not in it, so that the file raises it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from chipmap.model.changes import Change
from chipmap.model.edits.conflicts import conflict_id, packed_evidence
from chipmap.model.edits.evidence import source_line
from chipmap.model.exchange.import_plan import Cells, Decision, ImportItem, ImportPlan, ItemKind
from chipmap.model.exchange.scorecard_layout import CellText, base_line, canonical_answer
from chipmap.model.records import (
    Answer,
    ConflictKind,
    Evidence,
    ImportLog,
    MergeConflict,
    Resolution,
)
from chipmap.model.records.units import (
    JUDGEMENT,
    SOURCES,
    Judgement,
    UnitValue,
    blank,
    evidence_keys,
    text_of_value,
)

_JUDGED = ("level_now", "confidence", "year")


def trace_of(plan: ImportPlan, decisions: Mapping[str, Decision]) -> list[Change]:
    """The log of the import and its conflicts; nothing where the file said nothing new."""
    conflicts = [item for item in plan.items if item.kind is ItemKind.CONFLICT]
    taken = [item for item in plan.items if item.id in decisions and item.kind is not ItemKind.CONFLICT]
    identity = _log_id(plan)
    records = [
        *(_conflict_change(plan, item, decisions[item.id].resolution, identity) for item in conflicts),
        *(_conflict_change(plan, item, Resolution.OURS, identity) for item in plan.kept_ours),
    ]
    changed = [change for change in records if change.before != change.after]
    waits = bool(plan.unknown_rows) and plan.already is None
    if not (taken or changed or waits or _settles(plan, decisions)):
        return []
    log = _log(plan, decisions, identity)
    return [Change(plan.dataset.import_logs.get(log.id), log), *changed]


def _settles(plan: ImportPlan, decisions: Mapping[str, Decision]) -> bool:
    """Whether the file said anything new that was not left out, such as what was answered here as well."""
    left_out = _left_out(plan, decisions)
    return any((row, unit) not in left_out for row, units in plan.said.items() for unit in units)


def _left_out(plan: ImportPlan, decisions: Mapping[str, Decision]) -> set[tuple[str, str]]:
    """Row and unit of the items that a person did not choose."""
    return {(item.row_id, item.unit) for item in plan.items if item.id not in decisions}


def _log(plan: ImportPlan, decisions: Mapping[str, Decision], identity: str) -> ImportLog:
    logs = plan.dataset.import_logs.values()
    taken = list(_taken(plan, decisions))
    return ImportLog(
        id=identity,
        number=1 + max((log.number for log in logs), default=0),
        file=plan.file,
        digest=plan.digest,
        scorecard_id=plan.scorecard_id,
        rater=plan.rater,
        round=plan.round,
        imported_at=plan.planned_at,
        exported_at=plan.exported_at,
        base_revision=plan.base_revision,
        modified=plan.modified,
        changed=len(taken),
        unchanged=plan.unchanged,
        conflicts=len(plan.conflicts) + len(plan.kept_ours),
        issues=len(plan.issues),
        theirs=json.dumps(_said_as_a_whole(plan, decisions), ensure_ascii=False, separators=(",", ":")),
        cells=json.dumps({item.id: place_text(item) for item in taken}, separators=(",", ":")),
    )


def _log_id(plan: ImportPlan) -> str:
    text = f"{plan.scorecard_id}\n{plan.rater}\n{plan.round}\n{plan.digest}"
    return "I-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _taken(plan: ImportPlan, decisions: Mapping[str, Decision]) -> Iterator[ImportItem]:
    """The items whose value is now in the workspace."""
    for item in plan.items:
        decision = decisions.get(item.id)
        if decision is not None and decision.resolution not in (Resolution.OPEN, Resolution.OURS):
            yield item


def place_text(item: ImportItem) -> str:
    """Sheet and cell of an item: `Scores!E17`; the sheet alone for a row that is not in it any more."""
    return f"{item.place.sheet}!{item.place.cell}" if item.place.cell else item.place.sheet


def _conflict_change(plan: ImportPlan, item: ImportItem, resolution: Resolution, import_log: str) -> Change:
    """The record of a conflict, new or decided now; one that is open already stays as it is."""
    theirs = text_of_value(item.after)
    row = (item.subject, item.segment, plan.rater, plan.round)
    key = conflict_id(row, item.unit, theirs)
    known: MergeConflict | None = plan.dataset.merge_conflicts.get(key)
    if known is not None:
        return Change(known, replace(known, resolution=resolution))
    cited = evidence_keys(item.after) if item.unit == SOURCES else ()
    conflict = MergeConflict(
        id=key,
        subject=item.subject,
        segment=item.segment,
        rater=plan.rater,
        round=plan.round,
        unit=item.unit,
        conflict_kind=item.conflict or ConflictKind.BOTH_EDITED,
        base=text_of_value(item.base),
        ours=text_of_value(item.before),
        theirs=theirs,
        import_log=import_log,
        place=place_text(item),
        evidence=packed_evidence(plan.evidence[key] for key in cited if key in plan.evidence),
        resolution=resolution,
    )
    return Change(None, conflict)


def file_digest(plan: ImportPlan) -> str:
    """The hash over what the file says: its rows in the order of their ids, each in canonical cells."""
    digest = hashlib.sha256()
    base = plan.base or {}
    for row in sorted(plan.said):
        cells = _overlaid(base.get(row, {}), plan.said[row], plan)
        digest.update(f"{row}\t{base_line(cells)}\n".encode())
    for unknown in sorted(one.id for one in plan.unknown_rows):
        digest.update(f"{unknown}\n".encode())
    for key, addition in plan.additions.items():
        digest.update(f"{key}\t{addition!r}\n".encode())
    return digest.hexdigest()


def _said_as_a_whole(plan: ImportPlan, decisions: Mapping[str, Decision]) -> dict[str, Cells]:
    """The base with everything in it that the file said anew and that was not left out."""
    left_out = _left_out(plan, decisions)
    whole: dict[str, Cells] = dict(plan.base or {})
    for row, units in plan.said.items():
        kept = {unit: value for unit, value in units.items() if (row, unit) not in left_out}
        cells = _overlaid(whole.get(row, {}), kept, plan) if kept else whole.get(row, {})
        if cells:
            whole[row] = cells
        else:
            whole.pop(row, None)
    return whole


def _overlaid(cells: Cells, units: Mapping[str, UnitValue], plan: ImportPlan) -> Cells:
    """Canonical cells with some units replaced."""
    if not units:
        return cells
    overlaid = dict(cells)
    for unit, value in units.items():
        for key in _JUDGED if unit == JUDGEMENT else (unit,):
            overlaid.pop(key, None)
        overlaid.update(_cells_of(unit, value, plan))
    return overlaid


def _cells_of(unit: str, value: UnitValue, plan: ImportPlan) -> dict[str, CellText]:
    value = blank(value)
    if value is None:
        return {}
    if isinstance(value, Judgement):
        said: dict[str, CellText] = {"level_now": _plain(value.level), "year": value.year}
        said["confidence"] = None if value.confidence is None else value.confidence.value
        return {key: cell for key, cell in said.items() if cell is not None}
    if isinstance(value, tuple):
        evidence = (_evidence(key, plan) for key in evidence_keys(value))
        return {SOURCES: "\n".join(source_line(item) for item in evidence if item is not None)}
    return {unit: value if isinstance(value, str) else _plain(value)}


def _plain(answer: Answer | None) -> CellText:
    return None if answer is None else canonical_answer(answer)


def _evidence(key: str, plan: ImportPlan) -> Evidence | None:
    return plan.dataset.evidence.get(key) or plan.evidence.get(key)
