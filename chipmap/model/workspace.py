"""The open workspace: the only writer of its dataset, in memory and on disk at once.

`apply` commits a ChangeSet to the working copy, then shows the new Dataset, remembers the step for undo and
announces it once. Whatever fails leaves memory, file and history as they were. A workspace belongs to the
thread that opened it; work in other threads reads `dataset`, which never changes.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from chipmap.model.changes import ChangeSet
from chipmap.model.dataset import Dataset, changes_between
from chipmap.model.errors import NothingToUndo
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.labels import Label
from chipmap.model.records.history import ScoreHistory
from chipmap.model.storage.recovery import (
    CopyState,
    RecoverableCopy,
    discard_copy,
    recoverable_copies,
)
from chipmap.model.storage.restore_points import (
    RestorePoint,
    dataset_at,
    points_with_contacts,
    remove_contacts,
    restore_points,
)
from chipmap.model.storage.workspace_file import WorkspaceFile, create_file, open_file, restore_file

__all__ = [
    "Announcement",
    "CopyState",
    "How",
    "RecoverableCopy",
    "RestorePoint",
    "Step",
    "Workspace",
    "create_workspace",
    "discard_copy",
    "open_workspace",
    "recoverable_copies",
    "restore_copy",
]

_logger = logging.getLogger(__name__)


class How(StrEnum):
    """What happened to the changes of an announcement."""

    APPLIED = "applied"
    UNDONE = "undone"
    REDONE = "redone"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What every subscriber is told, once. An undone step comes with the changes that took it back.

    A save has no changes and no label.
    """

    changes: ChangeSet
    label: Label | None
    how: How


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history: what a person did, as it can be undone."""

    label: Label
    changes: ChangeSet


Subscriber = Callable[[Announcement], None]


class Workspace:
    """An open `.chipmap` document. Made by `create_workspace` and `open_workspace`; `close` when done.

    As a context manager it closes at the end of the block; what was not saved by then is given up.
    """

    def __init__(self, file: WorkspaceFile, dataset: Dataset) -> None:
        self._file = file
        self._dataset = dataset
        self._thread = threading.get_ident()
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._saved_at: int | None = None if file.is_unsaved else 0
        self._subscribers: list[Subscriber] = []
        self._is_open = True

    @property
    def dataset(self) -> Dataset:
        """What the workspace says now."""
        return self._dataset

    @property
    def path(self) -> Path:
        """The file that `save` replaces."""
        return self._file.target

    @property
    def revision(self) -> int:
        """How many edits, undone and redone ones included, the workspace has seen since it was made."""
        return self._file.revision

    @property
    def was_recovered(self) -> bool:
        """Whether opening brought back edits that a crash had kept from being saved."""
        return self._file.was_recovered

    @property
    def recovered_edits(self) -> int:
        """How many edits that were, undone and redone ones included; 0 where that is not known."""
        return self._file.recovered_edits

    @property
    def is_dirty(self) -> bool:
        """Whether the file differs from what is shown; undoing back to the saved state is clean."""
        return self._saved_at != len(self._done)

    @property
    def history(self) -> tuple[Step, ...]:
        """The steps that can be undone, oldest first."""
        return tuple(self._done)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def undo_label(self) -> Label | None:
        """What `undo` would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> Label | None:
        """What `redo` would do again."""
        return self._undone[-1].label if self._undone else None

    def apply(self, changes: ChangeSet, *, label: Label) -> Announcement:
        """Make the changes: one transaction, one step of the history, one announcement.

        No changes are no step.

        Raises `StaleChange` when a record is no longer as a change expects, `RuleBroken` when one would break
        a rule, `EditNotKept` when the working copy cannot be written; then nothing has happened.
        """
        self._check_caller()
        announcement = Announcement(changes, label, How.APPLIED)
        if changes:
            self._commit(changes, is_checked=True)
            if self._saved_at is not None and self._saved_at > len(self._done):
                # The saved state was undone and is now out of reach.
                self._saved_at = None
            self._done.append(Step(label, changes))
            self._undone.clear()
            self._announce(announcement)
        return announcement

    def undo(self) -> Announcement:
        """Take back the last step; raises `NothingToUndo` at the beginning of the history."""
        self._check_caller()
        if not self._done:
            raise NothingToUndo(direction="undo")
        step = self._done[-1]
        inverse = step.changes.inverted()
        self._commit(inverse)
        self._undone.append(self._done.pop())
        return self._announce(Announcement(inverse, step.label, How.UNDONE))

    def redo(self) -> Announcement:
        """Do again what was undone last; raises `NothingToUndo` when nothing was."""
        self._check_caller()
        if not self._undone:
            raise NothingToUndo(direction="redo")
        step = self._undone[-1]
        self._commit(step.changes)
        self._done.append(self._undone.pop())
        return self._announce(Announcement(step.changes, step.label, How.REDONE))

    def score_history(self) -> ScoreHistory:
        """How rows of ballots stood before they were edited: a plain value that other threads may read."""
        self._check_caller()
        return self._file.score_history()

    def keep_restore_point(self, reason: str) -> RestorePoint:
        """Keep a copy of what the workspace says now; `reason` is what comes next, such as a file to merge.

        Raises `SaveFailed` where that cannot be done.
        """
        self._check_caller()
        return self._file.keep_restore_point(self._dataset.settings.workspace_id, reason)

    def restore_points(self) -> list[RestorePoint]:
        """The restore points of this workspace, latest first."""
        return restore_points(self._dataset.settings.workspace_id)

    def go_back_to(self, point: RestorePoint, *, reason: str = "") -> Announcement:
        """Say again what the workspace said at a restore point, as one step that can be undone.

        With a `reason` what it says now is kept as a restore point too. Raises `NotAWorkspace` where the
        restore point is damaged or gone.
        """
        then = dataset_at(point)
        if reason:
            self.keep_restore_point(reason)
        return self.apply(changes_between(self._dataset, then), label=Label.RESTORE)

    def kept_contacts(self, events: Collection[str]) -> list[RestorePoint]:
        """The restore points that still hold contacts of these events' participants, latest first."""
        return points_with_contacts(self._dataset.settings.workspace_id, events)

    def remove_kept_contacts(self, events: Collection[str]) -> int:
        """Take the contacts of these events out of every restore point, for good; how many held any.

        No undo brings these back. Raises `SaveFailed` where a restore point cannot be written.
        """
        self._check_caller()
        points = self.kept_contacts(events)
        for point in points:
            remove_contacts(point, events)
        return len(points)

    def save(self, path: Path | None = None) -> Announcement:
        """Replace the file whole, or write another, which is then the workspace's file; undo goes on.

        Raises `SaveFailed` with a `reason`, or `WorkspaceLocked` when somebody has the other file open; the
        file that was there is then still there. Without `path`, a file that somebody else changed since it
        was opened is not overwritten (`reason` changed-on-disk); naming it does.
        """
        self._check_caller()
        self._file.save(path)
        self._saved_at = len(self._done)
        return self._announce(Announcement(ChangeSet(), None, How.SAVED))

    def close(self) -> None:
        """Give the file back; what was not saved is given up. Closing twice does nothing."""
        if self._is_open:
            self._check_caller()
            self._is_open = False
            self._subscribers.clear()
            self._file.close()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Tell `subscriber` of every announcement until the returned function is called.

        A subscriber that raises is logged; it breaks neither the others nor the edit, which is committed by
        then.
        """
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _commit(self, changes: ChangeSet, *, is_checked: bool = False) -> None:
        after = self._dataset.with_changes(changes)
        if is_checked:
            # Reading needs no rules, and the first paint waits for nothing that it does not need.
            from chipmap.model.edits.checking import refuse_broken

            refuse_broken(changes, after)
        self._file.write(changes)
        self._dataset = after

    def _announce(self, announcement: Announcement) -> Announcement:
        for subscriber in tuple(self._subscribers):
            try:
                subscriber(announcement)
            except Exception:
                _logger.exception("A subscriber failed on %s %s", announcement.how, announcement.label)
        return announcement

    def _check_caller(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a workspace is used by the thread that opened it")
        if not self._is_open:
            raise RuntimeError("the workspace is closed")


def create_workspace(path: Path, dataset: Dataset, *, force: bool = False) -> Workspace:
    """A new workspace, saved at `path` and open.

    Raises `WorkspaceExists` unless `force` replaces the file.
    """
    return Workspace(create_file(path, dataset, force=force), dataset)


def open_workspace(path: Path, *, recover: bool = True) -> Workspace:
    """Open the workspace at `path`, with what a crash kept from being saved unless `recover` is off.

    Raises `WorkspaceMissing`, `WorkspaceLocked` with the `holder`, `NotAWorkspace` with a `reason`,
    `NewerSchema`.
    """
    return Workspace(*open_file(path, recover=recover))


def restore_copy(copy: RecoverableCopy, path: Path) -> Workspace:
    """Save what a crash left as a new workspace at `path`, and open that."""
    return Workspace(*restore_file(copy, path))
