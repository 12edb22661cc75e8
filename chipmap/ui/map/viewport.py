"""The part of the world that is in view: map metres to pixels and back, panning, zooming, fitting.

A Viewport never changes. Map metres have x to the east and y down, as `model.geography.projection` gives
them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.geography.projection import CUT_EAST, project

WORLD_HALF_WIDTH_M = project(CUT_EAST, 0.0)[0]
WORLD_HALF_HEIGHT_M = -project(0.0, 90.0)[1]

WORLD_REACH_M = (WORLD_HALF_WIDTH_M, WORLD_HALF_HEIGHT_M)

SKY_PX = 28
"""Room above the world in a home view."""

LARGEST_ZOOM = 60.0
"""Beyond sixty times the whole world the 50m source looks coarse."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """`x` and `y` (map metres) lie in the middle of a picture of `width` × `height` logical pixels."""

    x: float
    y: float
    metres_per_px: float
    width: int
    height: int
    reach_m: tuple[float, float] = WORLD_REACH_M
    """How far from the middle of the map one can move, across and down."""

    @property
    def size(self) -> QSizeF:
        return QSizeF(self.width, self.height)

    @property
    def transform(self) -> QTransform:
        """Map metres to pixels of the picture."""
        scale = 1.0 / self.metres_per_px
        return QTransform(
            scale, 0.0, 0.0, scale, self.width / 2.0 - self.x * scale, self.height / 2.0 - self.y * scale
        )

    @property
    def map_rect(self) -> QRectF:
        """What is in view, in map metres."""
        width, height = self.width * self.metres_per_px, self.height * self.metres_per_px
        return QRectF(self.x - width / 2.0, self.y - height / 2.0, width, height)

    def to_map(self, px: float, py: float) -> QPointF:
        """The map metres under a pixel."""
        return QPointF(
            self.x + (px - self.width / 2.0) * self.metres_per_px,
            self.y + (py - self.height / 2.0) * self.metres_per_px,
        )

    def to_screen(self, x: float, y: float) -> QPointF:
        """The pixel at which a point of the map lies."""
        return QPointF(
            (x - self.x) / self.metres_per_px + self.width / 2.0,
            (y - self.y) / self.metres_per_px + self.height / 2.0,
        )

    def panned(self, dx: float, dy: float) -> Viewport:
        """The view after the world has been dragged by (dx, dy) pixels, kept on the world."""
        moved = replace(self, x=self.x - dx * self.metres_per_px, y=self.y - dy * self.metres_per_px)
        return _kept_on_world(moved)

    def zoomed(self, factor: float, px: float, py: float) -> Viewport:
        """The view `factor` times closer, with the same place under the pixel (px, py)."""
        metres_per_px = _limited(self.metres_per_px / factor, self)
        fixed = self.to_map(px, py)
        moved = replace(
            self,
            metres_per_px=metres_per_px,
            x=fixed.x() - (px - self.width / 2.0) * metres_per_px,
            y=fixed.y() - (py - self.height / 2.0) * metres_per_px,
        )
        return _kept_on_world(moved)

    def resized(self, width: int, height: int) -> Viewport:
        """The same middle and scale in a picture of another size."""
        resized = replace(self, width=max(1, width), height=max(1, height))
        return replace(resized, metres_per_px=_limited(resized.metres_per_px, resized))

    def widened(self, margin_x: int, margin_y: int) -> Viewport:
        """The same view with a margin on every side, in pixels."""
        return replace(self, width=self.width + 2 * margin_x, height=self.height + 2 * margin_y)

    def centred(self, x: float, y: float) -> Viewport:
        """The same scale with the map point (x, y) in the middle."""
        return _kept_on_world(replace(self, x=x, y=y))

    def between(self, other: Viewport, part: float) -> Viewport:
        """The view on the way to `other`, `part` 0–1; scales change by equal ratios, as the eye expects."""
        ratio = math.pow(other.metres_per_px / self.metres_per_px, part)
        scale_part = part
        if abs(other.metres_per_px - self.metres_per_px) > 1e-9 * self.metres_per_px:
            change = other.metres_per_px - self.metres_per_px
            scale_part = (self.metres_per_px * ratio - self.metres_per_px) / change
        return replace(
            self,
            metres_per_px=self.metres_per_px * ratio,
            x=self.x + (other.x - self.x) * scale_part,
            y=self.y + (other.y - self.y) * scale_part,
        )


def _limited(metres_per_px: float, view: Viewport) -> float:
    whole = world_metres_per_px(view.width, view.height)
    return min(max(metres_per_px, whole / LARGEST_ZOOM), whole)


def _kept_on_world(view: Viewport) -> Viewport:
    return replace(
        view,
        x=min(max(view.x, -view.reach_m[0]), view.reach_m[0]),
        y=min(max(view.y, -view.reach_m[1]), view.reach_m[1]),
    )


def world_metres_per_px(width: int, height: int) -> float:
    """The scale at which the whole world just fits."""
    return max(2.0 * WORLD_HALF_WIDTH_M / max(1, width), 2.0 * WORLD_HALF_HEIGHT_M / max(1, height))


def reach_of(world: QRectF) -> tuple[float, float]:
    """How far one can move from the middle of a map of this size."""
    return world.width() / 2.0, world.height() / 2.0


def fitting(
    rect: QRectF, width: int, height: int, *, left: int = 0, top: int = 0, right: int = 0, bottom: int = 0
) -> Viewport:
    """The view that shows `rect` (map metres) as large as it fits between the given insets (pixels)."""
    free_width, free_height = max(1, width - left - right), max(1, height - top - bottom)
    wanted = max(rect.width() / free_width, rect.height() / free_height)
    whole = world_metres_per_px(width, height)
    metres_per_px = min(max(wanted, whole / LARGEST_ZOOM), whole)
    centre = rect.center()
    return Viewport(
        x=centre.x() - (left - right) / 2.0 * metres_per_px,
        y=centre.y() - (top - bottom) / 2.0 * metres_per_px,
        metres_per_px=metres_per_px,
        width=max(1, width),
        height=max(1, height),
    )


def without_empty_sky(view: Viewport, world_top: float, top: int, bottom: int) -> Viewport:
    """The view moved so that the world begins `top` pixels below its upper edge, where it began lower.

    The lower edge of what is shown stays at least `bottom` pixels above the lower edge of the world.
    """
    begins_at = view.to_screen(view.x, world_top).y()
    ends_at = view.to_screen(view.x, -world_top).y()
    spare = min(begins_at - top, ends_at - (view.height - bottom))
    return replace(view, y=view.y + max(0.0, spare) * view.metres_per_px)


def home_view(
    rect: QRectF, world: QRectF, size: tuple[int, int], insets: tuple[int, int, int, int]
) -> Viewport:
    """The view of `rect` between insets (left, top, right, bottom), with no empty sky above the world."""
    left, top, right, bottom = insets
    view = fitting(rect, *size, left=left, top=top, right=right, bottom=bottom)
    return without_empty_sky(replace(view, reach_m=reach_of(world)), world.top(), top + SKY_PX, bottom)


def clear_point(room: QRectF, obstacles: Sequence[QRectF], reach: float = 70.0) -> QPointF:
    """The point of `room` nearest to its middle that is `reach` pixels clear of what lies over the map."""
    middle = room.center()
    steps = [step / 8.0 for step in range(9)]
    points = [
        QPointF(room.left() + x * room.width(), room.top() + y * room.height()) for x in steps for y in steps
    ]
    grown = [box.adjusted(-reach, -reach, reach, reach) for box in obstacles]
    free = [point for point in points if not any(box.contains(point) for box in grown)]
    return min(free, key=lambda point: (point - middle).manhattanLength(), default=middle)
