"""What a scenario comes to: one figure, why, what else is hit, who could step in, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.analysis.scenario_report import certainty_of, root_segment_of, spare_of, supply_view
from chipmap.model.assumptions import value_of
from chipmap.model.match.place_partners import collaborations_between
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.scenarios.certainty_section import CertaintySection
from chipmap.ui.panels.scenarios.loss_row import LossLine, LossList
from chipmap.ui.panels.scenarios.step_in_section import StepInLine, StepInSection
from chipmap.ui.widgets.parts import button, frame, heading_row, label
from chipmap.wording import _
from chipmap.wording import scenarios as words

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario import ScenarioOutcome, SegmentOutcome
    from chipmap.model.analysis.scenario_report import SupplyView
    from chipmap.model.records import Scenario
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

_MOST_STEPPING_IN = 5


class EffectPanel(QWidget):
    """Shows one outcome, with one of its segments looked at."""

    segment_chosen = Signal(str)
    partner_wanted = Signal(str)
    method_wanted = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.figure = label("", "display", wraps=False)
        self.words = label("", "body_strong")
        self._in_all = label("", "small", "text2")
        self.cause = label("", "small", "text2")
        self._alike = label("", "small", "text3")
        self.losses = LossList()
        self.losses.chosen.connect(self.segment_chosen)
        self.step_in = StepInSection()
        self.step_in.partner_wanted.connect(self.partner_wanted)
        self.certainty = CertaintySection()
        self.method = button(_("How this is calculated"), self.method_wanted.emit, look="link")
        self._lay_out()

    def show_outcome(
        self,
        scenario: Scenario,
        outcome: ScenarioOutcome,
        found: SegmentOutcome | None,
        view: View,
        *,
        drawn: SegmentOutcome | None = None,
    ) -> None:
        """Show an outcome; `found` is the segment that is looked at, `drawn` the same with its band."""
        bridge = self._bridge
        has_loss = found is not None
        for part in (self._losses_box, self.step_in, self.certainty):
            part.setVisible(has_loss)
        self._alike.setText(words.alike_text(bridge.subject_name(view.focus)))
        if found is None:
            is_known = not outcome.reaches_no_share
            said = words.nothing_text(is_known=is_known)
            self.figure.setText(words.loss_text(0.0 if is_known else None))
            self.words.setText(said)
            self.figure.setAccessibleName(said)
            self._in_all.setText("")
            self.cause.setText("")
            self._show_quiet_parts()
            return
        name = bridge.segment_name(found.segment)
        self.figure.setText(words.loss_text(found.loss))
        self.words.setText(words.headline_text(found, name))
        self.figure.setAccessibleName(words.headline_sentence(found, name))
        self._in_all.setText(words.lost_weeks_text(found))
        supply = supply_view(bridge.dataset, scenario, outcome, root_segment_of(found))
        lost = [bridge.subject_name(one.subject) for one in supply.lost]
        self.cause.setText(words.cause_text(found, bridge.segment_name, lost))
        self._show_quiet_parts()
        self.losses.show_lines([self._loss_line(one) for one in outcome.segments], found.segment)
        self._show_step_in(scenario, supply, view.focus)
        self.show_certainty(found, drawn, outcome)

    def show_certainty(
        self, found: SegmentOutcome, drawn: SegmentOutcome | None, outcome: ScenarioOutcome
    ) -> None:
        """Show what the loss rests on, with its band once there is one."""
        draws = drawn.band.draws if drawn is not None and drawn.band is not None else 0
        lines = certainty_of(self._bridge.dataset, found)
        self.certainty.show_lines(
            [
                words.band_text(drawn, draws),
                *words.certainty_sentences(lines, self._bridge.segment_name),
                words.delayed_text(outcome),
            ],
            draws,
        )

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for part in (self.words, self._in_all):
            texts.addWidget(part)
        texts.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self._losses_box = QWidget()
        losses = QVBoxLayout(self._losses_box)
        losses.setContentsMargins(0, 0, 0, 0)
        losses.setSpacing(4)
        note = label(_("before and after"), "caption", "text2", wraps=False)
        losses.addLayout(heading_row(label(_("Knock-on by segment"), "heading", wraps=False), note))
        losses.addWidget(self.losses)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(frame("card2", row, 14))
        column.addWidget(self.cause)
        column.addWidget(self._losses_box)
        column.addWidget(self.step_in)
        column.addWidget(self.certainty)
        column.addWidget(self._alike)
        column.addWidget(self.method, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _show_quiet_parts(self) -> None:
        """Texts without words take no room."""
        for part in (self._in_all, self.cause):
            part.setVisible(bool(part.text()))

    def _loss_line(self, one: SegmentOutcome) -> LossLine:
        name = self._bridge.segment_name(one.segment)
        return LossLine(one.segment, name, one.loss, words.minus_text(one.loss), one.direct > 0)

    def _show_step_in(self, scenario: Scenario, supply: SupplyView, focus: str) -> None:
        bridge, dataset = self._bridge, self._bridge.dataset
        region = dataset.regions.get(focus)
        own = {focus, *(region.members if region is not None else ())}
        lines = [
            StepInLine(
                one.subject,
                bridge.subject_name(one.subject),
                one.covers,
                words.loss_text(one.covers),
                words.work_text(
                    len(collaborations_between(dataset, focus, one.subject)),
                    is_own=one.subject in own,
                    focus=bridge.subject_name(focus),
                ),
            )
            for one in supply.stepping_in[:_MOST_STEPPING_IN]
        ]
        open_figure = words.loss_text(supply.not_covered)
        lines.append(StepInLine("", _("Not covered"), supply.not_covered, open_figure, "", is_open=True))
        substitution = value_of(dataset, "shock.substitution")
        bound = words.stepping_in_limit_text(supply, substitution, spare_of(dataset, scenario))
        of = _("of {segment}").format(segment=mid_sentence(bridge.segment_name(supply.segment)))
        self.step_in.show_lines(lines, of, words.covers_text(supply), bound if scenario.is_resourced else "")
