"""What every frame adds to the finished picture: the pointer's place, the keyboard's, a selection just made.

Never more than an outline or two, because they cost time in each frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.markers import MARKER_PX, InstitutionMark, paint_place_markers, place_markers
from chipmap.ui.map.painting import Filler, Picture, outline_pen, paint_union, selected_pens
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport, fitting, world_metres_per_px

POINTED_PX = 1.0
"""Pens of one pixel are many times cheaper than wider ones, and the pointer moves often."""

CURSOR_PX = 2.4
CLUSTER_ROOM_PX = 90
NEARLY_CLOSEST = 50.0


def live_picture(
    painter: QPainter, viewport: Viewport, scene: MapScene, atlas: Atlas, pixel_ratio: float
) -> Picture:
    """A picture on the widget itself, at the level of detail that its scale wants."""
    level = atlas.level_for(viewport.metres_per_px)
    return Picture(painter, viewport, Filler(scene, pixel_ratio), level)


def paint_selection(picture: Picture, atlas: Atlas) -> None:
    """Outline the selection: the first sign that a click was understood."""
    _run(paint_union(picture, picture.scene.selected, selected_pens(picture.scene), 2.0))
    small = [
        marker
        for marker in place_markers(atlas, picture.scene, picture.viewport)
        if marker.code in picture.scene.selected
    ]
    _run(paint_place_markers(picture, small))


def paint_pointed(picture: Picture, atlas: Atlas, code: str) -> None:
    """A fine outline around the place under the pointer."""
    if code:
        _paint_outline(picture, atlas, code, outline_pen(picture.scene.tokens.outline, POINTED_PX))


def paint_cursor(picture: Picture, atlas: Atlas, code: str) -> None:
    """A broad outline in the focus colour around the place that the arrow keys have reached."""
    if code:
        halo = QColor(picture.scene.tokens.halo)
        _paint_outline(picture, atlas, code, outline_pen(halo, CURSOR_PX + 2.0))
        _paint_outline(picture, atlas, code, outline_pen(picture.scene.tokens.focus, CURSOR_PX))


def _paint_outline(picture: Picture, atlas: Atlas, code: str, pen: QPen) -> None:
    painter, viewport = picture.painter, picture.viewport
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    for line in picture.level.lines_of.get(code, ()):
        if line.bounds.intersects(picture.view_rect):
            painter.drawPath(picture.on_screen(line.path))
    anchor = atlas.anchors.get(code)
    if anchor is not None and anchor.extent_m / viewport.metres_per_px < MARKER_PX:
        radius = MARKER_PX / 2.0 + 1.5
        painter.drawEllipse(viewport.to_screen(anchor.x, anchor.y), radius, radius)


def view_of_members(mark: InstitutionMark, scene: MapScene, viewport: Viewport) -> Viewport | None:
    """The view in which the members of a cluster come apart; None when even the closest one would not do."""
    if scene.clusters is None or len(mark.members) == 1:
        return None
    left, top, right, bottom = scene.clusters.box_of(mark.members.indices)
    box = QRectF(QPointF(left, top), QPointF(right, bottom))
    closest = world_metres_per_px(viewport.width, viewport.height) / NEARLY_CLOSEST
    if max(box.width(), box.height()) < 30.0 * closest or viewport.metres_per_px <= closest:
        return None
    inset = min(CLUSTER_ROOM_PX, viewport.width // 4, viewport.height // 4)
    size = (viewport.width, viewport.height)
    view = fitting(box, *size, left=inset, top=inset, right=inset, bottom=inset)
    return replace(view, reach_m=viewport.reach_m)


def _run(steps: Iterable[None]) -> None:
    for _step in steps:
        pass
