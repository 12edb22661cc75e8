"""Paints the three words of a wish as one choice, and the tick of a promise; dots mark what is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QTableView

from chipmap.model.records import WishKind
from chipmap.ui import theme
from chipmap.ui.tables.wishes.model import WishColumn
from chipmap.ui.tables.wishes.rows import wish_title
from chipmap.ui.tokens import RADIUS_CONTROL, RADIUS_INNER
from chipmap.ui.widgets.dots import paint_dots

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from chipmap.ui.tables.wishes.model import Index, WishesModel
    from chipmap.ui.tables.wishes.rows import WishRow

KINDS = (WishKind.WANT, WishKind.POSSIBLE, WishKind.NO)
_PART_PAD = 9
_HEIGHT = 28
_LEFT = 8
_TICK = 18


def choice_width() -> int:
    """How wide the choice of a wish is at this size of text."""
    return sum(_part_widths()) + 2 * theme.current().px(_LEFT)


def kind_at(rect: QRect, point: QPoint) -> WishKind | None:
    """Which word of the choice in a cell lies under a point."""
    for kind, part in zip(KINDS, _parts(rect), strict=True):
        if part.contains(point.x(), point.y()):
            return kind
    return None


class WishPainter(QStyledItemDelegate):
    """Everything else in a cell is text."""

    def __init__(self, model: WishesModel, view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        row, column = self._model.rows[index.row()], WishColumn(index.column())
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        if column is WishColumn.WISH:
            self._paint_choice(painter, rect, row)
        elif column is WishColumn.MUST:
            self._paint_tick(painter, rect, is_on=row.is_must)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().colour("focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -2), RADIUS_INNER, RADIUS_INNER)
        painter.restore()

    def _paint_choice(self, painter: QPainter, rect: QRect, row: WishRow) -> None:
        look = theme.current()
        chosen = row.wish.wish if row.wish is not None else None
        parts = _parts(rect)
        whole = QRectF(parts[0]).united(QRectF(parts[-1]))
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(whole, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setFont(look.font("caption_strong"))
        for kind, part in zip(KINDS, parts, strict=True):
            ink = "text2"
            inner = QRectF(part).adjusted(2, 2, -2, -2)
            if kind is chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent" if kind is not WishKind.NO else "text2"))
                painter.drawRoundedRect(inner, RADIUS_INNER, RADIUS_INNER)
                ink = "on_accent" if kind is not WishKind.NO else "surface"
            elif chosen is None and row.suggestion and kind is WishKind.POSSIBLE:
                shape = QPainterPath()
                shape.addRoundedRect(inner, RADIUS_INNER, RADIUS_INNER)
                paint_dots(painter, shape, look.colour("accent_soft"), 6.0)
            painter.setPen(look.colour(ink))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, wish_title(kind))

    def _paint_tick(self, painter: QPainter, rect: QRect, *, is_on: bool) -> None:
        look = theme.current()
        side = look.px(_TICK)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        painter.setPen(QPen(look.colour("accent" if is_on else "line_strong"), 1.5))
        painter.setBrush(look.colour("accent" if is_on else "surface"))
        painter.drawRoundedRect(box, RADIUS_INNER, RADIUS_INNER)
        if is_on:
            inner = round(side * 0.8)
            pixmap = look.pixmap("check", "on_accent", inner, self._view.devicePixelRatioF())
            painter.drawPixmap(
                round(box.center().x() - inner / 2), round(box.center().y() - inner / 2), pixmap
            )


def _part_widths() -> list[int]:
    look = theme.current()
    metrics = QFontMetrics(look.font("caption_strong"))
    return [metrics.horizontalAdvance(wish_title(kind)) + 2 * look.px(_PART_PAD) for kind in KINDS]


def _parts(rect: QRect) -> list[QRect]:
    """Where the three words stand in a cell."""
    look = theme.current()
    left, height = rect.left() + look.px(_LEFT), look.px(_HEIGHT)
    top = rect.center().y() - height // 2
    parts = []
    for width in _part_widths():
        parts.append(QRect(left, top, width, height))
        left += width
    return parts
