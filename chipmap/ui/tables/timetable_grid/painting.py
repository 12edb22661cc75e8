"""Paints the cells of the timetable: two names in a card, marks of what is pinned, held or void.

Nothing is told by hue alone: a pin, a tick and a struck name say the same as their colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QTableView

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.dots import paint_dots

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from chipmap.ui.tables.timetable_grid.board import Address, BoardMeeting, Seat
    from chipmap.ui.tables.timetable_grid.model import Index, TimetableModel

_INSET = 3
_PAD = 10
_LINE = 18
_MARK = 14
_FADED = 0.38
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Verdict(NamedTuple):
    """What speaks against a move, in words; empty where nothing does. What blocks is never made."""

    objection: str = ""
    is_blocking: bool = False


NO_OBJECTION = Verdict()


@dataclass(frozen=True, slots=True)
class Carry:
    """A meeting that is being moved: where it came from, where it would go, and what speaks against it."""

    source: Address
    target: Address
    verdict: Verdict = NO_OBJECTION


def carry_ink(carry: Carry) -> str:
    """The colour of what would happen on the drop."""
    if carry.verdict.is_blocking:
        return "danger"
    return "warn" if carry.verdict.objection else "accent"


class MeetingPainter(QStyledItemDelegate):
    """Draws a cell; the view tells what is carried and who is highlighted."""

    def __init__(self, model: TimetableModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.carry: Carry | None = None
        self.highlighted = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = theme.current()
        return QSize(look.px(180), look.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        address = self._model.address(index)
        slot = self._model.board.slots[address[0]]
        look = theme.current()
        painter.save()
        painter.fillRect(rect, look.colour("canvas" if slot.is_break else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour("line"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), look.colour("line"))
        meeting = self._model.meeting(address)
        if meeting is not None:
            self._paint_meeting(painter, rect, meeting, is_held=slot.is_held, address=address)
        self._paint_ring(painter, rect, index, address)
        painter.restore()

    def _paint_meeting(
        self, painter: QPainter, rect: QRect, meeting: BoardMeeting, *, is_held: bool, address: Address
    ) -> None:
        look = theme.current()
        is_lit = self.highlighted in meeting.pair
        is_faded = bool(self.highlighted) and not is_lit
        is_carried = self.carry is not None and self.carry.source == address
        card = QRectF(rect).adjusted(_INSET, _INSET, -_INSET - 1, -_INSET - 1)
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setOpacity(_FADED if is_faded or is_carried else 1.0)
        painter.setBrush(look.colour("accent_soft" if is_lit else "surface2" if is_held else "surface"))
        edge = "accent" if is_lit else "line" if is_held else "line_strong"
        style = Qt.PenStyle.DashLine if is_carried else Qt.PenStyle.SolidLine
        painter.setPen(QPen(look.colour(edge), 1, style))
        painter.drawRoundedRect(card, RADIUS_CONTROL, RADIUS_CONTROL)
        if meeting.is_suggested:
            self._paint_suggested(painter, card)
        marks = self._marks(meeting, is_held=is_held)
        side = look.px(_MARK)
        for number, (icon, token) in enumerate(marks):
            pixmap = look.pixmap(icon, token, side, self._view.devicePixelRatioF())
            painter.drawPixmap(
                int(card.right()) - side - 5, int(card.top()) + 5 + number * (side + 4), pixmap
            )
        room = card.toRect().adjusted(look.px(_PAD), 0, -look.px(_PAD) - (side if marks else 0), 0)
        line, middle = look.px(_LINE), room.center().y()
        for seat, top in ((meeting.one, middle - line), (meeting.other, middle)):
            line_room = QRect(room.left(), top, room.width(), line)
            self._paint_seat(painter, line_room, seat, is_held=is_held)
        painter.setOpacity(1.0)

    def _paint_suggested(self, painter: QPainter, card: QRectF) -> None:
        """Dots along the left edge, as suggested levels have them."""
        strip = QPainterPath()
        strip.addRect(QRectF(card.left() + 1, card.top() + 3, theme.current().px(7), card.height() - 6))
        paint_dots(painter, strip, theme.current().colour("surface"), 5.0)

    def _paint_seat(self, painter: QPainter, room: QRect, seat: Seat, *, is_held: bool) -> None:
        look = theme.current()
        font = look.font("small_strong" if seat.key == self.highlighted else "small")
        font.setStrikeOut(seat.is_gone)
        painter.setFont(font)
        painter.setPen(look.colour("text2" if is_held or seat.is_gone else "text"))
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(seat.name, elide, room.width())
        painter.drawText(room, _LEFT, name)
        used = painter.fontMetrics().horizontalAdvance(name) + look.px(6)
        left = room.width() - used
        if seat.organisation and left > look.px(28):
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("text3"))
            text = painter.fontMetrics().elidedText(seat.organisation, elide, left)
            painter.drawText(room.adjusted(used, 0, 0, 0), _LEFT, text)

    def _marks(self, meeting: BoardMeeting, *, is_held: bool) -> list[tuple[str, str]]:
        """Icons from the top: held or pinned, then must meet or void."""
        marks = []
        if is_held:
            marks.append(("check", "text3"))
        elif meeting.is_pinned:
            marks.append(("map-pin", "accent"))
        if meeting.is_void and not is_held:
            marks.append(("triangle-alert", "warn"))
        elif meeting.is_must:
            marks.append(("circle-alert", "text2"))
        return marks

    def _paint_ring(self, painter: QPainter, rect: QRect, index: Index, address: Address) -> None:
        """Where a meeting would go, amber with an objection, red where it cannot; else the current cell."""
        look = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        ring = QRectF(rect).adjusted(1.5, 1.5, -2.5, -2.5)
        carry = self.carry
        if carry is not None and carry.target == address and carry.source != address:
            style = Qt.PenStyle.DashLine if carry.verdict.objection else Qt.PenStyle.SolidLine
            painter.setPen(QPen(look.colour(carry_ink(carry)), 3 if self._view.hasFocus() else 2, style))
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)
        elif self._view.currentIndex() == index:
            has_focus = self._view.hasFocus()
            painter.setPen(QPen(look.colour("focus" if has_focus else "line_strong"), 3 if has_focus else 1))
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)
