"""The register for Qt: a row for each collaboration, a column for each thing that is said of it.

Whatever the order, what is not recorded comes last.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from chipmap.ui import theme
from chipmap.ui.panels.register.row import STAGES
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.ui.panels.register.row import RegisterRow

Index = QModelIndex | QPersistentModelIndex
KEY_ROLE = Qt.ItemDataRole.UserRole
"""The id of the collaboration that a row is about."""
NOTHING = "–"
_NO_PARENT = QModelIndex()


class Column(StrEnum):
    """One thing that is said of every collaboration."""

    NAME = "name"
    STAGE = "stage"
    PARTNERS = "partners"
    KIND = "kind"
    DUE = "due"
    STEP = "step"
    OWNER = "owner"
    SEGMENTS = "segments"
    START = "start"
    END = "end"
    BUDGET = "budget"
    TRL = "trl"


COLUMNS = tuple(Column)


def heading(column: Column) -> str:
    """What stands above a column."""
    return {
        Column.NAME: _("Collaboration"),
        Column.STAGE: _("Stage"),
        Column.KIND: _("Kind"),
        Column.PARTNERS: _("Partners"),
        Column.SEGMENTS: _("Segments"),
        Column.STEP: _("Next step"),
        Column.OWNER: _("Owner"),
        Column.DUE: _("Due"),
        Column.START: _("Start"),
        Column.END: _("End"),
        Column.BUDGET: _("Budget"),
        Column.TRL: _("TRL"),
    }[column]


class RegisterModel(QAbstractTableModel):
    """Rows as they are told; the open collaboration is set in bold."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[RegisterRow] = ()
        self._chosen = ""

    def show_rows(self, rows: Sequence[RegisterRow]) -> None:
        """Show other rows; as long as the collaborations stay, the order and the selection do too."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def mark(self, key: str) -> None:
        """Set the name of the open collaboration in bold."""
        if key != self._chosen:
            self._chosen = key
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return heading(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        text = text_of(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text or (NOTHING if role == Qt.ItemDataRole.DisplayRole else "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = text or _("not recorded")
            return f"{heading(column)}: {said}"
        if role == Qt.ItemDataRole.FontRole:
            is_strong = column is Column.NAME and row.key == self._chosen
            is_strong |= column is Column.DUE and row.is_overdue
            return theme.current().font("body_strong" if is_strong else "body", is_tabular=True)
        if role == Qt.ItemDataRole.ForegroundRole:
            ink = "text3" if not text else "danger" if column is Column.DUE and row.is_overdue else "text"
            return theme.current().colour(ink)
        return row.key if role == KEY_ROLE else None


class RegisterOrder(QSortFilterProxyModel):
    """Sorts stages by how far they are, dates by time and texts from A to Z."""

    def __init__(self, source: RegisterModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = source
        self.setSourceModel(source)

    def lessThan(self, left: Index, right: Index) -> bool:
        is_up = self.sortOrder() is Qt.SortOrder.AscendingOrder
        column = COLUMNS[left.column()]
        one, other = (_order_of(self._rows.rows[index.row()], column) for index in (left, right))
        if one is None or other is None:
            if (one is None) != (other is None):
                return (other is None) is is_up
        elif one != other:
            return bool(one < other)  # type: ignore[operator]
        first, second = left.row(), right.row()
        return first < second if is_up else first > second


def text_of(row: RegisterRow, column: Column) -> str:
    """What is said in a cell; empty where nothing is recorded."""
    return {
        Column.NAME: row.name,
        Column.STAGE: row.stage,
        Column.KIND: row.kind,
        Column.PARTNERS: row.partners,
        Column.SEGMENTS: row.segments,
        Column.STEP: row.step,
        Column.OWNER: row.record.next_owner,
        Column.DUE: row.due_text,
        Column.START: row.start,
        Column.END: row.end,
        Column.BUDGET: row.budget,
        Column.TRL: row.trl,
    }[column]


def _order_of(row: RegisterRow, column: Column) -> object:
    """By what a column is sorted; None where nothing is recorded."""
    record = row.record
    if column is Column.STAGE:
        return STAGES.index(record.stage) if record.stage in STAGES else len(STAGES)
    if column is Column.DUE:
        return row.due
    if column in (Column.START, Column.END):
        return (record.start if column is Column.START else record.end) or None
    if column is Column.TRL:
        return record.trl_from if record.trl_from is not None else record.trl_to
    if column is Column.BUDGET:
        return row.budget_order
    return text_of(row, column).casefold() or None
