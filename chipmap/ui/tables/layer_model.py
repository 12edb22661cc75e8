"""The table of a layer for Qt: its cells, what a screen reader says of them, the order and the filter.

Whatever the order, what is not known comes last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.naming import normalise_place_text
from chipmap.ui import theme
from chipmap.ui.tables.layer_cells import FIGURES, NOTHING, Cell, Column, Row, columns_of, heading
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Index = QModelIndex | QPersistentModelIndex
CODE_ROLE = Qt.ItemDataRole.UserRole
"""The code of the place that a row is about."""

_NO_PARENT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LayerModel(QAbstractTableModel):
    """Rows of cells; the place that the side panel is about is set in bold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.kind = LayerKind.CAPABILITY
        self._chosen = ""
        self._letters: Mapping[str, str] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        return columns_of(self.kind)

    def show_rows(self, rows: Sequence[Row], kind: LayerKind) -> None:
        """Show other figures; as long as places and columns stay, the order and the selection do too."""
        if kind is self.kind and [row.code for row in rows] == [row.code for row in self.rows]:
            self.rows = rows
            self._tell(0, len(self.columns) - 1)
            return
        self.beginResetModel()
        self.rows, self.kind = rows, kind
        self.endResetModel()

    def mark(self, code: str) -> None:
        """Set the name of the chosen place in bold."""
        if code != self._chosen:
            self._chosen = code
            self._tell(0, 0)

    def compare(self, letters: Mapping[str, str]) -> None:
        """Set the letters of the compared places before their names."""
        if letters != self._letters:
            self._letters = letters
            self._tell(0, 0)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: Index) -> Cell:
        """What is said in a cell."""
        return self.rows[index.row()].cells[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return heading(column, self.kind)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if _is_of_figures(column) else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell, column = self.cell(index), self.columns[index.column()]
        letter = self._letters.get(self.rows[index.row()].code) if column is Column.PLACE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{letter}  {cell.text}" if letter else cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole and letter:
            return _("{place}, compared as {letter}").format(place=_spoken(cell), letter=letter)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _spoken(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if _is_of_figures(column) else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole and cell.key is None:
            return theme.current().colour("text3")
        if role == Qt.ItemDataRole.FontRole:
            code = self.rows[index.row()].code
            is_chosen = column is Column.PLACE and (code == self._chosen or code in self._letters)
            return theme.current().font("body_strong" if is_chosen else "body", is_tabular=column in FIGURES)
        return self.rows[index.row()].code if role == CODE_ROLE else None

    def _tell(self, first: int, last: int) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, first), self.index(len(self.rows) - 1, last))


class LayerOrder(QSortFilterProxyModel):
    """Sorts by figure, not by text, and keeps the rows in which every word of the filter occurs."""

    def __init__(self, source: LayerModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer = source
        self._words: list[str] = []
        self.setSourceModel(source)

    def keep(self, text: str) -> None:
        """Keep what fits a text; accents, case and punctuation do not matter."""
        self.beginFilterChange()
        self._words = normalise_place_text(text).split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        if not self._words:
            return True
        found = self._layer.rows[row]
        said = normalise_place_text(" ".join([found.code, *(cell.text for cell in found.cells)]))
        return all(word in said for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        is_up = self.sortOrder() is Qt.SortOrder.AscendingOrder
        one, other = self._layer.cell(left).key, self._layer.cell(right).key
        if one is None or other is None:
            if (one is None) != (other is None):
                return (other is None) is is_up
        elif one != other:
            return one < other  # type: ignore[operator]
        # Places with the same figure stand from A to Z in both directions.
        first, second = left.row(), right.row()
        return first < second if is_up else first > second


def _is_of_figures(column: Column) -> bool:
    return column in FIGURES and column is not Column.VALUE


def _spoken(cell: Cell) -> str:
    if cell.text in (NOTHING, cell.spoken) or not cell.spoken:
        return cell.spoken or cell.text
    return f"{cell.text}, {cell.spoken}"
