"""What all raters say about one item: dots, middle and spread, flags, and each answer with its reason.

Shown as soon as somebody else than the owner, or more than one rater, has answered in the current round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chipmap.model.records import OWNER
from chipmap.ui.panels.rater_dots import RaterDots
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.widgets.parts import SEPARATOR, button, clear_layout, heading_row, label
from chipmap.wording import _, ngettext
from chipmap.wording.formats import level as level_text
from chipmap.wording.levels import answer_text, confidence_word

if TYPE_CHECKING:
    from chipmap.model.analysis.round_report import ItemAnswers
    from chipmap.model.records import Score
    from chipmap.ui.bridge import WorkspaceBridge


class RatersSection(QWidget):
    """A part of the scores tab; `rounds_asked` wants the dialog of raters and rounds."""

    rounds_asked = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(ROW_BLEED, 22, ROW_BLEED, 0)
        column.setSpacing(6)
        self.title = label("", "body_strong", wraps=False)
        self.all_rounds = button(_("Raters and rounds…"), self.rounds_asked.emit, look="link")
        column.addLayout(heading_row(self.title, self.all_rounds))
        self.dots = RaterDots()
        self.figures = label("", "small", "text2")
        self.flags = label("", "small_strong", "warn")
        for part in (self.dots, self.figures, self.flags):
            column.addWidget(part)
        self._answers = QVBoxLayout()
        self._answers.setContentsMargins(0, 6, 0, 0)
        self._answers.setSpacing(8)
        column.addLayout(self._answers)

    def show_item(self, subject: str, segment: str, horizon: str) -> None:
        """Show the answers about another subject, segment or moment."""
        if len(self._bridge.dataset.raters) < 2:
            self.hide()
            return
        from chipmap.model.analysis.round_report import answers_about

        item = answers_about(self._bridge.dataset, subject, segment, horizon=horizon)
        self.setVisible({score.rater for score in item.ballots} not in (set(), {OWNER}))
        if not self.isHidden():
            self._show(item)

    def _show(self, item: ItemAnswers) -> None:
        from chipmap.wording.raters import flags_of

        summary = item.summary
        number = self._bridge.dataset.settings.current_round
        self.title.setText(_("Raters, round {number}").format(number=number))
        quartiles = None if summary.q1 is None or summary.q3 is None else (summary.q1, summary.q3)
        levels = [answer for answer in item.levels.values() if isinstance(answer, int)]
        self.dots.show_levels(levels, quartiles, summary.median)
        self.dots.setVisible(bool(levels))
        figures = _figures(item)
        self.figures.setText(figures)
        flags = ", ".join(flags_of(summary))
        self.flags.setText(flags[:1].upper() + flags[1:])
        self.flags.setVisible(bool(flags))
        self.dots.setAccessibleName(_("Answers on the scale 0–5. {figures}").format(figures=figures))
        clear_layout(self._answers)
        for score in item.ballots:
            self._answers.addWidget(self._answer(score, item.horizon))

    def _answer(self, score: Score, horizon: str) -> QWidget:
        """One rater's line: name, answer, confidence; the reason below."""
        from chipmap.wording.raters import rater_text

        answer = score.level(horizon)
        name = rater_text(self._bridge.dataset.raters.get(score.rater), score.rater)
        said = [answer_text(answer)]
        if score.confidence is not None:
            said.append(_("{confidence} confidence").format(confidence=confidence_word(score.confidence)))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        facts = label(SEPARATOR.join(said), "small", "text2", wraps=False)
        column.addLayout(heading_row(label(name, "small_strong"), facts))
        if score.reason:
            reason = label(score.reason, "small", "text2")
            reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(reason)
        box.setAccessibleName(", ".join((name, *said, score.reason)).rstrip(", "))
        return box


def _figures(item: ItemAnswers) -> str:
    summary = item.summary
    count = len(item.ballots)
    parts = [ngettext("{count} rater", "{count} raters", count).format(count=count)]
    if summary.median is not None and summary.iqr is not None:
        parts.append(_("median {median}").format(median=level_text(summary.median)))
        parts.append(_("IQR {iqr}").format(iqr=level_text(summary.iqr)))
        if item.level is not None and item.level != summary.median:
            parts.append(_("shown {level}").format(level=level_text(item.level)))
    if item.not_applicable:
        parts.append(_("{count} not applicable").format(count=item.not_applicable))
    return SEPARATOR.join(parts)
