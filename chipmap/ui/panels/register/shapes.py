"""The register as what somebody wants to see: table, board or timeline, each made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chipmap.ui.collaboration_wish import BOARD, TIMELINE
from chipmap.ui.panels.cited_page import EmptyNote
from chipmap.ui.panels.register.board import Board
from chipmap.ui.panels.register.table import RegisterTable
from chipmap.ui.panels.register.timeline import Timeline
from chipmap.ui.panels.register.timeline_model import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.collaboration_wish import CollaborationWish
    from chipmap.ui.panels.register.row import RegisterRow
    from chipmap.ui.preferences import Preferences


class RegisterShapes(QStackedWidget):
    """Shows rows as a wish says, or a note where there are none; it only says what was chosen."""

    chosen = Signal(str)
    entered = Signal(str)
    removal_wanted = Signal(str)
    left = Signal()
    moved = Signal(str, str)
    said = Signal(str)

    def __init__(
        self, bridge: WorkspaceBridge, preferences: Preferences, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._today = bridge, today
        self._board: Board | None = None
        self._timeline: Timeline | None = None
        self._front: QWidget | None = None
        self.table = RegisterTable(preferences)
        self._take_in(self.table)
        self._empty = EmptyNote("handshake")
        self._nothing = at_the_top(self._empty)
        self.addWidget(self._nothing)

    @property
    def board(self) -> Board:
        """The board of stages."""
        if self._board is None:
            self._board = Board()
            self._board.moved.connect(self.moved)
            self._board.said.connect(self.said)
            self._take_in(self._board)
        return self._board

    @property
    def timeline(self) -> Timeline:
        """The bars along time."""
        if self._timeline is None:
            self._timeline = Timeline(self._today)
            self._take_in(self._timeline)
        return self._timeline

    def show_rows(
        self, rows: Sequence[RegisterRow], wish: CollaborationWish, chosen: str, focus: str
    ) -> None:
        """Show rows as table, board or timeline; that of the open collaboration is marked."""
        if wish.shown_as == BOARD:
            self.board.show_rows(rows, chosen)
            self._front = self.board
        elif wish.shown_as == TIMELINE:
            self.timeline.show_lines(lines_of(self._bridge, rows, wish.grouped_by, focus), chosen)
            self._front = self.timeline
        else:
            self.table.show_rows(rows, chosen)
            self._front = self.table
        self.setCurrentWidget(self._front)

    def show_nothing(self, title: str, text: str) -> None:
        """Say why there are no rows."""
        self._empty.show_texts(title, text)
        self._front = None
        self.setCurrentWidget(self._nothing)

    def take_focus(self, chosen: str) -> bool:
        """Put the keyboard into what is shown; False where there is nothing to go to."""
        if self._front is None:
            return False
        if self._front is self._board:
            self.board.take_focus(chosen)
        else:
            self._front.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _take_in(self, shape: RegisterTable | Board | Timeline) -> None:
        shape.chosen.connect(self.chosen)
        shape.entered.connect(self.entered)
        shape.removal_wanted.connect(self.removal_wanted)
        shape.left.connect(self.left)
        self.addWidget(shape)


def at_the_top(note: QWidget) -> QWidget:
    """A note that stands at the top of the room that it is given."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(note)
    column.addStretch(1)
    return holder
