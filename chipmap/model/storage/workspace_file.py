"""One open workspace on disk: the file that a person knows, its lock, and the working copy that is edited.

The file itself is never opened by SQLite and only ever replaced whole, by a copy that is complete and on the
disk. Each edit is one committed transaction in the working copy, which outlives a crash: the next `open_file`
takes it up, unless the file was changed by somebody else since. Then the copy stays where it is
(`recoverable_copies`).
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from chipmap import __version__
from chipmap.model.changes import ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.errors import (
    ChipmapError,
    EditNotKept,
    NewerSchema,
    NotAWorkspace,
    SaveFailed,
    WorkspaceExists,
    WorkspaceMissing,
)
from chipmap.model.host.garbage import collector_at_rest
from chipmap.model.records.history import ScoreHistory
from chipmap.model.storage.database import (
    UNREADABLE,
    check_content,
    check_header,
    connect,
    copy_database,
    now,
    revision_of,
    write_note,
)
from chipmap.model.storage.earlier_scores import note_earlier_scores, read_score_history
from chipmap.model.storage.lock_file import LockFile, acquire_lock
from chipmap.model.storage.migrations import migrate
from chipmap.model.storage.process_lock import ProcessLock
from chipmap.model.storage.recovery import RecoverableCopy, claim_unsaved
from chipmap.model.storage.restore_points import RestorePoint, keep_restore_point
from chipmap.model.storage.saving import check_folder, failure_of, keep_older, put_in_place
from chipmap.model.storage.tables import insert_records, read_records, write_changes
from chipmap.model.storage.working_copy import WorkingCopy, digest_of, new_working_copy

_logger = logging.getLogger(__name__)


class WorkspaceFile:
    """An open workspace file.

    `was_recovered`: opening brought back edits that a crash had kept from being saved; `recovered_edits` says
    how many, 0 where the saved file they came after is gone.
    `is_unsaved`: the working copy was written since the file was.
    """

    def __init__(
        self,
        session: _Session,
        connection: sqlite3.Connection,
        *,
        was_recovered: bool,
        recovered_edits: int = 0,
    ) -> None:
        self._session = session
        self._connection = connection
        self.was_recovered = was_recovered
        self.recovered_edits = recovered_edits
        self.is_unsaved = was_recovered
        self.revision = revision_of(connection)

    @property
    def target(self) -> Path:
        return self._session.copy.target

    def write(self, changes: ChangeSet) -> None:
        """Commit the changes to the working copy: all of them, or none and an error."""
        try:
            with _transaction(self._connection):
                write_changes(self._connection, changes)
                note_earlier_scores(self._connection, changes, self.revision + 1)
                write_note(self._connection, "revision", self.revision + 1)
                write_note(self._connection, "edited_at", now())
        except sqlite3.OperationalError as error:
            raise EditNotKept(**failure_of(error, self._session.copy.database).params) from error
        self.revision += 1
        self.is_unsaved = True

    def score_history(self) -> ScoreHistory:
        """How rows of ballots stood before they were edited."""
        return read_score_history(self._connection)

    def keep_restore_point(self, workspace_id: str, reason: str) -> RestorePoint:
        """Keep a whole copy of the present state; raises `SaveFailed` where that cannot be done."""
        return keep_restore_point(self._connection, workspace_id, reason)

    def save(self, target: Path | None = None) -> None:
        """Replace the target by the present state, or write another file, which is the target from then on.

        Raises `SaveFailed` with a `reason`; what was there before is then still there, whole. Without
        `target` a file that somebody else has changed since is not overwritten either.
        """
        moved_to = None if target is None else resolved(target)
        check_folder(moved_to or self.target)
        if moved_to is None or moved_to == self.target:
            self._replace_target(is_deliberate=moved_to is not None)
        else:
            self._move_to(moved_to)
        self.is_unsaved = False

    def _replace_target(self, *, is_deliberate: bool) -> None:
        session, target = self._session, self.target
        present = digest_of(target)
        known = {digest: at for digest, at in session.copy.saved.items() if digest == present}
        if present and not known and not is_deliberate:
            raise SaveFailed(path=str(target), reason="changed-on-disk", detail="")
        keep_older(target)

        def note(digest: str) -> None:
            # A crash just before or after the replacement leaves a target with one of these two contents.
            self._note(target, {**known, digest: self.revision})

        digest = put_in_place(self._write_copy, target, before_replacing=note)
        session.copy = replace(session.copy, saved={digest: self.revision})

    def _move_to(self, target: Path) -> None:
        session = self._session
        lock = acquire_lock(target, session.copy.in_use)
        try:
            digest = put_in_place(self._write_copy, target)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        self._note(target, {digest: self.revision})
        if session.lock is not None:
            session.lock.release()
        session.lock = lock

    def _note(self, target: Path, saved: dict[str, int]) -> None:
        """Note beside the working copy what its target is; a full local disk stops no save."""
        session = self._session
        try:
            session.copy = session.copy.with_target(target, saved)
        except OSError:
            # After a crash the edits would be offered as a copy instead of being taken up.
            session.copy = replace(session.copy, target=target, saved=saved)

    def _write_copy(self, path: Path) -> None:
        copy_database(self._connection, path, {"written_by": f"Chipmap {__version__}"})

    def close(self) -> None:
        """Remove the working copy and the lock; edits that were not saved are gone."""
        self._connection.close()
        self._session.end()


def create_file(path: Path, dataset: Dataset, *, force: bool = False) -> WorkspaceFile:
    """Write a new workspace of these records and leave it open; `force` replaces a file that is there."""
    target = resolved(path)
    check_folder(target)
    if target.exists() and not force:
        raise WorkspaceExists(path=str(target))
    with _Session.begun(target) as session:
        if session.lock is None:
            raise SaveFailed(path=str(target), reason="not-writable", detail="")
        with _connected(session.copy.database) as connection:
            migrate(connection)
            with _transaction(connection):
                insert_records(connection, dataset.records())
                write_note(connection, "revision", 0)
                write_note(connection, "edited_at", now())
            file = WorkspaceFile(session, connection, was_recovered=False)
            file.save(target)
            return file


def open_file(path: Path, *, recover: bool = True) -> tuple[WorkspaceFile, Dataset]:
    """Open the workspace at `path`, with what a crash kept from being saved unless `recover` is off.

    A file in a folder that cannot be written opens without a lock; saving it there is refused later.
    Raises `WorkspaceMissing`, `WorkspaceLocked`, `NotAWorkspace` with a `reason`, or `NewerSchema`.
    """
    target = resolved(path)
    if not target.exists():
        raise WorkspaceMissing(path=str(target))
    if target.is_dir():
        raise NotAWorkspace(path=str(target), reason="a-folder")
    check_header(target)
    with _Session.begun(target) as session:
        opened = _open_unsaved(session) if recover else None
        return opened or _open_saved(session)


def restore_file(recoverable: RecoverableCopy, path: Path) -> tuple[WorkspaceFile, Dataset]:
    """Save a recoverable copy as a new file at `path` and open that; the copy is cleared away."""
    target = resolved(path)
    check_folder(target)
    if target.exists():
        raise WorkspaceExists(path=str(target))
    left = WorkingCopy(recoverable.folder, recoverable.path, {})
    held = left.hold() if left.folder.is_dir() else None
    if held is None:
        raise WorkspaceMissing(path=str(left.folder))
    try:
        with _Session.begun(target) as session:
            file, dataset = _taken_up(session, left)
            file.save(target)
            left.remove()
            return file, dataset
    finally:
        held.release()


def resolved(path: Path) -> Path:
    """The file itself, not a link to it: a save replaces what it names."""
    return path.expanduser().resolve()


class _Session:
    """What an open workspace holds on to: a working copy, the claim on it, and the lock beside the target."""

    def __init__(self, copy: WorkingCopy, held: ProcessLock | None) -> None:
        self.copy = copy
        self.held = held
        self.lock: LockFile | None = None

    @classmethod
    @contextmanager
    def begun(cls, target: Path) -> Iterator[_Session]:
        """A locked target and an empty working copy, given back when the block fails."""
        session = cls(*new_working_copy(target))
        try:
            session.lock = acquire_lock(target, session.copy.in_use)
            yield session
        except BaseException:
            session.end()
            raise

    def end(self) -> None:
        # The lock goes first: it points at the working copy to tell others that this process lives.
        if self.lock is not None:
            self.lock.release()
        _clear(self.copy, self.held)


def _clear(copy: WorkingCopy, held: ProcessLock | None) -> None:
    # Windows deletes no open file, so the claim is let go once the copy has ceased to count.
    copy.forget()
    if held is not None:
        held.release()
    copy.remove()


def _open_saved(session: _Session) -> tuple[WorkspaceFile, Dataset]:
    copy, target = session.copy, session.copy.target
    try:
        shutil.copyfile(target, copy.database)
        digest = digest_of(copy.database)
        with _connected(copy.database) as connection:
            check_content(connection)
            migrate(connection)
            dataset = _read_dataset(connection)
            session.copy = copy.with_target(target, {digest: revision_of(connection)})
            return WorkspaceFile(session, connection, was_recovered=False), dataset
    except NewerSchema as error:
        raise NewerSchema(path=str(target), **error.params) from error
    except (OSError, *UNREADABLE) as error:
        raise _refusal(error, session) from error


def _refusal(error: Exception, session: _Session) -> ChipmapError:
    """Why a file does not open: it cannot be read, it is damaged, or there is no room for a working copy."""
    path = str(session.copy.target)
    if isinstance(error, OSError | sqlite3.OperationalError):
        failure = failure_of(error, session.copy.database)
        if failure.params["reason"] == "disk-full":
            return failure
    reason = "unreadable" if isinstance(error, OSError) else "damaged"
    return NotAWorkspace(path=path, reason=reason, detail=str(error))


def _open_unsaved(session: _Session) -> tuple[WorkspaceFile, Dataset] | None:
    """The target with the edits that a crash left; `None` where there are none, or none that can be read."""
    claimed = claim_unsaved(session.copy.target)
    if claimed is None:
        return None
    left, held = claimed
    try:
        opened = _taken_up(session, left)
    except (*UNREADABLE, ChipmapError) as error:
        _logger.warning("The working copy in %s cannot be recovered: %s", left.folder, error)
        held.release()
        session.copy.empty()
        return None
    _clear(left, held)
    return opened


def _taken_up(session: _Session, left: WorkingCopy) -> tuple[WorkspaceFile, Dataset]:
    """Open a copy of `left`; what a crash left stays as it is until this one is complete."""
    with closing(connect(left.database)) as source:
        check_content(source)
        copy_database(source, session.copy.database, {})
    with _connected(session.copy.database) as connection:
        migrate(connection)
        dataset = _read_dataset(connection)
        target, revision = session.copy.target, revision_of(connection)
        saved = left.saved.get(digest_of(target), revision) if target.exists() else revision
        session.copy = session.copy.with_target(target, left.saved)
        file = WorkspaceFile(session, connection, was_recovered=True, recovered_edits=revision - saved)
        return file, dataset


def _read_dataset(connection: sqlite3.Connection) -> Dataset:
    # The collector would search every new record for cycles, several times over; there are none.
    with collector_at_rest():
        return Dataset.of(read_records(connection))


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that stays open unless the block fails."""
    connection = connect(path)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk rolls back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
