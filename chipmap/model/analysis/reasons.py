"""Why a level is what it is, as codes and records; `chipmap.wording.standings` has the sentences."""

from __future__ import annotations

from enum import StrEnum

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import (
    Consolidation,
    RegionRule,
    Score,
    Share,
    StatedStrength,
    SuggestionBasis,
)


class Rule(StrEnum):
    """The rule of semantics.md that decided a level."""

    NOTHING_KNOWN = "nothing-known"
    BALLOTS = "ballots"
    """The ballots of the current round, consolidated."""
    CHILDREN = "children"
    """The weighted mean of the scored sub-segments."""
    MEMBERS = "members"
    """The members of a region, by the workspace's rule."""
    SHARE_OF_BASIS = "share-of-basis"
    """A share in the group that the segment's suggestions use first."""
    OTHER_SHARE = "other-share"
    """The latest other supply-side share of the place."""
    EUROPE_SHARE = "europe-share"
    """A share of Europe as its source defines it, standing in for the European Union."""
    MEDIAN_OF_CHILDREN = "median-of-children"
    """The lower median of the suggestions of three or more sub-segments."""
    BEST_CHILD = "best-child"
    """The highest suggestion of one or two sub-segments, at most 3."""
    LOWER_BOUND = "lower-bound"
    """A share of one firm, which its country holds at least."""
    INSTITUTIONS = "institutions"
    """Institutions are active and no share is known."""


@dataclass(frozen=True, slots=True)
class Why:
    """What a level rests on.

    `scores` are the ballots, `segments` the sub-segments and `subjects` the members that contributed, the
    deciding one first; `share` is the figure of a suggestion and `institutions` what an "at least" counts.
    `lifted_by` and `capped_by` are the stated strength and weakness that moved a suggestion away from
    `before`. `decided_by` is the reason of the deciding member or sub-segment.
    """

    rule: Rule
    consolidation: Consolidation | None = None
    region_rule: RegionRule | None = None
    scores: tuple[Score, ...] = ()
    segments: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    share: Share | None = None
    basis: SuggestionBasis | None = None
    institutions: tuple[str, ...] = ()
    before: int | None = None
    lifted_by: StatedStrength | None = None
    capped_by: StatedStrength | None = None
    decided_by: Why | None = None
    is_weak: bool = False
    """Every figure that this rests on comes from a source that is to be replaced."""

    @property
    def measure(self) -> str:
        """What the deciding share measures; empty where no share decided."""
        share = self.deciding_share
        return share.measure if share else ""

    @property
    def year(self) -> int | None:
        share = self.deciding_share
        return share.year if share else None

    @property
    def deciding_share(self) -> Share | None:
        """The share at the end of the chain of deciding members and sub-segments."""
        if self.share is not None or self.decided_by is None:
            return self.share
        return self.decided_by.deciding_share

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources that a suggestion rests on, deciding share first."""
        share = self.deciding_share
        stated = (self.lifted_by, self.capped_by)
        found = [share.source] if share else []
        found += [statement.source for statement in stated if statement]
        return tuple(dict.fromkeys(found))


NOTHING_KNOWN = Why(Rule.NOTHING_KNOWN)
