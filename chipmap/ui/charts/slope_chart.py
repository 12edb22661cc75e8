"""Levels of several places from now to later years, and their needs, as lines between the horizons.

A level stands in a disc, pale with a dotted edge where it is in doubt, a need in a diamond, each with the
letter of its place. A line joins two neighbouring horizons where both are known: what is not known is neither
drawn nor bridged.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from chipmap.ui import theme
from chipmap.ui.charts.plot import Plot, hairline, ticks
from chipmap.ui.widgets.letter_badge import paint_letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

HIGHEST_LEVEL = 5
HEIGHT_PX = 216
MARK_PX = 18
_AXIS_PX = 40
_LEVELS_PX = 24
_LEAST, _MOST = -0.4, HIGHEST_LEVEL + 0.62
_SIDES = 0.42
"""Room left and right of the first and the last horizon, in parts of their distance."""
_STEPS = 4
"""Marks closer than a quarter of a level stand side by side."""


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """A place: level and need at each horizon, None where not known; `dotted` marks levels in doubt."""

    letter: str
    levels: tuple[float | None, ...]
    needs: tuple[float | None, ...]
    dotted: tuple[bool, ...]
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A level or a need with its place among those that stand at the same height."""

    line: SlopeLine
    at: int
    value: float
    is_need: bool
    step: float = 0.0
    """How many marks it stands to the right of the middle."""


def placed_marks(lines: Sequence[SlopeLine]) -> list[Mark]:
    """Every known level and need; those that would cover each other are set side by side."""
    found = [
        Mark(line, at, value, is_need)
        for line in lines
        for is_need, values in ((False, line.levels), (True, line.needs))
        for at, value in enumerate(values)
        if value is not None
    ]
    counts = Counter(_spot(mark) for mark in found)
    seen: Counter[tuple[int, int]] = Counter()
    placed = []
    for mark in found:
        spot = _spot(mark)
        step = seen[spot] - (counts[spot] - 1) / 2
        placed.append(Mark(mark.line, mark.at, mark.value, mark.is_need, step))
        seen[spot] += 1
    return placed


def _spot(mark: Mark) -> tuple[int, int]:
    return mark.at, round(mark.value * _STEPS)


class SlopeChart(Plot):
    """Shows lines over named horizons; of fixed height, as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines: Sequence[SlopeLine] = ()
        self._horizons: Sequence[str] = ()
        super().__init__(parent)
        self._marks = _Marks()
        self.addItem(self._marks, ignoreBounds=True)
        self.showAxes((True, False, False, True), showValues=(True, False, False, True))
        self.apply_look()

    @property
    def lines(self) -> Sequence[SlopeLine]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: Sequence[SlopeLine], horizons: Sequence[str]) -> None:
        """Show places over horizons; a name of a horizon may have a second line, such as what is missing."""
        self._lines, self._horizons = lines, horizons
        self._marks.show_marks(placed_marks(lines), len(horizons))
        self._fit()

    def apply_look(self) -> None:
        super().apply_look()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(320), theme.current().px(HEIGHT_PX))

    def _fit(self) -> None:
        look = theme.current()
        years, levels = self.getAxis("bottom"), self.getAxis("left")
        years.setHeight(look.px(_AXIS_PX))
        years.setTicks(ticks([(float(at), name) for at, name in enumerate(self._horizons)]))
        levels.setWidth(look.px(_LEVELS_PX))
        levels.setTicks(ticks([(float(level), str(level)) for level in range(HIGHEST_LEVEL + 1)]))
        last = max(1, len(self._horizons)) - 1
        self.setXRange(-_SIDES, last + _SIDES, padding=0)
        self.setYRange(_LEAST, _MOST, padding=0)
        self.setFixedHeight(look.px(HEIGHT_PX))
        self.updateGeometry()


class _Marks(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph carries no types
    """Lines and marks, drawn in pixels so that letters keep their size."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Mark] = ()
        self._count = 0

    def show_marks(self, marks: Sequence[Mark], horizons: int) -> None:
        self.prepareGeometryChange()
        self._shown, self._count = marks, horizons
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-1.0, _LEAST, self._count + 1.0, _MOST - _LEAST)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        to_pixels, _is_invertible = self.sceneTransform().inverted()
        painter.setWorldTransform(to_pixels, True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        for start, end in self._joined():
            painter.setPen(self._pen(start))
            painter.drawLine(self._place_of(start), self._place_of(end))
        for mark in sorted(self._shown, key=lambda one: one.line.is_chosen):
            if mark.is_need:
                self._paint_need(painter, mark)
            else:
                self._paint_level(painter, mark)

    def _paint_ground(self, painter: QPainter) -> None:
        """A line at each whole level, and an upright one at each horizon."""
        look = theme.current()
        painter.setPen(hairline(look.colour("line")))
        for level in range(HIGHEST_LEVEL + 1):
            painter.drawLine(self._at(-1.0, level), self._at(self._count, level))
        painter.setPen(hairline(look.colour("line_strong")))
        for at in range(self._count):
            painter.drawLine(self._at(at, _LEAST), self._at(at, _MOST))

    def _joined(self) -> Iterator[tuple[Mark, Mark]]:
        """Marks of one place at neighbouring horizons."""
        known = {(mark.line.letter, mark.is_need, mark.at): mark for mark in self._shown}
        for (letter, is_need, at), mark in known.items():
            following = known.get((letter, is_need, at + 1))
            if following is not None:
                yield mark, following

    def _pen(self, mark: Mark) -> QPen:
        look = theme.current()
        pen = QPen(
            look.colour("accent" if mark.line.is_chosen else "text3"), 2.6 if mark.line.is_chosen else 1.6
        )
        pen.setStyle(Qt.PenStyle.DashLine if mark.is_need else Qt.PenStyle.SolidLine)
        return pen

    def _paint_level(self, painter: QPainter, mark: Mark) -> None:
        look = theme.current()
        disc = self._box(mark)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark.line.is_chosen:
            painter.setPen(QPen(look.colour("accent"), 2.4))
            painter.drawEllipse(disc.adjusted(-2.5, -2.5, 2.5, 2.5))
        if not mark.line.dotted[mark.at]:
            paint_letter(painter, disc, mark.line.letter, look.tokens)
            return
        painter.setBrush(look.colour("surface"))
        edge = QPen(look.colour("text"), 2.0, Qt.PenStyle.DotLine)
        painter.setPen(edge)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        self._write_letter(painter, disc, mark.line.letter)

    def _paint_need(self, painter: QPainter, mark: Mark) -> None:
        look = theme.current()
        box = self._box(mark)
        middle, reach = box.center(), box.width() / 2 + 1.5
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("accent" if mark.line.is_chosen else "text2"), 1.8))
        painter.drawPolygon(
            [
                middle + QPointF(0, -reach),
                middle + QPointF(reach, 0),
                middle + QPointF(0, reach),
                middle + QPointF(-reach, 0),
            ]
        )
        self._write_letter(painter, box, mark.line.letter)

    def _write_letter(self, painter: QPainter, box: QRectF, letter: str) -> None:
        look = theme.current()
        font = QFont(look.font("caption_strong"))
        font.setPixelSize(round(box.height() * 0.62))
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _box(self, mark: Mark) -> QRectF:
        side = theme.current().px(MARK_PX)
        middle = self._place_of(mark)
        return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)

    def _place_of(self, mark: Mark) -> QPointF:
        return self._at(mark.at, mark.value) + QPointF(mark.step * (theme.current().px(MARK_PX) + 5), 0)

    def _at(self, x: float, level: float) -> QPointF:
        return QPointF(self.mapToScene(QPointF(x, level)))
