"""How few supply a segment and where that reaches down the chain, from the workspace's own shares.

Shares are those of the segment's basis group; without one there is no figure. What nobody is known to hold
makes every figure an interval, and the tier is asked of both ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chipmap.model.analysis.concentration import (
    Band,
    ChokepointRules,
    Chokepoints,
    HhiBounds,
    Tier,
    chokepoints,
    hhi_bounds,
    tier_of,
)
from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.shock import SupplyChain, static
from chipmap.model.analysis.supply import criticality, links_into, supply_chain_of, supply_of
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.progress import Progress, silent
from chipmap.model.records import ROOT_SEGMENT, SuggestionBasis

_LARGEST = 3
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class SegmentConcentration:
    """How concentrated the known suppliers of a segment are; all parts are 0–1.

    `hhi` is an interval where shares are unknown, and so are the tiers, `top_three` (the part of the three
    largest, low and high) and `effective` (how many equal suppliers would be as concentrated, fewest and
    most). `unknown` is what nobody lists. `percents` are the known suppliers, the largest first. Without a
    basis group, or with shares over 102 %, there is a `reason`.
    """

    segment: str
    basis: SuggestionBasis | None
    band: Band
    hhi: HhiBounds
    tiers: tuple[Tier | None, Tier | None] = (None, None)
    top_three: tuple[float, float] | None = None
    effective: tuple[float, float] | None = None
    unknown: float | None = None
    percents: Mapping[str, float] = field(default_factory=dict)
    lower_bounds: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    reason: Reason | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the known shares are a whole, so that nothing is an interval."""
        return self.hhi.is_exact

    @property
    def is_tier_sure(self) -> bool:
        """Whether both ends of the interval are in the same tier."""
        return self.tiers[0] is not None and self.tiers[0] is self.tiers[1]


def concentration_of(dataset: Dataset, segment: str, band: Band = Band.US_2023) -> SegmentConcentration:
    """The concentration of a segment's suppliers, by its basis group and the thresholds of a band."""
    supply = supply_of(dataset, segment)
    if supply.reason is not None:
        nothing = HhiBounds(None, None, reason=supply.reason)
        return SegmentConcentration(segment, supply.basis, band, nothing, reason=supply.reason)
    bounds = hhi_bounds(supply.percents, supply.lower_bounds)
    if bounds.low is None or bounds.high is None:
        return SegmentConcentration(segment, supply.basis, band, bounds, reason=bounds.reason)
    return SegmentConcentration(
        segment,
        supply.basis,
        band,
        bounds,
        (tier_of(bounds.low, band), tier_of(bounds.high, band)),
        (_largest_three(bounds.explain), _largest_three(bounds.explain_high)),
        (1.0 / bounds.high, 1.0 / bounds.low),
        bounds.unknown_share,
        dict(sorted(supply.percents.items(), key=lambda item: (-item[1], item[0]))),
        supply.lower_bounds,
        supply.sources,
    )


def _largest_three(terms: Iterable[Term]) -> float:
    return sum(sorted((term.value or 0.0 for term in terms), reverse=True)[:_LARGEST])


def chokepoint_rules(dataset: Dataset) -> ChokepointRules:
    """When a hold is flagged, as the workspace assumes it; a link counts from "important" upwards."""
    return ChokepointRules(
        criticality=criticality(dataset, 2),
        share=value_of(dataset, "chokepoint.share"),
        top_three=value_of(dataset, "chokepoint.three"),
        default_substitution=value_of(dataset, "shock.substitution"),
    )


def chokepoints_of(
    dataset: Dataset,
    segments: Iterable[str] | None = None,
    *,
    with_losses: bool = False,
    progress: Progress = silent,
) -> Chokepoints:
    """Every known hold of a place on a segment: share × downstream reach × (1 − substitution).

    All segments but the root, or those asked; a segment without usable shares is left out with its reason.
    With losses, the shock model removes each place from each segment, the downstream loss is added (in parts
    of normal output, summed over the other segments) and the order follows it. Raises `Cancelled`.
    """
    scorable = [one.id for one in dataset.segments.values() if one.id != ROOT_SEGMENT]
    asked = scorable if segments is None else list(segments)
    supplies = {segment: supply_of(dataset, segment) for segment in asked}
    usable = {name: one for name, one in supplies.items() if one.reason is None}
    shares = {
        name: {who: part / _WHOLE for who, part in one.percents.items()} for name, one in usable.items()
    }
    links = {
        (source, target): critical
        for target, inputs in links_into(dataset).items()
        for source, critical in inputs.items()
    }
    weights = {segment: max(0.0, float(dataset.segments[segment].weight)) for segment in scorable}
    losses = _losses(dataset, shares, progress) if with_losses else None
    found = chokepoints(
        shares,
        links,
        weights=weights,
        rules=chokepoint_rules(dataset),
        loss_of=None if losses is None else lambda place, segment: losses.get((place, segment)),
    )
    lacking = {name: one.reason for name, one in supplies.items() if one.reason is not None}
    return Chokepoints(found.found, {**lacking, **found.left_out})


def _losses(
    dataset: Dataset, shares: Mapping[str, Mapping[str, float]], progress: Progress
) -> dict[tuple[str, str], float]:
    """What the chain downstream loses without each hold, by place and segment."""
    chain = supply_chain_of(dataset)
    holds = [(place, segment) for segment, held in shares.items() for place in held]
    found = {}
    for done, (place, segment) in enumerate(holds):
        progress.step(done, len(holds))
        found[place, segment] = _downstream_loss(chain, place, segment)
    progress.step(len(holds), len(holds))
    return found


def _downstream_loss(chain: SupplyChain, place: str, segment: str) -> float:
    steady = static(chain, {segment: {place: 1.0}})
    return sum(one.loss or 0.0 for name, one in steady.items() if name != segment)
