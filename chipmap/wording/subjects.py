"""What places, institutions and segments are called in sentences."""

from __future__ import annotations

from typing import Protocol

from chipmap.model.dataset import Dataset


class Names(Protocol):
    """Gives places their names; `PlaceNames` of the geography does."""

    def name(self, code: str) -> str:
        """The name of a country or region."""


def subject_name(dataset: Dataset, names: Names, subject: str) -> str:
    """What a subject is called: an institution by its short name, a place by the naming profile."""
    institution = dataset.institutions.get(subject)
    if institution is not None:
        return str(institution.short_name or institution.name)
    return names.name(subject)


def segment_name(dataset: Dataset, segment: str) -> str:
    """What a segment is called; stages have a short name."""
    found = dataset.segments.get(segment)
    return segment if found is None else found.short_name or found.name
