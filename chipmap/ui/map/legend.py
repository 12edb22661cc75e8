"""The legend: a numbered swatch for each class, its ends in words, and the patterns.

Under a filter the classes that it leaves out are pale, on the screen and in every picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from chipmap.model.geography.arcs import Arcs
from chipmap.model.geography.class_filter import DOTTED, NOT_APPLICABLE, NOTHING
from chipmap.model.geography.layers import Layer
from chipmap.ui import theme
from chipmap.ui.map.card import paint_card, shadow_reach
from chipmap.ui.map.legend_buttons import LegendButtons
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
LEFT_OUT = 0.28
"""How much is seen of the colour of a class that the filter leaves out; its words stay readable."""

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
    pattern_keys: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    """The classes that the filter shows; empty shows all."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every class that can be filtered by, in the order in which they stand."""
        return (*(str(number) for number in range(len(self.colours))), *self.pattern_keys)


def legend_of(layer: Layer, tokens: Tokens, arcs: Arcs | None = None) -> Legend:
    """The legend of a layer, with the patterns that it can show and the lines that lie on it."""
    text, colours = titles.legend_text(layer), class_colours(layer.kind, tokens)
    patterns = _patterns_of(layer, text.nothing, colours, tokens)
    spoken = _("{title}: {low} {first} to {high} {last}.").format(
        title=text.title, low=text.low_end, first=text.classes[0], high=text.high_end, last=text.classes[-1]
    )
    lines: tuple[tuple[str, bool | None], ...] = ()
    if arcs is not None:
        from chipmap.wording.arcs import legend_lines

        lines = legend_lines(arcs)
    spoken = " ".join([spoken, *(f"{words}." for words, _is_dashed in lines)])
    entries = tuple(patterns.values())
    return Legend(text, colours, entries, spoken, lines, tuple(patterns), layer.only)


def _patterns_of(
    layer: Layer, nothing: str, colours: tuple[str, ...], tokens: Tokens
) -> dict[str, tuple[str, PlaceStyle]]:
    """The patterns that the layer can show, by the key that a filter has for them."""
    patterns = {}
    if layer.kind.has_dots:
        sample = colours[2] if len(colours) == 6 else colours[4]
        patterns[DOTTED] = (_("Suggested, or scored without evidence"), PlaceStyle(sample, Pattern.DOTS))
    patterns[NOTHING] = (nothing, PlaceStyle(tokens.land, Pattern.HATCH))
    has_crosses = any(place.state == "not_applicable" for place in layer.values.values())
    if has_crosses or NOT_APPLICABLE in layer.only:
        patterns[NOT_APPLICABLE] = (_("Not applicable"), PlaceStyle(tokens.land, Pattern.CROSSES))
    return patterns


def legend_fonts() -> LegendFonts:
    """The fonts of the running theme."""
    look = theme.current()
    return LegendFonts(
        look.font("small_strong"), look.font("small_strong", is_tabular=True), look.font("caption")
    )


class LegendLayout:
    """Where each part of a legend lies, for the fonts given; (0, 0) is the corner of its card."""

    def __init__(
        self, legend: Legend, fonts: LegendFonts, scale: float = 1.0, beside_heading: float = 0.0
    ) -> None:
        """`beside_heading` is room to keep free to the right of the heading."""
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
            heading.horizontalAdvance(legend.text.title) + beside_heading,
        )
        self._inner_width = inner
        self._symbols = SymbolRows((), word, inner, scale)
        self.size = QSizeF(inner + 2 * PADDING * scale, self._height())

    def heading_box(self) -> QRectF:
        """The row of the heading, from the corner of the card."""
        corner = self._inner_corner
        return QRectF(corner.x(), corner.y(), self._inner_width, self._heading_height)

    def class_boxes(self) -> dict[str, QRectF]:
        """What can be clicked for each class, by its key, from the corner of the card."""
        corner = self._inner_corner
        swatches = self._swatch_boxes(self._swatches_top)
        boxes = [box.translated(corner).adjusted(-1.0, -3.0, 1.0, 3.0) for box in swatches]
        patterns = len(self.legend.patterns)
        for swatch, words in list(self._row_boxes(self._rows_top))[:patterns]:
            boxes.append(swatch.united(words).translated(corner).adjusted(-4.0, -3.0, -6.0, 3.0))
        return dict(zip(self.legend.keys, boxes, strict=True))

    @property
    def _inner_corner(self) -> QPointF:
        return QPointF(PADDING * self.scale, 13.0 * self.scale)

    @property
    def _swatches_top(self) -> float:
        return self._heading_height + 8.0 * self.scale

    @property
    def _rows_top(self) -> float:
        return self._swatches_top + (SWATCH_HEIGHT + 10.0) * self.scale + self._word_height

    def _swatch_boxes(self, y: float) -> list[QRectF]:
        count = len(self.legend.colours)
        width = (self._inner_width - SWATCH_GAP * (count - 1)) / count
        lefts = (position * (width + SWATCH_GAP) for position in range(count))
        return [QRectF(left, y, width, SWATCH_HEIGHT * self.scale) for left in lefts]

    def _row_boxes(self, y: float) -> Iterator[tuple[QRectF, QRectF]]:
        """The sample and the words of each pattern and line, in their order."""
        height = max(self._word_height, PATTERN_HEIGHT * self.scale)
        inset = (height - PATTERN_HEIGHT * self.scale) / 2.0
        sample = QSizeF(PATTERN_WIDTH * self.scale, PATTERN_HEIGHT * self.scale)
        for row in self._rows:
            x = 0.0
            for _entry, width in row:
                swatch = QRectF(QPointF(x, y + inset), sample)
                left = swatch.right() + 8.0 * self.scale
                yield swatch, QRectF(left, y, x + width - left, height)
                x += width
            y += height + 6.0 * self.scale

    def _opacity(self, key: str) -> float:
        return 1.0 if not self.legend.only or key in self.legend.only else LEFT_OUT

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
        painter.translate(corner + self._inner_corner)
        tokens, text = filler.scene.tokens, self.legend.text
        painter.setPen(QColor(tokens.text))
        painter.setFont(self.fonts.heading)
        painter.drawText(QPointF(0.0, QFontMetricsF(self.fonts.heading).ascent()), text.title)
        self._paint_swatches(painter, tokens)
        self._paint_ends(painter, tokens, self._swatches_top + (SWATCH_HEIGHT + 4.0) * self.scale)
        self._paint_rows(painter, filler)
        self._symbols.paint(painter, tokens, self._height() - 2 * 13.0 * self.scale)
        painter.restore()

    def _paint_swatches(self, painter: QPainter, tokens: Tokens) -> None:
        painter.setFont(self.fonts.digit)
        boxes = self._swatch_boxes(self._swatches_top)
        for position, (colour, box) in enumerate(zip(self.legend.colours, boxes, strict=True)):
            outline = QPen(QColor(tokens.line_strong), 1.0)
            painter.setOpacity(self._opacity(str(position)))
            painter.setPen(outline if position == _palest(tokens, self.legend) else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(box, 3.0, 3.0)
            is_pale = painter.opacity() < 1.0
            painter.setOpacity(1.0)
            painter.setPen(QColor(tokens.text3 if is_pale else ink(colour)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.legend.text.classes[position])

    def _paint_ends(self, painter: QPainter, tokens: Tokens, y: float) -> None:
        painter.setFont(self.fonts.word)
        painter.setPen(QColor(tokens.text2))
        box = QRectF(0.0, y, self._inner_width, self._word_height)
        text = self.legend.text
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text.low_end)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text.middle)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, text.high_end)

    def _paint_rows(self, painter: QPainter, filler: Filler) -> None:
        """The patterns, then the lines, each with its words."""
        tokens = filler.scene.tokens
        keys = self.legend.pattern_keys
        entries = [entry for row in self._rows for entry, _width in row]
        boxes = self._row_boxes(self._rows_top)
        for position, ((words, style), (swatch, words_at)) in enumerate(zip(entries, boxes, strict=True)):
            painter.setOpacity(self._opacity(keys[position]) if position < len(keys) else 1.0)
            painter.setBrushOrigin(swatch.topLeft())
            painter.setPen(QPen(QColor(tokens.line), 1.0))
            if isinstance(style, bool):
                from chipmap.ui.map.arcs import paint_sample

                paint_sample(painter, swatch, tokens, is_dashed=style)
            elif style is not None:
                shape = QPainterPath()
                shape.addRoundedRect(swatch, 3.0, 3.0)
                filler.fill(painter, shape, style, swatch)
            painter.setOpacity(1.0)
            painter.setPen(QColor(tokens.text2))
            painter.drawText(words_at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


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
    """The legend on its card, in the corner of the map; its classes filter the map.

    It paints itself once and is copied from then on.
    """

    picked = Signal(object)
    """The classes to show from now on, as a frozenset; empty shows all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: LegendLayout | None = None
        self._scene: MapScene | None = None
        self._picture = QPixmap()
        self._types: tuple[str, ...] = ()
        self.buttons = LegendButtons(self)
        self.buttons.picked.connect(self.picked)

    @property
    def legend(self) -> Legend | None:
        """What is shown."""
        return self._layout.legend if self._layout is not None else None

    def show_scene(self, scene: MapScene) -> None:
        """Show the legend of a scene's layer."""
        legend = legend_of(scene.layer, scene.tokens, scene.arcs)
        self._scene = scene
        self._layout = LegendLayout(
            legend, legend_fonts(), theme.current().text_scale, self.buttons.room_beside_heading()
        )
        self._types = shown_types(scene.institutions)
        symbols = self._layout.add_symbols(self._types)
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription(" ".join(part for part in (legend.description, symbols) if part))
        self.resize(self.sizeHint())
        self.buttons.stand(
            scene.layer, self._layout.class_boxes(), self._layout.heading_box(), self.card_rect.topLeft()
        )
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
