"""A card for each participant of an event, four to an A4 page, to be cut: whom they meet, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont

from chipmap.ui.print.paper import A4_LONG, A4_SHORT, Page, Pen, printed
from chipmap.ui.tokens import LIGHT

if TYPE_CHECKING:
    from chipmap.model.exchange.agenda_workbook import AgendaWords
    from chipmap.model.match.agenda import Agenda, Appointment
    from chipmap.model.records import EventParticipant

ON_A_PAGE = 4
ROWS_OF_A_CARD = 20
"""More appointments go on to a further card of the same person."""

_WIDTH, _HEIGHT = A4_SHORT / 2, A4_LONG / 2
_PADDING = 22.0
_HEAD = 92.0
_TALLEST_ROW = 24.0
_TIME, _TABLE = 62.0, 48.0


@dataclass(frozen=True, slots=True)
class _Card:
    person: EventParticipant
    appointments: Sequence[Appointment]
    number: int
    count: int


def agenda_cards(agenda: Agenda, words: AgendaWords) -> bytes:
    """The cards of everybody as a PDF, in the order of their names."""
    cards = list(_cards(agenda))
    pages = [_page(agenda, words, cards[at : at + ON_A_PAGE]) for at in range(0, len(cards), ON_A_PAGE)]
    return printed(f"{words.title}: {agenda.event.name}", pages or [lambda _pen: None])


def _cards(agenda: Agenda) -> Iterator[_Card]:
    for person in agenda.participants:
        appointments = agenda.appointments(person.id)
        count = max(1, -(-len(appointments) // ROWS_OF_A_CARD))
        for number in range(count):
            part = appointments[number * ROWS_OF_A_CARD : (number + 1) * ROWS_OF_A_CARD]
            yield _Card(person, part, number + 1, count)


def _page(agenda: Agenda, words: AgendaWords, cards: Sequence[_Card]) -> Page:
    def draw(pen: Pen) -> None:
        for line in (
            (QPointF(_WIDTH, 0), QPointF(_WIDTH, A4_LONG)),
            (QPointF(0, _HEIGHT), QPointF(A4_SHORT, _HEIGHT)),
        ):
            pen.line(*line, colour=LIGHT.line_strong, is_dashed=True)
        for at, card in enumerate(cards):
            pen.painter.save()
            pen.painter.translate((at % 2) * _WIDTH, (at // 2) * _HEIGHT)
            _draw_card(pen, agenda, words, card)
            pen.painter.restore()

    return draw


def _draw_card(pen: Pen, agenda: Agenda, words: AgendaWords, card: _Card) -> None:
    width = _WIDTH - 2 * _PADDING
    event = agenda.event
    when = " · ".join(part for part in (event.name, event.date, event.venue) if part)
    pen.text(QRectF(_PADDING, 18, width, 14), when, size=8.5, colour=LIGHT.text2)
    name = card.person.name if card.count == 1 else f"{card.person.name} ({card.number}/{card.count})"
    pen.fitted(QRectF(_PADDING, 34, width, 24), name, size=17, smallest=11, weight=QFont.Weight.DemiBold)
    country = words.place(card.person.country) if card.person.country else ""
    of = " · ".join(part for part in (card.person.organisation, country) if part)
    pen.text(QRectF(_PADDING, 59, width, 15), of, size=9, colour=LIGHT.text2)
    pen.line(QPointF(_PADDING, _HEAD - 10), QPointF(_WIDTH - _PADDING, _HEAD - 10), colour=LIGHT.text)
    rows = max(1, len(card.appointments))
    height = min(_TALLEST_ROW, (_HEIGHT - _HEAD - _PADDING) / rows)
    for at, appointment in enumerate(card.appointments):
        _draw_row(pen, words, appointment, QRectF(_PADDING, _HEAD + at * height, width, height))


def _draw_row(pen: Pen, words: AgendaWords, one: Appointment, box: QRectF) -> None:
    """Time, table, and whom: the name in bold with the organisation behind it."""
    size = 9.0 if box.height() >= 16 else 8.0
    time = QRectF(box.left(), box.top(), _TIME, box.height())
    rest = QRectF(time.right() + _TABLE, box.top(), box.width() - _TIME - _TABLE, box.height())
    if one.meeting is None or one.other is None:
        quiet = words.in_break if one.slot.is_break else words.away if one.is_away else words.free
        pen.text(time, one.slot.time, size=size, colour=LIGHT.text3)
        pen.text(rest, quiet, size=size, colour=LIGHT.text3)
        return
    pen.fill(QRectF(box.left() - 4, box.top() + 0.5, box.width() + 8, box.height() - 1), LIGHT.surface2)
    table = QRectF(time.right(), box.top(), _TABLE, box.height())
    pen.text(time, one.slot.time, size=size, weight=QFont.Weight.Medium)
    pen.text(table, f"{words.table} {one.meeting.table_number}", size=size, colour=LIGHT.text2)
    half = box.height() / 2
    if box.height() >= 20 and one.other.organisation:
        upper = QRectF(rest.left(), rest.top() + 1, rest.width(), half)
        pen.text(upper, one.other.name, size=size, weight=QFont.Weight.DemiBold)
        lower = QRectF(rest.left(), rest.top() + half - 0.5, rest.width(), half)
        pen.text(
            lower, one.other.organisation, size=7.5, colour=LIGHT.text2, align=Qt.AlignmentFlag.AlignLeft
        )
        return
    who = " · ".join(part for part in (one.other.name, one.other.organisation) if part)
    pen.text(rest, who, size=size, weight=QFont.Weight.Medium)
