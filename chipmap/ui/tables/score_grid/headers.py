"""The frozen edges of the grid: capabilities at the left, places on top.

Both follow the current cell. The head of a group folds with a click; a place is moved by dragging its head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from chipmap.ui import theme
from chipmap.ui.ways import is_side_button
from chipmap.ui.widgets.text_room import two_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QContextMenuEvent, QPaintEvent

    from chipmap.ui.tables.score_grid.model import GridModel
    from chipmap.ui.tables.score_grid.rows import GridRow

_INDENT = 16
_LEFT = 12
_HEIGHT = 42


class PlacesHeader(QHeaderView):
    """The places; `menu_wanted` carries a column and where to open its menu."""

    menu_wanted = Signal(int, object)

    def __init__(self, model: GridModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._grid = model
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(_HEIGHT))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self.menu_wanted.emit(section, event.globalPos())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, grid = theme.current(), self._grid
        is_current = section == _current(self).column()
        painter.save()
        painter.fillRect(rect, look.colour("accent_soft" if is_current else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour("line"))
        subject = grid.subjects[section]
        if grid.reference and subject == grid.reference:
            painter.fillRect(rect.x(), rect.y(), 2, rect.height(), look.colour("line_strong"))
        painter.setPen(look.colour("accent" if is_current else "text2"))
        name, letter = grid.subject_name(section), grid.letters.get(subject)
        text = f"{letter}  {name}" if letter else name
        lines = _fitted(painter, text, rect.width() - 6, ("small_strong", "caption_strong"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("surface"))
        bottom = self.viewport().height() - 1
        painter.fillRect(0, bottom, self.viewport().width(), 1, theme.current().colour("line"))
        painter.end()
        super().paintEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            event.ignore()
            return
        super().mousePressEvent(event)


class FoldingRows(Protocol):
    """What the header of the segments shows: rows in groups, and which groups are open."""

    @property
    def rows(self) -> Sequence[GridRow]: ...

    @property
    def opened(self) -> Collection[str]: ...


class CapabilitiesHeader(QHeaderView):
    """The segments; `folded` carries the group whose head was clicked."""

    folded = Signal(str)

    def __init__(self, model: FoldingRows, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._grid = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            event.ignore()
            return
        section = self.logicalIndexAt(event.position().toPoint())
        if section >= 0 and self._grid.rows[section].is_head and event.button() == Qt.MouseButton.LeftButton:
            self.folded.emit(self._grid.rows[section].group)
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("surface"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, row = theme.current(), self._grid.rows[section]
        is_current = section == _current(self).row()
        painter.save()
        painter.fillRect(rect, look.colour("accent_soft" if is_current else "surface"))
        side, left = look.px(16), look.px(_LEFT)
        if row.is_head:
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour("line"))
            name = "chevron-down" if row.group in self._grid.opened else "chevron-right"
            chevron = look.pixmap(name, "text2", side, self.devicePixelRatioF())
            painter.drawPixmap(rect.x() + left, rect.center().y() - side // 2 + 1, chevron)
        painter.setPen(look.colour("text"))
        indent = left + side + look.px(6) + look.px(_INDENT) * max(0, row.depth - 1)
        area = rect.adjusted(indent, 0, -6, 0)
        is_strong = row.is_head or is_current
        roles = ("body_strong", "small_strong") if is_strong else ("body", "small")
        lines = _fitted(painter, row.name, area.width(), roles)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "\n".join(lines))
        painter.restore()


class CornerHead(theme.Themed):
    """The heading of the capabilities, in the corner that both edges leave."""

    def __init__(self, text: str, parent: QTableView) -> None:
        super().__init__(parent)
        self._text = text

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("text2"))
        words = self.rect().adjusted(look.px(_LEFT), 0, -4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)


def _fitted(painter: QPainter, text: str, width: int, roles: tuple[str, str]) -> list[str]:
    """A name in the first role on one line, else in the smaller one on two; the painter gets its font."""
    look = theme.current()
    painter.setFont(look.font(roles[0]))
    lines = two_lines(text, painter.fontMetrics(), width)
    if lines != [text]:
        painter.setFont(look.font(roles[1]))
        lines = two_lines(text, painter.fontMetrics(), width)
    return lines


def _current(header: QHeaderView) -> QModelIndex:
    view = header.parentWidget()
    return view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
