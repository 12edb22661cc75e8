"""Puts a finished file in its place, so that a reader sees the old one or the whole new one."""

from __future__ import annotations

from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` to `path` at once; `OSError` says why not, and then what was there is untouched."""
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
