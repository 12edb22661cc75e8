"""Edits of the institutions on the map."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.record_ids import id_from_name
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import Institution
from chipmap.model.records.places import INSTITUTION_TYPES

ENTERED_BY_HAND = "recalled"
"""How a new entry was verified: from somebody's knowledge, until it is held against a source."""


def institution_draft(
    *, country: str = "", latitude: float | None = None, longitude: float | None = None
) -> Institution:
    """An empty record without an id to begin with, at a place and position where these are known."""
    return Institution(
        id="",
        name="",
        short_name="",
        institution_type=INSTITUTION_TYPES[0],
        country=country,
        latitude=latitude,
        longitude=longitude,
        check=ENTERED_BY_HAND,
    )


def new_institution_id(dataset: Dataset, name: str, taken: Collection[str] = ()) -> str:
    """An id made from a name that no subject of the dataset bears, nor any of `taken`."""
    return id_from_name(
        name, lambda found: found in taken or dataset.has_subject(found), otherwise="institution"
    )


def put_institution(dataset: Dataset, institution: Institution) -> ChangeSet:
    """Add an institution, or change the one with the same id."""
    return checked([Change(dataset.institutions.get(institution.id), institution)], dataset)


def move_institution(
    dataset: Dataset, institution_id: str, *, latitude: float, longitude: float, country: str | None = None
) -> ChangeSet:
    """Give an institution another position, in degrees.

    In another `country` it loses its city, which lies in the country that it left.
    """
    institution = known_institution(dataset, institution_id)
    moved = replace(institution, latitude=latitude, longitude=longitude)
    if country is not None and country != institution.country:
        moved = replace(moved, country=country, city="")
    return put_institution(dataset, moved)


def known_institution(dataset: Dataset, institution_id: str) -> Institution:
    """The institution with this id; `UnknownRecord` where there is none."""
    institution: Institution | None = dataset.institutions.get(institution_id)
    if institution is None:
        raise UnknownRecord(kind=Institution.kind, key=institution_id)
    return institution


def remove_institution(dataset: Dataset, institution_id: str) -> ChangeSet:
    """Remove an institution together with everything that was scored about it."""
    institution = known_institution(dataset, institution_id)
    scores = dataset.scores.of(institution_id).values()
    return ChangeSet((*(Change(score, None) for score in scores), Change(institution, None)))
