"""The numbers of a comparison as a table: a row for each segment, a column for each place.

One Tab stop. Arrows move; Enter or a click chooses the segment; Right and Left on a name open and close its
sub-segments, as a click on its arrow does. Each cell says its place, segment, level, need and gap aloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTableView

from chipmap.ui import theme
from chipmap.ui.panels.compared_texts import cell_gap, cell_need, spoken_cell
from chipmap.ui.panels.level_texts import figure_of
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from chipmap.model.analysis.side_by_side import ComparedSegment
    from chipmap.ui.panels.compared_texts import PlaceHead

Index = QModelIndex | QPersistentModelIndex
ROW_PX = 44
ARROW_PX = 16
INDENT_PX = 10
_NO_PARENT = QModelIndex()


class ComparedModel(QAbstractTableModel):
    """The rows of a comparison, and which of them is the segment that is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: Sequence[PlaceHead] = ()
        self.rows: Sequence[ComparedSegment] = ()
        self.chosen = ""

    def show_rows(self, heads: Sequence[PlaceHead], rows: Sequence[ComparedSegment], chosen: str) -> None:
        """Show other figures; where places and segments stay, so does the cell that has the keyboard."""
        is_same = [head.place for head in heads] == [head.place for head in self.heads] and [
            row.segment.id for row in rows
        ] == [row.segment.id for row in self.rows]
        if not is_same:
            self.beginResetModel()
        self.heads, self.rows, self.chosen = heads, rows, chosen
        if not is_same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(heads)))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.heads) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        if section == 0:
            return _("Segment")
        head = self.heads[section - 1]
        return f"{head.letter} {head.name}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return row.segment.short_name or row.segment.name
            gap = row.gaps[column - 1]
            parts = (figure_of(gap.standing), cell_need(gap), cell_gap(gap))
            return ", ".join(part for part in parts if part)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            if column == 0:
                return row.segment.name
            return spoken_cell(self.heads[column - 1].name, row, row.gaps[column - 1])
        return None


class ComparedTable(QTableView):
    """As tall as its rows: the panel around it scrolls."""

    segment_chosen = Signal(str)
    toggled_open = Signal(str, bool)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        from chipmap.ui.panels.compared_cells import ComparedCells

        super().__init__(parent)
        self.cells = ComparedModel()
        self.setModel(self.cells)
        self.setItemDelegate(ComparedCells(self))
        self.setProperty("look", "rows")
        self.setAccessibleName(_("Levels, needs and gaps of the compared places"))
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(20)
        self.clicked.connect(self._on_clicked)

    def show_rows(self, heads: Sequence[PlaceHead], rows: Sequence[ComparedSegment], chosen: str) -> None:
        """Show these rows; the keyboard stays on its segment where that is still shown."""
        at = self.currentIndex()
        segment = self.cells.rows[at.row()].segment.id if at.isValid() else chosen
        column = min(at.column(), len(heads)) if at.isValid() else 0
        self.cells.show_rows(heads, rows, chosen)
        number = next((number for number, row in enumerate(rows) if row.segment.id == segment), 0)
        if rows and self.currentIndex() != self.cells.index(number, column):
            self.setCurrentIndex(self.cells.index(number, column))
        self.fit()

    def set_widths(self, name: int, column: int) -> None:
        """Make the columns as wide as the heads above them."""
        for number in range(self.cells.columnCount()):
            self.horizontalHeader().resizeSection(number, column if number else name)

    def fit(self) -> None:
        """Be as tall as the rows are in the present size of text."""
        height = theme.current().px(ROW_PX)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(height * self.cells.rowCount() + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        row = self.cells.rows[at.row()] if at.isValid() else None
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.segment_chosen.emit(row.segment.id)
        elif row is not None and at.column() == 0 and row.has_children and self._opens(key, row):
            self.toggled_open.emit(row.segment.id, key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._is_on_arrow(index, event.position().toPoint()):
            row = self.cells.rows[index.row()]
            self.toggled_open.emit(row.segment.id, not row.is_open)
            return
        super().mousePressEvent(event)

    def arrow_area(self, index: QModelIndex) -> QRect:
        """Where the arrow of a row stands that opens its sub-segments."""
        cell, width = self.visualRect(index), theme.current().px(ARROW_PX + 8)
        return QRect(cell.right() - width, cell.top(), width, cell.height())

    def _is_on_arrow(self, index: QModelIndex, at: QPoint) -> bool:
        row = self.cells.rows[index.row()]
        return index.column() == 0 and row.has_children and self.arrow_area(index).contains(at)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.segment_chosen.emit(self.cells.rows[index.row()].segment.id)

    @staticmethod
    def _opens(key: Qt.Key, row: ComparedSegment) -> bool:
        """Whether a key opens or closes the row; on an open one Right goes on to the figures."""
        return (key == Qt.Key.Key_Right and not row.is_open) or (key == Qt.Key.Key_Left and row.is_open)
