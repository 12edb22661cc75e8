"""What is lost and for how long: the left column of the Scenarios page.

It keeps nothing of its own: every change is said as a Scenario, and what holds comes back to be shown. While
a slider or a number moves, the scenario is only tried; once it rests, it is what is meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.model.analysis.removals import removals_of
from chipmap.model.records import Scenario
from chipmap.model.records.removals import Removal, read_removals, removal_text
from chipmap.ui.panels.scenarios.course_fields import CourseFields
from chipmap.ui.panels.scenarios.hazard_choice import HazardChoice
from chipmap.ui.panels.scenarios.holdings import Holdings
from chipmap.ui.panels.scenarios.removal_card import RemovalCard
from chipmap.ui.panels.scenarios.saved_list import SavedList
from chipmap.ui.panels.scenarios.supplier_picks import SupplierPicks
from chipmap.ui.widgets.parts import button, heading_row, label, rule
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

RESTS_AFTER_MS = 500
"""Presses of a key that follow each other faster are one change."""


class ScenarioInputs(QWidget):
    """`tried` carries a scenario that is still being dragged, `wished` one that is meant."""

    tried = Signal(object)
    wished = Signal(object)
    method_wanted = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._scenario = Scenario("", "", ())
        self._pending: Scenario | None = None
        self._focus = self._segment = ""
        self._holdings = Holdings()
        self._rest = QTimer(self, singleShot=True, interval=RESTS_AFTER_MS)
        self._rest.timeout.connect(self.settle)
        self.hazard = HazardChoice(bridge)
        self.picks = SupplierPicks(bridge, self._holdings)
        self.course = CourseFields()
        self.saved = SavedList(bridge)
        self.cards: list[RemovalCard] = []
        self._state = label("", "small", "text2", wraps=False)
        self.clear = button(_("Start again"), self._start_again, look="link")
        self._lay_out()
        self.hazard.picked.connect(self._begin_from)
        self.picks.picked.connect(self._turn_subject)
        self.picks.segment_picked.connect(lambda segment: self._add(Removal("", segment)))
        self.course.tried.connect(self._try)
        self.course.changed.connect(self._wish)

    def show_scenario(self, scenario: Scenario, view: View, ineffective: Collection[Removal]) -> None:
        """Show what holds; `ineffective` are removals that reach no known share."""
        dataset = self._bridge.dataset
        self._holdings.follow(dataset)
        if self._pending is None:
            self._scenario = scenario
        self._focus, self._segment = view.focus, view.segment
        removals = read_removals(self._scenario.removals)
        self._state.setText(self._state_text(self._scenario))
        self.hazard.show_hazard(self._scenario.hazard, is_placed=bool(removals))
        self._show_cards(removals, ineffective)
        self.picks.show_segment(view.segment, self._lost_in(removals, view.segment))
        self.course.show_scenario(self._scenario, dataset)
        self.saved.show_saved(self._scenario.id)
        self.clear.setVisible(bool(removals or self._scenario.hazard or self._scenario.id))

    def settle(self) -> None:
        """What is being tried is what is meant."""
        self._rest.stop()
        if self._pending is not None:
            scenario, self._pending = self._pending, None
            self.wished.emit(scenario)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(heading_row(label(_("Scenario"), "title", wraps=False), self._state))
        column.addWidget(self.hazard)
        column.addWidget(label(_("What is lost"), "small_strong", "text2"))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addWidget(self.picks)
        column.addWidget(self.course)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addWidget(self.saved)
        column.addStretch(1)
        column.addWidget(label(_("Results follow as you change values."), "small", "text3"))
        self.method = button(_("How this is calculated"), self.method_wanted.emit, look="link")
        column.addWidget(self.method, 0, Qt.AlignmentFlag.AlignLeft)

    def _state_text(self, scenario: Scenario) -> str:
        kept = self._bridge.dataset.scenarios.get(scenario.id)
        if kept is None:
            return _("not saved") if scenario.removals else ""
        return _("saved") if kept == scenario else _("changed since saved")

    def _show_cards(self, removals: tuple[Removal, ...], ineffective: Collection[Removal]) -> None:
        while len(self.cards) < len(removals):
            card = RemovalCard(self._bridge, self._holdings)
            at = len(self.cards)
            card.tried.connect(lambda removal, at=at: self._try(self._with(at, removal)))
            card.changed.connect(lambda removal, at=at: self._wish(self._with(at, removal)))
            card.dropped.connect(lambda at=at: self._wish(self._with(at, None)))
            self.cards.append(card)
            self._cards.addWidget(card)
        while len(self.cards) > len(removals):
            gone = self.cards.pop()
            had_focus = gone.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
            gone.hide()
            gone.deleteLater()
            if had_focus:
                self.picks.field.setFocus(Qt.FocusReason.OtherFocusReason)
        for card, removal in zip(self.cards, removals, strict=True):
            card.show_removal(removal, self._focus, is_ineffective=removal in ineffective)

    def _lost_in(self, removals: tuple[Removal, ...], segment: str) -> frozenset[str]:
        """The subjects that are lost where the suppliers of a segment are offered."""
        return frozenset(one.subject for one in removals if one.segment in ("", segment))

    def _with(self, at: int, removal: Removal | None) -> Scenario:
        """The scenario with another removal at a place, or without it."""
        removals = list(read_removals(self._scenario.removals))
        removals[at : at + 1] = [] if removal is None else [removal]
        return replace(self._scenario, removals=tuple(map(removal_text, removals)))

    def _turn_subject(self, subject: str) -> None:
        """Lose a subject in the chosen segment, or keep it where it is lost there already."""
        removals = read_removals(self._scenario.removals)
        if subject in self._lost_in(removals, self._segment):
            kept = [
                one for one in removals if one.subject != subject or one.segment not in ("", self._segment)
            ]
            self._wish(replace(self._scenario, removals=tuple(map(removal_text, kept))))
            return
        hazard = self._bridge.dataset.hazards.get(self._scenario.hazard)
        if hazard is not None and not removals:
            self._add(*(Removal(subject, segment) for segment in hazard.segments or ("",)))
            return
        self._add(self._removal_of(subject))

    def _removal_of(self, subject: str) -> Removal:
        """The loss of a subject where it holds something: in the chosen segment, else in its largest."""
        held = self._holdings.of_subject(subject)
        segments = [segment for segment, _percent in held]
        firm = self._bridge.dataset.institutions.get(subject)
        if self._segment in segments:
            return Removal(subject, self._segment)
        if firm is not None:
            own = [segment for segment in segments if segment in firm.segments]
            return Removal(subject, (own or [*firm.segments, ""])[0])
        below = {one for one, _percent in held}
        return Removal(subject, self._segment if self._has_part_in(below) else "")

    def _has_part_in(self, held: Collection[str]) -> bool:
        """Whether a subject holds something beneath the chosen segment."""
        segments = self._bridge.dataset.segments
        for name in held:
            at = segments.get(name)
            while at is not None:
                if at.parent == self._segment:
                    return True
                at = segments.get(at.parent)
        return False

    def _add(self, *added: Removal) -> None:
        texts = tuple(map(removal_text, added))
        known = tuple(text for text in self._scenario.removals if text not in texts)
        self._wish(replace(self._scenario, removals=(*known, *texts)))

    def _begin_from(self, key: str) -> None:
        hazard = self._bridge.dataset.hazards.get(key)
        removals = () if hazard is None else removals_of(hazard) or ()
        self._wish(replace(self._scenario, hazard=key, removals=tuple(map(removal_text, removals))))

    def _start_again(self) -> None:
        self._wish(replace(self._scenario, id="", name="", note="", hazard="", removals=()))

    def _try(self, scenario: Scenario) -> None:
        self._scenario = self._pending = scenario
        self._rest.start()
        self.tried.emit(scenario)

    def _wish(self, scenario: Scenario) -> None:
        self._rest.stop()
        self._pending = None
        self._scenario = scenario
        self.wished.emit(scenario)
