"""Draws the world: ocean, land, borders and outlines, the same for the screen and for documents.

`paint_map` is a generator that stops after every few shapes, so that the canvas can draw in slices between
two events; an export simply runs it to its end. All lengths are logical pixels of the picture.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import field
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QRegion, QTransform

from chipmap.model.frozen_dataclass import dataclass
from chipmap.ui.map import patterns
from chipmap.ui.map.atlas import Line, OutlineLevel, outline_parts
from chipmap.ui.map.outlines import Border
from chipmap.ui.map.scene import MapScene, Pattern, PlaceStyle
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.tokens import Tokens

BORDER_PX = 0.8
FOCUS_HALO_PX, FOCUS_PX = 2.8, 1.2
SELECTED_HALO_PX, SELECTED_PX = 4.4, 1.9
SMALLEST_FOCUS_ISLAND_PX, SMALLEST_SELECTED_ISLAND_PX = 7.0, 2.0
DASHES = (4.0, 3.0)
REACH_PX = 6
"""How far wide pens reach into view from shapes just outside it."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills shapes in the style of a place; `as_shapes` draws patterns as lines and circles for documents."""

    scene: MapScene
    pixel_ratio: float = 1.0
    as_shapes: bool = False

    def fill(self, painter: QPainter, path: QPainterPath, style: PlaceStyle, view: QRectF) -> None:
        """Fill a path in pixels, with whatever pen the painter has; patterns are drawn only within `view`."""
        if not self.as_shapes or style.pattern is Pattern.PLAIN:
            painter.setBrush(self.brush(style))
            painter.drawPath(path)
            return
        from chipmap.ui.map.vector_patterns import paint_vector_pattern

        painter.setBrush(QColor(style.colour))
        painter.drawPath(path)
        painter.save()
        paint_vector_pattern(painter, path, style, self.scene, view)
        painter.restore()

    def brush(self, style: PlaceStyle) -> QBrush:
        """The fill of a style as a plain or textured brush."""
        tokens = self.scene.tokens
        if style.pattern is Pattern.HATCH:
            return patterns.hatched(style.colour, tokens.hatch, self.pixel_ratio)
        if style.pattern is Pattern.CROSSES:
            return patterns.crossed(style.colour, tokens.line_strong, self.pixel_ratio)
        if style.pattern is Pattern.DOTS:
            return patterns.dotted(style.colour, self.pixel_ratio)
        return QBrush(QColor(style.colour))


@dataclasses.dataclass(slots=True, eq=False, repr=False)
class Picture:
    """One picture being drawn: where to, what is in view, and the outlines at the right level of detail."""

    painter: QPainter
    viewport: Viewport
    filler: Filler
    level: OutlineLevel
    is_quick: bool = False
    """Land without a colour has plain edges: it is nearly as pale as the sea, and its coast covers them."""
    view_rect: QRectF = field(init=False)
    transform: QTransform = field(init=False)
    _open: QRegion | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        reach = REACH_PX * self.viewport.metres_per_px
        self.view_rect = self.viewport.map_rect.adjusted(-reach, -reach, reach, reach)
        self.transform = self.viewport.transform

    @property
    def scene(self) -> MapScene:
        return self.filler.scene

    def keep_to(self, region: QRegion) -> None:
        """Draw only into a region of the picture (pixels), and leave out what has no part in it."""
        self.painter.setClipRegion(region)
        box = QRectF(region.boundingRect()).adjusted(-REACH_PX, -REACH_PX, REACH_PX, REACH_PX)
        corner, scale = self.viewport.to_map(box.left(), box.top()), self.viewport.metres_per_px
        self.view_rect = QRectF(corner.x(), corner.y(), box.width() * scale, box.height() * scale)
        self._open = region

    def sees(self, bounds: QRectF) -> bool:
        """Whether something within `bounds` (map metres) may show."""
        if not bounds.intersects(self.view_rect):
            return False
        is_whole = self._open is None or self._open.rectCount() == 1
        return is_whole or self.is_open(self.transform.mapRect(bounds))

    def sees_place(self, code: str) -> bool:
        return self.sees(self.level.bounds[code])

    def is_open(self, box: QRectF) -> bool:
        """Whether what lies about a box of the picture (pixels) is being drawn."""
        if self._open is None:
            return True
        reach = REACH_PX
        return self._open.intersects(box.toAlignedRect().adjusted(-reach, -reach, reach, reach))

    def on_screen(self, path: QPainterPath) -> QPainterPath:
        return self.transform.map(path)

    def fill(self, screen_path: QPainterPath, style: PlaceStyle) -> None:
        """Fill a path in pixels with the colour and pattern of a style."""
        view = QRectF(0.0, 0.0, self.viewport.width, self.viewport.height)
        self.filler.fill(self.painter, screen_path, style, view)


@cache
def mixed(one: str, other: str, part: float) -> QColor:
    """A colour between two, `part` 0–1 of the way."""
    first, second = QColor(one), QColor(other)
    return QColor(
        round(first.red() + (second.red() - first.red()) * part),
        round(first.green() + (second.green() - first.green()) * part),
        round(first.blue() + (second.blue() - first.blue()) * part),
    )


def outline_pen(colour: QColor | str, width: float) -> QPen:
    """A solid pen for coasts. Bevelled corners look like round ones at these widths and cost half as much."""
    solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.BevelJoin
    return QPen(QColor(colour), width, solid, cap, join)


def paint_ground(picture: Picture, graticule: QPainterPath) -> None:
    """The ocean and its graticule."""
    painter, tokens = picture.painter, picture.scene.tokens
    painter.fillRect(QRectF(0, 0, picture.viewport.width, picture.viewport.height), QColor(tokens.water))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(mixed(tokens.water, tokens.graticule, 0.7), 1.0))
    painter.drawPath(picture.on_screen(graticule))


def paint_land(picture: Picture) -> Iterator[None]:
    """Every place in view, filled by its style, those with a colour of the scale on top; then the lakes."""
    painter, scene = picture.painter, picture.scene
    painter.setPen(Qt.PenStyle.NoPen)
    seen = [
        (scene.style(code), path) for code, path in picture.level.places.items() if picture.sees_place(code)
    ]
    is_smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_smooth and not picture.is_quick)
    for style, path in seen:
        if not style.is_scored:
            picture.fill(picture.on_screen(path), style)
            yield
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_smooth)
    for style, path in seen:
        if style.is_scored:
            picture.fill(picture.on_screen(path), style)
            yield
    painter.setBrush(QColor(scene.tokens.water))
    for lake, bounds in picture.level.lakes:
        if picture.sees(bounds):
            painter.drawPath(picture.on_screen(lake))
    yield


def border_pen(scene: MapScene, border: Border) -> QPen:
    """The pen of a border or coast."""
    is_scored = scene.style(border.code_a).is_scored and (
        border.is_coast or scene.style(border.code_b).is_scored
    )
    return line_pen(
        scene.tokens,
        is_coast=border.is_coast,
        is_dashed=border.dashed,
        is_scored=is_scored,
        is_strong=scene.strong_outlines,
    )


@lru_cache(maxsize=64)
def line_pen(tokens: Tokens, *, is_coast: bool, is_dashed: bool, is_scored: bool, is_strong: bool) -> QPen:
    """The pen of a kind of line; there are hundreds of lines and a handful of kinds."""
    quiet = mixed(tokens.hatch, tokens.line_strong, 0.30)
    if is_dashed:
        pen = QPen(QColor(tokens.text3), 1.0, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern(list(DASHES))
        return pen
    if is_strong:
        return QPen(QColor(tokens.line_strong), 1.0)
    if is_coast:
        return QPen(mixed(tokens.water, tokens.line_strong, 0.45) if is_scored else quiet, 0.6)
    return QPen(QColor(tokens.border), BORDER_PX) if is_scored else QPen(quiet, 0.7)


def paint_borders(picture: Picture) -> Iterator[None]:
    """Borders between places, coasts, and dashed lines on top."""
    painter = picture.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in visible_lines(picture):
        painter.setPen(border_pen(picture.scene, line.border))
        painter.drawPath(picture.on_screen(line.path))
        yield


def visible_lines(picture: Picture) -> Iterator[Line]:
    for line in picture.level.lines:
        if picture.sees(line.bounds):
            yield line


def paint_union(
    picture: Picture, codes: frozenset[str], pens: tuple[QPen, QPen], smallest_px: float
) -> Iterator[None]:
    """One outline around all places of `codes`, without the borders between them: first halo, then line.

    Islands smaller than `smallest_px` would drown in their own outline and are left out.
    """
    if not codes:
        return
    painter = picture.painter
    painter.setBrush(Qt.BrushStyle.NoBrush)
    smallest_m = smallest_px * picture.viewport.metres_per_px
    paths = [
        picture.on_screen(part.path)
        for part in outline_parts(picture.level.number, codes)
        if picture.sees(part.bounds) and max(part.bounds.width(), part.bounds.height()) >= smallest_m
    ]
    for pen in pens:
        painter.setPen(pen)
        for path in paths:
            painter.drawPath(path)
            yield


def focus_pens(scene: MapScene) -> tuple[QPen, QPen]:
    halo = QColor(scene.tokens.halo)
    halo.setAlphaF(0.85)
    return outline_pen(halo, FOCUS_HALO_PX), outline_pen(scene.tokens.outline, FOCUS_PX)


def selected_pens(scene: MapScene) -> tuple[QPen, QPen]:
    return (
        outline_pen(scene.tokens.halo, SELECTED_HALO_PX),
        outline_pen(scene.tokens.outline, SELECTED_PX),
    )


def paint_outlines(picture: Picture) -> Iterator[None]:
    """The focus region, then the selected subject on top."""
    scene = picture.scene
    if scene.focus != scene.selected:
        yield from paint_union(picture, scene.focus, focus_pens(scene), SMALLEST_FOCUS_ISLAND_PX)
    yield from paint_union(picture, scene.selected, selected_pens(scene), SMALLEST_SELECTED_ISLAND_PX)


def anchor_brush_origin(painter: QPainter, viewport: Viewport) -> None:
    """Tie patterns to the map, so that dragging does not make them swim."""
    origin = viewport.to_screen(0.0, 0.0)
    painter.setBrushOrigin(QPointF(round(origin.x()) % patterns.PERIOD, round(origin.y()) % patterns.PERIOD))
