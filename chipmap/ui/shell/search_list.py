"""The list of the search: headings with counts, and entries with the letters that match in bold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chipmap.ui import theme
from chipmap.ui.shell.finder import Group
from chipmap.ui.shell.search_entries import Entry
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.wording import _, formats

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_ROW, _HEADING = 44, 34
_SIDE, _INSET = 14, 24
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_AnyIndex = QModelIndex | QPersistentModelIndex


class SearchRows(QAbstractListModel):
    """Headings and entries; only entries can be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Group | Entry] = []
        self._numbers: list[int] = []

    @property
    def numbers(self) -> list[int]:
        """The rows of the entries, from the first to the last."""
        return self._numbers

    def show(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self._rows = []
        for group in groups:
            self._rows += [group, *group.entries]
        self._numbers = [number for number, row in enumerate(self._rows) if isinstance(row, Entry)]
        self.endResetModel()

    def height(self) -> int:
        """How tall the list is with all its rows."""
        look = theme.current()
        return sum(look.px(_ROW if isinstance(row, Entry) else _HEADING) for row in self._rows)

    def rowCount(self, _parent: _AnyIndex | None = None) -> int:
        return len(self._rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if isinstance(row, Entry):
            texts = {
                Qt.ItemDataRole.DisplayRole: row.title,
                Qt.ItemDataRole.ToolTipRole: f"{row.title}\n{row.hint}" if row.hint else row.title,
                Qt.ItemDataRole.AccessibleTextRole: f"{row.title}, {row.hint}" if row.hint else row.title,
            }
            return row if role == ENTRY_ROLE else texts.get(Qt.ItemDataRole(role))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.heading
        return _count_text(row) if role == _COUNT_ROLE else None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Entry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


def _count_text(group: Group) -> str:
    """How many of those that fit are listed, where some are not."""
    shown = len(group.entries)
    if group.total <= shown and not group.is_more:
        return ""
    total = formats.count(group.total)
    if group.is_more:
        return _("{shown} of more than {total}").format(shown=shown, total=total)
    return _("{shown} of {total}").format(shown=shown, total=total)


class SearchList(QListView):
    """Moves among the entries past the headings, by its own keys or by those of the field above it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = SearchRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("What was found"))
        self.setMouseTracking(True)
        self.entered.connect(self._on_entered)
        theme.current().changed.connect(self.doItemsLayout)

    @property
    def entry(self) -> Entry | None:
        """The entry that Enter would choose."""
        found = self.currentIndex().data(ENTRY_ROLE)
        return found if isinstance(found, Entry) else None

    @property
    def position(self) -> int:
        """The number of the current entry, from 0; -1 without one."""
        row = self.currentIndex().row()
        return self.rows.numbers.index(row) if row in self.rows.numbers else -1

    def show_groups(self, groups: Sequence[Group]) -> None:
        """List these, with the first entry as the current one."""
        self.rows.show(groups)
        self.go_to(0)

    def go_to(self, position: int) -> None:
        """Make an entry the current one; beyond the ends the first or the last."""
        numbers = self.rows.numbers
        if not numbers:
            return
        row = numbers[min(max(position, 0), len(numbers) - 1)]
        self.setCurrentIndex(self.rows.index(row))
        # The heading above comes into view with the entry beneath it.
        self.scrollTo(self.rows.index(max(0, row - 1)))
        self.scrollTo(self.rows.index(row))

    def walk(self, key: int) -> bool:
        """Move by an arrow or a page; say whether the key does that."""
        if key not in _STEPS:
            return False
        self.go_to(self.position + _STEPS[Qt.Key(key)])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.walk(event.key()):
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else len(self.rows.numbers))
            return
        # Letters and Enter are for the field above and for the search as a whole.
        event.ignore()

    def _on_entered(self, index: QModelIndex) -> None:
        if index.data(ENTRY_ROLE) is not None:
            self.setCurrentIndex(index)


class _RowPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        is_heading = index.data(ENTRY_ROLE) is None
        return QSize(option.rect.width(), theme.current().px(_HEADING if is_heading else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry is None:
            _paint_heading(painter, option.rect, str(index.data()), str(index.data(_COUNT_ROLE)))
        else:
            is_current = bool(option.state & QStyle.StateFlag.State_Selected)
            has_focus = is_current and bool(option.state & QStyle.StateFlag.State_HasFocus)
            row = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, 0)
            _paint_ground(painter, row, is_current=is_current, has_focus=has_focus)
            _paint_entry(painter, row, entry, is_current=is_current)
        painter.restore()


def _paint_heading(painter: QPainter, area: QRect, text: str, count: str) -> None:
    look = theme.current()
    below = area.adjusted(_INSET, 0, -_INSET, -look.px(6))
    painter.setFont(look.font("caption_strong"))
    painter.setPen(look.colour("text2"))
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)
    painter.setFont(look.font("caption"))
    painter.setPen(look.colour("text3"))
    painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, count)


def _paint_ground(painter: QPainter, row: QRectF, *, is_current: bool, has_focus: bool) -> None:
    look = theme.current()
    if not is_current:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent_soft"))
    painter.drawRoundedRect(row, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.fillRect(QRectF(row.left(), row.top(), 4, row.height()), look.colour("accent"))
    if has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("focus"), 2))
        painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)


def _paint_entry(painter: QPainter, row: QRectF, entry: Entry, *, is_current: bool) -> None:
    look = theme.current()
    side = look.px(20)
    ratio = painter.device().devicePixelRatioF()
    top = int(row.center().y() - side / 2)
    icon = look.pixmap(entry.icon, "accent" if is_current else "text2", side, ratio)
    painter.drawPixmap(int(row.left()) + look.px(14), top, icon)
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("text2"))
    wanted = painter.fontMetrics().horizontalAdvance(entry.hint) + 4
    hint_width = min(wanted, int(row.width() * 0.45))
    hint = painter.fontMetrics().elidedText(entry.hint, Qt.TextElideMode.ElideRight, hint_width)
    aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(row.adjusted(0, 0, -look.px(12), 0), aligned, hint)
    left = row.left() + look.px(50)
    room = row.right() - left - hint_width - look.px(28)
    _paint_title(painter, QRectF(left, row.top(), room, row.height()), entry)


def _paint_title(painter: QPainter, area: QRectF, entry: Entry) -> None:
    """The title with what was typed in bold; cut where the room ends."""
    look = theme.current()
    painter.setPen(look.colour("text"))
    x = area.left()
    for text, is_strong in _parts(entry):
        painter.setFont(look.font("body_strong" if is_strong else "body"))
        room = area.right() - x
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room)))
        painter.drawText(QRectF(x, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        x += painter.fontMetrics().horizontalAdvance(text)
        if shown != text:
            return


def _parts(entry: Entry) -> list[tuple[str, bool]]:
    """The title cut where bold begins and ends."""
    title, parts, at = entry.title, [], 0
    for begin, end in entry.emphasis:
        parts += [(title[at:begin], False), (title[begin:end], True)]
        at = end
    return [(text, is_strong) for text, is_strong in (*parts, (title[at:], False)) if text]
