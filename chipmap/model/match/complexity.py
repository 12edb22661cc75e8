"""Which activities go together, and what that says about places: economic complexity and relatedness.

Matrices are places × activities. `held` is 1 where a place has an activity, else 0; what is not known is not
held, and whoever builds the matrix says how much of it that was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chipmap.model.analysis.figures import Reason

Matrix = NDArray[np.floating[Any]]

STRENGTH_LEAST = 3.5
"""A level from which a place has an activity, where no trade values exist."""

MEANINGFUL_SIDE = 15
"""With fewer places or activities than this the index is mostly noise: show it as experimental."""

_FEWEST_PLACES = 3
_DEGENERATE = 1e-8


@dataclass(frozen=True)
class Complexity:
    """ECI of each place, PCI of each activity: NaN for those with nothing, None in all with a reason."""

    eci: tuple[float, ...] | None
    pci: tuple[float, ...] | None
    reason: Reason | None = None
    is_experimental: bool = False


def rca(values: ArrayLike) -> Matrix:
    """Revealed comparative advantage (Balassa 1965): a place's share of an activity over its share of all.

    NaN where a place or an activity has nothing at all, so that no share exists.
    """
    amounts = np.asarray(values, dtype=float)
    whole = amounts.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        own_part = amounts / amounts.sum(axis=1, keepdims=True)
        advantage: Matrix = own_part / (amounts.sum(axis=0, keepdims=True) / whole)
    shown: Matrix = np.where(np.isfinite(advantage), advantage, np.nan)
    return shown


def held_by_advantage(advantage: ArrayLike) -> Matrix:
    """1 where the revealed comparative advantage is 1 or more."""
    held: Matrix = (np.nan_to_num(np.asarray(advantage, dtype=float)) >= 1.0).astype(float)
    return held


def held_by_level(levels: ArrayLike, least: float = STRENGTH_LEAST) -> Matrix:
    """1 where the level (0–5) is at least `least`; an unknown level (NaN) is not held."""
    known = np.nan_to_num(np.asarray(levels, dtype=float), nan=-1.0)
    held: Matrix = (known >= least - 1e-9).astype(float)
    return held


def diversity(held: ArrayLike) -> Matrix:
    """How many activities each place has."""
    found: Matrix = np.asarray(held, dtype=float).sum(axis=1)
    return found


def ubiquity(held: ArrayLike) -> Matrix:
    """How many places have each activity."""
    found: Matrix = np.asarray(held, dtype=float).sum(axis=0)
    return found


def proximity(held: ArrayLike, *, own: float = 0.0) -> Matrix:
    """How often two activities are held together: the smaller conditional probability (Hidalgo et al. 2007).

    `own` is what stands on the diagonal: 0 to advise on new activities, 1 as most publications have it.
    """
    matrix = np.asarray(held, dtype=float)
    together = matrix.T @ matrix
    count = matrix.sum(axis=0)
    larger = np.maximum.outer(count, count)
    close: Matrix = np.divide(together, larger, out=np.zeros_like(together), where=larger > 0)
    np.fill_diagonal(close, own)
    return close


def density(held: ArrayLike, closeness: ArrayLike) -> Matrix:
    """How much of what is close to an activity each place has, 0–1; NaN where nothing is close to it."""
    matrix, near = np.asarray(held, dtype=float), np.asarray(closeness, dtype=float)
    around = near.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Matrix = (matrix @ near) / around
    return np.where(around > 0, found, np.nan)


def complexity(held: ArrayLike) -> Complexity:
    """Economic complexity of places and activities (Hidalgo & Hausmann 2009, as eigenvectors).

    ECI is the second eigenvector of D_c⁻¹ M D_p⁻¹ Mᵀ as z-scores, positive with diversity; PCI has its scale,
    so that a place's ECI is the mean PCI of what it has.
    """
    whole = np.asarray(held, dtype=float)
    if not whole.size or not np.isfinite(whole).all():
        return Complexity(None, None, Reason.NOTHING_GIVEN if not whole.size else Reason.NOT_FINITE)
    has_any, is_held = whole.sum(axis=1) > 0, whole.sum(axis=0) > 0
    matrix = whole[has_any][:, is_held]
    if matrix.shape[0] < _FEWEST_PLACES:
        return Complexity(None, None, Reason.TOO_FEW)
    places, activities = matrix.sum(axis=1), matrix.sum(axis=0)
    # The symmetric matrix with the same eigenvalues is solved far faster and without complex numbers.
    root = 1.0 / np.sqrt(places)
    values, vectors = np.linalg.eigh((matrix / activities) @ matrix.T * root[:, None] * root)
    first, second, third = values[::-1][:3]
    if first - second < _DEGENERATE or second - third < _DEGENERATE or second < _DEGENERATE:
        return Complexity(None, None, Reason.NO_VARIATION)
    raw = root * vectors[:, -2]
    if float(np.dot(raw - raw.mean(), places - places.mean())) < 0:
        raw = -raw
    raw_pci = (matrix.T @ raw) / activities / second
    spread = raw.std()
    if spread < _DEGENERATE:
        return Complexity(None, None, Reason.NO_VARIATION)
    eci, pci = np.full(whole.shape[0], np.nan), np.full(whole.shape[1], np.nan)
    eci[has_any] = (raw - raw.mean()) / spread
    pci[is_held] = (raw_pci - raw.mean()) / spread
    is_small = min(matrix.shape) < MEANINGFUL_SIDE
    return Complexity(tuple(eci.tolist()), tuple(pci.tolist()), is_experimental=is_small)


def reflections(held: ArrayLike, steps: int) -> tuple[list[Matrix], list[Matrix]]:
    """The method of reflections (Hidalgo & Hausmann 2009): k_c,n and k_p,n for n = 0 … `steps`.

    NaN for a place without activities and an activity without places.
    """
    matrix = np.asarray(held, dtype=float)
    count_c, count_p = matrix.sum(axis=1), matrix.sum(axis=0)
    of_places, of_activities = [count_c], [count_p]
    with np.errstate(divide="ignore", invalid="ignore"):
        for _step in range(steps):
            of_p, of_c = of_activities[-1], of_places[-1]
            of_places.append((matrix @ np.nan_to_num(of_p)) / count_c)
            of_activities.append((matrix.T @ np.nan_to_num(of_c)) / count_p)
    return of_places, of_activities


def relatedness_density(held: ArrayLike, relatedness: ArrayLike) -> Matrix:
    """How related what each place has is to each activity, 0–100, the activity itself left out."""
    near = np.array(relatedness, dtype=float)
    np.fill_diagonal(near, 0.0)
    return 100.0 * density(held, near.T)


def added_density(held: ArrayLike, relatedness: ArrayLike, place: int, partner: int) -> Matrix:
    """What a partner adds to a place's relatedness density, by activity, 0–100.

    After Balland & Boschma (2021), Regional Studies 55(6); what A adds to B is not what B adds to A. NaN
    for what the place has already, and where nothing is related.
    """
    matrix, near = np.asarray(held, dtype=float), np.array(relatedness, dtype=float)
    np.fill_diagonal(near, 0.0)
    around = near.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        added: Matrix = 100.0 * (near @ ((1 - matrix[place]) * matrix[partner])) / around
    return np.where((matrix[place] > 0) | (around <= 0), np.nan, added)


def complementary_linkages(held: ArrayLike, relatedness: ArrayLike, links: ArrayLike) -> Matrix:
    """What existing links add to each place's relatedness density: Σ added density · links."""
    matrix, tied = np.asarray(held, dtype=float), np.asarray(links, dtype=float)
    found = np.zeros_like(matrix)
    for place in range(matrix.shape[0]):
        for partner in range(matrix.shape[0]):
            if partner != place:
                found[place] += added_density(matrix, relatedness, place, partner) * tied[place, partner]
    return np.where(matrix > 0, np.nan, found)
