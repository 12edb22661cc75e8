"""What changes results: the workspace's own settings."""

from __future__ import annotations

from typing import Any

from chipmap.model.edits import settings as edits
from chipmap.model.labels import Label
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def change_settings(bridge: WorkspaceBridge, **fields: Any) -> None:  # noqa: ANN401 - fields have many types
    """Change fields of the workspace's settings, such as `title` or `naming_profile`."""
    apply(bridge, edits.change_settings(bridge.dataset, **fields), Label.CHANGE_SETTINGS)
