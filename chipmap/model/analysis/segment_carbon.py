"""How clean the power is where a segment is made, from the workspace's shares and cited grid factors.

Only shares counted by location say where something is made; by head office they do not, and there is no
figure. A place has its own latest factor of the workspace, else that of ACT (2022); places without one lower
the coverage, and none is extrapolated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chipmap.model.analysis.carbon import (
    CarbonFactors,
    Footprint,
    Intensity,
    change_by_moving,
    segment_intensity,
    wafer_footprint,
)
from chipmap.model.analysis.figures import Figure, Reason
from chipmap.model.analysis.suggest import EUROPEAN_UNION
from chipmap.model.analysis.supply import supply_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import SuggestionBasis

BY_LOCATION = frozenset({"capacity_by_location", "production_by_location", "sites_by_location"})
"""The measures that say where something is made."""

GRID_INDICATOR = "electricity_carbon_intensity"
"""The indicator of a place that is its grid factor in g CO₂/kWh."""

_PLACES = {"TWN": "taiwan", "SGP": "singapore", "KOR": "korea", "JPN": "japan"}
_EUROPE = "europe"
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class GridFactor:
    """What a kilowatt hour of a place's grid emits in g CO₂, with the year and source that say so.

    A source without an entry among the workspace's sources is spelled out.
    """

    place: str
    value: float
    year: int | None
    source: str


@dataclass(frozen=True, slots=True)
class SegmentCarbon:
    """The mean grid factor behind a segment in g CO₂e/kWh, with what it rests on, or a reason.

    `factors` are those of the places with one; `without` lists the suppliers that have none; `sources` are
    those of the shares.
    """

    segment: str
    basis: SuggestionBasis | None
    intensity: Intensity
    factors: Mapping[str, GridFactor] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the factors, earliest first."""
        return tuple(sorted({one.year for one in self.factors.values() if one.year is not None}))


def grid_factors(dataset: Dataset) -> dict[str, GridFactor]:
    """The grid factor of each place that has one; members of the European Union without have Europe's."""
    published = CarbonFactors()
    codes = dict(_PLACES)
    union = dataset.regions.get(EUROPEAN_UNION)
    codes |= dict.fromkeys((EUROPEAN_UNION, *(union.members if union else ())), _EUROPE)
    found = {
        code: GridFactor(code, published.grid[name], published.year, published.source)
        for code, name in codes.items()
    }
    rows = [row for row in dataset.profiles.values() if row.indicator == GRID_INDICATOR]
    for row in sorted(rows, key=lambda row: (row.year or 0, row.source)):
        if row.value is not None:
            found[row.subject] = GridFactor(row.subject, row.value, row.year, row.source)
    return found


def carbon_of(dataset: Dataset, segment: str) -> SegmentCarbon:
    """The grid intensity of a segment's known production; by head office or without shares a reason."""
    supply = supply_of(dataset, segment)
    reason = supply.reason
    if reason is None and supply.basis is not None and supply.basis.measure not in BY_LOCATION:
        reason = Reason.NOT_BY_LOCATION
    if reason is not None:
        return SegmentCarbon(segment, supply.basis, Intensity(None, reason=reason))
    grid = grid_factors(dataset)
    shares = _parts(supply.percents)
    return SegmentCarbon(
        segment,
        supply.basis,
        segment_intensity(shares, _values(grid)),
        {place: grid[place] for place in shares if place in grid},
        tuple(place for place in shares if place not in grid),
        supply.sources,
    )


def carbon_if_moved(dataset: Dataset, segment: str, part: float, *, origin: str, target: str) -> Figure:
    """The change of a segment's intensity when a part of the world (0–1) moves from one place to another."""
    reason = carbon_of(dataset, segment).intensity.reason
    if reason is not None and reason is not Reason.NO_FACTOR:
        return Figure(None, reason)
    shares = _parts(supply_of(dataset, segment).percents)
    return change_by_moving(shares, part, origin=origin, target=target, grid=_values(grid_factors(dataset)))


def footprint_at(
    dataset: Dataset, node: str, place: str, *, abatement_percent: float = 97.0, yield_part: float = 0.875
) -> Footprint:
    """What a cm² of good silicon of a logic node carries in g CO₂e when made on the grid of a place."""
    factor = grid_factors(dataset).get(place)
    if factor is None:
        return Footprint(None, reason=Reason.NO_FACTOR)
    return wafer_footprint(
        node,
        place,
        abatement_percent=abatement_percent,
        yield_part=yield_part,
        factors=CarbonFactors(grid={place: factor.value}),
    )


def _values(grid: Mapping[str, GridFactor]) -> dict[str, float]:
    return {place: one.value for place, one in grid.items()}


def _parts(percents: Mapping[str, float]) -> dict[str, float]:
    return {place: percent / _WHOLE for place, percent in percents.items()}
