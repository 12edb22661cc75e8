"""One line of text that ends in an ellipsis where it does not fit, with the whole of it in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from chipmap.ui import theme


class ElidedLabel(QLabel):
    """Takes the room that is left rather than asking for the room that its text needs."""

    def __init__(self, role: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._ink = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(170, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(look.font(self._role))
        painter.setPen(look.colour(self._ink))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.fontMetrics().horizontalAdvance(self.text())
        self.setToolTip(self.text() if width > self.width() else "")
