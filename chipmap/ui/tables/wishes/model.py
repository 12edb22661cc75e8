"""The wishes of one participant for Qt; it shows records and writes none."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chipmap.ui.tables.wishes.rows import WishRow, wish_title
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.ui.bridge import WorkspaceBridge

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_NOTHING = "–"


class WishColumn(IntEnum):
    """The columns from the left."""

    NAME = 0
    ORGANISATION = 1
    WISH = 2
    MUST = 3
    SLOT = 4
    BACK = 5
    MEETS = 6
    SUGGESTION = 7


class WishesModel(QAbstractTableModel):
    """Rows by the name of the other; `times` are those of the slots."""

    def __init__(self, bridge: WorkspaceBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.rows: Sequence[WishRow] = ()
        self.times: Sequence[str] = ()

    def show_rows(self, rows: Sequence[WishRow], times: Sequence[str]) -> None:
        """Show these; the current row stays where the same people are listed."""
        is_same = [row.other.id for row in rows] == [row.other.id for row in self.rows]
        if not is_same:
            self.beginResetModel()
        self.rows, self.times = rows, times
        if not is_same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(WishColumn) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(WishColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as in Qt
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _heading(WishColumn(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        if not index.isValid():
            return None
        column = WishColumn(index.column())
        text = self.text(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return None if column in (WishColumn.WISH, WishColumn.MUST) else text or _NOTHING
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.rows[index.row()].other.name
            said = text or _("nothing")
            return f"{name}, {_heading(column)}: {said}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        return None

    def text(self, index: Index) -> str:
        """A cell in words."""
        row, column = self.rows[index.row()], WishColumn(index.column())
        if column is WishColumn.NAME:
            return row.other.name
        if column is WishColumn.ORGANISATION:
            place = self._bridge.subject_name(row.other.country) if row.other.country else ""
            organisation = "" if row.other.organisation == row.other.name else row.other.organisation
            return ", ".join(part for part in (organisation, place) if part)
        if column is WishColumn.WISH:
            return wish_title(row.wish.wish if row.wish is not None else None)
        if column is WishColumn.MUST:
            return _("must meet") if row.is_must else ""
        if column is WishColumn.SLOT:
            return self.time(row.slot)
        if column is WishColumn.BACK:
            return wish_title(row.back.wish) if row.back is not None else ""
        if column is WishColumn.MEETS:
            return self.time(row.meeting.slot) if row.meeting is not None else ""
        return row.suggestion

    def time(self, slot: int | None) -> str:
        """When a slot begins; empty for none."""
        return self.times[slot] if slot is not None and slot < len(self.times) else ""


def _heading(column: WishColumn) -> str:
    return {
        WishColumn.NAME: _("Name"),
        WishColumn.ORGANISATION: _("Organisation"),
        WishColumn.WISH: _("Wishes to meet them"),
        WishColumn.MUST: _("Must meet"),
        WishColumn.SLOT: _("Pinned at"),
        WishColumn.BACK: _("They say"),
        WishColumn.MEETS: _("Meets at"),
        WishColumn.SUGGESTION: _("Suggested, because"),
    }[column]
