"""What can go wrong, as classes with a code and parameters; sentences come from `chipmap.wording`.

An error here means that an operation did not happen at all. What is merely doubtful about the content is an
`Issue` instead (`chipmap.model.issues`) and stops nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chipmap.model.issues import Issue


class ChipmapError(Exception):
    """The base of every error that a person should read; `code` names the sentence, `params` fill it."""

    code = "unexpected"

    def __init__(self, **params: object) -> None:
        super().__init__(self.code, params)
        self.params = params

    def __str__(self) -> str:
        filled = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({filled})"


class StaleChange(ChipmapError):
    """A change was planned against a record that has changed since; plan it again."""

    code = "stale-change"


class RuleBroken(ChipmapError):
    """An edit would leave a record that the rules refuse; `issue` names the field and the reason."""

    code = "rule-broken"

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue=issue)
        self.issue = issue


class UnknownRecord(ChipmapError):
    """An edit names a place, segment, rater or other record that the workspace does not hold."""

    code = "unknown-record"


class NothingToUndo(ChipmapError):
    """Undo or redo was asked for at the end of the history."""

    code = "nothing-to-undo"


class Cancelled(ChipmapError):
    """The person stopped a long piece of work; nothing of it was kept."""

    code = "cancelled"


class WorkspaceMissing(ChipmapError):
    """There is no workspace at that path."""

    code = "workspace-missing"


class WorkspaceExists(ChipmapError):
    """A new workspace would overwrite a file that is already there."""

    code = "workspace-exists"


class WorkspaceLocked(ChipmapError):
    """Somebody has the workspace open; `holder` says who, on which machine, since when."""

    code = "workspace-locked"


class NotAWorkspace(ChipmapError):
    """The file is not a Chipmap workspace, or is damaged beyond reading."""

    code = "not-a-workspace"


class NewerSchema(ChipmapError):
    """The workspace was written by a newer Chipmap than this one."""

    code = "newer-schema"


class EditNotKept(ChipmapError):
    """An edit could not be written to the working copy, so it did not happen; `reason` as in `SaveFailed`."""

    code = "edit-not-kept"


class SaveFailed(ChipmapError):
    """The target could not be written; the working copy still holds every edit."""

    code = "save-failed"


class WorkbookRefused(ChipmapError):
    """A workbook cannot be read at all; `reason` says why, such as encrypted or too large."""

    code = "workbook-refused"


class TemplateRefused(ChipmapError):
    """A template of slides cannot be used; `reason` says why, such as damaged or with macros."""

    code = "template-refused"


class PointsRefused(ChipmapError):
    """A file of points cannot be read at all; `reason` says why, such as damaged or more rows than fit."""

    code = "points-refused"


class MappingRefused(ChipmapError):
    """A mapping of columns cannot be used; `part` names the place in its file and `reason` what is wrong."""

    code = "mapping-refused"


class TableRefused(ChipmapError):
    """A table cannot be taken at all; `reason` says why, such as a required field that is missing."""

    code = "table-refused"
