"""Draws the lines between places, and remembers where their far ends lie.

Each line is a path of its own: Qt draws one wide path of many lines many times more slowly than the same
lines one by one. All lengths are pixels of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

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
DASHES_IN_PIECE = 3
UNIT_M = 100_000.0
"""Pieces of lines are measured in this: Qt refuses pens as wide as a line is in metres."""


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
    end = viewport.to_screen(*line[-1])
    reach = FARTHEST_BACK_PX + CLEAR_PX
    taken = tuple(at for at in taken if abs(at.x() - end.x()) < reach and abs(at.y() - end.y()) < reach)
    if not taken:
        return end
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
    return end


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
    arcs = tuple(arcs)
    painter, transform = picture.painter, picture.transform
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for drawn in arcs:
        for line in drawn.arc.lines:
            polygon, _pieces = map_shapes(line)
            if not picture.is_open(transform.mapRect(polygon.boundingRect())):
                continue
            if picture.filler.as_shapes:
                _paint_curve(painter, transform.map(polygon), drawn, picture.scene.tokens)
            else:
                _paint_pieces(picture, line, drawn)
            yield
    for drawn in arcs:
        if picture.is_open(drawn.dot):
            at = QPointF(drawn.x, drawn.y)
            paint_dot(painter, at, picture.scene.tokens, DOT_PX, is_hollow=drawn.arc.is_dashed)
    yield


@lru_cache(maxsize=1024)
def map_shapes(line: tuple[Point, ...]) -> tuple[QPolygonF, list[QLineF]]:
    """A line in the forms that Qt takes: as one in map metres, and in straight pieces in UNIT_M."""
    polygon = QPolygonF([QPointF(x, y) for x, y in line])
    return polygon, [_piece(*before, *after) for before, after in pairwise(line)]


def _piece(x: float, y: float, end_x: float, end_y: float) -> QLineF:
    return QLineF(x / UNIT_M, y / UNIT_M, end_x / UNIT_M, end_y / UNIT_M)


def _paint_curve(painter: QPainter, polygon: QPolygonF, drawn: DrawnArc, tokens: Tokens) -> None:
    painter.setPen(line_pen(tokens.halo, drawn.width + HALO_PX, is_dashed=False))
    painter.drawPolyline(polygon)
    painter.setPen(line_pen(tokens.collaboration, drawn.width, is_dashed=drawn.arc.is_dashed))
    painter.drawPolyline(polygon)


def _paint_pieces(picture: Picture, line: tuple[Point, ...], drawn: DrawnArc) -> None:
    """The same on pixels: separate pieces are drawn twice as fast as one line with joins.

    Square ends close the bends between them. The painter scales everything, widths too.
    """
    painter, tokens = picture.painter, picture.scene.tokens
    scale = picture.viewport.metres_per_px / UNIT_M
    pieces = map_shapes(line)[1]
    halo = line_pen(tokens.halo, drawn.width + HALO_PX, is_dashed=False)
    ink = line_pen(tokens.collaboration, drawn.width, is_dashed=drawn.arc.is_dashed)
    for pen in (halo, ink):
        pen.setWidthF(pen.widthF() * scale)
    halo.setCapStyle(Qt.PenCapStyle.SquareCap)
    before = painter.transform()
    painter.setTransform(QTransform.fromScale(UNIT_M, UNIT_M) * picture.transform, True)
    painter.setPen(halo)
    painter.drawLines(pieces)
    if drawn.arc.is_dashed:
        # Dashes begin anew with each piece, so pieces as long as a few of them are needed.
        pieces = pieces_of_length(line, DASHES_IN_PIECE * sum(DASHES_PX) * picture.viewport.metres_per_px)
    else:
        ink.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(ink)
    painter.drawLines(pieces)
    painter.setTransform(before)


def pieces_of_length(line: tuple[Point, ...], wanted: float) -> list[QLineF]:
    """A line in map metres cut into straight pieces of one length, in UNIT_M; the last one is shorter."""
    pieces: list[QLineF] = []
    start, left = line[0], wanted
    for (x, y), (end_x, end_y) in pairwise(line):
        length = math.hypot(end_x - x, end_y - y)
        walked = 0.0
        while length - walked >= left:
            walked += left
            part = walked / length
            end = (x + (end_x - x) * part, y + (end_y - y) * part)
            pieces.append(_piece(*start, *end))
            start, left = end, wanted
        left -= length - walked
    pieces.append(_piece(*start, *line[-1]))
    return pieces


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
