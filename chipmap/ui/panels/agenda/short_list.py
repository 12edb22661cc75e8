"""Who is short of meetings and why, and which promises were not kept; a line leads to the participant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_INNER
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording.programmes import standing_lines

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from chipmap.model.match.event_planning import EventStanding
    from chipmap.ui.bridge import WorkspaceBridge

_KEY = Qt.ItemDataRole.UserRole
_WIDTH = 264
_PAD = 8


class _WholeLines(QStyledItemDelegate):
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


class ShortList(QFrame):
    """It is shown while somebody is short and the list is wanted; `chosen` carries a participant."""

    chosen = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._bridge = bridge
        self._is_wanted = True
        self.lines = QListWidget()
        self.lines.setProperty("look", "plain")
        self.lines.setAccessibleName(_("Who is short of meetings, and why"))
        self.lines.setItemDelegate(_WholeLines(self.lines))
        self.lines.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.itemClicked.connect(self._on_chosen)
        self.lines.itemActivated.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 8)
        column.setSpacing(6)
        column.addWidget(label(_("Short of meetings"), "heading"))
        column.addWidget(label(_("Choose a line to highlight the participant."), "caption", "text3"))
        column.addWidget(self.lines, 1)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_standing(self, standing: EventStanding | None) -> None:
        """List what a timetable lacks."""
        self.lines.clear()
        if standing is not None:
            keys = [
                *(one for one, _other in standing.unplaced),
                *(pair[0] for pair, _slot in standing.unkept_pins),
                *(short.participant for short in standing.shortfalls),
            ]
            texts = standing_lines(self._bridge.dataset, standing)
            for key, text in zip(keys, texts, strict=True):
                item = QListWidgetItem(text)
                item.setData(_KEY, key)
                self.lines.addItem(item)
        self._show()

    def show_wanted(self, is_wanted: bool) -> None:
        """Show the list or put it away."""
        self._is_wanted = is_wanted
        self._show()

    def _show(self) -> None:
        self.setVisible(self._is_wanted and self.lines.count() > 0)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_KEY))

    def _fit(self) -> None:
        self.setFixedWidth(theme.current().px(_WIDTH))
