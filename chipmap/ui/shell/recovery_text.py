"""What the window says when edits from before a crash are back: how many, and how to be rid of them."""

from __future__ import annotations

from chipmap.model.workspace import Workspace
from chipmap.wording import _, ngettext


def recovery_text(workspace: Workspace) -> str:
    """The message on opening a workspace whose edits were recovered."""
    count = workspace.recovered_edits
    if not count:
        return _(
            "Edits from before the interruption are back, not saved yet. "
            "Close without saving to give them up."
        )
    return ngettext(
        "{count} edit from before the interruption is back, not saved yet. "
        "Close without saving to give it up.",
        "{count} edits from before the interruption are back, not saved yet. "
        "Close without saving to give them up.",
        count,
    ).format(count=count)
