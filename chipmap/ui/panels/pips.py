"""Five small cells that show a level from 0 to 5, with a caret where the need is.

Unknown is not zero: level 0 is five empty cells, a segment that is not scored has no cells at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from chipmap.ui.tokens import Tokens
from chipmap.ui.widgets.dots import paint_dots

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standing

CELLS = 5
_GAP_SHARE = 0.16


@dataclass(frozen=True, slots=True)
class Pips:
    """What five cells show: `level` 0–5 or None for not scored, `need` 0–5 or None for no need recorded."""

    level: float | None
    need: float | None = None
    is_dotted: bool = False
    is_not_applicable: bool = False

    @classmethod
    def of(cls, standing: Standing, need: float | None) -> Pips:
        """The cells of a standing; a lower bound is drawn like a suggestion."""
        return cls(standing.level, need, standing.is_dotted, standing.is_not_applicable)


def level_colour(level: float, tokens: Tokens) -> QColor:
    """The colour of the class that `level` 0–5 falls into."""
    return QColor(tokens.capability[min(CELLS, max(0, floor(level + 0.5)))])


def paint_pips(painter: QPainter, area: QRectF, pips: Pips, tokens: Tokens) -> None:
    """Draw the cells into `area`, whose upper third is kept for the caret of the need."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cells = QRectF(area.left(), area.top() + area.height() * 0.36, area.width(), area.height() * 0.5)
    if pips.level is None or pips.is_not_applicable:
        _paint_unknown(painter, cells, tokens)
    else:
        _paint_cells(painter, cells, pips, pips.level, tokens)
    if pips.need is not None and not pips.is_not_applicable:
        _paint_caret(painter, cells, pips.need, tokens)
    painter.restore()


def _cell(cells: QRectF, index: int) -> QRectF:
    gap = cells.width() * _GAP_SHARE / CELLS
    width = (cells.width() - gap * (CELLS - 1)) / CELLS
    left = cells.left() + index * (width + gap)
    return QRectF(left, cells.top(), width, cells.height()).adjusted(0.5, 0.5, -0.5, -0.5)


def _paint_cells(painter: QPainter, cells: QRectF, pips: Pips, level: float, tokens: Tokens) -> None:
    colour = level_colour(level, tokens)
    radius = min(3.0, cells.height() / 3)
    for index in range(CELLS):
        cell = _cell(cells, index)
        frame = QPainterPath()
        frame.addRoundedRect(cell, radius, radius)
        filled = min(1.0, max(0.0, level - index))
        if filled > 0:
            part = QPainterPath()
            part.addRect(QRectF(cell.left(), cell.top(), cell.width() * filled, cell.height()))
            part = part.intersected(frame)
            painter.fillPath(part, colour)
            if pips.is_dotted:
                paint_dots(painter, part, colour)
        edge = QColor(tokens.line_strong)
        if filled == 1.0 and _stands_out(colour, tokens):
            edge = colour
        painter.setPen(QPen(edge, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame)


def _stands_out(colour: QColor, tokens: Tokens) -> bool:
    """Whether a filled cell needs no border to be seen on the panel."""
    return abs(colour.lightness() - QColor(tokens.surface).lightness()) > 40


def _paint_unknown(painter: QPainter, cells: QRectF, tokens: Tokens) -> None:
    """A hairline where the cells would be: nothing is known, which is not the same as five empty cells."""
    painter.setPen(QPen(QColor(tokens.line_strong), 1.0, Qt.PenStyle.DotLine))
    y = round(cells.center().y()) + 0.5
    painter.drawLine(QPointF(cells.left(), y), QPointF(cells.right(), y))


def _paint_caret(painter: QPainter, cells: QRectF, need: float, tokens: Tokens) -> None:
    x = cells.left() + cells.width() * min(1.0, max(0.0, need / CELLS))
    half = cells.height() * 0.42
    tip = cells.top() - 1.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.text))
    painter.drawPolygon(
        QPolygonF([QPointF(x - half, tip - half * 1.2), QPointF(x + half, tip - half * 1.2), QPointF(x, tip)])
    )
