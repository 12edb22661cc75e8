"""Which places do what few can do, and what is close to what they do: complexity and density of a workspace.

A place has a segment where its shown level is at least the workspace's "has strength"; what is not known is
not held. With few places or segments the index is mostly noise and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan

import numpy as np

from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.standing import standings_of
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.match.complexity import (
    Matrix,
    complexity,
    held_by_level,
    proximity,
    relatedness_density,
)
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
    closeness: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    known: float = 0.0
    suggested_part: float = 0.0
    least_level: float = 0.0
    is_experimental: bool = False
    reason: Reason | None = None

    def explain(self, place: str) -> tuple[Term, ...]:
        """What each segment that a place has adds to its ECI, which is the mean of their PCI."""
        held = self.held.get(place, ())
        if place not in self.eci:
            return ()
        return tuple(Term("part", self.pci[one], self.pci[one] / len(held), one) for one in held)

    def explain_density(self, place: str, segment: str) -> tuple[Term, ...]:
        """What each segment that a place has adds to its density around another."""
        if segment not in self.density.get(place, {}):
            return ()
        near = self.closeness[segment]
        around = sum(near.values())
        return tuple(
            Term("part", near[one], 100.0 * near[one] / around, one)
            for one in self.held.get(place, ())
            if one in near
        )


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
    rated = {place: any(one.is_known for one in row) for place, row in zip(places, shown, strict=True)}
    return replace(
        complexity_over(places, segments, held_by_level(levels, least), rated),
        known=len(known) / levels.size,
        suggested_part=sum(one.suggested_part for one in known) / len(known),
        least_level=least,
    )


def complexity_over(
    places: Sequence[str], activities: Sequence[str], held: Matrix, rated: Mapping[str, bool]
) -> PlaceComplexity:
    """The figures of a table of who has what; densities of the places that are `rated` at all."""
    found = complexity(held)
    near = proximity(held)
    return PlaceComplexity(
        _named(places, found.eci),
        _named(activities, found.pci),
        {
            place: tuple(activities[at] for at in np.flatnonzero(row).tolist())
            for place, row in zip(places, held, strict=True)
            if row.any()
        },
        {
            place: _named(activities, tuple(row.tolist()))
            for place, row in zip(places, relatedness_density(held, near), strict=True)
            if rated[place]
        },
        {
            activity: {activities[at]: float(row[at]) for at in np.flatnonzero(row).tolist()}
            for activity, row in zip(activities, near, strict=True)
        },
        is_experimental=found.is_experimental,
        reason=found.reason,
    )


def _named(names: Sequence[str], numbers: tuple[float, ...] | None) -> dict[str, float]:
    return {
        name: number
        for name, number in zip(names, numbers or (), strict=numbers is not None)
        if not isnan(number)
    }
