"""Several ballots about one subject, segment and horizon become one level, by the rule of the workspace.

*Not applicable* never enters a median or a mean: it decides only where every ballot that answers says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chipmap.model.records import Answer, Confidence, Consolidation, NotApplicable, Score

_BY_WEIGHT = sorted(Confidence, key=lambda confidence: confidence.weight)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What the answering ballots say together; `level` is `None` when they say *not applicable*."""

    level: float | None
    ballots: tuple[Score, ...]

    @property
    def is_not_applicable(self) -> bool:
        return self.level is None


def consolidate(
    scores: Sequence[Score], answer_of: Callable[[Score], Answer | None], rule: Consolidation
) -> Consolidated | None:
    """The level of these ballots by `rule`; `None` when none of them answers."""
    answered = [(score, answer) for score in scores if (answer := answer_of(score)) is not None]
    if not answered:
        return None
    ballots = tuple(score for score, _ in answered)
    levels = [(score, answer) for score, answer in answered if not isinstance(answer, NotApplicable)]
    return Consolidated(_level(levels, rule) if levels else None, ballots)


def _level(levels: Sequence[tuple[Score, int]], rule: Consolidation) -> float:
    from statistics import fmean, median

    numbers = [level for _, level in levels]
    if rule is Consolidation.MEDIAN:
        return float(median(numbers))
    if rule is Consolidation.MEAN:
        return fmean(numbers)
    return fmean(numbers, [_weight(score) for score, _ in levels])


def _weight(score: Score) -> float:
    """The confidence as a weight; who does not say how sure they are counts like Low, not as nothing."""
    return (score.confidence or Confidence.LOW).weight


def common_confidence(confidences: Sequence[Confidence | None]) -> Confidence | None:
    """The lower median of the confidences that are given; `None` where none is."""
    from statistics import median_low

    given = [_BY_WEIGHT.index(confidence) for confidence in confidences if confidence is not None]
    return _BY_WEIGHT[median_low(given)] if given else None
