"""The room plan of an event on A4 across: a row for each table, a column for each slot, who sits there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont

from chipmap.ui.print.paper import A4_LONG, A4_SHORT, MARGIN, Page, Pen, printed
from chipmap.ui.tokens import LIGHT

if TYPE_CHECKING:
    from chipmap.model.exchange.agenda_workbook import AgendaWords
    from chipmap.model.match.agenda import Agenda, Slot

SLOTS_ON_A_PAGE = 10
TABLES_ON_A_PAGE = 14

_TOP = 78.0
_HEAD = 26.0
_LABEL = 46.0
_TALLEST = 40.0


def room_plan_pages(agenda: Agenda, words: AgendaWords) -> bytes:
    """The room plan as a PDF; what does not fit one page goes on to others, slots first."""
    pages = [
        _page(agenda, words, agenda.slots[slot : slot + SLOTS_ON_A_PAGE], tables)
        for slot in range(0, len(agenda.slots), SLOTS_ON_A_PAGE)
        for tables in _parts(agenda.tables, TABLES_ON_A_PAGE)
    ]
    return printed(f"{words.room_plan}: {agenda.event.name}", pages, is_landscape=True)


def _parts(tables: range, size: int) -> list[range]:
    return [tables[at : at + size] for at in range(0, len(tables), size)]


def _page(agenda: Agenda, words: AgendaWords, slots: Sequence[Slot], tables: range) -> Page:
    def draw(pen: Pen) -> None:
        width = A4_LONG - 2 * MARGIN
        event = agenda.event
        title = f"{words.room_plan}: {event.name}"
        pen.fitted(QRectF(MARGIN, 24, width, 24), title, size=17, smallest=11, weight=QFont.Weight.DemiBold)
        when = " · ".join(part for part in (event.date, event.venue) if part)
        pen.text(QRectF(MARGIN, 48, width, 16), when, size=9.5, colour=LIGHT.text2)
        column = (width - _LABEL) / SLOTS_ON_A_PAGE
        height = min(_TALLEST, (A4_SHORT - _TOP - _HEAD - MARGIN) / max(1, len(tables)))
        for at, slot in enumerate(slots):
            head = QRectF(MARGIN + _LABEL + at * column, _TOP, column, _HEAD)
            _draw_head(pen, words, slot, head)
        for at, table in enumerate(tables):
            top = _TOP + _HEAD + at * height
            pen.line(QPointF(MARGIN, top), QPointF(MARGIN + _LABEL + len(slots) * column, top))
            label = QRectF(MARGIN, top, _LABEL, height)
            pen.text(label, f"{words.table} {table}", size=9, weight=QFont.Weight.Medium)
            held = agenda.at_table(table)
            for place, slot in enumerate(slots):
                cell = QRectF(MARGIN + _LABEL + place * column, top, column, height)
                meeting = held.get(slot.number)
                if meeting is not None:
                    names = [agenda.people[who].name for who in (meeting.one, meeting.other)]
                    _draw_cell(pen, cell, names)
                elif slot.is_break:
                    pen.fill(cell.adjusted(2, 1.5, -2, -1.5), LIGHT.surface2)

    return draw


def _draw_head(pen: Pen, words: AgendaWords, slot: Slot, box: QRectF) -> None:
    upper = QRectF(box.left() + 4, box.top(), box.width() - 8, box.height() / 2)
    lower = QRectF(box.left() + 4, box.top() + box.height() / 2 - 2, box.width() - 8, box.height() / 2)
    said = words.in_break if slot.is_break else f"{words.slot} {slot.number + 1}"
    pen.text(upper, said, size=9, weight=QFont.Weight.DemiBold, align=Qt.AlignmentFlag.AlignLeft)
    pen.text(lower, slot.time, size=7.5, colour=LIGHT.text2)


def _draw_cell(pen: Pen, box: QRectF, names: Sequence[str]) -> None:
    inside = box.adjusted(2, 1.5, -2, -1.5)
    pen.fill(inside, LIGHT.accent_soft)
    half = inside.height() / 2
    for at, name in enumerate(names):
        line = QRectF(inside.left() + 3, inside.top() + at * half, inside.width() - 6, half)
        pen.fitted(line, name, size=8, smallest=6.5)
