"""Paints the cells of a comparison: the level on its colour, beside it the gap with its sign and the need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from chipmap.ui import theme
from chipmap.ui.panels.compared_table import ARROW_PX, INDENT_PX
from chipmap.ui.panels.compared_texts import cell_gap, cell_need
from chipmap.ui.panels.level_texts import figure_of, level_class
from chipmap.ui.tokens import RADIUS_INNER, ink
from chipmap.ui.widgets.dots import paint_dots

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from chipmap.model.analysis.needs import Gap
    from chipmap.model.analysis.side_by_side import ComparedSegment
    from chipmap.model.analysis.standing import Standing
    from chipmap.ui.panels.compared_table import ComparedTable, Index

SWATCH_PX, NARROW_SWATCH_PX = (30, 26), (26, 21)
ROOMY_PX = 88
"""From this width on gap and need stand beside the level."""
_PAD = 6
_VERTICAL_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ComparedCells(QStyledItemDelegate):
    """The chosen segment on a tinted ground; the cell that has the keyboard in a ring."""

    def __init__(self, table: ComparedTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme.current(), QRect(option.rect)
        row = self._table.cells.rows[index.row()]
        is_chosen = row.segment.id == self._table.cells.chosen
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.fillRect(area, look.colour("accent_soft"))
        elif index.row() > 0:
            painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), look.colour("line"))
        if index.column() == 0:
            self._paint_name(painter, area, row, is_chosen=is_chosen)
        else:
            self._paint_gap(painter, area, row.gaps[index.column() - 1])
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if has_focus and self._table.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2.0))
            painter.drawRoundedRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5), RADIUS_INNER, RADIUS_INNER)
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRect, row: ComparedSegment, *, is_chosen: bool) -> None:
        look = theme.current()
        left = area.left() + look.px(_PAD) + row.depth * look.px(INDENT_PX)
        right = area.right() - look.px(_PAD)
        if row.has_children:
            size = look.px(ARROW_PX)
            name = "chevron-down" if row.is_open else "chevron-right"
            arrow = look.pixmap(name, "text2", size, painter.device().devicePixelRatio())
            painter.drawPixmap(right - size, area.center().y() - size // 2, arrow)
            right -= size + look.px(2)
        painter.setFont(look.font("small_strong" if is_chosen else "small"))
        painter.setPen(look.colour("text" if is_chosen or row.depth == 0 else "text2"))
        box = QRect(left, area.top(), right - left, area.height())
        name = row.segment.short_name or row.segment.name
        painter.drawText(
            box, _VERTICAL_MIDDLE | Qt.TextFlag.TextWordWrap, self._in_two_lines(painter, name, box)
        )

    def _in_two_lines(self, painter: QPainter, name: str, box: QRect) -> str:
        """A name that would need three lines ends in an ellipsis instead."""
        metrics = painter.fontMetrics()
        wrapped = metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), name)
        if wrapped.height() <= 2 * metrics.lineSpacing() + 4 and wrapped.width() <= box.width():
            return name
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())

    def _paint_gap(self, painter: QPainter, area: QRect, gap: Gap) -> None:
        look = theme.current()
        width, height = (look.px(side) for side in SWATCH_PX)
        need, value = cell_need(gap), cell_gap(gap)
        if area.width() < look.px(ROOMY_PX):
            self._paint_narrow_gap(painter, area, gap)
            return
        swatch = QRectF(area.left() + look.px(_PAD), area.center().y() - height / 2, width, height)
        _paint_swatch(painter, swatch, gap.standing)
        left = round(swatch.right()) + look.px(_PAD)
        box = QRect(left, area.top(), area.right() - left, area.height())
        upper, lower = QRect(box), QRect(box)
        if need and value:
            upper.setBottom(area.center().y() + 1)
            lower.setTop(area.center().y() + 1)
            upper.setTop(upper.bottom() - look.px(18))
            lower.setBottom(lower.top() + look.px(16))
        painter.setFont(look.font("small_strong", is_tabular=True))
        painter.setPen(look.colour("text"))
        painter.drawText(upper, _VERTICAL_MIDDLE, value)
        painter.setFont(look.font("caption", is_tabular=True))
        painter.setPen(look.colour("text3"))
        painter.drawText(lower, _VERTICAL_MIDDLE, need)

    def _paint_narrow_gap(self, painter: QPainter, area: QRect, gap: Gap) -> None:
        """The gap beside the level, the need below both."""
        look = theme.current()
        need, left = cell_need(gap), area.left() + look.px(3)
        height = look.px(NARROW_SWATCH_PX[1])
        top = area.center().y() - (look.px(19) if need else height / 2)
        swatch = QRectF(left, top, look.px(NARROW_SWATCH_PX[0]), height)
        _paint_swatch(painter, swatch, gap.standing)
        beside = QRectF(swatch.right() + look.px(4), top, area.right() - swatch.right(), height)
        painter.setFont(look.font("small_strong", is_tabular=True))
        painter.setPen(look.colour("text"))
        painter.drawText(beside, _VERTICAL_MIDDLE, cell_gap(gap))
        painter.setFont(look.font("caption", is_tabular=True))
        painter.setPen(look.colour("text3"))
        below = QRectF(left, swatch.bottom(), area.width() - look.px(3), look.px(17))
        painter.drawText(below, _VERTICAL_MIDDLE, need)


def _paint_swatch(painter: QPainter, box: QRectF, standing: Standing) -> None:
    """The level as a figure on its colour: dotted when suggested, hatched when nothing is known."""
    look = theme.current()
    frame = QPainterPath()
    frame.addRoundedRect(box, RADIUS_INNER, RADIUS_INNER)
    is_blank = standing.level is None or standing.is_not_applicable
    colour = look.colour("land")
    if not is_blank and standing.level is not None:
        colour = QColor(look.tokens.capability[level_class(standing.level)])
    painter.fillPath(frame, colour)
    if is_blank:
        painter.fillPath(frame, QBrush(look.colour("hatch"), Qt.BrushStyle.BDiagPattern))
    elif standing.is_dotted:
        paint_dots(painter, frame, colour)
        middle = box.adjusted(box.width() * 0.22, 4.0, -box.width() * 0.22, -4.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(middle, RADIUS_INNER, RADIUS_INNER)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("line_strong"), 1.0))
    painter.drawPath(frame)
    painter.setFont(look.font("small_strong", is_tabular=True))
    painter.setPen(look.colour("text") if is_blank else QColor(ink(colour.name())))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, figure_of(standing))
