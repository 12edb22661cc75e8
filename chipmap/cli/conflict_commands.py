"""`chipmap scorecard conflicts` and `resolve`: what imports have left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.options import AsJson, ConflictId, TakenSide, WorkspacePath
from chipmap.cli.references import answer_meant
from chipmap.cli.reporting import ExitCode, Refused, show_result
from chipmap.model.errors import UnknownRecord
from chipmap.model.labels import Label
from chipmap.model.records import MergeConflict, Resolution
from chipmap.model.records.units import (
    JUDGEMENT,
    REASON,
    SOURCES,
    Judgement,
    UnitValue,
    text_of_value,
    value_of_text,
)
from chipmap.model.text_rules import clean_text
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset

_SIDES = {"mine": Resolution.OURS, "theirs": Resolution.THEIRS, "both": Resolution.BOTH}


def list_conflicts(path: WorkspacePath, as_json: AsJson = False) -> None:
    """List the conflicts that imports have left open: an answer that you and a file have both changed.

    Yours stays in the workspace until one is decided with “scorecard resolve”. Exit code 1 when there are
    any.
    """
    from chipmap.model.rules import open_conflicts

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        found = open_conflicts(dataset)
        result = {"path": str(workspace.path), "conflicts": [_object(one, dataset) for one in found]}
        lines = [line for one in found for line in _lines(one, dataset)]
    show_result(result, lines or [_("No conflicts are open.")], as_json=as_json)
    if found:
        raise typer.Exit(ExitCode.FINDINGS)


def resolve_conflict(
    path: WorkspacePath, conflict: ConflictId, *, take: TakenSide, as_json: AsJson = False
) -> None:
    """Decide a conflict, and save: take mine, theirs, both (of reasons and evidence), or another value.

    A value is a level (0–5, NA, or - for not scored) or a text, as the answer wants it. A conflict that was
    decided can be decided again.
    """
    from chipmap.model.edits import conflicts as edits

    with changing(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        try:
            known = edits.known_conflict(dataset, conflict)
        except UnknownRecord:
            raise Refused(
                "unknown-record", _("There is no conflict “{id}” in this workspace.").format(id=conflict)
            ) from None
        present = edits.present_value(dataset, known)
        side = _SIDES.get(take.casefold())
        if side is None:
            changes = edits.resolve_conflict(
                dataset, conflict, Resolution.EDITED, _value_meant(take, known.unit, present)
            )
        else:
            changes = edits.resolve_conflict(dataset, conflict, side)
        workspace.apply(changes, label=Label.RESOLVE_CONFLICT)
        if changes:
            workspace.save()
        after = edits.present_value(workspace.dataset, known)
        result = {
            "conflict": conflict,
            "before": text_of_value(present),
            "after": text_of_value(after),
            "changed": bool(changes),
        }
        line = _("{where}: {value}").format(
            where=_where(known, workspace.dataset), value=_text(after, workspace.dataset)
        )
    show_result(result, [line], as_json=as_json)


def _value_meant(text: str, unit: str, present: UnitValue) -> UnitValue:
    """Another value than either side's, as the unit holds it."""
    if unit == SOURCES:
        raise typer.BadParameter(_("The evidence of a row can be mine, theirs or both."), param_hint="--take")
    if unit == REASON:
        return clean_text(text)
    level = answer_meant(text)
    if unit != JUDGEMENT:
        return level
    judgement = present if isinstance(present, Judgement) else Judgement()
    return judgement._replace(level=level)


def _object(conflict: MergeConflict, dataset: Dataset) -> dict[str, Any]:
    from chipmap.model.edits.conflicts import present_value

    log = dataset.import_logs.get(conflict.import_log)
    return {
        "id": conflict.id,
        "subject": conflict.subject,
        "segment": conflict.segment,
        "rater": conflict.rater,
        "round": conflict.round,
        "unit": conflict.unit,
        "kind": conflict.conflict_kind.value,
        "base": _text(value_of_text(conflict.base), dataset),
        "mine": _text(present_value(dataset, conflict), dataset),
        "theirs": _text(value_of_text(conflict.theirs), dataset),
        "file": "" if log is None else log.file,
        "place": conflict.place,
        "imported_at": "" if log is None else log.imported_at,
    }


def _lines(conflict: MergeConflict, dataset: Dataset) -> Iterator[str]:
    from chipmap.wording.conflicts import conflict_reason

    said = _object(conflict, dataset)
    yield f"{conflict.id}  {_where(conflict, dataset)}: {conflict_reason(conflict.conflict_kind)}"
    yield "  " + _("mine: {value}").format(value=said["mine"])
    yield "  " + _("theirs: {value} ({file}, {place})").format(
        value=said["theirs"], file=said["file"], place=said["place"]
    )


def _where(conflict: MergeConflict, dataset: Dataset) -> str:
    from chipmap.wording.conflicts import unit_word
    from chipmap.wording.subjects import segment_name, subject_name

    subject = subject_name(dataset, place_names(dataset.settings), conflict.subject)
    return f"{subject}, {segment_name(dataset, conflict.segment)}, {unit_word(conflict.unit)}"


def _text(value: UnitValue, dataset: Dataset) -> str:
    from chipmap.wording.conflicts import value_text

    return value_text(value, dataset)
