"""A pyqtgraph plot in our colours and fonts: the only module that tells pyqtgraph how to look.

A chart is read, not operated: it takes no keyboard, leaves the wheel to the page around it, and says what it
shows in its accessible description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QFrame

from chipmap.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

Ticks = list[list[tuple[float, str]]]


class Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph carries no types
    """An empty plot; heirs add items and call `apply_look` of their own when the theme changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None, enableMenu=False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        theme.current().changed.connect(self._on_theme_changed)

    def apply_look(self) -> None:
        """Take colours and fonts from the theme in force."""
        look = theme.current()
        self.setBackground(look.colour("surface"))
        for side in ("left", "bottom", "top", "right"):
            axis = self.getAxis(side)
            axis.setPen(QPen(look.colour("line"), 1.0))
            axis.setTextPen(look.colour("text2"))
            axis.setStyle(tickFont=look.font("caption", is_tabular=True), tickLength=0, tickAlpha=0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the plot into part of a picture, for the clipboard or a document."""
        # Given up before the layout of a change, the axes would stand where they were.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self.render(painter, area, self.viewport().rect(), Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.restore()

    def _on_theme_changed(self) -> None:
        self.apply_look()


def hairline(colour: QColor) -> QPen:
    """A pen of one pixel whatever the scale of the axes."""
    pen = QPen(colour, 1.0)
    pen.setCosmetic(True)
    return pen


def ticks(values: Sequence[tuple[float, str]]) -> Ticks:
    """Named ticks in the form that an axis takes."""
    return [list(values), []]
