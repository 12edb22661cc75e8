"""Where weights come from: equal, set by a person, spread by experts, or pairwise comparison.

Weights of one parent's children add up to 1. What cannot be weights gives a reason, never equal weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from chipmap.model.analysis.composite.normalising import Numbers
from chipmap.model.analysis.figures import Reason, fault_of, is_missing

MOST_ITEMS = 10
"""More items than an expert can spread points over (OECD/JRC Handbook 2008, table 24)."""

RANDOM_INDEX: Mapping[int, float] = {
    3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49,
}  # fmt: skip
"""The consistency index of random judgements by number of items (Saaty 1980, quoted from memory)."""

_WARN, _REFUSE = 0.10, 0.20
_RECIPROCAL = 1e-6
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights that add up to 1, in the order of the items; `lowest` and `highest` of single experts.

    `has_many_items` warns that ten items are more than people spread points over with care.
    """

    values: tuple[float, ...]
    lowest: tuple[float, ...] = ()
    highest: tuple[float, ...] = ()
    experts: int = 0
    reason: Reason | None = None

    @property
    def has_many_items(self) -> bool:
        return len(self.values) > MOST_ITEMS


def weights_equal(items: int) -> Weights:
    """The same weight for each of a number of items."""
    if items < 1:
        return Weights((), reason=Reason.NOTHING_GIVEN)
    return Weights((1.0 / items,) * items)


def weights_user(given: Sequence[float | None]) -> Weights:
    """Weights as somebody set them, scaled to add up to 1; a missing one is refused, not taken for zero."""
    if not given:
        return Weights((), reason=Reason.NOTHING_GIVEN)
    numbers = [number for number in given if number is not None and not is_missing(number)]
    reason = fault_of(numbers, may_be_negative=False)
    if len(numbers) < len(given):
        reason = Reason.MISSING
    elif reason is None and sum(numbers) <= 0:
        reason = Reason.ZERO_WEIGHTS
    if reason is not None:
        return Weights((), reason=reason)
    total = sum(numbers)
    return Weights(tuple(float(number / total) for number in numbers))


def weights_budget(points: Sequence[Sequence[float | None]]) -> Weights:
    """The mean over experts of the points that each spread, as parts of the expert's own total.

    One row for each expert; no points for an item is none spent. An expert who spent none at all is left out.
    """
    if not points or not points[0]:
        return Weights((), reason=Reason.NOTHING_GIVEN)
    if len({len(row) for row in points}) > 1:
        return Weights((), reason=Reason.UNEQUAL_LENGTHS)
    reason = next((fault for row in points if (fault := fault_of(row, may_be_negative=False))), None)
    if reason is not None:
        return Weights((), reason=reason)
    table = np.nan_to_num(np.array(points, dtype=float))
    table = table[table.sum(axis=1) > 0]
    if not len(table):
        return Weights((), reason=Reason.ZERO_WEIGHTS)
    parts = table / table.sum(axis=1, keepdims=True)
    return Weights(
        tuple(parts.mean(axis=0).tolist()),
        tuple(parts.min(axis=0).tolist()),
        tuple(parts.max(axis=0).tolist()),
        len(parts),
    )


class Consistency(StrEnum):
    """Whether pairwise judgements may become weights (OECD/JRC Handbook 2008, section 6.7)."""

    CONSISTENT = "consistent"
    DOUBTFUL = "doubtful"
    """The ratio is above 0.10: look at the worst triple."""
    INCONSISTENT = "inconsistent"
    """The ratio is above 0.20: not offered as weights."""


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights from pairwise comparison and how far the judgements contradict each other.

    `worst_triple` are the positions (i, j, k) whose judgements fit least: i over j, j over k, i over k.
    `row_means` are the weights by geometric row means, a check on the eigenvector.
    """

    weights: tuple[float, ...] = ()
    row_means: tuple[float, ...] = ()
    lambda_max: float | None = None
    consistency_index: float | None = None
    consistency_ratio: float | None = None
    worst_triple: tuple[int, int, int] | None = None
    reason: Reason | None = None

    @property
    def consistency(self) -> Consistency | None:
        if self.consistency_ratio is None:
            return None
        if self.consistency_ratio > _REFUSE + _TOLERANCE:
            return Consistency.INCONSISTENT
        return Consistency.DOUBTFUL if self.consistency_ratio > _WARN + _TOLERANCE else Consistency.CONSISTENT


def ahp(matrix: Sequence[Sequence[float]], random_index: Mapping[int, float] = RANDOM_INDEX) -> Priorities:
    """Weights by the analytic hierarchy process (Saaty 1977): the principal eigenvector, adding up to 1.

    `matrix[i][j]` says how many times more item i matters than j. A matrix that is not square, positive, 1 on
    the diagonal and reciprocal (1e-6) gives a reason. Above ten items no random index is published and the
    ratio stays unknown.
    """
    reason = _fault_of_matrix(matrix)
    if reason is not None:
        return Priorities(reason=reason)
    judged = np.array(matrix, dtype=float)
    n = len(judged)
    values, vectors = np.linalg.eig(judged)
    vector = np.abs(vectors[:, int(np.argmax(values.real))].real)
    weights = vector / vector.sum()
    means = np.exp(np.log(judged).mean(axis=1))
    lambda_max = float(np.mean(judged @ weights / weights))
    index = (lambda_max - n) / (n - 1) if n > 1 else 0.0
    if n <= 2:
        ratio: float | None = 0.0
    else:
        ratio = index / random_index[n] if random_index.get(n) else None
    return Priorities(
        tuple(weights.tolist()),
        tuple((means / means.sum()).tolist()),
        lambda_max,
        index,
        ratio,
        _worst_triple(np.log(judged)),
    )


def _fault_of_matrix(matrix: Sequence[Sequence[float]]) -> Reason | None:
    if not matrix:
        return Reason.NOTHING_GIVEN
    if any(len(row) != len(matrix) for row in matrix):
        return Reason.UNEQUAL_LENGTHS
    flat = [number for row in matrix for number in row]
    if any(map(is_missing, flat)):
        return Reason.MISSING
    if fault_of(flat) is not None:
        return Reason.NOT_FINITE
    judged = np.array(matrix, dtype=float)
    if (judged <= _TOLERANCE).any():
        return Reason.NOT_POSITIVE
    is_reciprocal = np.allclose(judged * judged.T, 1.0, rtol=0, atol=_RECIPROCAL)
    is_one = np.allclose(np.diag(judged), 1.0, rtol=0, atol=_RECIPROCAL)
    return None if is_reciprocal and is_one else Reason.NOT_RECIPROCAL


def _worst_triple(logs: Numbers) -> tuple[int, int, int] | None:
    """The triple with the largest |ln a_ij + ln a_jk − ln a_ik|; `None` below three items or without one."""
    n = len(logs)
    if n < 3:
        return None
    misfit = np.abs(logs[:, :, None] + logs[None, :, :] - logs[:, None, :])
    if misfit.max() <= _TOLERANCE:
        return None
    i, j, k = np.unravel_index(int(misfit.argmax()), misfit.shape)
    return int(i), int(j), int(k)
