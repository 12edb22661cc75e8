"""Edits of the institutions on the map."""

from __future__ import annotations

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import Institution


def put_institution(dataset: Dataset, institution: Institution) -> ChangeSet:
    """Add an institution, or change the one with the same id."""
    return checked([Change(dataset.institutions.get(institution.id), institution)], dataset)


def remove_institution(dataset: Dataset, institution_id: str) -> ChangeSet:
    """Remove an institution together with everything that was scored about it."""
    institution = dataset.institutions.get(institution_id)
    if institution is None:
        raise UnknownRecord(kind=Institution.kind, key=institution_id)
    scores = dataset.scores.of(institution_id).values()
    return ChangeSet((*(Change(score, None) for score in scores), Change(institution, None)))
