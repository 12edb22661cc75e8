"""Puts a finished file in its place, so that a reader sees the old one or the whole new one."""

from __future__ import annotations

import os
import threading
from pathlib import Path

_LONGEST = 60
"""Characters of a name that its unfinished file keeps; file systems end at 255 bytes."""


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` at once; `OSError` names `path`, and then what was there is untouched."""
    # Two exports of one name at a time must not write into each other.
    partial = path.with_name(f".{path.name[:_LONGEST]}-{os.getpid()}-{threading.get_ident()}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error
