"""Paints when a collaboration is: a bar from start to end, open where no end is known, and its next step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chipmap.model.geography.arcs import UNDECIDED_STAGES
from chipmap.model.records import CollaborationStage
from chipmap.model.records.partial_dates import day_span
from chipmap.ui import theme
from chipmap.ui.panels.register.time_scale import TimeScale
from chipmap.ui.panels.register.timeline_model import LINE_ROLE
from chipmap.ui.tokens import RADIUS_INNER

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from chipmap.model.records import Collaboration
    from chipmap.ui.panels.register.row import RegisterRow
    from chipmap.ui.panels.register.timeline_model import Line

_Index = QModelIndex | QPersistentModelIndex
_BAR = 16
_MARK = 6
_OPEN_DAYS = 120
"""So far beyond today, or beyond its start, a bar fades out whose end is not known."""


class BarPainter(QStyledItemDelegate):
    """Draws the second column of the timeline on a scale; it owns the scale that all rows share."""

    def __init__(self, parent: QObject, today: date) -> None:
        super().__init__(parent)
        self.today = today
        self.scale = TimeScale(today - timedelta(days=365), 730.0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(LINE_ROLE)
        if line.row is None:
            return
        state, area = option.state, option.rect
        look = theme.current()
        painter.save()
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.colour("accent_soft"))
        for tick in self.scale.ticks(area.width()):
            x = area.left() + self.scale.x_of(tick.day, area.width())
            painter.fillRect(QRectF(x, area.top(), 1, area.height()), look.colour("line"))
        self._paint_bar(painter, area, line.row.record)
        x = area.left() + self.scale.x_of(self.today, area.width())
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom() + 1))
        self._paint_mark(painter, area, line.row)
        painter.restore()

    def _paint_bar(self, painter: QPainter, area: QRect, record: Collaboration) -> None:
        start = day_span(record.start)
        if start is None:
            return
        look = theme.current()
        end = day_span(record.end)
        last = end[1] if end is not None else self._open_end(start[0], record)
        left = area.left() + self.scale.x_of(start[0], area.width())
        right = max(left + 4, area.left() + self.scale.x_of(last + timedelta(days=1), area.width()))
        height = look.px(_BAR)
        bar = QRectF(left, area.center().y() - height / 2 + 0.5, right - left, height)
        is_done = record.stage == CollaborationStage.DONE
        ink = QColor(look.tokens.line_strong if is_done else look.tokens.collaboration)
        is_undecided = record.stage in UNDECIDED_STAGES
        soft = QColor(ink)
        soft.setAlphaF(0.16 if is_undecided else 1.0)
        painter.setBrush(soft)
        painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine) if is_undecided else Qt.PenStyle.NoPen)
        if end is None:
            painter.setBrush(_fading(bar, soft))
            if is_undecided:
                pen = QPen(_fading(bar, ink), 1.4)
                pen.setStyle(Qt.PenStyle.DashLine)
                painter.setPen(pen)
        painter.drawRoundedRect(bar, RADIUS_INNER, RADIUS_INNER)

    def _open_end(self, start: date, record: Collaboration) -> date:
        """Where a bar without an end fades out: past today while it lasts, by today where it is done."""
        if record.stage == CollaborationStage.DONE:
            return max(self.today, start + timedelta(days=30))
        return max(self.today, start) + timedelta(days=_OPEN_DAYS)

    def _paint_mark(self, painter: QPainter, area: QRect, row: RegisterRow) -> None:
        """A diamond where the next step is due; a late one is filled in the colour of danger."""
        if row.due is None:
            return
        look = theme.current()
        x, y = area.left() + self.scale.x_of(row.due, area.width()), area.center().y() + 0.5
        side = look.px(_MARK)
        diamond = QPolygonF(
            [QPointF(x, y - side), QPointF(x + side, y), QPointF(x, y + side), QPointF(x - side, y)]
        )
        painter.setPen(QPen(look.colour("surface"), 1.5))
        painter.setBrush(look.colour("danger" if row.is_overdue else "text"))
        painter.drawPolygon(diamond)


def _fading(bar: QRectF, ink: QColor) -> QLinearGradient:
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    gone = QColor(ink)
    gone.setAlphaF(0.0)
    gradient.setColorAt(0.0, ink)
    gradient.setColorAt(max(0.0, 1.0 - 60.0 / max(61.0, bar.width())), ink)
    gradient.setColorAt(1.0, gone)
    return gradient
