"""Names that need more than a place beside the middle of their country: which, and where they find room.

The rule: a line that leads to a name crosses no other name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from chipmap.model.geography.labels import Box, LabelCandidate, OccupancyGrid, PlacedLabel, positions_of
from chipmap.ui.map.markers import SMALL_PLACE_PX

if TYPE_CHECKING:
    from chipmap.ui.map.atlas import Anchor, Atlas
    from chipmap.ui.map.scene import MapScene
    from chipmap.ui.map.viewport import Viewport

LEADER_CLEAR_PX = 2.0
MOST_SMALL = 24
"""Of more small places than this in one view the ones with the highest values are named (decision 11)."""


def ends_of_lines(scene: MapScene, in_view: dict[str, Anchor]) -> list[str]:
    """The places at the far ends of the lines that are drawn, the strongest first."""
    if scene.arcs is None:
        return []
    return [code for code in dict.fromkeys(arc.far for arc in scene.arcs.shown) if code in in_view]


def middle_member(countries: Iterable[str], atlas: Atlas) -> Anchor | None:
    """Where the name of a region stands: on the member nearest to the middle of all its members."""
    anchors = [atlas.anchors[code] for code in sorted(countries) if code in atlas.anchors]
    if not anchors:
        return None
    across = sum(anchor.x for anchor in anchors) / len(anchors)
    down = sum(anchor.y for anchor in anchors) / len(anchors)
    return min(anchors, key=lambda one: abs(one.x - across) + abs(one.y - down))


def small_scored(scene: MapScene, in_view: dict[str, Anchor], viewport: Viewport) -> list[str]:
    """The scored places that are drawn as a circle, because nobody would know which they are; by value."""
    small = [
        code
        for code, anchor in in_view.items()
        if anchor.extent_m / viewport.metres_per_px < SMALL_PLACE_PX and scene.style(code).is_scored
    ]
    return sorted(small, key=lambda code: (-(scene.style(code).value or 0.0), code))[:MOST_SMALL]


def place_with_leader(
    grid: OccupancyGrid, candidates: Iterable[LabelCandidate], placed: Sequence[PlacedLabel]
) -> Iterator[PlacedLabel]:
    """Labels off their places: each at its first free position from which a line crosses no other name."""
    names = [label.box for label in placed]
    lines = [_leader(label.anchor_x, label.anchor_y, label.box) for label in placed]
    for candidate in sorted(candidates, key=lambda one: (one.priority, one.key)):
        for left, top in positions_of(candidate):
            box = Box(left, top, candidate.width, candidate.height)
            if not grid.is_free(*box):
                continue
            line = _leader(candidate.x, candidate.y, box)
            is_crossed = any(_crosses(line, name) for name in names)
            if not (is_crossed or any(_crosses(other, box) for other in lines)) and grid.take(*box):
                names.append(box)
                lines.append(line)
                yield PlacedLabel(candidate.key, box, candidate.x, candidate.y)
                break


Line = tuple[float, float, float, float]


def _leader(x: float, y: float, box: Box) -> Line:
    """From the middle of a place to the nearest point of its name."""
    across = min(max(x, box.left), box.left + box.width)
    down = min(max(y, box.top), box.top + box.height)
    return x, y, across, down


def _crosses(line: Line, box: Box) -> bool:
    """Whether a line has a part in a box, or comes too close to it (Liang and Barsky 1984)."""
    x, y, end_x, end_y = line
    # Nearly all lines lie quite elsewhere, and there are thousands of pairs to look at.
    left, top = box.left - LEADER_CLEAR_PX, box.top - LEADER_CLEAR_PX
    right, bottom = box.left + box.width + LEADER_CLEAR_PX, box.top + box.height + LEADER_CLEAR_PX
    if (x <= left and end_x <= left) or (x >= right and end_x >= right):
        return False
    if (y <= top and end_y <= top) or (y >= bottom and end_y >= bottom):
        return False
    first, last = 0.0, 1.0
    for start, step, low, high in (
        (x, end_x - x, left, right),
        (y, end_y - y, top, bottom),
    ):
        if abs(step) < 1e-9:
            if not low < start < high:
                return False
            continue
        enters, leaves = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, enters), min(last, leaves)
    return first < last
