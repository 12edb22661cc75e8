"""A map as a page of its own: title, what was counted, legend, sources, date and notes around the picture.

The map is drawn over the whole page and the strips with text on top of it, because an SVG file clips nothing
but its own edges.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEngine, QPainter

from chipmap.model.dataset import Dataset
from chipmap.model.geography.map_projections import MapProjection
from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.card import paint_plain_card
from chipmap.ui.map.composition import DrawnMap, MapFonts, arrange, draw_arranged
from chipmap.ui.map.legend import LegendFonts, LegendLayout, legend_of
from chipmap.ui.map.painting import Filler, Picture
from chipmap.ui.map.scene import KOSOVO
from chipmap.ui.map.symbol_legend import shown_types
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.tokens import RADIUS_CARD, TYPE
from chipmap.wording import _, titles

EDGE = 24.0
FOOT_GAP = 6.0


class SheetText(NamedTuple):
    """The words of a page: above the map and, line by line, below it."""

    title: str
    subtitle: str
    foot: tuple[str, ...]


def sheet_text(
    filler: Filler, dataset: Dataset, viewport: Viewport, atlas: Atlas, now: datetime
) -> SheetText:
    """The words for a map. The note of Kosovo stands wherever Kosovo is in view."""
    scene = filler.scene
    names = scene.names
    foot = [titles.compared_text([(one.letter, one.place) for one in scene.compared], dataset, names)]
    foot.append(titles.sources_text(scene.layer, dataset))
    foot.append(titles.workspace_text(dataset, names, now))
    if scene.projection is MapProjection.EUROPE:
        foot.append(_("Map of Europe in ETRS89-LAEA (EPSG:3035), areas in true proportion."))
    foot.append(names.boundary_note(long=True))
    kosovo = atlas.anchors.get(KOSOVO)
    if kosovo is not None and kosovo.largest.intersects(viewport.map_rect):
        foot.append(names.note(KOSOVO) or "")
    return SheetText(
        titles.title_of(scene.layer, dataset),
        titles.subtitle_of(scene.layer, names),
        tuple(line for line in foot if line),
    )


def sheet_font(role: str, *, is_pdf: bool = False) -> QFont:
    """A font of the type scale at its plain size: a page is scaled as a whole."""
    style = TYPE[role]
    font = QFont("Inter")
    font.setPixelSize(style.size)
    font.setWeight(QFont.Weight(style.weight))
    if is_pdf:
        # A PDF loses the text of signs that Inter sets otherwise beside figures: "EU-27" would read "EU 27".
        font.setFeature(QFont.Tag("calt"), 0)
    return font


def foot_height(text: SheetText, width: float) -> float:
    """The height of the strip below the map."""
    font = sheet_font("caption")
    return sum(_wrapped_height(line, font, width - 2 * EDGE) for line in text.foot) + 2 * FOOT_GAP + 8.0


def head_height() -> float:
    """The height of the strip above the map."""
    return 16.0 + TYPE["map_title"].line_height + 4.0 + TYPE["body"].line_height + 12.0


def draw_sheet(
    painter: QPainter, filler: Filler, viewport: Viewport, text: SheetText, atlas: Atlas
) -> DrawnMap:
    """Draw the whole page; `viewport` is as large as the page. Says where names and markers came to lie."""
    width, height = float(viewport.width), float(viewport.height)
    head, foot = head_height(), foot_height(text, width)
    is_pdf = _draws_pdf(painter)
    strong = sheet_font("small_strong", is_pdf=is_pdf)
    fonts = LegendFonts(strong, strong, sheet_font("caption", is_pdf=is_pdf))
    legend = LegendLayout(legend_of(filler.scene.layer, filler.scene.tokens, filler.scene.arcs), fonts)
    legend.add_symbols(shown_types(filler.scene.institutions))
    card = QRectF(
        EDGE, height - foot - 12.0 - legend.size.height(), legend.size.width(), legend.size.height()
    )
    picture = Picture(painter, viewport, filler, atlas.level_for(viewport.metres_per_px / filler.pixel_ratio))
    obstacles = [
        QRectF(0.0, 0.0, width, head),
        QRectF(0.0, height - foot, width, foot),
        card.adjusted(-6.0, -6.0, 6.0, 6.0),
    ]
    names = map_fonts(is_pdf=is_pdf)
    drawn = arrange(viewport, filler.scene, atlas, names, obstacles)
    for _step in draw_arranged(picture, atlas, names, drawn):
        pass
    _draw_head(painter, filler, text, width, head)
    _draw_foot(painter, filler, text, QRectF(0.0, height - foot, width, foot))
    paint_plain_card(painter, card, filler.scene.tokens, RADIUS_CARD)
    legend.paint(painter, filler, card.topLeft())
    return drawn


def map_fonts(*, is_pdf: bool = False) -> MapFonts:
    name, selected, counted = (
        sheet_font(role, is_pdf=is_pdf) for role in ("small_strong", "body_strong", "caption_strong")
    )
    return MapFonts(name, selected, counted)


def _draws_pdf(painter: QPainter) -> bool:
    return painter.paintEngine().type() is QPaintEngine.Type.Pdf


def _draw_head(painter: QPainter, filler: Filler, text: SheetText, width: float, height: float) -> None:
    tokens = filler.scene.tokens
    painter.fillRect(QRectF(0.0, 0.0, width, height), QColor(tokens.water))
    y = 16.0
    for words, role, ink in ((text.title, "map_title", tokens.text), (text.subtitle, "body", tokens.text2)):
        font = sheet_font(role, is_pdf=_draws_pdf(painter))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - 2 * EDGE)
        painter.drawText(QPointF(EDGE, y + metrics.ascent()), fitting)
        y += TYPE[role].line_height + 4.0


def _draw_foot(painter: QPainter, filler: Filler, text: SheetText, strip: QRectF) -> None:
    tokens, width, top = filler.scene.tokens, strip.width(), strip.top()
    painter.fillRect(strip, QColor(tokens.surface))
    painter.fillRect(QRectF(0.0, top, width, 1.0), QColor(tokens.line))
    font = sheet_font("caption", is_pdf=_draws_pdf(painter))
    painter.setFont(font)
    painter.setPen(QColor(tokens.text2))
    y = top + FOOT_GAP + 4.0
    for line in text.foot:
        used = _wrapped_height(line, font, width - 2 * EDGE)
        painter.drawText(QRectF(EDGE, y, width - 2 * EDGE, used), int(Qt.TextFlag.TextWordWrap), line)
        y += used


def _wrapped_height(line: str, font: QFont, width: float) -> float:
    room = QRectF(0.0, 0.0, width, 1000.0)
    return QFontMetricsF(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), line).height() + 1.0
