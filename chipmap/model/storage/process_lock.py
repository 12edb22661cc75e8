"""Locks that end with the process that holds them, however it ends: the operating system takes them back.

They live on the local disk only; network and synchronised folders do not keep such promises.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


class ProcessLock:
    """A file that this process holds; `release` or the end of the process lets go of it."""

    __slots__ = ("_descriptor",)

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def try_hold(cls, path: Path, *, wait: bool = False) -> ProcessLock | None:
        """Hold `path`, or `None` when another holder does; with `wait`, once the other lets go."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if _lock(descriptor, wait=wait):
                return cls(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held(path: Path) -> bool:
    """Whether a living process, this one included, holds the lock at `path`."""
    if not path.exists():
        return False
    lock = ProcessLock.try_hold(path)
    if lock is None:
        return True
    lock.release()
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def is_alive(process_id: int) -> bool:
        """Whether a process of this number runs on this machine."""
        import ctypes

        still_active = 259
        kernel = ctypes.windll.kernel32
        process = kernel.OpenProcess(0x1000, False, process_id)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not process:
            return False
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(process, ctypes.byref(code))
        kernel.CloseHandle(process)
        return code.value == still_active

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError:
            # Held elsewhere, or a file system without locks: what may be in use is left alone.
            return False
        return True

    def is_alive(process_id: int) -> bool:
        """Whether a process of this number runs on this machine."""
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
