"""A table of texts and numbers to read, sort and copy: for results that are looked at, not edited.

What is not known is a dash and sorts last, whichever way; it is never 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from chipmap.ui import theme
from chipmap.wording.formats import number

Cell = str | float | int | None
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_LINE = 36
_NARROWEST, _WIDEST = 64, 300
_MEASURED_ROWS = 200
_NOTHING = "–"


class TextModel(QAbstractTableModel):
    """Headings and rows of cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[str, ...] = ()
        self.rows: tuple[tuple[Cell, ...], ...] = ()
        self._figures: frozenset[int] = frozenset()
        """The columns of numbers, which are read from the right."""

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Show another table."""
        self.beginResetModel()
        self.headings, self.rows = tuple(headings), tuple(map(tuple, rows))
        self._figures = frozenset(
            column
            for column in range(len(headings))
            if any(isinstance(cells[column], int | float) for cells in self.rows)
        )
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as in Qt
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in self._figures else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        cell = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text_of(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headings[index.column()]}: {text_of(cell)}"
        if role == Qt.ItemDataRole.TextAlignmentRole and not isinstance(cell, str):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def text_of(cell: Cell) -> str:
    """A cell as it is printed."""
    if cell is None or cell == "":
        return _NOTHING
    return cell if isinstance(cell, str) else number(float(cell), 3)


class _Order(QSortFilterProxyModel):
    """Sorts numbers as numbers and texts without case; nothing goes last."""

    def lessThan(self, left: _Index, right: _Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, TextModel)
        one, other = (model.rows[index.row()][index.column()] for index in (left, right))
        if one in (None, "") or other in (None, ""):
            is_falling = self.sortOrder() is Qt.SortOrder.DescendingOrder
            return (
                (one in (None, "")) is is_falling if (one in (None, "")) != (other in (None, "")) else False
            )
        if isinstance(one, str) or isinstance(other, str):
            return str(one).casefold() < str(other).casefold()
        assert one is not None
        assert other is not None
        return one < other


class TextTable(QTableView):
    """One Tab stop; a heading sorts, Ctrl+C copies what is selected."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TextModel(self)
        self._order = _Order(self)
        self._order.setSourceModel(self.rows)
        self.setModel(self._order)
        self.setAccessibleName(name)
        self.setProperty("look", "rows")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSortingEnabled(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Show another table, in the order given until a heading is clicked."""
        self.rows.show_rows(headings, rows)
        look = theme.current()
        is_text = bool(rows) and all(isinstance(cells[-1], str) for cells in rows)
        self.horizontalHeader().setStretchLastSection(is_text)
        self.verticalHeader().setDefaultSectionSize(look.px(_LINE))
        metrics, heading = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        for column, title in enumerate(headings):
            texts = (text_of(cells[column]) for cells in rows[:_MEASURED_ROWS])
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            wanted = max(widest + 28, heading.horizontalAdvance(title) + 40)
            self.setColumnWidth(column, max(look.px(_NARROWEST), min(wanted, look.px(_WIDEST))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
            lines = [
                "\t".join(
                    str(self._order.index(row, column).data()) for column in range(self._order.columnCount())
                )
                for row in chosen
            ]
            QGuiApplication.clipboard().setText("\n".join(lines))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
