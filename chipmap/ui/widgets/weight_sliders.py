"""Weights as sliders that total 100; a drag is previewed, its release is one step.

Keys that follow each other quickly are one step too, so that the history holds decisions and not presses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from chipmap.model.match.weights import TOTAL, moved_weight
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _
from chipmap.wording.formats import number

RESTS_AFTER_MS = 500
"""Presses of a key that follow each other faster are one step of the history."""

K = TypeVar("K", bound=str)


class WeightSliders(QWidget, Generic[K]):
    """`moved` carries the weights while one is dragged, `settled` once it is released.

    `words` names what is weighed, in order; `defaults` are the weights that the button brings back.
    """

    moved = Signal(object)
    settled = Signal(object)
    reset_wanted = Signal()

    def __init__(
        self,
        title: str,
        note: str,
        words: Mapping[K, str],
        defaults: Mapping[K, float],
        *,
        swatch: Callable[[K], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._defaults = dict(defaults)
        self._weights = dict(defaults)
        self._swatch = swatch
        self._is_pending = False
        self.sliders: dict[K, QSlider] = {}
        self._figures: dict[K, QLabel] = {}
        self._rest = QTimer(self, singleShot=True, interval=RESTS_AFTER_MS)
        self._rest.timeout.connect(self.settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(title, "title"))
        column.addWidget(label(note, "small", "text2"))
        for key, word in words.items():
            column.addLayout(self._row(key, word))
        self._source = label("", "small", "text3")
        column.addWidget(self._source)
        self.reset = button(_("Default weights"), self.reset_wanted.emit, icon="undo-2")
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def weights(self) -> dict[K, float]:
        """The weights as the sliders stand."""
        return dict(self._weights)

    def show_weights(self, weights: Mapping[K, float], source: str) -> None:
        """Show the weights of the workspace and who stated them; a drag under way is left alone."""
        if not self._is_pending:
            self._weights = dict(weights)
            self._show()
        self._source.setText(_("Source: {source}").format(source=source) if source else "")
        self._source.setVisible(bool(source))

    def settle(self) -> None:
        """What is being changed is what is meant."""
        self._rest.stop()
        if self._is_pending:
            self._is_pending = False
            self.settled.emit(self.weights)

    def _row(self, key: K, name: str) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        if self._swatch is not None:
            head.addWidget(self._swatch(key))
        title = label(name, "body_strong", wraps=False)
        head.addWidget(title, 1)
        self._figures[key] = label("", "body_strong", wraps=False)
        head.addWidget(self._figures[key])
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, TOTAL)
        slider.setPageStep(5)
        slider.setAccessibleName(_("Weight of {term}").format(term=name))
        slider.valueChanged.connect(lambda value: self._on_moved(key, value))
        slider.sliderReleased.connect(self.settle)
        title.setBuddy(slider)
        self.sliders[key] = slider
        row = QVBoxLayout()
        row.setSpacing(0)
        row.addLayout(head)
        row.addWidget(slider)
        return row

    def _on_moved(self, key: K, value: int) -> None:
        if value == round(self._weights[key]):
            return
        self._weights = {one: float(part) for one, part in moved_weight(self._weights, key, value).items()}
        self._is_pending = True
        self._show()
        self.moved.emit(self.weights)
        if not self.sliders[key].isSliderDown():
            self._rest.start()

    def _show(self) -> None:
        for key, weight in self._weights.items():
            slider = self.sliders[key]
            slider.blockSignals(True)
            slider.setValue(round(weight))
            slider.blockSignals(False)
            self._figures[key].setText(number(weight))
        self.reset.setEnabled(self._weights != self._defaults)
