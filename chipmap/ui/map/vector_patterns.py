"""Hatch, dots and crosses as lines and circles, for documents in which a texture would turn blurred.

Everything is clipped by geometry, because the SVG writer knows no clipping. shapely is imported when the
first document is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from chipmap.ui.map import patterns
from chipmap.ui.map.scene import MapScene, Pattern, PlaceStyle

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DOCUMENT_HATCH_STEP = 10.0
"""Wider than on the screen: every hatch line of a document is a shape of its own."""


def paint_vector_pattern(
    painter: QPainter, path: QPainterPath, style: PlaceStyle, scene: MapScene, view: QRectF
) -> None:
    """Draw the pattern of a style inside a path (pixels), as far as it is in view."""
    box = path.controlPointRect().intersected(view)
    if box.isEmpty() or style.pattern is Pattern.PLAIN:
        return
    shape = shape_of(path)
    if style.pattern is Pattern.HATCH:
        painter.setPen(QPen(QColor(scene.tokens.hatch), patterns.HATCH_WIDTH))
        painter.drawLines(list(clipped_lines(shape, list(diagonals(box)))))
    elif style.pattern is Pattern.CROSSES:
        painter.setPen(QPen(QColor(scene.tokens.line_strong), 1.2))
        painter.drawLines(
            [line for at in points_within(shape, box, patterns.CROSS_STEP) for line in _cross(at)]
        )
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(patterns.dot_colour(style.colour))
        for at in points_within(shape, box, patterns.DOT_STEP):
            painter.drawEllipse(at, patterns.DOT_RADIUS, patterns.DOT_RADIUS)


def shape_of(path: QPainterPath) -> BaseGeometry:
    """The area of a path by the odd-even rule."""
    import shapely

    polygons = [
        shapely.Polygon([(point.x(), point.y()) for point in polygon.toList()])
        for polygon in path.toSubpathPolygons()
        if polygon.count() > 3
    ]
    shape: BaseGeometry
    if all(shapely.is_valid(polygons)):
        # One pass over all rings; taken one after the other, the islands of Canada would last a second.
        shape = shapely.build_area(shapely.GeometryCollection(polygons))
        return shape
    shape = shapely.Polygon()
    for polygon in map(shapely.make_valid, polygons):
        shape = shape.symmetric_difference(polygon) if shape.intersects(polygon) else shape.union(polygon)
    return shape


def diagonals(box: QRectF) -> Iterator[QLineF]:
    """Rising lines across a box, at distances counted from the picture's corner so that neighbours join."""
    first = math.floor((box.left() + box.top()) / DOCUMENT_HATCH_STEP)
    last = math.ceil((box.right() + box.bottom()) / DOCUMENT_HATCH_STEP)
    for number in range(first, last + 1):
        total = number * DOCUMENT_HATCH_STEP
        yield QLineF(total - box.bottom(), box.bottom(), total - box.top(), box.top())


def clipped_lines(shape: BaseGeometry, lines: list[QLineF]) -> Iterator[QLineF]:
    """The parts of lines that lie inside a shape."""
    import shapely

    if not lines:
        return
    bundle = shapely.MultiLineString([[(line.x1(), line.y1()), (line.x2(), line.y2())] for line in lines])
    for part in shapely.get_parts(shapely.intersection(bundle, shape)):
        if part.geom_type == "LineString" and not part.is_empty:
            (x1, y1), (x2, y2) = part.coords[0], part.coords[-1]
            yield QLineF(x1, y1, x2, y2)


def points_within(shape: BaseGeometry, box: QRectF, step: float) -> list[QPointF]:
    """The points of a staggered grid that lie inside a shape."""
    import shapely

    grid = [
        (column * step + (step / 2.0 if row % 2 else 0.0), row * step / 2.0)
        for row in range(math.floor(2.0 * box.top() / step), math.ceil(2.0 * box.bottom() / step) + 1)
        for column in range(math.floor(box.left() / step) - 1, math.ceil(box.right() / step) + 1)
    ]
    shapely.prepare(shape)
    inside = shapely.contains_xy(shape, [x for x, _y in grid], [y for _x, y in grid])
    return [QPointF(x, y) for (x, y), is_inside in zip(grid, inside, strict=True) if is_inside]


def _cross(at: QPointF) -> tuple[QLineF, QLineF]:
    arm = patterns.CROSS_ARM
    return (
        QLineF(at.x() - arm, at.y() - arm, at.x() + arm, at.y() + arm),
        QLineF(at.x() - arm, at.y() + arm, at.x() + arm, at.y() - arm),
    )
