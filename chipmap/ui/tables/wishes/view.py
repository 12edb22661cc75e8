"""The table of one participant's wishes. W, P and N say want, possible and no; Delete leaves it open.

M promises the meeting, S chooses its slot. It says what is wanted and writes nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from chipmap.model.records import WishKind
from chipmap.ui import theme
from chipmap.ui.tables.wishes.model import WishColumn
from chipmap.ui.tables.wishes.painting import WishPainter, choice_width, kind_at
from chipmap.ui.ways import is_side_button
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from chipmap.ui.tables.wishes.model import WishesModel

_ROW = 44
_WIDTHS = {
    WishColumn.NAME: 150,
    WishColumn.MUST: 92,
    WishColumn.SLOT: 90,
    WishColumn.BACK: 86,
    WishColumn.MEETS: 86,
}
_LEAST = {WishColumn.ORGANISATION: 120, WishColumn.SUGGESTION: 170}
"""The columns that share the room that is left, and what they need at least."""
_KEYS = {
    Qt.Key.Key_W: WishKind.WANT,
    Qt.Key.Key_3: WishKind.WANT,
    Qt.Key.Key_P: WishKind.POSSIBLE,
    Qt.Key.Key_1: WishKind.POSSIBLE,
    Qt.Key.Key_N: WishKind.NO,
    Qt.Key.Key_0: WishKind.NO,
    Qt.Key.Key_Delete: None,
}
_NEXT = {None: WishKind.WANT, WishKind.WANT: WishKind.POSSIBLE, WishKind.POSSIBLE: WishKind.NO}


class WishesTable(QTableView):
    """The ids that its signals carry are those of the other participant."""

    wished = Signal(str, object)
    """A WishKind, or None for open."""
    must_toggled = Signal(str)
    pinned = Signal(str, object)
    """A slot from 0, or None for any."""

    def __init__(self, model: WishesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = model
        self.breaks: frozenset[int] = frozenset()
        self.setModel(model)
        self.setProperty("look", "rows")
        self.setAccessibleName(_("Wishes"))
        self.setItemDelegate(WishPainter(model, self))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.current().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Give the columns their widths at this size of text."""
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        widths = {column: look.px(width) for column, width in _WIDTHS.items()}
        widths[WishColumn.WISH] = max(choice_width(), look.px(168))
        spare = self.viewport().width() - sum(widths.values())
        least = {column: look.px(width) for column, width in _LEAST.items()}
        growth = max(0, spare - sum(least.values())) // len(least)
        widths |= {column: width + growth for column, width in least.items()}
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), Qt.Key(event.key())
        if not index.isValid() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        row = self._wishes.rows[index.row()]
        if key in _KEYS:
            self.wished.emit(row.other.id, _KEYS[key])
        elif key == Qt.Key.Key_M:
            self.must_toggled.emit(row.other.id)
        elif key == Qt.Key.Key_S:
            self._ask_slot(index)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands; they do not look for a text."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            event.ignore()
            return
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row, column = self._wishes.rows[index.row()], WishColumn(index.column())
        if column is WishColumn.WISH:
            kind = kind_at(self.visualRect(index), at)
            if kind is not None:
                now = row.wish.wish if row.wish is not None else None
                self.wished.emit(row.other.id, None if kind is now else kind)
        elif column in (WishColumn.MUST, WishColumn.SLOT):
            self._act(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._wishes.rows:
            self.setCurrentIndex(self._wishes.index(0, WishColumn.WISH))

    def slot_menu(self, other: str) -> QMenu:
        """The slots that a meeting can be pinned to, and the way to leave it to the plan."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Any slot"), lambda: self.pinned.emit(other, None))
        for slot, time in enumerate(self._wishes.times):
            if slot not in self.breaks:
                text = _("{time}, slot {number}").format(time=time, number=slot + 1)
                menu.addAction(text, partial(self.pinned.emit, other, slot))
        return menu

    def _act(self, index: QModelIndex) -> None:
        """What Space does in a cell: the next wish, the promise turned, a slot chosen."""
        row, column = self._wishes.rows[index.row()], WishColumn(index.column())
        if column is WishColumn.MUST:
            self.must_toggled.emit(row.other.id)
        elif column is WishColumn.SLOT:
            self._ask_slot(index)
        else:
            now = row.wish.wish if row.wish is not None else None
            self.wished.emit(row.other.id, _NEXT.get(now))

    def _ask_slot(self, index: QModelIndex) -> None:
        cell = self.visualRect(index.siblingAtColumn(WishColumn.SLOT))
        menu = self.slot_menu(self._wishes.rows[index.row()].other.id)
        menu.popup(self.viewport().mapToGlobal(cell.bottomLeft()))
