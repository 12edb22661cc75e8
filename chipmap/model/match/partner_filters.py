"""Which of the ranked partner places are looked at: by existing work, what is known, membership, checks.

A filter hides; it never ranks anew, so a place keeps its rank and its total whatever is shown beside it.
"""

from __future__ import annotations

from chipmap.model.analysis.overdue import is_reviewed
from chipmap.model.dataset import Dataset
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.match.place_partners import PartnerList, PlacePartner
from chipmap.model.records import DueDiligenceTopic

TOLERANCE = 1e-9
_SECURITY = DueDiligenceTopic.RESEARCH_SECURITY


@dataclass(frozen=True, slots=True)
class PartnerFilter:
    """What a place must have to be shown; the plain filter shows all.

    `least_coverage` is the part of our segments with a need (0–1) in which the place's level must be known,
    `member_of` a policy region such as one of like-minded places. `has_security_review` asks that somebody
    has recorded the place's research security as reviewed; what the review found is theirs to weigh.
    """

    has_collaboration: bool = False
    least_coverage: float = 0.0
    member_of: str = ""
    has_security_review: bool = False

    @property
    def is_plain(self) -> bool:
        return self == PartnerFilter()


def shown_partners(dataset: Dataset, found: PartnerList, chosen: PartnerFilter) -> tuple[PlacePartner, ...]:
    """The partners of a list that a filter lets through, in the order of the list."""
    region = dataset.regions.get(chosen.member_of)
    members = frozenset(region.members) if region is not None else None
    return tuple(
        one
        for one in found.partners
        if (not chosen.has_collaboration or one.collaborations)
        and one.coverage >= chosen.least_coverage - TOLERANCE
        and (members is None or one.place in members)
        and (not chosen.has_security_review or is_reviewed(dataset, one.place, _SECURITY))
    )


def like_minded_regions(dataset: Dataset) -> list[str]:
    """The policy regions that a partner can be asked to be a member of, by code."""
    return sorted(region.code for region in dataset.regions.values() if region.is_policy and region.members)
