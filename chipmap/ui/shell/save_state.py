"""Whether the workspace is saved, in the words of the top bar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.files import is_draft
from chipmap.wording import _


def save_state(bridge: WorkspaceBridge, saved_at: datetime | None) -> str:
    """One line: "Saved 14:02 · on this laptop", or what keeps it from being saved."""
    if is_draft(bridge.workspace.path):
        return _("Not saved yet · kept on this laptop")
    if bridge.workspace.is_dirty or saved_at is None:
        return _("Edited · not saved yet")
    local, now = saved_at.astimezone(), datetime.now().astimezone()
    time = local.strftime("%H:%M")
    if local.date() != now.date():
        from chipmap.wording.formats import date

        time = date(local)
    return _("Saved {time} · on this laptop").format(time=time)


def modified_at(path: Path) -> datetime | None:
    """When a file was last written; None when it cannot be said."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None
