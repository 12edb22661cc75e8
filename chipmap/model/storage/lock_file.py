"""The lock file beside an open workspace, `.NAME.lock`: it tells everybody who has the workspace open.

It is a plain file because the folder may be shared between machines. A lock left behind by a process of this
machine that is gone is taken over; nobody can know that of another machine, so its lock always counts.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from chipmap.model.errors import WorkspaceLocked
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.host.paths import working_folder
from chipmap.model.storage.database import now
from chipmap.model.storage.process_lock import is_alive, is_held
from chipmap.model.storage.working_copy import turn


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who has a workspace open: person, machine, process, and since when (ISO 8601 with the offset)."""

    user: str
    host: str
    process_id: int
    since: str
    in_use: str
    """The file that the holder's process keeps locked on its own machine."""

    def __str__(self) -> str:
        moment = self.since.replace("T", " ")[:16]
        return f"{self.user}@{self.host}, {moment}"

    @property
    def may_be_alive(self) -> bool:
        if self.host != _host():
            return True
        in_use = Path(self.in_use)
        if in_use.is_relative_to(working_folder()):
            return is_held(in_use)
        # Somebody else on this machine, whose folder we may not even see.
        with suppress(OSError):
            if in_use.exists():
                return is_held(in_use)
        return is_alive(self.process_id)


class LockFile:
    """The lock file that this process wrote beside a workspace."""

    __slots__ = ("_content", "path")

    def __init__(self, path: Path, content: str) -> None:
        self.path = path
        self._content = content

    def release(self) -> None:
        """Remove the lock file, unless somebody has taken it over."""
        with suppress(OSError, UnicodeDecodeError):
            if self.path.read_text(encoding="utf-8") == self._content:
                self.path.unlink()


def lock_path_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def acquire_lock(target: Path, in_use: Path) -> LockFile | None:
    """Lock the workspace at `target`; `None` in a folder that cannot be written: nobody can save there.

    Raises `WorkspaceLocked` with the `holder` when somebody else has it open.
    """
    path = lock_path_of(target)
    content = json.dumps(asdict(_ourselves(in_use)))
    # Two openers on this machine must not both find the same stale lock and both take it over.
    with turn():
        holder = _holder_of(path)
        if holder is not None and holder.may_be_alive:
            raise WorkspaceLocked(path=str(target), holder=holder, lock_file=str(path))
        try:
            path.unlink(missing_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(content)
        except FileExistsError as error:
            holder = _holder_of(path) or LockHolder("?", "?", 0, "", "")
            raise WorkspaceLocked(path=str(target), holder=holder, lock_file=str(path)) from error
        except OSError:
            return None
    return LockFile(path, content)


def _host() -> str:
    """The name of this machine."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _ourselves(in_use: Path) -> LockHolder:
    import getpass

    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        # A container may run as a number without a name.
        user = ""
    return LockHolder(user, _host(), os.getpid(), now(), str(in_use))


def _holder_of(path: Path) -> LockHolder | None:
    """Who wrote the lock file; `None` when there is none, or nothing in it names anybody."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return LockHolder(
            user=str(content["user"]),
            host=str(content["host"]),
            process_id=int(content["process_id"]),
            since=str(content["since"]),
            in_use=str(content["in_use"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
