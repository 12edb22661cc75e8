"""Draws the lines between places, and remembers where their far ends lie.

Each line is a path of its own: Qt draws one wide path of many lines many times more slowly than the same
lines one by one. All lengths are pixels of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import Arc, Point
from chipmap.model.geography.naming import PlaceNames
from chipmap.ui.map.painting import Picture
from chipmap.ui.map.place_text import PlaceText
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.tokens import Tokens
from chipmap.wording.arcs import arc_lines, count_text, pair_text

THINNEST_PX, WIDEST_PX = 1.8, 4.6
HALO_PX = 2.6
"""How much wider than the line its halo is."""

DOT_PX = 5.0
"""The radius of the dot at the far end."""

DOT_HIT_PX = 9.0
CLEAR_PX = 17.0
"""How far a handle keeps from the middle of a circle, a square or a count."""

FARTHEST_BACK_PX = 44.0
DASHES_PX = (9.0, 6.0)


class DrawnArc(NamedTuple):
    """A line as wide as its strength says, with its dot at the far end.

    Circles and squares lie over the dot: moved aside, it could lie on another place. What can be pointed at
    is therefore `handle` too, the point of the line nearest to its end that they leave free.
    """

    arc: Arc
    width: float
    x: float
    y: float
    handle: QPointF

    @property
    def dot(self) -> QRectF:
        """The pixels that the dot covers."""
        side = DOT_PX + HALO_PX / 2.0
        return QRectF(self.x - side, self.y - side, 2.0 * side, 2.0 * side)


def arrange_arcs(scene: MapScene, viewport: Viewport, taken: Iterable[QPointF] = ()) -> tuple[DrawnArc, ...]:
    """The lines of a scene, weakest first, so that the strongest lie on top.

    Their handles keep clear of the middles of circles and squares, which are `taken`.
    """
    if scene.arcs is None or not scene.arcs.shown:
        return ()
    strongest = max(arc.strength for arc in scene.arcs.shown)
    taken, drawn = tuple(taken), []
    for arc in reversed(scene.arcs.shown):
        at = viewport.to_screen(*arc.lines[-1][-1])
        handle = _free_end(arc.lines[-1], viewport, taken)
        width = THINNEST_PX + (WIDEST_PX - THINNEST_PX) * arc.strength / strongest
        drawn.append(DrawnArc(arc, width, at.x(), at.y(), handle))
    return tuple(drawn)


def _free_end(line: tuple[Point, ...], viewport: Viewport, taken: tuple[QPointF, ...]) -> QPointF:
    """The point nearest to the end of a line that nothing covers; the end where there is none."""
    left = FARTHEST_BACK_PX
    # Few points are looked at, so the others need not be brought to the screen.
    for after, before in pairwise(viewport.to_screen(x, y) for x, y in reversed(line)):
        step = before - after
        length = math.hypot(step.x(), step.y())
        for back in range(0, math.ceil(min(length, left)), 2):
            point = after + step * (back / length)
            if all(math.hypot(point.x() - at.x(), point.y() - at.y()) >= CLEAR_PX for at in taken):
                return point
        left -= length
        if left <= 0:
            break
    return viewport.to_screen(*line[-1])


def arc_at(arcs: Iterable[DrawnArc], pixel: QPointF) -> Arc | None:
    """The arc whose dot or handle lies under a pixel: the nearest, the strongest of those at one place."""
    nearest, found = DOT_HIT_PX, None
    for drawn in arcs:
        ends = (QPointF(drawn.x, drawn.y), drawn.handle)
        distance = min(math.hypot(pixel.x() - end.x(), pixel.y() - end.y()) for end in ends)
        if distance <= nearest:
            nearest, found = distance, drawn.arc
    return found


def paint_arcs(picture: Picture, arcs: Iterable[DrawnArc]) -> Iterator[None]:
    """Each line on its halo, pausing after each; then all dots."""
    painter, tokens = picture.painter, picture.scene.tokens
    painter.setBrush(Qt.BrushStyle.NoBrush)
    arcs = tuple(arcs)
    for drawn in arcs:
        for line in drawn.arc.lines:
            polygon = picture.transform.map(QPolygonF([QPointF(x, y) for x, y in line]))
            if _may_be_seen(polygon.boundingRect(), picture.viewport):
                _paint_line(painter, polygon, drawn.width, tokens, is_dashed=drawn.arc.is_dashed)
                yield
    for drawn in arcs:
        paint_dot(painter, QPointF(drawn.x, drawn.y), tokens, DOT_PX, is_hollow=drawn.arc.is_dashed)
    yield


def _may_be_seen(bounds: QRectF, viewport: Viewport) -> bool:
    reach = WIDEST_PX + HALO_PX
    view = QRectF(0.0, 0.0, viewport.width, viewport.height)
    return bounds.adjusted(-reach, -reach, reach, reach).intersects(view)


def _paint_line(
    painter: QPainter, polygon: QPolygonF, width: float, tokens: Tokens, *, is_dashed: bool
) -> None:
    painter.setPen(line_pen(tokens.halo, width + HALO_PX, is_dashed=False))
    painter.drawPolyline(polygon)
    painter.setPen(line_pen(tokens.collaboration, width, is_dashed=is_dashed))
    painter.drawPolyline(polygon)


def line_pen(colour: str, width: float, *, is_dashed: bool) -> QPen:
    """The pen of a line; dashes keep their length whatever its width."""
    pen = QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin
    )
    if is_dashed:
        pen.setDashPattern([dash / width for dash in DASHES_PX])
    return pen


def paint_dot(
    painter: QPainter, centre: QPointF, tokens: Tokens, radius: float, *, is_hollow: bool = False
) -> None:
    """The far end of a line: a dot, a ring while everything is only planned."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.halo))
    painter.drawEllipse(centre, radius + HALO_PX / 2.0, radius + HALO_PX / 2.0)
    painter.setBrush(QColor(tokens.collaboration))
    painter.drawEllipse(centre, radius, radius)
    if is_hollow:
        painter.setBrush(QColor(tokens.halo))
        painter.drawEllipse(centre, radius * 0.5, radius * 0.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_sample(painter: QPainter, box: QRectF, tokens: Tokens, *, is_dashed: bool) -> None:
    """A short line with its dot, for the legend."""
    middle, radius = box.center().y(), 0.22 * box.height()
    end = QPointF(box.right() - radius - 1.0, middle)
    painter.setPen(line_pen(tokens.collaboration, 0.16 * box.height(), is_dashed=is_dashed))
    painter.drawLine(QPointF(box.left(), middle), end)
    paint_dot(painter, end, tokens, radius, is_hollow=is_dashed)


def arc_text(arc: Arc, dataset: Dataset, names: PlaceNames) -> PlaceText:
    """What the hover card shows at the end of a line: the pair, how much stands behind it, and what."""
    return PlaceText(pair_text(arc, names), count_text(arc), arc_lines(arc, dataset))
