"""The map of a slide as a deck holds it: areas that can be edited, names as texts, and the legend.

Where institutions or lines lie over it the map is a picture, at twice the resolution of the slide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter

from chipmap.model.exchange.deck_shapes import Box, MapFill, MapShape
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.composition import MapFonts, arrange
from chipmap.ui.map.legend import legend_of
from chipmap.ui.map.map_shapes import map_shapes
from chipmap.ui.map.scene import MapScene, Pattern
from chipmap.ui.theme import FAMILY
from chipmap.ui.tokens import LIGHT, ink

if TYPE_CHECKING:
    from chipmap.model.exchange.deck_slide import DeckSlide
    from chipmap.model.story.slide_content import MapRequest
    from chipmap.ui.map.viewport import Viewport
    from chipmap.ui.story.slide_map import SlideMap

_UNITS_PER_INCH: Final = 120
"""Those of the sheet that slides are drawn on, at the width of our template."""
_NAME_UNITS = 24
"""14.4 points."""
_NAME_ROOM = 12.0
_PICTURE_SCALE = 2
_SWATCH = 0.3
_SIGN = ((0.0, 0.0), (0.42, 0.0), (0.42, _SWATCH), (0.0, _SWATCH))
_WIDEST_SCALE, _NARROWEST_SIGNS = 6.4, 3.6


@dataclass(frozen=True, slots=True)
class MapName:
    """A name on the map and where it stands, in inches from the map's upper left corner."""

    text: str
    left: float
    top: float
    width: float
    height: float
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One class of the scale, with the digit that is printed on it; colours are RRGGBB."""

    text: str
    colour: str
    ink: str
    fill: MapFill = MapFill.PLAIN


@dataclass(frozen=True, slots=True)
class DeckLegend:
    """The scale of a map: its classes, what its ends mean, and the signs besides."""

    title: str
    classes: tuple[LegendEntry, ...]
    ends: tuple[str, str] = ("", "")
    signs: tuple[LegendEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckMap:
    """A map ready for a deck: either `areas` with names, or a `picture` (PNG) that holds everything."""

    name: str
    water: str
    halo: str
    ink: str
    alt_text: str
    areas: tuple[MapShape, ...] = ()
    names: tuple[MapName, ...] = ()
    picture: bytes = b""
    legend: DeckLegend | None = None


def add_map(slide: DeckSlide, box: Box, drawn: DeckMap) -> None:
    """Put the map into its box."""
    from chipmap.model.exchange.deck_slide import SMALLEST_POINTS, TextStyle

    if drawn.picture:
        slide.picture(box, drawn.picture, drawn.alt_text)
        return
    slide.rectangle(box, drawn.water)
    slide.map(box, drawn.areas, name=drawn.name, alt_text=drawn.alt_text)
    style = TextStyle(SMALLEST_POINTS, colour=drawn.ink)
    for one in drawn.names:
        place = Box(box.left + one.left, box.top + one.top, one.width, one.height)
        slide.text(place, one.text, style, name=one.text, plate=drawn.halo)


def add_legend(slide: DeckSlide, box: Box, legend: DeckLegend) -> None:
    """The scale in a row: swatches with their digits, what the ends mean beneath, the signs beside it."""
    from chipmap.model.exchange.deck_slide import SMALLEST_POINTS, TextStyle

    scale = min(box.width, _WIDEST_SCALE)
    width = scale / max(1, len(legend.classes))
    for at, one in enumerate(legend.classes):
        swatch = Box(box.left + at * width, box.top, width - 0.04, _SWATCH)
        slide.rectangle(swatch, one.colour)
        style = TextStyle(SMALLEST_POINTS, colour=one.ink, is_bold=True, is_middle=True, is_centred=True)
        slide.text(swatch, one.text, style)
    half, beneath = scale / 2, box.top + _SWATCH + 0.04
    low, high = legend.ends
    slide.text(Box(box.left, beneath, half, 0.26), low, TextStyle(SMALLEST_POINTS))
    slide.text(Box(box.left + half, beneath, half, 0.26), high, TextStyle(SMALLEST_POINTS, is_right=True))
    left, room = box.left + scale + 0.25, box.right - box.left - scale - 0.25
    for at, one in enumerate(legend.signs if room > _NARROWEST_SIGNS else ()):
        top = box.top + at * (_SWATCH + 0.04)
        slide.map(
            Box(left, top, 0.42, _SWATCH),
            [MapShape(one.text, "", (_SIGN,), one.colour, one.fill, outline=_plain(LIGHT.line_strong))],
            name=one.text,
            alt_text=one.text,
        )
        words = Box(left + 0.52, top, room - 0.52, _SWATCH)
        slide.text(words, one.text, TextStyle(SMALLEST_POINTS, is_middle=True))


def deck_map(request: MapRequest, alt_text: str, width: float, height: float) -> DeckMap:
    """The map of a slide for a box of so many inches, in the light colours of documents."""
    from chipmap.ui.story.slide_map import slide_map

    size = (round(width * _UNITS_PER_INCH), round(height * _UNITS_PER_INCH))
    drawn = slide_map(request, LIGHT, size)
    scene = drawn.scene
    is_picture = scene.arcs is not None or bool(scene.institutions)
    legend = _legend(request)
    return DeckMap(
        legend.title,
        _plain(LIGHT.water),
        _plain(LIGHT.halo),
        _plain(LIGHT.text),
        alt_text,
        () if is_picture else tuple(map_shapes(scene, drawn.viewport, width=width)),
        () if is_picture else tuple(_names(scene, drawn.viewport)),
        _picture(drawn, size) if is_picture else b"",
        None if is_picture else legend,
    )


def _names(scene: MapScene, viewport: Viewport) -> Iterator[MapName]:
    """The names that find room at the smallest size of a deck."""
    font = QFont(FAMILY)
    font.setPixelSize(_NAME_UNITS)
    atlas = the_atlas(scene.projection)
    for label in arrange(viewport, scene, atlas, MapFonts(font, font, font)).labels:
        yield MapName(
            label.text,
            (label.left - _NAME_ROOM / 2) / _UNITS_PER_INCH,
            label.top / _UNITS_PER_INCH,
            (label.width + _NAME_ROOM) / _UNITS_PER_INCH,
            label.height / _UNITS_PER_INCH,
        )


def _picture(drawn: SlideMap, size: tuple[int, int]) -> bytes:
    """The map with everything on it as PNG, its legend with the signs of lines and institutions too."""
    from chipmap.ui.story.slide_map import draw_slide_map
    from chipmap.ui.story.slide_sheet import Sheet

    image = QImage(QSize(*size) * _PICTURE_SCALE, QImage.Format.Format_RGB32)
    image.fill(LIGHT.water)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_PICTURE_SCALE, _PICTURE_SCALE)
    sheet = Sheet(painter, LIGHT, _PICTURE_SCALE)
    for _pause in draw_slide_map(sheet, QRectF(0, 0, *size), drawn):
        pass
    painter.end()
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(content, b"png").write(image)
    return bytes(content.data().data())


def _legend(request: MapRequest) -> DeckLegend:
    from chipmap.ui.story.slide_map import layer_of_request

    legend = legend_of(layer_of_request(request), LIGHT)
    classes = (
        LegendEntry(text, _plain(colour), _plain(ink(colour)))
        for text, colour in zip(legend.text.classes, legend.colours, strict=True)
    )
    signs = (
        LegendEntry(
            text,
            _plain(style.colour),
            _plain(LIGHT.text),
            MapFill.DOTTED if style.pattern is Pattern.DOTS else MapFill.HATCHED,
        )
        for text, style in legend.patterns
    )
    ends = (legend.text.low_end, legend.text.high_end)
    return DeckLegend(legend.text.title, tuple(classes), ends, tuple(signs))


def _plain(colour: str) -> str:
    return colour.removeprefix("#").upper()
