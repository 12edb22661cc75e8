"""In which place a position lies, by the outlines that the map draws.

A position just off a simplified coast belongs to the nearest place; one farther out belongs to none.
shapely is loaded when the first position is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from chipmap.model.exchange.raw_points import Position
from chipmap.model.host.paths import resource
from chipmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

NEAR_DEGREES: Final = 0.25
"""How far off an outline a position may lie and still belong to it: some 25 km, a wide harbour."""
_AT_ONCE = 2_000


class CountryShapes:
    """The outlines of all places, ready to be asked."""

    def __init__(self, codes: Sequence[str], shapes: Sequence[BaseGeometry]) -> None:
        import shapely

        self._shapes = dict(zip(codes, shapes, strict=True))
        parts, owners = shapely.get_parts(shapes, return_index=True)
        shapely.prepare(parts)
        self._parts = parts
        self._codes = [codes[owner] for owner in owners]
        self._tree = shapely.STRtree(parts)

    def codes_at(self, positions: Sequence[Position], progress: Progress = silent) -> list[str | None]:
        """The place of each position (longitude, latitude); `None` for the open sea."""
        found: list[str | None] = []
        for start in range(0, len(positions), _AT_ONCE):
            progress.step(start, len(positions))
            found += self._codes_of(positions[start : start + _AT_ONCE])
        return found

    def _codes_of(self, positions: Sequence[Position]) -> list[str | None]:
        """The place of some positions: by the part that holds it, for those off all coasts by the nearest."""
        import numpy as np
        import shapely

        codes: list[str | None] = [None] * len(positions)
        points = shapely.points(positions)
        numbers, candidates = self._tree.query(points)
        for part in np.unique(candidates):
            boxed = numbers[candidates == part]
            # A prepared outline answers for many points at once; the tree alone asks it point by point.
            for number in boxed[shapely.intersects(self._parts[part], points[boxed])].tolist():
                codes[number] = self._codes[part]
        lost = [number for number, code in enumerate(codes) if code is None]
        if lost:
            nearest = self._tree.query_nearest(points[lost], max_distance=NEAR_DEGREES, all_matches=False)
            for number, part in zip(*nearest.tolist(), strict=True):
                codes[lost[number]] = self._codes[part]
        return codes

    def is_near(self, code: str, position: Position) -> bool:
        """Whether a position lies in a place or just off it; a place without an outline is near nothing."""
        from shapely import Point

        shape = self._shapes.get(code)
        return shape is not None and bool(shape.distance(Point(position)) <= NEAR_DEGREES)


@cache
def country_shapes() -> CountryShapes:
    """The outlines shipped with the program, read once."""
    import shapely
    from pyogrio.raw import read  # type: ignore[import-untyped]

    _meta, _ids, geometry, fields = read(
        resource("geography/countries.gpkg"), layer="countries", columns=["code"]
    )
    return CountryShapes([str(code) for code in fields[0]], list(shapely.from_wkb(geometry)))
