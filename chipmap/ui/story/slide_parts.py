"""The parts of slides besides map and charts: key figures, tables, cards, sessions, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from chipmap.model.story.slide_content import Tone
from chipmap.ui.story.slide_sheet import CENTRE, LEFT, RIGHT, line_height, text_width
from chipmap.ui.tokens import ink
from chipmap.ui.widgets.dots import paint_dots
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.story.slide_content import (
        KeyFigure,
        PartnerCard,
        PartnerPart,
        ScenarioFinding,
        SessionLine,
        SlideTable,
        TableCell,
    )
    from chipmap.ui.story.slide_sheet import Sheet
    from chipmap.ui.tokens import Tokens

_FIGURE_ROW = 136.0
_WIDEST_COLUMN = 280.0
_BULLETS = ("- ", "• ", "– ")


def figures_height(figures: Sequence[KeyFigure]) -> float:
    """How high key figures are that stand below each other."""
    return _FIGURE_ROW * len(figures)


def paint_key_figures(sheet: Sheet, box: QRectF, figures: Sequence[KeyFigure]) -> None:
    """Large figures below each other, each with its caption, and a rule between them."""
    number_width = max(
        (min(box.width() * 0.55, text_width(one.text, "number") + 30.0) for one in figures), default=0.0
    )
    number_width = max(number_width, 170.0)
    for number, one in enumerate(figures):
        top = box.top() + number * _FIGURE_ROW
        tone = {Tone.LACK: sheet.tokens.need[0], Tone.HAVE: sheet.tokens.need[6]}.get(one.tone)
        place = QRectF(box.left(), top, number_width, _FIGURE_ROW)
        sheet.write(place, one.text, "number", tone or "text")
        words = QRectF(box.left() + number_width, top, box.width() - number_width, _FIGURE_ROW)
        lines = max(1, min(2, round(text_width(one.caption, "strong") / words.width() + 0.5)))
        high = lines * line_height("strong") + line_height("legend") * (2 if one.note else 0)
        y = words.center().y() - high / 2.0 + (line_height("legend") / 2.0 if one.note else 0.0)
        caption = QRectF(words.left(), y, words.width(), 2 * line_height("strong"))
        y += sheet.write_wrapped(caption, one.caption, "strong")
        note = QRectF(words.left(), y, words.width(), 2 * line_height("legend"))
        sheet.write_wrapped(note, one.note, "legend", "text2")
        if one.is_dotted:
            _paint_dotted_line(sheet, box.left(), place.center().y() + 46.0, text_width(one.text, "number"))
        sheet.rule(box.left(), box.right(), top + _FIGURE_ROW - 1.0)


def _paint_dotted_line(sheet: Sheet, left: float, y: float, width: float) -> None:
    """Dots below a figure that rests on suggestions, or on scores without evidence."""
    pen = QPen(QColor(sheet.tokens.text3), 3.0, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
    sheet.painter.setPen(pen)
    sheet.painter.drawLine(QPointF(left, y), QPointF(left + width, y))


def paint_table(sheet: Sheet, box: QRectF, table: SlideTable) -> None:
    """A table with its heading row; levels stand on the colour of their class."""
    top = box.top()
    if table.title:
        sheet.write(QRectF(box.left(), top, box.width(), 36.0), table.title, "label_strong")
        top += 42.0
    rows = len(table.rows) + 1 + (1 if table.more else 0)
    row_height = min(62.0, (box.bottom() - top) / max(1, rows))
    widths = _column_widths(table, box.width())
    x = box.left()
    for number, heading in enumerate(table.headings):
        place = QRectF(x, top, widths[number] - 8.0, row_height)
        sheet.write(place, heading, "legend_strong", "text2", LEFT if number == 0 else CENTRE)
        x += widths[number]
    for at, row in enumerate(table.rows):
        y = top + (at + 1) * row_height
        sheet.rule(box.left(), box.left() + sum(widths), y)
        x = box.left()
        for number, cell in enumerate(row):
            place = QRectF(x, y, widths[number] - 8.0, row_height)
            _paint_cell(sheet, place, cell, table.scale, is_first=number == 0)
            x += widths[number]
    if table.more:
        y = top + (len(table.rows) + 1) * row_height
        more = ngettext("and {count} more row", "and {count} more rows", table.more)
        place = QRectF(box.left(), y, box.width(), row_height)
        sheet.write(place, more.format(count=table.more), "legend", "text2")


def _column_widths(table: SlideTable, width: float) -> list[float]:
    """The first column as wide as its texts want, within limits; the others share the rest."""
    texts = [table.headings[0], *(row[0].text for row in table.rows)]
    others = max(1, len(table.headings) - 1)
    first = min(width * 0.45, 28.0 + max(text_width(text, "label") for text in texts))
    return [first, *[min(_WIDEST_COLUMN, (width - first) / others)] * others]


def _paint_cell(sheet: Sheet, box: QRectF, cell: TableCell, scale: str, *, is_first: bool) -> None:
    if is_first:
        sheet.write(box, cell.text, "label")
        return
    colours = scale_colours(scale, sheet.tokens)
    if cell.class_index is None or not 0 <= cell.class_index < len(colours):
        sheet.write(box, cell.text, "label", "text" if cell.number is not None else "text2", CENTRE)
        return
    colour = colours[cell.class_index]
    swatch = box.adjusted(4.0, 5.0, -4.0, -5.0)
    shape = QPainterPath()
    shape.addRoundedRect(swatch, 6.0, 6.0)
    sheet.painter.fillPath(shape, QColor(colour))
    if cell.is_dotted:
        paint_dots(sheet.painter, shape, QColor(colour), step=9.0)
    if cell.is_dotted:
        pill = QRectF(0.0, 0.0, text_width(cell.text, "label_strong") + 16.0, line_height("label") + 2.0)
        pill.moveCenter(swatch.center())
        sheet.painter.setPen(Qt.PenStyle.NoPen)
        sheet.painter.setBrush(QColor(colour))
        sheet.painter.drawRoundedRect(pill, 6.0, 6.0)
    sheet.write(swatch, cell.text, "label_strong", ink(colour), CENTRE)


def scale_colours(scale: str, tokens: Tokens) -> tuple[str, ...]:
    """The colours that the classes of a table's cells stand for."""
    if scale == "need":
        return tokens.need
    if scale in ("dependence", "age"):
        return tokens.dependence
    return tokens.capability if scale else ()


def part_colours(tokens: Tokens) -> tuple[str, ...]:
    """The colours of the six parts of a partner's bar, in their order."""
    ours, theirs, ties, exposure = tokens.match
    return ours, theirs, _between(ours, theirs, 0.5), _between(theirs, ties, 0.6), ties, exposure


def _between(one: str, other: str, part: float) -> str:
    first, second = QColor(one), QColor(other)
    mixed = [
        round(a + (b - a) * part)
        for a, b in (
            (first.red(), second.red()),
            (first.green(), second.green()),
            (first.blue(), second.blue()),
        )
    ]
    return QColor(*mixed).name()


def paint_partner_cards(sheet: Sheet, box: QRectF, cards: Sequence[PartnerCard]) -> None:
    """Cards below each other: total, name, the bar of six parts and the reasons; the key on top."""
    if not cards:
        return
    colours = part_colours(sheet.tokens)
    x = box.left()
    for part, colour in zip(cards[0].parts, colours, strict=False):
        sheet.painter.fillRect(QRectF(x, box.top() + 8.0, 16.0, 16.0), QColor(colour))
        wide = text_width(part.word, "legend")
        sheet.write(QRectF(x + 24.0, box.top(), wide + 4.0, 32.0), part.word, "legend", "text2")
        x += wide + 56.0
    area = box.adjusted(0.0, 46.0, 0.0, 0.0)
    high = min(190.0, area.height() / len(cards))
    for number, card in enumerate(cards):
        place = QRectF(area.left(), area.top() + number * high, area.width(), high - 14.0)
        _paint_partner(sheet, place, card, colours)


def _paint_partner(sheet: Sheet, box: QRectF, card: PartnerCard, colours: Sequence[str]) -> None:
    painter, tokens = sheet.painter, sheet.tokens
    painter.setPen(QPen(QColor(tokens.line), 1.5))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(box, 12.0, 12.0)
    total = "–" if card.total is None else str(round(card.total))
    sheet.write(QRectF(box.left() + 26.0, box.top() + 8.0, 150.0, box.height() - 46.0), total, "number")
    below = QRectF(box.left() + 26.0, box.bottom() - 42.0, 150.0, 28.0)
    sheet.write(below, _("of 100"), "legend", "text2")
    left, width = box.left() + 190.0, box.width() - 216.0
    sheet.write(QRectF(left, box.top() + 10.0, width * 0.7, 34.0), card.name, "strong")
    place = QRectF(left + width * 0.7, box.top() + 10.0, width * 0.3, 34.0)
    sheet.write(place, card.note, "legend", "text2", RIGHT)
    _paint_parts(sheet, QRectF(left, box.top() + 50.0, width, 30.0), card.parts, colours)
    reasons = ". ".join(card.reasons)
    room = QRectF(left, box.top() + 90.0, width, box.height() - 98.0)
    sheet.write_wrapped(room, f"{reasons}." if reasons else "", "legend", "text2")


def _paint_parts(sheet: Sheet, box: QRectF, parts: Sequence[PartnerPart], colours: Sequence[str]) -> None:
    """The parts of a hundred on their track, each with its number where there is room."""
    shape = QPainterPath()
    shape.addRoundedRect(box, 6.0, 6.0)
    sheet.painter.fillPath(shape, QColor(sheet.tokens.line))
    x = box.left()
    for part, colour in zip(parts, colours, strict=False):
        if not part.printed:
            continue
        wide = box.width() * part.printed / 100.0
        piece = QRectF(x, box.top(), wide, box.height())
        sheet.painter.fillRect(piece, QColor(colour))
        if text_width(str(part.printed), "legend_strong") + 6.0 <= wide:
            sheet.write(piece, str(part.printed), "legend_strong", ink(colour), CENTRE)
        x += wide


def paint_scenario(sheet: Sheet, box: QRectF, finding: ScenarioFinding) -> None:
    """The one figure of a scenario with its sentence, who could step in and what is known."""
    number = QRectF(box.left(), box.top(), box.width(), 110.0)
    sheet.write(number, finding.headline, "number", sheet.tokens.need[0])
    y = number.bottom()
    for text, role, shade in (
        (finding.sentence, "body", "text"),
        *((note, "label", "text2") for note in finding.notes),
    ):
        room = QRectF(box.left(), y, box.width(), max(0.0, box.bottom() - y))
        y += sheet.write_wrapped(room, text, role, shade) + 18.0


def paint_sessions(sheet: Sheet, box: QRectF, sessions: Sequence[SessionLine]) -> None:
    """The programme, one session below the other."""
    high = min(96.0, box.height() / max(1, len(sessions)))
    for number, line in enumerate(sessions):
        row = QRectF(box.left(), box.top() + number * high, box.width(), high)
        if number:
            sheet.rule(row.left(), row.right(), row.top())
        time = QRectF(row.left(), row.top(), 190.0, row.height())
        sheet.write(time, f"{line.begins}–{line.ends}", "label_strong", "text2")
        left, width = row.left() + 200.0, row.width() - 200.0
        about = " · ".join(
            part for part in (line.partner, line.segment, ", ".join(line.institutions)) if part
        )
        middle = row.center().y()
        title = QRectF(left, middle - (34.0 if about else 18.0), width, 36.0)
        sheet.write(title, line.title or line.partner, "strong")
        if about:
            sheet.write(QRectF(left, middle + 2.0, width, 28.0), about, "legend", "text2")


def paint_paragraphs(sheet: Sheet, box: QRectF, paragraphs: Sequence[str]) -> None:
    """Running text; a line that begins with a dash is an item of a list."""
    y = box.top()
    for text in paragraphs:
        bullet = next((mark for mark in _BULLETS if text.startswith(mark)), "")
        shift = 34.0 if bullet else 0.0
        room = QRectF(box.left() + shift, y, box.width() - shift, max(0.0, box.bottom() - y))
        if room.height() < line_height("text"):
            return
        if bullet:
            sheet.painter.setPen(Qt.PenStyle.NoPen)
            sheet.painter.setBrush(QColor(sheet.tokens.accent))
            sheet.painter.drawEllipse(QPointF(box.left() + 10.0, y + line_height("text") / 2.0), 6.0, 6.0)
        y += sheet.write_wrapped(room, text[len(bullet) :], "text") + 18.0
