"""Beside the timetable: who is short of meetings and why, or the day of whoever is highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidgetItem, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.agenda.whole_lines import LineList
from chipmap.ui.widgets.parts import button, heading_row, label
from chipmap.wording import _
from chipmap.wording.programmes import standing_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.match.event_planning import EventStanding
    from chipmap.ui.bridge import WorkspaceBridge

_KEY = Qt.ItemDataRole.UserRole
_WIDTH = 264


class ShortList(QFrame):
    """Lines lead to a participant; `chosen` carries their id. A day that is shown takes their place."""

    chosen = Signal(str)
    day_left = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._bridge = bridge
        self._is_wanted = True
        self._lines: list[tuple[str, str]] = []
        self.lines = LineList(_("Who is short of meetings, and why"))
        self.lines.itemClicked.connect(self._on_chosen)
        self.lines.itemActivated.connect(self._on_chosen)
        self.day = LineList(_("The day of the highlighted participant"))
        self.title = label("", "heading")
        self._note = label("", "caption", "text3")
        self.leave = button(_("Close"), self.day_left.emit, look="link")
        self.leave.setAccessibleName(_("Highlight nobody"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 8, 8)
        column.setSpacing(6)
        column.addLayout(heading_row(self.title, self.leave))
        column.addWidget(self._note)
        column.addWidget(self.lines, 1)
        column.addWidget(self.day, 1)
        theme.current().changed.connect(self._fit)
        self._fit()
        self.show_day("", ())

    def show_standing(self, standing: EventStanding | None) -> None:
        """List what a timetable lacks."""
        lines: list[tuple[str, str]] = []
        if standing is not None:
            keys = [
                *(one for one, _other in standing.unplaced),
                *(pair[0] for pair, _slot in standing.unkept_pins),
                *(short.participant for short in standing.shortfalls),
            ]
            lines = list(zip(keys, standing_lines(self._bridge.dataset, standing), strict=True))
        if lines != self._lines:
            self._lines = lines
            self.lines.clear()
            for key, text in lines:
                item = QListWidgetItem(text)
                item.setData(_KEY, key)
                self.lines.addItem(item)
        self._show()

    def show_wanted(self, is_wanted: bool) -> None:
        """Show the list or put it away; a day is always shown."""
        self._is_wanted = is_wanted
        self._show()

    def show_day(self, name: str, lines: Sequence[str]) -> None:
        """Show the day of a participant in place of the list; an empty name shows the list again."""
        self.title.setText(_("Day of {name}").format(name=name) if name else _("Short of meetings"))
        choose = _("Choose a line to highlight the participant.")
        self._note.setText("" if name else choose)
        self._note.setVisible(not name)
        self.lines.setVisible(not name)
        self.day.setVisible(bool(name))
        self.leave.setVisible(bool(name))
        if [self.day.item(row).text() for row in range(self.day.count())] != list(lines):
            self.day.clear()
            self.day.addItems(list(lines))
        self._show()

    def _show(self) -> None:
        has_day = not self.day.isHidden()
        self.setVisible(has_day or (self._is_wanted and self.lines.count() > 0))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_KEY))

    def _fit(self) -> None:
        self.setFixedWidth(theme.current().px(_WIDTH))
