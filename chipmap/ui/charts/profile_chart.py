"""The profile of several places along the value chain: a row for each segment, in it a lane for each place.

A lane is a bar as long as the level in the colour of its class, with the figure at its right end and a mark
where the need is. What is not known has no bar, only a dotted line: it is never drawn as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from chipmap.ui import theme
from chipmap.ui.charts.plot import Plot, hairline, ticks
from chipmap.ui.widgets.dots import paint_dots
from chipmap.ui.widgets.letter_badge import paint_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

HIGHEST_LEVEL = 5
LANE_PX = 17
ROW_GAP_PX = 12
FIGURE_GAP_PX = 8
_BADGE_PX = 15.0
_BAR_PART = 0.62
"""How much of a lane its bar fills."""
_AXIS_PX = 26


@dataclass(frozen=True, slots=True)
class Lane:
    """What is known of one place in one segment; `level` None is not known, which is not 0.

    `level_class` chooses the colour. `figure` is what stands at the end: the level and the signed gap.
    """

    letter: str
    level: float | None
    level_class: int
    need: float | None
    is_dotted: bool
    figure: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A segment and its lanes, in the order of the letters."""

    name: str
    lanes: tuple[Lane, ...]
    is_chosen: bool = False


class ProfileChart(Plot):
    """Shows rows; as tall as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows: Sequence[ProfileRow] = ()
        self._names_width = 0
        super().__init__(parent)
        self._lanes = _Lanes()
        self.addItem(self._lanes, ignoreBounds=True)
        self.invertY(True)
        self.showAxes((True, True, False, False), showValues=(True, True, False, False))
        self.apply_look()

    def show_rows(self, rows: Sequence[ProfileRow]) -> None:
        """Show these rows; what a screen reader says is set by whoever knows the words."""
        self._rows = rows
        self._lanes.show_rows(rows)
        self._fit()

    def apply_look(self) -> None:
        super().apply_look()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), self._height())

    def _height(self) -> int:
        return theme.current().px(_AXIS_PX) + round(sum(_row_px(row) for row in self._rows)) + 2

    def _fit(self) -> None:
        """The axes: levels above, names of the segments on the left, one pixel of height to a unit."""
        look = theme.current()
        font = look.font("small")
        metrics = QFontMetricsF(font)
        names = self.getAxis("left")
        names.setStyle(tickFont=font, tickTextOffset=8, autoExpandTextSpace=False)
        names.setTextPen(look.colour("text"))
        names.setPen(QPen(Qt.PenStyle.NoPen))
        widest = look.px(118)
        marks, top = [], 0.0
        for row in self._rows:
            height = _row_px(row)
            marks.append(
                (top + height / 2, metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, widest))
            )
            top += height
        longest = max((metrics.horizontalAdvance(name) for _at, name in marks), default=0.0)
        self._names_width = round(longest) + 12
        names.setWidth(self._names_width)
        names.setTicks(ticks(marks))
        levels = self.getAxis("top")
        levels.setHeight(look.px(_AXIS_PX))
        levels.setTicks(ticks([(float(level), str(level)) for level in range(HIGHEST_LEVEL + 1)]))
        self._fit_levels()
        self.setYRange(0.0, max(top, 1.0), padding=0)
        self.setFixedHeight(self._height())
        self.updateGeometry()

    def _fit_levels(self) -> None:
        """Level 0 right of the letters, level 5 left of the longest figure, in any width."""
        look = theme.current()
        metrics = QFontMetricsF(look.font("caption_strong", is_tabular=True))
        figures = [lane.figure for row in self._rows for lane in row.lanes]
        longest = max((metrics.horizontalAdvance(figure) for figure in figures), default=0.0)
        left, right = look.px(_BADGE_PX + 8), longest + look.px(FIGURE_GAP_PX) + 4.0
        unit = max(4.0, (self.width() - self._names_width - left - right) / HIGHEST_LEVEL)
        self.setXRange(-left / unit, HIGHEST_LEVEL + right / unit, padding=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._names_width:
            self._fit_levels()


class _Lanes(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph carries no types
    """The bars, drawn in pixels so that letters, dots and figures keep their size."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ProfileRow] = ()

    def show_rows(self, rows: Sequence[ProfileRow]) -> None:
        self.prepareGeometryChange()
        self._rows = rows
        self.update()

    def boundingRect(self) -> QRectF:
        height = sum(_row_px(row) for row in self._rows)
        return QRectF(-2.0, 0.0, HIGHEST_LEVEL + 8.0, max(height, 1.0))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        to_pixels, _is_invertible = self.sceneTransform().inverted()
        painter.setWorldTransform(to_pixels, True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for number, row in enumerate(self._rows):
            self._paint_ground(painter, row, top, is_first=number == 0)
            lane_px = theme.current().px(LANE_PX)
            y = top + theme.current().px(ROW_GAP_PX) / 2
            for lane in row.lanes:
                self._paint_lane(painter, lane, y + lane_px / 2)
                y += lane_px
            top += _row_px(row)

    def _at(self, level: float, y: float) -> QPointF:
        return QPointF(self.mapToScene(QPointF(level, y)))

    def _paint_ground(self, painter: QPainter, row: ProfileRow, top: float, *, is_first: bool) -> None:
        """A line above each row and one at each whole level; the chosen segment on a tinted ground."""
        look = theme.current()
        bottom = top + _row_px(row)
        left, right = self._at(-2.0, top), self._at(HIGHEST_LEVEL + 6.0, bottom)
        if row.is_chosen:
            painter.fillRect(QRectF(left, right), look.colour("accent_soft"))
        painter.setPen(hairline(look.colour("line")))
        for level in range(HIGHEST_LEVEL + 1):
            painter.drawLine(self._at(level, top), self._at(level, bottom))
        if not is_first:
            painter.drawLine(left, QPointF(right.x(), left.y()))

    def _paint_lane(self, painter: QPainter, lane: Lane, y: float) -> None:
        look = theme.current()
        start, end = self._at(0.0, y), self._at(HIGHEST_LEVEL, y)
        thickness = look.px(LANE_PX) * _BAR_PART
        self._paint_letter(painter, lane.letter, start)
        if lane.level is None:
            painter.setPen(QPen(look.colour("line_strong"), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(start, end)
        else:
            bar = QRectF(
                start.x(), start.y() - thickness / 2, self._at(lane.level, y).x() - start.x(), thickness
            )
            self._paint_bar(painter, bar, lane)
        if lane.need is not None:
            self._paint_need(painter, self._at(lane.need, y), look.px(LANE_PX) - 2.0)
        painter.setFont(look.font("caption_strong", is_tabular=True))
        painter.setPen(look.colour("text" if lane.level is not None else "text3"))
        box = QRectF(end.x() + look.px(FIGURE_GAP_PX), end.y() - 20.0, 200.0, 40.0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, lane.figure)

    def _paint_bar(self, painter: QPainter, bar: QRectF, lane: Lane) -> None:
        """The bar of a level; level 0 is an empty frame, so that it differs from what is not known."""
        look = theme.current()
        colour = QColor(look.tokens.capability[lane.level_class])
        frame = QPainterPath()
        frame.addRoundedRect(bar if bar.width() > 4.0 else bar.adjusted(0, 0, 4.0, 0), 2.0, 2.0)
        painter.fillPath(frame, colour)
        if lane.is_dotted:
            paint_dots(painter, frame, colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        style = Qt.PenStyle.DotLine if lane.is_dotted else Qt.PenStyle.SolidLine
        painter.setPen(QPen(look.colour("text2"), 1.0, style))
        painter.drawPath(frame)

    def _paint_need(self, painter: QPainter, at: QPointF, height: float) -> None:
        """An upright stroke with a pale edge, which can be seen on and beside every bar."""
        look = theme.current()
        ends = at - QPointF(0.0, height / 2), at + QPointF(0.0, height / 2)
        painter.setPen(QPen(look.colour("surface"), 5.0))
        painter.drawLine(*ends)
        painter.setPen(QPen(look.colour("text"), 2.4))
        painter.drawLine(*ends)

    def _paint_letter(self, painter: QPainter, letter: str, start: QPointF) -> None:
        look = theme.current()
        side = look.px(_BADGE_PX)
        box = QRectF(start.x() - side - look.px(4), start.y() - side / 2, side, side)
        paint_letter(painter, box, letter, look.tokens)


def _row_px(row: ProfileRow) -> float:
    look = theme.current()
    return float(max(1, len(row.lanes)) * look.px(LANE_PX) + look.px(ROW_GAP_PX))
