"""How clean the power is where a segment is made, from the workspace's shares and published grid factors.

Only shares counted by location say where something is made; by head office they do not, and there is no
figure. Factors are those of ACT (2022); places without one lower the coverage, and none is extrapolated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chipmap.model.analysis.carbon import (
    CarbonFactors,
    Intensity,
    change_by_moving,
    segment_intensity,
)
from chipmap.model.analysis.figures import Figure, Reason
from chipmap.model.analysis.suggest import EUROPEAN_UNION
from chipmap.model.analysis.supply import supply_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import SuggestionBasis

BY_LOCATION = frozenset({"capacity_by_location", "production_by_location", "sites_by_location"})
"""The measures that say where something is made."""

_PLACES = {"TWN": "taiwan", "SGP": "singapore", "KOR": "korea", "JPN": "japan"}
_EUROPE = "europe"
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class SegmentCarbon:
    """The mean grid factor behind a segment in g CO₂e/kWh, with what it rests on, or a reason.

    `factors` are by place, those of the places with one; `without` lists the suppliers that have none.
    """

    segment: str
    basis: SuggestionBasis | None
    intensity: Intensity
    factors: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    year: int = 0
    source: str = ""
    sources: tuple[str, ...] = ()


def grid_factors(dataset: Dataset, factors: CarbonFactors | None = None) -> dict[str, float]:
    """Published grid factors by place code in g CO₂e/kWh; the members of the European Union have Europe's."""
    grid = (factors or CarbonFactors()).grid
    found = {code: grid[name] for code, name in _PLACES.items() if name in grid}
    if _EUROPE in grid:
        union = dataset.regions.get(EUROPEAN_UNION)
        members = (EUROPEAN_UNION, *(union.members if union else ()))
        found |= dict.fromkeys(members, grid[_EUROPE])
    return found


def carbon_of(dataset: Dataset, segment: str, factors: CarbonFactors | None = None) -> SegmentCarbon:
    """The grid intensity of a segment's known production; by head office or without shares a reason."""
    used = factors or CarbonFactors()
    supply = supply_of(dataset, segment)
    reason = supply.reason
    if reason is None and supply.basis is not None and supply.basis.measure not in BY_LOCATION:
        reason = Reason.NOT_BY_LOCATION
    if reason is not None:
        return SegmentCarbon(segment, supply.basis, Intensity(None, reason=reason), source=used.source)
    grid = grid_factors(dataset, used)
    shares = _parts(supply.percents)
    return SegmentCarbon(
        segment,
        supply.basis,
        segment_intensity(shares, grid),
        {place: grid[place] for place in shares if place in grid},
        tuple(place for place in shares if place not in grid),
        used.year,
        used.source,
        supply.sources,
    )


def carbon_if_moved(
    dataset: Dataset,
    segment: str,
    part: float,
    *,
    origin: str,
    target: str,
    factors: CarbonFactors | None = None,
) -> Figure:
    """The change of a segment's intensity when a part of the world (0–1) moves from one place to another."""
    reason = carbon_of(dataset, segment, factors).intensity.reason
    if reason is not None and reason is not Reason.NO_FACTOR:
        return Figure(None, reason)
    shares = _parts(supply_of(dataset, segment).percents)
    return change_by_moving(shares, part, origin=origin, target=target, grid=grid_factors(dataset, factors))


def _parts(percents: Mapping[str, float]) -> dict[str, float]:
    return {place: percent / _WHOLE for place, percent in percents.items()}
