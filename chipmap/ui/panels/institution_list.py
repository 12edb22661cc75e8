"""A list of institutions as panels show it: what each is, where it is, and its level in a segment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.level_texts import level_class
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.swatch import paint_swatch
from chipmap.wording import _

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT = 54


@dataclass(frozen=True, slots=True)
class InstitutionLine:
    """One institution in the list; `level` is its own score in the chosen segment, where it has one."""

    key: str
    name: str
    full_name: str
    detail: str
    is_active: bool
    figure: str
    level: float | None


class InstitutionLines(QAbstractListModel):
    """Lines that are put together when they come on the screen, so that 100,000 cost no more than a dozen."""

    def __init__(self, line_of: Callable[[str], InstitutionLine], parent: QWidget) -> None:
        super().__init__(parent)
        self._line_of = line_of
        self._keys: list[str] = []
        self._lines: dict[str, InstitutionLine] = {}

    @property
    def keys(self) -> list[str]:
        """The institutions that are listed, in order."""
        return self._keys

    def show_keys(self, keys: list[str]) -> None:
        """List these institutions; what is listed already stays, but is told anew."""
        self._lines.clear()
        if keys == self._keys:
            if keys:
                self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
            return
        self.beginResetModel()
        self._keys = keys
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._line_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.name}\n{line.detail}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            active = _("active in the chosen segment") if line.is_active else ""
            return ", ".join(part for part in (line.name, line.detail, active, line.figure) if part)
        return None

    def _line_at(self, row: int) -> InstitutionLine:
        key = self._keys[row]
        if key not in self._lines:
            self._lines[key] = self._line_of(key)
        return self._lines[key]


class InstitutionDelegate(QStyledItemDelegate):
    """Paints a line: a mark when active in the segment, name, what and where it is, its level."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, theme.current().px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        look = theme.current()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.colour("surface2"))
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
        dot = look.px(8)
        if line.is_active:
            painter.setBrush(look.colour("accent"))
            painter.drawEllipse(QRectF(area.left() + ROW_BLEED, area.center().y() - dot / 2, dot, dot))
        self._paint_words(painter, area, line)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, line: InstitutionLine) -> None:
        look = theme.current()
        side = look.px(28)
        left = area.left() + ROW_BLEED + look.px(8) + 10
        right = area.right() - 10 - (side + 10 if line.figure else 0)
        half = area.height() // 2
        for top, role, ink, text, align in (
            (area.top(), "body", "text", line.name, Qt.AlignmentFlag.AlignBottom),
            (area.top() + half + 1, "small", "text2", line.detail, Qt.AlignmentFlag.AlignTop),
        ):
            painter.setFont(look.font(role))
            painter.setPen(look.colour(ink))
            room = QRect(left, top, right - left, half - 1)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(align | Qt.AlignmentFlag.AlignLeft), cut)
        if line.figure and line.level is not None:
            swatch = QRectF(area.right() - 10 - side, area.center().y() - side / 2, side, side)
            paint_swatch(painter, swatch, level_class(line.level), line.figure, "small_strong")


class InstitutionList(QListView):
    """A list of institutions; `institution_chosen` carries the id of the one that was clicked or entered."""

    institution_chosen = Signal(str)

    def __init__(self, name: str, line_of: Callable[[str], InstitutionLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "plain")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.lines = InstitutionLines(line_of, self)
        self.setModel(self.lines)
        self.setItemDelegate(InstitutionDelegate(self))
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)
        theme.current().changed.connect(self.doItemsLayout)

    def show_keys(self, keys: list[str]) -> None:
        """List these institutions; the current one stays current where it is among them."""
        index = self.currentIndex()
        current = self.lines.keys[index.row()] if index.isValid() else ""
        self.lines.show_keys(keys)
        self.setVisible(bool(keys))
        if current in keys and not self.currentIndex().isValid():
            self.setCurrentIndex(self.lines.index(keys.index(current)))

    def _on_chosen(self, index: QModelIndex) -> None:
        self.institution_chosen.emit(self.lines.keys[index.row()])
