"""Paints the cells of the grid: colour and figure of a level, pips in the heads of groups, marks of doubt.

A tile is drawn once for each look and then copied: a large grid shows only a few hundred different ones.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chipmap.ui import theme
from chipmap.ui.panels.level_texts import level_class
from chipmap.ui.panels.pips import Pips, paint_pips
from chipmap.ui.tables.score_grid.cells import GridCell
from chipmap.ui.tokens import RADIUS_INNER, ink
from chipmap.ui.widgets.dots import paint_dots
from chipmap.wording import _
from chipmap.wording.formats import signed

if TYPE_CHECKING:
    from chipmap.ui.tables.score_grid.model import GridModel, Index

_INSET_X, _INSET_Y = 3, 3
_DOT_STEP = 7.0
_CLEAR = 11.0
"""Around the figure no dot is drawn, so that it can be read."""
_ROOM_FOR_GAP = 62
_MARKS_ABOVE = 6
"""How far above the lower edge the raters' levels are marked."""
_KEPT_TILES = 4_000
_SELECTED = QStyle.StateFlag.State_Selected.value


class TileLook(NamedTuple):
    """Everything that a tile's picture depends on, besides theme and size."""

    level: int | None
    text: str
    is_dotted: bool = False
    is_not_applicable: bool = False
    corner: str = ""
    marks: tuple[int, ...] = ()


@lru_cache(maxsize=8192)
def look_of(cell: GridCell, *, is_consolidated: bool) -> TileLook:
    """How a cell looks; marks and number of raters only where several answer."""
    is_known = cell.level is not None and not cell.is_not_applicable
    level = level_class(cell.level) if is_known and cell.level is not None else None
    corner = signed(cell.gap) if cell.gap is not None else ""
    if corner == signed(0):
        corner = ""
    marks: tuple[int, ...] = ()
    if is_consolidated and cell.answers:
        marks = cell.answers if len(cell.answers) > 1 else ()
        corner = _("n {count}").format(count=len(cell.answers))
    return TileLook(level, cell.text, cell.is_dotted, cell.is_not_applicable, corner, marks)


class CellPainter(QStyledItemDelegate):
    """Draws with the model's cells; the editor of a cell takes one answer as text."""

    def __init__(self, model: GridModel, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self._tiles: dict[tuple[object, ...], QPixmap] = {}
        theme.current().changed.connect(self._tiles.clear)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme.current(), option.rect
        row = self._model.rows[index.row()]
        at, column = index.row(), index.column()
        is_selected = bool(option.state.value & _SELECTED)
        current = self._view.currentIndex()
        is_current = current.row() == at and current.column() == column
        if is_selected or current.column() == column:
            painter.fillRect(area, look.colour("accent_soft"))
        if row.is_head:
            painter.fillRect(area.x(), area.bottom(), area.width(), 1, look.colour("line"))
        if row.segment:
            cell = self._model.cell(at, column)
            if row.is_head:
                self._paint_head(painter, QRectF(area), cell)
            else:
                self._paint_tile(painter, area, cell)
        if self._model.reference and self._model.subjects[column] == self._model.reference:
            painter.fillRect(area.x(), area.y(), 2, area.height(), look.colour("line_strong"))
        if is_current or is_selected:
            self._paint_ring(painter, QRectF(area), is_current=is_current)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.current().px(64), theme.current().px(40))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(24)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setAccessibleName(_("Level 0 to 5, N for not applicable, nothing for not scored"))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | Index) -> None:
        assert isinstance(editor, QLineEdit)
        cell = self._model.cell(index.row(), index.column())
        editor.setText("" if cell.answer is None else cell.text)
        editor.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down leave the editor as they do in a spreadsheet; it keeps left and right.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_move = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if is_move and isinstance(watched, QWidget):
                self.commitData.emit(watched)
                self.closeEditor.emit(watched)
                return True
        return super().eventFilter(watched, event)

    def _paint_head(self, painter: QPainter, area: QRectF, cell: GridCell) -> None:
        look = theme.current()
        if cell.is_not_applicable or cell.level is None:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("text3"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, cell.text)
            return
        key = (cell.level, cell.is_dotted, cell.need, area.width(), area.height())
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._blank(key, area)
            drawing = QPainter(tile)
            width, height = min(area.width() - 12, look.px(68)), look.px(22)
            box = QRectF((area.width() - width) / 2, (area.height() - height) / 2 - 2, width, height)
            paint_pips(drawing, box, Pips(cell.level, cell.need, cell.is_dotted), look.tokens)
            drawing.end()
        painter.drawPixmap(area.topLeft(), tile)

    def _paint_tile(self, painter: QPainter, area: QRect, cell: GridCell) -> None:
        looks = look_of(cell, is_consolidated=not self._model.source.question.is_open)
        key = (looks, area.width(), area.height())
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._blank(key, QRectF(area))
            drawing = QPainter(tile)
            inner = QRectF(0, 0, area.width(), area.height()).adjusted(
                _INSET_X, _INSET_Y, -_INSET_X, -_INSET_Y
            )
            paint_tile(drawing, inner, looks)
            drawing.end()
        painter.drawPixmap(area.topLeft(), tile)

    def _blank(self, key: tuple[object, ...], area: QRectF) -> QPixmap:
        if len(self._tiles) > _KEPT_TILES:
            self._tiles.clear()
        ratio = self._view.devicePixelRatioF()
        tile = QPixmap(round(area.width() * ratio), round(area.height() * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(Qt.GlobalColor.transparent)
        self._tiles[key] = tile
        return tile

    def _paint_ring(self, painter: QPainter, area: QRectF, *, is_current: bool) -> None:
        """A thin frame in a selection; around the current cell a strong one with a gap to the colour."""
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if is_current:
            painter.setPen(QPen(look.colour("surface"), 2))
            painter.drawRoundedRect(area.adjusted(3.5, 3.5, -3.5, -3.5), RADIUS_INNER, RADIUS_INNER)
            width = 3.0 if self._view.hasFocus() else 2.0
            painter.setPen(QPen(look.colour("focus"), width))
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), RADIUS_INNER + 2, RADIUS_INNER + 2)
        else:
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS_INNER, RADIUS_INNER)
        painter.restore()


def paint_tile(painter: QPainter, area: QRectF, looks: TileLook) -> None:
    """Draw a tile into `area`: filled where a level is known, else an empty frame with its word."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_INNER, RADIUS_INNER)
    if looks.level is None:
        _paint_unfilled(painter, area, shape, looks)
        return
    colour = QColor(look.tokens.capability[looks.level])
    painter.fillPath(shape, colour)
    figure = QColor(ink(colour.name()))
    if looks.is_dotted:
        _paint_dotted(painter, area, shape, colour, looks)
    if looks.level == 0:
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawPath(shape)
    painter.setPen(figure)
    painter.setFont(look.font("body_strong", is_tabular=True))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, looks.text)
    _paint_corner(painter, area, figure, looks)


def _paint_unfilled(painter: QPainter, area: QRectF, shape: QPainterPath, looks: TileLook) -> None:
    look = theme.current()
    style = Qt.PenStyle.DashLine if looks.is_not_applicable else Qt.PenStyle.SolidLine
    painter.fillPath(shape, look.colour("surface"))
    ink_of_frame = "line_strong" if looks.is_not_applicable or look.strong_outlines else "line"
    painter.setPen(QPen(look.colour(ink_of_frame), 1, style))
    painter.drawPath(shape)
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("text3"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, looks.text)


def _paint_dotted(
    painter: QPainter, area: QRectF, shape: QPainterPath, colour: QColor, looks: TileLook
) -> None:
    """Dots over the tile, but none behind its figures."""
    clear = QPainterPath()
    reach = theme.current().px(_CLEAR) + 4 * max(0, len(looks.text) - 1)
    clear.addEllipse(area.center(), reach, theme.current().px(_CLEAR))
    if looks.corner and area.width() >= theme.current().px(_ROOM_FOR_GAP):
        clear.addRect(_corner_area(area).adjusted(-2, 0, 4, 0))
    if looks.marks:
        strip = 2 * theme.current().px(_MARKS_ABOVE)
        clear.addRect(QRectF(area.left(), area.bottom() - strip, area.width(), strip))
    paint_dots(painter, shape.subtracted(clear), colour, _DOT_STEP)


def _corner_area(area: QRectF) -> QRectF:
    width, height = theme.current().px(24), theme.current().px(16)
    return QRectF(area.right() - width - 3, area.top() + 1, width, height)


def _paint_corner(painter: QPainter, area: QRectF, figure: QColor, looks: TileLook) -> None:
    """In the corner the gap to the need, or the number of raters; below, a mark for each of their levels."""
    look = theme.current()
    painter.setPen(figure)
    if looks.corner and area.width() >= look.px(_ROOM_FOR_GAP):
        painter.setFont(look.font("caption", is_tabular=True))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(_corner_area(area), right, looks.corner)
    elif looks.corner.startswith("−"):
        painter.setBrush(figure)
        painter.setPen(Qt.PenStyle.NoPen)
        side, at = look.px(7), area.topRight() + QPointF(-3, 3)
        painter.drawConvexPolygon([at, at + QPointF(-side, 0), at + QPointF(0, side)])
    if looks.marks:
        _paint_marks(painter, area, figure, looks.marks)


def _paint_marks(painter: QPainter, area: QRectF, figure: QColor, marks: tuple[int, ...]) -> None:
    """A dot for each answer on a line from 0 to 5; equal answers stand side by side."""
    look = theme.current()
    left, right, y = area.left() + 8, area.right() - 8, area.bottom() - look.px(_MARKS_ABOVE)
    track = QColor(figure)
    track.setAlphaF(0.5)
    painter.setPen(QPen(track, 1))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(figure)
    radius = 2.2 * look.text_scale
    for at, level in enumerate(marks):
        equals_before = marks[:at].count(level)
        x = left + (right - left) * level / 5 + equals_before * 2.4 * radius
        painter.drawEllipse(QPointF(x, y), radius, radius)
