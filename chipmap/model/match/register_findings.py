"""Where needs and the register of collaborations do not meet: needs nobody works on, work without a need.

A collaboration concerns the segments that it names, those above them and those beneath them. One that names
the whole chain concerns every segment and therefore none in particular: it covers no need, and needs none.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from chipmap.model.analysis.standing import Standings, standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.issues import Issue, Severity
from chipmap.model.match.gap_segments import chosen_segments, gap_segments, subtree
from chipmap.model.records import NOW, ROOT_SEGMENT, Collaboration, CollaborationStage


class NoNeed(StrEnum):
    """Why a collaboration meets no recorded need."""

    NO_SEGMENT = "no-segment"
    """It names no segment."""
    NOT_RECORDED = "not-recorded"
    """No side has recorded a need in its segments."""
    MET = "met"
    """Needs are recorded, and no side falls short of its own, or the level is not known."""


@dataclass(frozen=True, slots=True)
class NeedWithoutPartner:
    """A recorded shortfall of the focus region in which nothing beyond an idea is under way with others.

    Level, need and shortfall are on the scale 0–5; `need_horizon` is the horizon of the need. `ideas` are the
    ids of collaborations that are still ideas.
    """

    focus: str
    segment: str
    level: float
    need: float
    shortfall: float
    need_horizon: str
    ideas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CollaborationWithoutNeed:
    """A collaboration of the focus region that is not done and meets no recorded shortfall of either side."""

    collaboration: str
    reason: NoNeed
    partners: tuple[str, ...]
    """The sides whose needs were looked at, the focus region first."""


def needs_without_partner(dataset: Dataset, focus: str, horizon: str = NOW) -> tuple[NeedWithoutPartner, ...]:
    """The needs of a focus region that no collaboration covers, widest shortfall first.

    Each need counts once along the tree; where the level is not known there is no shortfall to cover.
    """
    standings = standings_of(dataset)
    works = [work for work in _works_of(dataset, focus) if _outsiders(dataset, focus, work)]
    ideas: dict[str, list[str]] = {}
    covered: set[str] = set()
    for work in works:
        concerned = concerned_segments(standings, work.segments)
        if work.stage != CollaborationStage.IDEA:
            covered |= concerned
        else:
            for segment in concerned:
                ideas.setdefault(segment, []).append(work.id)
    found = []
    for segment in gap_segments(standings, focus, chosen_segments(standings, None), horizon).counted:
        gap = standings.gap(focus, segment, horizon)
        if segment in covered or not gap.shortfall or gap.need is None or gap.need.level is None:
            continue
        assert gap.level is not None
        known = tuple(ideas.get(segment, ()))
        level, need = gap.level, gap.need.level
        found.append(NeedWithoutPartner(focus, segment, level, need, gap.shortfall, gap.need.horizon, known))
    return tuple(sorted(found, key=lambda one: -one.shortfall))


def collaborations_without_need(
    dataset: Dataset, focus: str, horizon: str = NOW
) -> tuple[CollaborationWithoutNeed, ...]:
    """The collaborations of a focus region that meet no recorded need, in the order of the register."""
    standings = standings_of(dataset)
    needs: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    found = []
    for work in _works_of(dataset, focus):
        if work.stage == CollaborationStage.DONE or ROOT_SEGMENT in work.segments:
            continue
        sides = (focus, *_outsiders(dataset, focus, work))
        for side in sides:
            if side not in needs:
                needs[side] = _needs_of(standings, side, horizon)
        reason = _reason(concerned_segments(standings, work.segments), [needs[side] for side in sides])
        if reason is not None:
            found.append(CollaborationWithoutNeed(work.id, reason, sides))
    return tuple(found)


def concerned_segments(standings: Standings, segments: Iterable[str]) -> frozenset[str]:
    """These segments, those above them up to the stage, and all beneath them; the whole chain is none."""
    found: set[str] = set()
    for segment in segments:
        if segment != ROOT_SEGMENT:
            found.update(standings.tree.with_ancestors(segment), subtree(standings, segment))
    return frozenset(found - {ROOT_SEGMENT})


def register_issues(dataset: Dataset, focus: str) -> list[Issue]:
    """Both kinds of findings as notices of the Issues list."""
    issues = [
        Issue(
            "need-without-partner",
            Severity.NOTICE,
            one.focus,
            one.segment,
            value=f"{one.shortfall:g}",
            params={"ideas": len(one.ideas), "need": one.need, "level": one.level, "year": one.need_horizon},
        )
        for one in needs_without_partner(dataset, focus)
    ]
    for other in collaborations_without_need(dataset, focus):
        work = dataset.collaborations[other.collaboration]
        params = {"collaboration": work.id, "name": work.name, "reason": other.reason.value}
        issues.append(Issue("collaboration-without-need", Severity.NOTICE, params=params))
    return issues


def _works_of(dataset: Dataset, focus: str) -> list[Collaboration]:
    """The collaborations in which the focus region, or one of its members, takes part."""
    side = _side(dataset, focus)
    return [work for work in dataset.collaborations.values() if not side.isdisjoint(work.partners)]


def _outsiders(dataset: Dataset, focus: str, work: Collaboration) -> tuple[str, ...]:
    """The partners of a collaboration that are no part of the focus region, nor hold it."""
    side = _side(dataset, focus)
    return tuple(one for one in work.partners if _side(dataset, one).isdisjoint(side))


def _side(dataset: Dataset, subject: str) -> frozenset[str]:
    region = dataset.regions.get(subject)
    return frozenset((subject, *(region.members if region else ())))


def _needs_of(standings: Standings, subject: str, horizon: str) -> tuple[frozenset[str], frozenset[str]]:
    """The segments in which a subject has a need, and those in which it falls short of it."""
    recorded, short = set(), set()
    for segment in standings.tree.scorable:
        gap = standings.gap(subject, segment.id, horizon)
        if gap.need is not None and gap.need.level is not None:
            recorded.add(segment.id)
            if gap.shortfall:
                short.add(segment.id)
    return frozenset(recorded), frozenset(short)


def _reason(
    concerned: frozenset[str], needs: Iterable[tuple[frozenset[str], frozenset[str]]]
) -> NoNeed | None:
    if not concerned:
        return NoNeed.NO_SEGMENT
    pairs = list(needs)
    if any(concerned & short for _recorded, short in pairs):
        return None
    return NoNeed.MET if any(concerned & recorded for recorded, _short in pairs) else NoNeed.NOT_RECORDED
