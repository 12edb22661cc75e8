"""A number with its name before it: weeks, or a part in per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

_WIDTH = 104


class PlainSpin(QSpinBox):
    """A spin box that leaves the wheel to the page unless somebody is typing in it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(QWidget):
    """`changed` follows every new number; what is shown from outside is not announced."""

    changed = Signal(int)

    def __init__(
        self, name: str, most: int, suffix: str, *, least: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = PlainSpin()
        self.box.setRange(least, most)
        self.box.setSuffix(suffix)
        self.box.setAccessibleName(name)
        self.box.setKeyboardTracking(True)
        self.box.valueChanged.connect(self.changed)
        self._name = label(name, "body", wraps=True)
        self._name.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._name, 1)
        row.addWidget(self.box)
        self.setFocusProxy(self.box)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_number(self, number: float) -> None:
        """Show a number; one that is shown already is left alone, so that typing is not disturbed."""
        whole = round(number)
        if whole != self.box.value():
            self.box.blockSignals(True)
            self.box.setValue(whole)
            self.box.blockSignals(False)

    def _fit(self) -> None:
        self.box.setFixedWidth(theme.current().px(_WIDTH))
