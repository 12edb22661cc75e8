"""The Agenda page: an event with who takes part, what they wish, and the timetable of their meetings.

It follows the bridge and the selection; only the part that can be seen is brought up to date. Dialogs and
files are its makers' matter: it says what is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from chipmap.model.errors import ChipmapError
from chipmap.ui import theme
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations import events as operations
from chipmap.ui.pages.agenda_empty import AgendaEmpty
from chipmap.ui.pages.agenda_exports import ExportMenu
from chipmap.ui.pages.agenda_participants import ParticipantsSection
from chipmap.ui.pages.agenda_timetable import TimetableSection
from chipmap.ui.pages.agenda_wishes import WishesSection
from chipmap.ui.pages.match_head import MatchHead
from chipmap.ui.panels.agenda.event_choice import EventChoice
from chipmap.ui.shown_event import shown_event
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import SEPARATOR, button
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _, ngettext
from chipmap.wording.events import room_text, where_and_when

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent

    from chipmap.model.records import MatchmakingEvent
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs
    from chipmap.ui.selection import Selection, View

PARTICIPANTS, WISHES, TIMETABLE = "participants", "wishes", "timetable"
Section = ParticipantsSection | WishesSection | TimetableSection

_SIDE, _NARROW_SIDE = 24, 16
_NARROW, _LOW = 1000, 620


class AgendaPage(QWidget):
    """One event at a time; which one is part of the view."""

    told = Signal(str)
    event_wanted = Signal(object)
    """The event that somebody wants to edit, or a draft of a new one."""
    part_made = Signal(str)
    """A part of the page is there from now on."""

    def __init__(
        self, bridge: WorkspaceBridge, selection: Selection, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self.head = MatchHead(selection, "agenda")
        self._jobs = jobs
        self._made: dict[str, Section] = {}
        self.part = PARTICIPANTS
        self.none = AgendaEmpty(
            _("No event yet"),
            _(
                "An event has participants with wishes, and a timetable that brings them together at tables. "
                "Its programme is made beside the partners."
            ),
            _("New event"),
        )
        self._lay_out()
        self._connect()

    @property
    def event_shown(self) -> MatchmakingEvent | None:
        """The event of the view; None while there is none."""
        return shown_event(self._bridge.dataset, self._selection.view)

    @property
    def participants(self) -> ParticipantsSection:
        """Who takes part."""
        section = self._section(PARTICIPANTS)
        assert isinstance(section, ParticipantsSection)
        return section

    @property
    def wishes(self) -> WishesSection:
        """Who wishes to meet whom."""
        section = self._section(WISHES)
        assert isinstance(section, WishesSection)
        return section

    @property
    def timetable(self) -> TimetableSection:
        """Who meets whom when."""
        section = self._section(TIMETABLE)
        assert isinstance(section, TimetableSection)
        return section

    def show_part(self, part: str) -> None:
        """Turn to the participants, the wishes or the timetable."""
        self.part = part
        self.choice.show_choice(part)
        self._stack.setCurrentWidget(self._section(part))
        self.refresh()

    def refresh(self) -> None:
        """Show the event as the workspace has it."""
        event = self.event_shown
        self._show_head(event)
        for widget in (self.choice, self.edit, self.export, self._stack, self.events):
            widget.setVisible(event is not None)
        self.none.setVisible(event is None)
        self.new.setVisible(event is not None)
        if event is not None:
            self.export.setEnabled(True)
            self._section(self.part).show_event(event)

    def attempt(self, edit: Callable[[], object]) -> bool:
        """Carry out an edit; where it is refused say why, and show again what holds."""
        try:
            edit()
        except ChipmapError as refused:
            self.told.emit(sentence_of(refused))
            self.refresh()
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would hide the controls above from Tab."""
        super().focusInEvent(event)
        if self.event_shown is None:
            self.none.button.setFocus(event.reason())
        else:
            self._section(self.part).focus_table()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme.current()
        side = _NARROW_SIDE if self.width() < look.px(_NARROW) else _SIDE
        above = 12 if self.height() < look.px(_LOW) else 20
        self._column.setContentsMargins(side, above, side, 16)
        if TIMETABLE in self._made:
            self.timetable.show_low(is_low=self.height() < look.px(_LOW))

    def _lay_out(self) -> None:
        self.events = EventChoice(self._selection)
        self.edit = button(_("Edit event"), self._edit)
        self.new = button(_("New event"), self._new, icon="plus")
        choices: list[tuple[object, str]] = [
            (PARTICIPANTS, _("Participants")),
            (WISHES, _("Wishes")),
            (TIMETABLE, _("Timetable")),
        ]
        self.choice = SegmentedChoice(_("Part of the event"), choices, can_clear=False)
        self.choice.show_choice(self.part)
        self.export = QPushButton(_("Export"))
        theme.show_icon(self.export, "upload")
        self.exports = ExportMenu(self.export)
        self.export.setMenu(self.exports)
        bar = QWidget()
        flow = FlowLayout(bar, gap=8)
        for part in (self.choice, self.events, self.edit, self.new, self.export):
            flow.addWidget(part)
        self._stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        self._column.addWidget(self.head)
        row = QHBoxLayout()
        row.addWidget(bar, 1)
        self._column.addLayout(row)
        self._column.addWidget(self.none)
        self._column.addWidget(self._stack, 1)
        self._column.addStretch(0)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self._selection.changed.connect(self._on_view_changed)
        theme.current().changed.connect(self._on_theme_changed)
        self.none.wanted.connect(self._new)
        self.choice.picked.connect(self.show_part)

    def _section(self, part: str) -> Section:
        """A part of the page; made when it is first asked for, so that the page opens at once."""
        if part not in self._made:
            section = self._made[part] = self._make_section(part)
            self._stack.addWidget(section)
            self.part_made.emit(part)
        return self._made[part]

    def _make_section(self, part: str) -> Section:
        if part == PARTICIPANTS:
            return ParticipantsSection(self._bridge, self.attempt)
        kind = WishesSection if part == WISHES else TimetableSection
        section = kind(self._bridge, self._jobs, self.attempt)
        section.participants_wanted.connect(lambda: self.show_part(PARTICIPANTS))
        if isinstance(section, TimetableSection):
            section.show_low(is_low=self.height() < theme.current().px(_LOW))
        return section

    def _show_head(self, event: MatchmakingEvent | None) -> None:
        if event is None:
            self.head.show_texts(_("Agenda"), _("Who meets whom, and when."))
            return
        dataset = self._bridge.dataset
        people, meetings, sessions = (
            len(table.of(event.id)) for table in (dataset.participants, dataset.meetings, dataset.sessions)
        )
        self.exports.show_possible(people=people, meetings=meetings, sessions=sessions)
        facts = (
            where_and_when(event),
            room_text(event),
            ngettext("{count} participant", "{count} participants", people).format(count=people),
            ngettext("{count} meeting", "{count} meetings", meetings).format(count=meetings),
        )
        self.head.show_texts(event.name, SEPARATOR.join(fact for fact in facts if fact))
        self.events.show_events(dataset, event)

    def _edit(self) -> None:
        self.event_wanted.emit(self.event_shown)

    def _new(self) -> None:
        self.event_wanted.emit(operations.new_event(self._bridge))

    def _on_changed(self, announcement: Announcement) -> None:
        if self.isVisible() and announcement.changes:
            self.refresh()

    def _on_view_changed(self, before: View, after: View) -> None:
        if self.isVisible() and before.event != after.event:
            self.refresh()

    def _on_theme_changed(self) -> None:
        if self.isVisible():
            self.refresh()
