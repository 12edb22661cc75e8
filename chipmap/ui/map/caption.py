"""Text that lies on the map: readable on water and, when the map has been moved beneath it, on land too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.ui import theme

PADDING = 8
RADIUS = 8
OPACITY = 0.86


class MapCaption(QWidget):
    """A column of texts on a veil in the colour of water, invisible until land comes beneath it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.has_veil = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING - 2)
        self.column.setSpacing(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.has_veil:
            return
        veil = QColor(theme.current().tokens.water)
        veil.setAlphaF(OPACITY)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.end()
