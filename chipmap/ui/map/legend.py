"""The legend: a numbered swatch for each class, its ends in words, and the patterns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from chipmap.model.geography.arcs import Arcs
from chipmap.model.geography.layers import Layer
from chipmap.ui import theme
from chipmap.ui.map.card import paint_card, shadow_reach
from chipmap.ui.map.painting import Filler
from chipmap.ui.map.scene import MapScene, Pattern, PlaceStyle, class_colours
from chipmap.ui.map.symbol_legend import SymbolRows, shown_types
from chipmap.ui.tokens import RADIUS_CARD, Tokens, ink
from chipmap.wording import _, titles

PADDING = 16.0
SWATCH_HEIGHT = 22.0
SWATCH_GAP = 2.0
PATTERN_WIDTH = 26.0
PATTERN_HEIGHT = 16.0
MARGIN_FOR_SHADOW = shadow_reach()


class LegendFonts(NamedTuple):
    """The fonts of the heading, of digits in swatches and of words."""

    heading: QFont
    digit: QFont
    word: QFont


class Legend(NamedTuple):
    """Everything that a legend shows."""

    text: titles.LegendText
    colours: tuple[str, ...]
    patterns: tuple[tuple[str, PlaceStyle], ...]
    description: str
    lines: tuple[tuple[str, bool | None], ...] = ()
    """What the lines on the map are, each with whether its sample is dashed; None: without a sample."""


def legend_of(layer: Layer, tokens: Tokens, arcs: Arcs | None = None) -> Legend:
    """The legend of a layer, with the patterns that it can show and the lines that lie on it."""
    text, colours = titles.legend_text(layer), class_colours(layer.kind, tokens)
    patterns = []
    if layer.kind.has_dots:
        sample = colours[2] if len(colours) == 6 else colours[4]
        patterns.append((_("Suggested, or scored without evidence"), PlaceStyle(sample, Pattern.DOTS)))
    patterns.append((text.nothing, PlaceStyle(tokens.land, Pattern.HATCH)))
    if any(place.state == "not_applicable" for place in layer.values.values()):
        patterns.append((_("Not applicable"), PlaceStyle(tokens.land, Pattern.CROSSES)))
    spoken = _("{title}: {low} {first} to {high} {last}.").format(
        title=text.title, low=text.low_end, first=text.classes[0], high=text.high_end, last=text.classes[-1]
    )
    lines: tuple[tuple[str, bool | None], ...] = ()
    if arcs is not None:
        from chipmap.wording.arcs import legend_lines

        lines = legend_lines(arcs)
    spoken = " ".join([spoken, *(f"{words}." for words, _is_dashed in lines)])
    return Legend(text, colours, tuple(patterns), spoken, lines)


def legend_fonts() -> LegendFonts:
    """The fonts of the running theme."""
    look = theme.current()
    return LegendFonts(
        look.font("small_strong"), look.font("small_strong", is_tabular=True), look.font("caption")
    )


class LegendLayout:
    """Where each part of a legend lies, for the fonts given; (0, 0) is the corner of its card."""

    def __init__(self, legend: Legend, fonts: LegendFonts, scale: float = 1.0) -> None:
        self.legend, self.fonts, self.scale = legend, fonts, scale
        word, heading = QFontMetricsF(fonts.word), QFontMetricsF(fonts.heading)
        self._word_height, self._heading_height = word.height(), heading.height()
        self._rows = [*_wrapped(legend.patterns, word, scale), *_wrapped(legend.lines, word, scale)]
        patterns_width = max(sum(width for _entry, width in row) for row in self._rows)
        swatch = max(
            36.0 * scale, max(heading.horizontalAdvance(text) for text in legend.text.classes) + 14.0
        )
        ends = (legend.text.low_end, legend.text.middle, legend.text.high_end)
        ends_width = sum(word.horizontalAdvance(end) + 12.0 for end in ends if end)
        inner = max(
            swatch * len(legend.colours),
            patterns_width,
            ends_width,
            heading.horizontalAdvance(legend.text.title),
        )
        self._inner_width = inner
        self._symbols = SymbolRows((), word, inner, scale)
        self.size = QSizeF(inner + 2 * PADDING * scale, self._height())

    def height_with(self, types: Iterable[str]) -> float:
        """How high the legend is with the symbols of these types."""
        rows = SymbolRows(types, QFontMetricsF(self.fonts.word), self._inner_width, self.scale)
        return self._height() + rows.height

    def add_symbols(self, types: Iterable[str]) -> str:
        """Name the symbols of these types of institutions beneath everything else; returns them in words."""
        self._symbols = SymbolRows(types, QFontMetricsF(self.fonts.word), self._inner_width, self.scale)
        self.size.setHeight(self._height() + self._symbols.height)
        return self._symbols.spoken

    def _height(self) -> float:
        rows = len(self._rows) * (max(self._word_height, PATTERN_HEIGHT * self.scale) + 6.0 * self.scale)
        top = self._heading_height + 8.0 * self.scale + SWATCH_HEIGHT * self.scale
        return 2 * 13.0 * self.scale + top + 4.0 * self.scale + self._word_height + 6.0 * self.scale + rows

    def paint(self, painter: QPainter, filler: Filler, corner: QPointF) -> None:
        """Draw the legend without its card, with its corner at `corner`."""
        painter.save()
        painter.translate(corner.x() + PADDING * self.scale, corner.y() + 13.0 * self.scale)
        tokens, text = filler.scene.tokens, self.legend.text
        painter.setPen(QColor(tokens.text))
        painter.setFont(self.fonts.heading)
        painter.drawText(QPointF(0.0, QFontMetricsF(self.fonts.heading).ascent()), text.title)
        y = self._heading_height + 8.0 * self.scale
        self._paint_swatches(painter, tokens, y)
        y += SWATCH_HEIGHT * self.scale + 4.0 * self.scale
        self._paint_ends(painter, tokens, y)
        y += self._word_height + 6.0 * self.scale
        self._paint_patterns(painter, filler, y)
        self._symbols.paint(painter, tokens, self._height() - 2 * 13.0 * self.scale)
        painter.restore()

    def _paint_swatches(self, painter: QPainter, tokens: Tokens, y: float) -> None:
        count = len(self.legend.colours)
        width = (self._inner_width - SWATCH_GAP * (count - 1)) / count
        painter.setFont(self.fonts.digit)
        for position, colour in enumerate(self.legend.colours):
            box = QRectF(position * (width + SWATCH_GAP), y, width, SWATCH_HEIGHT * self.scale)
            outline = QPen(QColor(tokens.line_strong), 1.0)
            painter.setPen(outline if position == _palest(tokens, self.legend) else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(box, 3.0, 3.0)
            painter.setPen(QColor(ink(colour)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.legend.text.classes[position])

    def _paint_ends(self, painter: QPainter, tokens: Tokens, y: float) -> None:
        painter.setFont(self.fonts.word)
        painter.setPen(QColor(tokens.text2))
        box = QRectF(0.0, y, self._inner_width, self._word_height)
        text = self.legend.text
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text.low_end)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text.middle)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, text.high_end)

    def _paint_patterns(self, painter: QPainter, filler: Filler, y: float) -> None:
        tokens = filler.scene.tokens
        height = max(self._word_height, PATTERN_HEIGHT * self.scale)
        for row in self._rows:
            x = 0.0
            for (words, style), width in row:
                swatch = QRectF(
                    x,
                    y + (height - PATTERN_HEIGHT * self.scale) / 2.0,
                    PATTERN_WIDTH * self.scale,
                    PATTERN_HEIGHT * self.scale,
                )
                painter.setBrushOrigin(swatch.topLeft())
                painter.setPen(QPen(QColor(tokens.line), 1.0))
                if isinstance(style, bool):
                    from chipmap.ui.map.arcs import paint_sample

                    paint_sample(painter, swatch, tokens, is_dashed=style)
                elif style is not None:
                    shape = QPainterPath()
                    shape.addRoundedRect(swatch, 3.0, 3.0)
                    filler.fill(painter, shape, style, swatch)
                painter.setPen(QColor(tokens.text2))
                words_at = QRectF(swatch.right() + 8.0 * self.scale, y, width, height)
                painter.drawText(words_at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
                x += width
            y += height + 6.0 * self.scale


def _palest(tokens: Tokens, legend: Legend) -> int:
    """The swatch that needs an outline on the card: the lowest, or the middle of a diverging scale."""
    return 3 if legend.colours == tokens.need else 0


Entry = tuple[str, PlaceStyle | bool | None]
Row = list[tuple[Entry, float]]


def _wrapped(entries: Iterable[Entry], word: QFontMetricsF, scale: float) -> list[Row]:
    """The long entry on its own row, the short ones beside each other."""
    rows: list[Row] = []
    for position, entry in enumerate(entries):
        width = (PATTERN_WIDTH + 8.0 + 18.0) * scale + word.horizontalAdvance(entry[0])
        if position < 2 or not rows:
            rows.append([])
        rows[-1].append((entry, width))
    return rows


class LegendCard(QWidget):
    """The legend on its card, in the corner of the map. It paints itself once and is copied from then on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._layout: LegendLayout | None = None
        self._scene: MapScene | None = None
        self._picture = QPixmap()
        self._types: tuple[str, ...] = ()

    @property
    def legend(self) -> Legend | None:
        """What is shown."""
        return self._layout.legend if self._layout is not None else None

    def show_scene(self, scene: MapScene) -> None:
        """Show the legend of a scene's layer."""
        legend = legend_of(scene.layer, scene.tokens, scene.arcs)
        self._scene = scene
        self._layout = LegendLayout(legend, legend_fonts(), theme.current().text_scale)
        self._types = shown_types(scene.institutions)
        symbols = self._layout.add_symbols(self._types)
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription(" ".join(part for part in (legend.description, symbols) if part))
        self.resize(self.sizeHint())
        self._picture = QPixmap()
        self.update()

    def fit(self, room: float) -> None:
        """Leave out the symbols, which the choice of types names too, where the card would be too high."""
        if self._layout is None:
            return
        has_room = self._layout.height_with(self._types) <= room
        before = self._layout.size.height()
        self._layout.add_symbols(self._types if has_room else ())
        if self._layout.size.height() != before:
            self.resize(self.sizeHint())
            self._picture = QPixmap()
            self.update()

    @property
    def card_rect(self) -> QRectF:
        """The card itself, without the shadow around it."""
        reach = MARGIN_FOR_SHADOW
        return QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)

    def sizeHint(self) -> QSize:
        if self._layout is None:
            return QSize(0, 0)
        return (self._layout.size + QSizeF(2 * MARGIN_FOR_SHADOW, 2 * MARGIN_FOR_SHADOW)).toSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._picture.isNull() or self._picture.devicePixelRatio() != ratio:
            self._picture = self._drawn(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        if self._layout is not None and self._scene is not None:
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_card(painter, self.card_rect, self._scene.tokens, RADIUS_CARD)
            self._layout.paint(painter, Filler(self._scene, ratio), self.card_rect.topLeft())
            painter.end()
        return picture
