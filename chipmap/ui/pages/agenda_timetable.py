"""The timetable of an event with what plans it: slots by tables, how good it is, who is short and why.

Planning runs beside the window on a snapshot; what it found is one step that can be undone. Moves by hand are
held against the same rules before the drop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.edits.meeting_moves import Layout, MeetingMove
from chipmap.model.edits.meetings import swap_moves
from chipmap.ui.newest_answer import NewestAnswer
from chipmap.ui.operations import events as operations
from chipmap.ui.pages.agenda_empty import AgendaEmpty
from chipmap.ui.pages.agenda_tools import TimetableTools
from chipmap.ui.panels.agenda.short_list import ShortList
from chipmap.ui.tables.timetable_grid.board import board_of
from chipmap.ui.tables.timetable_grid.model import TimetableModel
from chipmap.ui.tables.timetable_grid.painting import NO_OBJECTION, Verdict
from chipmap.ui.tables.timetable_grid.view import TimetableView
from chipmap.ui.widgets.parts import frame, label
from chipmap.wording import _
from chipmap.wording.agendas import conflict_text
from chipmap.wording.events import day_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.dataset import Dataset
    from chipmap.model.edits.meeting_moves import IdPair
    from chipmap.model.match.event_planning import EventPlan, EventStanding
    from chipmap.model.progress import Progress
    from chipmap.model.records import MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Job, Jobs
    from chipmap.ui.tables.timetable_grid.board import Address

_RESTS_MS = 250
"""How good the timetable is is worked out again when edits have rested this long."""


class TimetableSection(QWidget):
    """`attempt` carries out an edit and says where a rule refuses it."""

    participants_wanted = Signal()
    wishes_wanted = Signal()
    outcome_wanted = Signal(str, str)
    """The two whose meeting's outcome somebody wants to note."""
    meeting_wanted = Signal(int, int)
    """The slot and table where somebody wants to add a meeting."""

    def __init__(
        self,
        bridge: WorkspaceBridge,
        jobs: Jobs,
        attempt: Callable[[Callable[[], object]], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._jobs, self._attempt = bridge, jobs, attempt
        self._event: MatchmakingEvent | None = None
        self._layout: tuple[Dataset, Layout] | None = None
        self._measured: Dataset | None = None
        self._planning: Job | None = None
        self.highlighted = ""
        self.model = TimetableModel(self)
        self.grid = TimetableView(self.model, self.verdict)
        self.tools = TimetableTools(bridge)
        self.short = ShortList(bridge)
        self.standing = NewestAnswer(jobs, _("Measuring the timetable"), self)
        self.standing.answered.connect(self._on_measured)
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._rest.timeout.connect(self._measure)
        self.nobody = AgendaEmpty(
            _("Nobody takes part yet"),
            _("A timetable needs participants, and knows best from their wishes whom to bring together."),
            _("Add participants"),
        )
        self.unplanned = AgendaEmpty(
            _("No meeting is planned yet"),
            _(
                "Plan brings together who wishes to meet: nobody twice in a slot, fair before best. Where "
                "nothing was wished it uses suggestions, and marks them."
            ),
            _("Plan the meetings"),
        )
        self._lay_out()
        self._connect()

    @property
    def is_planning(self) -> bool:
        """Whether a timetable is being worked out."""
        return self._planning is not None

    @property
    def is_busy(self) -> bool:
        """Whether a timetable is being worked out or measured, or is about to be."""
        return self.is_planning or self._rest.isActive() or self.standing.is_waiting

    def show_event(self, event: MatchmakingEvent) -> None:
        """Show the timetable as the workspace has it."""
        dataset = self._bridge.dataset
        if self._event is None or event.id != self._event.id:
            self._measured = None
            self.short.show_standing(None)
            self.highlight("")
        self._event = event
        has_people = len(dataset.participants.of(event.id)) > 1
        has_meetings = bool(dataset.meetings.of(event.id))
        self.nobody.setVisible(not has_people)
        self.unplanned.setVisible(has_people and not has_meetings)
        self.whole.setVisible(has_meetings)
        self.keys.setVisible(has_meetings)
        self.tools.setVisible(has_people)
        self.tools.show_event(event, self.highlighted)
        board = board_of(dataset, event)
        self.model.show_board(board)
        self.tools.show_void(len(board.void()))
        self._show_day()
        if has_people and dataset is not self._measured:
            self._rest.start()

    def plan(self) -> None:
        """Work out the best timetable from the first slot that was not held."""
        self._start(_plan, _("Planning the meetings"))

    def replan(self) -> None:
        """Work out what is left of the day anew, and change as little as can be."""
        self._start(_replan, _("Replanning the rest"))

    def highlight(self, key: str) -> None:
        """Let the meetings of one participant stand out; empty for none."""
        self.highlighted = key
        self.tools.show_highlighted(key)
        self.grid.highlight(key)
        self._show_day()

    def _show_day(self) -> None:
        """Say slot by slot what the highlighted participant does."""
        dataset, event = self._bridge.dataset, self._event
        if event is None or (event.id, self.highlighted) not in dataset.participants:
            self.short.show_day("", ())
            return
        name = dataset.participants[event.id, self.highlighted].name
        self.short.show_day(name, day_lines(dataset, event.id, self.highlighted))

    def show_low(self, *, is_low: bool) -> None:
        """Spare the line of keys where the window is low; the menu of a cell has them too."""
        self.keys.setMaximumHeight(0 if is_low else 10_000)

    def focus_table(self) -> None:
        """Give the keyboard to the timetable, or to the way out of having none."""
        for empty in (self.nobody, self.unplanned):
            if empty.isVisibleTo(self):
                empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        keys = _(
            "Drag a meeting, or Space, arrows, Enter. P pins it, Delete takes it out, H highlights, Enter "
            "notes the outcome and adds a meeting in a free cell. Dots: suggested, wished by neither."
        )
        self.keys = label(keys, "small", "text2")
        card = QVBoxLayout()
        card.addWidget(self.grid)
        framed = frame("card", card)
        card.setContentsMargins(2, 2, 2, 2)
        self.whole = QWidget()
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(framed, 1)
        row.addWidget(self.short)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.tools)
        column.addWidget(self.nobody)
        column.addWidget(self.unplanned)
        column.addWidget(self.whole, 1)
        column.addWidget(self.keys)
        column.addStretch(0)

    def _connect(self) -> None:
        self.nobody.wanted.connect(self.participants_wanted)
        self.unplanned.wanted.connect(self.plan)
        self.tools.plan_wanted.connect(self.plan)
        self.tools.replan_wanted.connect(self.replan)
        self.tools.stop_wanted.connect(self._stop)
        self.tools.clear_wanted.connect(lambda: self._edit(operations.clear_meetings))
        self.tools.held_until.connect(lambda slot: self._edit(operations.hold_until, slot))
        self.tools.highlight_wanted.connect(self.highlight)
        self.tools.short_toggled.connect(self.short.show_wanted)
        self.short.chosen.connect(self.highlight)
        self.short.day_left.connect(lambda: self.highlight(""))
        self.grid.move_wanted.connect(self._move)
        self.grid.pin_wanted.connect(self._turn_pin)
        self.grid.remove_wanted.connect(self._remove)
        self.grid.highlight_wanted.connect(self.highlight)
        self.grid.outcome_wanted.connect(self._note_outcome)
        self.grid.meeting_wanted.connect(self._add_meeting)

    # Planning

    def _start(self, work: Callable[[Dataset, str, Progress], EventPlan], title: str) -> None:
        event = self._event
        if event is None or self._planning is not None:
            return
        dataset, key = self._bridge.dataset, event.id
        self._planning = self._jobs.start(
            lambda progress: work(dataset, key, progress), title, lambda plan: self._on_planned(dataset, plan)
        )
        self._planning.ended.connect(self._on_ended)
        self.tools.show_planning(title)

    def _stop(self) -> None:
        if self._planning is not None:
            self._planning.cancel()
            self.tools.show_stopping()

    def _on_ended(self) -> None:
        self._planning = None
        self.tools.show_planning("")

    def _on_planned(self, asked: Dataset, plan: EventPlan) -> None:
        """Take the plan over; where the workspace has changed meanwhile, the plan is for another day."""
        if not shiboken6.isValid(self):
            # The workspace was closed meanwhile, and the page with it.
            return
        if plan.standing.reason is not None:
            self._on_measured(plan.standing)
            return
        if self._attempt(lambda: operations.keep_plan(self._bridge, plan.changes)):
            is_as_asked = self._bridge.dataset is asked or bool(plan.changes)
            self._measured = self._bridge.dataset if is_as_asked else None
            self._rest.stop()
            self._on_measured(plan.standing)

    def _measure(self) -> None:
        dataset, event = self._bridge.dataset, self._event
        if event is None or dataset is self._measured or event.id not in dataset.events:
            return
        self._measured, key = dataset, event.id
        self.standing.compute(lambda progress: _standing(dataset, key, progress))

    def _on_measured(self, standing: EventStanding) -> None:
        if self._event is None or standing.event != self._event.id:
            return
        self.tools.show_standing(standing)
        self.short.show_standing(standing)

    # Moves by hand

    def verdict(self, source: Address, target: Address) -> Verdict:
        """What speaks against a move from one cell to another."""
        layout = self._layout_now()
        conflicts = layout.conflicts(self._moves(source, target))
        if not conflicts:
            return NO_OBJECTION
        said = dict.fromkeys(conflict_text(conflict, layout) for conflict in conflicts)
        return Verdict(" ".join(said), conflicts[0].is_blocking)

    def _layout_now(self) -> Layout:
        """Who sits where, read once for many moves."""
        dataset = self._bridge.dataset
        assert self._event is not None
        if self._layout is None or self._layout[0] is not dataset:
            self._layout = (dataset, Layout(dataset, self._event.id))
        return self._layout[1]

    def _moves(self, source: Address, target: Address) -> tuple[MeetingMove, ...]:
        assert self._event is not None
        moved, other = self._pair(source), self.model.meeting(target)
        if other is not None:
            return swap_moves(self._bridge.dataset, self._event.id, moved, other.pair)
        return (MeetingMove(moved, target[0], target[1]),)

    def _move(self, source: Address, target: Address) -> None:
        here, there = self.model.meeting(source), self.model.meeting(target)
        pinned = [one.pair for one in (here, there) if one is not None and one.is_pinned]
        self._edit(operations.move_meetings, self._moves(source, target), pinned)

    def _turn_pin(self, address: Address) -> None:
        meeting = self.model.meeting(address)
        if meeting is not None:
            self._edit(operations.turn_pin, meeting.pair, not meeting.is_pinned)

    def _remove(self, address: Address) -> None:
        self._edit(operations.remove_meeting, self._pair(address))

    def _note_outcome(self, address: Address) -> None:
        self.outcome_wanted.emit(*self._pair(address))

    def _add_meeting(self, address: Address) -> None:
        if self._event is not None:
            self.meeting_wanted.emit(*address)

    def _pair(self, address: Address) -> IdPair:
        meeting = self.model.meeting(address)
        assert meeting is not None
        return meeting.pair

    def _edit(self, operation: Callable[..., object], *given: object) -> None:
        event = self._event
        assert event is not None
        self._attempt(lambda: operation(self._bridge, event.id, *given))


# The solver is loaded by the thread that needs it: it takes a third of a second.


def _plan(dataset: Dataset, event: str, progress: Progress) -> EventPlan:
    from chipmap.model.match.event_planning import plan_event

    return plan_event(dataset, event, progress)


def _replan(dataset: Dataset, event: str, progress: Progress) -> EventPlan:
    from chipmap.model.match.event_planning import replan_event

    return replan_event(dataset, event, progress)


def _standing(dataset: Dataset, event: str, progress: Progress) -> EventStanding:
    from chipmap.model.match.event_planning import standing_of_event

    return standing_of_event(dataset, event, progress)
