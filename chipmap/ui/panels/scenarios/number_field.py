"""A number with its name before it: weeks, or a part in per cent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.whole_number import WholeNumber

_WIDTH = 104


class NumberField(QWidget):
    """`changed` follows every new number; what is shown from outside is not announced."""

    changed = Signal(int)

    def __init__(
        self, name: str, most: int, suffix: str, *, least: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = WholeNumber(least, least, most)
        self.box.setSuffix(suffix)
        self.box.setAccessibleName(name)
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
