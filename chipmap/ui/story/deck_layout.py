"""Where everything of a slide stands in a deck: native text, tables and charts in the room of any template.

It takes words and figures as a `SlideContent` says them and computes none. Room is shared out in parts of
the area between title and footer, so that a template of another shape is filled as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from chipmap.model.exchange.deck_file import SlideLook, area_of
from chipmap.model.exchange.deck_shapes import Box
from chipmap.model.exchange.deck_slide import SMALLEST_POINTS, Series, TextStyle
from chipmap.model.records import SlideKind
from chipmap.model.story.slide_content import ChartKind, MapRequest, SlideContent, Tone
from chipmap.ui.story.deck_maps import DeckMap, add_legend, add_map
from chipmap.ui.tokens import LIGHT
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.exchange.deck_file import Deck
    from chipmap.model.exchange.deck_slide import DeckSlide
    from chipmap.model.story.slide_content import KeyFigure, PartnerCard, SlideChart, SlideTable

Part = tuple[float, Callable[[Box], None]]
"""Something on a slide: its height in inches, 0 for as much as there is, and how it is put into its box."""

DrawMap = Callable[[MapRequest, str, float, float], DeckMap]
"""Draws a map for a box of so many inches across and down; the text is its alternative."""

_GAP: Final = 0.25
_SUBTITLE, _NOTE = 0.36, 0.3
_FIGURE_HEIGHT = 0.8
_HEADLINE_HEIGHT = 1.2
_ROW: Final = 0.34
_LEGEND_HEIGHT = 0.64
_BODY = 16
_TENTHS_MATTER_BELOW = 10
_POINTS_PER_INCH = 72
_POINT: Final = "- "
"""How a paragraph begins that is a point of a list, as the Story page takes it."""
_SIDE_WIDTH = 5.0
_TONES = {Tone.PLAIN: LIGHT.text, Tone.LACK: LIGHT.need[0], Tone.HAVE: LIGHT.need[-1]}
_LOOKS = {SlideKind.TEXT: SlideLook.TEXT}
_LINES = (LIGHT.accent, LIGHT.need[1], LIGHT.capability[3], LIGHT.collaboration, LIGHT.text3)


def add_slide(deck: Deck, content: SlideContent, notes: str, draw_map: DrawMap) -> None:
    """One slide at the end of a deck, complete with notes and footer."""
    slide = deck.add(_LOOKS.get(content.kind, SlideLook.SPACE))
    slide.title(content.title)
    area = area_of(slide, _SUBTITLE + 0.1 if content.subtitle else 0.1)
    if content.subtitle:
        line = Box(area.left, slide.title_bottom, area.width, _SUBTITLE)
        slide.text(line, content.subtitle, _style(_BODY, LIGHT.text2))
    if content.problem:
        slide.text(area, content.problem, _style(_BODY + 4, LIGHT.text2))
    else:
        _fill(slide, area, content, draw_map)
    slide.notes(notes)
    slide.finish(" ".join(filter(None, (content.footer.text, content.boundary_note))))


def _fill(slide: DeckSlide, area: Box, content: SlideContent, draw_map: DrawMap) -> None:
    if content.notes and content.map is not None:
        note = " ".join(content.notes)
        height = _height_of([note], area.width, SMALLEST_POINTS)
        foot = Box(area.left, area.bottom - height, area.width, height)
        slide.text(foot, note, _style(SMALLEST_POINTS, LIGHT.text3))
        area = Box(area.left, area.top, area.width, area.height - height - 0.05)
    pictures, words = _pictures_of(slide, content), _words_of(slide, content)
    if content.map is not None:
        left, right = _side_by_side(area, 0.64) if pictures or words else (area, area)
        _add_map(slide, left, content, draw_map)
        _share_out(
            right, [*words[:-1], *pictures, *words[-1:]] if content.paragraphs else [*words, *pictures]
        )
    elif pictures and words:
        if content.scenario is not None:
            top = Box(area.left, area.top, area.width, _HEADLINE_HEIGHT)
            _headline(slide, top, content.scenario.headline, content.scenario.sentence)
            area = Box(area.left, top.bottom + _GAP, area.width, area.height - top.height - _GAP)
        left, right = _side_by_side(area, 0.55)
        _share_out(left, pictures)
        _share_out(right, words)
    else:
        _share_out(area, pictures or words)


def _add_map(slide: DeckSlide, box: Box, content: SlideContent, draw_map: DrawMap) -> None:
    assert content.map is not None
    request = content.map
    # What lies over a map as lines and signs makes it a picture, which holds its legend.
    has_scale = request.shows_legend and not request.points and request.arcs is None
    height = box.height - (_LEGEND_HEIGHT + 0.08 if has_scale else 0.0)
    drawn = draw_map(request, content.alt_text, box.width, height)
    add_map(slide, Box(box.left, box.top, box.width, height), drawn)
    if has_scale and drawn.legend is not None:
        place = Box(box.left, box.bottom - _LEGEND_HEIGHT, box.width, _LEGEND_HEIGHT)
        add_legend(slide, place, drawn.legend)


def _pictures_of(slide: DeckSlide, content: SlideContent) -> list[Part]:
    """The charts of a slide, each with as much room as there is."""
    parts: list[Part] = []
    if content.partners:
        parts.append((0.0, lambda box: _partner_bars(slide, box, content.partners)))
    parts += [(0.0, partial(_chart, slide, chart=chart)) for chart in content.charts]
    return parts


def _words_of(slide: DeckSlide, content: SlideContent) -> list[Part]:
    """Figures, tables and texts of a slide, in the order in which they are read."""
    # A scenario says its figure as the headline already.
    figures = content.figures if content.scenario is None else ()
    parts: list[Part] = [(_FIGURE_HEIGHT, partial(_figure, slide, figure=figure)) for figure in figures]
    parts += [(0.0, partial(_table, slide, table=table)) for table in content.tables]
    if content.sessions:
        parts.append((0.0, lambda box: _sessions(slide, box, content)))
    texts = [f"{one.name}: {'; '.join(one.reasons)}" for one in content.partners if one.reasons]
    texts += [*(content.scenario.notes if content.scenario is not None else ()), *content.paragraphs]
    if texts:
        # Beside a table the texts take what they need, and the table takes the rest.
        needed = _height_of(texts, _SIDE_WIDTH, SMALLEST_POINTS) if content.tables else 0.0
        parts.append((needed, lambda box: _paragraphs(slide, box, texts)))
    return parts


def _share_out(area: Box, parts: Sequence[Part]) -> None:
    """Give each part its height, and those that ask for none what is left, in equal parts."""
    fixed = sum(height for height, _draw in parts)
    open_ended = sum(height == 0.0 for height, _draw in parts)
    gaps = _GAP * max(0, len(parts) - 1)
    free = max(0.6, (area.height - fixed - gaps) / max(1, open_ended))
    squeeze = min(1.0, (area.height - gaps - free * bool(open_ended) * open_ended) / fixed) if fixed else 1.0
    top = area.top
    for height, draw in parts:
        given = height * squeeze if height else free
        draw(Box(area.left, top, area.width, given))
        top += given + _GAP


def _headline(slide: DeckSlide, box: Box, headline: str, sentence: str) -> None:
    slide.text(Box(box.left, box.top, box.width, 0.8), headline, _style(36, _TONES[Tone.LACK], is_bold=True))
    slide.text(Box(box.left, box.top + 0.82, box.width, box.height - 0.82), sentence, _style(_BODY))


def _figure(slide: DeckSlide, box: Box, figure: KeyFigure) -> None:
    """A large figure, and beside it what it is and where it is from."""
    number = Box(box.left, box.top, 0.36 * box.width, box.height)
    words = Box(number.right + 0.1, box.top, box.width - number.width - 0.1, box.height)
    slide.text(number, figure.text, _style(36, _TONES[figure.tone], is_bold=True, is_middle=True))
    slide.text(
        words, "\n".join(filter(None, (figure.caption, figure.note))), _style(SMALLEST_POINTS, is_middle=True)
    )


def _chart(slide: DeckSlide, box: Box, chart: SlideChart) -> None:
    top = box.top
    if chart.title:
        slide.text(Box(box.left, top, box.width, _NOTE), chart.title, _style(SMALLEST_POINTS, is_bold=True))
        top += _NOTE
    inside = Box(box.left, top, box.width, box.bottom - top)
    series = [
        Series(one.name, one.values, _plain(_LINES[at % len(_LINES)]), is_dashed=any(one.dotted))
        for at, one in enumerate(chart.series)
    ]
    spoken = _spoken(chart)
    number_format = '0" %"' if chart.unit == "%" else "0.0" if _has_fractions(chart) else "0"
    if chart.kind is ChartKind.BARS:
        slide.bars(
            inside,
            chart.categories,
            series,
            alt_text=spoken,
            number_format=number_format,
            largest=chart.largest,
        )
    else:
        slide.lines(
            inside,
            chart.categories,
            series,
            alt_text=spoken,
            number_format=number_format,
            largest=chart.largest,
        )


def _table(slide: DeckSlide, box: Box, table: SlideTable) -> None:
    """As many rows as the room has at a size that can be read; how many are left out is said."""
    top = box.top
    if table.title:
        slide.text(Box(box.left, top, box.width, _NOTE), table.title, _style(SMALLEST_POINTS, is_bold=True))
        top += _NOTE
    room = max(1, int((box.bottom - top - _ROW) / _ROW))
    hidden = max(0, len(table.rows) - room) + table.more
    shown = table.rows[: room - 1] if hidden else table.rows
    hidden = len(table.rows) - len(shown) + table.more
    height = _ROW * (len(shown) + 1)
    rows = [[cell.text for cell in row] for row in shown]
    slide.table(
        Box(box.left, top, box.width, height),
        table.headings,
        rows,
        widths=_widths(table.headings, rows, is_numeric=_is_numeric(table)),
        alt_text=table.title or _("Table"),
        numbers=frozenset(range(1, len(table.headings))) if _is_numeric(table) else frozenset(),
    )
    if hidden:
        _say_more(slide, Box(box.left, top + height + 0.04, box.width, _NOTE), hidden)


def _partner_bars(slide: DeckSlide, box: Box, partners: Sequence[PartnerCard]) -> None:
    """The points of each ranked partner as one bar of its parts."""
    ranked = [card for card in partners if card.total is not None]
    if not ranked:
        return
    words = list(dict.fromkeys(part.word for card in ranked for part in card.parts))
    colours = (*LIGHT.match, LIGHT.line_strong, LIGHT.collaboration)
    series = [
        Series(
            word,
            tuple(next((part.points for part in card.parts if part.word == word), None) for card in ranked),
            _plain(colours[at % len(colours)]),
        )
        for at, word in enumerate(words)
    ]
    names = [f"{card.name}  {card.total:.0f}" for card in ranked]
    slide.bars(box, names, series, alt_text="; ".join(names), largest=100, is_stacked=True)


def _sessions(slide: DeckSlide, box: Box, content: SlideContent) -> None:
    rows = [
        [f"{one.begins}–{one.ends}", one.title, one.partner, ", ".join(one.institutions)]
        for one in content.sessions
    ]
    room = max(1, int((box.height - _NOTE) / _ROW) - 1)
    shown = rows[:room]
    height = min(box.height - _NOTE, 2 * _ROW * (len(shown) + 1))
    slide.table(
        Box(box.left, box.top, box.width, height),
        [_("Time"), _("Session"), _("Partner"), _("Institutions")],
        shown,
        widths=[1.4, 4, 2, 4],
        alt_text=_("Agenda"),
    )
    if len(rows) > room:
        _say_more(slide, Box(box.left, box.top + height + 0.04, box.width, _NOTE), len(rows) - room)


def _say_more(slide: DeckSlide, box: Box, count: int) -> None:
    """Say how many rows had no room."""
    slide.text(box, _("and {count} more").format(count=count), _style(SMALLEST_POINTS))


def _paragraphs(slide: DeckSlide, box: Box, texts: Sequence[str]) -> None:
    """Running text, in the template's own place where the slide has one; longer texts are set smaller."""
    if not texts:
        return
    if slide.fill_body(texts):
        return
    texts = [text.replace(_POINT, "• ", 1) if text.startswith(_POINT) else text for text in texts]
    fitting = (size for size in (20, 18, 16) if _height_of(texts, box.width, size) <= box.height)
    points = next(fitting, SMALLEST_POINTS)
    slide.text(box, "\n".join(texts), _style(points))


def _height_of(texts: Sequence[str], width: float, points: float) -> float:
    """About how tall some paragraphs become, in inches; a letter is half as wide as it is high."""
    letters = width * _POINTS_PER_INCH / (0.5 * points)
    lines = sum(math.ceil(max(1, len(text)) / letters) for text in texts)
    return (lines * 1.2 + (len(texts) - 1) * 0.35) * points / _POINTS_PER_INCH


def _side_by_side(area: Box, part: float) -> tuple[Box, Box]:
    width = area.width * part - _GAP / 2
    left = Box(area.left, area.top, width, area.height)
    return left, Box(left.right + _GAP, area.top, area.width - width - _GAP, area.height)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]], *, is_numeric: bool) -> list[float]:
    """Column widths by the longest text, within bounds that keep words whole; numbers share one width."""
    columns = zip(headings, *rows, strict=True)
    widths = [min(40.0, max(6.0, *(float(len(text)) for text in column))) for column in columns]
    return [widths[0], *[max(widths[1:])] * (len(widths) - 1)] if is_numeric and len(widths) > 1 else widths


def _is_numeric(table: SlideTable) -> bool:
    return any(cell.number is not None for row in table.rows for cell in row[1:])


def _has_fractions(chart: SlideChart) -> bool:
    """Whether tenths matter: on the scale of levels they do, of 100 they do not."""
    known = [value for one in chart.series for value in one.values if value is not None]
    return max(known, default=0) < _TENTHS_MATTER_BELOW and any(value % 1 for value in known)


def _spoken(chart: SlideChart) -> str:
    """A chart in words: every value, or that it is not known."""
    unknown = _("not known")
    told = []
    for one in chart.series:
        texts = one.texts or tuple("" if value is None else f"{value:g}" for value in one.values)
        pairs = (f"{name} {text or unknown}" for name, text in zip(chart.categories, texts, strict=True))
        told.append(f"{one.name}: {', '.join(list(pairs)[:60])}")
    return ". ".join(filter(None, (chart.title, *told)))


def _style(
    points: float, colour: str = LIGHT.text, *, is_bold: bool = False, is_middle: bool = False
) -> TextStyle:
    return TextStyle(points, is_bold, _plain(colour), is_middle=is_middle)


def _plain(colour: str) -> str:
    return colour.removeprefix("#")
