"""The register along time: a bar for each collaboration, today, and when its next step is due.

Ctrl with the wheel, or + and −, shows more or less time; Left and Right walk through it, Home shows all.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.register.bar_painting import BarPainter
from chipmap.ui.panels.register.keys import is_add_key
from chipmap.ui.panels.register.time_scale import scale_of
from chipmap.ui.panels.register.timeline_model import LINE_ROLE, TimelineModel
from chipmap.ui.ways import is_side_button
from chipmap.wording import _
from chipmap.wording.formats import day_and_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent

    from chipmap.model.records import Collaboration
    from chipmap.ui.panels.register.timeline_model import Line

_ROW = 32
_NAMES = 270
_NAMES_PART = 0.36
_STEP = 1.25
_USUAL_YEARS = 6
"""So far back the timeline begins; Home shows what began before."""
_WALK = 0.15


class Timeline(QTableView):
    """One Tab stop: arrows walk, Enter opens, Delete removes."""

    chosen = Signal(str)
    entered = Signal(str)
    removal_wanted = Signal(str)
    left = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TimelineModel(self)
        self.bars = BarPainter(self, today)
        self._is_fitted = True
        self._dragged: int | None = None
        self.setModel(self.rows)
        self.setItemDelegateForColumn(1, self.bars)
        self.setProperty("look", "rows")
        self.setHorizontalHeader(_TimeAxis(self.bars, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setAccessibleName(_("Timeline of collaborations"))
        self.setAccessibleDescription(
            _("Up and down walk, left and right move through time, plus and minus zoom, Home shows all")
        )
        self.clicked.connect(self._on_clicked)
        theme.current().changed.connect(self._fit)
        self._fit()

    @property
    def current_key(self) -> str:
        """The collaboration with the keyboard; empty where there is none."""
        line: Line | None = self.currentIndex().data(LINE_ROLE) if self.currentIndex().isValid() else None
        return line.row.key if line is not None and line.row is not None else ""

    def show_lines(self, lines: Sequence[Line], chosen: str) -> None:
        """Show other lines; until somebody zooms, the last years and all that lies ahead are in view."""
        self.rows.show_lines(lines, chosen)
        self.clearSpans()
        for at, line in enumerate(lines):
            if line.row is None:
                self.setSpan(at, 0, 1, 2)
        if self._is_fitted:
            earliest = self.bars.today - timedelta(days=_USUAL_YEARS * 365.25)
            self.bars.scale = scale_of(self._records(), self.bars.today, earliest=earliest)
        self.go_to(chosen)
        self.viewport().update()

    def show_all(self) -> None:
        """Bring all that has a date into view."""
        self._is_fitted = False
        self.bars.scale = scale_of(self._records(), self.bars.today)
        self._repaint()

    def _records(self) -> list[Collaboration]:
        return [line.row.record for line in self.rows.lines if line.row is not None]

    def zoom(self, factor: float, at: float = 0.5) -> None:
        """Show `factor` times as much time around a part `at` (0–1) of the width."""
        self._is_fitted = False
        self.bars.scale = self.bars.scale.zoomed(factor, at)
        self._repaint()

    def walk(self, part: float) -> None:
        """Show what lies a part of the width later, or earlier where it is negative."""
        self._is_fitted = False
        self.bars.scale = self.bars.scale.moved(part)
        self._repaint()

    def go_to(self, key: str) -> None:
        """Make the first line of a collaboration current; without one nothing is selected."""
        if key and key == self.current_key:
            return
        at = next(
            (at for at, line in enumerate(self.rows.lines) if line.row is not None and line.row.key == key),
            None,
        )
        if at is None:
            self.clearSelection()
        else:
            # Lines that have just come are not laid out yet, and a line could not be scrolled to.
            self.updateGeometries()
            self.setCurrentIndex(self.rows.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, pressed = self.current_key, Qt.Key(event.key())
        if pressed in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / _STEP)
        elif pressed == Qt.Key.Key_Minus:
            self.zoom(_STEP)
        elif pressed == Qt.Key.Key_Home:
            self.show_all()
        elif pressed in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walk(_WALK if pressed == Qt.Key.Key_Right else -_WALK)
        elif pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and key:
            self.entered.emit(key)
        elif pressed == Qt.Key.Key_Delete and key:
            at = self.currentIndex().row()
            self.removal_wanted.emit(key)
            self.setCurrentIndex(self.rows.index(min(at, len(self.rows.lines) - 1), 0))
        elif pressed == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_add_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x = event.position().x() - self.columnWidth(0)
            at = min(1.0, max(0.0, x / max(1, self.columnWidth(1))))
            self.zoom(_STEP ** (-turned / 120), at)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x():
            self.walk(-_WALK * turned / 120)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            # A table would take it for a click; the window goes back or forward.
            event.ignore()
            return
        place = event.position().toPoint()
        self._dragged = place.x() if self._is_on_time(place) else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        x = event.position().toPoint().x()
        self.walk((self._dragged - x) / max(1, self.columnWidth(1)))
        self._dragged = x

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _is_on_time(self, place: QPoint) -> bool:
        return place.x() >= self.columnWidth(0)

    def _on_clicked(self, index: QModelIndex) -> None:
        line: Line = index.data(LINE_ROLE)
        if line.row is not None:
            self.chosen.emit(line.row.key)

    def _repaint(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def _fit(self) -> None:
        look, width = theme.current(), self.viewport().width()
        names = min(look.px(_NAMES), round(width * _NAMES_PART))
        self.setColumnWidth(0, names)
        self.setColumnWidth(1, max(1, width - names))
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))


class _TimeAxis(QHeaderView):
    """Years, and quarters or months where they can be told apart, with today."""

    def __init__(self, bars: BarPainter, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._bars = bars
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if section == 0:
            super().paintSection(painter, rect, section)
            return
        look, scale = theme.current(), self._bars.scale
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, look.colour("surface2"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line"))
        at_today = rect.left() + scale.x_of(self._bars.today, rect.width())
        word = _("Today, {day}").format(day=day_and_month(self._bars.today))
        painter.setFont(look.font("caption_strong"))
        half = painter.fontMetrics().horizontalAdvance(word) / 2 + 6
        middle = min(max(at_today, rect.left() + half), rect.right() - half)
        for tick in scale.ticks(rect.width()):
            x = rect.left() + scale.x_of(tick.day, rect.width())
            painter.fillRect(QRectF(x, rect.bottom() - look.px(8), 1, look.px(8)), look.colour("line_strong"))
            painter.setFont(look.font("caption_strong" if tick.is_year else "caption"))
            painter.setPen(look.colour("text" if tick.is_year else "text2"))
            text = QRectF(x + 4, rect.top() + rect.height() / 2 - 2, look.px(44), rect.height() / 2)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tick.text)
        painter.setFont(look.font("caption_strong"))
        painter.setPen(look.colour("accent"))
        above = QRectF(middle - half, rect.top() + 2, 2 * half, rect.height() / 2)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, word)
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.drawLine(round(at_today), round(above.bottom()), round(at_today), rect.bottom())
        painter.restore()
