"""How clean the power behind a segment is, from the workspace's shares and its cited grid factors.

A place without a factor lowers the coverage and is never taken for clean. Where the basis group counts firms
by seat, the figure is of where they are seated: `basis` says what is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chipmap.model.analysis.carbon import (
    CarbonFactors,
    Footprint,
    Intensity,
    change_by_moving,
    segment_intensity,
    wafer_footprint,
)
from chipmap.model.analysis.figures import Figure, Reason
from chipmap.model.analysis.supply import supply_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import SuggestionBasis

GRID_INDICATOR = "electricity_carbon_intensity"
"""The indicator of a place that is its grid factor in g CO₂/kWh."""

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class GridFactor:
    """What a kilowatt hour of a place's grid emits, in g CO₂, with the year and source that say so."""

    place: str
    value: float
    year: int | None
    source: str


@dataclass(frozen=True, slots=True)
class SegmentCarbon:
    """The mean grid factor behind one segment in g CO₂/kWh, and the factors that entered."""

    segment: str
    basis: SuggestionBasis | None
    intensity: Intensity
    factors: tuple[GridFactor, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the factors, earliest first."""
        return tuple(sorted({one.year for one in self.factors if one.year is not None}))


def grid_factors(dataset: Dataset) -> dict[str, GridFactor]:
    """The latest cited grid factor of each place."""
    found: dict[str, GridFactor] = {}
    for row in dataset.profiles.values():
        if row.indicator != GRID_INDICATOR or row.value is None:
            continue
        known = found.get(row.subject)
        if known is None or (row.year or 0, row.source) > (known.year or 0, known.source):
            found[row.subject] = GridFactor(row.subject, row.value, row.year, row.source)
    return found


def segment_carbon(dataset: Dataset, segment: str) -> SegmentCarbon:
    """Σ share · grid factor / Σ covered share over the listed suppliers of a segment."""
    supply = supply_of(dataset, segment)
    if not supply.percents:
        return SegmentCarbon(segment, supply.basis, Intensity(None, reason=supply.reason))
    grid = grid_factors(dataset)
    intensity = segment_intensity(_parts(supply.percents), {name: one.value for name, one in grid.items()})
    used = tuple(grid[term.subject] for term in intensity.explain)
    return SegmentCarbon(segment, supply.basis, intensity, used)


def carbon_of_moving(dataset: Dataset, segment: str, part: float, *, origin: str, target: str) -> Figure:
    """The change in g CO₂/kWh if a part of the world (0–1) moved from one place to another."""
    supply = supply_of(dataset, segment)
    if not supply.percents:
        return Figure(None, supply.reason)
    grid = {name: one.value for name, one in grid_factors(dataset).items()}
    return change_by_moving(_parts(supply.percents), part, origin=origin, target=target, grid=grid)


def footprint_at(
    dataset: Dataset, node: str, place: str, *, abatement_percent: float = 97.0, yield_part: float = 0.875
) -> Footprint:
    """What a cm² of good silicon of a logic node emits in g CO₂e on the grid of a place of the workspace."""
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


def _parts(percents: Mapping[str, float]) -> dict[str, float]:
    return {place: percent / _WHOLE for place, percent in percents.items()}
