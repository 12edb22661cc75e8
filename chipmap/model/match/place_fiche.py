"""What a two-page fiche of a place rests on: levels, SWOT, dependences, complementarity, collaborations.

Every figure is that of the page that shows it; nothing is worked out anew and nothing is guessed. Contacts of
people are no part of a fiche.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.analysis.needs import Gap
from chipmap.model.analysis.place_dependence import reliance_of
from chipmap.model.analysis.segment_suppliers import SegmentConcentration, concentration_of
from chipmap.model.analysis.shares import cited_shares
from chipmap.model.analysis.standing import standings_of
from chipmap.model.analysis.supply import suppliers_meant
from chipmap.model.dataset import Dataset
from chipmap.model.errors import ChipmapError
from chipmap.model.match.institution_pairs import InstitutionPair, institution_pairs
from chipmap.model.match.place_partners import PlacePartner, can_be_partner, candidates_of, partners_of
from chipmap.model.match.place_swot import PlaceSwot, swot_of
from chipmap.model.records import (
    Collaboration,
    Institution,
    Leader,
    Need,
    Profile,
    Share,
    StatedStrength,
)

if TYPE_CHECKING:
    from chipmap.model.analysis.concentration import Reliance
    from chipmap.model.match.place_partners import PartnerList

_BEFORE = ("running", "open", "planned", "idea", "done")
"""What goes on now comes before what is meant to, and that before what is over."""


class NoFicheOf(ChipmapError):
    """A fiche is about a place or a policy region; `subject` is neither."""

    code = "no-fiche"


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the chain: the gap with its level and need, and the cited share of the basis group."""

    segment: str
    gap: Gap
    share: Share | None


@dataclass(frozen=True, slots=True)
class Dependence:
    """One stage: how concentrated its suppliers are, the largest elsewhere, and the reliance on inputs."""

    segment: str
    concentration: SegmentConcentration
    largest: tuple[str, float] | None
    reliance: Reliance | None

    @property
    def is_known(self) -> bool:
        """Whether anything can be said."""
        return self.largest is not None or (self.reliance is not None and self.reliance.low is not None)


@dataclass(frozen=True, slots=True)
class Complement:
    """How the place and the focus region complete each other; `ranked` is how many places have a rank.

    `partner` is None where the place is the focus region, or a part of it.
    """

    focus: str
    partner: PlacePartner | None
    ranked: int
    pairs: tuple[InstitutionPair, ...] = ()
    others: tuple[PlacePartner, ...] = ()
    """The best partners, where the fiche is about the focus region itself."""


@dataclass(frozen=True, slots=True)
class Fiche:
    """Everything that a fiche may say, most important first in each part."""

    place: str
    focus: str
    stages: tuple[StageLine, ...]
    below: tuple[StageLine, ...]
    """Sub-segments of which a level is known, highest first."""
    swot: PlaceSwot
    stated: tuple[StatedStrength, ...]
    profiles: tuple[Profile, ...]
    outlooks: tuple[Need, ...]
    institutions: tuple[Institution, ...]
    leaders: tuple[Leader, ...]
    dependences: tuple[Dependence, ...]
    complement: Complement
    collaborations: tuple[Collaboration, ...]
    with_focus: int
    """How many of the collaborations are with the focus region."""

    @property
    def lead_segment(self) -> str:
        """The stage that the map shows: the highest known level, else the first stage."""
        known = [(line.gap.level, line.segment) for line in self.stages if line.gap.level is not None]
        return max(known, key=lambda one: one[0])[1] if known else self.stages[0].segment


def check_fiche_subject(dataset: Dataset, subject: str) -> None:
    """Raise `NoFicheOf` unless a fiche can be about it: a place or a policy region."""
    region = dataset.regions.get(subject)
    is_place = subject in dataset.countries if region is None else region.is_policy
    if not is_place:
        raise NoFicheOf(subject=subject)


def usual_fiche_places(dataset: Dataset, focus: str) -> tuple[str, ...]:
    """Whom a mailing is about unless somebody chooses: the partner places."""
    return tuple(candidates_of(dataset, focus))


def partners_for_fiches(dataset: Dataset, focus: str, places: Iterable[str] = ()) -> PartnerList:
    """The ranking that fiches tell: the candidates, and a place beside them, over every stage."""
    others = [place for place in places if can_be_partner(dataset, focus, place)]
    wanted = list(dict.fromkeys((*candidates_of(dataset, focus), *others)))
    return partners_of(dataset, focus=focus, candidates=wanted)


def fiche_of(dataset: Dataset, place: str, focus: str, partners: PartnerList | None = None) -> Fiche:
    """The fiche of a place, seen from a focus region; `partners` saves ranking them for each of many fiches.

    Raises `NoFicheOf` for what is no place.
    """
    check_fiche_subject(dataset, place)
    side = frozenset(suppliers_meant(dataset, place))
    stages = [stage.id for stage in dataset.stages()]
    ranking = partners or partners_for_fiches(dataset, focus, (place,))
    collaborations = _collaborations(dataset, side, focus)
    focus_side = frozenset(suppliers_meant(dataset, focus))
    return Fiche(
        place,
        focus,
        tuple(_line(dataset, place, one) for one in stages),
        _below(dataset, place, stages),
        swot_of(dataset, place, focus=focus),
        tuple(sorted(dataset.stated_strengths.of(place).values(), key=lambda one: one.polarity)),
        tuple(sorted(dataset.profiles.of(place).values(), key=lambda one: -(one.year or 0))),
        tuple(one for one in dataset.needs.of(place).values() if one.need_kind != "need" and one.target),
        _institutions(dataset, side),
        _leaders(dataset, side),
        tuple(_dependences(dataset, place, stages)),
        _complement(dataset, place, focus, ranking),
        collaborations,
        sum(not focus_side.isdisjoint(work.partners) for work in collaborations) if place != focus else 0,
    )


def _line(dataset: Dataset, place: str, segment: str) -> StageLine:
    return StageLine(segment, standings_of(dataset).gap(place, segment), _share(dataset, place, segment))


def _below(dataset: Dataset, place: str, stages: Sequence[str]) -> tuple[StageLine, ...]:
    scorable = [one.id for one in standings_of(dataset).tree.scorable if one.id not in stages]
    lines = [line for one in scorable if (line := _line(dataset, place, one)).gap.level is not None]
    order = dataset.segments
    return tuple(sorted(lines, key=lambda line: (-(line.gap.level or 0.0), order[line.segment].order)))


def _share(dataset: Dataset, place: str, segment: str) -> Share | None:
    """The place's share in the group of the segment's basis; another measure stands for nothing here."""
    basis = dataset.suggestion_basis.get(segment)
    if basis is None:
        return None
    group = (basis.measure, basis.year, basis.basis)
    rows = cited_shares(dataset, place, segment)
    return next(
        (row for row in rows if (row.measure, row.year, row.basis) == group and not row.is_forecast), None
    )


def _institutions(dataset: Dataset, side: frozenset[str]) -> tuple[Institution, ...]:
    """Those with most segments first: whoever works on much of the chain is met first."""
    found = [one for one in dataset.institutions.values() if one.country in side]
    return tuple(sorted(found, key=lambda one: (-len(one.segments), one.name)))


def _leaders(dataset: Dataset, side: frozenset[str]) -> tuple[Leader, ...]:
    """Companies with their largest cited share, each company once; old and undated figures come last."""
    found = [one for one in dataset.leaders.values() if one.country in side and one.percent is not None]
    oldest = dataset.settings.current_year - dataset.settings.oldest_share_years
    best: dict[str, Leader] = {}

    def rank(one: Leader) -> tuple[bool, float, str, str]:
        return (one.year or 0) < oldest, -(one.percent or 0.0), one.company, one.segment

    for leader in sorted(found, key=rank):
        best.setdefault(leader.company, leader)
    return tuple(best.values())


def _dependences(dataset: Dataset, place: str, stages: Sequence[str]) -> Iterable[Dependence]:
    reliance = reliance_of(dataset, place)
    for segment in stages:
        concentration = concentration_of(dataset, segment)
        own = frozenset(suppliers_meant(dataset, place))
        outside = [(who, part) for who, part in concentration.percents.items() if who not in own]
        largest = max(outside, key=lambda one: one[1], default=None)
        yield Dependence(segment, concentration, largest, reliance.get(segment))


def _complement(dataset: Dataset, place: str, focus: str, ranking: PartnerList) -> Complement:
    ranked = sum(one.ranked.rank is not None for one in ranking.partners)
    partner = next((one for one in ranking.partners if one.place == place), None)
    if partner is None:
        return Complement(focus, None, ranked, others=ranking.partners if place == focus else ())
    return Complement(focus, partner, ranked, institution_pairs(dataset, focus=focus, partner=place))


def _collaborations(dataset: Dataset, side: frozenset[str], focus: str) -> tuple[Collaboration, ...]:
    """Collaborations of the place: with the focus region first, then by how far they are."""
    ours = frozenset(suppliers_meant(dataset, focus))
    found = [work for work in dataset.collaborations.values() if not side.isdisjoint(work.partners)]

    def rank(work: Collaboration) -> tuple[bool, int, str]:
        stage = _BEFORE.index(work.stage) if work.stage in _BEFORE else len(_BEFORE)
        return ours.isdisjoint(work.partners), stage, work.name

    return tuple(sorted(found, key=rank))
