"""Lets only one set-up work in a checkout at a time.

The operating system holds the lock and drops it when its owner dies, so a lock left behind never blocks.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    # The lock covers one byte far behind the owner's number, which others must be able to read.
    LOCKED_BYTE = 1024

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            # Some network folders know no locks; setting up there without one is better than not at all.
            return True
        return True


@contextmanager
def hold_setup_lock(path: Path, say: Callable[[str], None]) -> Iterator[int]:
    """Wait until no other set-up works here, then keep others out; gives the lock's file descriptor.

    A child that inherits the descriptor keeps the lock, so that a set-up killed in the middle of an
    installation is not joined by a second one while the first installation still runs.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        waited_since: float | None = None
        while not _try_lock(descriptor):
            if waited_since is None:
                waited_since = time.monotonic()
                owner = _read_owner(descriptor)
                say(f"Another Chipmap is setting this folder up (process {owner}); waiting for it.")
            time.sleep(0.3)
        if waited_since is not None:
            say(f"The other set-up has ended after {time.monotonic() - waited_since:.0f} s of waiting.")
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).encode())
        yield descriptor
    finally:
        os.close(descriptor)


def _read_owner(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, 32).decode("ascii", "replace").strip() or "unknown"
