"""The name of a curve behind a piece of its line."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from chipmap.ui import theme
from chipmap.ui.charts.output_chart import curve_pen
from chipmap.ui.widgets.elided_label import ElidedLabel

_WIDTH = 30


class _Line(theme.Themed):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDTH), theme.current().px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(curve_pen(self._number))
        middle = self.height() // 2
        painter.drawLine(0, middle, self.width(), middle)


class CurveKey(QWidget):
    """The first curve is solid, the second dashed."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel("small", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Line(number))
        row.addWidget(self._name, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show what the curve is called."""
        self._name.setText(name)
        self._name.setToolTip(name)
