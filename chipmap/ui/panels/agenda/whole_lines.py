"""A list whose lines are as high as their text needs, so that nothing is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPen
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_INNER

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

_PAD = 8


class LineList(QListWidget):
    """One Tab stop; `name` is what a screen reader says of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("look", "plain")
        self.setAccessibleName(name)
        self.setItemDelegate(WholeLines(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class WholeLines(QStyledItemDelegate):
    """Lines as high as their text needs at the width that there is."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = QFontMetrics(theme.current().font("small"))
        room = QRect(0, 0, max(40, self._view.viewport().width() - 2 * _PAD), 1000)
        text = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), str(index.data()))
        return QSize(room.width(), text.height() + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.current()
        rect: QRect = option.rect
        is_current = self._view.currentIndex() == index
        painter.save()
        if is_current:
            painter.fillRect(rect, look.colour("accent_soft"))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text"))
        room = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), str(index.data()))
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), RADIUS_INNER, RADIUS_INNER)
        painter.restore()
