"""Which places do what few can do, and what is close to what they do: complexity and density of a workspace.

A place has a segment where its shown level is at least the workspace's "has strength"; what is not known is
not held. With few places or segments the index is mostly noise and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan

import numpy as np

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.standing import standings_of
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.match.complexity import complexity, held_by_level, proximity, relatedness_density
from chipmap.model.records import NOW


@dataclass(frozen=True, slots=True)
class PlaceComplexity:
    """ECI by place and PCI by segment as z-scores; places and segments with nothing have none.

    `held` are the segments that each place has, `known` the part (0–1) of all levels that is known,
    `suggested_part` how much of the known rests on suggestions. `density[place][segment]` is how related what
    a place has is to a segment, 0–100, without those to which nothing is related.
    """

    eci: Mapping[str, float]
    pci: Mapping[str, float]
    held: Mapping[str, tuple[str, ...]]
    density: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    known: float = 0.0
    suggested_part: float = 0.0
    least_level: float = 0.0
    is_experimental: bool = False
    reason: Reason | None = None


def complexity_of(dataset: Dataset, *, horizon: str = NOW, region: str | None = None) -> PlaceComplexity:
    """The complexity of every country, or of those and one region in place of its members.

    Segments are those beneath the stages. Without three places that have anything, or where strengths fall
    into unconnected groups, there is a reason and no ECI; the densities stand all the same.
    """
    standings = standings_of(dataset)
    tree = standings.tree
    segments = [one.id for one in tree.scorable if not tree.is_stage(one.id)]
    own = dataset.regions.get(region or "")
    members = set(own.members) if own else set()
    countries = [code for code in map(str, dataset.countries) if code not in members]
    places = [*([own.code] if own else []), *countries]
    shown = [[standings.of(place, segment, horizon) for segment in segments] for place in places]
    levels = np.array([[one.level if one.is_known else None for one in row] for row in shown], dtype=float)
    known = [one for row in shown for one in row if one.is_known]
    least = value_of(dataset, "match.strength_least")
    if not known:
        return PlaceComplexity({}, {}, {}, least_level=least, reason=Reason.ALL_MISSING)
    held = held_by_level(levels, least)
    found = complexity(held)
    density = relatedness_density(held, proximity(held))
    return PlaceComplexity(
        _named(places, found.eci),
        _named(segments, found.pci),
        {
            place: tuple(segments[at] for at in np.flatnonzero(row))
            for place, row in zip(places, held, strict=True)
            if row.any()
        },
        {
            place: _named(segments, tuple(row.tolist()))
            for place, row, rated in zip(places, density, shown, strict=True)
            if any(one.is_known for one in rated)
        },
        len(known) / levels.size,
        sum(one.suggested_part for one in known) / len(known),
        least,
        found.is_experimental,
        found.reason,
    )


def _named(names: list[str], numbers: tuple[float, ...] | None) -> dict[str, float]:
    return {
        name: number
        for name, number in zip(names, numbers or (), strict=numbers is not None)
        if not isnan(number)
    }
