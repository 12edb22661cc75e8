"""Horizontal rows with a range and a mark: rank intervals of places, or bars of how far ranks move.

A row is told its numbers and words; what rests on suggestions is dotted, and the row in question stands out
by its weight and not by colour alone. Unknown has no row here: whoever shows the chart says what is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from chipmap.ui import theme
from chipmap.ui.charts.plot import Plot, hairline, ticks
from chipmap.ui.widgets.dots import paint_dots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

ROW_PX = 26
_AXIS_PX = 24
_NAMES_PX = 128
_BAR_PART = 0.46
_MARK_PX = 9.0
_FIGURE_GAP_PX = 8


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """`low` to `high` as a bar, with `mark` on it (None: a plain bar); `figure` stands behind its end."""

    name: str
    low: float
    high: float
    mark: float | None = None
    figure: str = ""
    is_dotted: bool = False
    is_chosen: bool = False


class IntervalChart(Plot):
    """Shows rows between two ends of a scale; as tall as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows: Sequence[IntervalRow] = ()
        self._ends = (0.0, 1.0)
        self._ticks: Sequence[float] = ()
        super().__init__(parent)
        self._bars = _Bars()
        self.addItem(self._bars, ignoreBounds=True)
        self.invertY(True)
        self.showAxes((True, False, False, True), showValues=(True, False, False, True))
        self.apply_look()

    @property
    def rows(self) -> Sequence[IntervalRow]:
        """What is shown."""
        return self._rows

    def show_rows(
        self, rows: Sequence[IntervalRow], ends: tuple[float, float], at: Sequence[float] = ()
    ) -> None:
        """Show rows on a scale with these ends; `at` are the values written beneath it."""
        self._rows, self._ends, self._ticks = rows, ends, at
        self._bars.show_rows(rows)
        self._fit()

    def apply_look(self) -> None:
        super().apply_look()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), self._height())

    def _height(self) -> int:
        look = theme.current()
        return look.px(ROW_PX) * len(self._rows) + (look.px(_AXIS_PX) if self._ticks else 0) + 2

    def _fit(self) -> None:
        look = theme.current()
        font = look.font("small")
        metrics = QFontMetricsF(font)
        names = self.getAxis("left")
        names.setStyle(tickFont=font, tickTextOffset=8, autoExpandTextSpace=False)
        names.setTextPen(look.colour("text"))
        names.setPen(QPen(Qt.PenStyle.NoPen))
        widest = look.px(_NAMES_PX)
        marks = [
            (at + 0.5, metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, widest))
            for at, row in enumerate(self._rows)
        ]
        longest = max((metrics.horizontalAdvance(name) for _at, name in marks), default=0.0)
        names.setWidth(round(longest) + 12)
        names.setTicks(ticks(marks))
        scale = self.getAxis("bottom")
        scale.setHeight(look.px(_AXIS_PX) if self._ticks else 0)
        scale.setTicks(ticks([(value, f"{value:g}") for value in self._ticks]))
        widest_digits = QFontMetricsF(look.font("small_strong", is_tabular=True))
        figure = max((widest_digits.horizontalAdvance(row.figure) for row in self._rows), default=0.0)
        room = max(1.0, self.width() - longest - 12 - figure - _FIGURE_GAP_PX - _MARK_PX)
        low, high = self._ends
        span = max(high - low, 1e-9)
        before = span * _MARK_PX / room
        self.setXRange(low - before, high + before + span * (figure + _FIGURE_GAP_PX) / room, padding=0)
        self.setYRange(0.0, max(len(self._rows), 1), padding=0)
        self.setFixedHeight(self._height())
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt sends a first size before the rows exist.
        if hasattr(self, "_bars"):
            self._fit()


class _Bars(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph carries no types
    """Paints the rows in the colours of the theme in force, in pixels where a shape must not stretch."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[IntervalRow] = ()

    def show_rows(self, rows: Sequence[IntervalRow]) -> None:
        self._rows = rows
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        # Wider than any scale: figures stand outside of it.
        return QRectF(-1e4, 0.0, 2e4, max(1.0, float(len(self._rows))))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        to_pixels, _is_invertible = self.sceneTransform().inverted()
        painter.setWorldTransform(to_pixels, True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, row in enumerate(self._rows):
            lane = QRectF(self._at(row.low, at), self._at(row.high, at + 1)).normalized()
            self._paint_row(painter, row, lane, self._at(row.mark or 0.0, at))

    def _at(self, value: float, row: float) -> QPointF:
        return QPointF(self.mapToScene(QPointF(value, row)))

    def _paint_row(self, painter: QPainter, row: IntervalRow, lane: QRectF, mark: QPointF) -> None:
        look = theme.current()
        ink = look.colour("accent" if row.is_chosen else "text3")
        thick = lane.height() * _BAR_PART
        bar = QRectF(lane.left(), lane.center().y() - thick / 2, max(2.0, lane.width()), thick)
        path = QPainterPath()
        path.addRoundedRect(bar, 3, 3)
        soft = look.colour("accent_soft" if row.is_chosen else "line")
        painter.fillPath(path, soft if row.mark is not None else ink)
        if row.is_dotted:
            paint_dots(painter, path, soft if row.mark is not None else ink)
        painter.setPen(hairline(ink))
        painter.drawPath(path)
        end = bar.right()
        if row.mark is not None:
            centre = QPointF(mark.x(), lane.center().y())
            painter.setBrush(ink)
            painter.setPen(QPen(look.colour("surface"), 1.5))
            painter.drawEllipse(centre, _MARK_PX / 2, _MARK_PX / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            end = max(end, centre.x() + _MARK_PX / 2)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("small_strong" if row.is_chosen else "small", is_tabular=True))
        left = end + _FIGURE_GAP_PX
        painter.drawText(
            QRectF(left, lane.top(), 400, lane.height()), Qt.AlignmentFlag.AlignVCenter, row.figure
        )
