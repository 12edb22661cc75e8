"""Lines between places: who works with whom, and from where what feeds a segment comes.

Both are gathered per pair, so that no two lines lie on each other; only the strongest are drawn, and how many
are left out is always known. A pair's line ends at the middle of a place, or of the member in the middle of a
policy region.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from chipmap.model.analysis.segment_tree import SegmentTree
from chipmap.model.analysis.shares import deciding_rows
from chipmap.model.dataset import Dataset
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.geography.places import load_places
from chipmap.model.geography.projection import great_circle, unproject
from chipmap.model.records import ROOT_SEGMENT, Collaboration, Share

MOST_DRAWN = 12
"""More lines than this hide the map that they lie on."""

STEP_DEGREES = 4.0
"""The corners of a line turn by a degree or two at this distance: too little to be seen."""

UNDECIDED_STAGES = frozenset({"idea", "planned"})
"""Stages that are drawn dashed; every other stage is or was at work."""

Point = tuple[float, float]


class ArcKind(StrEnum):
    """What the lines stand for."""

    COLLABORATIONS = "collaborations"
    SUPPLY = "supply"


class Feed(NamedTuple):
    """A segment that feeds the one on the map, what a supplier holds of it, and the link's weight 1–3."""

    segment: str
    share: Share
    weight: int

    @property
    def strength(self) -> float:
        """Per cent of the feeding segment times the weight of the link, as a number from 0 to 3."""
        return self.share.percent / 100.0 * self.weight


@dataclass(frozen=True, slots=True)
class Arc:
    """One pair: `near` is the focus region or of its members where one is among them, `far` the other.

    `lines` is the great circle in map metres from near to far, in two parts where it crosses the map's edge.
    """

    near: str
    far: str
    strength: float
    lines: tuple[tuple[Point, ...], ...]
    is_dashed: bool = False
    collaborations: tuple[Collaboration, ...] = ()
    feeds: tuple[Feed, ...] = ()

    @property
    def count(self) -> int:
        """How many collaborations, or how many feeding segments, stand behind the line."""
        return len(self.collaborations) or len(self.feeds)


class Arcs(NamedTuple):
    """The lines of a segment, strongest first, and how many weaker pairs are not drawn.

    Supply rests on cited shares: `known_feeds` of `all_feeds` feeding segments have a group of them.
    """

    kind: ArcKind
    shown: tuple[Arc, ...] = ()
    more: int = 0
    known_feeds: int = 0
    all_feeds: int = 0


def find_arcs(dataset: Dataset, kind: ArcKind, *, segment: str, focus: str) -> Arcs:
    """The lines of one kind for a segment, seen from a focus region or place."""
    if kind is ArcKind.SUPPLY:
        return _supply(dataset, segment, focus)
    return arcs_of_collaborations(dataset, collaborations_in(dataset, segment), focus)


def arcs_between(
    dataset: Dataset, focus: str, strengths: Mapping[str, float], dashed: Container[str] = ()
) -> Arcs:
    """Lines from a focus region to places that are given, such as ranked partners, by their strengths."""
    arcs = [
        Arc(focus, code, strength, (), is_dashed=code in dashed)
        for code, strength in strengths.items()
        if _is_drawable(dataset, focus) and _is_drawable(dataset, code)
    ]
    return _strongest(dataset, ArcKind.COLLABORATIONS, arcs)


def collaborations_in(dataset: Dataset, segment: str) -> list[Collaboration]:
    """The collaborations that concern a segment.

    A collaboration counts for the segments that it names and for those above them; one that names the whole
    chain, or nothing, counts for all.
    """
    wanted = _below(dataset, segment)
    return [record for record in dataset.collaborations.values() if _concerns(record, wanted)]


def arcs_of_collaborations(dataset: Dataset, records: Iterable[Collaboration], focus: str) -> Arcs:
    """Collaborations by pair of partners; the strength of a pair is how many it has.

    One with a policy region among its partners joins the region with each other partner, any other one every
    two partners. A region and its own member are not joined. A pair is dashed while all that it has is
    planned or an idea.
    """
    found: dict[tuple[str, str], list[Collaboration]] = defaultdict(list)
    for record in records:
        for pair in _pairs(dataset, record.partners):
            found[_oriented(dataset, pair, focus)].append(record)
    arcs = []
    for (near, far), between in found.items():
        in_order = tuple(sorted(between, key=lambda record: (-(record.start_year or 0), record.id)))
        is_dashed = all(record.stage in UNDECIDED_STAGES for record in between)
        arcs.append(Arc(near, far, float(len(between)), (), is_dashed=is_dashed, collaborations=in_order))
    return _strongest(dataset, ArcKind.COLLABORATIONS, arcs)


def _concerns(record: Collaboration, wanted: frozenset[str]) -> bool:
    return not record.segments or ROOT_SEGMENT in record.segments or not wanted.isdisjoint(record.segments)


def _pairs(dataset: Dataset, partners: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = [code for code in dict.fromkeys(partners) if _is_drawable(dataset, code)]
    regions = [code for code in known if code in dataset.regions]
    for one, other in combinations(known, 2):
        has_region = one in regions or other in regions
        if (has_region or not regions) and not _is_member(dataset, one, other):
            yield one, other


def _is_drawable(dataset: Dataset, code: str) -> bool:
    if code in dataset.countries:
        return code in load_places()
    region = dataset.regions.get(code)
    return (
        region is not None and region.is_policy and any(member in load_places() for member in region.members)
    )


def _is_member(dataset: Dataset, one: str, other: str) -> bool:
    """Whether one of two is a region that the other belongs to."""
    regions = [(dataset.regions.get(one), other), (dataset.regions.get(other), one)]
    return any(region is not None and code in region.members for region, code in regions)


def _oriented(dataset: Dataset, pair: tuple[str, str], focus: str) -> tuple[str, str]:
    """The pair with the focus region first, then its members, then regions, then by code."""
    region = dataset.regions.get(focus)
    members = region.members if region is not None else ()
    one, other = sorted(
        pair, key=lambda code: (code != focus, code not in members, code not in dataset.regions, code)
    )
    return one, other


def _supply(dataset: Dataset, segment: str, focus: str) -> Arcs:
    """Lines from the places that hold shares of what feeds the segment to the focus region.

    A segment is fed by what is linked to it, to a part of it or to what it is part of; its own parts do not
    feed it, and a feeding segment counts once, with its heaviest link. The strength of a supplier is the sum
    over the feeding segments of share × link weight (1 useful, 2 important, 3 essential), from the one group
    of shares that suggestions use. The focus region's own members are left out, statistical regions too, and
    a policy region where one of its members is listed beside it.
    """
    weights = _feeding_segments(dataset, segment)
    region = dataset.regions.get(focus)
    own = {focus, *(region.members if region is not None else ())}
    feeds: dict[str, list[Feed]] = defaultdict(list)
    known = 0
    for feeding, weight in weights.items():
        rows = deciding_rows(dataset, feeding)
        known += bool(rows)
        for code, share in rows.items():
            supplier = dataset.regions.get(code)
            is_told_by_members = supplier is not None and not rows.keys().isdisjoint(supplier.members)
            if (
                code not in own
                and not is_told_by_members
                and share.percent > 0
                and _is_drawable(dataset, code)
            ):
                feeds[code].append(Feed(feeding, share, weight))
    arcs = [
        Arc(focus, code, sum(feed.strength for feed in found), (), feeds=_heaviest_first(found))
        for code, found in feeds.items()
        if _is_drawable(dataset, focus)
    ]
    return _strongest(dataset, ArcKind.SUPPLY, arcs)._replace(known_feeds=known, all_feeds=len(weights))


def _heaviest_first(feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    return tuple(sorted(feeds, key=lambda feed: (-feed.strength, feed.segment)))


def _feeding_segments(dataset: Dataset, segment: str) -> dict[str, int]:
    """The segments that feed a segment, with the weight of their heaviest link."""
    inside = _below(dataset, segment)
    fed = inside.union(SegmentTree(dataset.segments).with_ancestors(segment))
    weights: dict[str, int] = {}
    for link in dataset.links.values():
        if link.to_segment in fed and link.from_segment not in inside:
            weights[link.from_segment] = max(link.weight, weights.get(link.from_segment, 0))
    return weights


def _below(dataset: Dataset, segment: str) -> frozenset[str]:
    """A segment and everything beneath it in the tree; beneath the whole chain lies everything."""
    if segment == ROOT_SEGMENT:
        return frozenset(record.id for record in dataset.segments.values())
    tree = SegmentTree(dataset.segments)
    found: set[str] = set()
    waiting = [segment]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [child.id for child in tree.children(current)]
    return frozenset(found)


def _strongest(dataset: Dataset, kind: ArcKind, arcs: Iterable[Arc]) -> Arcs:
    """The strongest arcs with their lines; pairs whose ends fall on one place cannot be drawn."""
    ranked = sorted(arcs, key=lambda arc: (-arc.strength, arc.is_dashed, arc.near, arc.far))
    drawable = [arc for arc in ranked if _middle(dataset, arc.near) != _middle(dataset, arc.far)]
    shown = tuple(replace(arc, lines=_lines(dataset, arc)) for arc in drawable[:MOST_DRAWN])
    return Arcs(kind, shown, len(ranked) - len(shown))


def _lines(dataset: Dataset, arc: Arc) -> tuple[tuple[Point, ...], ...]:
    ends = _middle(dataset, arc.near), _middle(dataset, arc.far)
    return tuple(tuple(line) for line in great_circle(*ends, STEP_DEGREES))


def _middle(dataset: Dataset, code: str) -> Point:
    """Where the lines of a place or policy region end, in degrees."""
    region = dataset.regions.get(code)
    if code in dataset.countries or region is None:
        return _degrees(code)
    return _degrees(middle_member(region.members))


@lru_cache(maxsize=64)
def middle_member(members: tuple[str, ...]) -> str:
    """The member nearest to the mean of all members' middles, each weighted by its area.

    Raises `ValueError` where no member is on the map.
    """
    places = load_places()
    known = [code for code in members if code in places]
    total = [0.0, 0.0, 0.0]
    for code in known:
        for axis, part in enumerate(_direction(code)):
            total[axis] += part * places[code].area_km2
    return max(known, key=lambda code: sum(a * b for a, b in zip(_direction(code), total, strict=True)))


def _direction(code: str) -> tuple[float, float, float]:
    longitude, latitude = (math.radians(part) for part in _degrees(code))
    across = math.cos(latitude)
    return across * math.cos(longitude), across * math.sin(longitude), math.sin(latitude)


def _degrees(code: str) -> Point:
    degrees = unproject(*load_places()[code].anchor)
    assert degrees is not None, f"The middle of {code} lies off the globe."
    return degrees
