"""The outlines as drawing wants them: one object for each level of detail, loaded when it is first drawn.

Boxes around everything make it cheap to leave out what is not in view.

Everything is in map metres (x east, y down). Nothing here imports numpy or shapely.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.places import load_places, load_positions
from chipmap.ui.map.outlines import Border, read_borders, read_frame, read_outlines

ANTARCTICA = "ATA"
"""Left out: nobody scores it, and it would take up a fifth of the map's height."""


class Line(NamedTuple):
    """A border or coast and the box around it."""

    border: Border
    bounds: QRectF

    @property
    def path(self) -> QPainterPath:
        return self.border.path


class Anchor(NamedTuple):
    """Where a place's name and circle belong, and how large its largest part is."""

    x: float
    y: float
    room_m: float
    largest: QRectF

    @property
    def extent_m(self) -> float:
        """The longer side of the largest part, in metres."""
        return max(self.largest.width(), self.largest.height())


class OutlinePart(NamedTuple):
    """One connected piece of the outline around several places, and the box around it."""

    path: QPainterPath
    bounds: QRectF


class OutlineLevel(NamedTuple):
    """Places, lakes and lines at one level of detail; dashed lines come last, so that they lie on top."""

    number: int
    places: Mapping[str, QPainterPath]
    bounds: Mapping[str, QRectF]
    lakes: tuple[tuple[QPainterPath, QRectF], ...]
    lines: tuple[Line, ...]
    lines_of: Mapping[str, list[Line]]
    """The lines around each place; a line inside a place is not among them."""


class Atlas:
    """All levels of detail of one map, and the anchor of every place on it."""

    def __init__(self, projection: MapProjection = MapProjection.WORLD) -> None:
        self.projection = projection
        self._frame = read_frame(projection)
        places = load_places()
        self.anchors: Mapping[str, Anchor] = {
            code: Anchor(*place.anchor, place.room_m, _rect(place.largest_bounds))
            for code, place in load_positions(projection).items()
            if places[code].is_coloured and code != ANTARCTICA
        }
        """Every place that is drawn and may carry a level; neutral areas have none and take no click."""

    @property
    def graticule(self) -> QPainterPath:
        return self._frame.graticule

    @property
    def world(self) -> QRectF:
        """The box around the whole map."""
        return self._frame.world

    def level_for(self, metres_per_px: float, *, is_rough: bool = False) -> OutlineLevel:
        """The outlines to draw at a scale; a rough picture takes them one level coarser, if there is one."""
        number = self._frame.level_for(metres_per_px)
        return outline_level(min(number + is_rough, self._frame.levels[-1].number))


@cache
def outline_level(number: int) -> OutlineLevel:
    """One level of detail with its boxes; read once, it is shared by every view."""
    outlines = read_outlines(number)
    places = {code: path for code, path in outlines.places.items() if code != ANTARCTICA}
    lines = tuple(
        Line(border, border.path.controlPointRect())
        for border in sorted(read_borders(number), key=lambda border: border.dashed)
        if border.code_a != ANTARCTICA
    )
    lines_of: dict[str, list[Line]] = {code: [] for code in places}
    for line in lines:
        if line.border.code_a != line.border.code_b:
            for code in filter(None, (line.border.code_a, line.border.code_b)):
                lines_of[code].append(line)
    return OutlineLevel(
        number=number,
        places=places,
        bounds={code: path.controlPointRect() for code, path in places.items()},
        lakes=tuple((lake, lake.controlPointRect()) for lake in outlines.lakes),
        lines=lines,
        lines_of=lines_of,
    )


@lru_cache(maxsize=16)
def outline_parts(number: int, codes: frozenset[str]) -> tuple[OutlinePart, ...]:
    """The outline around several places taken as one, island by island, without what lies between them."""
    parts = []
    for line in outline_level(number).lines:
        if not line.border.bounds_region(codes):
            continue
        for polygon in line.path.toSubpathPolygons():
            path = QPainterPath()
            path.addPolygon(polygon)
            parts.append(OutlinePart(path, polygon.boundingRect()))
    return tuple(parts)


@cache
def the_atlas(projection: MapProjection = MapProjection.WORLD) -> Atlas:
    """The one atlas of a map; its files are read on first use."""
    return Atlas(projection)


def _rect(bounds: tuple[float, float, float, float]) -> QRectF:
    left, top, right, bottom = bounds
    return QRectF(left, top, right - left, bottom - top)
