"""Which place an arrow key leads to: the nearest one that lies that way on the screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from chipmap.ui.map.atlas import Anchor
    from chipmap.ui.map.viewport import Viewport

SIDEWAYS_COST = 2.0
"""How much worse a pixel across the wanted direction is than a pixel along it."""


class Direction(Enum):
    """An arrow key as a step on the screen (y down)."""

    LEFT = (-1.0, 0.0)
    RIGHT = (1.0, 0.0)
    UP = (0.0, -1.0)
    DOWN = (0.0, 1.0)


ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}


def next_place(start: str, direction: Direction, anchors: Mapping[str, Anchor], view: Viewport) -> str | None:
    """The place that an arrow leads to from the place `start`, or from the middle of the view without one."""
    anchor = anchors.get(start)
    at = QPointF(view.width / 2.0, view.height / 2.0)
    if anchor is not None:
        at = view.to_screen(anchor.x, anchor.y)
    others = ((code, view.to_screen(place.x, place.y)) for code, place in anchors.items() if code != start)
    return neighbour_of(at, direction, others)


def neighbour_of(start: QPointF, direction: Direction, places: Iterable[tuple[str, QPointF]]) -> str | None:
    """The place that an arrow from `start` leads to; None when nothing lies within 60 degrees of that way."""
    step_x, step_y = direction.value
    best: str | None = None
    least = math.inf
    for code, at in places:
        dx, dy = at.x() - start.x(), at.y() - start.y()
        along = dx * step_x + dy * step_y
        across = abs(dx * step_y - dy * step_x)
        if along <= 0.5 or across > along * math.sqrt(3.0):
            continue
        cost = along + SIDEWAYS_COST * across
        if cost < least:
            best, least = code, cost
    return best
