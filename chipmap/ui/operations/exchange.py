"""What comes back from a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from chipmap.model.changes import ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.issues import Issue
from chipmap.model.labels import Label
from chipmap.model.progress import Progress
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply

_ANSWERABLE = frozenset({"scorecard-unidentified", "labels-and-ids-disagree", "answers-sorted-apart"})
"""What the review asks the person instead of refusing the file."""


class ScorecardStart(NamedTuple):
    """The dataset that a scorecard can be imported into, or why none can be made."""

    dataset: Dataset
    blocked_by: Issue | None


def accept_import(bridge: WorkspaceBridge, changes: ChangeSet) -> None:
    """Take over what the person has chosen in the preview of an import, as one step."""
    apply(bridge, changes, Label.IMPORT)


def merge_scorecards(bridge: WorkspaceBridge, changes: ChangeSet, files: str) -> None:
    """Take over what the person has chosen from returned scorecards as one step.

    A restore point that names the `files` is made first. Raises `StaleChange` where the workspace has changed
    since the changes were planned, and `SaveFailed` where the restore point cannot be kept.
    """
    if changes:
        bridge.workspace.keep_restore_point(files)
        apply(bridge, changes, Label.IMPORT)


def start_from_scorecard(path: Path, progress: Progress) -> ScorecardStart:
    """The starter data under the identity of the scorecard's own workspace, so that it is accepted there.

    Raises `WorkbookRefused` where the file cannot be read at all.
    """
    from chipmap.model.exchange.scorecard_identity import identity_of
    from chipmap.model.exchange.scorecard_import import plan_import
    from chipmap.model.exchange.workbook_reader import read_workbook
    from chipmap.model.geography.naming import resolve_place
    from chipmap.model.starter import starter_dataset

    workbook = read_workbook(path, progress=progress)
    identity = identity_of(workbook)
    title = identity.workspace_title or path.stem
    dataset = starter_dataset(title=title, workspace_id=identity.workspace_id or None)
    blocked = plan_import(workbook, dataset, progress, resolve_place=resolve_place).blocked_by
    return ScorecardStart(dataset, None if blocked and blocked.code in _ANSWERABLE else blocked)
