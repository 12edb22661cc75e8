"""Output of a segment week by week, in per cent of normal: one curve, or two held against each other.

The scale is always 0 to 100, so that two pictures can be compared. Curves differ by their dashes and not by
colour alone; a band is where nine of ten draws lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPen

from chipmap.ui import theme
from chipmap.ui.charts.plot import Plot, hairline, ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_HEIGHT_PX = 170
_LEFT_PX = 48
_BOTTOM_PX = 24
_WHOLE = 100.0
_MOST_TICKS = 9
_BAND_ALPHA = 0.28


@dataclass(frozen=True, slots=True)
class Curve:
    """Output by week as parts of normal (0–1), and the band around it, low and high of each week."""

    name: str
    outputs: tuple[float, ...]
    band: tuple[tuple[float, float], ...] = ()


class OutputChart(Plot):
    """Shows one or two curves from week 1 on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._curves: tuple[Curve, ...] = ()
        super().__init__(parent)
        self.showAxes((True, False, False, True), showValues=(True, False, False, True))
        self.setAccessibleName("")
        self.apply_look()

    @property
    def curves(self) -> tuple[Curve, ...]:
        """What is shown."""
        return self._curves

    def show_curves(self, curves: Sequence[Curve]) -> None:
        """Show these curves; the same again costs nothing."""
        shown = tuple(curves)
        if shown != self._curves:
            self._curves = shown
            self._draw()

    def apply_look(self) -> None:
        super().apply_look()
        self._draw()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(320), look.px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.current().px(90))

    def _draw(self) -> None:
        self.clear()
        look = theme.current()
        weeks = max((len(curve.outputs) for curve in self._curves), default=1)
        normal = pg.InfiniteLine(_WHOLE, angle=0, pen=hairline(look.colour("line_strong")))
        self.addItem(normal, ignoreBounds=True)
        for number, curve in enumerate(self._curves):
            self._add_curve(curve, number)
        scale = self.getAxis("left")
        scale.setWidth(look.px(_LEFT_PX))
        scale.setTicks(ticks([(value, f"{value:g} %") for value in (0.0, 25.0, 50.0, 75.0, 100.0)]))
        below = self.getAxis("bottom")
        below.setHeight(look.px(_BOTTOM_PX))
        below.setTicks(ticks([(float(week), str(week)) for week in week_ticks(weeks)]))
        self.setXRange(1.0, max(2.0, float(weeks)), padding=0.03)
        self.setYRange(0.0, _WHOLE * 1.04, padding=0)

    def _add_curve(self, curve: Curve, number: int) -> None:
        colour = curve_colour(number)
        weeks = np.arange(1, len(curve.outputs) + 1)
        if len(curve.band) == len(curve.outputs) and curve.band:
            low, high = (_WHOLE * np.array(side) for side in zip(*curve.band, strict=True))
            soft = QColor(colour)
            soft.setAlphaF(_BAND_ALPHA)
            edges = [pg.PlotDataItem(weeks, side, pen=QPen(Qt.PenStyle.NoPen)) for side in (low, high)]
            for edge in edges:
                self.addItem(edge)
            self.addItem(pg.FillBetweenItem(*edges, brush=soft))
        self.addItem(pg.PlotDataItem(weeks, _WHOLE * np.array(curve.outputs), pen=curve_pen(number)))


def curve_colour(number: int) -> QColor:
    """The colour of the first or the second curve."""
    tokens = theme.current().tokens
    return QColor(tokens.dependence[4] if number == 0 else tokens.accent)


def curve_pen(number: int) -> QPen:
    """The line of the first or the second curve, which is dashed."""
    pen = QPen(curve_colour(number), 2.4)
    pen.setCosmetic(True)
    if number:
        pen.setDashPattern([4.0, 2.5])
    return pen


def week_ticks(weeks: int) -> list[int]:
    """Week 1, the last, and whole steps between that are easy to count by."""
    step = next(step for step in (1, 2, 4, 13, 26, 52, 104, 208) if weeks / step <= _MOST_TICKS)
    marks = [week for week in range(step, weeks + 1, step) if week > 1]
    return [1, *marks]
