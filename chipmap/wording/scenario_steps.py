"""The steps about kept scenarios in words: what each is called in the history, and what it did."""

from __future__ import annotations

from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import Scenario
from chipmap.wording import _

SCENARIO_STEPS = frozenset({Label.ADD_SCENARIO, Label.CHANGE_SCENARIO, Label.REMOVE_SCENARIO})


def scenario_step_names() -> dict[Label, str]:
    """What each step is called, as in "Undo: saved scenario"."""
    return {
        Label.ADD_SCENARIO: _("saved scenario"),
        Label.CHANGE_SCENARIO: _("changed scenario"),
        Label.REMOVE_SCENARIO: _("deleted scenario"),
    }


def scenario_step(label: Label, changes: ChangeSet) -> str:
    """What happened to a scenario, with its name."""
    (change,) = changes.records(Scenario)
    before, after = change.before, change.after
    record = change.record
    assert isinstance(record, Scenario)
    if label is Label.ADD_SCENARIO:
        return _("Scenario saved: {name}").format(name=record.name)
    if label is Label.REMOVE_SCENARIO:
        return _("Scenario deleted: {name}").format(name=record.name)
    if isinstance(before, Scenario) and isinstance(after, Scenario) and before.name != after.name:
        return _("Scenario renamed: {name}").format(name=after.name)
    return _("Scenario changed: {name}").format(name=record.name)
