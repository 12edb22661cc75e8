"""The files of an import, when there are several: what each brings, and what it still asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chipmap.ui import theme
from chipmap.ui.widgets.parts import SEPARATOR
from chipmap.wording import _, ngettext
from chipmap.wording.formats import count as count_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.ui.dialogs.returned_files import ReturnedFile

_WIDTH = 250
_ROW = 54
_STATE = Qt.ItemDataRole.UserRole
_TONE = Qt.ItemDataRole.UserRole + 1


class FileList(QListWidget):
    """One Tab stop; arrows walk through the files. `chosen` carries the number of the file."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Files of this import"))
        self.setItemDelegate(_FileDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.currentRowChanged.connect(self._on_row)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_files(self, files: Sequence[ReturnedFile]) -> None:
        """Show the files in their order; the current one stays the current one."""
        if self.count() != len(files):
            self.clear()
            for file in files:
                self.addItem(QListWidgetItem(file.path.name))
        for number, file in enumerate(files):
            item = self.item(number)
            text, tone = state_of(file)
            if item.data(_STATE) != text:
                item.setData(_STATE, text)
                item.setData(_TONE, tone)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{file.path.name}, {text}")
                item.setToolTip(f"{file.path}\n{text}")

    def _on_row(self, number: int) -> None:
        if number >= 0:
            self.chosen.emit(number)

    def _fit(self) -> None:
        look = theme.current()
        self.setFixedWidth(round(_WIDTH * (1 + (look.text_scale - 1) * 0.5)))
        self.scheduleDelayedItemsLayout()


def state_of(file: ReturnedFile) -> tuple[str, str]:
    """What a file brings or asks, and the ink for it."""
    if file.asks_password:
        return _("asks for a password"), "warn"
    if file.refused is not None:
        return _("cannot be read"), "danger"
    plan = file.plan
    if plan is None:
        return _("waiting"), "text2"
    if file.is_left_out:
        return _("left out"), "text3"
    if plan.is_blocked:
        return _("cannot be imported as it is"), "danger"
    parts = []
    if file.changes:
        changes = ngettext("{count} change", "{count} changes", file.changes)
        parts.append(changes.format(count=count_text(file.changes)))
    elif plan.already is not None:
        parts.append(_("imported before"))
    else:
        parts.append(_("no changes"))
    if file.waiting:
        waiting = ngettext("{count} to decide", "{count} to decide", file.waiting)
        parts.append(waiting.format(count=count_text(file.waiting)))
    return SEPARATOR.join(parts), "warn" if file.waiting else "text2"


class _FileDelegate(QStyledItemDelegate):
    """Two lines: the name, cut in the middle because its end tells files apart, and the state."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        look = theme.current()
        return QSize(look.px(100), look.px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.current()
        area: QRect = option.rect
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, look.colour("accent_soft" if is_current else "surface"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, look.colour("line"))
        if is_current:
            painter.fillRect(area.left(), area.top(), 3, area.height(), look.colour("accent"))
        inner = area.adjusted(14, look.px(6), -10, -look.px(6))
        half = inner.height() // 2
        lines = (
            (index.data(), "small_strong", "text", inner.adjusted(0, 0, 0, -half)),
            (index.data(_STATE) or "", "small", index.data(_TONE) or "text2", inner.adjusted(0, half, 0, 0)),
        )
        for text, role, ink, room in lines:
            font = look.font(role)
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)
