"""Which institution on our side could meet which on theirs, and on what: by segments both hold or complete.

An institution holds what its record lists; nothing is inferred, so each pair rests on two cited records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chipmap.model.analysis.standing import standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.match.gap_segments import chosen_segments, gap_segments, subtree
from chipmap.model.records import NOW, Collaboration, Institution

MOST_PAIRS = 8
MOST_OF_ONE = 2
"""One institution with many segments would otherwise stand in every pair."""


@dataclass(frozen=True, slots=True)
class InstitutionPair:
    """Two institutions and what joins them.

    `both` are segments that both hold; `they_add` those of our need that only theirs holds, `we_add` those
    of their need that only ours holds. `collaborations` name both already.
    """

    ours: Institution
    theirs: Institution
    both: tuple[str, ...]
    they_add: tuple[str, ...]
    we_add: tuple[str, ...]
    collaborations: tuple[Collaboration, ...] = ()


def institution_pairs(
    dataset: Dataset,
    *,
    focus: str,
    partner: str,
    segment: str | None = None,
    horizon: str = NOW,
    most: int = MOST_PAIRS,
) -> tuple[InstitutionPair, ...]:
    """The pairs of a match over a segment and all beneath it, or over every stage; best first.

    First counts what completes a need of either side, then what both hold, then work already shared, then
    what both hold elsewhere in the chain; ties by name. Without a recorded need only what both hold can join.
    """
    standings = standings_of(dataset)
    tops = chosen_segments(standings, segment)
    wanted = [one for top in tops for one in subtree(standings, top)]
    our_need = _below(dataset, gap_segments(standings, focus, tops, horizon).counted)
    their_need = _below(dataset, gap_segments(standings, partner, tops, horizon).counted)
    ours, theirs = (_active(dataset, place, wanted) for place in (focus, partner))
    shared = _shared_work(dataset)
    found = []
    for one, held in ours:
        for other, others_held in theirs:
            both = held & others_held
            they_add, we_add = (others_held - held) & our_need, (held - others_held) & their_need
            if one.id != other.id and (both or they_add or we_add):
                work = shared.get(one.id, frozenset()) & shared.get(other.id, frozenset())
                named = tuple(dataset.collaborations[key] for key in sorted(work))
                joins = [_in_order(wanted, some) for some in (both, they_add, we_add)]
                found.append(InstitutionPair(one, other, joins[0], joins[1], joins[2], named))
    return _without_crowding(sorted(found, key=_order_of), most)


def _order_of(pair: InstitutionPair) -> tuple[object, ...]:
    added = len(pair.they_add) + len(pair.we_add)
    alike = len(set(pair.ours.segments).intersection(pair.theirs.segments))
    counts = (added, len(pair.both), len(pair.collaborations), alike)
    return *(-count for count in counts), pair.ours.name, pair.theirs.name


def _without_crowding(pairs: Iterable[InstitutionPair], most: int) -> tuple[InstitutionPair, ...]:
    """The best pairs in which no institution stands more than twice."""
    times: Counter[str] = Counter()
    kept: list[InstitutionPair] = []
    for pair in pairs:
        if len(kept) == most:
            break
        if max(times[pair.ours.id], times[pair.theirs.id]) < MOST_OF_ONE:
            times.update((pair.ours.id, pair.theirs.id))
            kept.append(pair)
    return tuple(kept)


def _active(dataset: Dataset, place: str, wanted: Iterable[str]) -> list[tuple[Institution, frozenset[str]]]:
    """The institutions of a place, or of a region's members, with what they hold of the wanted segments."""
    region = dataset.regions.get(place)
    countries = frozenset(region.members) if region is not None else frozenset((place,))
    wanted = frozenset(wanted)
    held = (
        (one, wanted.intersection(one.segments))
        for one in dataset.institutions.values()
        if one.country in countries
    )
    return [(one, segments) for one, segments in held if segments]


def _below(dataset: Dataset, segments: Iterable[str]) -> frozenset[str]:
    standings = standings_of(dataset)
    return frozenset(below for one in segments for below in subtree(standings, one))


def _in_order(wanted: Iterable[str], some: frozenset[str]) -> tuple[str, ...]:
    return tuple(one for one in wanted if one in some)


def _shared_work(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The collaborations that name each institution, by its id."""
    named: dict[str, set[str]] = {}
    for work in dataset.collaborations.values():
        for name in work.institutions:
            named.setdefault(name.casefold(), set()).add(work.id)
    found = {}
    for one in dataset.institutions.values():
        names = {one.id.casefold(), one.name.casefold(), one.short_name.casefold()}
        keys = set().union(*(named.get(name, ()) for name in names))
        if keys:
            found[one.id] = frozenset(keys)
    return found
