"""The Scenarios page: what is lost on the left, map and weeks in the middle, what it comes to on the right.

It follows the bridge and the selection: the scenario is part of the View. Figures are computed beside the
window; what is shown stays until the next figures are there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from chipmap.model.analysis.scenario_report import links_of, root_segment_of, stage_losses, supply_view
from chipmap.model.records import Scenario
from chipmap.model.records.removals import read_removals
from chipmap.ui import theme
from chipmap.ui.map.accessibility import announce
from chipmap.ui.pages.scenarios_answers import ScenarioAnswers
from chipmap.ui.pages.scenarios_middle import ScenarioMiddle, shown_outcome
from chipmap.ui.pages.scenarios_room import ScenarioRoom
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.scenarios.certainty_section import USUAL_DRAWS
from chipmap.ui.panels.scenarios.comparison import ScenarioComparison
from chipmap.ui.panels.scenarios.inputs import ScenarioInputs
from chipmap.ui.panels.scenarios.scenario_side import ScenarioSide
from chipmap.wording import scenarios as words

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent

    from chipmap.model.analysis.scenario import ScenarioOutcome, SegmentOutcome
    from chipmap.model.dataset import Dataset
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection, View

EMPTY = Scenario("", "", (), weeks=26.0)
"""What one begins with: nothing is lost, for six months."""
_INPUT_PADDING = 20


class ScenariosPage(QWidget):
    """Shows the scenario of the view; while a slider moves, the one that is tried."""

    method_wanted = Signal()
    partners_wanted = Signal(str, str)
    """Of a segment, and a place that is to be looked at (or an empty text)."""
    save_wanted = Signal(object, str)
    """A scenario that is to be named and kept, and the name that is offered."""
    change_wanted = Signal(object)
    story_wanted = Signal()
    """A slide of what is shown."""
    rename_wanted = Signal(str)
    remove_wanted = Signal(str)
    losses_known = Signal(object)
    """What each stage loses, as StageLoss; None while nothing is lost."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._asked: tuple[Dataset, Scenario] | None = None
        self._tried: Scenario | None = None
        self._other_key: tuple[Dataset, Scenario] | None = None
        self._other: ScenarioOutcome | None = None
        self.outcome: ScenarioOutcome | None = None
        """What is shown; None while nothing is lost."""
        self.drawn: ScenarioOutcome | None = None
        """The same with its bands; None until they are drawn."""
        self._shown_for: Scenario = EMPTY
        self.answers = ScenarioAnswers(self)
        self.inputs = ScenarioInputs(bridge)
        self.middle = ScenarioMiddle(bridge)
        self._comparison: ScenarioComparison | None = None
        self.side = ScenarioSide(bridge)
        self._lay_out()
        self._connect()

    @property
    def scenario(self) -> Scenario:
        """What is tried, else what holds."""
        return self._tried or self._selection.view.scenario or EMPTY

    @property
    def found(self) -> SegmentOutcome | None:
        """The segment that is looked at: the chosen one, its worst part, or the worst of all."""
        if self.outcome is None:
            return None
        return shown_outcome(self._bridge.dataset, self.outcome, self._selection.view.segment)

    @property
    def comparison(self) -> ScenarioComparison:
        """Two scenarios side by side; made when somebody first compares."""
        if self._comparison is None:
            self._comparison = ScenarioComparison(self._bridge)
            self._comparison.left.connect(lambda: self._selection.choose(other_scenario=""))
            self._stack.addWidget(self._comparison)
        return self._comparison

    @property
    def is_busy(self) -> bool:
        """Whether something is still being computed or drawn."""
        return self.answers.is_waiting or self.answers.is_drawing or self.middle.map.is_drawing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard belongs to the field that names suppliers; a proxy would hide what is above it."""
        super().focusInEvent(event)
        self.inputs.picks.field.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room.fit(self.width(), self.height())

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("look", "surface")
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PanelScroll(self.inputs, side=_INPUT_PADDING))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.middle)
        self.room = ScenarioRoom(left, self._stack, self.side)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.room)

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self._selection.changed.connect(self._on_view_changed)
        self.inputs.tried.connect(self._try)
        self.inputs.wished.connect(self._wish)
        self.inputs.method_wanted.connect(self.method_wanted)
        self.inputs.saved.opened.connect(self._open)
        self.inputs.saved.rename_wanted.connect(self.rename_wanted)
        self.inputs.saved.remove_wanted.connect(self.remove_wanted)
        self.inputs.saved.duplicate_wanted.connect(self._duplicate)
        self.inputs.saved.compare_wanted.connect(lambda key: self._selection.choose(other_scenario=key))
        self.middle.map.place_pressed.connect(self.inputs.picks.picked)
        self.answers.answered.connect(self._on_answered)
        self.answers.answered_other.connect(self._on_other)
        self.answers.drew.connect(self._on_drew)
        effect = self.side.effect
        effect.segment_chosen.connect(lambda segment: self._selection.choose(segment=segment))
        effect.partner_wanted.connect(lambda place: self.partners_wanted.emit(self._hit_segment(), place))
        effect.method_wanted.connect(self.method_wanted)
        effect.certainty.draws_wanted.connect(self._draw)
        effect.certainty.stop_wanted.connect(self.answers.stop_draws)
        self.answers.drawing.connect(self._show_drawing)
        self.answers.progressed.connect(effect.certainty.show_progress)
        self.side.shares.segment_wanted.connect(lambda segment: self._selection.choose(segment=segment))
        self.side.save_wanted.connect(self._save)
        self.side.save_as_wanted.connect(lambda: self.save_wanted.emit(self.scenario, self._title()))
        self.side.story_wanted.connect(self._add_to_story)
        self.side.partners_wanted.connect(lambda: self.partners_wanted.emit(self._hit_segment(), ""))
        theme.current().changed.connect(self._on_theme_changed)

    # What is asked

    def _try(self, scenario: Scenario) -> None:
        self._tried = scenario
        self._ask()

    def _wish(self, scenario: Scenario) -> None:
        self._tried = None
        if scenario == (self._selection.view.scenario or EMPTY):
            self._ask()
        else:
            self._selection.choose(scenario=scenario)

    def _ask(self) -> None:
        dataset, scenario = self._bridge.dataset, self.scenario
        asked = (dataset, scenario)
        is_known = self._asked is not None and self._asked[0] is dataset
        if self._asked is not None and is_known and _unnamed(self._asked[1]) == _unnamed(scenario):
            self._asked = asked
            if not self.answers.is_running:
                self._show()
            return
        self._asked = asked
        if read_removals(scenario.removals):
            self._show_inputs()
            self.answers.ask(dataset, scenario)
        else:
            self.answers.drop()
            self.outcome = self.drawn = None
            self._show()

    def _follow(self) -> None:
        """Ask where the view asks something else; else show what is known as it is looked at."""
        self._tried = None
        self._ask()

    def _on_answered(self, outcome: ScenarioOutcome) -> None:
        self.outcome, self.drawn = outcome, None
        self._shown_for = self.scenario
        self._show()
        if self._tried is None and self.isVisible():
            announce(self, self.side.effect.figure.accessibleName())
        self._draw(USUAL_DRAWS, is_soon=False)

    def _on_drew(self, outcome: ScenarioOutcome) -> None:
        self.drawn = outcome
        self._show()

    def _draw(self, draws: int, *, is_soon: bool = True) -> None:
        if self.outcome is None or not self.outcome.segments or self._asked is None:
            return
        found = self.found
        segments = {one.segment for one in self.outcome.segments}
        if draws > USUAL_DRAWS and found is not None:
            # So many draws of every week of every segment would take a hundred megabytes.
            segments = {found.segment}
        self.answers.draw(*self._asked, draws, segments, is_soon=is_soon)

    def _on_changed(self, announcement: Announcement) -> None:
        changed = list(announcement.changes.changes)
        if not changed:
            return
        if self._asked is not None and all(isinstance(one.record, Scenario) for one in changed):
            # What is kept beside it changes no figure.
            self._asked = (self._bridge.dataset, self._asked[1])
        if self.scenario.id and self.scenario.id not in self._bridge.dataset.scenarios:
            # Deleted, or its saving was undone: it is a what-if like any other again.
            self._wish(_unnamed(self.scenario))
        elif self.isVisible():
            self._ask()

    def _on_view_changed(self, before: View, after: View) -> None:
        if not self.isVisible() or after.page != "scenarios":
            return
        if before.scenario != after.scenario:
            self._tried = None
        self._ask()

    # What is shown

    def _show(self) -> None:
        view, outcome, found = self._selection.view, self.outcome, self.found
        self._show_inputs()
        scenario = self.scenario
        self.side.show_outcome(has_outcome=outcome is not None)
        self.losses_known.emit(None if outcome is None else stage_losses(self._bridge.dataset, outcome))
        supply = None
        if outcome is not None:
            drawn = self.drawn.of(found.segment) if self.drawn is not None and found is not None else None
            self.side.effect.show_outcome(self._shown_for, outcome, found, view, drawn=drawn)
            segment = root_segment_of(found) if found is not None else view.segment
            supply = supply_view(self._bridge.dataset, self._shown_for, outcome, segment)
            self.side.shares.show_view(
                supply, links_of(self._bridge.dataset, found) if found is not None else ()
            )
        kept = self._bridge.dataset.scenarios.get(scenario.id)
        self.side.show_kept(
            can_save=bool(scenario.removals), is_kept=kept is not None, is_changed=kept != scenario
        )
        self.middle.show_outcome(self._title(), outcome, found, view, drawn=self.drawn, supply=supply)
        self._show_comparison(view)

    def _on_other(self, outcome: ScenarioOutcome) -> None:
        self._other = outcome
        self._show_comparison(self._selection.view)

    def _show_inputs(self) -> None:
        ineffective = self.outcome.ineffective if self.outcome is not None else ()
        self.inputs.show_scenario(self.scenario, self._selection.view, ineffective)

    def _show_drawing(self, is_on: object) -> None:
        """Say that draws are under way; once they have ended, or were stopped, offer them again."""
        self.side.effect.certainty.show_running(is_running=bool(is_on))
        found = self.found
        if not is_on and found is not None and self.outcome is not None:
            drawn = self.drawn.of(found.segment) if self.drawn is not None else None
            self.side.effect.show_certainty(found, drawn, self.outcome)

    def _show_comparison(self, view: View) -> None:
        other = self._bridge.dataset.scenarios.get(view.other_scenario)
        if other is None or self.outcome is None:
            self._stack.setCurrentWidget(self.middle)
            return
        dataset, key = self._bridge.dataset, self._other_key
        if key is None or key[0] is not dataset or key[1] != other:
            self._other_key, self._other = (dataset, other), None
            self.answers.ask_other(dataset, other)
        if self._other is None:
            return
        found = self.found or shown_outcome(self._bridge.dataset, self._other, view.segment)
        segment = found.segment if found is not None else view.segment
        name = self._kept_name() or self._title()
        self.comparison.show_outcomes((name, other.name), (self.outcome, self._other), segment)
        self._stack.setCurrentWidget(self.comparison)

    def _title(self) -> str:
        removals = read_removals(self.scenario.removals)
        return words.scenario_title(
            self.scenario, removals, self._bridge.subject_name, self._bridge.segment_name
        )

    def _kept_name(self) -> str:
        """What the kept scenario is called that is shown unchanged."""
        kept = self._bridge.dataset.scenarios.get(self.scenario.id)
        return kept.name if kept is not None and kept == self.scenario else ""

    def _hit_segment(self) -> str:
        found = self.found
        return root_segment_of(found) if found is not None else self._selection.view.segment

    # What is kept

    def _save(self) -> None:
        self.inputs.settle()
        if self.scenario.id in self._bridge.dataset.scenarios:
            self.change_wanted.emit(self.scenario)
        else:
            self.save_wanted.emit(self.scenario, self._title())

    def _add_to_story(self) -> None:
        self.inputs.settle()
        self.story_wanted.emit()

    def _open(self, key: str) -> None:
        kept = self._bridge.dataset.scenarios.get(key)
        if kept is not None:
            self._selection.choose(scenario=kept)

    def _duplicate(self, key: str) -> None:
        kept = self._bridge.dataset.scenarios.get(key)
        if kept is not None:
            self.save_wanted.emit(kept, words.copy_name(kept.name))

    def _on_theme_changed(self) -> None:
        self.room.fit(self.width(), self.height())
        if self.isVisible():
            self._show()


def _unnamed(scenario: Scenario) -> Scenario:
    """The what-if itself, whatever it is called."""
    return replace(scenario, id="", name="", note="")
