"""Whose capacity is lost with a removal, in which segments, and what is cited of the part of one company.

Shares are known of places: an institution stands for a part of what its place holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chipmap.model.analysis.supply import suppliers_meant, supply_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import ROOT_SEGMENT, Hazard, Institution, Leader
from chipmap.model.records.removals import Removal

NOWHERE = "ROW"
"""A hazard with this subject struck no single place: it cannot be removed."""


@dataclass(frozen=True, slots=True)
class RecordedPart:
    """What part of its place's share a company is cited to hold, and the row that says so."""

    part: float
    leader: Leader


def removals_of(hazard: Hazard) -> tuple[Removal, ...] | None:
    """What a recorded hazard took away; None where it struck no single place."""
    if hazard.subject in ("", NOWHERE):
        return None
    return tuple(Removal(hazard.subject, segment) for segment in hazard.segments) or (
        Removal(hazard.subject),
    )


def segments_meant(dataset: Dataset, segment: str) -> list[str]:
    """A segment and everything beneath it; every segment where none is named."""
    if not segment or segment == ROOT_SEGMENT:
        return [one.id for one in dataset.segments.values() if one.id != ROOT_SEGMENT]
    found = [segment]
    for one in found:
        below = (child.id for child in dataset.segments.values() if child.parent == one)
        found += [child for child in below if child not in found]
    return found


def lost_parts(
    dataset: Dataset, held: Mapping[str, Mapping[str, float]], removals: Iterable[Removal]
) -> tuple[dict[str, dict[str, float]], tuple[Removal, ...]]:
    """The lost capacity by segment and supplier, and the removals that reach no known share.

    `held` are the known shares by segment. The parts of institutions of one place add up, to all of it at
    most; where removals of places meet one another or these, the larger counts.
    """
    shock: dict[str, dict[str, float]] = {}
    of_firms: dict[str, dict[str, float]] = {}
    ineffective = []
    for removal in removals:
        firm = dataset.institutions.get(removal.subject)
        reached = list(_reached(dataset, held, removal, firm))
        for segment, supplier in reached:
            if firm is not None:
                parts = of_firms.setdefault(segment, {})
                parts[supplier] = min(1.0, parts.get(supplier, 0.0) + removal.part)
            else:
                known = shock.setdefault(segment, {})
                known[supplier] = max(known.get(supplier, 0.0), removal.part)
        if not reached:
            ineffective.append(removal)
    for segment, parts in of_firms.items():
        known = shock.setdefault(segment, {})
        for supplier, part in parts.items():
            known[supplier] = max(known.get(supplier, 0.0), part)
    return shock, tuple(ineffective)


def _reached(
    dataset: Dataset,
    held: Mapping[str, Mapping[str, float]],
    removal: Removal,
    firm: Institution | None,
) -> Iterable[tuple[str, str]]:
    """Each segment and supplier with a known share that a removal is about."""
    named = [removal.segment]
    lost: tuple[str, ...] | None = None
    if firm is not None:
        lost = (firm.country,)
        named = [removal.segment] if removal.segment else list(firm.segments)
    elif removal.subject:
        lost = suppliers_meant(dataset, removal.subject)
    for segment in dict.fromkeys(one for name in named for one in segments_meant(dataset, name)):
        shares = held.get(segment, {})
        for supplier in shares if lost is None else lost:
            if supplier in shares:
                yield segment, supplier


def recorded_part(dataset: Dataset, institution: str, segment: str) -> RecordedPart | None:
    """The newest and largest cited share of a company in a segment, as a part of what its place holds.

    Only as good as both rows: they may count by different measures, so that a person has to take it up.
    """
    firm = dataset.institutions.get(institution)
    if firm is None:
        return None
    names = {firm.name.casefold(), firm.short_name.casefold()} - {""}
    rows = [
        row
        for row in dataset.leaders.of(segment).values()
        if row.percent and row.country == firm.country and row.company.casefold() in names
    ]
    whole = supply_of(dataset, segment).percents.get(firm.country, 0.0)
    if not rows or whole <= 0:
        return None
    newest = max(rows, key=lambda row: (row.year or 0, row.percent or 0.0, row.basis))
    return RecordedPart(min(1.0, (newest.percent or 0.0) / whole), newest)
