"""The part of a partner's card that adds the place to the agenda: a button, or a tick once it is there."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from chipmap.ui import theme
from chipmap.ui.tokens import CONTROL_HEIGHT, RADIUS_CONTROL
from chipmap.wording import _

_PAD = 14
_ICON = 16
_GAP = 6


def mark_text(*, is_in_agenda: bool) -> str:
    """What the mark says."""
    return _("In agenda") if is_in_agenda else _("Add to agenda")


def mark_size() -> QSize:
    """As large as either text needs, so that it does not move when it is pressed."""
    look = theme.current()
    metrics = QFontMetrics(look.font("small_strong"))
    add = metrics.horizontalAdvance(mark_text(is_in_agenda=False))
    there = metrics.horizontalAdvance(mark_text(is_in_agenda=True)) + look.px(_ICON) + _GAP
    return QSize(max(add, there) + 2 * _PAD, look.px(CONTROL_HEIGHT))


def paint_mark(painter: QPainter, rect: QRect, *, is_in_agenda: bool, is_hot: bool) -> None:
    """Draw the button where it adds, a frame with a tick where it takes out again."""
    look = theme.current()
    frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    text = mark_text(is_in_agenda=is_in_agenda)
    painter.setFont(look.font("small_strong"))
    if is_in_agenda:
        painter.setBrush(look.colour("accent_soft" if is_hot else "surface"))
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        side = look.px(_ICON)
        width = painter.fontMetrics().horizontalAdvance(text) + side + _GAP
        left = rect.center().x() - width // 2
        pixmap = look.pixmap("check", "text", side, painter.device().devicePixelRatioF())
        painter.drawPixmap(left, rect.center().y() - side // 2, pixmap)
        painter.setPen(look.colour("text"))
        room = QRect(left + side + _GAP, rect.top(), width, rect.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_hover" if is_hot else "accent"))
    painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.setPen(look.colour("on_accent"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
