"""The two maps: the world in Equal Earth, and Europe in ETRS89-LAEA; the way from one to the other.

Places, lines and institutions are known in the metres of the world map; whoever draws Europe carries them
over. Points beyond the horizon of Europe have no place on its map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum

from chipmap.model.geography import laea, projection

Point = tuple[float, float]

JUMP_M = 2_500_000.0
"""Two neighbouring points of a line that lie farther apart have the horizon between them."""


class MapProjection(StrEnum):
    """Which map is drawn."""

    WORLD = "world"
    EUROPE = "europe"


def project_to(which: MapProjection, longitude: float, latitude: float) -> Point | None:
    """Map metres of a place given in degrees; None where the map does not show it."""
    if which is MapProjection.EUROPE:
        return laea.project(longitude, latitude)
    return projection.project(longitude, latitude)


def unproject_from(which: MapProjection, x: float, y: float) -> Point | None:
    """Degrees of a point of a map; None off its edge."""
    return laea.unproject(x, y) if which is MapProjection.EUROPE else projection.unproject(x, y)


def carried(which: MapProjection, x: float, y: float) -> Point | None:
    """Where a point of the world map lies on another map; None where that does not show it."""
    if which is MapProjection.WORLD:
        return x, y
    degrees = projection.unproject(x, y)
    return None if degrees is None else laea.project(*degrees)


def carried_lines(which: MapProjection, lines: Iterable[Iterable[Point]]) -> tuple[tuple[Point, ...], ...]:
    """Lines of the world map on another map, each broken off where it leaves the map."""
    if which is MapProjection.WORLD:
        return tuple(tuple(line) for line in lines)
    found: list[list[Point]] = []
    for line in lines:
        found.append([])
        for point in line:
            at = carried(which, *point)
            if at is None or (found[-1] and math.dist(found[-1][-1], at) > JUMP_M):
                found.append([])
            if at is not None:
                found[-1].append(at)
    return tuple(tuple(line) for line in found if len(line) > 1)
