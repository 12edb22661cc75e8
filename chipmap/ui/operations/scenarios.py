"""Kept scenarios: saving, changing, renaming, duplicating and deleting them, each as one step."""

from __future__ import annotations

from chipmap.model.edits import scenarios as edits
from chipmap.model.labels import Label
from chipmap.model.records import Scenario
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def keep_scenario(bridge: WorkspaceBridge, scenario: Scenario, name: str, note: str = "") -> Scenario:
    """Keep a what-if under a name; returns what is kept."""
    changes = edits.keep_scenario(bridge.dataset, scenario, name, note)
    apply(bridge, changes, Label.ADD_SCENARIO)
    (change,) = changes
    assert isinstance(change.after, Scenario)
    return change.after


def change_scenario(bridge: WorkspaceBridge, scenario: Scenario) -> None:
    """Let a kept scenario be what is given."""
    apply(bridge, edits.change_scenario(bridge.dataset, scenario), Label.CHANGE_SCENARIO)


def rename_scenario(bridge: WorkspaceBridge, key: str, name: str, note: str) -> None:
    """Give a kept scenario another name and note."""
    apply(bridge, edits.rename_scenario(bridge.dataset, key, name, note), Label.CHANGE_SCENARIO)


def remove_scenario(bridge: WorkspaceBridge, key: str) -> None:
    """Delete a kept scenario."""
    apply(bridge, edits.remove_scenario(bridge.dataset, key), Label.REMOVE_SCENARIO)
