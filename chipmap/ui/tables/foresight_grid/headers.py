"""The head of the table of foresight: a band for each place over its horizons, and what the figures are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from chipmap.ui import theme
from chipmap.ui.ways import is_side_button
from chipmap.ui.widgets.letter_badge import paint_letter
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from chipmap.ui.tables.foresight_grid.model import ForesightModel

_BAND, _YEAR, _WORDS = 32, 20, 20
_LETTER = 18
PARTS = (0.36, 0.32, 0.32)
"""How level, need and gap share the width of a cell."""


def parts_of(area: QRect) -> tuple[QRect, QRect, QRect]:
    """The rooms of level, need and gap in a cell or a head."""
    first, second = round(area.width() * PARTS[0]), round(area.width() * PARTS[1])
    return (
        QRect(area.x(), area.y(), first, area.height()),
        QRect(area.x() + first, area.y(), second, area.height()),
        QRect(area.x() + first + second, area.y(), area.width() - first - second, area.height()),
    )


class HorizonsHeader(QHeaderView):
    """Places, horizons, and the words for the three figures."""

    def __init__(self, model: ForesightModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self._table_view = parent
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(_BAND + _YEAR + _WORDS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            event.ignore()
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("surface"))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for first, last in self._bands():
            self._paint_band(painter, first, last)
        bottom = self.viewport().height() - 1
        painter.fillRect(0, bottom, self.viewport().width(), 1, theme.current().colour("line"))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, column = theme.current(), self._grid.columns[section]
        is_current = section == self._table_view.currentIndex().column()
        painter.save()
        painter.fillRect(rect, look.colour("accent_soft" if is_current else "surface"))
        band, year = look.px(_BAND), look.px(_YEAR)
        painter.setPen(look.colour("accent" if is_current else "text"))
        painter.setFont(look.font("small_strong", is_tabular=True))
        painter.drawText(
            QRect(rect.x(), rect.y() + band, rect.width(), year), Qt.AlignmentFlag.AlignCenter, column.year
        )
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font("caption"))
        words = QRect(rect.x(), rect.y() + band + year, rect.width(), rect.height() - band - year - 2)
        for part, word in zip(parts_of(words), (_("Level"), _("Need"), _("Gap")), strict=True):
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, word)
        painter.restore()

    def _bands(self) -> Iterator[tuple[int, int]]:
        """The first and the last column of each place."""
        for _place, found in groupby(enumerate(self._grid.columns), key=lambda one: one[1].place):
            columns = [number for number, _column in found]
            yield columns[0], columns[-1]

    def _paint_band(self, painter: QPainter, first: int, last: int) -> None:
        """The name stays in view while any column of its place does."""
        look, column = theme.current(), self._grid.columns[first]
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        if right <= 0 or left >= self.viewport().width():
            return
        height = look.px(_BAND)
        area = QRect(left, 0, right - left, height)
        painter.fillRect(area, look.colour("surface2"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, look.colour("line"))
        if first:
            full = self._table_view.viewport().height() + self.viewport().height()
            painter.fillRect(left, 0, 1, full, look.colour("line_strong"))
        seen_left = max(left, 0) + look.px(10)
        if column.letter:
            side = look.px(_LETTER)
            disc = QRectF(seen_left, (height - side) / 2, side, side)
            paint_letter(painter, disc, column.letter, look.tokens)
            seen_left += side + look.px(7)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("text"))
        room = QRect(seen_left, 0, max(0, right - seen_left - 6), height)
        text = painter.fontMetrics().elidedText(column.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
