"""Edits of kept scenarios: they are the officer's own, so keeping or deleting one changes no figure."""

from __future__ import annotations

from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.record_ids import id_from_name
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import Scenario
from chipmap.model.text_rules import clean_text


def keep_scenario(dataset: Dataset, scenario: Scenario, name: str, note: str = "") -> ChangeSet:
    """Keep a what-if under a name of its own, as another one than those there are."""
    said = clean_text(name)
    key = id_from_name(said, dataset.scenarios.__contains__, otherwise="scenario")
    kept = replace(scenario, id=key, name=said, note=clean_text(note))
    return checked([Change(None, kept)], dataset)


def change_scenario(dataset: Dataset, scenario: Scenario) -> ChangeSet:
    """Let a kept scenario be what is given; its id says which."""
    before = known_scenario(dataset, scenario.id)
    return checked([Change(before, scenario)] if before != scenario else [], dataset)


def rename_scenario(dataset: Dataset, key: str, name: str, note: str | None = None) -> ChangeSet:
    """Give a kept scenario another name, and another note where one is given."""
    before = known_scenario(dataset, key)
    said = before.note if note is None else clean_text(note)
    return change_scenario(dataset, replace(before, name=clean_text(name), note=said))


def remove_scenario(dataset: Dataset, key: str) -> ChangeSet:
    """Delete a kept scenario."""
    return ChangeSet.of([Change(known_scenario(dataset, key), None)])


def known_scenario(dataset: Dataset, key: str) -> Scenario:
    """The kept scenario with this id; `UnknownRecord` where there is none."""
    found: Scenario | None = dataset.scenarios.get(key)
    if found is None:
        raise UnknownRecord(kind=Scenario.kind, key=key)
    return found
