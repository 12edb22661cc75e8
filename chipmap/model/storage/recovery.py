"""What a crash left: working copies that nobody holds, with edits that are in no saved file.

A copy is taken up by the next opening of its file when that file is still as the copy knew it. Otherwise it
is kept until a person restores or discards it; nothing here deletes an edit unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.storage.database import UNREADABLE, connect, edited_at, revision_of
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
    with turn():
        copies = [copy for copy in working_copies() if copy.target == target]
        digest = digest_of(target) if copies else ""
        found = [(contents.edited_at, copy) for copy, contents in _unsaved(copies) if digest in copy.saved]
        for _, copy in sorted(found, key=lambda entry: entry[0], reverse=True):
            held = copy.hold()
            if held is not None:
                return copy, held
    return None


def recoverable_copies() -> list[RecoverableCopy]:
    """Every copy that a crash left with unsaved edits, latest first; copies without any are cleared away."""
    with turn():
        clear_half_made()
        found = [_recoverable(copy, contents) for copy, contents in _unsaved(working_copies())]
    return sorted(found, key=lambda copy: copy.last_edit, reverse=True)


def discard_copy(recoverable: RecoverableCopy) -> None:
    """Delete a copy that a person does not want."""
    copy = WorkingCopy(recoverable.folder, recoverable.path, {})
    if not copy.is_in_use:
        copy.remove()


@dataclass(frozen=True, slots=True)
class _Contents:
    revision: int
    edited_at: datetime
    title: str


def _unsaved(copies: Iterable[WorkingCopy]) -> Iterator[tuple[WorkingCopy, _Contents]]:
    """Those that nobody holds and that hold edits of their own; those without any are deleted."""
    for copy in copies:
        held = copy.hold()
        if held is None:
            continue
        contents = _contents(copy)
        held.release()
        if contents is None:
            # Unreadable for us, but perhaps not for somebody who knows databases.
            continue
        if contents.revision > _saved_revision(copy):
            yield copy, contents
        else:
            copy.remove()


def _contents(copy: WorkingCopy) -> _Contents | None:
    """What a copy says; `None` when it cannot be read."""
    try:
        with closing(connect(copy.database)) as connection:
            title = read_settings(connection).title
            return _Contents(revision_of(connection), edited_at(connection), title)
    except UNREADABLE:
        return None


def _recoverable(copy: WorkingCopy, contents: _Contents) -> RecoverableCopy:
    state = CopyState.UNCHANGED if digest_of(copy.target) in copy.saved else CopyState.CHANGED
    if not copy.target.exists():
        state = CopyState.MISSING
    return RecoverableCopy(
        copy.target, contents.title, contents.edited_at, contents.revision, state, copy.folder
    )


def _saved_revision(copy: WorkingCopy) -> int:
    """The revision in the file as it is; for a file that is gone or changed, the one it had before."""
    return copy.saved.get(digest_of(copy.target), min(copy.saved.values(), default=-1))
