"""Several ballots about one subject, segment and horizon become one level, by the rule of the workspace.

*Not applicable* never enters a median or a mean: it decides only where every ballot that answers says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chipmap.model.frozen_dataclass import dataclass
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
    given = [(score, answer) for score, answer in answered if not isinstance(answer, NotApplicable)]
    if not given:
        return Consolidated(None, ballots)
    levels = [answer for _, answer in given]
    return Consolidated(level_by(rule, levels, [weight_of(score.confidence) for score, _ in given]), ballots)


def level_by(rule: Consolidation, levels: Sequence[float], weights: Sequence[float]) -> float:
    """The middle of one or more levels by a rule; the weights count only where the rule asks for them."""
    from statistics import fmean, median

    if rule is Consolidation.MEDIAN:
        return float(median(levels))
    if rule is Consolidation.MEAN:
        return fmean(levels)
    return fmean(levels, weights)


def weight_of(confidence: Confidence | None) -> float:
    """The confidence as a weight; who does not say how sure they are counts like Low, not as nothing."""
    return (confidence or Confidence.LOW).weight


def common_confidence(confidences: Sequence[Confidence | None]) -> Confidence | None:
    """The lower median of the confidences that are given; `None` where none is."""
    from statistics import median_low

    given = [_BY_WEIGHT.index(confidence) for confidence in confidences if confidence is not None]
    return _BY_WEIGHT[median_low(given)] if given else None
