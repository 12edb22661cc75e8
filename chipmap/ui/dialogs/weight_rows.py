"""One weight as a slider with a field beside it; they say when it moves and when it rests."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSlider, QWidget

from chipmap.model.rules import HEAVIEST
from chipmap.ui import theme
from chipmap.ui.widgets.parts import label
from chipmap.wording import _
from chipmap.wording.formats import percent

STEP, SLIDER_END = 0.1, 5.0
RESTS_AFTER_MS = 500
"""Presses of a key that follow each other faster are one step of the history."""


class WeightRow(QWidget):
    """The weight of one segment; `moved` while it changes, `rested` once it is released."""

    moved = Signal(str, float)
    rested = Signal(str, float)

    def __init__(self, segment: str, name: str, weight: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.segment, self.name = segment, name
        self._weight = weight
        self._is_pending = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        look = theme.current()
        self._name = label(name, "body")
        self._name.setMinimumWidth(look.px(130))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, round(SLIDER_END / STEP))
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(_("Weight of {segment}").format(segment=name))
        self.field = QDoubleSpinBox()
        self.field.setRange(0.0, float(HEAVIEST))
        self.field.setDecimals(2)
        self.field.setSingleStep(STEP)
        self.field.setKeyboardTracking(False)
        self.field.lineEdit().setTextMargins(8, 0, 0, 0)
        self.field.setFixedWidth(look.px(92))
        self.field.setAccessibleName(_("Weight of {segment}, as a number").format(segment=name))
        self.part = label("", "small", "text2", wraps=False)
        self.part.setMinimumWidth(look.px(48))
        self.part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._name, 2)
        row.addWidget(self.slider, 3)
        row.addWidget(self.field)
        row.addWidget(self.part)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_AFTER_MS)
        self._rest.timeout.connect(self.settle)
        self.show_weight(weight)
        self.slider.valueChanged.connect(lambda value: self._on_moved(value * STEP))
        self.slider.sliderReleased.connect(self.settle)
        self.field.valueChanged.connect(self._on_moved)
        self.field.editingFinished.connect(self.settle)

    @property
    def weight(self) -> float:
        return self._weight

    def show_weight(self, weight: float) -> None:
        """Show a weight without announcing it."""
        self._weight = weight
        self._show_controls()

    def show_part(self, part: float | None) -> None:
        """Show what part (0–1) of the weights of its group this one is; None where all are zero."""
        self.part.setText("–" if part is None else percent(100 * part, 1))

    def settle(self) -> None:
        """What is being changed is what is meant."""
        self._rest.stop()
        if self._is_pending:
            self._is_pending = False
            self.rested.emit(self.segment, self._weight)

    def _on_moved(self, weight: float) -> None:
        weight = round(weight, 2)
        if weight == self._weight:
            return
        self._weight = weight
        self._is_pending = True
        self._show_controls()
        self.moved.emit(self.segment, weight)
        if not self.slider.isSliderDown():
            self._rest.start()

    def _show_controls(self) -> None:
        for control in (self.slider, self.field):
            control.blockSignals(True)
        self.slider.setValue(round(min(SLIDER_END, self._weight) / STEP))
        self.field.setValue(self._weight)
        for control in (self.slider, self.field):
            control.blockSignals(False)
