"""The schema of a workspace as numbered scripts: `0001.sql` makes version 1, `0002.sql` turns 1 into 2.

A script that was released never changes; a later need is a later number. `PRAGMA user_version` says how many
a file has seen, and each runs in a transaction of its own. The file that a person knows is not touched by
this: only its working copy migrates, and the first save keeps the older file beside the new one
(`workspace_file`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from chipmap.model.errors import NewerSchema

APPLICATION_ID: Final = 0x43484950
"""The letters CHIP at byte 68 of the file, by which `file` and we tell a workspace from other databases."""


@cache
def schema_scripts() -> tuple[str, ...]:
    """Every migration script, in order."""
    folder = Path(__file__).with_name("schema")
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("[0-9]*.sql")))


def current_version() -> int:
    """The schema version that this program writes."""
    return len(schema_scripts())


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of an open database; 0 for an empty one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, scripts: Sequence[str] | None = None) -> bool:
    """Bring a database to the current schema; whether anything was to do.

    Raises `NewerSchema` for a later one.
    """
    scripts = schema_scripts() if scripts is None else scripts
    version = version_of(connection)
    if version > len(scripts):
        raise NewerSchema(found=version, known=len(scripts))
    if version == len(scripts):
        return False
    # A script may rebuild a table, which foreign keys would take for a deletion; they are checked afterwards.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for number, script in enumerate(scripts[version:], start=version + 1):
            _run(connection, number, script)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return True


def _run(connection: sqlite3.Connection, number: int, script: str) -> None:
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}")
        _check_parents(connection, number)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_parents(connection: sqlite3.Connection, number: int) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError(f"migration {number} leaves rows without their parent")
