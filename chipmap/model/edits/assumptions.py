"""Edits of the numbers that methods rest on."""

from __future__ import annotations

from collections.abc import Mapping

from chipmap.model.assumptions import assumption_of
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.records import Assumption
from chipmap.model.text_rules import clean_text


def set_assumption(dataset: Dataset, key: str, value: float, source: str) -> ChangeSet:
    """Let a number be another one, and say who says so; raises `RuleBroken` outside its range."""
    after = Assumption(key, value, clean_text(source))
    return checked([Change(dataset.assumptions.get(key), after)], dataset)


def set_assumptions(dataset: Dataset, values: Mapping[str, float], source: str) -> ChangeSet:
    """Let several numbers be others, as one change; those that are the same already stay as they are."""
    said = clean_text(source)
    changes = [
        Change(dataset.assumptions.get(key), Assumption(key, value, said))
        for key, value in values.items()
        if assumption_of(dataset, key).value != value
    ]
    return checked(changes, dataset)
