"""What several raters say together about one item: the middle, how far they agree, whether to ask again.

Dissent is never averaged away: the spread, the outliers and the two camps stand beside the middle. The level
that the map shows and the median here are one function, `consolidation.level_by`. Agreement beyond chance is
measured in `agreement`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan, sqrt

from chipmap.model.analysis.consolidation import level_by, weight_of
from chipmap.model.analysis.figures import Reason, Term, fault_of
from chipmap.model.records import Consolidation
from chipmap.model.records.rounds import StopCriteria

Level = float | None
_TOLERANCE = 1e-9
_FEW_RATERS = 3
_DISPUTED_IQR = 2.0
_CAMP_LOW, _CAMP_HIGH, _CAMP_SIZE = 1.0, 4.0, 2


@dataclass(frozen=True, slots=True)
class Summary:
    """The levels of one item over its raters, in scale points.

    `explain` holds each rater's part of the confidence-weighted mean. `outliers` are positions in what was
    given. Quartiles are interpolated linearly (Hyndman & Fan type 7), `weighted_sd` is of the population, and
    `effective_raters` is Kish's (Σc)²/Σc².
    """

    n: int
    median: float | None = None
    q1: float | None = None
    q3: float | None = None
    lowest: float | None = None
    highest: float | None = None
    mean: float | None = None
    weighted_mean: float | None = None
    weighted_median: float | None = None
    weighted_sd: float | None = None
    effective_raters: float | None = None
    within_one: float | None = None
    has_two_camps: bool = False
    outliers: tuple[int, ...] = ()
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()

    @property
    def iqr(self) -> float | None:
        """The distance between the quartiles."""
        return None if self.q1 is None or self.q3 is None else self.q3 - self.q1

    @property
    def is_thin(self) -> bool:
        """Fewer than three raters: read the middle with care."""
        return self.n < _FEW_RATERS

    @property
    def is_disputed(self) -> bool:
        """The quartiles lie two scale points or more apart."""
        return self.iqr is not None and self.iqr >= _DISPUTED_IQR - _TOLERANCE


def summarise(levels: Sequence[Level], confidences: Sequence[Level] | None = None) -> Summary:
    """The levels of one item, one for each rater, missing ones `None` or NaN.

    Confidences are weights of zero or more; a missing one counts like Low, and a rater whose confidence is
    zero is left out of everything. Unequal lengths, negative confidences and infinite numbers give a reason.
    """
    weights = [None] * len(levels) if confidences is None else list(confidences)
    if len(weights) != len(levels):
        return Summary(0, reason=Reason.UNEQUAL_LENGTHS)
    fault = fault_of(levels) or fault_of(weights, may_be_negative=False)
    if fault is not None:
        return Summary(0, reason=fault)
    rated = [
        (position, level, _weight(weight))
        for position, (level, weight) in enumerate(zip(levels, weights, strict=True))
        if level is not None and not isnan(level)
    ]
    counted = [(position, level, weight) for position, level, weight in rated if weight > 0]
    if not counted:
        empty = Reason.ALL_MISSING if levels else Reason.NOTHING_GIVEN
        return Summary(0, reason=Reason.ZERO_WEIGHTS if rated else empty)
    return _summary(counted)


def _weight(confidence: Level) -> float:
    return weight_of(None) if confidence is None or isnan(confidence) else confidence


def _summary(counted: Sequence[tuple[int, float, float]]) -> Summary:
    levels = [level for _, level, _ in counted]
    heaviest = max(weight for _, _, weight in counted)
    weights = [weight / heaviest for _, _, weight in counted]
    total = sum(weights)
    median = level_by(Consolidation.MEDIAN, levels, weights)
    mean = level_by(Consolidation.CONFIDENCE_WEIGHTED, levels, weights)
    squares = [weight * (level - mean) ** 2 for level, weight in zip(levels, weights, strict=True)]
    q1, q3 = quantile(levels, 0.25), quantile(levels, 0.75)
    return Summary(
        n=len(counted),
        median=median,
        q1=q1,
        q3=q3,
        lowest=min(levels),
        highest=max(levels),
        mean=level_by(Consolidation.MEAN, levels, weights),
        weighted_mean=mean,
        weighted_median=_weighted_median(levels, weights),
        weighted_sd=sqrt(sum(squares) / total),
        effective_raters=total**2 / sum(weight**2 for weight in weights),
        within_one=share_within_one(levels, median),
        has_two_camps=has_two_camps(levels),
        outliers=tuple(position for position, level, _ in counted if _is_outlier(level, median, iqr=q3 - q1)),
        explain=tuple(
            Term("rater", level, weight * level / total, str(position + 1))
            for (position, level, _), weight in zip(counted, weights, strict=True)
        ),
    )


def quantile(levels: Sequence[float], part: float) -> float:
    """The level below which a part (0 to 1) of one or more levels lies, interpolated linearly (type 7)."""
    ordered = sorted(levels)
    place = (len(ordered) - 1) * part
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def share_within_one(levels: Sequence[float], median: float) -> float:
    """The part of one or more raters (0 to 1) who are within one scale point of the median."""
    return sum(abs(level - median) <= 1 + _TOLERANCE for level in levels) / len(levels)


def has_two_camps(levels: Sequence[float]) -> bool:
    """Whether two raters or more say 1 or less and two or more say 4 or more."""
    low = sum(level <= _CAMP_LOW + _TOLERANCE for level in levels)
    high = sum(level >= _CAMP_HIGH - _TOLERANCE for level in levels)
    return min(low, high) >= _CAMP_SIZE


def _is_outlier(level: float, median: float, *, iqr: float) -> bool:
    """Further from the median than 1.5 interquartile ranges and than one scale point."""
    distance = abs(level - median)
    return distance > 1.5 * iqr + _TOLERANCE and distance > 1 + _TOLERANCE


def _weighted_median(levels: Sequence[float], weights: Sequence[float]) -> float:
    """Where half of the weight is reached; halfway to the next level where it is met exactly."""
    ordered = sorted(zip(levels, weights, strict=True))
    half = sum(weights) / 2
    reached = 0.0
    for place, (level, weight) in enumerate(ordered):
        reached += weight
        if abs(reached - half) <= _TOLERANCE * half and place + 1 < len(ordered):
            return (level + ordered[place + 1][0]) / 2
        if reached > half:
            return level
    return ordered[-1][0]


class Decision(StrEnum):
    """What the stopping rule of a Delphi says after a round."""

    CONSENSUS = "consensus"
    """Stop: the raters agree, and did not move much."""
    STABLE_DISSENT = "stable-dissent"
    """Stop and record the dissent: nobody moves any more."""
    ANOTHER_ROUND = "another-round"
    ROUNDS_SPENT = "rounds-spent"
    """Stop: the agreed number of rounds is used up; what is open is recorded as open."""


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """One item after a round; `changed_share` is of the raters who answered in both rounds.

    `is_stable` is `None` where there is no earlier round to compare with.
    """

    summary: Summary
    median_shift: float | None
    changed_share: float | None
    has_consensus: bool | None
    is_stable: bool | None
    decision: Decision | None
    reason: Reason | None = None


def stop_rule(
    current: Sequence[Level],
    previous: Sequence[Level] | None = None,
    *,
    round_number: int = 1,
    criteria: StopCriteria | None = None,
) -> RoundOutcome:
    """Whether to ask again: the levels of this round and of the one before, in the same order of raters."""
    rules = criteria or StopCriteria()
    if previous is not None and len(previous) != len(current):
        return RoundOutcome(Summary(0), None, None, None, None, None, Reason.UNEQUAL_LENGTHS)
    now, before = summarise(current), summarise(previous or ())
    if now.median is None or now.iqr is None or now.within_one is None:
        return RoundOutcome(now, None, None, None, None, None, now.reason)
    agrees = now.iqr <= rules.iqr + _TOLERANCE and now.within_one >= rules.within_one - _TOLERANCE
    shift = None if before.median is None else abs(now.median - before.median)
    changed = changed_share(previous or (), current)
    is_stable = None
    if shift is not None and changed is not None:
        is_stable = shift <= rules.median_shift + _TOLERANCE and changed < rules.changed_share - _TOLERANCE
    return RoundOutcome(
        now, shift, changed, agrees, is_stable, _decision(agrees, is_stable, round_number >= rules.rounds)
    )


def _decision(has_consensus: bool, is_stable: bool | None, is_last: bool) -> Decision:
    if is_stable:
        return Decision.CONSENSUS if has_consensus else Decision.STABLE_DISSENT
    return Decision.ROUNDS_SPENT if is_last else Decision.ANOTHER_ROUND


def changed_share(previous: Sequence[Level], current: Sequence[Level]) -> float | None:
    """The part (0 to 1) of the raters who answered in both rounds and changed; `None` where nobody did both.

    Its complement is the stability that a round report shows.
    """
    both = [
        (before, now)
        for before, now in zip(previous, current, strict=False)
        if before is not None and now is not None and not isnan(before) and not isnan(now)
    ]
    if not both:
        return None
    return sum(abs(now - before) > _TOLERANCE for before, now in both) / len(both)
