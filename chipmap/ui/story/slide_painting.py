"""Draws a whole slide: head, what its kind shows, foot. The one painter of preview, Present and PDF.

`painting_slide` pauses after each few shapes, so that the window can draw in slices; a document runs it to
its end.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from chipmap.model.records import SlideKind
from chipmap.ui.story.slide_charts import chart_height, paint_chart
from chipmap.ui.story.slide_map import draw_slide_map, slide_map
from chipmap.ui.story.slide_parts import (
    figures_height,
    paint_key_figures,
    paint_paragraphs,
    paint_partner_cards,
    paint_scenario,
    paint_sessions,
    paint_table,
)
from chipmap.ui.story.slide_sheet import (
    FOOT,
    HEAD,
    HEIGHT,
    MARGIN,
    RIGHT,
    WIDTH,
    Sheet,
    body_box,
    line_height,
    slide_font,
    text_width,
    wrapped,
)
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.story.slide_content import SlideContent
    from chipmap.ui.tokens import Tokens

SIDE_WIDTH = 520.0
"""The room beside a map for its key figures."""
_PAGE_WIDTH = 150.0


def painting_slide(
    sheet: Sheet, content: SlideContent, *, number: int = 0, count: int = 0, has_map: bool = True
) -> Generator[None, None, None]:
    """Draw a slide on a sheet, pausing between its parts; `number` of `count` stands at its foot.

    Without the map its box stays empty, for whoever shows a map of their own there (`map_box`).
    """
    painter = sheet.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0.0, 0.0, WIDTH, HEIGHT), QColor(sheet.tokens.surface))
    box = map_box(content)
    if content.map is not None and box is not None and has_map:
        size = (round(box.width()), round(box.height()))
        yield from draw_slide_map(sheet, box, slide_map(content.map, sheet.tokens, size))
    _paint_head(sheet, content)
    yield
    _paint_body(sheet, content)
    yield
    _paint_foot(sheet, content, number, count)


def paint_slide(sheet: Sheet, content: SlideContent, *, number: int = 0, count: int = 0) -> None:
    """Draw a slide on a sheet to its end."""
    for _step in painting_slide(sheet, content, number=number, count=count):
        pass


def slide_sheet(painter: QPainter, tokens: Tokens, scale: float, *, as_shapes: bool = False) -> Sheet:
    """A sheet on which one unit is `scale` units of the painter; for documents `as_shapes`."""
    painter.scale(scale, scale)
    return Sheet(painter, tokens, scale, as_shapes=as_shapes)


def slide_image(
    content: SlideContent, tokens: Tokens, width: int, *, number: int = 0, count: int = 0
) -> QImage:
    """A slide as a picture of this width in pixels."""
    image = QImage(width, round(width * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_slide(slide_sheet(painter, tokens, width / WIDTH), content, number=number, count=count)
    painter.end()
    return image


def map_box(content: SlideContent) -> QRectF | None:
    """Where the map of a slide lies, in units of the sheet; None without one."""
    if content.map is None or content.problem:
        return None
    box = body_box()
    has_side = bool(content.figures or content.charts)
    return box.adjusted(0.0, 0.0, -SIDE_WIDTH, 0.0) if has_side else box


def _paint_head(sheet: Sheet, content: SlideContent) -> None:
    sheet.painter.fillRect(QRectF(0.0, 0.0, WIDTH, HEAD), QColor(sheet.tokens.surface))
    width = WIDTH - 2 * MARGIN
    is_long = text_width(content.title, "title") > width
    role = "title_small" if is_long else "title"
    lines = 2 if text_width(content.title, role) > width else 1
    high = lines * line_height(role) + (line_height("subtitle") if content.subtitle else 0.0)
    y = max(10.0, (HEAD - high) / 2.0)
    y += sheet.write_wrapped(QRectF(MARGIN, y, width, lines * line_height(role) + 1.0), content.title, role)
    sheet.write(QRectF(MARGIN, y, width, line_height("subtitle")), content.subtitle, "subtitle", "text2")


def _paint_body(sheet: Sheet, content: SlideContent) -> None:
    box = body_box().adjusted(MARGIN, 8.0, -MARGIN, -16.0)
    if content.problem:
        room = QRectF(box.left(), box.top() + 120.0, box.width() * 0.7, 300.0)
        sheet.write_wrapped(room, content.problem, "body", "text2")
        return
    if content.map is not None:
        _paint_side(sheet, content)
    elif content.kind is SlideKind.COMPARISON:
        left = QRectF(box.left(), box.top(), box.width() * 0.5 - 32.0, box.height())
        paint_table(sheet, left, content.tables[0])
        right = QRectF(left.right() + 64.0, box.top(), box.right() - left.right() - 64.0, box.height())
        paint_chart(sheet, right, content.charts[0])
    elif content.kind is SlideKind.SCENARIO:
        _paint_scenario(sheet, box, content)
    elif content.kind is SlideKind.TABLE and content.tables:
        paint_table(sheet, box, content.tables[0])
    elif content.kind is SlideKind.MATCH:
        paint_partner_cards(sheet, box, content.partners)
    elif content.kind is SlideKind.AGENDA:
        paint_sessions(sheet, box, content.sessions)
    else:
        paint_paragraphs(sheet, box.adjusted(0.0, 12.0, -160.0, 0.0), content.paragraphs)


def _paint_side(sheet: Sheet, content: SlideContent) -> None:
    """The key figures beside a map, and the bars below them."""
    box = map_box(content)
    if box is None or not (content.figures or content.charts):
        return
    side = QRectF(box.right() + 48.0, box.top(), WIDTH - box.right() - 48.0 - MARGIN, box.height() - 16.0)
    bars = content.charts[0] if content.charts else None
    figures = content.figures[:3]
    paint_key_figures(sheet, side, figures)
    if bars is not None:
        high = chart_height(bars)
        top = max(side.top() + figures_height(figures) + 16.0, side.bottom() - high)
        paint_chart(sheet, QRectF(side.left(), top, side.width(), high), bars)


def _paint_scenario(sheet: Sheet, box: QRectF, content: SlideContent) -> None:
    left = QRectF(box.left(), box.top(), 430.0, box.height())
    if content.scenario is not None:
        paint_scenario(sheet, left, content.scenario)
    right = QRectF(left.right() + 56.0, box.top(), box.right() - left.right() - 56.0, box.height())
    if content.charts:
        paint_chart(sheet, QRectF(right.left(), right.top(), right.width(), 280.0), content.charts[0])
        right.setTop(right.top() + 300.0)
    if content.tables:
        paint_table(sheet, right, content.tables[0])


def _paint_foot(sheet: Sheet, content: SlideContent, number: int, count: int) -> None:
    """Whose figures these are, their sources and the note on boundaries; they cannot be left out."""
    top = HEIGHT - FOOT
    sheet.painter.fillRect(QRectF(0.0, top, WIDTH, FOOT), QColor(sheet.tokens.surface))
    sheet.rule(0.0, WIDTH, top)
    text = content.footer.text.removesuffix(content.footer.sources).strip()
    if content.frozen_on:
        text = _("{text} Figures as of {date}.").format(text=text, date=content.frozen_on)
    width, step = WIDTH - 2 * MARGIN - _PAGE_WIDTH, line_height("note")
    notes = wrapped(" ".join((content.boundary_note, *content.notes)), slide_font("note"), width, 2)
    lines = [(text, "text2"), (content.footer.sources, "text2"), *((line, "text3") for line in notes)]
    y = top + (FOOT - len(lines) * step) / 2.0
    for line, shade in lines:
        sheet.write(QRectF(MARGIN, y, width, step), line, "note", shade)
        y += step
    if count:
        page = QRectF(WIDTH - MARGIN - _PAGE_WIDTH, top, _PAGE_WIDTH, FOOT)
        text = _("{number} of {count}").format(number=number, count=count)
        sheet.write(page, text, "legend_strong", "text2", RIGHT)
