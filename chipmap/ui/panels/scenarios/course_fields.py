"""How long a loss lasts, how it fades, and what softens it: stocks, spare capacity, others who step in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from chipmap.model.assumptions import value_of
from chipmap.ui.panels.scenarios.number_field import NumberField
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.formats import percent
from chipmap.wording.scenarios import MONTHS

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Scenario

LASTING = "lasting"
_LONGEST = 520
_MOST_SPARE = 500
_USUAL_WEEKS = 26.0
_WHOLE = 100


class CourseFields(QWidget):
    """`tried` follows a number while it changes, `changed` carries what is meant."""

    tried = Signal(object)
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        choices: list[tuple[object, str]] = [
            (weeks, _("{count} mo").format(count=months)) for months, weeks in MONTHS.items()
        ]
        choices.append((LASTING, _("Lasting")))
        self.duration = SegmentedChoice(_("How long"), choices, can_clear=False)
        self.duration.picked.connect(self._pick_duration)
        self.weeks = NumberField(_("Weeks"), _LONGEST, "", least=1)
        self.recovery = NumberField(_("Weeks in which it fades"), _LONGEST, "")
        self.stock = NumberField(_("Stock in hand, weeks of use"), _LONGEST, "")
        self.step_in = QCheckBox(_("Let other suppliers step in"))
        self.step_in.clicked.connect(lambda is_on: self._change(is_resourced=bool(is_on)))
        self.spare = NumberField(_("Spare capacity of each"), _MOST_SPARE, " %")
        self._spare_note = label("", "caption", "text3")
        self.weeks.changed.connect(lambda weeks: self._try(weeks=float(weeks)))
        self.recovery.changed.connect(lambda weeks: self._try(recovery=float(weeks)))
        self.stock.changed.connect(lambda weeks: self._try(stock=float(weeks)))
        self.spare.changed.connect(lambda part: self._try(spare=part / _WHOLE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("How long"), "small_strong", "text2"))
        for part in (self.duration, self.weeks, self.recovery, self.stock, self.step_in, self.spare):
            column.addWidget(part)
        column.addWidget(self._spare_note)

    def show_scenario(self, scenario: Scenario, dataset: Dataset) -> None:
        """Show what holds; the workspace's own spare capacity where the scenario states none."""
        self._scenario = scenario
        is_lasting = scenario.weeks is None
        self.duration.show_choice(LASTING if is_lasting else scenario.weeks)
        self.weeks.setEnabled(not is_lasting)
        self.recovery.setEnabled(not is_lasting)
        self.stock.setEnabled(not is_lasting)
        if scenario.weeks is not None:
            self.weeks.show_number(scenario.weeks)
        self.recovery.show_number(scenario.recovery)
        self.stock.show_number(scenario.stock)
        self.step_in.setChecked(scenario.is_resourced)
        own = value_of(dataset, "shock.spare")
        self.spare.setEnabled(scenario.is_resourced)
        self.spare.show_number(_WHOLE * (own if scenario.spare is None else scenario.spare))
        self._spare_note.setText(self._note(scenario, own))

    def _note(self, scenario: Scenario, own: float) -> str:
        if not scenario.is_resourced:
            return _("Nobody makes up for any of the loss.")
        if scenario.weeks is None:
            return _("Stocks do not help against a lasting loss.")
        if scenario.spare is None or scenario.spare == own:
            return _("The workspace assumes {part}.").format(part=percent(_WHOLE * own))
        return _("Only here; the workspace assumes {part}.").format(part=percent(_WHOLE * own))

    def _pick_duration(self, picked: object) -> None:
        self._change(weeks=None if picked == LASTING else picked)

    def _try(self, **fields: object) -> None:
        if self._scenario is not None:
            self._scenario = replace(self._scenario, **fields)  # type: ignore[arg-type]
            self.tried.emit(self._scenario)

    def _change(self, **fields: object) -> None:
        if self._scenario is not None:
            self.changed.emit(replace(self._scenario, **fields))  # type: ignore[arg-type]
