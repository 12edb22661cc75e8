"""What an edit did, in one line: for the toast, the undo history and the command line."""

from __future__ import annotations

from collections.abc import Callable

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.labels import Label
from chipmap.model.records import (
    Answer,
    ConfirmedName,
    ImportLog,
    InboxRow,
    Institution,
    KeptMapping,
    MergeConflict,
    Rater,
    Score,
)
from chipmap.wording import _, ngettext
from chipmap.wording.collaboration_steps import (
    COLLABORATION_STEPS,
    collaboration_step,
    collaboration_step_names,
    register_import_step,
)
from chipmap.wording.event_steps import EVENT_STEPS, event_step, event_step_names
from chipmap.wording.levels import answer_text
from chipmap.wording.rater_steps import RATER_STEPS, rater_step
from chipmap.wording.scenario_steps import SCENARIO_STEPS, scenario_step, scenario_step_names
from chipmap.wording.story_steps import STORY_STEPS, story_step, story_step_names
from chipmap.wording.subjects import Names, segment_name, subject_name


def step_name(label: Label) -> str:
    """What a step of the history is called, as in "Undo: change of a level"."""
    return {
        Label.CHANGE_SCORE: _("change of a level"),
        Label.CHANGE_NEED: _("change of a need"),
        Label.CHANGE_CELLS: _("change of several cells"),
        Label.CHANGE_CONFIDENCE: _("change of a confidence"),
        Label.CHANGE_YEAR: _("change of a reference year"),
        Label.CHANGE_REASON: _("change of a reason"),
        Label.ACCEPT_SUGGESTION: _("accepted suggestion"),
        Label.ADD_EVIDENCE: _("added evidence"),
        Label.CHANGE_EVIDENCE: _("corrected evidence"),
        Label.REMOVE_EVIDENCE: _("removed evidence"),
        Label.ADD_INSTITUTION: _("added institution"),
        Label.CHANGE_INSTITUTION: _("changed institution"),
        Label.MOVE_INSTITUTION: _("moved institution"),
        Label.REMOVE_INSTITUTION: _("removed institution"),
        Label.CHANGE_SETTINGS: _("changed settings"),
        Label.ADD_RATER: _("added rater"),
        Label.CHANGE_RATER: _("renamed rater"),
        Label.REMOVE_RATER: _("removed rater"),
        Label.OPEN_ROUND: _("opened round"),
        Label.CLOSE_ROUND: _("closed round"),
        Label.CHANGE_WEIGHTS: _("change of weights"),
        Label.CHANGE_ASSUMPTIONS: _("changed assumptions"),
        Label.CHANGE_PRODUCTS: _("changed product codes"),
        Label.IMPORT: _("import"),
        Label.RESOLVE_CONFLICT: _("decided conflict"),
        Label.SET_ASIDE: _("set rows of the inbox aside"),
        Label.RESTORE: _("return to a restore point"),
        **scenario_step_names(),
        **collaboration_step_names(),
        **scenario_step_names(),
        **story_step_names(),
        **event_step_names(),
    }[label]


def describe(label: Label, changes: ChangeSet, dataset: Dataset, names: Names) -> str:
    """One line on what happened: "Lithography, Malaysia: 3 changed to 4", or how many cells changed."""
    institutions = list(changes.records(Institution))
    if len(institutions) == 1 and label in _INSTITUTION_STEPS:
        return _institution_step(label, institutions[0], len(changes) - 1, names)
    told = _told_elsewhere(label, changes, lambda key: _called(dataset, names, key))
    if told is not None:
        return told
    scores = list(changes.records(Score))
    if label is Label.IMPORT and not scores:
        return register_import_step(changes) or _import_without_answers(changes)
    if label is Label.CHANGE_CELLS and len(scores) > 1:
        return ngettext("{count} cell changed", "{count} cells changed", len(scores)).format(
            count=len(scores)
        )
    if label is Label.IMPORT or len(scores) > 1:
        return ngettext("{count} row changed", "{count} rows changed", len(scores)).format(count=len(scores))
    if len(scores) == 1:
        before, after = scores[0].before, scores[0].after
        assert before is None or isinstance(before, Score)
        assert after is None or isinstance(after, Score)
        where = _place(scores[0].record, dataset, names)
        moved = _moved_answer(before, after)
        if moved is not None:
            old, new = moved
            return _("{where}: {old} changed to {new}").format(
                where=where, old=answer_text(old), new=answer_text(new)
            )
        return _("{where}: {step}").format(where=where, step=step_name(label))
    return _sentence(step_name(label))


def _told_elsewhere(label: Label, changes: ChangeSet, name_of: Callable[[str], str]) -> str | None:
    """What a step of other records did; None where it is no such step."""
    if label in COLLABORATION_STEPS:
        return collaboration_step(label, changes, name_of)
    return next((step(label, changes) for labels, step in _STEPS_ELSEWHERE if label in labels), None)


def _called(dataset: Dataset, names: Names, key: str) -> str:
    """What a collaboration, a place or an institution is called."""
    work = dataset.collaborations.get(key)
    return subject_name(dataset, names, key) if work is None else str(work.name)


def _import_without_answers(changes: ChangeSet) -> str:
    """What an import did that changed no ballot: a table, else institutions, conflicts, rows that wait."""
    taken = [change for change in changes if change.record_type not in _NOTED_BESIDE]
    if taken and changes.touches(KeptMapping):
        return ngettext("{count} record imported", "{count} records imported", len(taken)).format(
            count=len(taken)
        )
    institutions = len(list(changes.records(Institution)))
    conflicts = len(list(changes.records(MergeConflict)))
    if institutions:
        return ngettext("{count} institution imported", "{count} institutions imported", institutions).format(
            count=institutions
        )
    if conflicts:
        return ngettext("{count} conflict kept", "{count} conflicts kept", conflicts).format(count=conflicts)
    waiting = sum(change.after is not None for change in changes.records(InboxRow))
    if waiting:
        return ngettext("{count} row waits in the inbox", "{count} rows wait in the inbox", waiting).format(
            count=waiting
        )
    if taken:
        return ngettext("{count} record imported", "{count} records imported", len(taken)).format(
            count=len(taken)
        )
    return _("Nothing new in the file")


_NOTED_BESIDE = (ConfirmedName, KeptMapping, InboxRow, ImportLog, Rater)
"""What an import leaves behind besides what it was made for."""


_STEPS_ELSEWHERE = (
    (RATER_STEPS, rater_step),
    (STORY_STEPS, story_step),
    (SCENARIO_STEPS, scenario_step),
    (EVENT_STEPS, event_step),
)
"""Steps whose sentences stand in modules of their own."""


_INSTITUTION_STEPS = frozenset(
    {
        Label.ADD_INSTITUTION,
        Label.CHANGE_INSTITUTION,
        Label.MOVE_INSTITUTION,
        Label.REMOVE_INSTITUTION,
    }
)


def _institution_step(label: Label, change: Change, scores: int, names: Names) -> str:
    """What happened to one institution: "imec moved", with the new country where that changed."""
    record = change.record
    assert isinstance(record, Institution)
    name = record.short_name or record.name
    if label is Label.ADD_INSTITUTION:
        return _("{name} added").format(name=name)
    if label is Label.REMOVE_INSTITUTION:
        if scores:
            return ngettext(
                "{name} removed with {count} score", "{name} removed with {count} scores", scores
            ).format(name=name, count=scores)
        return _("{name} removed").format(name=name)
    before = change.before
    if label is Label.MOVE_INSTITUTION:
        if isinstance(before, Institution) and before.country != record.country:
            return _("{name} moved to {place}; its city is left open").format(
                name=name, place=names.name(record.country)
            )
        return _("{name} moved").format(name=name)
    return _("{name} changed").format(name=name)


def _place(record: object, dataset: Dataset, names: Names) -> str:
    assert isinstance(record, Score)
    return _("{segment}, {subject}").format(
        segment=segment_name(dataset, record.segment), subject=subject_name(dataset, names, record.subject)
    )


def _moved_answer(before: Score | None, after: Score | None) -> tuple[Answer | None, Answer | None] | None:
    """The one answer that differs between two rows, old and new; `None` when none or several do."""
    moved = []
    for column in ("levels", "needs"):
        old = dict(getattr(before, column)) if before is not None else {}
        new = dict(getattr(after, column)) if after is not None else {}
        moved += [(old.get(at), new.get(at)) for at in {*old, *new} if old.get(at) != new.get(at)]
    return moved[0] if len(moved) == 1 else None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
