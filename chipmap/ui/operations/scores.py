"""Scoring by hand: levels, needs, confidence, year, reason, and taking a suggestion over."""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.edits import score_blocks, scores
from chipmap.model.edits.score_blocks import CellAnswer, Measure
from chipmap.model.labels import Label
from chipmap.model.records import NOW, OWNER, Answer, Confidence, Evidence
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def set_level(
    bridge: WorkspaceBridge,
    *,
    subject: str,
    segment: str,
    level: Answer | None,
    horizon: str = NOW,
    rater: str = OWNER,
) -> None:
    """Answer a level now or expected at a later horizon; None makes it not scored."""
    changes = scores.set_level(
        bridge.dataset, subject=subject, segment=segment, level=level, rater=rater, horizon=horizon
    )
    apply(bridge, changes, Label.CHANGE_SCORE)


def set_need(
    bridge: WorkspaceBridge,
    *,
    subject: str,
    segment: str,
    level: Answer | None,
    horizon: str,
    rater: str = OWNER,
) -> None:
    """Answer the level that will be needed at a later horizon; None takes the answer back."""
    changes = scores.set_need(
        bridge.dataset, subject=subject, segment=segment, level=level, horizon=horizon, rater=rater
    )
    apply(bridge, changes, Label.CHANGE_NEED)


def set_confidence(
    bridge: WorkspaceBridge,
    *,
    subject: str,
    segment: str,
    confidence: Confidence | None,
    rater: str = OWNER,
) -> None:
    """Say how sure the rater is of this row."""
    changes = scores.set_confidence(
        bridge.dataset, subject=subject, segment=segment, confidence=confidence, rater=rater
    )
    apply(bridge, changes, Label.CHANGE_CONFIDENCE)


def set_year(
    bridge: WorkspaceBridge, *, subject: str, segment: str, year: int | None, rater: str = OWNER
) -> None:
    """Say which year the row describes."""
    changes = scores.set_year(bridge.dataset, subject=subject, segment=segment, year=year, rater=rater)
    apply(bridge, changes, Label.CHANGE_YEAR)


def set_reason(
    bridge: WorkspaceBridge, *, subject: str, segment: str, reason: str, rater: str = OWNER
) -> None:
    """Say why; surrounding blanks and unstorable characters are taken off."""
    changes = scores.set_reason(bridge.dataset, subject=subject, segment=segment, reason=reason, rater=rater)
    apply(bridge, changes, Label.CHANGE_REASON)


def accept_suggestion(
    bridge: WorkspaceBridge,
    *,
    subject: str,
    segment: str,
    level: int,
    evidence: Iterable[Evidence] = (),
    rater: str = OWNER,
) -> None:
    """Make the suggested level the rater's own, with low confidence and the cited shares as evidence."""
    changes = scores.accept_suggestion(
        bridge.dataset, subject=subject, segment=segment, level=level, evidence=evidence, rater=rater
    )
    apply(bridge, changes, Label.ACCEPT_SUGGESTION)


def set_answers(
    bridge: WorkspaceBridge,
    cells: Iterable[CellAnswer],
    *,
    horizon: str,
    measure: Measure = "level",
    rater: str = OWNER,
) -> int:
    """Answer many cells as one step to undo; returns how many have changed."""
    changes = score_blocks.set_answers(bridge.dataset, cells, horizon=horizon, measure=measure, rater=rater)
    one = Label.CHANGE_SCORE if measure == "level" else Label.CHANGE_NEED
    apply(bridge, changes, one if len(changes) == 1 else Label.CHANGE_CELLS)
    return len(changes)
