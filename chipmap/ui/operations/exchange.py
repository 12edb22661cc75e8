"""What comes back from a workbook."""

from __future__ import annotations

from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def accept_import(bridge: WorkspaceBridge, changes: ChangeSet) -> None:
    """Take over what the person has chosen in the preview of an import, as one step."""
    apply(bridge, changes, Label.IMPORT)
