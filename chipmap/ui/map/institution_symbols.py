"""The symbols of institutions: one shape for each type, told apart without colour and at a dot's size."""

from __future__ import annotations

import math
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPolygonF

_ROUND = 24
"""Corners that a circle is drawn with; at nine pixels nobody can tell."""


@cache
def symbol_outline(institution_type: str) -> tuple[tuple[float, float], ...]:
    """The corners of a type's shape around (0, 0), about one unit across and of about equal weight.

    Company: square. Fab: square on its corner. Research organisation: triangle. University: circle. Agency:
    triangle on its corner. Programme: star. Cluster: cross. An unknown type is drawn like a company.
    """
    if institution_type == "fab":
        return _regular(4, 0.62, 0.0)
    if institution_type == "RTO":
        return tuple((x, y + 0.07) for x, y in _regular(3, 0.66, 0.0))
    if institution_type == "university":
        return _regular(_ROUND, 0.5, 0.0)
    if institution_type == "agency":
        return tuple((x, y - 0.07) for x, y in _regular(3, 0.66, math.pi))
    if institution_type == "programme":
        return _star()
    if institution_type == "cluster":
        return _cross()
    side = 0.44
    return ((-side, -side), (side, -side), (side, side), (-side, side))


def paint_symbol(painter: QPainter, institution_type: str, at: QPointF, size: float) -> None:
    """Draw a type's shape, `size` pixels across, with the painter's pen and brush."""
    corners = symbol_outline(institution_type)
    painter.drawPolygon(QPolygonF([QPointF(at.x() + x * size, at.y() + y * size) for x, y in corners]))


def _regular(corners: int, radius: float, turn: float) -> tuple[tuple[float, float], ...]:
    """A regular polygon with a corner at the top, then turned by `turn` radians."""
    angles = (turn - math.pi / 2 + 2 * math.pi * corner / corners for corner in range(corners))
    return tuple((radius * math.cos(angle), radius * math.sin(angle)) for angle in angles)


def _star() -> tuple[tuple[float, float], ...]:
    points = []
    for corner in range(10):
        radius = 0.68 if corner % 2 == 0 else 0.32
        angle = -math.pi / 2 + math.pi * corner / 5
        points.append((radius * math.cos(angle), radius * math.sin(angle)))
    return tuple(points)


def _cross() -> tuple[tuple[float, float], ...]:
    arm, half = 0.56, 0.2
    quarter = ((half, -arm), (half, -half), (arm, -half))
    turned: list[tuple[tuple[float, float], ...]] = [quarter]
    for _turn in range(3):
        turned.append(tuple((-y, x) for x, y in turned[-1]))
    return tuple(corner for part in turned for corner in part)
