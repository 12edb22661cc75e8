"""The participants of an event: found, added, changed in the table, and reached only where somebody asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from chipmap.model.records import EventParticipant, ParticipantContact
from chipmap.model.text_rules import clean_text
from chipmap.ui import theme
from chipmap.ui.operations import events as operations
from chipmap.ui.pages.agenda_contacts import ContactsNotice
from chipmap.ui.pages.agenda_empty import AgendaEmpty
from chipmap.ui.tables.participants.columns import CONTACT_FIELDS, Field
from chipmap.ui.tables.participants.model import ParticipantsModel
from chipmap.ui.tables.participants.view import ParticipantsTable
from chipmap.ui.tokens import CONTROL_HEIGHT
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge

_FIND_WIDTH = 220


class ParticipantsSection(QWidget):
    """`attempt` carries out an edit and says where a rule refuses it."""

    invite_wanted = Signal()
    import_wanted = Signal()
    template_wanted = Signal()
    record_wanted = Signal(object, bool)
    """A participant, perhaps a new one, and whether how to reach them is shown."""

    def __init__(
        self,
        bridge: WorkspaceBridge,
        attempt: Callable[[Callable[[], object]], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._attempt = bridge, attempt
        self._event: MatchmakingEvent | None = None
        self.model = ParticipantsModel(bridge, self)
        self.table = ParticipantsTable(self.model)
        self.notice = ContactsNotice(bridge)
        self.empty = AgendaEmpty(
            _("Nobody takes part yet"),
            _("Add institutions of this workspace, or import a list of people from Excel."),
            _("Add from the workspace"),
        )
        self._lay_out()
        self._connect()

    def show_event(self, event: MatchmakingEvent) -> None:
        """Show who takes part, as the workspace has it."""
        self._event = event
        self.model.show_event(event, self.search.text(), has_contacts=self.contacts.isChecked())
        everybody = self._bridge.dataset.participants.of(event.id).values()
        has_any = bool(everybody)
        self.empty.setVisible(not has_any)
        self.table.setVisible(has_any)
        self.search.setEnabled(has_any)
        gone = sum(one.gone_from is not None for one in everybody)
        counted = ngettext("{count} participant", "{count} participants", len(everybody))
        text = counted.format(count=len(everybody))
        if gone:
            text = ngettext("{text}, {count} no-show", "{text}, {count} no-shows", gone).format(
                text=text, count=gone
            )
        self.count.setText(text)
        self.notice.show_event(event, is_wanted=self.contacts.isChecked())

    def focus_table(self) -> None:
        """Give the keyboard to the table, or to the way out of having none."""
        (self.table if self.table.isVisibleTo(self) else self.empty.button).setFocus()

    def _lay_out(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a participant"))
        self.search.setAccessibleName(_("Find a participant"))
        self.search.setClearButtonEnabled(True)
        self.count = label("", "small_strong", "text2", wraps=False)
        self.add = button(_("Add participant"), self._add, icon="plus")
        self.invite = button(_("From the workspace…"), self.invite_wanted.emit, icon="building-2")
        self.bring = QPushButton(_("From Excel"))
        menu = QMenu(self.bring)
        menu.addAction(_("Import participants and wishes…"), self.import_wanted.emit)
        menu.addAction(_("Save an empty template…"), self.template_wanted.emit)
        self.bring.setMenu(menu)
        self.contacts = QPushButton(_("Show contacts"))
        self.contacts.setProperty("look", "pill")
        self.contacts.setCheckable(True)
        self.contacts.setToolTip(_("Email and telephone are hidden until you ask for them"))
        tools = QWidget()
        flow = FlowLayout(tools, gap=8)
        for part in (self.search, self.add, self.invite, self.bring, self.contacts, self.count):
            flow.addWidget(part)
        theme.current().changed.connect(self._fit)
        self._fit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(tools)
        column.addWidget(self.notice)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._again)
        self.contacts.toggled.connect(self._again)
        self.empty.wanted.connect(self.invite_wanted)
        self.notice.purge_wanted.connect(self._purge)
        self.notice.clearing_wanted.connect(self._clear_points)
        self.model.typed.connect(self._keep_typed)
        self.table.slot_toggled.connect(lambda key, slot: self._edit(operations.turn_slot, key, slot))
        self.table.gone_toggled.connect(lambda key: self._edit(operations.turn_no_show, key))
        self.table.remove_wanted.connect(lambda keys: self._edit(operations.remove_participants, keys))
        self.table.record_wanted.connect(self._open)

    def _fit(self) -> None:
        look = theme.current()
        self.search.setFixedWidth(look.px(_FIND_WIDTH))
        self.count.setMinimumHeight(look.px(CONTROL_HEIGHT))

    def _again(self) -> None:
        if self._event is not None:
            self.show_event(self._event)

    def _add(self) -> None:
        if self._event is not None:
            self.record_wanted.emit(EventParticipant("", self._event.id, ""), self.contacts.isChecked())

    def _open(self, key: str) -> None:
        assert self._event is not None
        known = self._bridge.dataset.participants.get((self._event.id, key))
        if known is not None:
            self.record_wanted.emit(known, self.contacts.isChecked())

    def _purge(self) -> None:
        event = self._event
        if event is not None and self._attempt(lambda: operations.purge_contacts(self._bridge, event.id)):
            self.notice.show_purged(event.id)
            self._again()

    def _clear_points(self) -> None:
        event = self._event
        if event is not None:
            self._attempt(lambda: operations.clear_kept_contacts(self._bridge, event.id))
            self._again()

    def _edit(self, operation: Callable[..., object], *given: object) -> None:
        event = self._event
        assert event is not None
        self._attempt(lambda: operation(self._bridge, event.id, *given))

    def _keep_typed(self, key: str, field_name: str, text: str) -> None:
        """Keep what was typed into a cell; a limit that is no number leaves it as it was."""
        assert self._event is not None
        known: EventParticipant = self._bridge.dataset.participants[self._event.id, key]
        field, plain = Field(field_name), clean_text(text)
        if field in CONTACT_FIELDS:
            before = self._bridge.dataset.contacts.get(known.key) or ParticipantContact(known.event, key)
            contact = replace(before, **{field_name: plain})
            self._attempt(lambda: operations.set_contact(self._bridge, contact))
            return
        if field is Field.MOST:
            most = int(plain) if plain.isdecimal() else None if not plain else known.most
            changed = replace(known, most=most)
        elif field is Field.NAME:
            changed = replace(known, name=plain)
        else:
            changed = replace(known, organisation=plain)
        self._attempt(lambda: operations.put_participant(self._bridge, changed))
