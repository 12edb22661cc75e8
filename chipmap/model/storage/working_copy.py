"""Working copies: the local databases in which open workspaces are edited, each in a folder of its own.

A copy belongs to a process as long as that process holds `in-use`; one that nobody holds is what a crash
left. `session.json` says which file it is a copy of, by path and by content: `saved` maps the digest of each
content that the target had by our own doing to the revision in it. A target with another content was changed
by others.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.host.paths import working_folder
from chipmap.model.storage.process_lock import ProcessLock, is_held

_SESSION = "session.json"
_SETTLED_SECONDS = 60.0
"""A folder younger than this may be in the making."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """One folder below `working_folder()`; `target` is the file that a save replaces."""

    folder: Path
    target: Path
    saved: Mapping[str, int]

    @property
    def database(self) -> Path:
        return self.folder / "workspace.chipmap"

    @property
    def in_use(self) -> Path:
        return self.folder / "in-use"

    @property
    def is_in_use(self) -> bool:
        """Whether a living process edits this copy."""
        return is_held(self.in_use)

    def hold(self) -> ProcessLock | None:
        """Claim the copy for this process; `None` when another has it."""
        return ProcessLock.try_hold(self.in_use)

    def with_target(self, target: Path, saved: Mapping[str, int]) -> WorkingCopy:
        """Note, safely against a crash, what the copy is a copy of."""
        content = json.dumps({"target": str(target), "saved": dict(saved)}, indent=1)
        partial = self.folder / f"{_SESSION}.partial"
        with partial.open("w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self.folder / _SESSION)
        return WorkingCopy(self.folder, target, saved)

    def empty(self) -> None:
        """Delete the database and the files that SQLite keeps beside it."""
        for path in self.folder.glob(f"{self.database.name}*"):
            path.unlink()

    def forget(self) -> None:
        """Let the copy no longer count, so that a half-deleted one is never mistaken for a whole one."""
        (self.folder / _SESSION).unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete the folder."""
        self.forget()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def turn() -> Iterator[None]:
    """One process at a time looks for what others left, so that no two take up the same lock or copy."""
    held = ProcessLock.try_hold(working_folder() / "turn.lock", wait=True)
    try:
        yield
    finally:
        if held is not None:
            held.release()


def new_working_copy(target: Path) -> tuple[WorkingCopy, ProcessLock | None]:
    """An empty folder for a copy of `target`, held by this process. It counts once `with_target` noted it.

    Where the file system keeps no locks nothing is held; then the copy passes for in use for ever.
    """
    readable = re.sub(r"[^A-Za-z0-9]+", "-", target.stem)[:40].strip("-") or "workspace"
    folder = working_folder() / f"{readable}-{os.urandom(6).hex()}"
    folder.mkdir(parents=True, mode=0o700)
    copy = WorkingCopy(folder, target, {})
    return copy, copy.hold()


def working_copies() -> list[WorkingCopy]:
    """Every copy on this machine that this person has, in use or left behind."""
    notes = sorted(working_folder().glob(f"*/{_SESSION}"))
    found = [_read(note) for note in notes]
    return [copy for copy in found if copy is not None]


def clear_half_made() -> None:
    """Delete folders that a crash left before they counted as copies, or after they ceased to."""
    for in_use in working_folder().glob("*/in-use"):
        folder = in_use.parent
        if (folder / _SESSION).exists() or time.time() - folder.stat().st_mtime < _SETTLED_SECONDS:
            continue
        if not is_held(in_use):
            shutil.rmtree(folder, ignore_errors=True)


def _read(note: Path) -> WorkingCopy | None:
    try:
        content = json.loads(note.read_text(encoding="utf-8"))
        saved = {str(digest): int(revision) for digest, revision in content["saved"].items()}
        return WorkingCopy(note.parent, Path(content["target"]), saved)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def digest_of(path: Path) -> str:
    """What identifies the content of a file; empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
