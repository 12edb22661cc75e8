"""The timetable for Qt: a row for each slot, a column for each table, and each cell in words.

It shows a Board and writes nothing.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chipmap.ui.tables.timetable_grid.board import NO_BOARD, Address, Board, BoardMeeting, Seat
from chipmap.wording import _

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class TimetableModel(QAbstractTableModel):
    """A Board by row and column; row 0 is slot 0, column 0 is table 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: Board = NO_BOARD

    def show_board(self, board: Board) -> None:
        """Show another timetable; the view keeps its current cell where the room is the same."""
        if (len(board.slots), board.tables) == (len(self.board.slots), self.board.tables):
            self.board = board
            if board.slots and board.tables:
                last = self.index(len(board.slots) - 1, board.tables - 1)
                self.dataChanged.emit(self.index(0, 0), last)
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(board.slots) - 1)
            return
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.board.slots)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self.board.tables

    def address(self, index: Index) -> Address:
        """The slot and table of a cell."""
        return index.row(), index.column() + 1

    def index_at(self, address: Address) -> QModelIndex:
        """The cell of a slot and table."""
        return self.index(address[0], address[1] - 1)

    def meeting(self, address: Address) -> BoardMeeting | None:
        """Who meets there."""
        return self.board.meetings.get(address)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        if not index.isValid() or role not in _SPOKEN:
            return None
        address = self.address(index)
        if role == Qt.ItemDataRole.ToolTipRole and self.meeting(address) is None:
            return None
        return self.spoken(address)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as in Qt
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return _("Table {number}").format(number=section + 1)
        return self.board.slots[section].time

    def spoken(self, address: Address) -> str:
        """A cell in words: where it is, who meets, and what holds of the meeting."""
        slot, table = address
        row = self.board.slots[slot]
        where = _("{time}, table {table}").format(time=row.time, table=table)
        meeting = self.meeting(address)
        if meeting is None:
            state = _("break") if row.is_break else _("free")
            return f"{where}: {state}"
        said = [
            _("{where}: {one} meets {other}").format(
                where=where, one=_called(meeting.one), other=_called(meeting.other)
            )
        ]
        marks = (
            (meeting.is_pinned, _("pinned to this slot")),
            (meeting.is_must, _("must meet")),
            (meeting.is_suggested, _("suggested, wished by neither")),
            (row.is_held, _("held")),
            (meeting.is_void, _("one of them is not there")),
        )
        return ", ".join([*said, *(word for holds, word in marks if holds)])


def _called(seat: Seat) -> str:
    """A name with the organisation, where that says more."""
    if not seat.organisation:
        return seat.name
    return _("{name} ({organisation})").format(name=seat.name, organisation=seat.organisation)
