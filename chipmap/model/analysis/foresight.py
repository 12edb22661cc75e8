"""Levels against needs over scenarios and horizons, and where to invest first.

A gap is level − need: negative falls short. A surplus in one scenario or segment never offsets a shortfall in
another, so that the expected shortfall is not the shortfall of the expected gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt

from chipmap.model.analysis.figures import Figure, Reason, Term, fault_of, is_missing

_TOLERANCE = 1e-9
_NARROW = 1e-12
MIN_COVERAGE = 2 / 3
ROBUST_TOP = 5
WIDENING_PER_YEAR = 0.25 / 5
"""How much less sure a level is for each year ahead, in scale points: our default, to be judged."""


def gap(level: float | None, need: float | None) -> Figure:
    """Level − need in scale points; unknown where either is."""
    if level is None or need is None or is_missing(level) or is_missing(need):
        return Figure(None, Reason.MISSING)
    fault = fault_of([level, need])
    if fault is not None:
        return Figure(None, fault)
    return Figure(level - need, explain=(Term("level", level, level), Term("need", need, -need)))


@dataclass(frozen=True, slots=True)
class ScenarioGaps:
    """One segment over scenarios, in scale points; `coverage` is the weight of those that are known (0 to 1).

    `spread` is the largest gap less the smallest. `explain` adds up to the expected shortfall,
    `explain_gap` to the expected gap.
    """

    gaps: Mapping[str, float | None]
    expected_gap: float | None = None
    expected_shortfall: float | None = None
    worst_shortfall: float | None = None
    worst_scenario: str | None = None
    spread: float | None = None
    coverage: float = 0.0
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()
    explain_gap: tuple[Term, ...] = ()


def scenario_gaps(
    levels: Mapping[str, float | None],
    needs: Mapping[str, float | None],
    weights: Mapping[str, float] | None = None,
) -> ScenarioGaps:
    """Gaps by scenario and what they are expected to be; weights of zero or more are scaled to 1.

    A scenario in which level or need is unknown is left out; below two thirds of the weight there is no
    expectation. The worst scenario is the first of those with the largest shortfall, among the known.
    """
    names = [*levels, *(name for name in needs if name not in levels)]
    if not names:
        return ScenarioGaps({}, reason=Reason.NOTHING_GIVEN)
    weighed = dict.fromkeys(names, 1.0) if weights is None else weights
    gaps = {name: gap(levels.get(name), needs.get(name)).value for name in names}
    if any(is_missing(weighed.get(name)) for name in names):
        return ScenarioGaps(gaps, reason=Reason.MISSING)
    fault = fault_of(weighed.values(), may_be_negative=False)
    total = sum(weighed[name] for name in names)
    if fault is not None or total <= 0:
        return ScenarioGaps(gaps, reason=fault or Reason.ZERO_WEIGHTS)
    known = {name: (value, weighed[name]) for name, value in gaps.items() if value is not None}
    coverage = sum(weight for _, weight in known.values()) / total
    if coverage <= 0:
        return ScenarioGaps(gaps, reason=Reason.ALL_MISSING)
    if coverage < MIN_COVERAGE - _TOLERANCE:
        return ScenarioGaps(gaps, coverage=coverage, reason=Reason.LOW_COVERAGE)
    return _expected(gaps, known, coverage)


def _expected(
    gaps: Mapping[str, float | None], known: Mapping[str, tuple[float, float]], coverage: float
) -> ScenarioGaps:
    total = sum(weight for _, weight in known.values())
    shares = {name: (value, weight / total) for name, (value, weight) in known.items() if weight > 0}
    shortfalls = tuple(
        Term("scenario", shortfall(value), share * shortfall(value), name)
        for name, (value, share) in shares.items()
    )
    of_gap = tuple(Term("scenario", value, share * value, name) for name, (value, share) in shares.items())
    values = {name: value for name, (value, _) in shares.items()}
    worst = min(values, key=lambda name: values[name])
    return ScenarioGaps(
        gaps,
        sum(term.contribution for term in of_gap),
        sum(term.contribution for term in shortfalls),
        shortfall(values[worst]),
        worst,
        max(values.values()) - min(values.values()),
        coverage,
        explain=shortfalls,
        explain_gap=of_gap,
    )


def shortfall(gap_in_points: float) -> float:
    """How far a gap falls short, 0 or more."""
    return max(0.0, -gap_in_points)


def surplus(gap_in_points: float) -> float:
    """How far a gap is above the need, 0 or more."""
    return max(0.0, gap_in_points)


@dataclass(frozen=True, slots=True)
class Triangle:
    """A triangular distribution: never below `low` or above `high`, most likely `mode`."""

    low: float
    mode: float
    high: float

    @property
    def mean(self) -> float:
        return (self.low + self.mode + self.high) / 3

    @property
    def variance(self) -> float:
        a, c, b = self.low, self.mode, self.high
        return (a * a + b * b + c * c - a * b - a * c - b * c) / 18

    @property
    def is_valid(self) -> bool:
        ends = (self.low, self.mode, self.high)
        return (
            not any(map(is_missing, ends)) and fault_of(ends) is None and self.low <= self.mode <= self.high
        )

    def below(self, x: float) -> float:
        """P(X ≤ x)."""
        if x >= self.high:
            return 1.0
        if x <= self.low:
            return 0.0
        span = self.high - self.low
        if x <= self.mode:
            return (x - self.low) ** 2 / (span * (self.mode - self.low))
        return 1.0 - (self.high - x) ** 2 / (span * (self.high - self.mode))

    @property
    def snapped(self) -> Triangle:
        """Without sides too narrow to divide by: a mode almost at an end is at it."""
        span = self.high - self.low
        if span <= _NARROW:
            return Triangle(self.mode, self.mode, self.mode)
        if self.mode - self.low <= _NARROW * span:
            return Triangle(self.low, self.low, self.high)
        if self.high - self.mode <= _NARROW * span:
            return Triangle(self.low, self.high, self.high)
        return self

    def density(self, x: float) -> float:
        if not self.low <= x <= self.high or self.low == self.high:
            return 0.0
        span = self.high - self.low
        if x < self.mode:
            return 2 * (x - self.low) / (span * (self.mode - self.low))
        if x > self.mode:
            return 2 * (self.high - x) / (span * (self.high - self.mode))
        return 2 / span


def triangle_around(level: float, half_width: float, years_ahead: float = 0.0) -> Triangle:
    """A level ± a half-width that grows by 0.25 points in five years, kept on the scale 0–5."""
    half = half_width + WIDENING_PER_YEAR * max(0.0, years_ahead)
    return Triangle(max(0.0, level - half), level, min(5.0, level + half))


@dataclass(frozen=True, slots=True)
class UncertainGap:
    """The gap between an uncertain level and an uncertain need, in scale points.

    `need_exceeds` is P(need > level), 0 to 1, for independent triangles.
    """

    need_exceeds: float | None
    mean: float | None = None
    sd: float | None = None
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


def uncertain_gap(level: Triangle, need: Triangle) -> UncertainGap:
    """How likely a need is not met; ends out of order give a reason.

    The probability is the integral of the need's density times the level's distribution. Both are polynomials
    between their corners, which three-point Gauss-Legendre sums integrate exactly: no draws, no seed.
    """
    if not (level.is_valid and need.is_valid):
        return UncertainGap(None, reason=Reason.OUT_OF_RANGE)
    return UncertainGap(
        _probability_above(need.snapped, level.snapped),
        level.mean - need.mean,
        sqrt(max(0.0, level.variance) + max(0.0, need.variance)),
        explain=(Term("level", level.mean, level.mean), Term("need", need.mean, -need.mean)),
    )


_NODES = ((-sqrt(0.6), 5 / 9), (0.0, 8 / 9), (sqrt(0.6), 5 / 9))


def _probability_above(need: Triangle, level: Triangle) -> float:
    if need.low == need.high:
        strictly = level.low == level.high == need.low
        return 0.0 if strictly else level.below(need.low)
    corners = sorted(
        {
            min(max(corner, need.low), need.high)
            for triangle in (need, level)
            for corner in (triangle.low, triangle.mode, triangle.high)
        }
    )
    total = 0.0
    for start, end in pairwise(corners):
        half, middle = (end - start) / 2, (start + end) / 2
        for node, weight in _NODES:
            x = middle + half * node
            total += half * weight * need.density(x) * level.below(x)
    return min(1.0, max(0.0, total))


@dataclass(frozen=True, slots=True)
class Interpolated:
    """A level or need for a year between two that are given; flagged, because nobody gave it."""

    value: float | None
    is_interpolated: bool = False
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


def between(given: Mapping[int, float | None], year: int) -> Interpolated:
    """The number of a year, linear between the nearest given ones; never beyond the first or the last."""
    known = {one: value for one, value in given.items() if value is not None and not is_missing(value)}
    fault = fault_of(known.values())
    if fault is not None:
        return Interpolated(None, reason=fault)
    if year in known:
        return Interpolated(known[year], explain=(Term("year", known[year], known[year], str(year)),))
    before = max((one for one in known if one < year), default=None)
    after = min((one for one in known if one > year), default=None)
    if before is None or after is None:
        return Interpolated(None, reason=Reason.MISSING)
    part = (year - before) / (after - before)
    terms = (
        Term("year", known[before], (1 - part) * known[before], str(before)),
        Term("year", known[after], part * known[after], str(after)),
    )
    return Interpolated(sum(term.contribution for term in terms), is_interpolated=True, explain=terms)


@dataclass(frozen=True, slots=True)
class Investment:
    """A segment among those to invest in: its place by expected and by worst shortfall (1 = first).

    `differs` flags segments that the two orders place differently; `is_robust` those among the first five in
    every scenario. `ranks` has its place in each scenario in which it falls short.
    """

    segment: str
    expected_shortfall: float
    worst_shortfall: float
    expected_rank: int
    worst_rank: int
    is_robust: bool
    ranks: Mapping[str, int] = field(default_factory=dict)

    @property
    def differs(self) -> bool:
        return self.expected_rank != self.worst_rank


def investments(segments: Mapping[str, ScenarioGaps]) -> tuple[list[Investment], dict[str, Reason]]:
    """Segments by expected shortfall, widest first, and why the others have no place.

    Equal shortfalls share the better place (1-2-2-4) and stand in the order given. Segments without any
    shortfall in any scenario are not robust.
    """
    left_out = {name: found.reason for name, found in segments.items() if found.reason is not None}
    known = {name: found for name, found in segments.items() if name not in left_out}
    expected = {name: found.expected_shortfall or 0.0 for name, found in known.items()}
    worst = {name: found.worst_shortfall or 0.0 for name, found in known.items()}
    scenarios = list(dict.fromkeys(scenario for found in known.values() for scenario in found.gaps))
    places = {scenario: _places(known, scenario) for scenario in scenarios}
    found = [
        Investment(
            name,
            expected[name],
            worst[name],
            _rank(expected, name),
            _rank(worst, name),
            bool(places) and all(found.get(name, ROBUST_TOP + 1) <= ROBUST_TOP for found in places.values()),
            {scenario: found[name] for scenario, found in places.items() if name in found},
        )
        for name in known
    ]
    return sorted(found, key=lambda one: one.expected_rank), left_out


def _rank(shortfalls: Mapping[str, float], name: str) -> int:
    return 1 + sum(value > shortfalls[name] + _TOLERANCE for value in shortfalls.values())


def _places(segments: Mapping[str, ScenarioGaps], scenario: str) -> dict[str, int]:
    """The place of each segment that falls short in a scenario, widest first."""
    gaps = {name: found.gaps.get(scenario) for name, found in segments.items()}
    short = {
        name: shortfall(value) for name, value in gaps.items() if value is not None and value < -_TOLERANCE
    }
    return {name: _rank(short, name) for name in short}


WEIGHT_STEPS = 10
"""Weightings are tried in steps of a tenth."""


def steadiness(segments: Mapping[str, ScenarioGaps]) -> dict[str, float]:
    """In which part (0–1) of all weightings of the scenarios a segment is among the first five.

    Every way to share out 100 % among the scenarios in steps of 10 % is tried once: no draws, no seed. A
    segment without an expectation under a weighting is not among the first there.
    """
    scenarios = list(dict.fromkeys(one for found in segments.values() for one in found.gaps))
    weightings = [dict(zip(scenarios, parts, strict=True)) for parts in _parts(len(scenarios), WEIGHT_STEPS)]
    counts = dict.fromkeys(segments, 0)
    for weights in weightings:
        expected = {name: _weighed_shortfall(found, weights) for name, found in segments.items()}
        short = {name: value for name, value in expected.items() if value is not None and value > _TOLERANCE}
        last = sorted(short.values(), reverse=True)[:ROBUST_TOP][-1:]
        for name, value in short.items():
            counts[name] += value >= last[0] - _TOLERANCE
    return {name: count / len(weightings) for name, count in counts.items()} if weightings else {}


def _weighed_shortfall(found: ScenarioGaps, weights: Mapping[str, int]) -> float | None:
    """The expected shortfall of known gaps under a weighting; None where too little of it is known."""
    asked = sum(weights[scenario] for scenario in found.gaps)
    known = [(weights[one], value) for one, value in found.gaps.items() if value is not None]
    weight = sum(part for part, _value in known)
    if weight <= 0 or weight / asked < MIN_COVERAGE - _TOLERANCE:
        return None
    return sum(part * shortfall(value) for part, value in known) / weight


def _parts(count: int, whole: int) -> Iterator[tuple[int, ...]]:
    """Every way to write `whole` as a sum of `count` numbers of zero or more."""
    if count == 1:
        yield (whole,)
    elif count > 1:
        for first in range(whole + 1):
            for rest in _parts(count - 1, whole - first):
                yield (first, *rest)
