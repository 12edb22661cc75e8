"""Edits of the weights of segments in the segment above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked


def set_weights(dataset: Dataset, weights: Mapping[str, float]) -> ChangeSet:
    """Give segments other weights; levels that are rolled up with them follow.

    Raises `RuleBroken` for a weight outside 0–100, `KeyError` for a segment that is not there.
    """
    changes = []
    for segment, weight in weights.items():
        before = dataset.segments[segment]
        changes.append(Change(before, replace(before, weight=float(weight))))
    return checked(changes, dataset)
