"""Decisions on what imports have left open: conflicts, and rows of the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.edits import conflicts, inbox
from chipmap.model.labels import Label
from chipmap.ui.operations.history import apply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.model.changes import ChangeSet
    from chipmap.model.records import Resolution
    from chipmap.model.records.units import UnitValue
    from chipmap.ui.bridge import WorkspaceBridge


def resolve_conflict(
    bridge: WorkspaceBridge, conflict: str, resolution: Resolution, value: UnitValue = None
) -> None:
    """Decide a conflict that was left open; it is one step that can be undone."""
    apply(
        bridge,
        conflicts.resolve_conflict(bridge.dataset, conflict, resolution, value),
        Label.RESOLVE_CONFLICT,
    )


def take_inbox_rows(bridge: WorkspaceBridge, changes: ChangeSet) -> None:
    """Take over rows of the inbox whose names are known by now."""
    apply(bridge, changes, Label.IMPORT)


def set_rows_aside(bridge: WorkspaceBridge, rows: Iterable[str]) -> None:
    """Take rows out of the inbox that mean nothing to this workspace."""
    apply(bridge, inbox.set_aside(bridge.dataset, rows), Label.SET_ASIDE)
