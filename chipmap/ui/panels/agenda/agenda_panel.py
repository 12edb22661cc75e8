"""The programme beside the partners: its sessions, what they take, and the way to Excel.

It follows the bridge; what it changes is one undoable step each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.model.edits.sessions import sessions_of
from chipmap.model.records import AgendaSession
from chipmap.ui.operations import events as operations
from chipmap.ui.panels.agenda.event_choice import EventChoice
from chipmap.ui.panels.agenda.session_form import SessionForm
from chipmap.ui.panels.agenda.session_list import SessionList
from chipmap.ui.panels.agenda.session_texts import (
    event_line,
    institutions_for,
    places_for,
    session_reports,
)
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.shown_event import shown_event
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, heading_row, label, rule
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection


class AgendaPanel(QWidget):
    """Sessions in a list, actions at the foot."""

    export_wanted = Signal()
    suggest_wanted = Signal()
    event_wanted = Signal(object)
    """The event that somebody wants to edit."""
    why_wanted = Signal(str)
    """The place of a session, whose reasons somebody wants to see."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self.title = label("", "title")
        self.line = label("", "small", "text2")
        self.events = EventChoice(selection)
        self.sessions = SessionList()
        self.sessions.edit_wanted.connect(self.edit)
        self.sessions.remove_wanted.connect(lambda key: self._remove([key]))
        self.sessions.placed.connect(self._place)
        self.empty = label("", "body", "text2")
        self._lay_out()

    @property
    def event_shown(self) -> MatchmakingEvent | None:
        """The event whose programme is shown; None before there is one."""
        return shown_event(self._bridge.dataset, self._selection.view)

    def refresh(self) -> None:
        """Show the programme as the workspace has it."""
        event, bridge = self.event_shown, self._bridge
        sessions = sessions_of(bridge.dataset, event.id) if event is not None else []
        self.title.setText(event.name if event is not None else _("Matchmaking agenda"))
        self.line.setText(event_line(bridge, event) if event is not None else "")
        self.line.setVisible(event is not None)
        self.edit_event.setVisible(event is not None)
        self.events.setVisible(len(bridge.dataset.events) > 1)
        if event is not None:
            self.events.show_events(bridge.dataset, event)
        self.sessions.show_sessions(session_reports(bridge, event, sessions) if event is not None else [])
        self.empty.setVisible(not sessions)
        self.empty.setText(
            _(
                "No session yet. “Add to agenda” on a card, or A while it has the keyboard, adds a session "
                "with that place."
            )
        )
        for action in (self.export, self.clear):
            action.setEnabled(bool(sessions))

    def edit(self, key: str) -> None:
        """Let a session be edited where it stands."""
        event = self.event_shown
        session = self._bridge.dataset.sessions.get((event.id, key)) if event is not None else None
        if session is None:
            return
        form = SessionForm(
            session, places_for(self._bridge, session), institutions_for(self._bridge, session), self.sessions
        )
        form.kept.connect(self._keep)
        form.why_wanted.connect(lambda: self.why_wanted.emit(session.partner))
        form.left.connect(lambda: self._leave(key))
        form.remove_wanted.connect(lambda: self._remove([key]))
        self.sessions.show_form(key, form)
        form.take_focus()
        QTimer.singleShot(0, form, lambda: self._scroll.ensureWidgetVisible(form, 0, 8))

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.edit_event = button(_("Edit event"), self._edit_event, look="link")
        column.addLayout(heading_row(self.title, self.edit_event))
        column.addWidget(self.line)
        column.addWidget(self.events)
        column.addWidget(self.empty)
        column.addWidget(self.sessions)
        self.add = button(_("Add a session"), self._add, look="quiet", icon="plus")
        self.page = button(_("Participants and meetings"), self._open_page, look="quiet", icon="users")
        more = QWidget()
        flow = FlowLayout(more, gap=4)
        flow.addWidget(self.add)
        flow.addWidget(self.page)
        column.addWidget(more)
        column.addStretch(1)
        foot = QWidget()
        actions = FlowLayout(foot, gap=8)
        self.export = button(
            _("Export agenda"),
            self.export_wanted.emit,
            look="primary",
            is_footer=True,
        )
        self.suggest = button(_("Suggest sessions"), self.suggest_wanted.emit, is_footer=True)
        self.clear = button(_("Clear"), self._clear, is_footer=True)
        for action in (self.export, self.suggest, self.clear):
            actions.addWidget(action)
        below = QVBoxLayout()
        below.setContentsMargins(PANEL_PADDING, 12, PANEL_PADDING, 12)
        below.addWidget(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroll = PanelScroll(content, side=PANEL_PADDING)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(rule())
        whole.addLayout(below)

    def _keep(self, session: AgendaSession) -> None:
        self.sessions.show_form("", None)
        operations.put_session(self._bridge, session)
        self.sessions.take_focus(session.id)

    def _leave(self, key: str) -> None:
        self.sessions.show_form("", None)
        self.sessions.take_focus(key)

    def _remove(self, keys: list[str]) -> None:
        event = self.event_shown
        if event is not None:
            operations.remove_sessions(self._bridge, event.id, keys)

    def _place(self, key: str, position: int) -> None:
        event = self.event_shown
        if event is not None:
            operations.place_session(self._bridge, event.id, key, position)

    def _add(self) -> None:
        """A session with all, to be named at once."""
        event = self.event_shown or operations.new_event(self._bridge)
        operations.add_sessions(self._bridge, event, [AgendaSession("", event.id, 0, _("New session"))])
        self.edit(sessions_of(self._bridge.dataset, event.id)[-1].id)

    def _clear(self) -> None:
        event = self.event_shown
        if event is not None:
            operations.clear_programme(self._bridge, event.id)
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_event(self) -> None:
        self.event_wanted.emit(self.event_shown)

    def _open_page(self) -> None:
        self._selection.choose(page="agenda")
