"""The SWOT of a place from the workspace: what each rule reads, and where that comes from.

Levels, needs, peers, shares, partners, relatedness, concentration, reliance and a stress scenario are
gathered into one situation per segment; the rules of `analysis.swot` do the rest. A figure that is an
interval enters only where both of its ends say the same about its threshold; otherwise the rule is not
evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from chipmap.model.analysis.concentration import Reliance
from chipmap.model.analysis.place_dependence import reliance_of
from chipmap.model.analysis.place_index import compared_places
from chipmap.model.analysis.segment_suppliers import concentration_of
from chipmap.model.analysis.standing import Standing, Standings, standings_of
from chipmap.model.analysis.stress import Stress, StressCase, worst_stress
from chipmap.model.analysis.supply import suppliers_meant, supply_of
from chipmap.model.analysis.swot import Situation, Swot, SwotThresholds, peer_median, swot
from chipmap.model.analysis.trusted import trusted_suppliers
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.match.partners import added_benefit
from chipmap.model.match.place_complexity import complexity_of
from chipmap.model.records import NOW

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class PlaceSwot:
    """The lines of one place; `situations` hold the numbers behind them by segment.

    `peers` are the places whose median its levels are held against; `trusted` those whose supply is no
    threat; `partners` the place that covers most of each unmet need; `stress` the case that costs each
    segment most. `suggested_part` is how much of the levels that entered rests on suggestions (0–1).
    """

    place: str
    horizon: str
    swot: Swot
    situations: Mapping[str, Situation]
    peers: tuple[str, ...]
    trusted: frozenset[str]
    partners: Mapping[str, str]
    stress: Mapping[str, StressCase]
    suggested_part: float
    thresholds: SwotThresholds


def swot_thresholds(dataset: Dataset) -> SwotThresholds:
    """What the rules compare with, as the workspace assumes it."""
    return SwotThresholds(
        **{field.name: value_of(dataset, f"swot.{field.name}") for field in fields(SwotThresholds)}
    )


def swot_of(
    dataset: Dataset,
    place: str,
    *,
    focus: str | None = None,
    segments: Iterable[str] | None = None,
    horizon: str = NOW,
    stress: Mapping[str, Stress] | None = None,
) -> PlaceSwot:
    """Strengths, weaknesses, opportunities and threats of a place, over all segments or those asked.

    Peers and partners are the focus region and the candidate places, without the place itself. Trusted
    suppliers are those of the workspace's group, else the same places. `stress` is what each segment loses
    in a case that is asked about; without one, in the worst case that `worst_stress` knows. Only segments of
    which a level, a need or a share is known appear.
    """
    cases = worst_stress(dataset) if stress is None else stress
    gathering = _Gathering(dataset, place, focus or dataset.settings.focus_region, horizon, cases)
    tree = gathering.standings.tree
    scorable = [one.id for one in tree.scorable]
    asked = scorable if segments is None else [one for one in segments if tree.is_scorable(one)]
    situations = {segment: gathering.situation(segment) for segment in asked}
    told = {segment: one for segment, one in situations.items() if _says_anything(one)}
    known = [gathering.standing(place, segment) for segment in told]
    parts = [one.suggested_part for one in known if one.is_known]
    return PlaceSwot(
        place,
        horizon,
        swot(list(told.values()), gathering.thresholds),
        told,
        gathering.peers,
        gathering.trusted,
        {segment: name for segment, name in gathering.best_partner.items() if segment in told},
        {segment: cases[segment].case for segment in told if segment in cases},
        sum(parts) / len(parts) if parts else 0.0,
        gathering.thresholds,
    )


def _says_anything(situation: Situation) -> bool:
    told = (
        situation.level,
        situation.need,
        situation.share,
        situation.supplier_hhi,
        situation.top_supplier_share,
    )
    return any(number is not None for number in told)


class _Gathering:
    """Collects the situation of one place in each segment."""

    def __init__(
        self, dataset: Dataset, place: str, focus: str, horizon: str, stress: Mapping[str, Stress]
    ) -> None:
        self.dataset, self.place, self.horizon, self.stress = dataset, place, horizon, stress
        self.standings: Standings = standings_of(dataset)
        self.thresholds = swot_thresholds(dataset)
        side = frozenset(suppliers_meant(dataset, place))
        compared = compared_places(dataset, focus)
        self.peers = tuple(one for one in compared if one != place and one not in side)
        self.trusted = trusted_suppliers(dataset, place, compared)
        self.best_partner: dict[str, str] = {}
        self._reliance: Mapping[str, Reliance] = reliance_of(dataset, place)
        region = place if place in dataset.regions else None
        found = complexity_of(dataset, horizon=horizon, region=region)
        self._density = found.density.get(place, {})

    def standing(self, place: str, segment: str) -> Standing:
        return self.standings.of(place, segment, self.horizon)

    def situation(self, segment: str) -> Situation:
        """What is known of the place in one segment."""
        own = self.standing(self.place, segment)
        gap = self.standings.gap(self.place, segment, self.horizon)
        need = gap.need.level if gap.need is not None else None
        share = self.standings.world_share(self.place, segment)
        concentration = concentration_of(self.dataset, segment)
        top, is_trusted = self._top_supplier(segment)
        return Situation(
            segment,
            _level(own),
            own.confidence.weight if own.is_known and own.confidence else None,
            peer_median(_level(self.standing(peer, segment)) for peer in self.peers),
            None if share is None else min(1.0, share / _WHOLE),
            need,
            self._later_level(segment),
            self._partner_benefit(segment, _level(own), need),
            self._density.get(segment),
            _decided(concentration.hhi.low, concentration.hhi.high, self.thresholds.concentration),
            self._foreign(segment),
            top,
            is_trusted,
            self.stress[segment].loss if segment in self.stress else None,
            float(self.dataset.segments[segment].weight),
            self._evidence(own, segment),
        )

    def _later_level(self, segment: str) -> float | None:
        """The level at the first later horizon that has one; a trend is asked of today alone."""
        if self.horizon != NOW:
            return None
        later = self.dataset.settings.later_horizons
        levels = (_level(self.standings.of(self.place, segment, one)) for one in later)
        return next((level for level in levels if level is not None), None)

    def _partner_benefit(self, segment: str, level: float | None, need: float | None) -> float | None:
        """How much of the unmet need the best peer could cover; None without an unmet need."""
        best: float | None = None
        for peer in self.peers:
            strength = _level(self.standing(peer, segment))
            found = added_benefit([strength], [level], [need], [1.0]).value
            if found is not None and (best is None or found > best):
                best = found
                self.best_partner[segment] = peer
        return best

    def _foreign(self, segment: str) -> float | None:
        found = self._reliance.get(segment)
        return None if found is None else _decided(found.low, found.high, self.thresholds.reliance)

    def _top_supplier(self, segment: str) -> tuple[float | None, bool | None]:
        """The share of the largest supplier, and whether it is the place itself or one that is trusted."""
        supply = supply_of(self.dataset, segment)
        if supply.reason is not None or not supply.percents:
            return None, None
        name = max(supply.percents, key=lambda who: supply.percents[who])
        return min(1.0, supply.percents[name] / _WHOLE), name in self.trusted

    def _evidence(self, standing: Standing, segment: str) -> tuple[str, ...]:
        """Evidence of the scores, then the sources behind a suggestion and behind the shares."""
        scored = [key for score in self.standings.ballots(self.place, segment) for key in score.evidence]
        sources = [*standing.why.sources, *supply_of(self.dataset, segment).sources]
        return tuple(dict.fromkeys((*scored, *sources)))


def _level(standing: Standing) -> float | None:
    return standing.level if standing.is_known else None


def _decided(low: float | None, high: float | None, threshold: float) -> float | None:
    """The end of an interval that is nearer to a threshold, where both ends say the same of it."""
    if low is None or high is None or (low > threshold) != (high > threshold):
        return None
    return low if low > threshold else high
