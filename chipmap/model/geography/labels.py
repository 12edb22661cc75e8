"""Places labels on a view so that none overlaps another; abstract boxes in pixels, no fonts and no Qt.

Greedy by priority: each label takes the first of its positions that is free in an occupancy grid of
4-pixel cells, or is left out. Candidates and labels are capped, so the cost does not grow with the data.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from chipmap.model.frozen_dataclass import dataclass

CELL_PX = 4
MOST_CANDIDATES = 1500
MOST_LABELS = 150

_DIAGONAL = math.sqrt(0.5)


class Box(NamedTuple):
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


@dataclass(frozen=True, slots=True)
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


class PlacedLabel(NamedTuple):
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


class OccupancyGrid:
    """Which cells of a view are taken; every row of cells is one whole number used as a row of bits."""

    def __init__(self, width: float, height: float, blocked: Iterable[Box] = ()) -> None:
        self._columns = max(0, math.floor(width / CELL_PX))
        self._rows = [0] * max(0, math.floor(height / CELL_PX))
        for box in blocked:
            self.block(box)

    def joined(self, other: OccupancyGrid) -> OccupancyGrid:
        """What is taken in this grid or in another of the same view, as a new grid."""
        both = OccupancyGrid(0.0, 0.0)
        both._columns = self._columns
        both._rows = [one | two for one, two in zip(self._rows, other._rows, strict=True)]
        return both

    def take(self, left: float, top: float, width: float, height: float) -> bool:
        """Take the cells under a box if all are free and within the view; whether that was so."""
        cells = self._free_cells(left, top, width, height)
        if cells is not None:
            self._mark(*cells)
        return cells is not None

    def is_free(self, left: float, top: float, width: float, height: float) -> bool:
        """Whether all cells under a box are free and within the view."""
        return self._free_cells(left, top, width, height) is not None

    def _free_cells(
        self, left: float, top: float, width: float, height: float
    ) -> tuple[int, int, int] | None:
        """The rows and the bits of the cells under a box; None where one is taken or off the view."""
        first_column, first_row = int(left // CELL_PX), int(top // CELL_PX)
        end_column, end_row = -int(-(left + width) // CELL_PX), -int(-(top + height) // CELL_PX)
        if first_column < 0 or first_row < 0 or end_column > self._columns or end_row > len(self._rows):
            return None
        mask = ((1 << (end_column - first_column)) - 1) << first_column
        for row in self._rows[first_row:end_row]:
            if row & mask:
                return None
        return first_row, end_row, mask

    def block(self, box: Box) -> None:
        """Take whatever part of a box lies on the view."""
        first_column, first_row = max(0, int(box.left // CELL_PX)), max(0, int(box.top // CELL_PX))
        end_column = min(self._columns, -int(-(box.left + box.width) // CELL_PX))
        end_row = min(len(self._rows), -int(-(box.top + box.height) // CELL_PX))
        if end_column > first_column and end_row > first_row:
            self._mark(first_row, end_row, ((1 << (end_column - first_column)) - 1) << first_column)

    def _mark(self, first_row: int, end_row: int, mask: int) -> None:
        for row in range(first_row, end_row):
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
    return place_on(OccupancyGrid(view_width, view_height, blocked), candidates, most_labels)


def place_on(
    grid: OccupancyGrid, candidates: Iterable[LabelCandidate], most_labels: int = MOST_LABELS
) -> list[PlacedLabel]:
    """The same on a grid on which everything that labels keep clear of is taken; it takes the labels too."""
    ordered = sorted(candidates, key=attrgetter("priority", "key"))
    placed: list[PlacedLabel] = []
    for candidate in ordered[:MOST_CANDIDATES]:
        if len(placed) >= most_labels:
            break
        width, height = candidate.width, candidate.height
        for left, top in positions_of(candidate):
            if grid.take(left, top, width, height):
                placed.append(
                    PlacedLabel(candidate.key, Box(left, top, width, height), candidate.x, candidate.y)
                )
                break
    return placed


def positions_of(candidate: LabelCandidate) -> Iterator[tuple[float, float]]:
    """The top left corners a label may take, best first: over the anchor if centred, then beside it."""
    left, top = candidate.x - candidate.width / 2.0, candidate.y - candidate.height / 2.0
    if candidate.is_centred:
        yield left, top
    across_gap, down_gap = candidate.gap + candidate.width / 2.0, candidate.gap + candidate.height / 2.0
    slant = candidate.gap * _DIAGONAL
    across_slant, down_slant = slant + candidate.width / 2.0, slant + candidate.height / 2.0
    yield left + across_gap, top
    yield left + across_slant, top - down_slant
    yield left + across_slant, top + down_slant
    yield left - across_gap, top
    yield left - across_slant, top - down_slant
    yield left - across_slant, top + down_slant
    yield left, top - down_gap
    yield left, top + down_gap
