"""The dots of a level that is suggested or has no evidence, the same wherever a bar or a cell is filled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from chipmap.ui.tokens import ink

_DOT_STEP = 6.0
_DOT_RADIUS = 0.95


def _dot_colour(fill: QColor) -> QColor:
    """The half-transparent ink in which dots can be seen on `fill`; the same as on the map."""
    colour = QColor(ink(fill.name()))
    colour.setAlphaF(0.72 if colour.lightness() > 128 else 0.46)
    return colour


def paint_dots(painter: QPainter, path: QPainterPath, colour: QColor, step: float = _DOT_STEP) -> None:
    """Strew the dots of a suggested level over `path`, in a grid that stays put whatever is next to it."""
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_dot_colour(colour))
    area = path.boundingRect()
    radius = _DOT_RADIUS * (step / _DOT_STEP) ** 0.5
    row, y = 0, area.top() + step / 4
    while y < area.bottom():
        x = area.left() + (step / 4 if row % 2 else step * 3 / 4)
        while x < area.right():
            painter.drawEllipse(QPointF(x, y), radius, radius)
            x += step
        row, y = row + 1, y + step / 2
    painter.restore()
