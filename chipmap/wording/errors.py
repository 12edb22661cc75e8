"""What went wrong, in sentences: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chipmap.model.errors import ChipmapError, RuleBroken, WorkbookRefused
from chipmap.wording import _


def message_of(error: ChipmapError) -> str:
    """The message for a person; what a sentence does not need is left out."""
    if isinstance(error, RuleBroken):
        from chipmap.wording.issues import message_of as message_of_issue

        return message_of_issue(error.issue)
    if isinstance(error, WorkbookRefused):
        from chipmap.wording.refusals import refusal_text

        return refusal_text(error)
    sentence = _sentences().get(error.code)
    if sentence is None:
        return _("Something unexpected happened ({details}). Your work is kept.").format(details=error)
    return sentence.format_map(_Readable(error.params))


class _Readable(dict[str, Any]):
    """Parameters for `str.format_map`; one that is missing reads as a question mark rather than failing."""

    def __init__(self, params: Mapping[str, object]) -> None:
        super().__init__(params)

    def __missing__(self, key: str) -> str:
        return "?"


def _sentences() -> dict[str, str]:
    """The message for each code, with gaps for the parameters of the error."""
    return {
        "stale-change": _("What you wanted to change has changed in the meantime. Look at it and try again."),
        "unknown-record": _("There is no “{key}” in this workspace."),
        "nothing-to-undo": _("There is nothing to undo or redo."),
        "cancelled": _("Stopped. Nothing was changed."),
        "workspace-missing": _("There is no workspace at {path}."),
        "workspace-exists": _("{path} exists already. Choose another name or replace it on purpose."),
        "workspace-locked": _("{path} is open: {holder}. Close it there, or open a copy."),
        "not-a-workspace": _(
            "{path} is not a Chipmap workspace, or it is damaged. The file was left as it is."
        ),
        "newer-schema": _(
            "{path} was written by a newer Chipmap. Update Chipmap to open it; the file was left as it is."
        ),
        "save-failed": _("{path} could not be saved: {reason}. Every edit is kept; save to another place."),
    }
