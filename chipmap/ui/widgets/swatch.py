"""The square that shows a level: its colour of the capability scale with its digit on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_INNER, ink


def paint_swatch(painter: QPainter, area: QRectF, level: int, text: str, role: str = "body_strong") -> None:
    """A square in the colour of a level with its digit, in the ink that can be read on it."""
    look = theme.current()
    colour = look.tokens.capability[level]
    painter.setPen(QPen(look.colour("line_strong"), 1) if level == 0 else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_INNER + 1, RADIUS_INNER + 1)
    painter.setFont(look.font(role))
    painter.setPen(QColor(ink(colour)))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
