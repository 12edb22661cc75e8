"""The grid itself, with the keys of a spreadsheet. One Tab stop; it says what is wanted and writes nothing.

Keys act on the selected cells; without a selection that is the current one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QTableView, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.level_picker import ANSWER_KEYS, is_answer_key
from chipmap.ui.tables.score_grid.headers import CapabilitiesHeader, CornerHead, PlacesHeader
from chipmap.ui.tables.score_grid.model import Address, GridModel, Index
from chipmap.ui.tables.score_grid.painting import CellPainter
from chipmap.ui.ways import is_side_button
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelectionRange
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

_ROW, _HEAD_ROW = 44, 38
_NARROWEST, _WIDEST = 64, 110
_CAPABILITIES, _CAPABILITIES_NARROW = 224, 156
_NARROW = 900
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_FILL_KEYS = {Qt.Key.Key_D: "down", Qt.Key.Key_R: "right"}


class ScoreGrid(QTableView):
    """Shows the model; answers, fills and pastes are wishes that the page fulfils."""

    answered = Signal(object)
    """An Answer, or None for not scored, for the selected cells."""
    typed = Signal(str)
    """What was typed into the editor of the current cell."""
    fill_wanted = Signal(str)
    copy_wanted = Signal(bool)
    """Copy the selected cells; whether they are cut."""
    paste_wanted = Signal()
    panel_wanted = Signal()
    compare_wanted = Signal()
    fold_wanted = Signal(str, bool)
    """A group, and whether it should be open."""
    left = Signal()
    """Escape was pressed."""
    moved = Signal()
    """Another cell is current."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.setModel(model)
        self.setProperty("look", "grid")
        self.setAccessibleName(_("Scorecards: capabilities by place"))
        self.places = PlacesHeader(model, self)
        self.setHorizontalHeader(self.places)
        self.capabilities = CapabilitiesHeader(model, self)
        self.setVerticalHeader(self.capabilities)
        self.capabilities.folded.connect(self._fold)
        self.painter = CellPainter(model, self)
        self.setItemDelegate(self.painter)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.corner = CornerHead(_("Capability"), self)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._begin_edit)
        theme.current().changed.connect(self.fit)

    def fit(self) -> None:
        """Give rows and columns their sizes: the places share the room, within limits."""
        look = theme.current()
        is_narrow = self.width() < look.px(_NARROW)
        edge = look.px(_CAPABILITIES_NARROW if is_narrow else _CAPABILITIES)
        self.capabilities.setFixedWidth(edge)
        count = max(1, len(self._grid.subjects))
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - edge - bar - 2 * self.frameWidth()
        width = max(look.px(_NARROWEST), min(look.px(_WIDEST), room // count))
        self.places.setMinimumSectionSize(look.px(_NARROWEST))
        self.places.setDefaultSectionSize(width)
        self.capabilities.setMinimumSectionSize(look.px(_HEAD_ROW))
        self.capabilities.setDefaultSectionSize(look.px(_ROW))
        for number, row in enumerate(self._grid.rows):
            height = look.px(_HEAD_ROW if row.is_head else _ROW)
            if self.capabilities.sectionSize(number) != height:
                self.capabilities.resizeSection(number, height)
        self.updateGeometries()
        self.corner.setGeometry(0, 0, edge, self.places.height())
        self.corner.raise_()
        self.viewport().update()

    @property
    def address(self) -> Address | None:
        """The current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def selected_block(self) -> QRect:
        """The rectangle around the selected cells: x is the column, y the row."""
        block = QRect()
        for part in self._parts():
            corners = QRect(QPoint(part.left(), part.top()), QPoint(part.right(), part.bottom()))
            block = block.united(corners) if block.isValid() else corners
        if not block.isValid() and self.address is not None:
            row, column = self.address
            block = QRect(column, row, 1, 1)
        return block

    def selected_cells(self) -> list[Address]:
        """The selected cells, row by row."""
        chosen: set[Address] = set()
        for part in self._parts():
            rows, columns = range(part.top(), part.bottom() + 1), range(part.left(), part.right() + 1)
            chosen.update((row, column) for row in rows for column in columns)
        return sorted(chosen) or ([self.address] if self.address is not None else [])

    def go_to(self, address: Address) -> None:
        """Make one cell current and bring it into view; it alone is selected."""
        index = self._grid.index(*address)
        # Whatever keys are held down: this is no step of the hand that could widen a selection.
        self.selectionModel().setCurrentIndex(index, _ALONE)
        self.scrollTo(index)

    def select_block(self, corner: Address, size: tuple[int, int]) -> None:
        """Select a rectangle of cells, such as what was pasted."""
        last = (corner[0] + size[0] - 1, corner[1] + size[1] - 1)
        cells = QItemSelection(self._grid.index(*corner), self._grid.index(*last))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._grid.index(*corner), flag.NoUpdate)
        self.selectionModel().select(cells, flag.ClearAndSelect)

    def step_down(self) -> None:
        """Go to the cell below, past what cannot be answered."""
        if self.address is None:
            return
        row, column = self.address
        below = (at for at in range(row + 1, len(self._grid.rows)) if self._grid.can_be_answered(at))
        self.go_to((next(below, row), column))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The tint of row and column, and the heads beside them, follow the current cell.
        if current.column() != previous.column():
            self.viewport().update()
            self.places.viewport().update()
        if current.row() != previous.row():
            self.capabilities.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_wish(event):
            event.accept()
        elif event.key() in _ENTER:
            (self.compare_wanted if event.modifiers() & _CONTROL else self.panel_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        elif event.key() == Qt.Key.Key_F2:
            self._begin_edit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and self.address is not None:
            group = self._grid.rows[self.address[0]].group
            self.fold_wanted.emit(group, event.key() == Qt.Key.Key_Plus)
        elif event.key() == Qt.Key.Key_Space:
            self.compare_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters answer; they do not look for a text."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            # A table would take it for a click; the window goes back or forward.
            event.ignore()
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        if self.currentIndex().isValid():
            # A panel that opens over the page must not cover the cell that it is about.
            self.scrollTo(self.currentIndex())

    def commitData(self, editor: QWidget) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified():
            self.typed.emit(editor.text())
            editor.setModified(False)

    def closeEditor(self, editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _parts(self) -> list[QItemSelectionRange]:
        """The rectangles that the selection is made of."""
        # A selection is a sequence, but its type does not say so.
        return list(cast("Iterable[QItemSelectionRange]", self.selectionModel().selection()))

    def _is_wish(self, event: QKeyEvent) -> bool:
        """Fulfil the key where it asks for an answer, a fill or the clipboard."""
        if is_answer_key(event):
            self.answered.emit(ANSWER_KEYS[event.key()])
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(False)
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_wanted.emit(True)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.modifiers() == _CONTROL and event.key() in _FILL_KEYS:
            self.fill_wanted.emit(_FILL_KEYS[Qt.Key(event.key())])
        else:
            return False
        return True

    def _begin_edit(self, index: QModelIndex) -> None:
        if index.isValid() and self._grid.can_be_answered(index.row()):
            self.edit(index)

    def _fold(self, group: str) -> None:
        self.fold_wanted.emit(group, group not in self._grid.opened)

    def _on_escape(self) -> None:
        """Let a block go first."""
        if len(self.selected_cells()) > 1 and self.address is not None:
            self.selectionModel().select(self.currentIndex(), _ALONE)
            return
        self.left.emit()
