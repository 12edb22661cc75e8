"""How well two sides complete each other, and the ranking of partners by a visible sum.

Strengths, needs and weights are sequences over the same segments; None is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, sqrt

import numpy as np

from chipmap.model.analysis.figures import Reason, Term, fault_of

Numbers = Sequence[float | None]

UNBALANCED_BELOW = 0.5
LEAST_COVERAGE = 2 / 3
"""Below this part of the weighted need whose counterpart is known, a benefit is unknown."""

LEAST_WEIGHT_KNOWN = 0.5
"""A partner with less than this part of the weight known is listed, not ranked."""

WEIGHT_NOISE = 0.25
TOLERANCE = 1e-9
_PLACES_ON_TOP = 3
_INTERVAL = (5, 95)
"""The percentiles of the drawn ranks between which a rank is said to lie."""


@dataclass(frozen=True)
class Benefit:
    """The part of one side's need that the other could cover, 0–1, or None with a reason.

    `contributions` has one entry a segment and adds up to `value`; `unknown` are the positions of segments in
    which the strength is not known; `coverage` is the part of the weighted need of the others.
    """

    value: float | None
    contributions: tuple[float, ...] = ()
    unknown: tuple[int, ...] = ()
    coverage: float = 0.0
    reason: Reason | None = None

    @property
    def explain(self) -> tuple[Term, ...]:
        """The contributions by position of the segment."""
        return tuple(
            Term(str(position), part, part) for position, part in enumerate(self.contributions) if part
        )


@dataclass(frozen=True)
class RankedPartner:
    """One candidate: its terms times their weights, and how sure its rank is.

    `total` has the scale of the terms (0–1 for terms of 0–1, weights rescaled to 1 over the known ones), None
    where less than half of the weight is known; then `rank` is None as well. `missing` names unknown terms.
    """

    partner: str
    total: float | None
    contributions: Mapping[str, float]
    missing: tuple[str, ...]
    weight_known: float
    is_unbalanced: bool
    rank: int | None = None
    top_probability: float | None = None
    rank_interval: tuple[int, int] | None = None
    """The ranks from the 5th to the 95th of a hundred draws."""

    @property
    def explain(self) -> tuple[Term, ...]:
        """The contributions by term."""
        return tuple(Term(name, None, part) for name, part in self.contributions.items())


def benefit(strength: Numbers, need: Numbers, weights: Sequence[float]) -> Benefit:
    """Σ w·min(strength, need) / Σ w·need: the plain form, in which size does not compensate.

    An unknown strength counts as none and is listed; a segment without need does not enter.
    """
    if fault := _fault(strength, need, weights):
        return Benefit(None, reason=fault)
    needs = [_known(one) for one in need]
    whole = sum(weight * one for weight, one in zip(weights, needs, strict=True))
    if whole <= 0:
        return Benefit(None, reason=_why_no_need(need, weights))
    parts = tuple(
        weight * min(_known(has), wants) / whole
        for weight, has, wants in zip(weights, strength, needs, strict=True)
    )
    unknown = tuple(at for at, has in enumerate(strength) if _is_unknown(has) and needs[at] > 0)
    lacking = sum(weights[at] * needs[at] for at in unknown) / whole
    return Benefit(sum(parts), parts, unknown, 1.0 - lacking)


def added_benefit(
    strength: Numbers, own_strength: Numbers, need: Numbers, weights: Sequence[float]
) -> Benefit:
    """What a partner adds beyond one's own strength: Σ w·min(max(0, s_A − s_B), u_B) / Σ w·u_B.

    u = max(0, need − own level) is the unmet need. Segments where the own level is unknown are left
    out; where the partner's is unknown they lower the coverage, and below 2/3 the benefit is unknown, not 0.
    """
    if fault := _fault(strength, need, weights) or fault_of(own_strength, may_be_negative=False):
        return Benefit(None, reason=fault)
    if len(own_strength) != len(need):
        return Benefit(None, reason=Reason.UNEQUAL_LENGTHS)
    unmet = [
        0.0 if _is_unknown(own) or _is_unknown(wants) else max(0.0, _known(wants) - _known(own))
        for own, wants in zip(own_strength, need, strict=True)
    ]
    whole = sum(weight * one for weight, one in zip(weights, unmet, strict=True))
    if whole <= 0:
        return Benefit(None, reason=_why_no_need(need, weights))
    unknown = tuple(at for at, has in enumerate(strength) if _is_unknown(has) and unmet[at] > 0)
    asked = whole - sum(weights[at] * unmet[at] for at in unknown)
    coverage = asked / whole
    if coverage < LEAST_COVERAGE - TOLERANCE:
        return Benefit(None, (), unknown, coverage, Reason.LOW_COVERAGE)
    parts = tuple(
        0.0
        if at in unknown
        else weights[at] * min(max(0.0, _known(strength[at]) - _known(own_strength[at])), unmet[at]) / asked
        for at in range(len(unmet))
    )
    return Benefit(sum(parts), parts, unknown, coverage)


def mutual_benefit(one: float | None, other: float | None) -> float | None:
    """The geometric mean: nothing where one side gets nothing, unknown where one is unknown."""
    return None if one is None or other is None else sqrt(one * other)


def balance(one: float | None, other: float | None) -> float | None:
    """The smaller benefit as a part of the larger, 0–1; 0 where neither gets anything."""
    if one is None or other is None:
        return None
    larger = max(one, other)
    return min(one, other) / larger if larger > 0 else 0.0


def similarity(strength: Numbers, need: Numbers) -> float | None:
    """Cosine of strength and need: likeness of shape only. It ignores size and must not rank partners."""
    pairs = [
        (has, wants)
        for has, wants in zip(strength, need, strict=True)
        if not (_is_unknown(has) or _is_unknown(wants))
    ]
    has, wants = np.array(pairs, dtype=float).reshape(-1, 2).T
    length = float(np.linalg.norm(has) * np.linalg.norm(wants))
    return float(has @ wants) / length if length else None


def rank(
    candidates: Mapping[str, Mapping[str, float | None]],
    weights: Mapping[str, float],
    *,
    draws: int = 0,
    seed: int = 0,
) -> list[RankedPartner]:
    """Candidates by Σ weight · term, best first, ties by name; those that cannot be ranked come last.

    Unknown terms are left out and the other weights rescaled. With `draws`, each also gets the probability to
    be among the first three when every weight varies by ±25 % (the noise of the uncertainty analysis), and
    the interval of ranks in which nine of ten draws lie.
    """
    named = {name: max(0.0, weight) for name, weight in weights.items() if not isnan(weight)}
    found = [_summed(partner, terms, named) for partner, terms in sorted(candidates.items())]
    drawn = _drawn_ranks(found, candidates, named, draws, seed) if draws else {}
    ranked = sorted(
        (one for one in found if one.total is not None),
        key=lambda one: (-round(one.total or 0, 12), one.partner),
    )
    listed = [
        RankedPartner(
            one.partner,
            one.total,
            one.contributions,
            one.missing,
            one.weight_known,
            one.is_unbalanced,
            1 + sum((other.total or 0) > (one.total or 0) + TOLERANCE for other in ranked),
            *drawn.get(one.partner, (None, None)),
        )
        for one in ranked
    ]
    return [*listed, *(one for one in found if one.total is None)]


def _summed(partner: str, terms: Mapping[str, float | None], weights: Mapping[str, float]) -> RankedPartner:
    known = {
        name: float(value)
        for name in weights
        if not _is_unknown(value := terms.get(name)) and value is not None
    }
    missing = tuple(name for name in weights if name not in known)
    whole = sum(weights.values())
    used = sum(weights[name] for name in known)
    weight_known = used / whole if whole else 0.0
    even = known.get("balance")
    is_unbalanced = even is not None and even < UNBALANCED_BELOW - TOLERANCE
    if not used or weight_known < LEAST_WEIGHT_KNOWN - TOLERANCE:
        return RankedPartner(partner, None, {}, missing, weight_known, is_unbalanced)
    parts = {name: weights[name] * whole / used * value for name, value in known.items()}
    return RankedPartner(partner, sum(parts.values()), parts, missing, weight_known, is_unbalanced)


def _drawn_ranks(
    found: Sequence[RankedPartner],
    candidates: Mapping[str, Mapping[str, float | None]],
    weights: Mapping[str, float],
    draws: int,
    seed: int,
) -> dict[str, tuple[float, tuple[int, int]]]:
    """For each ranked partner the probability to be on top, and its interval of ranks."""
    ranked = [one.partner for one in found if one.total is not None]
    if not ranked:
        return {}
    values = np.array(
        [[_or_nan(candidates[one].get(name)) for name in weights] for one in ranked], dtype=float
    ).reshape(len(ranked), len(weights))
    noise = np.random.default_rng(seed).uniform(1 - WEIGHT_NOISE, 1 + WEIGHT_NOISE, (draws, len(weights)))
    drawn = noise * np.array(list(weights.values()))
    is_known = ~np.isnan(values)
    totals = drawn @ np.nan_to_num(values).T / (drawn @ is_known.T)
    # Sorted first, each draw costs n·log n instead of n² comparisons.
    ordered = np.sort(totals, axis=1)
    better = len(ranked) - np.array(
        [
            np.searchsorted(row, own + TOLERANCE, side="right")
            for row, own in zip(ordered, totals, strict=True)
        ]
    )
    on_top = (better < _PLACES_ON_TOP).mean(axis=0)
    low, high = np.percentile(better + 1, _INTERVAL, axis=0, method="nearest").astype(int)
    return {
        one: (float(chance), (int(first), int(last)))
        for one, chance, first, last in zip(ranked, on_top, low, high, strict=True)
    }


def _fault(strength: Numbers, need: Numbers, weights: Sequence[float]) -> Reason | None:
    if not len(strength) == len(need) == len(weights):
        return Reason.UNEQUAL_LENGTHS
    return fault_of((*strength, *need, *weights), may_be_negative=False)


def _why_no_need(need: Numbers, weights: Sequence[float]) -> Reason:
    if weights and not any(weight > 0 for weight in weights):
        return Reason.ZERO_WEIGHTS
    return Reason.ALL_MISSING if all(_is_unknown(one) for one in need) else Reason.NO_NEED


def _is_unknown(value: float | None) -> bool:
    return value is None or isnan(value)


def _known(value: float | None) -> float:
    return 0.0 if value is None or isnan(value) else value


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
