"""Strengths and weaknesses of a subject, seen against its need or its peers; derived, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from statistics import median

from chipmap.model.analysis.standing import Standings
from chipmap.model.records import NOW

PARITY_MARGIN = 0.5
"""Half a level either side is parity: assessors rarely agree more closely than that."""
FEWEST_PEERS = 3
"""A median of fewer levels says nothing about a field."""
_TOLERANCE = 1e-9


class Position(StrEnum):
    """How a level stands against a need or against peers."""

    STRENGTH = "strength"
    PARITY = "parity"
    WEAKNESS = "weakness"
    UNKNOWN = "unknown"


def position_of_lead(lead: float | None) -> Position:
    """Strength from +0.5, weakness from −0.5, parity between; an unknown lead has no position."""
    if lead is None:
        return Position.UNKNOWN
    if lead >= PARITY_MARGIN - _TOLERANCE:
        return Position.STRENGTH
    return Position.WEAKNESS if lead <= -PARITY_MARGIN + _TOLERANCE else Position.PARITY


def position_of(standings: Standings, subject: str, segment: str, horizon: str = NOW) -> Position:
    """Against the subject's own need where one is recorded, else against the median of its peers."""
    gap = standings.gap(subject, segment, horizon)
    if gap.value is not None:
        return position_of_lead(gap.value)
    return position_of_lead(lead_over_peers(standings, subject, segment, horizon))


def lead_over_peers(
    standings: Standings, subject: str, segment: str, horizon: str = NOW, peers: Iterable[str] | None = None
) -> float | None:
    """Level minus the median level of the peers; `None` when the level or three peers' levels are not known.

    Without `peers`: the members of the workspace's candidate region. The subject is never its own peer.
    """
    standing = standings.of(subject, segment, horizon)
    if not standing.is_known or standing.level is None:
        return None
    compared = _candidates(standings) if peers is None else tuple(peers)
    others = [standings.of(peer, segment, horizon) for peer in compared if peer != subject]
    levels = [one.level for one in others if one.is_known and one.level is not None]
    return standing.level - median(levels) if len(levels) >= FEWEST_PEERS else None


def _candidates(standings: Standings) -> tuple[str, ...]:
    dataset = standings.dataset
    region = dataset.regions.get(dataset.settings.candidate_region)
    return region.members if region is not None else ()
