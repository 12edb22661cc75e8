"""Edits of many cells of a ballot at once: one rater's answers at one horizon, as one step.

The rule: a block is kept whole or not at all; a cell that already has its answer is no change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import refuse_broken
from chipmap.model.edits.scores import answered, score_of
from chipmap.model.records import OWNER, Answer, Score

Measure = Literal["level", "need"]
"""What a grid of answers is about: the level at a horizon, or the level needed at a later one."""


class CellAnswer(NamedTuple):
    """The answer of one cell; None is not scored."""

    subject: str
    segment: str
    answer: Answer | None


def set_answers(
    dataset: Dataset,
    cells: Iterable[CellAnswer],
    *,
    horizon: str,
    measure: Measure = "level",
    rater: str = OWNER,
) -> ChangeSet:
    """Answer many cells; where one is given twice the last one holds. A row left empty is not kept.

    Raises `RuleBroken` for a place, segment, rater, horizon or level that the workspace does not have.
    """
    asked = {(cell.subject, cell.segment): cell.answer for cell in cells}
    changes, probes = [], []
    checked: set[object] = set()
    for (subject, segment), answer in asked.items():
        before: Score | None = dataset.scores.get((subject, segment, rater, dataset.settings.current_round))
        row = before if before is not None else score_of(dataset, subject, segment, rater)
        told = row.level(horizon) if measure == "level" else row.need(horizon)
        if told == answer:
            continue
        after = _with_answer(dataset, row, horizon, measure, answer)
        change = Change(before, None if after.is_empty else after)
        changes.append(change)
        # The rules know no cell, only places, segments, raters, horizons and levels: each is asked once.
        if not checked.issuperset((subject, segment, answer)):
            checked.update((subject, segment, answer))
            probes.append(change)
    refuse_broken(ChangeSet.of(probes), dataset)
    return ChangeSet(tuple(changes))


def _with_answer(
    dataset: Dataset, row: Score, horizon: str, measure: Measure, answer: Answer | None
) -> Score:
    is_level = measure == "level"
    # For thousands of cells `dataclasses.replace` would take as long as keeping them.
    return Score(
        row.subject,
        row.segment,
        row.rater,
        row.round,
        answered(dataset, row.levels, horizon, answer) if is_level else row.levels,
        row.needs if is_level else answered(dataset, row.needs, horizon, answer),
        row.confidence,
        row.year,
        row.reason,
        row.evidence,
    )
