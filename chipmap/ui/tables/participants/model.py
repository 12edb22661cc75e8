"""The participants of one event for Qt, by name; it shows records and writes none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from chipmap.model.match.event_times import slot_times
from chipmap.ui.tables.participants.columns import (
    CONTACT_FIELDS,
    TYPED_FIELDS,
    Column,
    Field,
    columns_for,
    explanation,
    heading,
)
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import EventParticipant, MatchmakingEvent, ParticipantContact
    from chipmap.ui.bridge import WorkspaceBridge

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_NOTHING = "–"
_FIGURES = (Field.MOST, Field.MEETINGS)
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class ParticipantsModel(QAbstractTableModel):
    """`typed` carries a participant's id, a field and the text that somebody entered."""

    typed = Signal(str, str, str)

    def __init__(self, bridge: WorkspaceBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: MatchmakingEvent | None = None
        self.people: list[EventParticipant] = []
        self.columns: tuple[Column, ...] = ()
        self._contacts: dict[str, ParticipantContact] = {}
        self._meetings: Counter[str] = Counter()
        self._times: list[str] = []

    def show_event(self, event: MatchmakingEvent | None, found: str, *, has_contacts: bool) -> None:
        """Show the participants whose name, organisation or place holds the text `found`."""
        dataset = self._bridge.dataset
        people: list[EventParticipant] = []
        if event is not None:
            people = sorted(dataset.participants.of(event.id).values(), key=_order)
        wanted = found.strip().casefold()
        people = [one for one in people if not wanted or wanted in self._searched(one)]
        columns = columns_for(event.slots, has_contacts=has_contacts) if event is not None else ()
        is_same = [one.id for one in people] == [one.id for one in self.people] and columns == self.columns
        if not is_same:
            self.beginResetModel()
        self._shown, self.people, self.columns = event, people, columns
        self._read_around()
        if not is_same:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, len(columns) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_typed = index.isValid() and self.columns[index.column()].field in TYPED_FIELDS
        return _FIXED | Qt.ItemFlag.ItemIsEditable if is_typed else _FIXED

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as in Qt
        if not index.isValid():
            return None
        person, column = self.people[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return self.text(person, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return None if column.field in (Field.SLOT, Field.GONE) else self.text(person, column) or _NOTHING
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name}, {self._spoken_heading(column)}: {self._spoken(person, column)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._spoken(person, column) if column.field is Field.SLOT else self.text(person, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.field in _FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        person, column = self.people[index.row()], self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or str(value) == self.text(person, column):
            return False
        self.typed.emit(person.id, column.field.value, str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as in Qt
        if orientation is Qt.Orientation.Vertical:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._times[column.slot] if column.field is Field.SLOT else explanation(column) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_middle = column.field in (Field.SLOT, Field.GONE)
            side = Qt.AlignmentFlag.AlignHCenter if is_middle else Qt.AlignmentFlag.AlignLeft
            side = Qt.AlignmentFlag.AlignRight if column.field in _FIGURES else side
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def person(self, index: Index) -> EventParticipant:
        """Whose row a cell is in."""
        return self.people[index.row()]

    def column(self, index: Index) -> Column:
        """What a cell is about."""
        return self.columns[index.column()]

    def is_break(self, slot: int) -> bool:
        """Whether nobody meets in a slot."""
        return self._shown is not None and slot in self._shown.breaks

    def text(self, person: EventParticipant, column: Column) -> str:
        """A cell as it is printed and typed."""
        if column.field in CONTACT_FIELDS:
            contact = self._contacts.get(person.id)
            return str(getattr(contact, column.field.value)) if contact is not None else ""
        name = self._bridge.subject_name
        if column.field is Field.NAME:
            return person.name
        if column.field is Field.ORGANISATION:
            return person.organisation
        if column.field is Field.COUNTRY:
            return name(person.country) if person.country else ""
        if column.field is Field.INSTITUTION:
            return name(person.institution) if person.institution else ""
        if column.field is Field.SEGMENTS:
            return ", ".join(map(self._bridge.segment_name, person.segments))
        if column.field is Field.MOST:
            return "" if person.most is None else str(person.most)
        return str(self._meetings[person.id]) if column.field is Field.MEETINGS else ""

    def _read_around(self) -> None:
        """What the table says of each participant that is not part of their record."""
        dataset, event = self._bridge.dataset, self._shown
        self._contacts, self._meetings, self._times = {}, Counter(), []
        if event is None:
            return
        if any(column.field in CONTACT_FIELDS for column in self.columns):
            self._contacts = {one.participant: one for one in dataset.contacts.of(event.id).values()}
        for meeting in dataset.meetings.of(event.id).values():
            self._meetings.update((meeting.one, meeting.other))
        self._times = slot_times(dataset, event)

    def _searched(self, person: EventParticipant) -> str:
        place = self._bridge.subject_name(person.country) if person.country else ""
        return f"{person.name} {person.organisation} {place}".casefold()

    def _spoken_heading(self, column: Column) -> str:
        if column.field is Field.SLOT:
            return _("slot {number}, {time}").format(number=column.slot + 1, time=self._times[column.slot])
        return heading(column)

    def _spoken(self, person: EventParticipant, column: Column) -> str:
        if column.field is Field.GONE:
            if person.gone_from is None:
                return _("no")
            return _("not there from slot {number} on").format(number=person.gone_from + 1)
        if column.field is not Field.SLOT:
            return self.text(person, column) or _("nothing")
        if self.is_break(column.slot):
            return _("break")
        return _("not there") if column.slot in person.absent else _("there")


def _order(person: EventParticipant) -> tuple[str, str]:
    return person.name.casefold(), person.id
