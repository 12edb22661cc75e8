"""The edges of the timetable: slots with their times and what holds of them at the left, tables on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from chipmap.ui import theme
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from chipmap.ui.tables.timetable_grid.model import TimetableModel

_PAD = 12
_SIDE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class SlotsHeader(QHeaderView):
    """Each slot with the time at which it begins, its number, and whether it is held, next or a break."""

    def __init__(self, model: TimetableModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(112), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("surface2"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, slots = theme.current(), self._model.board.slots
        slot = slots[section]
        is_next = not slot.is_held and section > 0 and slots[section - 1].is_held
        is_current = _current_of(self).row() == section
        painter.save()
        ground = "accent_soft" if is_current else "canvas" if slot.is_break else "surface2"
        painter.fillRect(rect, look.colour(ground))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour("line"))
        painter.fillRect(rect.right(), rect.y(), 1, rect.height(), look.colour("line"))
        if is_next:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 2, look.colour("accent"))
        painter.setFont(look.font("body_strong", is_tabular=True))
        painter.setPen(look.colour("text2" if slot.is_held or slot.is_break else "text"))
        room = rect.adjusted(look.px(_PAD), 0, -4, 0)
        line = look.px(18)
        if rect.height() < 2 * line:
            text = f"{slot.time}  {self._word(section)}"
            painter.setFont(look.font("small", is_tabular=True))
            painter.drawText(room, _SIDE, text)
        else:
            top = rect.center().y() - line
            painter.drawText(QRect(room.left(), top, room.width(), line), _SIDE, slot.time)
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("accent" if is_next else "text3"))
            painter.drawText(QRect(room.left(), top + line, room.width(), line), _SIDE, self._word(section))
        painter.restore()

    def _word(self, section: int) -> str:
        slots = self._model.board.slots
        slot, number = slots[section], section + 1
        if slot.is_break:
            return _("Break")
        if slot.is_held:
            return _("Slot {number}, held").format(number=number)
        if section > 0 and slots[section - 1].is_held:
            return _("Slot {number}, now").format(number=number)
        return _("Slot {number}").format(number=number)


class TablesHeader(QHeaderView):
    """The tables by number."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(36))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = theme.current()
        is_current = _current_of(self).column() == section
        painter.save()
        painter.fillRect(rect, look.colour("accent_soft" if is_current else "surface2"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, look.colour("line"))
        painter.setFont(look.font("small_strong", is_tabular=True))
        painter.setPen(look.colour("accent" if is_current else "text2"))
        text = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        painter.drawText(rect.adjusted(look.px(_PAD), 0, -4, 0), _SIDE, str(text))
        painter.restore()


def _current_of(header: QHeaderView) -> QModelIndex:
    view = header.parentWidget()
    assert isinstance(view, QTableView)
    return view.currentIndex()
