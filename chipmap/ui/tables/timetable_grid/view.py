"""The timetable itself: one Tab stop, meetings carried by mouse or keys, conflicts shown before the drop.

It says what is wanted and writes nothing. `judge` says what speaks against a move.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QWidget

from chipmap.ui import theme
from chipmap.ui.tables.timetable_grid.board import Address
from chipmap.ui.tables.timetable_grid.carry_note import CarryNote
from chipmap.ui.tables.timetable_grid.headers import SlotsHeader, TablesHeader
from chipmap.ui.tables.timetable_grid.model import TimetableModel
from chipmap.ui.tables.timetable_grid.painting import (
    NO_OBJECTION,
    Carry,
    MeetingPainter,
    Verdict,
    carry_ink,
)
from chipmap.ui.ways import is_side_button
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

Judge = Callable[[Address, Address], Verdict]

_ROW, _BREAK_ROW = 56, 30
_COLUMN, _WIDEST = 172, 260
_EDGE = 28
_SCROLL_MS, _SCROLL_STEP = 30, 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TimetableView(QTableView):
    """Space picks the current meeting up, the arrows carry it, Enter drops it, Escape leaves it."""

    move_wanted = Signal(object, object)
    """The cell that a meeting leaves, and the one it goes to, where another may stand: they swap."""
    pin_wanted = Signal(object)
    remove_wanted = Signal(object)
    highlight_wanted = Signal(str)
    outcome_wanted = Signal(object)
    meeting_wanted = Signal(object)
    """The free cell where somebody wants to add a meeting."""

    def __init__(self, model: TimetableModel, judge: Judge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timetable, self._judge = model, judge
        self._pressed: Address | None = None
        self._pressed_at = self._hand = QPoint()
        self.slots, self.tables = SlotsHeader(model, self), TablesHeader(self)
        self.painter = MeetingPainter(model, self)
        self.setModel(model)
        self.setProperty("look", "grid")
        self.setAccessibleName(_("Timetable: slots by tables"))
        self.setVerticalHeader(self.slots)
        self.setHorizontalHeader(self.tables)
        self.setItemDelegate(self.painter)
        self.note = CarryNote(self.viewport())
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_along)
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self._on_changed)
        theme.current().changed.connect(self.fit)

    @property
    def carry(self) -> Carry | None:
        """What is being moved."""
        return self.painter.carry

    def fit(self) -> None:
        """Give rows and columns their sizes; the tables share the room that there is."""
        look, board = theme.current(), self._timetable.board
        self.slots.setMinimumSectionSize(look.px(_BREAK_ROW))
        for number, slot in enumerate(board.slots):
            height = look.px(_BREAK_ROW if slot.is_break else _ROW)
            if self.slots.sectionSize(number) != height:
                self.slots.resizeSection(number, height)
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - self.slots.sizeHint().width() - bar
        share = room // board.tables if board.tables else 0
        self.tables.setDefaultSectionSize(max(look.px(_COLUMN), min(look.px(_WIDEST), share)))
        self.updateGeometries()
        self.viewport().update()

    def highlight(self, key: str) -> None:
        """Let the meetings of one participant stand out; empty for none."""
        if key == self.painter.highlighted:
            return
        self.painter.highlighted = key
        self.viewport().update()
        places = self._timetable.board.of_participant(key) if key else []
        if places and not any(self._is_in_view(place) for place in places):
            self.scrollTo(self._timetable.index_at(places[0]))

    def go_to(self, address: Address) -> None:
        """Make a cell current and bring it into view."""
        index = self._timetable.index_at(address)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def address(self) -> Address | None:
        """The current cell."""
        index = self.currentIndex()
        return self._timetable.address(index) if index.isValid() else None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.address()
        if here is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space or (event.key() in _ENTER and self.carry is not None):
            self.pick_up()
        elif event.key() == Qt.Key.Key_Escape and self.carry is not None:
            self.leave()
        elif event.key() == Qt.Key.Key_P and self._can_change(here):
            self.pin_wanted.emit(here)
        elif event.key() == Qt.Key.Key_Delete and self._can_change(here):
            self.remove_wanted.emit(here)
        elif event.key() in _ENTER:
            self._open(here)
        elif event.key() == Qt.Key.Key_H and self._timetable.meeting(here) is not None:
            self._highlight_next(here)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands; they do not look for a text."""

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.slots.viewport().update()
        self.tables.viewport().update()
        if self.carry is not None and self._pressed is None and current.isValid():
            self._carry_to(self._timetable.address(current))

    def pick_up(self) -> None:
        """Carry the meeting of the current cell, or drop the one that is carried."""
        here = self.address()
        if here is not None and self.carry is not None:
            self._drop()
        elif here is not None and self._can_change(here):
            self._set_carry(Carry(here, here))

    def leave(self) -> None:
        """Put what is carried back where it was."""
        self._set_carry(None)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if is_side_button(event):
            event.ignore()
            return
        at = event.position().toPoint()
        index = self.indexAt(at)
        self.leave()
        if index.isValid():
            self.setCurrentIndex(index)
            address = self._timetable.address(index)
            if event.button() == Qt.MouseButton.LeftButton and self._can_change(address):
                self._pressed, self._pressed_at = address, at
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._hand = at
        if self._pressed is None:
            return
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self.carry is None and not far:
            return
        if self.carry is None:
            self._set_carry(Carry(self._pressed, self._pressed))
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scrolling.start()
        self._carry_under(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_pressed, self._pressed = self._pressed, None
        self._scrolling.stop()
        self.viewport().unsetCursor()
        if was_pressed is not None and self.carry is not None:
            if self.indexAt(event.position().toPoint()).isValid():
                self._drop()
            else:
                self.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() == event.Reason.Keyboard:
            index = self.currentIndex()
        if index.isValid() and self._timetable.meeting(self._timetable.address(index)) is not None:
            self.setCurrentIndex(index)
            self.menu_of(self._timetable.address(index)).popup(
                self.viewport().mapToGlobal(self.visualRect(index).center())
            )

    def menu_of(self, address: Address) -> QMenu:
        """What can be done with the meeting in a cell."""
        meeting = self._timetable.meeting(address)
        assert meeting is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._can_change(address):
            words = _("Let it move again") if meeting.is_pinned else _("Pin it to this slot")
            menu.addAction(words, Qt.Key.Key_P, lambda: self.pin_wanted.emit(address))
            menu.addAction(_("Take it out"), Qt.Key.Key_Delete, lambda: self.remove_wanted.emit(address))
            menu.addSeparator()
        menu.addAction(
            _("Outcome and next step…"), Qt.Key.Key_Return, lambda: self.outcome_wanted.emit(address)
        )
        for seat in (meeting.one, meeting.other):
            text = _("Highlight {name}").format(name=seat.name)
            menu.addAction(text, partial(self.highlight_wanted.emit, seat.key))
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._timetable.rowCount() and self._timetable.columnCount():
            self.setCurrentIndex(self._timetable.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._open(self._timetable.address(index))

    # What is carried

    def _open(self, address: Address) -> None:
        """What came of a meeting, or a new one in a free cell that is not over."""
        slot = self._timetable.board.slots[address[0]]
        if self._timetable.meeting(address) is not None:
            self.outcome_wanted.emit(address)
        elif not slot.is_held and not slot.is_break:
            self.meeting_wanted.emit(address)

    def _can_change(self, address: Address) -> bool:
        is_held = self._timetable.board.slots[address[0]].is_held
        return self._timetable.meeting(address) is not None and not is_held

    def _carry_under(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self._carry_to(self._timetable.address(index))

    def _carry_to(self, target: Address) -> None:
        assert self.carry is not None
        source = self.carry.source
        if target != self.carry.target:
            verdict = self._judge(source, target) if target != source else NO_OBJECTION
            self._set_carry(Carry(source, target, verdict))

    def _drop(self) -> None:
        carry = self.carry
        assert carry is not None
        if carry.verdict.is_blocking:
            self._announce(carry.verdict.objection)
            if self.currentIndex() == self._timetable.index_at(carry.target):
                # Carried by keys: it stays in the hand, with the reason beside it.
                return
        self._set_carry(None)
        if carry.target != carry.source and not carry.verdict.is_blocking:
            self.go_to(carry.target)
            self.move_wanted.emit(carry.source, carry.target)

    def _set_carry(self, carry: Carry | None) -> None:
        before = self.painter.carry
        if carry == before:
            return
        self.painter.carry = carry
        for held in (before, carry):
            if held is not None:
                self._repaint(held.source)
                self._repaint(held.target)
        if carry is None:
            self.note.hide()
            return
        text = self._words_for(carry)
        target = self.visualRect(self._timetable.index_at(carry.target))
        self.note.show_text(text, target, carry_ink(carry))
        self._announce(text)

    def _words_for(self, carry: Carry) -> str:
        """What the drop would do, and what speaks against it."""
        objection, is_blocking = carry.verdict
        if is_blocking:
            return objection
        slot, table = carry.target
        time = self._timetable.board.slots[slot].time
        other = self._timetable.meeting(carry.target)
        if carry.target == carry.source:
            return _("Carry it with the arrows or the mouse. Enter drops it, Escape leaves it.")
        text = _("Move to {time}, table {table}.").format(time=time, table=table)
        if other is not None:
            text = _("Swap with {one} and {other}: {time}, table {table}.").format(
                one=other.one.name, other=other.other.name, time=time, table=table
            )
        return f"{text} {objection}".strip()

    def _repaint(self, address: Address) -> None:
        self.viewport().update(self.visualRect(self._timetable.index_at(address)))

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _highlight_next(self, here: Address) -> None:
        """The first of the two, then the other, then nobody."""
        meeting = self._timetable.meeting(here)
        assert meeting is not None
        order = ["", *meeting.pair]
        now = self.painter.highlighted
        at = order.index(now) if now in order else 0
        self.highlight_wanted.emit(order[(at + 1) % len(order)])

    def _scroll_along(self) -> None:
        """Scroll while a meeting is carried to an edge."""
        at = self._hand
        area = self.viewport().rect()
        for bar, place, length in (
            (self.horizontalScrollBar(), at.x(), area.width()),
            (self.verticalScrollBar(), at.y(), area.height()),
        ):
            if place < _EDGE:
                bar.setValue(bar.value() - _SCROLL_STEP)
            elif place > length - _EDGE:
                bar.setValue(bar.value() + _SCROLL_STEP)
        if self.carry is not None and area.contains(at):
            self._carry_under(at)

    def _is_in_view(self, address: Address) -> bool:
        rect: QRect = self.visualRect(self._timetable.index_at(address))
        return self.viewport().rect().contains(rect.center())

    def _on_changed(self) -> None:
        self.leave()
        self.fit()
