"""Going back to what the workspace said before a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.storage.restore_points import RestorePoint
    from chipmap.ui.bridge import WorkspaceBridge


def go_back_to(bridge: WorkspaceBridge, point: RestorePoint) -> int:
    """Say again what the workspace said then, as one step, and return how many records that brought back.

    What it says now is kept as a restore point first. Raises `NotAWorkspace` where the point is damaged.
    """
    reason = _("the return to before {reason}").format(reason=point.reason)
    return len(bridge.workspace.go_back_to(point, reason=reason).changes)
