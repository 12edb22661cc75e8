"""Which segments of a choice carry a subject's needs, each counted once along the tree.

Where a parent and its child both carry needs, the child counts where the subject's level there is known,
otherwise the parent. Segments where the level is unknown are left out and listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chipmap.model.analysis.standing import Standings
from chipmap.model.records import NOW


@dataclass(frozen=True, slots=True)
class GapSegments:
    """The segments that count, and those with a need where the subject's own level is not known."""

    counted: tuple[str, ...]
    unknown: tuple[str, ...]


def subtree(standings: Standings, segment: str) -> list[str]:
    """A segment and everything beneath it, parents first."""
    found = [segment]
    for child in standings.tree.children(segment):
        found += subtree(standings, child.id)
    return found


def chosen_segments(standings: Standings, segment: str | None) -> list[str]:
    """The tops of a choice: one segment, or every stage."""
    return [segment] if segment else [stage.id for stage in standings.tree.stages]


def gap_segments(standings: Standings, subject: str, tops: Iterable[str], horizon: str = NOW) -> GapSegments:
    """The segments of these subtrees in which the subject has a need, each need once."""
    counted: list[str] = []
    unknown: list[str] = []
    for top in tops:
        found, missing = _below(standings, subject, top, horizon)
        counted += found
        unknown += missing
    return GapSegments(tuple(counted), tuple(unknown))


def _below(standings: Standings, subject: str, segment: str, horizon: str) -> tuple[list[str], list[str]]:
    counted: list[str] = []
    unknown: list[str] = []
    for child in standings.tree.children(segment):
        found, missing = _below(standings, subject, child.id, horizon)
        counted += found
        unknown += missing
    gap = standings.gap(subject, segment, horizon)
    if counted or gap.need is None or gap.need.level is None:
        return counted, unknown
    if gap.level is None:
        return counted, [*unknown, segment]
    # A parent that counts itself stands for its children, whose levels are not known.
    return [segment], unknown
