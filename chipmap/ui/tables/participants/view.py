"""The table of participants: type in a cell, Space or a click for a dot or a switch, Enter for the record.

It says what is wanted and writes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from chipmap.ui import theme
from chipmap.ui.tables.participants.columns import TYPED_FIELDS, Field
from chipmap.ui.tables.participants.painting import ParticipantPainter
from chipmap.ui.ways import is_side_button
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from chipmap.ui.tables.participants.model import ParticipantsModel

_ROW = 40
_WIDTHS = {
    Field.NAME: 170,
    Field.ORGANISATION: 160,
    Field.COUNTRY: 110,
    Field.INSTITUTION: 120,
    Field.SEGMENTS: 160,
    Field.MOST: 64,
    Field.MEETINGS: 86,
    Field.GONE: 84,
    Field.EMAIL: 180,
    Field.TELEPHONE: 130,
    Field.NOTE: 140,
    Field.SLOT: 38,
}
_GROWING = (Field.NAME, Field.ORGANISATION, Field.SEGMENTS)
"""The columns that share the room that is left."""
_EDIT = QTableView.EditTrigger


class ParticipantsTable(QTableView):
    """One Tab stop; the slots are columns of their own, so that arrows and Space reach each dot."""

    slot_toggled = Signal(str, int)
    gone_toggled = Signal(str)
    record_wanted = Signal(str)
    remove_wanted = Signal(list)

    def __init__(self, model: ParticipantsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self.setModel(model)
        self.setProperty("look", "rows")
        self.setAccessibleName(_("Participants"))
        self.setItemDelegate(ParticipantPainter(model, self))
        self.setEditTriggers(_EDIT.EditKeyPressed | _EDIT.AnyKeyPressed)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.current().px(24))
        model.modelReset.connect(self.fit)
        theme.current().changed.connect(self.fit)
        self.doubleClicked.connect(self._on_double_click)
        self.fit()

    def fit(self) -> None:
        """Give the columns their widths at this size of text."""
        look = theme.current()
        self.horizontalHeader().setMinimumSectionSize(look.px(24))
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        columns = self._people.columns
        widths = [look.px(_WIDTHS[column.field]) for column in columns]
        growing = [at for at, column in enumerate(columns) if column.field in _GROWING]
        spare = max(0, self.viewport().width() - sum(widths))
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width + (spare // len(growing) if at in growing else 0))

    def chosen(self) -> list[str]:
        """The ids of the participants whose rows are selected, else that of the current row."""
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        if not rows and self.currentIndex().isValid():
            rows = {self.currentIndex().row()}
        return [self._people.people[row].id for row in sorted(rows)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and self._toggle(index):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.record_wanted.emit(self._people.person(index).id)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit(self.chosen())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            event.ignore()
            return
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and not event.modifiers():
            self._toggle(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._people.people:
            self.setCurrentIndex(self._people.index(0, 0))

    def _toggle(self, index: QModelIndex) -> bool:
        """Turn a dot or a switch; say whether the cell is one."""
        column, person = self._people.column(index), self._people.person(index)
        if column.field is Field.SLOT and not self._people.is_break(column.slot):
            self.slot_toggled.emit(person.id, column.slot)
        elif column.field is Field.GONE:
            self.gone_toggled.emit(person.id)
        return column.field in (Field.SLOT, Field.GONE)

    def _on_double_click(self, index: QModelIndex) -> None:
        column = self._people.column(index)
        if column.field in TYPED_FIELDS:
            self.edit(index)
        elif column.field not in (Field.SLOT, Field.GONE):
            self.record_wanted.emit(self._people.person(index).id)

    def _copy(self) -> None:
        """The selected rows as text; what can be seen and nothing else."""
        model, lines = self._people, []
        for index in sorted(self.selectionModel().selectedRows(), key=lambda one: one.row()):
            person = model.person(index)
            cells = [model.text(person, column) for column in model.columns if column.field is not Field.SLOT]
            lines.append("\t".join(cells))
        QGuiApplication.clipboard().setText("\n".join(lines))
