"""What lies under a pixel: an institution, the circle of a small place, or a place.

Places are found through a coarse grid of boxes and `QPainterPath.contains` on their parts, which answers
within some ten microseconds and needs no geometry library.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtGui import QPainterPath

from chipmap.model.geography.arcs import Arc
from chipmap.ui.map.arcs import arc_at
from chipmap.ui.map.atlas import Atlas, outline_level
from chipmap.ui.map.composition import DrawnMap
from chipmap.ui.map.markers import (
    INSTITUTION_HIT_PX,
    MARKER_HIT_PX,
    MARKER_PX,
    InstitutionMark,
    PlaceMarker,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF, QRectF

CELL_M = 500_000.0

M = TypeVar("M", PlaceMarker, InstitutionMark)


class Hit(NamedTuple):
    """The country, the institutions, or the end of an arc, under a pixel."""

    country: str | None = None
    institutions: InstitutionMark | None = None
    arc: Arc | None = None


class PlaceIndex:
    """Finds the place at a point of the map among the outlines of one level of detail."""

    def __init__(self, level: int) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, QRectF, QPainterPath]]] = {}
        for code, path in outline_level(level).places.items():
            for part in _parts(path):
                bounds = part.controlPointRect()
                for cell in _cells_of(bounds):
                    self._cells.setdefault(cell, []).append((code, bounds, part))

    def place_at(self, point: QPointF) -> str | None:
        """The code of the place at a point in map metres; None in the sea."""
        for code, bounds, part in self._cells.get(_cell_of(point.x(), point.y()), ()):
            if bounds.contains(point) and part.contains(point):
                return code
        return None


@cache
def place_index(level: int) -> PlaceIndex:
    """The index of one level of detail; built on first use, then shared."""
    return PlaceIndex(level)


def hit_at(atlas: Atlas, drawn: DrawnMap, metres_per_px: float, pixel: QPointF, point: QPointF) -> Hit:
    """What lies under `pixel` of the drawn picture, which is `point` on the map.

    A circle wins inside itself, then the nearest institution, then the end of an arc, then the wider reach of
    a circle, then the place.
    """
    marker = _nearest(drawn.markers, pixel)
    marker_distance = math.inf if marker is None else _distance(pixel, marker.x, marker.y)
    if marker is not None and marker_distance <= MARKER_PX / 2.0:
        return Hit(country=marker.code)
    mark = _nearest(drawn.institutions, pixel)
    if mark is not None and _distance(pixel, mark.x, mark.y) <= INSTITUTION_HIT_PX / 2.0:
        return Hit(institutions=mark)
    arc = arc_at(drawn.arcs, pixel)
    if arc is not None:
        return Hit(arc=arc)
    if marker is not None and marker_distance <= MARKER_HIT_PX / 2.0:
        return Hit(country=marker.code)
    level = atlas.level_for(metres_per_px).number
    return Hit(country=place_index(level).place_at(point))


def _nearest(marks: Iterable[M], pixel: QPointF) -> M | None:
    """The mark closest to a pixel; the pointer asks with every move, and there may be hundreds."""
    x, y = pixel.x(), pixel.y()
    nearest, smallest = None, math.inf
    for mark in marks:
        across, down = mark.x - x, mark.y - y
        square = across * across + down * down
        if square < smallest:
            nearest, smallest = mark, square
    return nearest


def _parts(path: QPainterPath) -> Iterator[QPainterPath]:
    """The islands of a place, each with its holes, so that far parts need not be looked at.

    A ring inside another is a hole or an island in it; both stay with the ring around them by the odd-even
    rule.
    """
    shells: list[tuple[QRectF, QPainterPath]] = []
    for polygon in path.toSubpathPolygons():
        bounds = polygon.boundingRect()
        around = next((shell for box, shell in shells if box.contains(bounds)), None)
        if around is None:
            around = QPainterPath()
            shells.append((bounds, around))
        around.addPolygon(polygon)
    for _, shell in shells:
        yield shell


def _cell_of(x: float, y: float) -> tuple[int, int]:
    return math.floor(x / CELL_M), math.floor(y / CELL_M)


def _cells_of(bounds: QRectF) -> Iterator[tuple[int, int]]:
    left, top = _cell_of(bounds.left(), bounds.top())
    right, bottom = _cell_of(bounds.right(), bounds.bottom())
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row


def _distance(pixel: QPointF, x: float, y: float) -> float:
    return math.hypot(pixel.x() - x, pixel.y() - y)
