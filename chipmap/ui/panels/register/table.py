"""The register as a table: to sort, to read and to copy; Enter opens a collaboration, Delete removes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.register.keys import is_add_key
from chipmap.ui.panels.register.table_model import (
    COLUMNS,
    KEY_ROLE,
    Column,
    RegisterModel,
    RegisterOrder,
    heading,
    text_of,
)
from chipmap.ui.pasted_table import tab_separated
from chipmap.ui.ways import is_side_button
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from chipmap.ui.panels.register.row import RegisterRow
    from chipmap.ui.preferences import Preferences

_ROW = 40
_WIDTHS = {
    Column.NAME: 244,
    Column.STAGE: 90,
    Column.KIND: 140,
    Column.PARTNERS: 150,
    Column.SEGMENTS: 170,
    Column.STEP: 180,
    Column.OWNER: 120,
    Column.DUE: 200,
    Column.START: 120,
    Column.END: 120,
    Column.BUDGET: 140,
    Column.TRL: 76,
}
_NARROWEST = 48
_AT_REST_MS = 400
"""A width is written down when the hand has let it rest."""


class RegisterTable(QTableView):
    """One Tab stop. A click or Enter opens; headings sort; the widths of columns are remembered."""

    chosen = Signal(str)
    entered = Signal(str)
    """Enter: somebody wants to walk on into the form."""
    removal_wanted = Signal(str)
    left = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.rows = RegisterModel(self)
        self.order = RegisterOrder(self.rows, self)
        self.setModel(self.order)
        self.setProperty("look", "rows")
        self.setAccessibleName(_("Collaborations"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(_NARROWEST)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._fit()
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.timeout.connect(self._keep_widths)
        header.sectionResized.connect(lambda _column, _before, _width: self._resized.start(_AT_REST_MS))
        self.clicked.connect(lambda index: self.chosen.emit(self.key_at(index)))
        theme.current().changed.connect(self._fit)

    def show_rows(self, rows: Sequence[RegisterRow], chosen: str) -> None:
        """Show other rows; that of the open collaboration is current, in view and in bold."""
        self.rows.show_rows(rows)
        self.rows.mark(chosen)
        self.go_to(chosen)

    def go_to(self, key: str) -> None:
        """Make the row of a collaboration current; without one nothing is selected."""
        model = self.order
        row = next(
            (row for row in range(model.rowCount()) if model.index(row, 0).data(KEY_ROLE) == key), None
        )
        if row is None:
            self.clearSelection()
        elif self.currentIndex().row() != row or not self.selectionModel().hasSelection():
            # Rows that have just come are not laid out yet, and a row could not be scrolled to.
            self.updateGeometries()
            self.setCurrentIndex(model.index(row, max(0, self.currentIndex().column())))

    def key_at(self, index: QModelIndex) -> str:
        """The collaboration of a row; empty beside the rows."""
        return str(index.data(KEY_ROLE)) if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.key_at(self.currentIndex())
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key:
            self.entered.emit(key)
        elif event.key() == Qt.Key.Key_Delete and key:
            row = self.currentIndex().row()
            self.removal_wanted.emit(key)
            self.setCurrentIndex(self.order.index(min(row, self.order.rowCount() - 1), 0))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_add_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            # A table would take it for a click; the window goes back or forward.
            event.ignore()
            return
        super().mousePressEvent(event)

    def _copy(self) -> None:
        """The selected row, else all as they are shown, with headings, for a spreadsheet."""
        chosen = self.selectionModel().selectedRows() or [
            self.order.index(row, 0) for row in range(self.order.rowCount())
        ]
        shown = [self.order.mapToSource(index).row() for index in chosen]
        cells = [[text_of(self.rows.rows[row], column) or None for column in COLUMNS] for row in shown]
        QApplication.clipboard().setText(tab_separated([heading(column) for column in COLUMNS], cells, "."))

    def _fit(self) -> None:
        """Give the columns the widths that were kept, else the usual ones, in proportion to the text."""
        look, header = theme.current(), self.horizontalHeader()
        kept = self._preferences.settings.register_columns
        is_blocked = header.blockSignals(True)
        for at, column in enumerate(COLUMNS):
            width = int(kept[at]) if len(kept) == len(COLUMNS) and kept[at].isdigit() else _WIDTHS[column]
            header.resizeSection(at, max(_NARROWEST, look.px(width)))
        header.blockSignals(is_blocked)
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))

    def _keep_widths(self) -> None:
        scale, header = theme.current().text_scale, self.horizontalHeader()
        widths = tuple(str(round(header.sectionSize(at) / scale)) for at in range(len(COLUMNS)))
        self._preferences.change(register_columns=widths)
