"""The inoperability input-output model, for comparison only.

q = (I − A*)⁻¹ c*, Haimes & Jiang (2001), Santos & Haimes (2004). It adds up demand effects, knows no stocks
and may exceed 1: hard to defend for chokepoints, which is why scenarios do not use it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chipmap.model.analysis.figures import Reason


@dataclass(frozen=True)
class Inoperability:
    """q, one entry a segment (0 normal, 1 nothing works, more is possible); None with a reason."""

    q: tuple[float, ...] | None
    spectral_radius: float | None
    reason: Reason | None = None


def iim(a_star: Sequence[Sequence[float]], c_star: Sequence[float]) -> Inoperability:
    """The inoperability that demand losses `c_star` cause through interdependencies `a_star` (n × n).

    Refused where the spectral radius of `a_star` is 1 or more: the effects would never die out.
    """
    matrix, demand = np.array(a_star, dtype=float), np.array(c_star, dtype=float)
    size = demand.size
    if matrix.shape != (size, size) or size == 0:
        return Inoperability(None, None, Reason.UNEQUAL_LENGTHS)
    if not (np.isfinite(matrix).all() and np.isfinite(demand).all()):
        return Inoperability(None, None, Reason.NOT_FINITE)
    radius = float(np.abs(np.linalg.eigvals(matrix)).max())
    if radius >= 1.0:
        return Inoperability(None, radius, Reason.NOT_CONVERGENT)
    q = np.linalg.solve(np.eye(size) - matrix, demand)
    return Inoperability(tuple(q.tolist()), radius)
