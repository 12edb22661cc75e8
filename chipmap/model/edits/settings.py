"""Edits of what changes results: title, year, naming profile, rules of consolidation and suggestion."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked


def change_settings(dataset: Dataset, **fields: Any) -> ChangeSet:  # noqa: ANN401 - the fields have many types
    """Change fields of the workspace's `Settings`; an unknown field is a TypeError."""
    return checked([Change(dataset.settings, replace(dataset.settings, **fields))], dataset)
