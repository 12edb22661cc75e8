"""How the parts of the Scenarios page share the window: beside each other, or two of them under tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.tab_strip import TabStrip
from chipmap.ui.widgets.parts import rule
from chipmap.wording import _

INPUTS_WIDTH, SIDE_WIDTH, LEAST_MIDDLE = 312, 412, 400
_NARROW_SIDE = 360
_ROOMY = 1400
_GROWTH = 0.66
"""How much of the growth of the text the columns follow."""
_TOP_PADDING = 20


class ScenarioRoom(QWidget):
    """Inputs, middle and side; where the middle would be too narrow, inputs and side share one column."""

    def __init__(self, inputs: QWidget, middle: QWidget, side: QWidget) -> None:
        super().__init__()
        self._inputs, self._middle, self._side = inputs, middle, side
        self.tabs = TabStrip((_("What is lost"), _("What it comes to")))
        self.tabs.tab_chosen.connect(lambda _tab: self._show_tab())
        self.is_shared = False
        self._shared = QFrame()
        self._shared.setProperty("look", "surface")
        head = QVBoxLayout()
        head.setContentsMargins(_TOP_PADDING, 8, _TOP_PADDING, 0)
        head.addWidget(self.tabs)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self._shared)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._shared)
        self._row.addWidget(inputs)
        self._row.addWidget(middle, 1)
        self._row.addWidget(side)
        self._shared.hide()

    def fit(self, width: int, _height: int) -> None:
        """Share a width."""
        scale = 1 + (theme.current().text_scale - 1) * _GROWTH
        side = round((SIDE_WIDTH if width >= _ROOMY else _NARROW_SIDE) * scale)
        inputs = round(INPUTS_WIDTH * scale)
        self._share(is_shared=width - side - inputs < round(LEAST_MIDDLE * scale))
        column = min(side, round(width * 0.5))
        self._shared.setFixedWidth(column)
        self._inputs.setFixedWidth(column if self.is_shared else inputs)
        self._side.setFixedWidth(column if self.is_shared else side)

    def show_result(self) -> None:
        """Turn to what it comes to, where it shares a column."""
        self.tabs.choose(1)
        self._show_tab()

    def _share(self, *, is_shared: bool) -> None:
        if is_shared == self.is_shared:
            return
        self.is_shared = is_shared
        for part in (self._inputs, self._side):
            if is_shared:
                self._row.removeWidget(part)
                self._stack.addWidget(part)
            else:
                self._stack.removeWidget(part)
        if not is_shared:
            self._row.insertWidget(1, self._inputs)
            self._row.addWidget(self._side)
            self._inputs.show()
            self._side.show()
        self._shared.setVisible(is_shared)
        self._show_tab()

    def _show_tab(self) -> None:
        if self.is_shared:
            self._stack.setCurrentIndex(self.tabs.current)
