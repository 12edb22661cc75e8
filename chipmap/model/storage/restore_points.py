"""Restore points: whole copies of a workspace as it was before a merge, kept beside the person's own files.

A restore point is a workspace file like any other. It is never written again, except that contacts are taken
out of it; the oldest go when there are more than `MOST_KEPT` of one workspace.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.errors import ChipmapError, NotAWorkspace
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.host.paths import data_folder
from chipmap.model.storage.database import (
    UNREADABLE,
    check_header,
    copy_database,
    forget_what_is_deleted,
    revision_of,
)
from chipmap.model.storage.migrations import migrate
from chipmap.model.storage.saving import failure_of, put_in_place
from chipmap.model.storage.tables import read_records

MOST_KEPT: Final = 20
_SUFFIX = ".chipmap"


@dataclass(frozen=True, slots=True)
class RestorePoint:
    """A workspace as it was at `revision`, kept at `made_at` before what `reason` names, such as a file."""

    path: Path
    made_at: datetime
    revision: int
    reason: str

    @property
    def id(self) -> str:
        """The name by which a person chooses it."""
        return self.path.name.removesuffix(_SUFFIX)


def keep_restore_point(connection: sqlite3.Connection, workspace_id: str, reason: str) -> RestorePoint:
    """Copy the workspace as it is now; raises `SaveFailed` where that cannot be done."""
    made_at = datetime.now(UTC)
    revision = revision_of(connection)
    folder = _folder_of(workspace_id)
    path = folder / f"{made_at:%Y%m%d-%H%M%S-%f}-r{revision}{_SUFFIX}"
    notes = {"restore_point": reason, "restore_point_at": made_at.isoformat()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure_of(error, path) from error
    put_in_place(lambda partial: copy_database(connection, partial, notes), path)
    for old in restore_points(workspace_id)[MOST_KEPT:]:
        with suppress(OSError):
            old.path.unlink()
    return RestorePoint(path, made_at, revision, reason)


def restore_points(workspace_id: str) -> list[RestorePoint]:
    """The restore points of a workspace, latest first; files that cannot be read are passed over."""
    found = [_read(path) for path in _folder_of(workspace_id).glob(f"*{_SUFFIX}")]
    return sorted((point for point in found if point is not None), key=lambda p: p.made_at, reverse=True)


def dataset_at(point: RestorePoint) -> Dataset:
    """What the workspace said then; raises `NotAWorkspace` where the copy is damaged or gone."""
    check_header(point.path)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            with closing(sqlite3.connect(f"{point.path.as_uri()}?mode=ro", uri=True)) as kept:
                kept.backup(copy)
            migrate(copy)
            return Dataset.of(read_records(copy))
    except (OSError, *UNREADABLE) as error:
        raise NotAWorkspace(path=str(point.path), reason="damaged", detail=str(error)) from error


def points_with_contacts(workspace_id: str, events: Collection[str]) -> list[RestorePoint]:
    """The restore points in which participants of these events can still be reached, latest first."""
    return [point for point in restore_points(workspace_id) if _contacts_in(point, events)]


def remove_contacts(point: RestorePoint, events: Collection[str]) -> None:
    """Take the contacts of these events out of a restore point for good; `SaveFailed` where it cannot be."""
    try:
        with closing(sqlite3.connect(point.path, isolation_level=None)) as kept:
            forget_what_is_deleted(kept)
            kept.execute(f"DELETE FROM participant_contact WHERE event IN ({_marks(events)})", [*events])  # noqa: S608 - question marks alone
    except (OSError, sqlite3.Error) as error:
        raise failure_of(error, point.path) from error


def _contacts_in(point: RestorePoint, events: Collection[str]) -> int:
    try:
        with closing(sqlite3.connect(f"{point.path.as_uri()}?mode=ro", uri=True)) as kept:
            query = f"SELECT count(*) FROM participant_contact WHERE event IN ({_marks(events)})"  # noqa: S608 - question marks alone
            return int(kept.execute(query, [*events]).fetchone()[0])
    except UNREADABLE:
        # Kept before there were contacts.
        return 0


def _marks(events: Collection[str]) -> str:
    return ", ".join("?" * len(events))


def _folder_of(workspace_id: str) -> Path:
    readable = re.sub(r"[^A-Za-z0-9-]+", "-", workspace_id)[:80] or "workspace"
    return data_folder() / "restore-points" / readable


def _read(path: Path) -> RestorePoint | None:
    try:
        check_header(path)
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as kept:
            notes = dict(kept.execute("SELECT name, value FROM meta"))
        made_at = datetime.fromisoformat(notes["restore_point_at"])
        return RestorePoint(path, made_at, int(notes["revision"]), notes["restore_point"])
    except (OSError, ChipmapError, *UNREADABLE):
        return None
