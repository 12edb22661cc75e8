"""Slanted lines: the sign of what is not known, wherever a bar or a swatch shows it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from chipmap.ui import theme

_HATCH_STEP = 6.0


def paint_hatch(painter: QPainter, area: QRectF) -> None:
    """Slanted lines over what is not known."""
    if area.width() <= 0:
        return
    look = theme.current()
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(look.colour("hatch"), 1.5))
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += _HATCH_STEP
    painter.restore()
