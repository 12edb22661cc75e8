"""A short table in a dialog whose rows are edited in place and removed by Delete; one Tab stop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from chipmap.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_LINE = 40


class EditableRows(QTableView):
    """F2 or a double click edits a cell; what Delete asks for is its owner's to do."""

    removal_asked = Signal()

    def __init__(
        self,
        model: QAbstractTableModel,
        name: str,
        widths: Mapping[int, int],
        parent: QWidget | None = None,
    ) -> None:
        """`widths` are those of the columns but the last, which takes what is left."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("look", "rows")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_LINE))
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in widths.items():
            self.setColumnWidth(column, theme.current().px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
