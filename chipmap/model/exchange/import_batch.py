"""Plans the import of many returned scorecards in one go, as one step.

Files are taken in an order of their own: by rater, scorecard, export and time of saving. So the result does
not depend on the order in which they were given, and an older copy never comes after a newer one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from chipmap.model.changes import ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_import import plan_collaborations
from chipmap.model.exchange.collaboration_sheets import is_register
from chipmap.model.exchange.import_plan import Decision, ImportPlan
from chipmap.model.exchange.raw_workbook import SAVED_AT, RawWorkbook
from chipmap.model.exchange.scorecard_identity import identity_of, rater_and_round
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.progress import Progress, silent
from chipmap.model.records import Score
from chipmap.model.records.history import EarlierScore, ScoreHistory

_ANSWERS_ABOUT_REGISTERS = ("now", "resolve_place", "accept_clearing", "trust")

Choice = tuple[Iterable[str], Mapping[str, Decision]]
"""What is taken from one plan: ids of items, and decisions on conflicts."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """The plans, each made on what those before it leave, and the changes of all of them together.

    A plan that is blocked does nothing and stops no other.
    """

    plans: tuple[ImportPlan, ...]
    changes: ChangeSet

    @property
    def conflicts(self) -> int:
        """How many conflicts the files have together."""
        return sum(len(plan.conflicts) for plan in self.plans)


def as_planned(plan: ImportPlan) -> Choice:
    """What is taken when nobody chooses otherwise."""
    return plan.chosen, {}


def plan_imports(
    workbooks: Sequence[RawWorkbook],
    dataset: Dataset,
    progress: Progress = silent,
    *,
    choose: Callable[[ImportPlan], Choice] = as_planned,
    answers: Callable[[RawWorkbook], Mapping[str, Any]] = lambda _: {},
    history: ScoreHistory | None = None,
    now: datetime | None = None,
) -> ImportBatch:
    """Plan the import of files that were read already; `answers` gives arguments of `plan_import` for a file.

    Nothing is written; raising `Cancelled` from `progress` leaves everything as it was.
    """
    moment = now or datetime.now(UTC)
    present, plans, steps = dataset, [], ChangeSet()
    ordered = in_order(workbooks, dataset)
    for number, workbook in enumerate(ordered):
        part = _Part(progress, number, len(ordered))
        given = {"history": history, "now": moment, **answers(workbook)}
        plan = _planned(workbook, present, part, given)
        plans.append(plan)
        if not plan.is_blocked:
            changes = plan.changes_for(*choose(plan))
            present = present.with_changes(changes)
            history = None if history is None else _continued(history, changes)
            steps += changes
    progress.step(len(ordered), len(ordered))
    return ImportBatch(tuple(plans), steps.composed())


def _planned(
    workbook: RawWorkbook, dataset: Dataset, progress: Progress, answers: Mapping[str, Any]
) -> ImportPlan:
    """The plan of one file: of a register of collaborations, else of a scorecard."""
    if not is_register(workbook):
        return plan_import(workbook, dataset, progress, **answers)
    known = {key: answers[key] for key in _ANSWERS_ABOUT_REGISTERS if key in answers}
    return plan_collaborations(workbook, dataset, progress, **known)


def _continued(history: ScoreHistory, changes: ChangeSet) -> ScoreHistory:
    """The history as it is once these changes were made, so that earlier revisions stay as they were."""
    revision = history.present + 1
    made = tuple(
        EarlierScore(revision, change.record.key, change.before)
        for change in changes
        if isinstance(change.record, Score) and (change.before is None or isinstance(change.before, Score))
    )
    return replace(history, present=revision, earlier=(*history.earlier, *made))


def in_order(workbooks: Iterable[RawWorkbook], dataset: Dataset) -> list[RawWorkbook]:
    """The files in the order in which they are merged, whatever the order in which they come."""
    return sorted(workbooks, key=lambda workbook: _place_in_order(workbook, dataset))


def _place_in_order(workbook: RawWorkbook, dataset: Dataset) -> tuple[object, ...]:
    identity = identity_of(workbook)
    rater, round_number = rater_and_round(identity, dataset) or ("", 0)
    revision = -1 if identity.base_revision is None else identity.base_revision
    saved = workbook.properties.get(SAVED_AT, "")
    content = hashlib.sha256(repr(workbook.sheets).encode(errors="replace")).hexdigest()
    return (rater, round_number, identity.scorecard_id, revision, saved, workbook.file, content)


@dataclass(frozen=True, slots=True)
class _Part:
    """The progress of one file as a part of all."""

    whole: Progress
    number: int
    count: int

    def step(self, done: int, total: int) -> None:
        self.whole.step(self.number * 100 + (100 * done // total if total else 0), self.count * 100)
