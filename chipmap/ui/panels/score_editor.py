"""Scoring one subject in one segment: level, confidence, year, expected levels, needs, reason, evidence.

Each answer is handed to an operation at once and is one step to undo; the editor shows what the workspace
holds and keeps nothing but text that is still being typed, together with the row for which it was begun.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chipmap.model.edits.scores import score_of
from chipmap.model.errors import RuleBroken
from chipmap.model.records import NOW, OWNER, Answer, Confidence, Evidence
from chipmap.model.text_rules import LONGEST_TEXT
from chipmap.ui.operations import evidence as evidence_operations
from chipmap.ui.operations import scores
from chipmap.ui.panels.answer_stepper import AnswerStepper
from chipmap.ui.panels.entry_fields import ReasonField, YearField
from chipmap.ui.panels.evidence_chips import EvidenceChips
from chipmap.ui.panels.level_picker import LevelPicker
from chipmap.ui.panels.level_reports import acceptable_level, cited_evidence
from chipmap.ui.panels.level_texts import level_class, level_title
from chipmap.ui.widgets.parts import button, heading_row, icon_button, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.levels import confidence_word
from chipmap.wording.standings import origin_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View


class ScoreEditor(QWidget):
    """Edits a rater's row of a subject in the chosen segment: the owner's, but beside the grid anybody's."""

    segment_stepped = Signal(int)
    done = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._subject = ""
        self._segment = ""
        self._rater = OWNER
        self._horizon = NOW
        self._steppers: dict[tuple[str, str], AnswerStepper] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._title_row())
        layout.addWidget(self._suggestion_bar())
        layout.addWidget(self._problem_bar())
        layout.addLayout(self._level_section())
        layout.addSpacing(8)
        layout.addLayout(self._confidence_section())
        layout.addSpacing(8)
        layout.addLayout(self._horizon_section())
        layout.addSpacing(8)
        layout.addWidget(self._evidence_section())
        layout.addSpacing(8)
        layout.addLayout(self._reason_section())
        layout.addStretch(1)

    def show_row(self, subject: str, view: View) -> None:
        """Edit another subject, segment or horizon; text typed so far goes to the row it was typed for."""
        rater = view.rater if view.page == "scorecards" and view.rater else OWNER
        is_new_row = (subject, view.segment, rater) != (self._subject, self._segment, self._rater)
        if is_new_row:
            self.commit_pending()
            self.chips.close_form()
            self._show_problem("")
        self._subject, self._segment, self._horizon = subject, view.segment, view.horizon
        self._rater = rater
        self.refresh(is_new_row=is_new_row)

    def refresh(self, *, is_new_row: bool = False) -> None:
        """Show what the workspace holds now."""
        if not self._subject:
            return
        dataset = self._bridge.dataset
        settings = dataset.settings
        score = score_of(dataset, self._subject, self._segment, self._rater)
        segment = dataset.segments.get(self._segment)
        self._title.setText(segment.name if segment is not None else self._segment)
        self._level_heading.setText(level_title(self._horizon, settings.current_year))
        start = self._usual_level()
        self.picker.show_answer(score.level(self._horizon), settings, usual=start)
        self.confidence.show_choice(score.confidence)
        self.year.show_year(score.year, is_new_row=is_new_row)
        for (kind, horizon), stepper in self._steppers.items():
            stepper.show_answer(score.level(horizon) if kind == "level" else score.need(horizon), start=start)
        self.reason.show_text(score.reason, is_new_row=is_new_row)
        cited = [dataset.evidence[key] for key in score.evidence if key in dataset.evidence]
        self.chips.show_evidence(cited)
        self._show_suggestion()

    def take_focus(self, field: str = "level") -> None:
        """Put the keyboard on a field: the levels, where a digit scores at once, unless another is named."""
        steppers = {kind: stepper for (kind, _horizon), stepper in reversed(self._steppers.items())}
        wanted = {"year": self.year, "evidence": self.chips, "need": steppers.get("need")}.get(field)
        if wanted is None:
            self.picker.take_focus()
        else:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_pending(self) -> None:
        """Keep what is being typed; called before the row changes, the panel closes or the file is saved."""
        if self._subject:
            self.reason.commit()
            self.year.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.segment_stepped.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _title_row(self) -> QHBoxLayout:
        self._title = label("", "heading")
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._title, 1)
        for icon, name, step in (
            ("chevron-up", _("Previous segment (Page up)"), -1),
            ("chevron-down", _("Next segment (Page down)"), 1),
        ):
            row.addWidget(icon_button(icon, name, partial(self.segment_stepped.emit, step)))
        return row

    def _suggestion_bar(self) -> QFrame:
        self._suggestion = QFrame()
        self._suggestion.setProperty("look", "accent")
        row = QHBoxLayout(self._suggestion)
        row.setContentsMargins(12, 8, 8, 8)
        self._suggestion_text = label("", "small")
        self.accept = button("", self._on_accept)
        row.addWidget(self._suggestion_text, 1)
        row.addWidget(self.accept)
        return self._suggestion

    def _problem_bar(self) -> QFrame:
        self._problem = QFrame()
        self._problem.setProperty("look", "danger")
        row = QHBoxLayout(self._problem)
        row.setContentsMargins(12, 8, 12, 8)
        self._problem_text = label("", "small", "danger")
        row.addWidget(self._problem_text)
        self._problem.hide()
        return self._problem

    def _level_section(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self._level_heading = label("", "body_strong", wraps=False)
        column.addLayout(heading_row(self._level_heading, _hint(_("press 0–5"))))
        self.picker = LevelPicker()
        self.picker.answer_picked.connect(self._on_level_picked)
        column.addWidget(self.picker)
        return column

    def _confidence_section(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)
        self.confidence = SegmentedChoice(
            _("Confidence"), [(choice, confidence_word(choice)) for choice in Confidence], can_clear=True
        )
        self.confidence.picked.connect(self._on_confidence_picked)
        left.addWidget(label(_("Confidence"), "body_strong", wraps=False))
        left.addWidget(self.confidence)
        self.year = YearField(_("Reference year"))
        self.year.committed.connect(self._on_year_committed)
        year_title = label(_("Year"), "body_strong", wraps=False)
        year_title.setBuddy(self.year)
        right.addWidget(year_title)
        right.addWidget(self.year)
        row.addLayout(left, 4)
        row.addLayout(right, 1)
        return row

    def _horizon_section(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        horizons = self._bridge.dataset.settings.later_horizons
        for column, horizon in enumerate(horizons, start=1):
            grid.addWidget(_hint(horizon), 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(column, 2)
        grid.setColumnStretch(0, 3)
        for row, (kind, name) in enumerate((("level", _("Expected level")), ("need", _("Need"))), start=1):
            grid.addWidget(label(name, "body_strong"), row, 0)
            for column, horizon in enumerate(horizons, start=1):
                stepper = AnswerStepper(_("{name} {year}").format(name=name, year=horizon))
                stepper.answer_picked.connect(self._answerer(kind, horizon))
                self._steppers[kind, horizon] = stepper
                grid.addWidget(stepper, row, column)
        return grid

    def _evidence_section(self) -> EvidenceChips:
        self.chips = EvidenceChips()
        self.chips.added.connect(self._on_evidence_added)
        self.chips.changed.connect(self._on_evidence_changed)
        self.chips.removed.connect(self._on_evidence_removed)
        return self.chips

    def _reason_section(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        title = label(_("Why this level"), "body_strong", wraps=False)
        self.reason = ReasonField()
        title.setBuddy(self.reason)
        self.reason.committed.connect(self._on_reason_committed)
        self.reason.was_cut.connect(self._on_reason_cut)
        column.addWidget(title)
        column.addWidget(self.reason)
        return column

    def stepper(self, kind: str, horizon: str) -> AnswerStepper:
        """The field of an expected "level" or a "need" at a later horizon."""
        return self._steppers[kind, horizon]

    def _on_level_picked(self, answer: Answer | None) -> None:
        self._operate(
            lambda: scores.set_level(self._bridge, **self._row(), level=answer, horizon=self._horizon)
        )

    def _answerer(self, kind: str, horizon: str) -> Callable[[Answer | None], bool]:
        operation = scores.set_level if kind == "level" else scores.set_need
        return lambda answer: self._operate(
            lambda: operation(self._bridge, **self._row(), level=answer, horizon=horizon)
        )

    def _on_confidence_picked(self, confidence: Confidence | None) -> None:
        self._operate(lambda: scores.set_confidence(self._bridge, **self._row(), confidence=confidence))

    def _on_year_committed(self, text: str) -> None:
        if text and not text.isdecimal():
            self._show_problem(_("Reference year: enter four digits, or leave it empty."))
            return
        year = int(text) if text else None
        self._operate(lambda: scores.set_year(self._bridge, **self._row(), year=year))

    def _on_reason_committed(self, reason: str) -> None:
        self._operate(lambda: scores.set_reason(self._bridge, **self._row(), reason=reason))

    def _on_reason_cut(self) -> None:
        self._show_problem(
            _("A reason holds {longest} characters; the rest was cut. Move it into the evidence.").format(
                longest=LONGEST_TEXT
            )
        )

    def _on_evidence_added(self, evidence: Evidence) -> None:
        if self._operate(
            lambda: evidence_operations.add_evidence(self._bridge, **self._row(), evidence=evidence),
            self.chips.form.show_problem,
        ):
            self.chips.close_form()

    def _on_evidence_changed(self, key: str, evidence: Evidence) -> None:
        if self._operate(
            lambda: evidence_operations.change_evidence(self._bridge, before=key, after=evidence),
            self.chips.form.show_problem,
        ):
            self.chips.close_form()

    def _on_evidence_removed(self, key: str) -> None:
        self._operate(
            lambda: evidence_operations.remove_evidence(self._bridge, **self._row(), evidence_key=key)
        )

    def _on_accept(self) -> None:
        standing = self._bridge.standings.suggestion_of(self._subject, self._segment)
        level = acceptable_level(standing)
        if standing is not None and level is not None:
            cited = tuple(cited_evidence(self._bridge.dataset, standing))
            self._operate(
                lambda: scores.accept_suggestion(self._bridge, **self._row(), level=level, evidence=cited)
            )

    def _row(self) -> dict[str, str]:
        return {"subject": self._subject, "segment": self._segment, "rater": self._rater}

    def _operate(self, operation: Callable[[], None], tell: Callable[[str], None] | None = None) -> bool:
        """Run an operation; where a rule refuses it, say so beside the field and keep what was typed."""
        from chipmap.wording.issues import message_of

        try:
            operation()
        except RuleBroken as refused:
            (tell or self._show_problem)(message_of(refused.issue))
            return False
        self._show_problem("")
        return True

    def _show_problem(self, text: str) -> None:
        self._problem_text.setText(text)
        self._problem.setVisible(bool(text))

    def _usual_level(self) -> int:
        """Where a first step up lands: the level shown now, else 0."""
        standing = self._bridge.standings.of(self._subject, self._segment, NOW)
        return level_class(standing.level) if standing.level is not None else 0

    def _show_suggestion(self) -> None:
        standing = self._bridge.standings.suggestion_of(self._subject, self._segment)
        level = acceptable_level(standing)
        answer = score_of(self._bridge.dataset, self._subject, self._segment, self._rater).level(NOW)
        is_open = level is not None and answer is None and self._horizon == NOW
        self._suggestion.setVisible(is_open)
        if is_open and standing is not None:
            text = origin_text(standing, self._bridge.dataset, self._bridge.names)
            self._suggestion_text.setText(text)
            self.accept.setText(_("Accept level {level}").format(level=level))


def _hint(text: str) -> QLabel:
    return label(text, "small", "text3", wraps=False)
