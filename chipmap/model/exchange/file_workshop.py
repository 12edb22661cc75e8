"""A folder beside finished files in which they are made: all of them come out whole, or nothing changes."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chipmap.model.errors import SaveFailed

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY})


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A hidden folder on the same disk, gone afterwards whatever happened; `SaveFailed` says why not.

    The folder is made where it is missing, and goes again when nothing came of it.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".chipmap-", dir=folder))
    except OSError as error:
        raise save_failed(folder, error) from error
    is_done = False
    try:
        yield made
        is_done = True
    except OSError as error:
        raise save_failed(folder, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if is_new and not is_done and not any(folder.iterdir()):
            folder.rmdir()


def put_in_places(made: Path, targets: Iterable[Path]) -> None:
    """Move finished files of the same names to their places; `SaveFailed` names the one that resists."""
    for target in targets:
        try:
            (made / target.name).replace(target)
        except OSError as error:
            raise save_failed(target, error) from error


def save_failed(path: Path, error: OSError) -> SaveFailed:
    """Why a file could not be written, as a reason that has a sentence."""
    if error.errno in _FULL:
        reason = "disk-full"
    elif error.errno in _HELD:
        is_held = path.is_file() and os.access(path.parent, os.W_OK)
        reason = "open-elsewhere" if is_held else "not-writable"
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        reason = "no-folder"
    elif path.is_dir() and error.errno in (errno.EISDIR, errno.ENOTEMPTY, errno.EEXIST):
        reason = "a-folder"
    else:
        reason = error.strerror or str(error)
    return SaveFailed(path=str(path), reason=reason)
