"""The divider between two horizons: dragged, or moved by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from chipmap.ui import theme
from chipmap.wording import _

WIDTH = 40
"""Pixels; wide enough for a finger."""
LINE_REACH = 6
NEAREST_EDGE = 3
"""Per cent of the width; the divider never leaves the map."""
STEP, PAGE = 2, 10


class SwipeHandle(QSlider):
    """Stands at its value, in per cent of the width of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ground = parent
        self.setRange(NEAREST_EDGE, 100 - NEAREST_EDGE)
        self.setSingleStep(STEP)
        self.setPageStep(PAGE)
        self.setValue(50)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("Drag, or use the arrow keys; Escape ends the comparison"))

    @property
    def position(self) -> int:
        """The pixel of the parent at which the divider stands."""
        return round(self.value() / 100.0 * self._ground.width())

    def stand(self, top: int) -> None:
        """Move to where the value says, over the height of the parent below `top`, where its title ends."""
        self.setGeometry(QRect(self.position - WIDTH // 2, top, WIDTH, self._ground.height() - top))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        line = QRect(WIDTH // 2 - LINE_REACH, 0, 2 * LINE_REACH, self.height())
        grip = self._grip().toAlignedRect()
        self.setMask(QRegion(line) + QRegion(grip, QRegion.RegionType.Ellipse))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            at = self.mapToParent(event.position()).x()
            self.setValue(round(100.0 * at / max(self._ground.width(), 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms the map, here as beside the divider."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = WIDTH / 2.0
        line = (QPointF(middle, 0.0), QPointF(middle, float(self.height())))
        for colour, width in ((tokens.halo, 5.0), (tokens.outline, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(*line)
        grip = self._grip().adjusted(2.0, 2.0, -2.0, -2.0)
        edge = (tokens.focus, 3.0) if self.hasFocus() else (tokens.line_strong, 1.0)
        painter.setPen(QPen(QColor(edge[0]), edge[1]))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(grip)
        painter.setPen(QPen(QColor(tokens.text), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        centre = grip.center()
        for side in (-1.0, 1.0):
            tip = centre + QPointF(10.0 * side, 0.0)
            for rise in (-4.0, 4.0):
                painter.drawLine(tip, centre + QPointF(5.0 * side, rise))
        painter.end()

    def _grip(self) -> QRectF:
        return QRectF(0.0, (self.height() - WIDTH) / 2.0, WIDTH, WIDTH)
