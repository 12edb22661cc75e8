"""A place without a rank: its name and what is missing. A click shows which figure that is."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.wording import _

_PAD = 12
_NAME = 170
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class UnrankedRow(QAbstractButton):
    """Chooses its place when clicked; the arrows walk on in the list."""

    moved = Signal(int)
    entered = Signal()
    """Enter: somebody wants to walk on into the reasons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = ""
        self._missing = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.current().changed.connect(self.updateGeometry)

    def nextCheckState(self) -> None:
        """Stay as it is: only the place that is chosen checks a row."""

    def show_line(self, place: str, name: str, missing: str) -> None:
        """Show a place and what it lacks."""
        self.place, self._missing = place, missing
        self.setText(name)
        self.setAccessibleName(_("{name}, without a rank. {missing}").format(name=name, missing=missing))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(theme.current().font("small"))
        room = QRect(0, 0, self._text_room(width), 1000)
        height = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._missing).height()
        return max(theme.current().px(24), height) + 2 * _PAD

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(480), self.heightForWidth(max(self.width(), look.px(480))))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(280), theme.current().px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface2" if self.underMouse() else "surface"))
        edge = ("focus", 3) if self.hasFocus() else ("accent", 2) if self.isChecked() else ("line", 1)
        painter.setPen(QPen(look.colour(edge[0]), edge[1]))
        inset = edge[1] / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CARD, RADIUS_CARD
        )
        name = QRect(_PAD + 6, 0, look.px(_NAME), self.height())
        painter.setFont(look.font("body_strong"))
        painter.setPen(look.colour("text"))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text2"))
        left = name.right() + _PAD
        room = QRect(left, 0, self._text_room(self.width()), self.height())
        painter.drawText(room, _WRAP, self._missing)

    def _text_room(self, width: int) -> int:
        return max(60, width - theme.current().px(_NAME) - 3 * _PAD - 6)
