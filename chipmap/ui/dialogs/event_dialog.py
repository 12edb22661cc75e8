"""The dialog of one event: what it is called, where and when, slots, tables and the last day of contacts.

Nothing is written before the button is pressed; `kept` carries the event as it is to be.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from chipmap.model.event_rules import LONGEST_SLOT, MOST_PROMISED, MOST_SLOTS, MOST_TABLES
from chipmap.model.text_rules import clean_text
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.padded_scroll import PaddedScroll
from chipmap.ui.dialogs.record_form import RecordForm, problems_of
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.whole_number import WholeNumber
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge

_WIDTH, _HEIGHT = 720, 620


class EventDialog(DialogFrame):
    """Adds an event or changes one; the id of the event that it is given stays."""

    kept = Signal(object)
    remove_wanted = Signal(str)

    def __init__(
        self, bridge: WorkspaceBridge, event: MatchmakingEvent, parent: QWidget | None = None
    ) -> None:
        self._is_new = event.id not in bridge.dataset.events
        title = _("New event") if self._is_new else _("Event")
        super().__init__(title, _WIDTH, _HEIGHT, parent)
        self._bridge, self._before = bridge, event
        self.form = RecordForm()
        self._make_fields(event)
        self._lay_out()
        self.primary.setText(_("Add event") if self._is_new else _("Keep changes"))
        self.remove = button(_("Remove event"), self._on_remove, is_footer=True)
        self.add_footer_button(self.remove)
        self.remove.setVisible(not self._is_new)
        for field in (self.begins, self.meetings_begin, self.breaks):
            field.textChanged.connect(self._tell_day)
        for spin in (self.slots, self.slot_minutes, self.pause_minutes, self.tables):
            spin.valueChanged.connect(self._tell_day)
        self._tell_day()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def event_meant(self) -> MatchmakingEvent:
        """What the fields say now."""
        from chipmap.model.exchange.attendance_reader import slots_in

        return replace(
            self._before,
            name=clean_text(self.name.text()),
            venue=clean_text(self.venue.text()),
            date=self.date.text().strip(),
            begins=_time(self.begins.text()),
            meetings_begin=_time(self.meetings_begin.text()),
            slot_minutes=self.slot_minutes.value(),
            pause_minutes=self.pause_minutes.value(),
            slots=self.slots.value(),
            tables=self.tables.value(),
            breaks=tuple(sorted(slots_in(self.breaks.text()))),
            guarantee=self.guarantee.value(),
            next_slot=min(self._before.next_slot, self.slots.value()),
            purge_after=self.purge_after.text().strip(),
        )

    def _on_primary(self) -> None:
        from chipmap.model.exchange.attendance_reader import is_slot_list

        event, breaks = self.event_meant(), self.breaks.text().strip()
        said = problems_of(event, self._bridge.dataset)
        if breaks and not is_slot_list(breaks):
            said["breaks"] = _("“{text}” does not say which slots. Write numbers, such as 4, 8.").format(
                text=breaks
            )
        if not self.form.show_problems(said):
            self.kept.emit(event)
            self.accept()

    def _on_remove(self) -> None:
        self.remove_wanted.emit(self._before.id)
        self.accept()

    def _tell_day(self) -> None:
        """Say when the meetings begin and end, as the fields stand."""
        from chipmap.wording.events import day_text

        event = self.event_meant()
        is_wrong = problems_of(replace(event, name=event.name or "–"), self._bridge.dataset)
        self._day.setText("" if is_wrong else day_text(self._bridge.dataset, event))

    def _make_fields(self, event: MatchmakingEvent) -> None:
        self.name, self.venue = QLineEdit(event.name), QLineEdit(event.venue)
        self.date, self.purge_after = QLineEdit(event.date), QLineEdit(event.purge_after)
        self.begins, self.meetings_begin = QLineEdit(event.begins), QLineEdit(event.meetings_begin)
        self.breaks = QLineEdit(", ".join(str(slot + 1) for slot in event.breaks))
        self.date.setPlaceholderText(_("Year-month-day, such as 2027-03-03"))
        self.purge_after.setPlaceholderText(_("Year-month-day; empty keeps them"))
        self.begins.setPlaceholderText(_("Such as 09:30"))
        self.meetings_begin.setPlaceholderText(_("After the programme"))
        self.breaks.setPlaceholderText(_("Numbers of slots, such as 4, 8"))
        self.slots = WholeNumber(event.slots, 1, MOST_SLOTS)
        self.tables = WholeNumber(event.tables, 1, MOST_TABLES)
        self.slot_minutes = WholeNumber(event.slot_minutes, 1, LONGEST_SLOT)
        self.pause_minutes = WholeNumber(event.pause_minutes, 0, LONGEST_SLOT)
        self.guarantee = WholeNumber(event.guarantee, 0, MOST_PROMISED)

    def _lay_out(self) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(2, 16, 14, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        rows: tuple[tuple[tuple[str, str, QWidget], ...], ...] = (
            (("name", _("Name"), self.name), ("venue", _("Venue"), self.venue)),
            (("date", _("Date"), self.date), ("begins", _("Programme begins"), self.begins)),
            (
                ("slots", _("Slots for meetings"), self.slots),
                ("meetings_begin", _("Meetings begin"), self.meetings_begin),
            ),
            (
                ("slot_minutes", _("Minutes of a slot"), self.slot_minutes),
                ("pause_minutes", _("Minutes between slots"), self.pause_minutes),
            ),
            (("tables", _("Tables"), self.tables), ("breaks", _("Slots that are breaks"), self.breaks)),
            (
                ("guarantee", _("Meetings promised to everybody"), self.guarantee),
                ("purge_after", _("Remove contacts after"), self.purge_after),
            ),
        )
        for row, fields in enumerate(rows):
            for column, (field_name, caption, field) in enumerate(fields):
                grid.addWidget(self.form.captioned(field_name, caption, field), row, column)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self._day = label("", "small", "text2")
        grid.addWidget(self._day, len(rows), 0, 1, 2)
        grid.setRowStretch(len(rows) + 1, 1)
        self.body.addWidget(PaddedScroll(content), 1)


def _time(text: str) -> str:
    """A time as it is stored; "9:30" is meant as "09:30"."""
    plain = text.strip().replace(".", ":")
    return plain.zfill(5) if len(plain) == len("9:30") else plain
