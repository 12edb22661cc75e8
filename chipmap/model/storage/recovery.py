"""What a crash left: working copies that nobody holds, with edits that are in no saved file.

A copy is taken up by the next opening of its file when that file is still as the copy knew it. Otherwise it
is kept until a person restores or discards it; nothing here deletes an edit unasked.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from chipmap.model.storage.database import connect, revision_of
from chipmap.model.storage.process_lock import ProcessLock
from chipmap.model.storage.tables import read_settings
from chipmap.model.storage.working_copy import (
    WorkingCopy,
    clear_half_made,
    digest_of,
    turn,
    working_copies,
)


class CopyState(StrEnum):
    """How the file of a recoverable copy stands: as the copy knew it, changed by somebody, or gone."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class RecoverableCopy:
    """Edits that a crash kept from being saved to `path`.

    `state` unchanged: opening the file brings them back.
    """

    path: Path
    title: str
    last_edit: datetime
    revision: int
    state: CopyState
    folder: Path


def claim_unsaved(target: Path) -> tuple[WorkingCopy, ProcessLock] | None:
    """Hold the latest copy with edits that belong on top of `target` as it is now."""
    digest = digest_of(target)
    with turn():
        found = [copy for copy in working_copies() if copy.target == target and digest in copy.saved]
        for copy in sorted(found, key=_last_edit, reverse=True):
            held = copy.hold()
            if held is None:
                continue
            contents = _contents(copy)
            if contents is not None and contents.revision > copy.saved[digest]:
                return copy, held
            held.release()
    return None


def recoverable_copies() -> list[RecoverableCopy]:
    """Every copy that a crash left with unsaved edits, latest first; copies without any are cleared away."""
    found = []
    with turn():
        clear_half_made()
        for copy in working_copies():
            held = copy.hold()
            if held is None:
                continue
            contents = _contents(copy)
            held.release()
            if contents is None:
                # Unreadable, but perhaps not for somebody who knows databases.
                continue
            state = _state_of(copy)
            if contents.revision <= _saved_revision(copy):
                copy.remove()
            else:
                found.append(
                    RecoverableCopy(
                        copy.target, contents.title, _last_edit(copy), contents.revision, state, copy.folder
                    )
                )
    return sorted(found, key=lambda copy: copy.last_edit, reverse=True)


def discard_copy(recoverable: RecoverableCopy) -> None:
    """Delete a copy that a person does not want."""
    copy = WorkingCopy(recoverable.folder, recoverable.path, {})
    if not copy.is_in_use:
        copy.remove()


@dataclass(frozen=True, slots=True)
class _Contents:
    revision: int
    title: str


def _contents(copy: WorkingCopy) -> _Contents | None:
    """What a copy holds that nobody else has open; `None` when it cannot be read."""
    try:
        with closing(connect(copy.database)) as connection:
            return _Contents(revision_of(connection), read_settings(connection).title)
    except (sqlite3.Error, ValueError, TypeError):
        return None


def _saved_revision(copy: WorkingCopy) -> int:
    """The revision in the file as it is; for a file that is gone or changed, the one it had before."""
    return copy.saved.get(digest_of(copy.target), min(copy.saved.values(), default=-1))


def _state_of(copy: WorkingCopy) -> CopyState:
    if not copy.target.exists():
        return CopyState.MISSING
    return CopyState.UNCHANGED if digest_of(copy.target) in copy.saved else CopyState.CHANGED


def _last_edit(copy: WorkingCopy) -> datetime:
    """When the database or its write-ahead log was last written."""
    log = copy.database.with_name(f"{copy.database.name}-wal")
    times = [path.stat().st_mtime for path in (copy.database, log) if path.exists()]
    return datetime.fromtimestamp(max(times, default=0.0), tz=UTC)
