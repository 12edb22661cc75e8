"""How far a ranking depends on what nobody knows exactly: scores, weights, and choices of method.

Monte Carlo: in each draw every place meets the same weights and choices, so that places are compared fairly.
The same input and seed give the same result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from chipmap.model.analysis.composite.aggregating import Aggregation
from chipmap.model.analysis.composite.normalising import Method, Numbers, ranks
from chipmap.model.analysis.composite.tree import (
    MIN_COVERAGE,
    Availability,
    Node,
    availability,
    evaluate,
    fault_of_scores,
    fault_of_tree,
    numbers_of,
)
from chipmap.model.analysis.figures import Reason, Term, fault_of, is_missing
from chipmap.model.progress import Progress, silent
from chipmap.model.records import Confidence

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

DRAWS, PREVIEW_DRAWS = 10_000, 1_000
WEIGHT_NOISE = 0.25
"""By how much a weight may be off, up or down (COINr's `get_noisy_weights`)."""

_HALF_WIDTHS = {Confidence.HIGH: 0.5, Confidence.MEDIUM: 1.0, Confidence.LOW: 1.5}
_CELLS_AT_ONCE = 32_768
_NARROWEST, _WIDEST = 1e-30, 1e30
"""What single precision can divide by and hold; levels are far inside."""

_FLOOR = 1.0
"""Geometric and harmonic means are taken of 1–100, as COINr does: results depend on this floor."""


def half_width_of(confidence: Confidence | float | None) -> float:
    """How far a score may be off, in scale points: High 0.5, Medium 1, Low or unsaid 1.5.

    A confidence c of 0 to 1 gives 0.5 + 1.5(1 − c). Our default, to be judged.
    """
    if confidence is None or isinstance(confidence, Confidence):
        return _HALF_WIDTHS[confidence or Confidence.LOW]
    return 0.5 + 1.5 * (1.0 - min(max(confidence, 0.0), 1.0))


@dataclass(frozen=True, slots=True)
class Choices:
    """The methods that a draw may use, the nominal one first, and whether it may leave out one pillar.

    `normalisations` are AS_GIVEN, GOALPOSTS (the scale to 0–100) or MINMAX over the places of the draw.
    """

    aggregations: tuple[Aggregation, ...] = (Aggregation.ARITHMETIC,)
    normalisations: tuple[Method, ...] = (Method.GOALPOSTS,)
    may_drop_pillar: bool = False


@dataclass(frozen=True, slots=True)
class Uncertain:
    """What varies between draws.

    `half_widths` by leaf, in scale points, for each place (NaN counts as 1.5): scores follow a triangle
    around the given one that ends at the scale. `weight_noise` f multiplies every weight by 1 + U(−f, f);
    `None` takes every weighting of each group for equally likely.
    """

    half_widths: Mapping[str, Sequence[float | None] | ArrayLike] | None = None
    weight_noise: float | None = WEIGHT_NOISE
    choices: Choices = Choices()
    scale: tuple[float, float] = (0.0, 5.0)


def _none() -> Numbers:
    return np.empty(0)


@dataclass(frozen=True)
class Robustness:
    """Ranks over the draws, arrays of shape (places,); NaN for a place without a nominal index.

    `low` and `high` are the 5 % and 95 % quantiles. `rank_probability[place, r − 1]` is P(rank = r) and
    `above[a, b]` is P(a scores higher than b).
    """

    seed: int
    draws: int
    nominal_scores: Numbers = field(default_factory=_none)
    nominal_ranks: Numbers = field(default_factory=_none)
    mean_rank: Numbers = field(default_factory=_none)
    median_rank: Numbers = field(default_factory=_none)
    low_rank: Numbers = field(default_factory=_none)
    high_rank: Numbers = field(default_factory=_none)
    low_score: Numbers = field(default_factory=_none)
    high_score: Numbers = field(default_factory=_none)
    rank_probability: Numbers = field(default_factory=_none)
    above: Numbers = field(default_factory=_none)
    reason: Reason | None = None

    def explain(self, place: int) -> tuple[Term, ...]:
        """What each rank adds to the mean rank of a place."""
        row = self.rank_probability[place] if self.reason is None else ()
        return tuple(
            Term("rank", float(part), rank * float(part), str(rank))
            for rank, part in enumerate(row, start=1)
            if part > 0
        )


@dataclass(frozen=True)
class _Variant:
    """One combination of choices, with where its nodes have scores and how its scores are drawn."""

    root: Node
    aggregation: Aggregation
    normalisation: Method
    available: Mapping[str, Availability]


def uncertainty(
    root: Node,
    scores: Mapping[str, Sequence[float | None] | ArrayLike],
    uncertain: Uncertain | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    min_coverage: float = MIN_COVERAGE,
    progress: Progress = silent,
) -> Robustness:
    """Ranks of all places over draws of scores, weights and choices (Saisana, Saltelli & Tarantola 2005).

    `scores` are levels by leaf name, one for each place. What `index_tree` refuses is refused here too, as
    are no draws, a noise outside 0–1, a negative half-width and places of which none has an index.
    """
    asked = uncertain or Uncertain()
    reason = fault_of_tree(root) or fault_of_scores(root, scores) or _fault(asked, draws)
    if reason is not None:
        return Robustness(seed, draws, reason=reason)
    leaves = numbers_of(root, scores)
    variants = _variants(root, leaves, asked.choices, min_coverage)
    rng = np.random.default_rng(seed)
    source = _Scores(leaves, asked, rng)
    nominal = _nominal(variants[0], leaves, asked)
    if np.isnan(nominal).all():
        return Robustness(seed, draws, reason=Reason.LOW_COVERAGE)
    tally = _Tally(draws, len(nominal), source.precision)
    counts = rng.multinomial(draws, [1.0 / len(variants)] * len(variants))
    for variant, count in zip(variants, counts.tolist(), strict=True):
        for size in _chunks(count, len(nominal)):
            totals = _totals(variant, source, asked, size, rng)
            totals[:, np.isnan(nominal)] = np.nan
            tally.add(totals)
            progress.step(tally.done, draws)
    return tally.result(seed, nominal)


def _fault(asked: Uncertain, draws: int) -> Reason | None:
    if draws < 1:
        return Reason.TOO_FEW
    noise = asked.weight_noise
    if noise is not None and (is_missing(noise) or not 0 <= noise <= 1):
        return Reason.OUT_OF_RANGE
    low, high = asked.scale
    if fault_of(asked.scale) is not None or not low < high:
        return Reason.BAD_TARGET
    rows = [np.array(row, dtype=float).tolist() for row in (asked.half_widths or {}).values()]
    return next((fault for row in rows if (fault := fault_of(row, may_be_negative=False))), None)


def _variants(
    root: Node, leaves: Mapping[str, Numbers], choices: Choices, min_coverage: float
) -> list[_Variant]:
    roots = [root]
    if choices.may_drop_pillar and len(root.children) > 1:
        roots += [root.without(child.name) for child in root.children]
    usable = [tree for tree in roots if fault_of_tree(tree) is None]
    return [
        _Variant(
            tree,
            aggregation,
            normalisation,
            availability(tree, _known(leaves, normalisation), min_coverage),
        )
        for tree, aggregation, normalisation in product(usable, choices.aggregations, choices.normalisations)
    ]


def _known(leaves: Mapping[str, Numbers], normalisation: Method) -> dict[str, NDArray[np.bool_]]:
    """Where each leaf is known; min-max knows nothing of a leaf on which all places are equal."""
    known = {name: ~np.isnan(row) for name, row in leaves.items()}
    if normalisation is Method.MINMAX:
        for name, row in leaves.items():
            if len(np.unique(row[known[name]])) < 2:
                known[name] = np.zeros(len(row), dtype=bool)
    return known


def _chunks(count: int, places: int) -> Iterator[int]:
    """Sizes that add up to `count` and keep one leaf of one chunk inside the processor's cache."""
    size = max(1, _CELLS_AT_ONCE // places)
    for start in range(0, count, size):
        yield min(size, count - start)


class _Scores:
    """Draws levels of one leaf at a time, in single precision where they vary."""

    def __init__(self, leaves: Mapping[str, Numbers], asked: Uncertain, rng: np.random.Generator) -> None:
        self._rng = rng
        self.precision: type[np.floating[Any]] = np.float64 if asked.half_widths is None else np.float32
        self._levels = {
            name: np.clip(np.nan_to_num(row), -_WIDEST, _WIDEST).astype(self.precision)
            for name, row in leaves.items()
        }
        self._triangles = {
            name: _triangle(leaves[name], np.array(widths, dtype=float), asked.scale)
            for name, widths in (asked.half_widths or {}).items()
            if name in leaves
        }

    def draw(self, name: str, size: int) -> NDArray[Any]:
        """Levels of shape (size, places), or (1, places) where they do not vary."""
        triangle = self._triangles.get(name)
        if triangle is None:
            return self._levels[name][None, :]
        low, high, split, rise, fall = triangle
        u = self._rng.random((size, len(low)), dtype=np.float32)
        is_left = u < split
        left = low + np.sqrt(u * rise)
        np.subtract(np.float32(1), u, out=u)
        u *= fall
        np.sqrt(u, out=u)
        np.subtract(high, u, out=u)
        np.copyto(u, left, where=is_left)
        return u


def _triangle(levels: Numbers, widths: Numbers, scale: tuple[float, float]) -> tuple[Numbers, ...]:
    """The triangle of each place as single precision arrays: ends, where it peaks (0–1), and two slopes."""
    middle = np.clip(np.nan_to_num(levels), *scale)
    half = np.where(np.isnan(widths), half_width_of(None), widths)
    low, high = np.maximum(scale[0], middle - half), np.minimum(scale[1], middle + half)
    span = high - low
    split = np.divide(middle - low, span, out=np.zeros_like(span), where=span > 0)
    rise, fall = span * (middle - low), span * (high - middle)
    return tuple(row.astype(np.float32) for row in (low, high, split, rise, fall))


def _totals(
    variant: _Variant, source: _Scores, asked: Uncertain, size: int, rng: np.random.Generator
) -> NDArray[Any]:
    """The index of shape (size, places) in one chunk of draws; NaN where there is none."""
    weights: dict[str, Numbers] = {
        child.name: _weights(
            child.weight / sum(one.weight for one in node.children), asked, size, rng
        ).astype(source.precision)
        for node in variant.root.walk()
        for child in node.children
    }

    def numbers(name: str) -> Numbers:
        return _rescaled(source.draw(name, size), variant, name, asked.scale)

    known = variant.available[variant.root.name].known
    found = evaluate(
        variant.root, numbers, lambda node: weights[node.name], variant.available, variant.aggregation
    )
    return np.where(known, np.broadcast_to(found, (size, len(known))), np.nan)


def _weights(weight: float, asked: Uncertain, size: int, rng: np.random.Generator) -> Numbers:
    """Draws of one weight, shape (size, 1); exponential ones make all weightings of a group as likely."""
    noise = asked.weight_noise
    if noise is None:
        return rng.exponential(size=(size, 1)) * (weight > 0)
    return weight * (1.0 + rng.uniform(-noise, noise, (size, 1)))


def _rescaled(levels: Numbers, variant: _Variant, name: str, scale: tuple[float, float]) -> Numbers:
    """Levels as 0–100, or 1–100 under a mean that needs numbers above zero."""
    if variant.normalisation is Method.AS_GIVEN:
        return levels
    floor = 0.0 if variant.aggregation is Aggregation.ARITHMETIC else _FLOOR
    if variant.normalisation is Method.MINMAX:
        return floor + (100.0 - floor) * _between_ends(levels, variant.available[name].known)
    low, high = scale
    slope = (100.0 - floor) / (high - low)
    found = np.clip(levels, low, high) * slope
    found += floor - low * slope
    return found


def _between_ends(levels: Numbers, known: NDArray[np.bool_]) -> Numbers:
    """Each level as a part (0 to 1) of the way from the lowest to the highest place of its draw."""
    low = np.where(known, levels, np.inf).min(axis=1, keepdims=True)
    high = np.where(known, levels, -np.inf).max(axis=1, keepdims=True)
    has_width = high - low > _NARROWEST
    part = (levels - np.where(has_width, low, 0.0)) / np.where(has_width, high - low, 1.0)
    return np.where(has_width, part, 0.5)


def _nominal(variant: _Variant, leaves: Mapping[str, Numbers], asked: Uncertain) -> Numbers:
    found = evaluate(
        variant.root,
        lambda name: _rescaled(np.nan_to_num(leaves[name])[None, :], variant, name, asked.scale),
        lambda node: node.weight,
        variant.available,
        variant.aggregation,
    )
    return np.where(variant.available[variant.root.name].known, found[0], np.nan)


class _Tally:
    """Counts ranks and pairs over the chunks of draws."""

    def __init__(self, draws: int, places: int, precision: type) -> None:
        self.done = 0
        self._tolerance = 1e-9 if precision is np.float64 else 0.0
        self._scores = np.empty((draws, places), dtype=np.float32)
        self._ranks = np.zeros((draws, places), dtype=np.uint16)
        self._above = np.zeros((places, places))

    def add(self, totals: NDArray[Any]) -> None:
        rows = slice(self.done, self.done + len(totals))
        rank = self._ranks[rows]
        rank[~np.isnan(totals)] = 1
        for place in range(totals.shape[1]):
            is_above = totals[:, place, None] > totals + self._tolerance
            rank += is_above
            self._above[place] += is_above.sum(axis=0)
        rank[np.isnan(totals)] = 0
        self._scores[rows] = totals
        self.done += len(totals)

    def result(self, seed: int, nominal: Numbers) -> Robustness:
        places = len(nominal)
        counts = np.stack([np.bincount(column, minlength=places + 1)[1:] for column in self._ranks.T])
        valid = counts.sum(axis=1, keepdims=True)
        probability = counts / np.where(valid > 0, valid, np.nan)
        cumulated = np.cumsum(probability, axis=1)
        low_score, high_score = self._score_quantiles()
        return Robustness(
            seed,
            self.done,
            nominal,
            ranks(nominal),
            probability @ np.arange(1.0, places + 1),
            (_quantile(cumulated, 0.5) + _quantile(cumulated, 0.5, is_open=True)) / 2,
            _quantile(cumulated, 0.05),
            _quantile(cumulated, 0.95),
            low_score,
            high_score,
            probability,
            self._above / self.done,
        )

    def _score_quantiles(self) -> tuple[Numbers, Numbers]:
        has_index = np.asarray(~np.isnan(self._scores).all(axis=0))
        found = np.full((2, len(has_index)), np.nan)
        found[:, has_index] = np.nanquantile(self._scores[:, has_index], [0.05, 0.95], axis=0)
        return found[0], found[1]


def _quantile(cumulated: Numbers, part: float, *, is_open: bool = False) -> Numbers:
    """The smallest rank reached by this part of the draws; open: by more than it."""
    reached = cumulated > part + 1e-12 if is_open else cumulated >= part - 1e-12
    return np.where(np.isnan(cumulated[:, 0]), np.nan, reached.argmax(axis=1) + 1.0)
