"""Levels taken from below: a segment's from its sub-segments, a region's from its members.

Unknown is left out with its weight, never counted as zero; *not applicable* leaves the sum altogether.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import RegionRule

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standing

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A level from below and its `coverage`, the part of the weight (0 to 1) that is known.

    `parts` are the standings that entered, the deciding one first; `level` is `None` when all of them say
    *not applicable*.
    """

    level: float | None
    coverage: float
    parts: tuple[Standing, ...]
    suggested_part: float = 0.0
    is_best: bool = False

    @property
    def deciding(self) -> tuple[Standing, ...]:
        """The standings that make the level: the best one alone, or all that enter a mean."""
        return self.parts[:1] if self.is_best else self.parts


def mean_of_children(
    children: Sequence[tuple[float, Standing | None]], least_coverage: float
) -> RolledUp | None:
    """The weighted mean of scored sub-segments, each given with its weight.

    `None` when those that are scored hold less than `least_coverage` of the weight.
    """
    applicable = [(weight, one) for weight, one in children if one is None or not one.is_not_applicable]
    if children and not applicable:
        return RolledUp(None, 1.0, tuple(one for _, one in children if one is not None))
    known = [
        (weight, one, one.level) for weight, one in applicable if one is not None and one.level is not None
    ]
    total = sum(weight for weight, _ in applicable)
    held = sum(weight for weight, _, _ in known)
    if held <= 0 or held < least_coverage * total - _TOLERANCE:
        return None
    level = sum(weight * level for weight, _, level in known) / held
    covered = sum(weight * (1.0 if one.coverage is None else one.coverage) for weight, one, _ in known)
    return RolledUp(level, covered / total, tuple(one for _, one, _ in known))


def level_of_members(members: Sequence[tuple[float | None, Standing]], rule: RegionRule) -> RolledUp | None:
    """A region's level from its members' shown levels, each given with its share of the segment in per cent.

    Best member: a scored level decides before a suggested one of equal height. Share-weighted: members
    without a known share are left out.
    """
    applicable = [(share, one) for share, one in members if not one.is_not_applicable]
    if members and not applicable:
        return RolledUp(None, 1.0, tuple(one for _, one in members))
    known = [(share, one, one.level) for share, one in applicable if one.is_known and one.level is not None]
    if rule is RegionRule.SHARE_WEIGHTED:
        known = [(share, one, level) for share, one, level in known if share]
    if not known:
        return None
    coverage = len(known) / len(applicable)
    if rule is RegionRule.BEST:
        ranked = sorted(known, key=lambda part: (-part[2], part[1].suggested_part, part[1].why.is_weak))
        best = ranked[0][1]
        parts = tuple(one for _, one, _ in ranked)
        return RolledUp(best.level, coverage, parts, best.suggested_part, is_best=True)
    weights = [share if rule is RegionRule.SHARE_WEIGHTED and share else 1.0 for share, _, _ in known]
    total = sum(weights)
    level = sum(weight * part[2] for weight, part in zip(weights, known, strict=True)) / total
    suggested = sum(weight * part[1].suggested_part for weight, part in zip(weights, known, strict=True))
    return RolledUp(level, coverage, tuple(one for _, one, _ in known), suggested / total)
