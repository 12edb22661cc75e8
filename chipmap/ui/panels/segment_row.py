"""One row of the value chain: a segment's name, its level as pips and digit, and whether it opens further.

The row is a real button, so that it can be reached by keyboard and read aloud; it holds only what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.pips import Pips, paint_pips
from chipmap.ui.tokens import RADIUS_CONTROL

_HEIGHT = 36
ROW_BLEED = 10
"""How far the mark of the chosen row reaches beyond the text on both sides."""
_INDENT = 14
_PIPS_WIDTH = 132
_PIPS_HEIGHT = 22
_FIGURE_WIDTH = 32
_CHEVRON_WIDTH = 28


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """What a row shows of one segment; `depth` 0 is a stage, `spoken` is what a screen reader says."""

    segment: str
    name: str
    depth: int
    has_children: bool
    is_open: bool
    is_chosen: bool
    pips: Pips
    figure: str
    spoken: str


class SegmentRow(QAbstractButton):
    """Chooses its segment when clicked; the chevron, or Left and Right, open and close its sub-segments."""

    toggled_open = Signal(str, bool)
    moved = Signal(int)

    def __init__(self, line: SegmentLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = line
        theme.current().changed.connect(self._on_theme_changed)
        self.show_line(line)

    @property
    def line(self) -> SegmentLine:
        return self._line

    def show_line(self, line: SegmentLine) -> None:
        """Show another line; the row stays the same widget, so that focus is kept while levels change."""
        changed = line != self._line
        self._line = line
        self.setText(line.name)
        self.setAccessibleName(line.spoken)
        self.setToolTip(line.name if self._name_is_cut() else "")
        if changed:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(300), theme.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        strong = self._line.is_chosen or self._line.depth == 0
        painter.setFont(look.font("body_strong" if self._line.is_chosen else "body"))
        painter.setPen(QColor(look.tokens.text if strong else look.tokens.text2))
        name_area = self._name_area()
        name = painter.fontMetrics().elidedText(
            self._line.name, Qt.TextElideMode.ElideRight, name_area.width()
        )
        painter.drawText(name_area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        paint_pips(painter, QRectF(self._pips_area()), self._line.pips, look.tokens)
        painter.setFont(look.font("body_strong"))
        painter.setPen(QColor(look.tokens.text))
        painter.drawText(
            self._figure_area(),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            self._line.figure,
        )
        if self._line.has_children:
            self._paint_chevron(painter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self.isDown()
            and self._is_on_chevron(event.position().toPoint())
        ):
            self.setDown(False)
            self.toggled_open.emit(self._line.segment, not self._line.is_open)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and self._line.has_children:
            self.toggled_open.emit(self._line.segment, key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme.current()
        ground = QRectF(self.rect()).adjusted(1.5, 1, -1.5, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._line.is_chosen:
            painter.setBrush(QColor(look.tokens.accent_soft))
            painter.drawRoundedRect(ground, RADIUS_CONTROL, RADIUS_CONTROL)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(look.tokens.surface2))
            painter.drawRoundedRect(ground, RADIUS_CONTROL, RADIUS_CONTROL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.tokens.focus), 2))
            painter.drawRoundedRect(ground, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_chevron(self, painter: QPainter) -> None:
        look = theme.current()
        size = look.px(16)
        name = "chevron-down" if self._line.is_open else "chevron-right"
        centre = self._chevron_area().center()
        chevron = look.pixmap(name, "text2", size, self.devicePixelRatioF())
        painter.drawPixmap(centre.x() - size // 2, centre.y() - size // 2, chevron)

    def _chevron_area(self) -> QRect:
        width = theme.current().px(_CHEVRON_WIDTH)
        return QRect(self.width() - ROW_BLEED - width + 6, 0, width, self.height())

    def _is_on_chevron(self, position: QPoint) -> bool:
        return self._line.has_children and position.x() >= self._chevron_area().left()

    def _figure_area(self) -> QRect:
        width = theme.current().px(_FIGURE_WIDTH)
        return QRect(self._chevron_area().left() - width - 6, 0, width, self.height())

    def _pips_area(self) -> QRect:
        look = theme.current()
        width = min(look.px(_PIPS_WIDTH), int(self.width() * 0.33))
        height = look.px(_PIPS_HEIGHT)
        return QRect(self._figure_area().left() - width, (self.height() - height) // 2 - 2, width, height)

    def _name_area(self) -> QRect:
        left = ROW_BLEED + self._line.depth * theme.current().px(_INDENT)
        return QRect(left, 0, max(0, self._pips_area().left() - left - 10), self.height())

    def _name_is_cut(self) -> bool:
        metrics = QFontMetrics(theme.current().font("body_strong"))
        return metrics.horizontalAdvance(self._line.name) > self._name_area().width()
