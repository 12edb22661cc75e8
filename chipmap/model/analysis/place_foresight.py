"""Levels against needs at the later horizons, how sure the shortfalls are, and where to act first.

Each horizon is one scenario: no level and no need is carried forward or interpolated, and a surplus in one
segment or year never offsets a shortfall in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.foresight import (
    Investment,
    ScenarioGaps,
    Triangle,
    UncertainGap,
    investments,
    scenario_gaps,
    steadiness,
    triangle_around,
    uncertain_gap,
)
from chipmap.model.analysis.needs import Gap
from chipmap.model.analysis.standing import Standings, standings_of
from chipmap.model.assumptions import DEFINITIONS, FORESIGHT_WEIGHT, value_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import NOW, Confidence

_YEARS_PER_WIDENING = 5.0


@dataclass(frozen=True, slots=True)
class HorizonGap:
    """One segment at one horizon: level, need and gap in scale points, None where not known.

    For "now" the need is that of the first later horizon that has one (`need_horizon`). `uncertain` says how
    likely the need exceeds the level; `suggested_part` how much of the level rests on suggestions (0–1).
    """

    segment: str
    horizon: str
    level: float | None
    need: float | None
    need_horizon: str | None
    value: float | None
    suggested_part: float
    uncertain: UncertainGap


@dataclass(frozen=True, slots=True)
class PlaceForesight:
    """The gaps of one subject by segment and horizon, and the segments in the order to act on.

    `over_horizons` weighs the horizons for which the subject has any level; `priorities` are ordered by the
    expected shortfall, `left_out` says why a segment has no place. `steady` is the part (0–1) of all
    weightings of the horizons under which a segment is among the first five, `weights` the one in force.
    """

    subject: str
    gaps: tuple[HorizonGap, ...]
    over_horizons: Mapping[str, ScenarioGaps] = field(default_factory=dict)
    priorities: tuple[Investment, ...] = ()
    left_out: Mapping[str, Reason] = field(default_factory=dict)
    reason: Reason | None = None
    steady: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def horizons_with_levels(self) -> tuple[str, ...]:
        """The horizons for which any level is known in a segment with a need."""
        return tuple(dict.fromkeys(gap.horizon for gap in self.gaps if gap.level is not None))

    def of(self, segment: str, horizon: str) -> HorizonGap | None:
        """One gap; None where neither level nor need is known."""
        return next((gap for gap in self.gaps if (gap.segment, gap.horizon) == (segment, horizon)), None)


def foresight_of(
    dataset: Dataset,
    subject: str,
    segments: Iterable[str] | None = None,
    *,
    weights: Mapping[str, float] | None = None,
) -> PlaceForesight:
    """Gaps of a subject at every horizon, in all segments or those asked, and what to act on first.

    `weights` are by horizon (those of the workspace unless given; zero leaves one out). A segment without a
    need at any horizon does not appear; without any need at all the reason is "no need". Levels and needs
    vary by their confidence, and more for each year ahead, as the workspace assumes.
    """
    standings = standings_of(dataset)
    horizons = dataset.settings.horizons
    asked = [one.id for one in standings.tree.scorable] if segments is None else list(segments)
    every = {segment: [_gap(standings, subject, segment, one) for one in horizons] for segment in asked}
    gaps = {segment: found for segment, found in every.items() if any(gap.need is not None for gap in found)}
    if not gaps:
        return PlaceForesight(subject, (), reason=Reason.NO_NEED)
    known = PlaceForesight(subject, tuple(gap for found in gaps.values() for gap in found))
    given = horizon_weights(dataset) if weights is None else {one: weights.get(one, 0.0) for one in horizons}
    found = reweighed(known, given)
    return replace(found, steady=steadiness(found.over_horizons))


def reweighed(found: PlaceForesight, weights: Mapping[str, float]) -> PlaceForesight:
    """The same gaps in the order of other weights by horizon; how steady a segment is rests on no weights."""
    scored = frozenset(found.horizons_with_levels)
    weighed = {one: weight for one, weight in weights.items() if one in scored}
    by_segment: dict[str, list[HorizonGap]] = {}
    for gap in found.gaps:
        by_segment.setdefault(gap.segment, []).append(gap)
    over = {segment: _over_horizons(gaps, weighed) for segment, gaps in by_segment.items()}
    ordered, left_out = investments(over)
    return replace(
        found, over_horizons=over, priorities=tuple(ordered), left_out=left_out, weights=dict(weights)
    )


def horizon_weights(dataset: Dataset) -> dict[str, float]:
    """How much each horizon of the workspace counts; one without a weight of its own counts as by default."""
    keys = {one: f"{FORESIGHT_WEIGHT}{one}" for one in dataset.settings.horizons}
    usual = DEFINITIONS[f"{FORESIGHT_WEIGHT}{NOW}"].default
    return {one: value_of(dataset, key) if key in DEFINITIONS else usual for one, key in keys.items()}


def _gap(standings: Standings, subject: str, segment: str, horizon: str) -> HorizonGap:
    found = standings.gap(subject, segment, horizon)
    need = found.need.level if found.need is not None else None
    return HorizonGap(
        segment,
        horizon,
        found.level,
        need,
        found.need_horizon if need is not None else None,
        found.value,
        found.suggested_part,
        _uncertain(standings.dataset, found),
    )


def _uncertain(dataset: Dataset, gap: Gap) -> UncertainGap:
    if gap.value is None or gap.level is None or gap.need is None or gap.need.level is None:
        return UncertainGap(None, reason=Reason.MISSING)
    confidence = gap.standing.confidence
    return uncertain_gap(
        _triangle(dataset, gap.level, confidence, gap.horizon),
        _triangle(dataset, gap.need.level, confidence, gap.need.horizon),
    )


def _triangle(dataset: Dataset, level: float, confidence: Confidence | None, horizon: str) -> Triangle:
    """A number that may be off by its confidence, and by more the later it is for."""
    half = value_of(dataset, f"uncertainty.{(confidence or Confidence.LOW).name.lower()}")
    years = 0 if horizon == NOW else max(0, int(horizon) - dataset.settings.current_year)
    wider = value_of(dataset, "foresight.widening") * years / _YEARS_PER_WIDENING
    return triangle_around(level, half + wider)


def _over_horizons(gaps: Iterable[HorizonGap], weights: Mapping[str, float]) -> ScenarioGaps:
    """The gaps of one segment over the horizons in which it has a need; the others say nothing of it."""
    counted = [gap for gap in gaps if gap.need is not None and gap.horizon in weights]
    return scenario_gaps(
        {gap.horizon: gap.level for gap in counted},
        {gap.horizon: gap.need for gap in counted},
        {gap.horizon: weights[gap.horizon] for gap in counted},
    )
