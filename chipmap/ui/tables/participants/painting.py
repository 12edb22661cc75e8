"""Paints what is no text in the table of participants: dots of availability, the switch of a no-show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QTableView

from chipmap.ui import theme
from chipmap.ui.tables.participants.columns import Field
from chipmap.ui.tokens import RADIUS_INNER

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from chipmap.ui.tables.participants.model import Index, ParticipantsModel

_RADIUS = 6
_SWITCH_WIDTH, _SWITCH_HEIGHT = 30, 16
_FOCUSED = QStyle.StateFlag.State_HasFocus


class ParticipantPainter(QStyledItemDelegate):
    """A full dot is there, an empty one is not, a dash is a break; the switch has its knob at its side."""

    def __init__(self, model: ParticipantsModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column, person = self._model.column(index), self._model.person(index)
        rect: QRect = option.rect
        is_painted = column.field in (Field.SLOT, Field.GONE)
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        if column.field is Field.SLOT:
            is_away = column.slot in person.absent
            is_gone = person.gone_from is not None and column.slot >= person.gone_from
            self._paint_dot(
                painter, rect, is_away=is_away or is_gone, is_break=self._model.is_break(column.slot)
            )
        elif column.field is Field.GONE:
            self._paint_switch(painter, rect, is_on=person.gone_from is not None)
        if index == self._view.currentIndex() and (is_painted or self._view.hasFocus()):
            self._paint_ring(painter, rect)
        painter.restore()

    def _paint_dot(self, painter: QPainter, rect: QRect, *, is_away: bool, is_break: bool) -> None:
        look = theme.current()
        centre, radius = QPointF(rect.center()) + QPointF(0.5, 0.5), look.px(_RADIUS)
        if is_break:
            painter.setPen(QPen(look.colour("text3"), 1.5))
            half = QPointF(radius - 1, 0)
            painter.drawLine(centre - half, centre + half)
            return
        painter.setPen(QPen(look.colour("line_strong" if is_away else "accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if is_away else look.colour("accent"))
        painter.drawEllipse(centre, radius - 1, radius - 1)

    def _paint_switch(self, painter: QPainter, rect: QRect, *, is_on: bool) -> None:
        look = theme.current()
        width, height = look.px(_SWITCH_WIDTH), look.px(_SWITCH_HEIGHT)
        track = QRectF(0, 0, width, height)
        track.moveCenter(QRectF(rect).center())
        painter.setPen(QPen(look.colour("warn" if is_on else "line_strong"), 1))
        painter.setBrush(look.colour("warn" if is_on else "surface"))
        painter.drawRoundedRect(track, height / 2, height / 2)
        knob = height / 2 - 3
        x = track.right() - height / 2 if is_on else track.left() + height / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface" if is_on else "line_strong"))
        painter.drawEllipse(QPointF(x, track.center().y()), knob, knob)

    def _paint_ring(self, painter: QPainter, rect: QRect) -> None:
        look = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("focus" if self._view.hasFocus() else "line_strong"), 2))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -2), RADIUS_INNER, RADIUS_INNER)
