"""The map of a scene as areas that a presentation holds and people can recolour, cut at the edge of the view.

The coarsest outlines are taken: a place is a shape to be clicked in another program, not a coast to be read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from chipmap.model.exchange.deck_shapes import MapFill, MapShape
from chipmap.ui.map.atlas import Atlas, outline_parts, the_atlas
from chipmap.ui.map.markers import MARKER_PX, place_markers
from chipmap.ui.map.scene import MapScene, Pattern
from chipmap.ui.map.viewport import Viewport
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

Corner = tuple[float, float]

_FILLS = {Pattern.PLAIN: MapFill.PLAIN, Pattern.DOTS: MapFill.DOTTED}
_SMALLEST_RING_PX = 1.5
"""Islands that nobody would see are left out."""
_SIDES_OF_CIRCLE = 20


def map_shapes(scene: MapScene, viewport: Viewport, *, width: float) -> list[MapShape]:
    """Every place in view, then the lakes, then a circle for each place that is too small to see.

    `width` is that of the picture in inches; the corners are counted from its upper left.
    """
    atlas = the_atlas(scene.projection)
    level = atlas.level_for(viewport.metres_per_px, is_rough=True)
    scale = width / viewport.width
    view = QRectF(0, 0, viewport.width, viewport.height)
    shapes = []
    for code, path in level.places.items():
        if level.bounds[code].intersects(viewport.map_rect):
            rings = tuple(_rings(path, viewport.transform, view, scale))
            if rings:
                shapes.append(_shape(scene, code, rings))
    for lake, bounds in level.lakes:
        if bounds.intersects(viewport.map_rect):
            rings = tuple(_rings(lake, viewport.transform, view, scale))
            if rings:
                water = _plain(scene.tokens.water)
                shapes.append(MapShape(_("Lake"), "", rings, water, outline=water))
    return [
        *shapes,
        *_outlines(scene, level.number, viewport, scale),
        *_circles(scene, atlas, viewport, scale),
    ]


def _outlines(scene: MapScene, level: int, viewport: Viewport, scale: float) -> Iterator[MapShape]:
    """The lines around the focus region and around what is selected, each as one shape without a fill."""
    view = QRectF(0, 0, viewport.width, viewport.height)
    ink = _plain(scene.tokens.outline)
    for codes, name in ((scene.focus, _("Outline of the focus region")), (scene.selected, _("Outline"))):
        lines: list[list[Corner]] = []
        for part in outline_parts(level, codes) if codes else ():
            if part.bounds.intersects(viewport.map_rect):
                for polygon in part.path.toSubpathPolygons(viewport.transform):
                    lines += _lines_in(polygon, view, scale)
        if lines:
            yield MapShape(name, "", tuple(lines), "", outline=ink, is_outlined=True)


def _lines_in(polygon: QPolygonF, view: QRectF, scale: float) -> list[list[Corner]]:
    """The stretches of a line that are in view, in inches."""
    found: list[list[Corner]] = [[]]
    for point in polygon.toList():
        if view.contains(point):
            found[-1].append((point.x() * scale, point.y() * scale))
        elif found[-1]:
            found.append([])
    return [line for line in found if len(line) > 1]


def _shape(scene: MapScene, code: str, rings: tuple[Sequence[Corner], ...]) -> MapShape:
    style = scene.style(code)
    return MapShape(
        scene.names.name(code) or code,
        style.text or ("" if style.is_faded else _("not scored")),
        rings,
        _plain(style.colour),
        _FILLS.get(style.pattern, MapFill.HATCHED),
        _plain(scene.tokens.hatch if style.pattern is Pattern.HATCH else scene.tokens.text3),
        _plain(scene.tokens.border),
    )


def _circles(scene: MapScene, atlas: Atlas, viewport: Viewport, scale: float) -> list[MapShape]:
    angles = [2 * math.pi * step / _SIDES_OF_CIRCLE for step in range(_SIDES_OF_CIRCLE)]
    radius = MARKER_PX / 2
    found = []
    for marker in place_markers(atlas, scene, viewport):
        ring = [
            ((marker.x + radius * math.cos(angle)) * scale, (marker.y + radius * math.sin(angle)) * scale)
            for angle in angles
        ]
        if 0 <= marker.x <= viewport.width and 0 <= marker.y <= viewport.height:
            found.append(_shape(scene, marker.code, (ring,)))
    return found


def _rings(path: QPainterPath, place: QTransform, view: QRectF, scale: float) -> Iterator[list[Corner]]:
    """The parts of a path that are in view and large enough to be seen, in inches."""
    for polygon in path.toSubpathPolygons(place):
        bounds = polygon.boundingRect()
        if max(bounds.width(), bounds.height()) < _SMALLEST_RING_PX or not bounds.intersects(view):
            continue
        corners = [(point.x(), point.y()) for point in polygon.toList()]
        if not view.contains(bounds):
            corners = _cut(corners, view)
        if len(corners) > 2:
            yield [(x * scale, y * scale) for x, y in corners]


def _cut(corners: list[Corner], view: QRectF) -> list[Corner]:
    """An area cut at the edges of the view (Sutherland & Hodgman 1974)."""
    for axis, limit, sign in (
        (0, view.left(), 1),
        (0, view.right(), -1),
        (1, view.top(), 1),
        (1, view.bottom(), -1),
    ):
        kept: list[Corner] = []
        before = corners[-1] if corners else (0.0, 0.0)
        was_in = sign * (before[axis] - limit) >= 0
        for corner in corners:
            is_in = sign * (corner[axis] - limit) >= 0
            if is_in is not was_in:
                part = (limit - before[axis]) / (corner[axis] - before[axis])
                other = before[1 - axis] + part * (corner[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if is_in:
                kept.append(corner)
            before, was_in = corner, is_in
        corners = kept
    return corners


def _plain(colour: str) -> str:
    return colour.removeprefix("#").upper()
