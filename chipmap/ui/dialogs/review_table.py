"""The table of the import preview: one row for each change, old and new side by side, and its decision.

Mouse: tick a row, pick a side of a conflict, type into a problem's field. Keys: Space takes or leaves out,
Left and Right pick a side, F2 or typing corrects a problem, F2 on a conflict shows it whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from chipmap.ui import theme
from chipmap.ui.dialogs.review_delegate import ReviewDelegate, Zone
from chipmap.ui.dialogs.review_model import (
    CAPABILITY,
    CHECK,
    DECISION,
    EFFECT,
    HERE,
    ROW_ROLE,
    ReviewModel,
)
from chipmap.ui.dialogs.review_rows import ReviewRow, RowKind
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

_WIDTHS = {CHECK: 46, HERE: 190, HERE + 1: 190, EFFECT: 140, DECISION: 250}
_ROW = 44
_HEADING = 34
_MOST_SPANS = 500
"""Qt walks through all spans for every row that it paints."""


class ReviewTable(QTableView):
    """One Tab stop; the current row is the one that keys act upon."""

    def __init__(self, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self._delegate = ReviewDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Changes in the file"))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self._fit_rows)
        theme.current().changed.connect(self._fit)
        self._fit()

    def current_row(self) -> ReviewRow | None:
        """The row that keys act upon."""
        index = self.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def choose_row(self, number: int, column: int = DECISION) -> None:
        """Make a row the current one."""
        index = self._model.index(number, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def choose_first_open(self) -> bool:
        """Go to the first conflict or problem that nobody has decided; False when there is none."""
        for number, row in enumerate(self._model.rows):
            waits = row.kind in (RowKind.CONFLICT, RowKind.PROBLEM)
            if waits and not self._model.is_settled(row):
                self.choose_row(number)
                return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows and not self.choose_first_open():
            self.choose_row(min(1, len(self._model.rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        key = event.key()
        if row is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self._toggle(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row.kind is RowKind.CONFLICT:
            self._model.take(row, is_taken=key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_F2 and row.kind is RowKind.CONFLICT:
            self._model.conflict_opened.emit(row)
        elif row.is_fixable and (key == Qt.Key.Key_F2 or event.text().isalnum()):
            self._correct(self.currentIndex().row(), "" if key == Qt.Key.Key_F2 else event.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row: ReviewRow = index.data(ROW_ROLE)
        zone = self._delegate.zone_at(row, index, self.visualRect(index), event.position().toPoint())
        if zone is Zone.MINE or zone is Zone.THEIRS:
            self._model.take(row, is_taken=zone is Zone.THEIRS)
        elif zone is Zone.TOGGLE:
            self._toggle(row)
        elif zone is Zone.FIELD:
            self._correct(index.row(), "")
        elif zone is Zone.CHOICE:
            self._model.correction_made.emit(row, row.choice)
        elif zone is Zone.OTHER:
            self._model.conflict_opened.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _toggle(self, row: ReviewRow) -> None:
        model = self._model
        if row.kind is RowKind.HEADING and row.group != "note":
            model.take_group(row.group, is_taken=not model.is_group_taken(row.group))
        elif row.kind is RowKind.PROBLEM and model.is_settled(row):
            model.reopen(row)
        elif row.kind is not RowKind.NOTE:
            model.take(row, is_taken=not model.is_taken(row))

    def _correct(self, number: int, typed: str) -> None:
        """Open a problem's field; a first character that was typed takes the place of what stood there."""
        index = self._model.index(number, EFFECT)
        self.choose_row(number, EFFECT)
        self.edit(index)
        editor = self._delegate.editor
        if editor is not None and typed:
            editor.setProperty("text", typed)

    def _fit(self) -> None:
        """The columns take what they need, the capability takes the rest."""
        look = theme.current()
        room = self.viewport().width()
        narrow = min(1.0, room / look.px(1180)) if room > 0 else 1.0
        taken = 0
        for column, width in _WIDTHS.items():
            fixed = column in (CHECK, DECISION)
            size = look.px(width) if fixed else round(look.px(width) * max(0.6, narrow))
            self.setColumnWidth(column, size)
            taken += size
        self.setColumnWidth(CAPABILITY, max(look.px(120), room - taken))
        self._fit_rows()

    def _fit_rows(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.clearSpans()
        spans = 0
        for number, row in enumerate(self._model.rows):
            if row.kind is RowKind.HEADING:
                self.setRowHeight(number, look.px(_HEADING))
                self.setSpan(number, HERE, 1, 3)
            elif row.kind in (RowKind.PROBLEM, RowKind.NOTE) and spans < _MOST_SPANS:
                spans += 1
                self.setSpan(number, HERE, 1, 2 if row.kind is RowKind.PROBLEM else 4)
        QTimer.singleShot(0, self, self.viewport().update)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Up and down move by rows in whatever column; spans must not swallow a step."""
        steps = {
            QAbstractItemView.CursorAction.MoveUp: -1,
            QAbstractItemView.CursorAction.MoveDown: 1,
        }
        if action in steps and self.currentIndex().isValid():
            target = self.currentIndex().row() + steps[action]
            if 0 <= target < len(self._model.rows):
                return self._model.index(target, DECISION)
            return self.currentIndex()
        return super().moveCursor(action, modifiers)
