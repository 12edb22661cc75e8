"""The value-chain tree as an index: children in value-chain order and the way up to the stage.

A segment that is above itself is nobody's child, so that whoever goes down the tree comes to an end.
"""

from __future__ import annotations

from chipmap.model.dataset import Table
from chipmap.model.records import ROOT_SEGMENT, Segment


class SegmentTree:
    """Children and ancestors of the segments of one table."""

    def __init__(self, segments: Table[Segment]) -> None:
        self.segments = segments
        in_order = sorted(segments.values(), key=lambda segment: segment.order)
        self._children: dict[str, tuple[Segment, ...]] = {}
        for segment in in_order:
            if not self._is_above_itself(segment):
                self._children[segment.parent] = (*self._children.get(segment.parent, ()), segment)
        self.stages = tuple(segment for segment in in_order if segment.segment_kind == "stage")
        self.scorable = tuple(segment for segment in in_order if segment.id != ROOT_SEGMENT)

    def children(self, segment: str) -> tuple[Segment, ...]:
        """The sub-segments of `segment`, in value-chain order."""
        return self._children.get(segment, ())

    def _is_above_itself(self, segment: Segment) -> bool:
        seen: set[str] = set()
        above = self.segments.get(segment.parent)
        while above is not None and above.id not in seen:
            if above.id == segment.id:
                return True
            seen.add(above.id)
            above = self.segments.get(above.parent)
        return False

    def is_scorable(self, segment: str) -> bool:
        """Whether levels can be given: the root carries totals only."""
        return segment in self.segments and segment != ROOT_SEGMENT

    def is_stage(self, segment: str) -> bool:
        found = self.segments.get(segment)
        return found is not None and found.segment_kind == "stage"

    def with_ancestors(self, segment: str) -> tuple[str, ...]:
        """The segment and every segment above it, up to its stage; a loop in the tree ends the way."""
        way: list[str] = []
        current = self.segments.get(segment)
        while current is not None and current.id not in way:
            way.append(current.id)
            current = self.segments.get(current.parent)
        return tuple(way)


def stage_of(segments: Table[Segment], segment: Segment) -> Segment:
    """The top of the branch that `segment` is in: a stage, or an end use or enabler that stands alone."""
    seen = {segment.id}
    while segment.parent and segment.parent != ROOT_SEGMENT and segment.parent in segments:
        segment = segments[segment.parent]
        if segment.id in seen:
            break
        seen.add(segment.id)
    return segment
