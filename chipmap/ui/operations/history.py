"""Applying, undoing and redoing: the one place where the window writes."""

from __future__ import annotations

from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.ui.bridge import WorkspaceBridge


def apply(bridge: WorkspaceBridge, changes: ChangeSet, label: Label) -> None:
    """Make changes one undoable step; nothing happens when there are none."""
    if changes:
        bridge.workspace.apply(changes, label=label)


def undo(bridge: WorkspaceBridge) -> None:
    """Take the last step back, if there is one."""
    if bridge.workspace.can_undo:
        bridge.workspace.undo()


def redo(bridge: WorkspaceBridge) -> None:
    """Make the step again that was undone last, if there is one."""
    if bridge.workspace.can_redo:
        bridge.workspace.redo()
