"""Runs a reader in a process of its own that can be stopped; whatever happens there ends only that process.

A worker says in lines of JSON how far it is. One that is silent for too long, takes too much memory or dies
ends in a word here, never in a hang or a crash.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from chipmap.model.exchange.worker_memory import MEMORY_LIMIT, MemoryCap, resident_bytes, watches_memory
from chipmap.model.progress import Progress, silent

READ: Final = "read"
REFUSED: Final = "refused"
UNREADABLE: Final = "unreadable"
DIED: Final = "died"
TOO_SLOW: Final = "too-slow"
TOO_MUCH_MEMORY: Final = "too-much-memory"

_POLL_SECONDS = 0.05
_MEMORY_SECONDS = 0.25
"""How often a parent asks how large its worker is: on macOS each question starts a process."""
_BOOTSTRAP = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    "from chipmap.model.exchange.worker_entry import run_as_worker; sys.exit(run_as_worker(sys.argv[1:]))"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a worker ended: in one of the words above, with what it said last and what it had counted."""

    event: str
    message: Mapping[str, Any] = field(default_factory=dict)
    counted: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Mapping[str, Any], ...] = ()
    """What it sent before the last message, in small pieces, so that no thread waits long for another."""


def worker_command(entry: str, *arguments: str) -> list[str]:
    """How a worker is started: by this interpreter with our module path, or by the frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, entry, *arguments]
    own_path = json.dumps([part or str(Path.cwd()) for part in sys.path])
    return [sys.executable, "-I", "-S", "-c", _BOOTSTRAP, own_path, entry, *arguments]


def run_worker(
    command: Sequence[str],
    *,
    progress: Progress = silent,
    seconds: float,
    seconds_per_million_cells: float = 0.0,
    secret: str = "",
) -> Outcome:
    """Run a worker until it has a result or has to be stopped.

    `seconds` is the time to a result; where the worker says how many cells there are the time begins anew,
    with more for many. `secret` goes to its standard input, where no list of processes shows it.
    Raises `Cancelled`; the process is gone in every case.
    """
    process = subprocess.Popen(  # noqa: S603 - runs our own module with arguments of our own making
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    cap = MemoryCap(process)
    worker = _Worker(process, progress)
    try:
        worker.tell(secret)
        return worker.outcome(seconds, seconds_per_million_cells)
    finally:
        process.kill()
        process.wait()
        worker.close()
        cap.close()


class _Worker:
    """One running process and the thread that listens to it."""

    def __init__(self, process: subprocess.Popen[bytes], progress: Progress) -> None:
        assert process.stdout is not None
        self._process = process
        self._progress = progress
        self._stream: IO[bytes] = process.stdout
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._next_look = 0.0

    def tell(self, secret: str) -> None:
        """Send the secret and nothing after it; a process that is gone already says so elsewhere."""
        assert self._process.stdin is not None
        try:
            with self._process.stdin as stream:
                stream.write(secret.encode())
        except OSError:
            return

    def outcome(self, seconds: float, seconds_per_million_cells: float) -> Outcome:
        deadline = time.monotonic() + seconds
        counted: Mapping[str, Any] = {}
        parts: list[Mapping[str, Any]] = []
        while time.monotonic() < deadline:
            self._progress.step(0, 0)
            if self._is_too_large():
                return Outcome(TOO_MUCH_MEMORY, {}, counted)
            try:
                line = self._lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if not line.endswith(b"\n"):
                return Outcome(DIED, {}, counted)
            message: Mapping[str, Any] = json.loads(line)
            event = str(message["event"])
            if event in (READ, REFUSED, UNREADABLE, TOO_MUCH_MEMORY):
                return Outcome(event, message, counted, tuple(parts))
            if event == "part":
                parts.append(message)
            elif event == "counted":
                counted = message
                allowed = seconds + message["cells"] / 1_000_000 * seconds_per_million_cells
                deadline = time.monotonic() + allowed
        return Outcome(TOO_SLOW, {}, counted)

    def close(self) -> None:
        self._listener.join()
        self._stream.close()

    def _listen(self) -> None:
        for line in self._stream:
            self._lines.put(line)
        self._lines.put(b"")

    def _is_too_large(self) -> bool:
        now = time.monotonic()
        if not watches_memory() or now < self._next_look:
            return False
        self._next_look = now + _MEMORY_SECONDS
        return resident_bytes(self._process.pid) > MEMORY_LIMIT
