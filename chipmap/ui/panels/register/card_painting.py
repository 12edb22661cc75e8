"""Paints one collaboration as a card: name, kind, partners, and its next step with what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chipmap.ui import theme
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from chipmap.ui.panels.register.row import RegisterRow

ROW_ROLE = Qt.ItemDataRole.UserRole + 2
"""The RegisterRow that an entry of the board is about."""
_Index = QModelIndex | QPersistentModelIndex
_PAD = 12
_GAP = 8
_MOST_NAME_LINES = 3
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class CardPainter(QStyledItemDelegate):
    """A card is as high as its texts need in the width of its column."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.width = 200
        self._heights: dict[tuple[object, ...], int] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        row: RegisterRow = index.data(ROW_ROLE)
        look = theme.current()
        key = (row.name, bool(row.step or row.due), self.width, look.text_scale)
        if key not in self._heights:
            lines = 3 if row.step or row.due else 2
            text = self._name_height(row.name) + lines * look.px(18) + 6
            self._heights[key] = text + 2 * _PAD + _GAP
        return QSize(self.width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: RegisterRow = index.data(ROW_ROLE)
        state, rect = option.state, option.rect
        is_current = bool(state & QStyle.StateFlag.State_HasFocus)
        self._paint_card(
            painter, rect, row, is_current=is_current, is_lit=bool(state & QStyle.StateFlag.State_MouseOver)
        )

    def picture(self, row: RegisterRow, size: QSize, ratio: float) -> QPixmap:
        """The card as it hangs on the pointer while it is dragged."""
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(0.92)
        self._paint_card(
            painter, QRect(0, 0, size.width(), size.height()), row, is_current=False, is_lit=True
        )
        painter.end()
        return pixmap

    def _paint_card(
        self, painter: QPainter, area: QRect, row: RegisterRow, *, is_current: bool, is_lit: bool
    ) -> None:
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface2" if is_lit else "surface"))
        is_chosen = row.key == self.chosen
        edge = ("focus", 3) if is_current else ("accent", 2) if is_chosen else ("line", 1)
        painter.setPen(QPen(look.colour(edge[0]), edge[1]))
        inset = edge[1] / 2 + 0.5
        card = QRectF(area).adjusted(inset, inset, -inset, -_GAP - inset)
        painter.drawRoundedRect(card, RADIUS_CARD, RADIUS_CARD)
        inside = area.adjusted(_PAD, _PAD, -_PAD, -_PAD - _GAP)
        self._paint_texts(painter, inside, row)
        painter.restore()

    def _paint_texts(self, painter: QPainter, inside: QRect, row: RegisterRow) -> None:
        look = theme.current()
        height = self._name_height(row.name)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("text"))
        painter.drawText(QRect(inside.left(), inside.top(), inside.width(), height), _WRAPPED, row.name)
        y, line = inside.top() + height + 4, look.px(18)
        lines = [("text2", "caption", row.kind), ("text2", "caption", row.partners)]
        if row.is_overdue:
            lines.append(
                ("danger", "caption_strong", _("Overdue: {step}").format(step=row.step or row.due_text))
            )
        elif row.step or row.due:
            lines.append(("text2", "caption", " · ".join(filter(None, (row.due_text, row.step)))))
        for ink, role, text in lines:
            painter.setFont(look.font(role))
            painter.setPen(look.colour(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(QRect(inside.left(), y, inside.width(), line), _LEFT, shown)
            y += line

    def _name_height(self, name: str) -> int:
        metrics = QFontMetrics(theme.current().font("small_strong"))
        room = QRect(0, 0, max(40, self.width - 2 * _PAD), 1000)
        wrapped = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), name).height()
        return min(wrapped, _MOST_NAME_LINES * metrics.lineSpacing())
