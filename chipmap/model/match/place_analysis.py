"""Everything that is said about one place and one segment at once, for the panel and the command line.

It only asks the other modules; a figure that cannot be computed carries its own reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from chipmap.model.analysis.composite import DRAWS
from chipmap.model.analysis.concentration import Chokepoint, Reliance
from chipmap.model.analysis.place_dependence import (
    ProductDependence,
    TradeGap,
    dependency_of,
    reliance_of,
    trade_gap_of,
)
from chipmap.model.analysis.place_index import PlaceIndices, compared_places, place_index
from chipmap.model.analysis.segment_suppliers import (
    SegmentConcentration,
    chokepoints_of,
    concentration_of,
)
from chipmap.model.analysis.standing import standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.match.gap_segments import subtree
from chipmap.model.match.place_swot import PlaceSwot, swot_of
from chipmap.model.progress import Progress, silent
from chipmap.model.records import NOW


@dataclass(frozen=True, slots=True)
class PlaceAnalysis:
    """The figures of one place, and of one segment with all beneath it.

    `indices` are over the whole chain, among the candidate places, the focus region and the place. `reliance`
    is the place's in the segment; `chokepoint` the heaviest known hold on it. `dependencies` are those of the
    products that stand for the segment; where there are none, `trade_gap` says why.
    """

    place: str
    segment: str
    horizon: str
    indices: PlaceIndices
    concentration: SegmentConcentration
    dependencies: tuple[ProductDependence, ...]
    trade_gap: TradeGap | None
    reliance: Reliance | None
    chokepoint: Chokepoint | None
    swot: PlaceSwot


def analyse_place(
    dataset: Dataset,
    place: str,
    *,
    segment: str,
    focus: str,
    horizon: str = NOW,
    draws: int = DRAWS,
    seed: int = 0,
    progress: Progress = silent,
) -> PlaceAnalysis:
    """The figures of a place seen from a focus region. Raises `Cancelled`."""
    places = compared_places(dataset, focus, place)
    indices = place_index(dataset, places, horizon=horizon, draws=draws, seed=seed, progress=progress)
    progress.step(0, 0)
    holds = chokepoints_of(dataset, [segment]).found
    beneath = subtree(standings_of(dataset), segment)
    return PlaceAnalysis(
        place,
        segment,
        horizon,
        indices,
        concentration_of(dataset, segment),
        tuple(dependency_of(dataset, place, segment=segment)),
        trade_gap_of(dataset, place, segment),
        reliance_of(dataset, place).get(segment),
        holds[0] if holds else None,
        swot_of(dataset, place, focus=focus, segments=beneath, horizon=horizon),
    )
