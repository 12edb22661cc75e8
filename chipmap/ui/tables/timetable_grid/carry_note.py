"""What would happen on the drop, in words beside the cell: a move, a swap, or why it cannot be."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL

_WIDEST = 340
_PAD_X, _PAD_Y = 12, 8
_ICON = 16
_GAP = 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CarryNote(QWidget):
    """Lies over the table below the target, or above it where there is no room; it takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = ""
        self.ink = "accent"
        self.hide()

    def show_text(self, text: str, beside: QRect, ink: str) -> None:
        """Say it beside a cell, in the colour of an ink."""
        self.text, self.ink = text, ink
        size = self._size()
        self.resize(size)
        area = self._table.rect()
        at = QPoint(beside.left(), beside.bottom() + _GAP)
        if at.y() + size.height() > area.bottom():
            at.setY(beside.top() - _GAP - size.height())
        at.setX(max(area.left() + 4, min(at.x(), area.right() - size.width() - 4)))
        at.setY(max(area.top() + 4, at.y()))
        self.move(at)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.ink
        painter.setBrush(look.colour(f"{ink}_soft"))
        painter.setPen(QPen(look.colour(ink), 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        side = look.px(_ICON)
        icon = "arrow-up-down" if ink == "accent" else "circle-alert"
        pixmap = look.pixmap(icon, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(_PAD_X, (self.height() - side) // 2, pixmap)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour(ink))
        painter.drawText(self._text_room(), _WRAP, self.text)

    def _text_room(self) -> QRect:
        left = _PAD_X + theme.current().px(_ICON) + 8
        return self.rect().adjusted(left, _PAD_Y, -_PAD_X, -_PAD_Y)

    def _size(self) -> QSize:
        look = theme.current()
        metrics = QFontMetrics(look.font("small_strong"))
        around = 2 * _PAD_X + look.px(_ICON) + 8
        room = QRect(0, 0, look.px(_WIDEST) - around, 1000)
        text = metrics.boundingRect(room, _WRAP, self.text)
        return QSize(text.width() + around + 2, max(text.height(), look.px(_ICON)) + 2 * _PAD_Y)
