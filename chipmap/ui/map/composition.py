"""Puts a whole map together, from the ocean up to the names, and remembers where points and names lie."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

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
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFont

    from chipmap.ui.map.arcs import DrawnArc


class DrawnMap(NamedTuple):
    """What lies where, in pixels of the picture."""

    markers: tuple[PlaceMarker, ...] = ()
    institutions: tuple[InstitutionMark, ...] = ()
    labels: tuple[names_on_map.DrawnLabel, ...] = ()
    arcs: tuple[DrawnArc, ...] = ()


class MapFonts(NamedTuple):
    """The fonts of names, of the selected place's name, and of the counts in clusters."""

    name: QFont
    selected: QFont
    counted: QFont


def arrange(
    viewport: Viewport, scene: MapScene, atlas: Atlas, fonts: MapFonts, obstacles: Sequence[QRectF] = ()
) -> DrawnMap:
    """Find a place for every circle, square and name; `obstacles` (pixels) are kept free of names."""
    steps = arranging(viewport, scene, atlas, fonts, obstacles)
    while True:
        try:
            next(steps)
        except StopIteration as finished:
            drawn: DrawnMap = finished.value
            return drawn


def arranging(
    viewport: Viewport, scene: MapScene, atlas: Atlas, fonts: MapFonts, obstacles: Sequence[QRectF] = ()
) -> Generator[None, None, DrawnMap]:
    """The same, pausing after each kind of thing."""
    markers = place_markers(atlas, scene, viewport)
    yield
    institutions = institution_marks(scene, viewport, markers)
    yield
    arcs: tuple[DrawnArc, ...] = ()
    if scene.arcs is not None:
        from chipmap.ui.map.arcs import arrange_arcs

        taken = [QPointF(marker.x, marker.y) for marker in markers]
        taken += [QPointF(mark.x, mark.y) for mark in institutions]
        arcs = arrange_arcs(scene, viewport, taken)
        yield
    labels: list[names_on_map.DrawnLabel] = []
    if scene.shows_names:
        labels = names_on_map.place_names(
            viewport,
            names_on_map.wished_labels(atlas, scene, viewport),
            (fonts.name, fonts.selected),
            markers=markers,
            institutions=institutions,
            obstacles=[*obstacles, *(arc.dot for arc in arcs)],
            others=names_on_map.coloured_middles(atlas, scene, viewport),
        )
        yield
    return DrawnMap(tuple(markers), tuple(institutions), tuple(labels), arcs)


def draw_arranged(picture: Picture, atlas: Atlas, fonts: MapFonts, drawn: DrawnMap) -> Iterator[None]:
    """Draw everything, pausing after each few shapes."""
    painting.anchor_brush_origin(picture.painter, picture.viewport)
    painting.paint_ground(picture, atlas.graticule)
    yield
    yield from painting.paint_land(picture)
    yield from painting.paint_borders(picture)
    yield from painting.paint_outlines(picture)
    if picture.scene.compared:
        from chipmap.ui.map.compared_marks import paint_compared_outlines

        yield from paint_compared_outlines(picture)
    if drawn.arcs:
        from chipmap.ui.map.arcs import paint_arcs

        yield from paint_arcs(picture, drawn.arcs)
    yield from paint_place_markers(picture, drawn.markers)
    yield from paint_institutions(picture, drawn.institutions, fonts.counted)
    yield from names_on_map.paint_labels(picture, drawn.labels, (fonts.name, fonts.selected))
    if picture.scene.compared:
        from chipmap.ui.map.compared_marks import paint_badges

        yield from paint_badges(picture, atlas, drawn)


def is_shown(code: str, atlas: Atlas, viewport: Viewport, drawn: DrawnMap) -> bool:
    """Whether a place in view is named or marked, or large enough to be told from its neighbours."""
    anchor = atlas.anchors.get(code)
    if anchor is None or not anchor.largest.intersects(viewport.map_rect):
        return False
    marked = {label.code for label in drawn.labels} | {marker.code for marker in drawn.markers}
    return code in marked or anchor.extent_m / viewport.metres_per_px >= SMALL_PLACE_PX
