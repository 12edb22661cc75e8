"""What went wrong, in sentences: what happened, what is safe, what to do."""

from __future__ import annotations

from chipmap.model.errors import (
    ChipmapError,
    MappingRefused,
    PointsRefused,
    RuleBroken,
    TableRefused,
    TemplateRefused,
    WorkbookRefused,
)
from chipmap.wording import _
from chipmap.wording.gaps import Gaps


def message_of(error: ChipmapError) -> str:
    """The message for a person; what a sentence does not need is left out."""
    if isinstance(error, RuleBroken):
        from chipmap.wording.issues import message_of as message_of_issue

        return message_of_issue(error.issue)
    if isinstance(error, WorkbookRefused):
        from chipmap.wording.refusals import refusal_text

        return refusal_text(error)
    if isinstance(error, PointsRefused):
        from chipmap.wording.points_import import points_refusal_text

        return points_refusal_text(error)
    if isinstance(error, MappingRefused | TableRefused):
        from chipmap.wording.outside_tables import table_refusal_text

        return table_refusal_text(error)
    if isinstance(error, TemplateRefused):
        from chipmap.wording.decks import template_refusal_text

        return template_refusal_text(error)
    sentence = _sentences().get(error.code)
    if sentence is None:
        return _("Something unexpected happened ({details}). Your work is kept.").format(details=error)
    params = Gaps(error.params)
    if "reason" in params:
        params["reason"] = _file_reason(str(params["reason"]), str(params.get("detail", "")))
    return sentence.format_map(params)


def _file_reason(reason: str, detail: str) -> str:
    """Why a file could not be read or written, as a clause."""
    return file_reasons().get(reason) or detail or reason


def file_reasons() -> dict[str, str]:
    """The clause for each reason of `SaveFailed` and of a workspace that cannot be opened."""
    return {
        "empty": _("the file is empty"),
        "not-a-database": _("it is a file of another kind"),
        "other-application": _("another program wrote it"),
        "damaged": _("it is damaged"),
        "unreadable": _("it cannot be read"),
        "a-folder": _("there is a folder of that name"),
        "disk-full": _("the disk is full"),
        "not-writable": _("the folder cannot be written to"),
        "no-folder": _("its folder does not exist"),
        "open-elsewhere": _("another program has it open; close it there and try again"),
        "the-original": _("it is the file that was sent; choose another name"),
        "changed-on-disk": _("somebody else has changed the file since it was opened"),
    }


def _sentences() -> dict[str, str]:
    """The message for each code, with gaps for the parameters of the error."""
    return {
        "stale-change": _("What you wanted to change has changed in the meantime. Look at it and try again."),
        "unknown-record": _("There is no “{key}” in this workspace."),
        "nothing-to-undo": _("There is nothing to undo or redo."),
        "cancelled": _("Stopped. Nothing was changed."),
        "workspace-missing": _("There is no workspace at {path}."),
        "workspace-exists": _("{path} exists already. Choose another name or replace it on purpose."),
        "workspace-locked": _(
            "{path} is open: {holder}. Close it there, or open a copy. "
            "If that computer is gone, delete {lock_file}."
        ),
        "not-a-workspace": _("{path} is not a workspace: {reason}. The file was left as it is."),
        "newer-schema": _(
            "{path} was written by a newer Chipmap. Update Chipmap to open it; the file was left as it is."
        ),
        "edit-not-kept": _("The change could not be kept: {reason}. Everything before it is safe."),
        "no-fiche": _("{subject} is no place: a fiche is about a country or a region. Choose its country."),
        "save-failed": _("{path} could not be saved: {reason}. Every edit is kept; save to another place."),
    }
