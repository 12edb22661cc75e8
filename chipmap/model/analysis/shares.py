"""Cited shares as they are asked for: all of a subject's, one group of a segment's, one figure for the world.

Measures are never mixed in one figure: a group is one (measure, year, basis).
"""

from __future__ import annotations

from typing import NamedTuple

from chipmap.model.analysis.suggest import EUROPE, EUROPEAN_UNION, NOT_SUPPLY, belongs_to
from chipmap.model.dataset import Dataset
from chipmap.model.records import Share


class ShareGroup(NamedTuple):
    """What a set of shares counts: one measure in one year on one basis; year `None`: not printed."""

    measure: str
    year: int | None
    basis: str


def cited_shares(dataset: Dataset, subject: str, segment: str) -> list[Share]:
    """Every share of a subject in a segment, the group that suggestions use first.

    Then supply before demand, firm before forecast, latest first. For the European Union those of Europe
    follow, which say so by their subject.
    """
    basis = dataset.suggestion_basis.get(segment)
    subjects = (subject, EUROPE) if subject == EUROPEAN_UNION else (subject,)
    found = [share for share in dataset.shares.of(segment).values() if share.subject in subjects]
    return sorted(
        found,
        key=lambda share: (
            subjects.index(share.subject),
            not belongs_to(share, basis),
            share.measure in NOT_SUPPLY,
            share.is_forecast,
            -(share.year or 0),
            share.measure,
            share.source,
        ),
    )


def group_of(dataset: Dataset, segment: str) -> list[Share]:
    """The rows of the segment's basis group, forecasts left out; empty where the segment has no group."""
    basis = dataset.suggestion_basis.get(segment)
    rows = dataset.shares.of(segment).values()
    return [share for share in rows if belongs_to(share, basis) and not share.is_forecast]


def deciding_rows(dataset: Dataset, segment: str) -> dict[str, Share]:
    """The row of each subject in the segment's basis group, one where sources disagree."""
    return _one_each(dataset, group_of(dataset, segment))


def share_groups(dataset: Dataset, segment: str) -> list[ShareGroup]:
    """Every group of a segment's shares that lists a country, forecasts left out.

    The basis group first, then those that list the most countries, the latest first among equals.
    """
    basis = dataset.suggestion_basis.get(segment)
    places: dict[ShareGroup, set[str]] = {}
    for share in dataset.shares.of(segment).values():
        if share.subject in dataset.countries and not share.is_forecast:
            places.setdefault(_group(share), set()).add(share.subject)
    own = None if basis is None else ShareGroup(basis.measure, basis.year, basis.basis)
    return sorted(
        places,
        key=lambda group: (
            group != own,
            -len(places[group]),
            -(group.year or 0),
            group.measure,
            group.basis,
        ),
    )


def rows_of_group(dataset: Dataset, segment: str, group: ShareGroup) -> dict[str, Share]:
    """The row of each subject in one group of a segment's shares, one where sources disagree."""
    rows = dataset.shares.of(segment).values()
    return _one_each(dataset, [row for row in rows if _group(row) == group and not row.is_forecast])


def _group(share: Share) -> ShareGroup:
    return ShareGroup(share.measure, share.year, share.basis)


def _one_each(dataset: Dataset, rows: list[Share]) -> dict[str, Share]:
    """One row of each subject.

    Where sources disagree the lower figure of the strongest kind counts, as in a suggestion: firm before
    lower bound, then a source that is not to be replaced.
    """
    found: dict[str, Share] = {}
    for share in sorted(rows, key=lambda share: _strength(dataset, share)):
        found.setdefault(share.subject, share)
    return found


def shares_of_basis(dataset: Dataset, segment: str) -> dict[str, float]:
    """Per cent by subject in the segment's basis group."""
    return {subject: share.percent for subject, share in deciding_rows(dataset, segment).items()}


def _strength(dataset: Dataset, share: Share) -> tuple[bool, bool, float]:
    source = dataset.sources.get(share.source)
    return (share.is_lower_bound, source is not None and source.is_weak, share.percent)


def world_share(dataset: Dataset, subject: str, segment: str) -> float | None:
    """The subject's per cent of a segment in its basis group; `None` where it is not known.

    A region without a figure of its own has its members' together; the European Union first takes Europe's.
    """
    group = shares_of_basis(dataset, segment)
    if subject in group:
        return group[subject]
    if subject == EUROPEAN_UNION and EUROPE in group:
        return group[EUROPE]
    region = dataset.regions.get(subject)
    held = [group[member] for member in region.members if member in group] if region else []
    return sum(held) if held else None
