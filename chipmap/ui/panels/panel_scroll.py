"""A scrolling page of the panel: its content keeps its place whether or not a scroll bar is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class PanelScroll(QScrollArea):
    """Scrolls `page` up and down only; the scroll bar stands in the right margin instead of taking width."""

    def __init__(self, page: QWidget, *, side: int, above: int = 18, below: int = 24) -> None:
        super().__init__()
        self._side, self._above, self._below = side, above, below
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        padded = QWidget()
        padded.setProperty("look", "clear")
        self._column = QVBoxLayout(padded)
        self._column.addWidget(page)
        self.setWidget(padded)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._on_range_changed(0, 0)

    def _on_range_changed(self, _lowest: int, highest: int) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if highest > 0 else 0
        self._column.setContentsMargins(self._side, self._above, max(0, self._side - bar), self._below)
