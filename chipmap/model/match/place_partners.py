"""Partner places for a focus region: six terms, each from the workspace's own figures, and their ranking.

Fills our gap, fills their gap, balance, relatedness, ties, low exposure; weights are assumptions of the
workspace that total 100. A term that cannot be known is left out and said, never taken as nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isnan

import numpy as np

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.shares import world_share
from chipmap.model.analysis.standing import Standings, standings_of
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.match.complexity import added_density, held_by_level, proximity
from chipmap.model.match.gap_segments import GapSegments, chosen_segments, gap_segments, subtree
from chipmap.model.match.partners import Benefit, RankedPartner, added_benefit, balance, rank
from chipmap.model.records import NOW, Collaboration


class PartnerTerm(StrEnum):
    """The six terms, in the order in which they are shown."""

    FILLS_OUR_GAP = "fills_our_gap"
    FILLS_THEIR_GAP = "fills_their_gap"
    BALANCE = "balance"
    RELATEDNESS = "relatedness"
    TIES = "ties"
    LOW_EXPOSURE = "low_exposure"


class Ties(StrEnum):
    """Whether ties that exist speak for a partner, or those that would be new."""

    EXISTING = "existing"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class TermPart:
    """What one segment (or collaboration) adds to a term, with the numbers that entered; None is unknown."""

    subject: str
    contribution: float | None
    ours: float | None = None
    theirs: float | None = None
    need: float | None = None


@dataclass(frozen=True, slots=True)
class TermValue:
    """One term of one partner: 0–1, or None with a reason; its parts, and segments left out as unknown."""

    value: float | None
    reason: Reason | None = None
    parts: tuple[TermPart, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacePartner:
    """One candidate with its terms; `ranked` holds total, contributions and rank.

    `suggested_part` is how much of the levels behind both gaps rests on suggestions (0–1), `coverage` the
    part of our unmet need whose counterpart is known.
    """

    place: str
    terms: Mapping[PartnerTerm, TermValue]
    ranked: RankedPartner
    suggested_part: float
    coverage: float
    collaborations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerList:
    """The candidates, best first and those without a rank last; `reason` says why there is no need to fill.

    `segments` are those that carry the focus region's needs, `unknown` those where its level is not known.
    """

    focus: str
    segment: str | None
    horizon: str
    partners: tuple[PlacePartner, ...]
    segments: tuple[str, ...]
    unknown: tuple[str, ...]
    weights: Mapping[PartnerTerm, float] = field(default_factory=dict)
    reason: Reason | None = None


def weights_of(dataset: Dataset) -> dict[PartnerTerm, float]:
    """The weights of the six terms, as the workspace has them."""
    return {term: value_of(dataset, f"match.{term}") for term in PartnerTerm}


def candidates_of(dataset: Dataset, focus: str) -> list[str]:
    """The members of the workspace's candidate region, without the focus and its members."""
    region = dataset.regions.get(dataset.settings.candidate_region)
    return [place for place in (region.members if region else ()) if can_be_partner(dataset, focus, place)]


def can_be_partner(dataset: Dataset, focus: str, place: str) -> bool:
    """Whether a place may be ranked: a country or policy region that is no part of the focus nor holds it."""
    region = dataset.regions.get(place)
    if place not in dataset.countries and (region is None or not region.is_policy):
        return False
    return not _side(dataset, focus) & _side(dataset, place)


def partners_of(
    dataset: Dataset,
    *,
    focus: str,
    segment: str | None = None,
    horizon: str = NOW,
    candidates: Iterable[str] | None = None,
    weights: Mapping[PartnerTerm, float] | None = None,
    ties: Ties = Ties.EXISTING,
    draws: int = 0,
    seed: int = 0,
) -> PartnerList:
    """Rank partner places for a focus region over a segment and all beneath it, or over every stage."""
    standings = standings_of(dataset)
    tops = chosen_segments(standings, segment)
    places = candidates_of(dataset, focus) if candidates is None else list(candidates)
    used = dict(weights_of(dataset) if weights is None else weights)
    ours = gap_segments(standings, focus, tops, horizon)
    work = tuple(_with(dataset, focus, dataset.collaborations.values()))
    asked = _Asked(dataset, standings, focus, horizon, tuple(tops), ours, ties, work)
    related = _Related(asked, places)
    terms = {place: _terms(asked, place, related) for place in dict.fromkeys(places)}
    ranked = _ranked(terms, used, draws, seed)
    partners = tuple(_partner(asked, one, terms[one.partner]) for one in ranked)
    reason = None if ours.counted else Reason.NO_NEED
    return PartnerList(focus, segment, horizon, partners, ours.counted, ours.unknown, used, reason)


def reweighted(
    found: PartnerList, weights: Mapping[PartnerTerm, float], *, draws: int = 0, seed: int = 0
) -> PartnerList:
    """The same candidates with the same terms, ranked by other weights; quick enough to follow a drag."""
    known = {one.place: one for one in found.partners}
    ranked = _ranked({place: one.terms for place, one in known.items()}, weights, draws, seed)
    partners = tuple(replace(known[one.partner], ranked=one) for one in ranked)
    return replace(found, partners=partners, weights=dict(weights))


def _ranked(
    terms: Mapping[str, Mapping[PartnerTerm, TermValue]],
    weights: Mapping[PartnerTerm, float],
    draws: int,
    seed: int,
) -> list[RankedPartner]:
    return rank(
        {place: {term.value: value.value for term, value in found.items()} for place, found in terms.items()},
        {term.value: weight for term, weight in weights.items()},
        draws=draws,
        seed=seed,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question that all candidates answer."""

    dataset: Dataset
    standings: Standings
    focus: str
    horizon: str
    tops: tuple[str, ...]
    ours: GapSegments
    ties: Ties
    our_work: tuple[Collaboration, ...]
    """The collaborations in which the focus takes part."""

    def work_with(self, place: str) -> list[Collaboration]:
        return _with(self.dataset, place, self.our_work)

    def level(self, subject: str, segment: str) -> float | None:
        standing = self.standings.of(subject, segment, self.horizon)
        return standing.level if standing.is_known else None

    def need(self, subject: str, segment: str) -> float | None:
        need = self.standings.gap(subject, segment, self.horizon).need
        return need.level if need else None

    def weight(self, segment: str) -> float:
        return float(self.dataset.segments[segment].weight)

    def all_segments(self) -> list[str]:
        return [one for top in self.tops for one in subtree(self.standings, top)]


def _terms(asked: _Asked, place: str, related: _Related) -> dict[PartnerTerm, TermValue]:
    ours = _filled(asked, asked.ours, asked.focus, place)
    their_segments = gap_segments(asked.standings, place, asked.tops, asked.horizon)
    theirs = _filled(asked, their_segments, place, asked.focus)
    evenness = balance(ours.value, theirs.value)
    why_uneven = ours.reason or theirs.reason
    return {
        PartnerTerm.FILLS_OUR_GAP: ours,
        PartnerTerm.FILLS_THEIR_GAP: theirs,
        PartnerTerm.BALANCE: TermValue(evenness, None if evenness is not None else why_uneven),
        PartnerTerm.RELATEDNESS: related.of(place),
        PartnerTerm.TIES: _tied(asked, place),
        PartnerTerm.LOW_EXPOSURE: _exposed(asked, place),
    }


def _filled(asked: _Asked, segments: GapSegments, needing: str, giving: str) -> TermValue:
    """How much of one side's unmet need the other could cover beyond what is there."""
    counted = segments.counted
    own = [asked.level(needing, one) for one in counted]
    need = [asked.need(needing, one) for one in counted]
    strength = [asked.level(giving, one) for one in counted]
    found: Benefit = added_benefit(strength, own, need, [asked.weight(one) for one in counted])
    reason = Reason.NO_NEED if not counted else found.reason
    added = found.contributions or (None,) * len(counted)
    parts = tuple(
        TermPart(one, part, here, there, wanted)
        for one, part, here, there, wanted in zip(counted, added, own, strength, need, strict=True)
    )
    left_out = (*segments.unknown, *(counted[at] for at in found.unknown))
    return TermValue(found.value, None if found.value is not None else reason, parts, left_out)


class _Related:
    """What each candidate adds to what the focus region has, by how often strengths go together."""

    def __init__(self, asked: _Asked, places: list[str]) -> None:
        standings = asked.standings
        self._segments = [
            segment.id
            for segment in sorted(asked.dataset.segments.values(), key=lambda one: one.order)
            if standings.tree.is_scorable(segment.id) and not standings.tree.is_stage(segment.id)
        ]
        least = value_of(asked.dataset, "match.strength_least")
        own = asked.dataset.regions.get(asked.focus)
        ours = set(own.members) if own else {asked.focus}
        others = [
            code for code in map(str, asked.dataset.countries) if code not in ours or code == asked.focus
        ]
        self._rows = list(dict.fromkeys((asked.focus, *places, *others)))
        levels = np.array([[_or_nan(asked.level(row, one)) for one in self._segments] for row in self._rows])
        self._known = np.isfinite(levels).any(axis=1)
        self._held = held_by_level(levels, least)
        self._near = proximity(self._held[self._known]) if self._known.any() else proximity(self._held)
        counted = asked.ours.counted or asked.tops
        wanted = {below for one in counted for below in subtree(standings, one)}
        self._wanted = [at for at, segment in enumerate(self._segments) if segment in wanted]

    def of(self, place: str) -> TermValue:
        """The mean density that a partner adds in the segments with a gap, as a part of 1."""
        at = self._rows.index(place)
        if not self._known[at] or not self._known[0]:
            return TermValue(None, Reason.ALL_MISSING)
        added = added_density(self._held, self._near, 0, at) / 100.0
        parts = tuple(
            TermPart(self._segments[column], value)
            for column, value in zip(self._wanted, added[self._wanted].tolist(), strict=True)
            if not isnan(value)
        )
        if not parts:
            return TermValue(None, Reason.NOTHING_GIVEN)
        return TermValue(sum(part.contribution or 0.0 for part in parts) / len(parts), None, parts)


def collaborations_between(dataset: Dataset, one: str, other: str) -> list[Collaboration]:
    """The collaborations in which both take part; a region takes part with any of its members."""
    return _with(dataset, other, _with(dataset, one, dataset.collaborations.values()))


def _with(dataset: Dataset, subject: str, works: Iterable[Collaboration]) -> list[Collaboration]:
    """Those of the collaborations in which a subject takes part."""
    side = _side(dataset, subject)
    return [work for work in works if not side.isdisjoint(work.partners)]


def _side(dataset: Dataset, subject: str) -> set[str]:
    region = dataset.regions.get(subject)
    return {subject, *(region.members if region else ())}


def _tied(asked: _Asked, place: str) -> TermValue:
    """1 with a tie in these segments, a half with one elsewhere, 0 without; the reverse for new ties."""
    shared = asked.work_with(place)
    segments = set(asked.all_segments())
    here = [work for work in shared if segments.intersection(work.segments)]
    strength = 1.0 if here else 0.5 if shared else 0.0
    parts = tuple(TermPart(work.id, None) for work in (here or shared))
    return TermValue(strength if asked.ties is Ties.EXISTING else 1.0 - strength, None, parts)


def _exposed(asked: _Asked, place: str) -> TermValue:
    """1 minus the mean share that the partner holds of these segments: leaning on it more would be a risk."""
    segments = asked.ours.counted or tuple(asked.tops)
    shares = {one: world_share(asked.dataset, place, one) for one in segments}
    known = {one: share for one, share in shares.items() if share is not None}
    if not known:
        return TermValue(None, Reason.NOTHING_GIVEN, (), tuple(segments))
    mean = sum(known.values()) / len(known) / 100.0
    parts = tuple(TermPart(one, None, theirs=share) for one, share in known.items())
    return TermValue(1.0 - min(1.0, mean), None, parts, tuple(one for one in segments if one not in known))


def _partner(asked: _Asked, ranked: RankedPartner, terms: dict[PartnerTerm, TermValue]) -> PlacePartner:
    place = ranked.partner
    counted = asked.ours.counted
    standings = [
        asked.standings.of(who, one, asked.horizon) for one in counted for who in (place, asked.focus)
    ]
    known = [standing.suggested_part for standing in standings if standing.is_known]
    theirs = [standing for standing in standings if standing.subject == place]
    return PlacePartner(
        place,
        terms,
        ranked,
        sum(known) / len(known) if known else 0.0,
        sum(standing.is_known for standing in theirs) / len(theirs) if theirs else 0.0,
        tuple(work.id for work in asked.work_with(place)),
    )


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
