"""Numbers of unlike scales become comparable ones; more is always better afterwards.

The default of Chipmap is `GOALPOSTS`: scores share a scale already, and another place then changes nobody's
number, which every method that looks at the other places does. Formulas follow COINr 1.1 and the OECD/JRC
Handbook on composite indicators (2008), chapter 5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chipmap.model.analysis.figures import SMALLEST, Reason, fault_of

Numbers = NDArray[np.floating[Any]]


class Method(StrEnum):
    """How numbers are made comparable; the docstring of `normalise` has the formulas."""

    AS_GIVEN = "as_given"
    MINMAX = "minmax"
    ZSCORE = "zscore"
    RANK = "rank"
    BORDA = "borda"
    PERCENTILE_RANK = "percentile_rank"
    DISTANCE_TO_MAX = "dist2max"
    DISTANCE_TO_REFERENCE = "dist2ref"
    DISTANCE_TO_TARGET = "dist2target"
    GOALPOSTS = "goalposts"
    RATIO_TO_MEAN = "ratio_to_mean"
    RATIO_TO_BEST = "ratio_to_best"
    RATIO_TO_WORST = "ratio_to_worst"


@dataclass(frozen=True)
class Normalised:
    """The numbers in the order given, NaN where one is missing; all NaN with a reason where none exists."""

    values: Numbers
    method: Method
    reason: Reason | None = None

    @property
    def listed(self) -> list[float | None]:
        """The numbers as a list with `None` for missing."""
        return [None if np.isnan(x) else float(x) for x in self.values]


@dataclass(frozen=True, slots=True)
class _Wish:
    low: float
    high: float
    mean: float
    sd: float
    reference: int | None
    target: float | None
    is_capped: bool
    direction: int


def normalise(
    x: Sequence[float | None] | ArrayLike,
    method: Method = Method.GOALPOSTS,
    direction: int = 1,
    *,
    low: float = 0.0,
    high: float = 100.0,
    mean: float = 0.0,
    sd: float = 1.0,
    reference: int | None = None,
    target: float | None = None,
    is_capped: bool = False,
    goalposts: tuple[float, float] = (0.0, 5.0),
) -> Normalised:
    """Numbers of shape (places,) made comparable; direction −1 where less is better.

    Missing numbers are left out of every statistic and stay missing. With x already turned by the direction:
    minmax low + (x−min)/(max−min)·(high−low); zscore mean + sd·(x−mean x)/sd x with n−1; rank ascending, ties
    the smallest; borda rank−1; percentile_rank (rank−1)/(n−1); dist2max 1−(max−x)/(max−min); dist2ref
    1−(x_ref−x)/(x_ref−min) with `reference` a position; dist2target (x−min)/(T−min), for less is better
    (max−x)/(max−T); goalposts (a, b) low + (clip x−a)/(b−a)·(high−low); ratio_to_… x over the mean, best or
    worst, for less is better the inverse.

    Equal numbers where a distance is needed, a target that is passed already, one place, infinite numbers and
    negative numbers for ratios give a reason.
    """
    values = _array(x)
    if values is None:
        return Normalised(np.empty(0), method, Reason.OUT_OF_RANGE)
    none = np.full(len(values), np.nan)
    reason = _fault(values)
    if reason is not None:
        return Normalised(none, method, reason)
    wish = _Wish(low, high, mean, sd, reference, target, is_capped, 1 if direction >= 0 else -1)
    if method is Method.GOALPOSTS:
        found: Numbers | Reason = _goalposts(values, goalposts, wish)
    else:
        found = _FORMULAS[method](values, wish)
    return Normalised(none, method, found) if isinstance(found, Reason) else Normalised(found, method)


def _array(x: Sequence[float | None] | ArrayLike) -> Numbers | None:
    """The numbers with NaN for missing; `None` where they are not one row of numbers."""
    try:
        values = np.array(x, dtype=float)
    except (TypeError, ValueError):
        return None
    if values.ndim != 1:
        return None
    values[np.abs(values) < SMALLEST] = 0.0
    return values


def _fault(values: Numbers) -> Reason | None:
    if values.size == 0:
        return Reason.NOTHING_GIVEN
    return Reason.ALL_MISSING if bool(np.isnan(values).all()) else fault_of(values.tolist())


def _as_given(values: Numbers, wish: _Wish) -> Numbers | Reason:
    return values * wish.direction


def _minmax(values: Numbers, wish: _Wish) -> Numbers | Reason:
    part = _dist2max(values, wish)
    return part if isinstance(part, Reason) else wish.low + part * (wish.high - wish.low)


def _dist2max(values: Numbers, wish: _Wish) -> Numbers | Reason:
    turned = values * wish.direction
    least, most = np.nanmin(turned), np.nanmax(turned)
    return Reason.CONSTANT if most == least else (turned - least) / (most - least)


def _zscore(values: Numbers, wish: _Wish) -> Numbers | Reason:
    turned = values * wish.direction
    if np.count_nonzero(~np.isnan(turned)) < 2:
        return Reason.TOO_FEW
    if np.nanmax(turned) == np.nanmin(turned):
        return Reason.CONSTANT
    return wish.mean + wish.sd * (turned - np.nanmean(turned)) / np.nanstd(turned, ddof=1)


def _rank(values: Numbers, wish: _Wish) -> Numbers | Reason:
    return ranks(-values * wish.direction)


def _borda(values: Numbers, wish: _Wish) -> Numbers | Reason:
    return ranks(-values * wish.direction) - 1


def _percentile_rank(values: Numbers, wish: _Wish) -> Numbers | Reason:
    others = np.count_nonzero(~np.isnan(values)) - 1
    return Reason.TOO_FEW if others < 1 else (ranks(-values * wish.direction) - 1) / others


def _dist2ref(values: Numbers, wish: _Wish) -> Numbers | Reason:
    turned = values * wish.direction
    position = -1 if wish.reference is None else wish.reference
    if not 0 <= position < len(values) or np.isnan(turned[position]):
        return Reason.BAD_TARGET
    least, aim = np.nanmin(turned), turned[position]
    return Reason.BAD_TARGET if aim == least else (turned - least) / (aim - least)


def _dist2target(values: Numbers, wish: _Wish) -> Numbers | Reason:
    if wish.target is None or fault_of([wish.target]) or np.isnan(wish.target):
        return Reason.BAD_TARGET
    turned, aim = values * wish.direction, wish.target * wish.direction
    least = np.nanmin(turned)
    if aim - least <= SMALLEST:
        return Reason.BAD_TARGET
    part = (turned - least) / (aim - least)
    return np.minimum(part, 1.0) if wish.is_capped else part


def _goalposts(values: Numbers, posts: tuple[float, float], wish: _Wish) -> Numbers | Reason:
    lowest, highest = posts
    if fault_of(posts) is not None or not highest - lowest > SMALLEST:
        return Reason.BAD_TARGET
    part = (np.clip(values, lowest, highest) - lowest) / (highest - lowest)
    return wish.low + (part if wish.direction > 0 else 1.0 - part) * (wish.high - wish.low)


def _ratio(values: Numbers, wish: _Wish, reference: Callable[[Numbers], Any]) -> Numbers | Reason:
    if np.nanmin(values) < 0:
        return Reason.NEGATIVE
    aim = float(reference(values))
    if aim == 0 or (wish.direction < 0 and np.nanmin(values) == 0):
        return Reason.NOT_POSITIVE
    return values / aim if wish.direction > 0 else aim / values


def _ratio_to_mean(values: Numbers, wish: _Wish) -> Numbers | Reason:
    return _ratio(values, wish, np.nanmean)


def _ratio_to_best(values: Numbers, wish: _Wish) -> Numbers | Reason:
    return _ratio(values, wish, np.nanmax if wish.direction > 0 else np.nanmin)


def _ratio_to_worst(values: Numbers, wish: _Wish) -> Numbers | Reason:
    return _ratio(values, wish, np.nanmin if wish.direction > 0 else np.nanmax)


_FORMULAS: dict[Method, Callable[[Numbers, _Wish], Numbers | Reason]] = {
    Method.AS_GIVEN: _as_given,
    Method.MINMAX: _minmax,
    Method.ZSCORE: _zscore,
    Method.RANK: _rank,
    Method.BORDA: _borda,
    Method.PERCENTILE_RANK: _percentile_rank,
    Method.DISTANCE_TO_MAX: _dist2max,
    Method.DISTANCE_TO_REFERENCE: _dist2ref,
    Method.DISTANCE_TO_TARGET: _dist2target,
    Method.RATIO_TO_MEAN: _ratio_to_mean,
    Method.RATIO_TO_BEST: _ratio_to_best,
    Method.RATIO_TO_WORST: _ratio_to_worst,
}


def ranks(values: ArrayLike, *, tolerance: float = 1e-9) -> Numbers:
    """Rank 1 for the highest; equals share the smallest rank (1-2-2-4), a missing number has none (NaN)."""
    numbers = np.asarray(values, dtype=float)
    higher = numbers[None, :] > numbers[:, None] + tolerance
    return np.where(np.isnan(numbers), np.nan, 1.0 + higher.sum(axis=1))
