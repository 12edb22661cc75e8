"""The index of places over the value chain: shown levels, weighed by the segments' weights, 0–100.

One step of the tree at a time: over the whole chain the parts are the stages, over a segment its
sub-segments. A part enters with its shown level, which is rolled up from below by the same weights, so that
the index can never contradict the map. Unknown parts are left out with their weight and lower the coverage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chipmap.model.analysis.composite import (
    Aggregation,
    Choices,
    Influences,
    Node,
    Robustness,
    Sensitivity,
    Uncertain,
    index_sensitivity,
    index_tree,
    one_at_a_time,
    ranks,
    uncertainty,
)
from chipmap.model.analysis.composite.normalising import Numbers
from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.reasons import Rule
from chipmap.model.analysis.standing import Standing, Standings, standings_of
from chipmap.model.assumptions import value_of
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.progress import Progress, silent
from chipmap.model.records import NOW, Confidence

WHOLE_CHAIN = ""
"""The index over the stages."""

HIGHEST_LEVEL, SCALE = 5.0, 100.0
_LEAST_NUMBER = 1.0
"""The geometric and harmonic means are taken of 1–100; the result depends on this floor."""

_ANY_COVERAGE = 1e-9
_HALF_WIDTHS = {
    Confidence.LOW: "uncertainty.low",
    Confidence.MEDIUM: "uncertainty.medium",
    Confidence.HIGH: "uncertainty.high",
}


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The index of one place, 0–100, or None with a reason.

    `coverage` is the known part of the weight (0–1), down to the sub-segments of what was rolled up;
    `suggested_part` how much of the index rests on suggestions. `low_rank` and `high_rank` are the 5 % and 95
    % ranks of the draws, `low` and `high` those of the index; `least` and `most` what it would be if all
    unknown parts were 0 or 5. `explain` adds up to the index; `unknown` and `not_applicable` are the parts
    left out.
    """

    place: str
    index: float | None
    reason: Reason | None = None
    coverage: float = 0.0
    suggested_part: float = 0.0
    rank: int | None = None
    low_rank: int | None = None
    high_rank: int | None = None
    low: float | None = None
    high: float | None = None
    least: float | None = None
    most: float | None = None
    explain: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()

    @property
    def level(self) -> float | None:
        """The index on the scale of levels, 0–5."""
        return None if self.index is None else self.index / SCALE * HIGHEST_LEVEL


@dataclass(frozen=True, slots=True)
class PlaceIndices:
    """The index of several places over the same parts, best first and those without an index last.

    `weights` are those of the parts, adding to 1. `influences` say how far ranks move without each part, and
    `robustness` holds the draws over `ranked` (None without draws). Without parts there is a `reason`.
    """

    segment: str
    horizon: str
    places: tuple[PlaceIndex, ...]
    weights: Mapping[str, float]
    aggregation: Aggregation
    min_coverage: float
    ranked: tuple[str, ...] = ()
    influences: Influences | None = None
    robustness: Robustness | None = None
    reason: Reason | None = None

    def of(self, place: str) -> PlaceIndex | None:
        """The index of one place; None for one that was not asked."""
        return next((one for one in self.places if one.place == place), None)


def compared_places(dataset: Dataset, focus: str, *more: str) -> list[str]:
    """The focus region, the candidate places of the workspace, and further ones; each once."""
    region = dataset.regions.get(dataset.settings.candidate_region)
    listed = dict.fromkeys((focus, *(region.members if region else ()), *more))
    return [place for place in listed if dataset.has_subject(place)]


def reweighted(dataset: Dataset, weights: Mapping[str, float] | None) -> Dataset:
    """The dataset with other weights of some segments; shown levels are rolled up with these."""
    changes = [
        Change(segment, replace(segment, weight=weights[segment.id]))
        for segment in dataset.segments.values()
        if weights and segment.id in weights and weights[segment.id] != segment.weight
    ]
    return dataset.with_changes(ChangeSet.of(changes)) if changes else dataset


def place_index(
    dataset: Dataset,
    places: Iterable[str],
    *,
    segment: str = WHOLE_CHAIN,
    horizon: str = NOW,
    weights: Mapping[str, float] | None = None,
    aggregation: Aggregation = Aggregation.ARITHMETIC,
    draws: int = 0,
    seed: int = 0,
    progress: Progress = silent,
) -> PlaceIndices:
    """The index of places over the chain or over the sub-segments of a segment, with ranks among them.

    Levels go to 0–100 by the goalposts 0 and 5. `weights` replace the workspace's by segment id, of
    sub-segments too. Below the workspace's least coverage a place has no index and no rank. With `draws`,
    levels vary by their confidence and weights by the workspace's noise. Raises `Cancelled`.
    """
    asked = _asked(reweighted(dataset, weights), places, segment, horizon, aggregation)
    if asked.reason is not None:
        lacking = tuple(PlaceIndex(place, None, asked.reason) for place in asked.places)
        return PlaceIndices(
            segment, horizon, lacking, {}, aggregation, asked.min_coverage, reason=asked.reason
        )
    found = {place: _index_of(asked, place) for place in asked.places}
    ranked = [place for place, one in found.items() if one.index is not None]
    numbers = [one.index for one in found.values() if one.index is not None]
    for place, rank in zip(ranked, ranks(np.array(numbers)).tolist(), strict=True):
        found[place] = replace(found[place], rank=int(rank))
    robustness = _robustness(asked, ranked, draws, seed, progress) if draws and ranked else None
    if robustness is not None and robustness.reason is None:
        found |= _with_intervals(found, ranked, robustness)
    order = sorted(found.values(), key=lambda one: (one.index is None, -(one.index or 0.0)))
    influences = None
    if ranked:
        influences = one_at_a_time(
            asked.node, _numbers(asked, ranked), aggregation=aggregation, min_coverage=_ANY_COVERAGE
        )
    whole = sum(asked.weights.values())
    return PlaceIndices(
        segment,
        horizon,
        tuple(order),
        {part: weight / whole for part, weight in asked.weights.items()},
        aggregation,
        asked.min_coverage,
        tuple(ranked),
        influences,
        robustness,
    )


def weight_sensitivity(
    dataset: Dataset,
    places: Iterable[str],
    *,
    segment: str = WHOLE_CHAIN,
    horizon: str = NOW,
    weights: Mapping[str, float] | None = None,
    samples: int = 1024,
    seed: int = 0,
    progress: Progress = silent,
) -> Sensitivity:
    """Which part's weight moves the ranks of these places most: Sobol' indices over the workspace's noise.

    Raises `Cancelled`.
    """
    asked = _asked(reweighted(dataset, weights), places, segment, horizon, Aggregation.ARITHMETIC)
    ranked = [place for place in asked.places if _index_of(asked, place).index is not None]
    if asked.reason is not None or not ranked:
        return Sensitivity((), samples, seed, reason=asked.reason or Reason.LOW_COVERAGE)
    noise = value_of(dataset, "uncertainty.weights")
    return index_sensitivity(
        asked.node, _numbers(asked, ranked), noise=noise, n=samples, seed=seed, progress=progress
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question that all places answer; `standings` are those under the asked weights."""

    standings: Standings
    places: tuple[str, ...]
    horizon: str
    weights: Mapping[str, float]
    aggregation: Aggregation
    min_coverage: float
    reason: Reason | None = None

    @property
    def node(self) -> Node:
        return Node("index", 1.0, tuple(Node(part, weight) for part, weight in self.weights.items()))

    def standing(self, place: str, part: str) -> Standing:
        return self.standings.of(place, part, self.horizon)

    def number(self, level: float) -> float:
        """A level as a number of 0–100, above zero where the mean needs it."""
        found = level / HIGHEST_LEVEL * SCALE
        if self.aggregation is Aggregation.ARITHMETIC:
            return found
        return _LEAST_NUMBER + found * (SCALE - _LEAST_NUMBER) / SCALE


def _asked(
    dataset: Dataset, places: Iterable[str], segment: str, horizon: str, aggregation: Aggregation
) -> _Asked:
    standings = standings_of(dataset)
    tree = standings.tree
    parts = tree.children(segment) if segment else tree.stages
    if segment and not parts and tree.is_scorable(segment):
        parts = (dataset.segments[segment],)
    weights = {part.id: float(part.weight) for part in parts if part.weight > 0}
    reason: Reason | None = None
    if segment and not tree.is_scorable(segment):
        reason = Reason.UNKNOWN_NAME
    elif any(part.weight < 0 for part in parts):
        reason = Reason.NEGATIVE
    elif not weights:
        reason = Reason.ZERO_WEIGHTS if parts else Reason.NOTHING_GIVEN
    least = value_of(dataset, "index.coverage")
    listed = tuple(dict.fromkeys(places))
    return _Asked(standings, listed, horizon, weights, aggregation, least, reason)


def _index_of(asked: _Asked, place: str) -> PlaceIndex:
    standings = {part: asked.standing(place, part) for part in asked.weights}
    left_out = tuple(part for part, one in standings.items() if one.is_not_applicable)
    unknown = tuple(part for part, one in standings.items() if not one.is_known and part not in left_out)
    applicable = {part: weight for part, weight in asked.weights.items() if part not in left_out}
    if not applicable:
        return PlaceIndex(place, None, Reason.NOTHING_GIVEN, not_applicable=left_out)
    whole = sum(applicable.values())
    known = {part: weight for part, weight in applicable.items() if part not in unknown}
    coverage = sum(weight * _covered(standings[part]) for part, weight in known.items()) / whole
    if not known:
        return PlaceIndex(place, None, Reason.ALL_MISSING, 0.0, unknown=unknown, not_applicable=left_out)
    held = sum(known.values())
    suggested = sum(weight * standings[part].suggested_part for part, weight in known.items()) / held
    node = Node("index", 1.0, tuple(Node(part, weight) for part, weight in applicable.items()))
    numbers = {part: [asked.number(standings[part].level or 0.0)] for part in known}
    index = index_tree(node, numbers, aggregation=asked.aggregation, min_coverage=asked.min_coverage)
    figure = index.figure("index", 0)
    ends = [
        index_tree(
            node,
            {**{part: [asked.number(end)] for part in unknown}, **numbers},
            aggregation=asked.aggregation,
        )
        .figure("index", 0)
        .value
        for end in (0.0, HIGHEST_LEVEL)
    ]
    return PlaceIndex(
        place,
        figure.value,
        figure.reason,
        coverage,
        suggested,
        least=ends[0],
        most=ends[1],
        explain=figure.explain,
        unknown=unknown,
        not_applicable=left_out,
    )


def _covered(standing: Standing) -> float:
    """How much of a part is known: all of it, but for a level that is rolled up from some sub-segments."""
    is_from_below = standing.why.rule is Rule.CHILDREN and standing.coverage is not None
    return standing.coverage or 0.0 if is_from_below else 1.0


def _levels(asked: _Asked, places: Sequence[str]) -> dict[str, Numbers]:
    """The levels of places by part, NaN where unknown or not applicable."""
    found = {}
    for part in asked.weights:
        standings = [asked.standing(place, part) for place in places]
        levels = [one.level if one.is_known else None for one in standings]
        found[part] = np.array([np.nan if level is None else level for level in levels])
    return found


def _numbers(asked: _Asked, places: Sequence[str]) -> dict[str, Numbers]:
    """The same as the numbers that enter the index."""
    return {
        part: np.array([asked.number(level) for level in levels.tolist()])
        for part, levels in _levels(asked, places).items()
    }


def _robustness(
    asked: _Asked, ranked: Sequence[str], draws: int, seed: int, progress: Progress
) -> Robustness:
    dataset = asked.standings.dataset
    widths = {grade: value_of(dataset, key) for grade, key in _HALF_WIDTHS.items()}
    half = {
        part: [widths[asked.standing(place, part).confidence or Confidence.LOW] for place in ranked]
        for part in asked.weights
    }
    uncertain = Uncertain(
        half,
        value_of(dataset, "uncertainty.weights"),
        Choices(aggregations=(asked.aggregation,)),
        (0.0, HIGHEST_LEVEL),
    )
    return uncertainty(
        asked.node,
        _levels(asked, ranked),
        uncertain,
        draws=draws,
        seed=seed,
        min_coverage=_ANY_COVERAGE,
        progress=progress,
    )


def _with_intervals(
    found: Mapping[str, PlaceIndex], ranked: Sequence[str], drawn: Robustness
) -> dict[str, PlaceIndex]:
    """Ranks and indices at 5 % and 95 % of the draws; the index of a draw is on the scale of goalposts."""
    return {
        place: replace(
            found[place],
            low_rank=int(drawn.low_rank[at]),
            high_rank=int(drawn.high_rank[at]),
            low=float(drawn.low_score[at]),
            high=float(drawn.high_score[at]),
        )
        for at, place in enumerate(ranked)
    }
