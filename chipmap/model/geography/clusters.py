"""Gathers points that would overlap on screen into clusters, one level for each doubling of the scale.

The rule: every point is in exactly one cluster of a level, so the counts of a level always add to all points.
Above 2,000 points the work is done by numpy, which is imported only then.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.geography.projection import EARTH_RADIUS_M

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]

CELL_PX = 44.0
"""Side of a cell on screen at the finest scale of a level; at the coarsest it is half of this."""

NUMPY_ABOVE = 2_000
FINEST_LEVEL = 16
WIDEST_CELL_M = 2.0 * math.pi * EARTH_RADIUS_M

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Points drawn as one: their mean position in map metres and their indices, ascending.

    Of a large set the indices stay a part of an array, because nobody looks at most of them.
    """

    x: float
    y: float
    indices: Sequence[int] | IntArray

    @property
    def members(self) -> tuple[int, ...]:
        return tuple(int(index) for index in self.indices)

    @property
    def count(self) -> int:
        return len(self.indices)


@dataclass(frozen=True, slots=True)
class ClusterLevel:
    """All clusters of one level, ordered by their first point.

    Cluster objects are made only for what is asked for: near the ground a large set has as many clusters as
    points, of which a view shows a few.
    """

    number: int
    _xs: Sequence[float] | FloatArray
    _ys: Sequence[float] | FloatArray
    _begins: Sequence[int] | IntArray
    _members: Sequence[int] | IntArray

    def __len__(self) -> int:
        return len(self._xs)

    def cluster(self, at: int) -> Cluster:
        members = self._members[self._begins[at] : self._begins[at + 1]]
        return Cluster(float(self._xs[at]), float(self._ys[at]), members)

    def all_clusters(self) -> list[Cluster]:
        return [self.cluster(at) for at in range(len(self))]

    def within(self, left: float, top: float, right: float, bottom: float) -> list[Cluster]:
        """The clusters whose position lies in a box of the map."""
        return [self.cluster(at) for at in self._indices_within(left, top, right, bottom)]

    def _indices_within(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        if isinstance(self._xs, list):
            positions = enumerate(zip(self._xs, self._ys, strict=True))
            return [at for at, (x, y) in positions if left <= x <= right and top <= y <= bottom]
        import numpy as np

        xs, ys = np.asarray(self._xs), np.asarray(self._ys)
        found: list[int] = np.flatnonzero(
            (xs >= left) & (xs <= right) & (ys >= top) & (ys <= bottom)
        ).tolist()
        return found


class ClusterPyramid:
    """The clusters of one set of points at every scale; each level is made when it is first asked for.

    `groups` names a group for each point, such as its country; groups can be left out of what is shown.
    """

    def __init__(self, points: Sequence[Point], groups: Sequence[str] = ()) -> None:
        self._points = tuple(points)
        self._groups = tuple(groups)
        self._group_numbers: tuple[tuple[str, ...], IntArray] | None = None
        self._left_out: tuple[frozenset[str], Sequence[bool] | BoolArray] = (frozenset(), ())
        self._array: FloatArray | None = None
        self._levels: dict[int, ClusterLevel] = {}

    def shown(
        self, metres_per_pixel: float, box: tuple[float, float, float, float], without: frozenset[str]
    ) -> list[Cluster]:
        """What to draw at a scale in a box (left, top, right, bottom) of the map, some groups left out."""
        found = self.at_scale(metres_per_pixel).within(*box)
        if not without or not self._groups:
            return found
        if self._left_out[0] != without:
            self._left_out = (without, self._points_of(without))
        return [kept for cluster in found if (kept := self._thinned(cluster)) is not None]

    def box_of(self, indices: Sequence[int] | IntArray) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of some of the points, in map metres."""
        if self._array is not None:
            some = self._array[indices]
            (left, top), (right, bottom) = some.min(axis=0), some.max(axis=0)
            return float(left), float(top), float(right), float(bottom)
        across = [self._points[index][0] for index in indices]
        down = [self._points[index][1] for index in indices]
        return min(across), min(down), max(across), max(down)

    def _thinned(self, cluster: Cluster) -> Cluster | None:
        """A cluster without the points that are left out; None where nothing remains."""
        indices, left_out = cluster.indices, self._left_out[1]
        if isinstance(indices, list):
            few = [index for index in indices if not left_out[index]]
            if len(few) == len(indices):
                return cluster
            middle = [sum(self._points[index][axis] for index in few) / max(1, len(few)) for axis in (0, 1)]
            return Cluster(middle[0], middle[1], few) if few else None
        import numpy as np

        many = np.asarray(indices)
        kept = many[~np.asarray(left_out)[many]]
        if len(kept) == len(many):
            return cluster
        assert self._array is not None
        x, y = self._array[kept].mean(axis=0) if len(kept) else (0.0, 0.0)
        return Cluster(float(x), float(y), kept) if len(kept) else None

    def _points_of(self, groups: frozenset[str]) -> Sequence[bool] | BoolArray:
        """For each point whether it belongs to one of the groups."""
        if len(self._points) <= NUMPY_ABOVE:
            return [group in groups for group in self._groups]
        import numpy as np

        if self._group_numbers is None:
            numbers: dict[str, int] = {}
            counted = [numbers.setdefault(group, len(numbers)) for group in self._groups]
            self._group_numbers = (tuple(numbers), np.array(counted))
        names, of_points = self._group_numbers
        is_in = np.array([name in groups for name in names])
        found: BoolArray = is_in[of_points]
        return found

    def at_scale(self, metres_per_pixel: float) -> ClusterLevel:
        """The clusters to draw at a scale: a cell is between half of CELL_PX and CELL_PX wide on screen."""
        return self.level(level_for(metres_per_pixel))

    def level(self, number: int) -> ClusterLevel:
        """One level; 0 gathers the whole world, every next one halves the cells."""
        if number not in self._levels:
            self._levels[number] = self._gather(number)
        return self._levels[number]

    def _gather(self, number: int) -> ClusterLevel:
        if len(self._points) <= NUMPY_ABOVE:
            return gather_points(self._points, number)
        if self._array is None:
            import numpy as np

            self._array = np.array(self._points, dtype=np.float64)
        return gather_with_numpy(self._array, number)


def level_for(metres_per_pixel: float) -> int:
    """The level whose cells are at most CELL_PX wide at a scale."""
    wanted = math.ceil(math.log2(WIDEST_CELL_M / (CELL_PX * metres_per_pixel)))
    return min(max(wanted, 0), FINEST_LEVEL)


def cell_size(number: int) -> float:
    """Side of a level's cells in map metres."""
    return WIDEST_CELL_M / float(2**number)


def gather_points(points: Sequence[Point], number: int) -> ClusterLevel:
    """One level of a small set of points."""
    cell = cell_size(number)
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(points):
        cells[math.floor(x / cell), math.floor(y / cell)].append(index)
    groups = list(cells.values())
    return ClusterLevel(
        number,
        [sum(points[index][0] for index in group) / len(group) for group in groups],
        [sum(points[index][1] for index in group) / len(group) for group in groups],
        list(accumulate((len(group) for group in groups), initial=0)),
        [index for group in groups for index in group],
    )


def gather_with_numpy(points: FloatArray, number: int) -> ClusterLevel:
    """The same level for a large set of points, given as rows of x and y."""
    import numpy as np

    xs, ys = np.ascontiguousarray(points.T)
    # Numbers of sixteen bits are sorted many times faster than longer ones, and no level has more columns.
    column, row = (np.floor(along / cell_size(number)).astype(np.int16) for along in (xs, ys))
    by_row = np.argsort(row, kind="stable")
    by_cell = by_row[np.argsort(column[by_row], kind="stable")]
    cells = ((column.astype(np.int32) << 16) + row)[by_cell]
    starts = np.concatenate([[0], np.flatnonzero(cells[1:] != cells[:-1]) + 1])
    counts = np.diff(starts, append=len(points))
    # Sorting keeps the order within a cell, so its first point is the earliest.
    by_first_point = np.argsort(by_cell[starts])
    lengths = counts[by_first_point]
    begins = np.concatenate([[0], np.cumsum(lengths)])
    members = by_cell[np.arange(len(points)) + np.repeat(starts[by_first_point] - begins[:-1], lengths)]
    return ClusterLevel(
        number,
        np.add.reduceat(xs[members], begins[:-1]) / lengths,
        np.add.reduceat(ys[members], begins[:-1]) / lengths,
        begins,
        members,
    )
