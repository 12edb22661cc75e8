"""The rounds of a Delphi: what is open, by which rule, opening and closing, and how ballots are joined."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.edits.rounds import current_round, next_round
from chipmap.model.errors import ChipmapError, RuleBroken
from chipmap.model.records import Consolidation, StopCriteria
from chipmap.ui.dialogs.export_fields import field
from chipmap.ui.errors import sentence_of
from chipmap.ui.operations import raters as operations
from chipmap.ui.widgets.parts import button, frame, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.formats import date

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge


class RoundsView(QWidget):
    """`said` carries a sentence for the foot of the dialog; `mailing_asked` wants to send scorecards."""

    said = Signal(str)
    mailing_asked = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._state_card())
        self.rule_form = self._rule_form()
        column.addWidget(self.rule_form)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("For instance: by e-mail, until 12 December"))
        column.addLayout(field(_("Note on the round"), self.note))
        column.addLayout(self._buttons())
        column.addLayout(self._joining())
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the rounds as they are now."""
        from chipmap.model.analysis.round_report import heard_in
        from chipmap.wording.raters import consolidation_text, criteria_text

        dataset = self._bridge.dataset
        number, record = dataset.settings.current_round, current_round(dataset)
        self.headline.setText(self._headline_text())
        heard, waiting = heard_in(dataset, number)
        self.heard.setText(
            _("{heard} of {all} raters have answered in round {number}.").format(
                heard=len(heard), all=len(heard) + len(waiting), number=number
            )
        )
        self.rule.setText("" if record is None else criteria_text(record.criteria))
        self.rule.setVisible(record is not None)
        self.record_note.setText("" if record is None else record.note)
        self.record_note.setVisible(record is not None and bool(record.note))
        self.rule_form.setVisible(record is None)
        self.setFocusProxy(self.iqr if record is None else self.note)
        self.close_button.setVisible(record is not None and record.is_open)
        self._show_next()
        self.joined.show_choice(dataset.settings.consolidation.value)
        self.joined.setAccessibleDescription(consolidation_text(dataset.settings.consolidation))

    def _show_next(self) -> None:
        try:
            number = next_round(self._bridge.dataset)
        except RuleBroken as error:
            is_spent = error.issue.code == "rounds-spent"
            self.spent.setText(sentence_of(error) if is_spent else "")
            self.spent.setVisible(is_spent)
            self.open_button.hide()
            return
        self.spent.hide()
        self.open_button.setText(_("Open round {number}").format(number=number))
        self.open_button.show()

    def _headline_text(self) -> str:
        dataset = self._bridge.dataset
        record = current_round(dataset)
        if record is None:
            return _("No round has been opened yet")
        if record.is_open:
            return _("Round {number} is open since {date}").format(
                number=record.number, date=_day(record.opened_at)
            )
        return _("Round {number} was open from {first} to {last}").format(
            number=record.number, first=_day(record.opened_at), last=_day(record.closed_at)
        )

    def criteria(self) -> StopCriteria:
        """The rule as it is entered, before the first round."""
        return StopCriteria(
            iqr=self.iqr.value(),
            within_one=self.within.value() / 100,
            median_shift=self.shift.value(),
            changed_share=self.changed.value() / 100,
            rounds=self.rounds.value(),
        )

    def open_next(self) -> None:
        """Open the next round; before the first, with the rule that is entered."""
        is_first = current_round(self._bridge.dataset) is None
        self._do(
            lambda: operations.open_round(
                self._bridge, self.note.text(), self.criteria() if is_first else None
            )
        )

    def close_current(self) -> None:
        """Close the open round; a note that is entered replaces the one so far."""
        self._do(lambda: operations.close_round(self._bridge, self.note.text() or None))

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except ChipmapError as error:
            self.said.emit(sentence_of(error))
        else:
            self.note.clear()

    def _state_card(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.headline = label("", "heading")
        self.heard = label("", "small", "text2")
        self.record_note = label("", "small", "text2")
        self.rule = label("", "small", "text2")
        for line in (self.headline, self.heard, self.record_note, self.rule):
            column.addWidget(line)
        card = frame("card2", column, 14)
        card.setAccessibleName(_("State of the rounds"))
        return card

    def _rule_form(self) -> QWidget:
        """The rule by which the Delphi stops; it can be entered until the first round is opened."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        hint = _("The rule is fixed before round 1 and holds for every round; these are published defaults.")
        grid.addWidget(label(hint, "small", "text2"), 0, 0, 1, 4)
        default = StopCriteria()
        self.iqr = _number(default.iqr, 5, 0.5)
        self.within = _whole(round(default.within_one * 100), 0, 100, " %")
        self.shift = _number(default.median_shift, 5, 0.25)
        self.changed = _whole(round(default.changed_share * 100), 0, 100, " %")
        self.rounds = _whole(default.rounds, 1, 10)
        rows = (
            (_("Consensus: IQR at most"), self.iqr),
            (_("Consensus: within one point of the median at least"), self.within),
            (_("Stable: median moves at most"), self.shift),
            (_("Stable: fewer raters change than"), self.changed),
            (_("Rounds at most"), self.rounds),
        )
        for row, (name, box_of_number) in enumerate(rows, start=1):
            caption = label(name, "small", wraps=False)
            caption.setBuddy(box_of_number)
            box_of_number.setAccessibleName(name)
            grid.addWidget(caption, row, 0)
            grid.addWidget(box_of_number, row, 1)
        grid.setColumnStretch(3, 1)
        return box

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open_button = button("", self.open_next)
        self.close_button = button(_("Close the round"), self.close_current)
        self.send_button = button(_("Send scorecards…"), self.mailing_asked.emit, icon="file-spreadsheet")
        self.spent = label("", "small", "text2")
        for part in (self.open_button, self.close_button, self.send_button):
            row.addWidget(part)
        row.addWidget(self.spent, 1)
        row.addStretch(0)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row

    def _joining(self) -> QVBoxLayout:
        from chipmap.wording.raters import consolidation_text

        self.joined = SegmentedChoice(
            _("Level shown for several raters"),
            [(rule.value, consolidation_text(rule)) for rule in Consolidation],
            can_clear=False,
        )
        self.joined.picked.connect(
            lambda rule: operations.choose_consolidation(self._bridge, Consolidation(rule))
        )
        row = QHBoxLayout()
        row.addLayout(field(_("Level shown for several raters"), self.joined))
        row.addStretch(1)
        weights = _("Weights: low confidence 1, medium 2, high 3. The spread and the flags stay beside it.")
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(label(weights, "caption", "text3"))
        return column


def _number(value: float, most: float, step: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(0, most)
    box.setDecimals(2)
    box.setSingleStep(step)
    box.setValue(value)
    return box


def _whole(value: int, least: int, most: int, suffix: str = "") -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setSuffix(suffix)
    box.setValue(value)
    return box


def _day(moment: str) -> str:
    return date(datetime.fromisoformat(moment).astimezone())
