"""The table of foresight itself: one Tab stop, read with the arrows; Enter opens the score behind a cell.

Blue has, brown lacks: a gap is printed with its sign in the colour of the map's scale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from chipmap.model.analysis.standing import class_of
from chipmap.ui import theme
from chipmap.ui.panels.level_texts import NOT_APPLICABLE, NOT_SCORED, level_class
from chipmap.ui.tables.foresight_grid.headers import HorizonsHeader, parts_of
from chipmap.ui.tables.foresight_grid.model import ForesightModel, Index, texts_of
from chipmap.ui.tables.score_grid.headers import CapabilitiesHeader, CornerHead
from chipmap.ui.tables.score_grid.painting import TileLook, paint_tile
from chipmap.ui.tokens import RADIUS_INNER, ink
from chipmap.ui.ways import is_side_button
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

    from chipmap.model.analysis.needs import Gap

_ROW = 36
_COLUMN = 122
_SEGMENTS, _SEGMENTS_NARROW = 224, 168
_NARROW = 760
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_MOST_GAP = 3


class GapPainter(QStyledItemDelegate):
    """Draws a cell: the level as a tile, the need as a figure, the gap on its colour."""

    def __init__(self, model: ForesightModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model, self._view = model, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.current().px(_COLUMN), theme.current().px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme.current(), option.rect
        row, column = self._model.rows[index.row()], self._model.columns[index.column()]
        current = self._view.currentIndex()
        painter.save()
        if current.row() == index.row() or current.column() == index.column():
            painter.fillRect(area, look.colour("accent_soft"))
        if index.column() and self._model.columns[index.column() - 1].place != column.place:
            painter.fillRect(area.x(), area.y(), 1, area.height(), look.colour("line_strong"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, look.colour("line"))
        if row.segment:
            self._paint_figures(painter, area, self._model.gap(index.row(), index.column()))
        if current == index:
            self._paint_ring(painter, area)
        painter.restore()

    def _paint_figures(self, painter: QPainter, area: QRect, gap: Gap | None) -> None:
        look, texts = theme.current(), texts_of(gap)
        level, need, signed_gap = parts_of(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tile(painter, QRectF(level).adjusted(5, 4, -3, -5), _look_of(gap, texts.level))
        painter.setFont(look.font("body", is_tabular=True))
        painter.setPen(look.colour("text3" if texts.need == NOT_SCORED else "text"))
        painter.drawText(need, Qt.AlignmentFlag.AlignCenter, texts.need)
        value = gap.value if gap is not None else None
        if value is None:
            painter.setPen(look.colour("text3"))
            painter.drawText(signed_gap, Qt.AlignmentFlag.AlignCenter, texts.gap)
            return
        colour = QColor(look.tokens.need[max(-_MOST_GAP, min(_MOST_GAP, class_of(value))) + _MOST_GAP])
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(signed_gap).adjusted(3, 6, -5, -7), RADIUS_INNER, RADIUS_INNER)
        painter.fillPath(shape, colour)
        painter.setPen(QColor(ink(colour.name())))
        painter.setFont(look.font("small_strong", is_tabular=True))
        painter.drawText(signed_gap.adjusted(0, 0, -2, -1), Qt.AlignmentFlag.AlignCenter, texts.gap)

    def _paint_ring(self, painter: QPainter, area: QRect) -> None:
        look = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("focus"), 3.0 if self._view.hasFocus() else 1.5))
        painter.drawRoundedRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -2.5), RADIUS_INNER, RADIUS_INNER)


def _look_of(gap: Gap | None, text: str) -> TileLook:
    if gap is None or gap.standing.level is None:
        is_not_applicable = text == NOT_APPLICABLE
        return TileLook(None, text, is_not_applicable=is_not_applicable)
    return TileLook(level_class(gap.standing.level), text, gap.standing.is_dotted)


class ForesightGrid(QTableView):
    """Shows the model; folding and opening are wishes that the page fulfils."""

    moved = Signal()
    """Another cell is current."""
    score_wanted = Signal()
    """Open the score behind the current cell."""
    fold_wanted = Signal(str, bool)
    """A group, and whether it should be open."""

    def __init__(self, model: ForesightModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self.horizons = HorizonsHeader(model, self)
        self.segments = CapabilitiesHeader(model, self)
        self.setModel(model)
        self.setProperty("look", "grid")
        self.setAccessibleName(_("Foresight: levels, needs and gaps by place and horizon"))
        self.setHorizontalHeader(self.horizons)
        self.setVerticalHeader(self.segments)
        self.segments.folded.connect(lambda group: self.fold_wanted.emit(group, group not in model.opened))
        self.setItemDelegate(GapPainter(model, self))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.corner = CornerHead(_("Segment"), self)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.score_wanted.emit())
        theme.current().changed.connect(self.fit)

    @property
    def address(self) -> tuple[int, int] | None:
        """The current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def fit(self) -> None:
        """Give rows and columns their sizes."""
        look = theme.current()
        edge = look.px(_SEGMENTS_NARROW if self.width() < look.px(_NARROW) else _SEGMENTS)
        self.segments.setFixedWidth(edge)
        self.segments.setMinimumSectionSize(look.px(_ROW))
        self.segments.setDefaultSectionSize(look.px(_ROW))
        self.horizons.setMinimumSectionSize(look.px(_COLUMN))
        self.horizons.setDefaultSectionSize(look.px(_COLUMN))
        self.updateGeometries()
        self.corner.setGeometry(0, 0, edge, self.horizons.height())
        self.corner.raise_()
        self.viewport().update()

    def go_to(self, address: tuple[int, int]) -> None:
        """Make one cell current and bring it into view."""
        index = self._grid.index(*address)
        self.selectionModel().setCurrentIndex(index, _ALONE)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for part in (self, self.horizons, self.segments):
            part.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.score_wanted.emit()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and self.address is not None:
            group = self._grid.rows[self.address[0]].group
            self.fold_wanted.emit(group, event.key() == Qt.Key.Key_Plus)
        elif event.key() == Qt.Key.Key_Space and self.address is not None:
            group = self._grid.rows[self.address[0]].group
            self.fold_wanted.emit(group, group not in self._grid.opened)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            said = self._grid.data(self.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
            QGuiApplication.clipboard().setText(str(said or ""))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            event.ignore()
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
