"""Puts a whole map together, from the ocean up to the names, and remembers where points and names lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chipmap.ui.map import names_on_map, painting
from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.markers import (
    SMALL_PLACE_PX,
    InstitutionMark,
    PlaceMarker,
    institution_marks,
    paint_institutions,
    paint_place_markers,
    place_markers,
)
from chipmap.ui.map.painting import Picture
from chipmap.ui.map.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFont

BRUSH_PERIOD_PX = 40
"""A common multiple of all pattern sizes."""


@dataclass(slots=True)
class DrawnMap:
    """What was drawn where, in pixels of the picture: for hit tests and for tests."""

    markers: list[PlaceMarker] = field(default_factory=list)
    institutions: list[InstitutionMark] = field(default_factory=list)
    labels: list[names_on_map.DrawnLabel] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MapFonts:
    """The fonts of names, of the selected place's name, and of the counts in clusters."""

    name: QFont
    selected: QFont
    count: QFont


def draw_map(
    picture: Picture, atlas: Atlas, fonts: MapFonts, drawn: DrawnMap, obstacles: Sequence[QRectF] = ()
) -> Iterator[None]:
    """Draw everything, pausing after each few shapes; `obstacles` (pixels) are kept free of names."""
    painting.anchor_brush_origin(picture.painter, picture.viewport, BRUSH_PERIOD_PX)
    painting.paint_ground(picture, atlas.graticule)
    yield
    yield from painting.paint_land(picture)
    yield from painting.paint_borders(picture)
    yield from painting.paint_outlines(picture)
    scene, viewport = picture.scene, picture.viewport
    drawn.markers = place_markers(atlas, scene, viewport)
    drawn.institutions = institution_marks(scene, viewport, drawn.markers)
    yield from paint_place_markers(picture, drawn.markers)
    yield from paint_institutions(picture, drawn.institutions, fonts.count)
    if scene.shows_names:
        wishes = names_on_map.wished_labels(atlas, scene, viewport)
        drawn.labels = names_on_map.place_names(
            viewport,
            wishes,
            (fonts.name, fonts.selected),
            markers=drawn.markers,
            institutions=drawn.institutions,
            obstacles=obstacles,
        )
        yield
        yield from names_on_map.paint_labels(picture, drawn.labels)


def is_shown(code: str, atlas: Atlas, viewport: Viewport, drawn: DrawnMap) -> bool:
    """Whether a place in view is named or marked, or large enough to be told from its neighbours."""
    anchor = atlas.anchors.get(code)
    if anchor is None or not anchor.largest.intersects(viewport.map_rect):
        return False
    marked = {label.code for label in drawn.labels} | {marker.code for marker in drawn.markers}
    return code in marked or anchor.extent_m / viewport.metres_per_px >= SMALL_PLACE_PX
