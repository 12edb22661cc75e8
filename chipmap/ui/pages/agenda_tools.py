"""What stands above the timetable: planning, the slot that is running, whom to highlight, how good it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from chipmap.model.match.event_times import slot_times
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext
from chipmap.wording.programmes import standing_text

if TYPE_CHECKING:
    from chipmap.model.match.event_planning import EventStanding
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge


class TimetableTools(QWidget):
    """Says what is wanted; it shows the event that holds and keeps nothing of it."""

    plan_wanted = Signal()
    replan_wanted = Signal()
    stop_wanted = Signal()
    clear_wanted = Signal()
    held_until = Signal(int)
    """The slot (from 0) that is running or comes next."""
    highlight_wanted = Signal(str)
    short_toggled = Signal(bool)
    method_wanted = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._people: list[tuple[str, str]] = []
        self._is_planning = False
        self._said = ""
        self.plan = button(_("Plan"), self.plan_wanted.emit, look="primary")
        self.replan = button(_("Replan the rest"), self.replan_wanted.emit)
        self.replan.setToolTip(_("Keeps what was held, and changes as little as can be"))
        self.stop = button(_("Stop"), self.stop_wanted.emit)
        self.clear = button(_("Clear"), self.clear_wanted.emit)
        self.clear.setToolTip(_("Take off every meeting that was not held"))
        self.now = ChoiceField()
        self.now.setAccessibleName(_("Slot that is running now"))
        self.now.activated.connect(lambda _at: self.held_until.emit(self.now.currentData()))
        self.people = QComboBox()
        self.people.setAccessibleName(_("Highlight a participant"))
        self.people.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.people.setMinimumContentsLength(18)
        self.people.setEditable(True)
        self.people.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.people.activated.connect(lambda _at: self.highlight_wanted.emit(self.people.currentData() or ""))
        self.short = QPushButton()
        self.short.setProperty("look", "pill")
        self.short.setCheckable(True)
        self.short.toggled.connect(self.short_toggled)
        self.method = button(_("How this is calculated"), self.method_wanted.emit, look="link")
        self.line = label("", "small_strong", "text2")
        self.void = label("", "small_strong", "warn")
        self.void.hide()
        self._lay_out()

    def show_event(self, event: MatchmakingEvent, highlighted: str) -> None:
        """Offer the slots and people of an event."""
        dataset = self._bridge.dataset
        has_meetings = bool(dataset.meetings.of(event.id))
        self._has_meetings = has_meetings
        times = slot_times(dataset, event)
        entries = [(0, _("Before the first slot"))]
        entries += [
            (slot, _("Now: {time}, slot {number}").format(time=times[slot], number=slot + 1))
            for slot in range(1, event.slots)
        ]
        entries.append((event.slots, _("After the last slot")))
        if [self.now.itemText(at) for at in range(self.now.count())] != [text for _slot, text in entries]:
            self.now.clear()
            for slot, text in entries:
                self.now.addItem(text, slot)
        self.now.setCurrentIndex(max(0, self.now.findData(event.next_slot)))
        self._show_people(event, highlighted)
        self._show_buttons()

    def show_void(self, count: int) -> None:
        """Say how many meetings cannot take place, because somebody is not there any more."""
        text = ngettext(
            "{count} meeting lacks somebody who is not there. Replan the rest.",
            "{count} meetings lack somebody who is not there. Replan the rest.",
            count,
        )
        self.void.setText(text.format(count=count))
        self.void.setVisible(bool(count))

    def show_highlighted(self, key: str) -> None:
        """Show who stands out."""
        self.people.setCurrentIndex(max(0, self.people.findData(key)))

    def show_planning(self, title: str) -> None:
        """Say that a plan is being worked out; empty: it has ended."""
        self._is_planning = bool(title)
        self.stop.setEnabled(True)
        self.line.setText(_("{title}…").format(title=title) if title else self._said)
        self._show_buttons()

    def show_stopping(self) -> None:
        """Say that the work ends at its next step."""
        self.stop.setEnabled(False)
        self.line.setText(_("Stopping…"))

    def show_standing(self, standing: EventStanding) -> None:
        """Say how good the timetable is, and how many are short."""
        text = standing_text(standing)
        held = len(standing.suggested)
        if held:
            more = ngettext("{text}; {count} is suggested", "{text}; {count} are suggested", held)
            text = more.format(text=text, count=held)
        self._said = text
        if not self._is_planning:
            self.line.setText(text)
        lacking = len(standing.shortfalls) + len(standing.unplaced) + len(standing.unkept_pins)
        shorts = ngettext("{count} is short", "{count} are short", lacking).format(count=lacking)
        self.short.setText(shorts if lacking else _("Nobody is short"))
        self.short.setEnabled(bool(lacking))
        self.short.setChecked(bool(lacking))
        self._show_buttons()

    def _lay_out(self) -> None:
        tools = QWidget()
        flow = FlowLayout(tools, gap=8)
        for part in (self.plan, self.replan, self.stop, self.now, self.people, self.clear):
            flow.addWidget(part)
        below = QHBoxLayout()
        below.setSpacing(12)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.line)
        said.addWidget(self.void)
        below.addLayout(said, 1)
        below.addWidget(self.method, 0, Qt.AlignmentFlag.AlignRight)
        below.addWidget(self.short, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(tools)
        column.addLayout(below)
        self._has_meetings = False
        self._show_buttons()

    def _show_buttons(self) -> None:
        has_meetings, is_planning = self._has_meetings, self._is_planning
        self.plan.setText(_("Plan anew") if has_meetings else _("Plan"))
        for action in (self.plan, self.replan, self.clear):
            action.setEnabled(not is_planning)
        for part in (self.replan, self.clear, self.now, self.people):
            part.setVisible(has_meetings)
        self.stop.setVisible(is_planning)
        self.short.setVisible(has_meetings and bool(self.short.text()))

    def _show_people(self, event: MatchmakingEvent, highlighted: str) -> None:
        people = sorted(
            ((one.name, one.id) for one in self._bridge.dataset.participants.of(event.id).values()),
            key=lambda one: one[0].casefold(),
        )
        if people != self._people:
            self._people = people
            self.people.clear()
            self.people.addItem(_("Highlight nobody"), "")
            for name, key in people:
                self.people.addItem(name, key)
        self.show_highlighted(highlighted)
