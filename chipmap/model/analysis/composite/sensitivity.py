"""Which uncertain input moves a result most: variance based indices, and leaving out one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from chipmap.model.analysis.composite.aggregating import Aggregation, weighted_mean
from chipmap.model.analysis.composite.normalising import Numbers
from chipmap.model.analysis.composite.robustness import WEIGHT_NOISE
from chipmap.model.analysis.composite.tree import MIN_COVERAGE, Node, fault_of_tree, index_tree
from chipmap.model.analysis.figures import Reason, fault_of
from chipmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SAMPLES, RESAMPLES, CONFIDENCE = 1024, 200, 0.9
_MOST_SAMPLES = 2**20


@dataclass(frozen=True, slots=True)
class Factor:
    """An uncertain input: every number between `low` and `high` is equally likely.

    A choice between m methods is a factor from 0 to m, of which a model takes the whole part.
    """

    name: str
    low: float = 0.0
    high: float = 1.0


def _none() -> Numbers:
    return np.empty(0)


@dataclass(frozen=True)
class Sensitivity:
    """The part of the output's variance that each factor causes, raw arrays of shape (factors,).

    `first` is what a factor causes alone, `total` with all its interactions; show both, clipped to 0–1
    (`shown`), for interactions often dominate. `…_low` and `…_high` bound them with 90 % confidence.
    """

    factors: tuple[str, ...]
    samples: int
    seed: int
    first: Numbers = field(default_factory=_none)
    total: Numbers = field(default_factory=_none)
    first_low: Numbers = field(default_factory=_none)
    first_high: Numbers = field(default_factory=_none)
    total_low: Numbers = field(default_factory=_none)
    total_high: Numbers = field(default_factory=_none)
    mean: float | None = None
    variance: float | None = None
    reason: Reason | None = None

    @staticmethod
    def shown(indices: Numbers) -> Numbers:
        """Indices as they are shown: sampling can leave them a little outside 0–1."""
        return np.clip(indices, 0.0, 1.0)


Model = Callable[[Numbers], Numbers]
"""From factors of shape (factors, samples) to outputs of shape (samples,)."""


def sobol(
    model: Model,
    factors: Sequence[Factor],
    *,
    n: int = SAMPLES,
    seed: int = 0,
    resamples: int = RESAMPLES,
    progress: Progress = silent,
) -> Sensitivity:
    """Sobol' indices: first order after Saltelli et al. 2010, total after Jansen 1999, n(d + 2) model runs.

    `n` is raised to the next power of two. Without factors, with a factor that has no width, an output that
    is not finite or never varies there is a reason and no index. The bounds are of a seeded bootstrap.
    Raises `Cancelled`.
    """
    samples = 1 << (max(2, n) - 1).bit_length()
    reason = _fault(factors, samples)
    if reason is not None:
        return _refused(factors, samples, seed, reason)
    steps = len(factors) + 2 + max(1, resamples)
    runs = _runs(model, factors, samples, seed, lambda done: progress.step(done, steps))
    if not all(np.isfinite(run).all() for run in runs.values()):
        return _refused(factors, samples, seed, Reason.NOT_FINITE)
    outputs = np.concatenate([runs["f_A"].ravel(), runs["f_B"].ravel()])
    if np.ptp(outputs) <= 1e-12 * max(1.0, float(np.abs(outputs).max())):
        return _refused(factors, samples, seed, Reason.NO_VARIATION)
    return _indices(
        runs, factors, seed, resamples, lambda done: progress.step(len(factors) + 2 + done, steps)
    )


def _fault(factors: Sequence[Factor], samples: int) -> Reason | None:
    if not factors:
        return Reason.NOTHING_GIVEN
    if samples > _MOST_SAMPLES:
        return Reason.TOO_MANY
    ends = [end for factor in factors for end in (factor.low, factor.high)]
    if fault_of(ends) is not None or np.isnan(ends).any():
        return Reason.NOT_FINITE
    return None if all(factor.low < factor.high for factor in factors) else Reason.OUT_OF_RANGE


def _runs(
    model: Model, factors: Sequence[Factor], samples: int, seed: int, tell: Callable[[int], None]
) -> dict[str, Numbers]:
    """The outputs for two independent samples A and B, and for A with one factor at a time from B."""
    from scipy.stats import qmc

    count = len(factors)
    unit = qmc.Sobol(2 * count, scramble=True, rng=np.random.default_rng(seed)).random(samples).T
    low = np.array([[factor.low] for factor in factors])
    width = np.array([[factor.high - factor.low] for factor in factors])
    one, other = low + width * unit[:count], low + width * unit[count:]
    mixed = []
    for place in range(count):
        sample = one.copy()
        sample[place] = other[place]
        tell(place)
        mixed.append(np.atleast_2d(model(sample)))
    return {
        "f_A": np.atleast_2d(model(one)),
        "f_B": np.atleast_2d(model(other)),
        "f_AB": np.stack(mixed),
    }


def _indices(
    runs: Mapping[str, Numbers],
    factors: Sequence[Factor],
    seed: int,
    resamples: int,
    tell: Callable[[int], None],
) -> Sensitivity:
    from scipy.stats import sobol_indices

    samples = runs["f_A"].shape[1]
    rng = np.random.default_rng(seed)

    def indices_of(rows: NDArray[np.int64]) -> list[Numbers]:
        found = sobol_indices(func={name: run[..., rows] for name, run in runs.items()}, n=samples)
        return [np.atleast_1d(found.first_order), np.atleast_1d(found.total_order)]

    first, total = indices_of(np.arange(samples))
    drawn = []
    for resample in range(max(1, resamples)):
        drawn.append(indices_of(rng.integers(samples, size=(samples,))))
        tell(resample + 1)
    ends = [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]
    (first_low, total_low), (first_high, total_high) = np.quantile(drawn, ends, axis=0)
    outputs = np.concatenate([run.ravel() for run in runs.values()])
    return Sensitivity(
        tuple(factor.name for factor in factors),
        samples,
        seed,
        first,
        total,
        first_low,
        first_high,
        total_low,
        total_high,
        float(outputs.mean()),
        float(outputs.var()),
    )


def _refused(factors: Sequence[Factor], samples: int, seed: int, reason: Reason) -> Sensitivity:
    names = tuple(factor.name for factor in factors)
    return Sensitivity(names, samples, seed, reason=reason)


def index_sensitivity(
    root: Node,
    scores: Mapping[str, Sequence[float | None] | ArrayLike],
    *,
    noise: float = WEIGHT_NOISE,
    aggregations: Sequence[Aggregation] = (Aggregation.ARITHMETIC,),
    pair: tuple[int, int] | None = None,
    n: int = SAMPLES,
    seed: int = 0,
    progress: Progress = silent,
) -> Sensitivity:
    """Which pillar's weight, or the choice of mean, moves an index most.

    The output is the mean shift of ranks against the nominal index (Saisana, Saltelli & Tarantola 2005,
    eq. 3), or for a pair of places (positions) the difference of their scores (eq. 2). Each pillar's weight
    is a factor within ± `noise`; with several aggregations their choice is one more. Numbers are comparable
    already, and above zero where a mean needs it.
    """
    if not aggregations or not 0 < noise <= 1:
        return _refused((), n, seed, Reason.OUT_OF_RANGE)
    whole = index_tree(root, scores, aggregation=aggregations[0])
    pillars = [child for child in root.children if whole.reason is None and child.weight > 0]
    if not pillars:
        return _refused((), n, seed, whole.reason or Reason.NOTHING_GIVEN)
    factors = _factors(pillars, noise, aggregations)
    nominal = whole.scores[root.name]
    if pair is not None and not all(0 <= end < len(nominal) for end in pair):
        return _refused(factors, n, seed, Reason.UNKNOWN_NAME)
    if np.isnan(nominal).all() or (pair is not None and np.isnan(nominal[list(pair)]).any()):
        return _refused(factors, n, seed, Reason.LOW_COVERAGE)
    by_mean = [index_tree(root, scores, aggregation=one).scores for one in aggregations]
    tables = np.array([[found[child.name] for child in pillars] for found in by_mean])
    per_mean = tables[:, :, ~np.isnan(nominal)]
    kept = np.flatnonzero(~np.isnan(nominal)).tolist()
    ends = None if pair is None else (kept.index(pair[0]), kept.index(pair[1]))

    def model(sample: Numbers) -> Numbers:
        totals = _totals(sample, per_mean, aggregations)
        if ends is not None:
            return totals[:, ends[0]] - totals[:, ends[1]]
        return _mean_shift(whole.ranks()[kept], totals)

    return sobol(model, factors, n=n, seed=seed, progress=progress)


def _factors(pillars: Sequence[Node], noise: float, aggregations: Sequence[Aggregation]) -> list[Factor]:
    factors = [Factor(one.name, one.weight * (1 - noise), one.weight * (1 + noise)) for one in pillars]
    return factors + [Factor("aggregation", 0, len(aggregations))] * (len(aggregations) > 1)


def _totals(sample: Numbers, tables: Numbers, aggregations: Sequence[Aggregation]) -> Numbers:
    """The index of shape (samples, places) from weights of shape (pillars, samples) and perhaps a choice."""
    weights = sample[: tables.shape[1], :, None]
    choice = np.zeros(sample.shape[1]) if len(aggregations) == 1 else np.floor(sample[-1])
    totals = np.empty((sample.shape[1], tables.shape[2]))
    for place, method in enumerate(aggregations):
        is_last = place == len(aggregations) - 1
        rows = choice >= place if is_last else choice == place
        known = ~np.isnan(tables[place])
        parts = (
            (weights[pillar, rows], np.nan_to_num(tables[place, pillar])[None, :], known[pillar])
            for pillar in range(tables.shape[1])
        )
        totals[rows] = weighted_mean(parts, method)
    return totals


def _mean_shift(reference: Numbers, totals: Numbers) -> Numbers:
    rank = np.ones_like(totals)
    for place in range(totals.shape[1]):
        rank += totals[:, place, None] > totals + 1e-9
    return np.asarray(np.abs(rank - reference).mean(axis=1))


@dataclass(frozen=True, slots=True)
class Influence:
    """What leaving out one node does to the ranks: the mean shift over the places, and the largest one.

    `place` is the position of the place that moves most. Places without a rank with or without the node do
    not count; without any the shifts are `None`.
    """

    name: str
    mean_shift: float | None
    largest_shift: float | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Influences:
    """Every node that was left out in turn, in the order of the tree."""

    nodes: tuple[Influence, ...]
    reason: Reason | None = None

    @property
    def strongest(self) -> str | None:
        """The node whose absence moves ranks most; the first of equals."""
        shifts = [node for node in self.nodes if node.mean_shift is not None]
        return max(shifts, key=lambda node: node.mean_shift or 0.0).name if shifts else None


def one_at_a_time(
    root: Node,
    scores: Mapping[str, Sequence[float | None] | ArrayLike],
    names: Sequence[str] | None = None,
    *,
    aggregation: Aggregation = Aggregation.ARITHMETIC,
    min_coverage: float = MIN_COVERAGE,
) -> Influences:
    """The mean |rank shift| when one node is left out: each pillar, or the nodes named.

    What `index_tree` refuses is refused here. A node whose siblings have no weight cannot be left out.
    """
    whole = index_tree(root, scores, aggregation=aggregation, min_coverage=min_coverage)
    if whole.reason is not None:
        return Influences((), whole.reason)
    asked = [child.name for child in root.children] if names is None else list(names)
    if not asked:
        return Influences((), Reason.TOO_FEW)
    before = whole.ranks()
    found = []
    for name in asked:
        rest = root.without(name)
        if not rest.children or fault_of_tree(rest) is not None:
            found.append(Influence(name, None, None, None))
            continue
        after = index_tree(rest, scores, aggregation=aggregation, min_coverage=min_coverage).ranks()
        found.append(_influence(name, before, after))
    return Influences(tuple(found))


def _influence(name: str, before: Numbers, after: Numbers) -> Influence:
    shifts = np.abs(after - before) if len(after) == len(before) else np.full(len(before), np.nan)
    if np.isnan(shifts).all():
        return Influence(name, None, None, None)
    place = int(np.nanargmax(shifts))
    return Influence(name, float(np.nanmean(shifts)), float(shifts[place]), place)
