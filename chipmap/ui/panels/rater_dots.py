"""Everybody's answer about one item as dots on the scale 0–5, over the middle half and the median.

Equal answers are stacked, so that each rater is one dot; where they are too many for the height, dots lie
closer. What is said here in colour stands below in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chipmap.ui import theme

_HEIGHT = 84
_AXIS_ROOM = 22
_SIDE = 14
_RADIUS = 6.0
_STEP = 14.0
_TOP_LEVEL = 5


class RaterDots(theme.Themed):
    """One dot for each level given; `quartiles` and `median` are `None` where nobody gave one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: tuple[int, ...] = ()
        self._quartiles: tuple[float, float] | None = None
        self._median: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_levels(
        self, levels: Sequence[int], quartiles: tuple[float, float] | None, median: float | None
    ) -> None:
        """Show other answers."""
        self._levels, self._quartiles, self._median = tuple(levels), quartiles, median
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(240), look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - look.px(_AXIS_ROOM)
        if self._quartiles is not None:
            self._paint_middle(painter, base)
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawLine(QPointF(self._x(0) - 8, base), QPointF(self._x(_TOP_LEVEL) + 8, base))
        painter.setFont(look.font("caption"))
        for level in range(_TOP_LEVEL + 1):
            painter.setPen(look.colour("text3"))
            box = QRectF(self._x(level) - 20, base + 3, 40, look.px(_AXIS_ROOM) - 3)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(level))
        for level, count in Counter(self._levels).items():
            self._paint_stack(painter, level, count, base)

    def _x(self, level: float) -> float:
        side = theme.current().px(_SIDE)
        return side + (self.width() - 2 * side) * level / _TOP_LEVEL

    def _paint_middle(self, painter: QPainter, base: float) -> None:
        """The band from the lower to the upper quartile, and the median as a stroke."""
        assert self._quartiles is not None
        look = theme.current()
        low, high = self._quartiles
        left, right = self._x(low) - 3, self._x(high) + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawRoundedRect(QRectF(left, 2, right - left, base - 2), 4, 4)
        if self._median is not None:
            painter.setPen(QPen(look.colour("accent"), 2))
            at = self._x(self._median)
            painter.drawLine(QPointF(at, 2), QPointF(at, base))

    def _paint_stack(self, painter: QPainter, level: int, count: int, base: float) -> None:
        look = theme.current()
        radius = look.px(_RADIUS)
        room = base - 4 - 2 * radius
        step = look.px(_STEP) if count < 2 else min(look.px(_STEP), room / (count - 1))
        painter.setPen(QPen(look.colour("surface"), 1.5))
        for number in range(count):
            centre = QPointF(self._x(level), base - radius - 2 - number * step)
            painter.setBrush(QColor(look.tokens.text))
            painter.drawEllipse(centre, radius, radius)
