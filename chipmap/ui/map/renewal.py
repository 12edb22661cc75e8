"""Which pixels of a picture differ from those of the one before, in pixels of the new one.

Both have the same scale. Whatever lies in the region is drawn anew from the sea upwards, so a region that is
too large costs time but never shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QRegion

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.composition import DrawnMap
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF, QRect, QRectF

STROKE_REACH_PX = 10
"""How far circles, halos and outlines reach beyond the place they belong to."""


def changed_boxes(old: MapScene, new: MapScene, viewport: Viewport, atlas: Atlas) -> list[QRectF]:
    """Where places lie that another scene fills or outlines differently."""
    codes = {code for code in old.styles.keys() | new.styles.keys() if old.style(code) != new.style(code)}
    return boxes_of(codes | (old.selected ^ new.selected), viewport, atlas)


def boxes_of(codes: Iterable[str], viewport: Viewport, atlas: Atlas) -> list[QRectF]:
    """Where places lie."""
    level = atlas.level_for(viewport.metres_per_px)
    return [viewport.transform.mapRect(level.bounds[code]) for code in codes if code in level.bounds]


def moved_marks(before: DrawnMap, after: DrawnMap, shift: QPointF) -> list[QRectF]:
    """The boxes of names, circles and squares that came, went or moved, besides the `shift` of them all."""
    dx, dy = shift.x(), shift.y()
    changed: list[QRectF] = []
    old_names = {
        label._replace(
            left=round(label.left + dx, 1),
            top=round(label.top + dy, 1),
            anchor_x=round(label.anchor_x + dx, 1),
            anchor_y=round(label.anchor_y + dy, 1),
        )
        for label in before.labels
    }
    new_names = {
        label._replace(
            left=round(label.left, 1),
            top=round(label.top, 1),
            anchor_x=round(label.anchor_x, 1),
            anchor_y=round(label.anchor_y, 1),
        )
        for label in after.labels
    }
    changed += [label.reach for label in old_names ^ new_names]
    old_circles = {one._replace(x=round(one.x + dx, 1), y=round(one.y + dy, 1)) for one in before.markers}
    new_circles = {one._replace(x=round(one.x, 1), y=round(one.y, 1)) for one in after.markers}
    changed += [marker.reach for marker in old_circles ^ new_circles]
    old_marks = {one._replace(x=round(one.x + dx, 1), y=round(one.y + dy, 1)) for one in before.institutions}
    new_marks = {one._replace(x=round(one.x, 1), y=round(one.y, 1)) for one in after.institutions}
    changed += [mark.reach for mark in old_marks ^ new_marks]
    return changed


def region_of(boxes: Iterable[QRectF], frame: QRect) -> QRegion:
    """The boxes, widened by what strokes need, as one region of a picture."""
    region, reach = QRegion(), STROKE_REACH_PX
    for box in boxes:
        region += QRegion(box.toAlignedRect().adjusted(-reach, -reach, reach, reach).intersected(frame))
    return region


def rects_of(region: QRegion) -> list[QRect]:
    """The rectangles that a region is made of."""
    # A region is a sequence, but its type does not say so.
    return list(cast("Iterable[QRect]", region))


def area_of(region: QRegion) -> int:
    """The pixels of a region."""
    return sum(rect.width() * rect.height() for rect in rects_of(region))
