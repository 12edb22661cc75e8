"""Opening SQLite files: what makes one a workspace, and how a working copy is connected.

Nothing here changes a file that a person knows; only working copies and files that we are about to put in
place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from chipmap.model.errors import NotAWorkspace
from chipmap.model.storage.migrations import APPLICATION_ID

UNREADABLE: Final = (sqlite3.DatabaseError, ValueError, TypeError, LookupError)
"""What reading raises where pages or values are not as we write them."""

_HEADER = b"SQLite format 3\x00"


def check_header(path: Path) -> None:
    """Raise `NotAWorkspace` with a `reason` unless the file begins like a workspace does."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise NotAWorkspace(path=str(path), reason="unreadable", detail=error.strerror or "") from error
    if not header:
        raise NotAWorkspace(path=str(path), reason="empty")
    if not header.startswith(_HEADER):
        raise NotAWorkspace(path=str(path), reason="not-a-database")
    if len(header) < 100:
        raise NotAWorkspace(path=str(path), reason="damaged")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAWorkspace(path=str(path), reason="other-application")


def version_in_header(path: Path) -> int:
    """The schema version of a file that `check_header` accepted, from its first bytes."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(100)[60:64], "big")


def connect(path: Path) -> sqlite3.Connection:
    """A connection whose commits survive a power cut; transactions are begun by hand.

    Nobody else reads a working copy, so the log needs no shared memory, which some file systems lack.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        forget_what_is_deleted(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def forget_what_is_deleted(connection: sqlite3.Connection) -> None:
    """Overwrite deleted rows: else a contact that was purged would stay in the free pages of every save."""
    connection.execute("PRAGMA secure_delete = ON")


def check_content(connection: sqlite3.Connection) -> None:
    """Raise `sqlite3.DatabaseError` when pages are missing or damaged."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)


def copy_database(connection: sqlite3.Connection, path: Path, notes: Mapping[str, str]) -> None:
    """Write the whole database and some `notes` to a new file at `path` that needs no others beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        for name, value in notes.items():
            write_note(copy, name, value)


def revision_of(connection: sqlite3.Connection) -> int:
    """How many edits the workspace has seen."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'revision'").fetchone()
    return int(row[0]) if row else 0


def edited_at(connection: sqlite3.Connection) -> datetime:
    """When the workspace was edited last."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'edited_at'").fetchone()
    return datetime.fromisoformat(row[0])


def now() -> str:
    """The present moment as files and locks note it: ISO 8601 with the offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def write_note(connection: sqlite3.Connection, name: str, value: object) -> None:
    """Set one row of `meta`."""
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, str(value)))
