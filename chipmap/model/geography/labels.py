"""Places labels on a view so that none overlaps another; abstract boxes in pixels, no fonts and no Qt.

Greedy by priority: each label takes the first of its positions that is free in an occupancy grid of
4-pixel cells, or is left out. Candidates and labels are capped, so the cost does not grow with the data.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CELL_PX = 4
MOST_CANDIDATES = 1500
MOST_LABELS = 150
LEADER_LINE_PX = 24.0
"""A label moved further than this from its place is joined to it by a line."""

_DIAGONAL = math.sqrt(0.5)
_SURROUNDING = (
    (1.0, 0.0),
    (_DIAGONAL, -_DIAGONAL),
    (_DIAGONAL, _DIAGONAL),
    (-1.0, 0.0),
    (-_DIAGONAL, -_DIAGONAL),
    (-_DIAGONAL, _DIAGONAL),
    (0.0, -1.0),
    (0.0, 1.0),
)


@dataclass(frozen=True)
class Box:
    """A rectangle on the view, in pixels from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )


@dataclass(frozen=True)
class LabelCandidate:
    """A label that wants a place: its anchor, its size with margin, and how much it matters.

    A lower priority number is placed first. `gap` keeps the label clear of a marker around the anchor.
    `is_centred` labels (names inside their country) try the anchor before the eight positions around it.
    """

    key: str
    x: float
    y: float
    width: float
    height: float
    priority: float
    gap: float = 6.0
    is_centred: bool = False


@dataclass(frozen=True)
class PlacedLabel:
    """Where a label stands, and how far its edge is from its anchor."""

    key: str
    box: Box
    anchor_x: float
    anchor_y: float

    @property
    def distance_px(self) -> float:
        """Distance from the anchor to the nearest point of the box; 0 when the anchor lies within."""
        across = max(self.box.left - self.anchor_x, 0.0, self.anchor_x - self.box.left - self.box.width)
        down = max(self.box.top - self.anchor_y, 0.0, self.anchor_y - self.box.top - self.box.height)
        return math.hypot(across, down)

    @property
    def needs_leader_line(self) -> bool:
        return self.distance_px > LEADER_LINE_PX


class OccupancyGrid:
    """Which cells of a view are taken; every row of cells is one whole number used as a row of bits."""

    def __init__(self, width: float, height: float) -> None:
        self._columns = max(0, math.floor(width / CELL_PX))
        self._rows = [0] * max(0, math.floor(height / CELL_PX))

    def take(self, box: Box) -> bool:
        """Take the cells under a box if all are free and within the view; whether that was so."""
        span = self._span(box)
        if span is None:
            return False
        first, last, mask = span
        if any(row & mask for row in self._rows[first : last + 1]):
            return False
        self._mark(first, last, mask)
        return True

    def block(self, box: Box) -> None:
        """Take whatever part of a box lies on the view."""
        left, top = max(0.0, box.left), max(0.0, box.top)
        right = min(box.left + box.width, self._columns * CELL_PX)
        bottom = min(box.top + box.height, len(self._rows) * CELL_PX)
        span = (
            self._span(Box(left, top, right - left, bottom - top)) if right > left and bottom > top else None
        )
        if span is not None:
            self._mark(*span)

    def _span(self, box: Box) -> tuple[int, int, int] | None:
        first_column = math.floor(box.left / CELL_PX)
        last_column = math.ceil((box.left + box.width) / CELL_PX) - 1
        first_row = math.floor(box.top / CELL_PX)
        last_row = math.ceil((box.top + box.height) / CELL_PX) - 1
        if first_column < 0 or first_row < 0 or last_column >= self._columns or last_row >= len(self._rows):
            return None
        return first_row, last_row, ((1 << (last_column - first_column + 1)) - 1) << first_column

    def _mark(self, first: int, last: int, mask: int) -> None:
        for row in range(first, last + 1):
            self._rows[row] |= mask


def place_labels(
    candidates: Sequence[LabelCandidate],
    view_width: float,
    view_height: float,
    blocked: Iterable[Box] = (),
    most_labels: int = MOST_LABELS,
) -> list[PlacedLabel]:
    """Labels that fit on the view without touching each other or the blocked boxes, most important first.

    Equal priorities go by key, so that the same view always shows the same labels.
    """
    grid = OccupancyGrid(view_width, view_height)
    for box in blocked:
        grid.block(box)
    ordered = sorted(candidates, key=lambda candidate: (candidate.priority, candidate.key))
    placed: list[PlacedLabel] = []
    for candidate in ordered[:MOST_CANDIDATES]:
        if len(placed) >= most_labels:
            break
        for box in positions_of(candidate):
            if grid.take(box):
                placed.append(PlacedLabel(candidate.key, box, candidate.x, candidate.y))
                break
    return placed


def positions_of(candidate: LabelCandidate) -> Iterable[Box]:
    """The positions a label may take, best first: the anchor if centred, then right, left, above, below."""
    half_width, half_height = candidate.width / 2.0, candidate.height / 2.0
    if candidate.is_centred:
        yield Box(candidate.x - half_width, candidate.y - half_height, candidate.width, candidate.height)
    for across, down in _SURROUNDING:
        side = (across > 0.0) - (across < 0.0)
        rise = (down > 0.0) - (down < 0.0)
        centre_x = candidate.x + candidate.gap * across + half_width * side
        centre_y = candidate.y + candidate.gap * down + half_height * rise
        yield Box(centre_x - half_width, centre_y - half_height, candidate.width, candidate.height)
