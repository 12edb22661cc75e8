"""Shapes as they are shipped: read from the baked files, so that the tests see what the map draws."""

from functools import cache
from itertools import pairwise

import pytest
import shapely
from shapely.geometry import MultiPolygon, Polygon

from chipmap.ui.map.outlines import read_outlines

Shapes = dict[str, MultiPolygon]


@pytest.fixture(params=[0, 1, 2, 3], ids=lambda level: f"l{level}")
def shapes(request) -> Shapes:
    """The filled shapes of one level of detail by place."""
    return shapes_of(request.param)


@cache
def shapes_of(level: int) -> Shapes:
    return {code: shape_of(path) for code, path in read_outlines(level).places.items()}


def shape_of(path) -> MultiPolygon:
    """Rings become holes when they lie in an odd number of others, which is how Qt fills them."""
    rings = [Polygon(ring) for ring in rings_of(path)]
    tree = shapely.STRtree(rings)
    around: list[list[int]] = [[] for _ in rings]
    for inner, outer in tree.query(rings, predicate="within").T.tolist():
        if inner != outer:
            around[inner].append(outer)
    holes = {index: [] for index, outer in enumerate(around) if not len(outer) % 2}
    for index, outer in enumerate(around):
        if len(outer) % 2:
            nearest = min(outer, key=lambda at: rings[at].area)
            holes[nearest].append(shapely.get_coordinates(rings[index]))
    return MultiPolygon([Polygon(shapely.get_coordinates(rings[at]), inner) for at, inner in holes.items()])


def rings_of(path) -> list[list[tuple[float, float]]]:
    elements = [path.elementAt(index) for index in range(path.elementCount())]
    starts = [index for index, element in enumerate(elements) if element.isMoveTo()]
    return [
        [(element.x, element.y) for element in elements[first:last]]
        for first, last in pairwise([*starts, len(elements)])
    ]
