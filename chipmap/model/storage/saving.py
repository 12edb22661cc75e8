"""Putting a finished file in the place of another: whole, on the disk, or not at all.

Whatever goes wrong, the file that was there is still there and still whole, and the error says why.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from chipmap.model.errors import NotAWorkspace, SaveFailed
from chipmap.model.storage.database import check_header, version_in_header
from chipmap.model.storage.migrations import current_version
from chipmap.model.storage.working_copy import digest_of

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def check_folder(target: Path) -> None:
    """Raise `SaveFailed` when no file can stand at `target`."""
    if not target.parent.is_dir():
        raise SaveFailed(path=str(target), reason="no-folder", detail=str(target.parent))
    if target.is_dir():
        raise SaveFailed(path=str(target), reason="a-folder", detail="")
    if target.exists() and not os.access(target, os.W_OK):
        raise SaveFailed(path=str(target), reason="not-writable", detail="")


def put_in_place(
    write: Callable[[Path], None],
    target: Path,
    *,
    before_replacing: Callable[[str], None] = lambda _: None,
) -> str:
    """Let `write` make `NAME.partial` beside the target, then replace the target by it; the new digest.

    `before_replacing` is told the digest when the new file is complete and the old one still in place.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        write(partial)
        _to_disk(partial)
        digest = digest_of(partial)
        if target.exists():
            shutil.copymode(target, partial)
        before_replacing(digest)
        _replace(partial, target)
        _folder_to_disk(target.parent)
        return digest
    except (OSError, sqlite3.Error) as error:
        raise failure_of(error, target) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def keep_older(target: Path) -> None:
    """Keep a target of an older schema beside itself before the first save that replaces it."""
    try:
        check_header(target)
    except NotAWorkspace:
        return
    version = version_in_header(target)
    if version >= current_version():
        return
    kept = target.with_name(f"{target.stem} (schema {version}){target.suffix}")
    if kept.exists():
        return
    try:
        shutil.copy2(target, kept)
        _to_disk(kept)
    except OSError as error:
        raise failure_of(error, kept) from error


def failure_of(error: OSError | sqlite3.Error, path: Path) -> SaveFailed:
    """`SaveFailed` with the `reason`: disk-full, not-writable, no-folder or other."""
    if isinstance(error, OSError):
        reason = (
            "disk-full"
            if error.errno in _FULL
            else "not-writable"
            if error.errno in _REFUSED
            else "no-folder"
            if error.errno == errno.ENOENT
            else "other"
        )
        return SaveFailed(path=str(path), reason=reason, detail=error.strerror or str(error))
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    reasons = {
        sqlite3.SQLITE_FULL: "disk-full",
        sqlite3.SQLITE_READONLY: "not-writable",
        sqlite3.SQLITE_PERM: "not-writable",
        sqlite3.SQLITE_CANTOPEN: "not-writable",
    }
    return SaveFailed(path=str(path), reason=reasons.get(primary, "other"), detail=str(error))


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """Make the new name outlive a power cut; Windows keeps names by itself and opens no folders."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network file systems refuse to synchronise a folder; the file itself is safe by then.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(partial: Path, target: Path) -> None:
    """Replace `target`; on Windows a virus scanner may hold either file for a moment."""
    for attempt in range(5):
        try:
            partial.replace(target)
        except PermissionError:
            if os.name != "nt" or attempt == 4:
                raise
            time.sleep(0.1)
        else:
            return
