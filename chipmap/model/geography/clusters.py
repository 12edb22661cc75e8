"""Gathers points that would overlap on screen into clusters, one level for each doubling of the scale.

The rule: every point is in exactly one cluster of a level, so the counts of a level always add to all points.
Above 2,000 points the work is done by numpy, which is imported only then.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from chipmap.model.geography.projection import EARTH_RADIUS_M

CELL_PX = 44.0
"""Side of a cell on screen at the finest scale of a level; at the coarsest it is half of this."""

NUMPY_ABOVE = 2_000
FINEST_LEVEL = 16
WIDEST_CELL_M = 2.0 * math.pi * EARTH_RADIUS_M

Point = tuple[float, float]


@dataclass(frozen=True)
class Cluster:
    """Points drawn as one: their mean position in map metres and their indices, ascending."""

    x: float
    y: float
    members: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.members)


@dataclass(frozen=True)
class ClusterLevel:
    """All clusters of one level, ordered by their first point."""

    number: int
    cell_m: float
    clusters: tuple[Cluster, ...]

    def within(self, left: float, top: float, right: float, bottom: float) -> list[Cluster]:
        """The clusters whose position lies in a box of the map."""
        return [
            cluster for cluster in self.clusters if left <= cluster.x <= right and top <= cluster.y <= bottom
        ]


class ClusterPyramid:
    """The clusters of one set of points at every scale; each level is made when it is first asked for."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._points = tuple(points)
        self._levels: dict[int, ClusterLevel] = {}

    def at_scale(self, metres_per_pixel: float) -> ClusterLevel:
        """The clusters to draw at a scale: a cell is between half of CELL_PX and CELL_PX wide on screen."""
        return self.level(level_for(metres_per_pixel))

    def level(self, number: int) -> ClusterLevel:
        """One level; 0 gathers the whole world, every next one halves the cells."""
        if number not in self._levels:
            cell = cell_size(number)
            gather = gather_with_numpy if len(self._points) > NUMPY_ABOVE else gather_points
            self._levels[number] = ClusterLevel(number, cell, tuple(gather(self._points, cell)))
        return self._levels[number]


def level_for(metres_per_pixel: float) -> int:
    """The level whose cells are at most CELL_PX wide at a scale."""
    wanted = math.ceil(math.log2(WIDEST_CELL_M / (CELL_PX * metres_per_pixel)))
    return min(max(wanted, 0), FINEST_LEVEL)


def cell_size(number: int) -> float:
    """Side of a level's cells in map metres."""
    return WIDEST_CELL_M / float(2**number)


def gather_points(points: Sequence[Point], cell: float) -> list[Cluster]:
    """Clusters of a small set of points."""
    members: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(points):
        members[math.floor(x / cell), math.floor(y / cell)].append(index)
    return [
        Cluster(
            sum(points[index][0] for index in indices) / len(indices),
            sum(points[index][1] for index in indices) / len(indices),
            tuple(indices),
        )
        for indices in members.values()
    ]


def gather_with_numpy(points: Sequence[Point], cell: float) -> list[Cluster]:
    """The same clusters for a large set of points."""
    import numpy as np

    array = np.array(points, dtype=np.float64)
    cells = np.floor(array / cell).astype(np.int64)
    keys = (cells[:, 0] << 32) + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=keys[order[0]] - 1))
    counts = np.diff(np.append(starts, len(order)))
    means = np.add.reduceat(array[order], starts, axis=0) / counts[:, None]
    by_first_point = np.argsort(order[starts], kind="stable").tolist()
    ordered, begins, lengths = order.tolist(), starts.tolist(), counts.tolist()
    positions = means.tolist()
    return [
        Cluster(positions[at][0], positions[at][1], tuple(ordered[begins[at] : begins[at] + lengths[at]]))
        for at in by_first_point
    ]
