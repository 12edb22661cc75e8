"""What the rows of the value chain say about one subject at one horizon.

A row shows the level that `standing` shows and the need that the gap is measured against.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from chipmap.model.analysis.side_by_side import shown_segments
from chipmap.model.dataset import Dataset
from chipmap.ui.panels.level_texts import figure_of, need_level, spoken_line
from chipmap.ui.panels.pips import Pips
from chipmap.ui.panels.segment_row import SegmentLine

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standings


def parents_of(dataset: Dataset, segment: str) -> list[str]:
    """The segments above `segment`, nearest first."""
    parents: list[str] = []
    record = dataset.segments.get(segment)
    while record is not None and record.parent and record.parent not in parents:
        parents.append(record.parent)
        record = dataset.segments.get(record.parent)
    return parents


def lines_of(
    standings: Standings,
    *,
    subject: str,
    horizon: str,
    chosen: str,
    opened: Collection[str],
) -> list[SegmentLine]:
    """The rows in value-chain order: every stage, and below an open one its sub-segments.

    A chosen segment outside the stages (an end use, an enabler) follows them, so that it can be scored.
    """
    lines: list[SegmentLine] = []
    for segment, depth in shown_segments(standings.tree, opened=opened, chosen=chosen):
        standing = standings.of(subject, segment.id, horizon)
        gap = standings.gap(subject, segment.id, horizon)
        name = segment.short_name or segment.name
        lines.append(
            SegmentLine(
                segment=segment.id,
                name=name,
                depth=depth,
                has_children=bool(standings.tree.children(segment.id)),
                is_open=segment.id in opened,
                is_chosen=segment.id == chosen,
                pips=Pips.of(standing, need_level(gap)),
                figure=figure_of(standing),
                spoken=spoken_line(segment.name, standing, gap),
            )
        )
    return lines
