"""Several places beside each other along the value chain: for each segment the level, need and gap of each.

Nothing is computed here that `standings` does not answer for one place alone, so a comparison can never
disagree with the panel, the map or the table; unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from chipmap.model.analysis.needs import Gap
from chipmap.model.analysis.segment_tree import SegmentTree
from chipmap.model.analysis.standing import Standings
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import NOW, Segment

MOST_COMPARED = 4
"""More places than this cannot be told apart on one map and in one chart."""


@dataclass(frozen=True, slots=True)
class ComparedSegment:
    """One row of a comparison; `gaps` has the level, need and gap of each place, in the order asked.

    `depth` 0 is a stage. A gap's `value` is None where the level or the need is not known.
    """

    segment: Segment
    depth: int
    has_children: bool
    is_open: bool
    gaps: tuple[Gap, ...]


def compare_places(
    standings: Standings,
    places: Sequence[str],
    *,
    horizon: str = NOW,
    opened: Collection[str] = (),
    chosen: str = "",
) -> list[ComparedSegment]:
    """The rows in value-chain order: every stage, and below an open one its sub-segments.

    `places` are countries, policy regions or institutions, each held against its own need. A `chosen`
    segment outside the stages (an end use, an enabler) follows them.
    """
    tree = standings.tree
    return [
        ComparedSegment(
            segment,
            depth,
            has_children=bool(tree.children(segment.id)),
            is_open=segment.id in opened,
            gaps=tuple(standings.gap(place, segment.id, horizon) for place in places),
        )
        for segment, depth in shown_segments(tree, opened=opened, chosen=chosen)
    ]


def shown_segments(
    tree: SegmentTree, *, opened: Collection[str] = (), chosen: str = ""
) -> Iterator[tuple[Segment, int]]:
    """The stages, below an open one its sub-segments, and at last the branch of a segment outside them.

    Each with its depth, 0 for a stage.
    """
    tops = list(tree.stages)
    way = tree.with_ancestors(chosen)
    root = tree.segments.get(way[-1]) if way else None
    if root is not None and root not in tops and root.segment_kind != "total":
        tops.append(root)
    yield from _walk(tree, tops, opened, 0)


def _walk(
    tree: SegmentTree, segments: Sequence[Segment], opened: Collection[str], depth: int
) -> Iterator[tuple[Segment, int]]:
    for segment in segments:
        yield segment, depth
        if segment.id in opened:
            yield from _walk(tree, tree.children(segment.id), opened, depth + 1)
