"""Rows of a comparison as rows of the profile chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chipmap.ui.charts.profile_chart import Lane, ProfileRow
from chipmap.ui.panels.compared_texts import lane_figure
from chipmap.ui.panels.level_texts import level_class, need_level

if TYPE_CHECKING:
    from chipmap.model.analysis.needs import Gap
    from chipmap.model.analysis.side_by_side import ComparedSegment
    from chipmap.ui.panels.compared_texts import PlaceHead


def profile_rows(
    heads: Sequence[PlaceHead], rows: Sequence[ComparedSegment], chosen: str
) -> list[ProfileRow]:
    """A row for each segment, in it a lane for each place; the chosen segment is marked."""
    return [
        ProfileRow(
            row.segment.short_name or row.segment.name,
            tuple(_lane(head.letter, gap) for head, gap in zip(heads, row.gaps, strict=True)),
            is_chosen=row.segment.id == chosen,
        )
        for row in rows
    ]


def _lane(letter: str, gap: Gap) -> Lane:
    standing = gap.standing
    level = None if standing.is_not_applicable else standing.level
    return Lane(
        letter=letter,
        level=level,
        level_class=0 if level is None else level_class(level),
        need=need_level(gap),
        is_dotted=standing.is_dotted,
        figure=lane_figure(gap),
    )
