"""Edits of who has a ballot in this workspace."""

from __future__ import annotations

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.records import Rater


def put_rater(dataset: Dataset, rater: Rater) -> ChangeSet:
    """Add a rater, or change the name or organisation of the one with the same id."""
    return checked([Change(dataset.raters.get(rater.id), rater)], dataset)
