"""Whose supply is trusted, and who is therefore not outside: by the group that the workspace names."""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.analysis.suggest import EUROPEAN_UNION
from chipmap.model.analysis.supply import suppliers_meant
from chipmap.model.dataset import Dataset


def trusted_suppliers(dataset: Dataset, place: str, usual: Iterable[str]) -> frozenset[str]:
    """A place itself, its members and the trusted group; without a group of its own the `usual` places."""
    group = dataset.settings.trusted_places or tuple(usual)
    return _members_of(dataset, [place, *group])


def importers_inside(dataset: Dataset, place: str, trusted: Iterable[str] = ()) -> frozenset[str]:
    """Who is not outside when a place imports.

    For the European Union and its members that is the Union, as the Commission counts; for any other place
    the trusted group, where the workspace names one. `trusted` adds to either.
    """
    union = suppliers_meant(dataset, EUROPEAN_UNION) if EUROPEAN_UNION in dataset.regions else ()
    group = union if place in union else dataset.settings.trusted_places
    return _members_of(dataset, [place, *group, *trusted])


def _members_of(dataset: Dataset, places: Iterable[str]) -> frozenset[str]:
    return frozenset(who for one in places for who in suppliers_meant(dataset, one))
