"""Reads a workbook in a process of its own that can be stopped, and says why when it cannot be read.

openpyxl reads first; where it cannot open the file, dies or does not finish, calamine tries in a fresh
process. Nothing that happens in those processes can hang or end the program.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, Final

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import RawWorkbook, unpack_sheet
from chipmap.model.exchange.reader_worker import WORKER_ARGUMENT
from chipmap.model.exchange.worker_memory import MEMORY_LIMIT, resident_bytes, watches_memory
from chipmap.model.progress import Progress, silent

SECONDS_FOR_ANY: Final = 5.0
SECONDS_PER_MILLION_CELLS: Final = 10.0
_POLL_SECONDS = 0.05
_BOOTSTRAP = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    "from chipmap.model.exchange.reader_worker import main; sys.exit(main(sys.argv[1:]))"
)


def read_workbook(
    path: Path, *, progress: Progress = silent, seconds: float = SECONDS_FOR_ANY
) -> RawWorkbook:
    """The typed cells of a workbook or a delimited text.

    Raises `WorkbookRefused` with its reason, or `Cancelled`.
    `seconds` is the time for looking at a file, and again for reading it, with ten more for a million cells.
    """
    path = Path(path)
    first = _Attempt(path, "openpyxl", progress, seconds).outcome()
    if isinstance(first, RawWorkbook):
        return first
    second = _Attempt(path, "calamine", progress, seconds).outcome()
    if isinstance(second, RawWorkbook):
        return second
    reason = first if first in ("too-slow", "too-much-memory") else second
    raise WorkbookRefused(reason="damaged" if reason == "unreadable" else reason, file=path.name)


class _Attempt:
    """One run of the worker with one library."""

    def __init__(self, path: Path, library: str, progress: Progress, seconds: float) -> None:
        self._path = path
        self._library = library
        self._progress = progress
        self._seconds = seconds
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def outcome(self) -> RawWorkbook | str:
        """The reading, or in a word why there is none; raises what ends every attempt."""
        process = subprocess.Popen(  # noqa: S603 - runs our own module with arguments of our own making
            worker_command(self._path, self._library),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdout is not None
        listener = threading.Thread(target=self._listen, args=(process.stdout,), daemon=True)
        listener.start()
        try:
            return self._wait_for(process)
        finally:
            process.kill()
            process.wait()
            listener.join()
            process.stdout.close()

    def _listen(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(b"")

    def _wait_for(self, process: subprocess.Popen[bytes]) -> RawWorkbook | str:
        deadline = time.monotonic() + self._seconds
        while time.monotonic() < deadline:
            self._progress.step(0, 0)
            if watches_memory() and resident_bytes(process.pid) > MEMORY_LIMIT:
                return "too-much-memory"
            try:
                line = self._lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if not line.endswith(b"\n"):
                return "unreadable"
            message = json.loads(line)
            event = message["event"]
            if event == "read":
                return self._workbook(message["workbook"])
            if event == "refused":
                raise WorkbookRefused(**message["params"])
            if event == "memory":
                return "too-much-memory"
            if event == "unreadable":
                return "unreadable"
            if event == "counted":
                allowed = self._seconds + message["cells"] / 1_000_000 * SECONDS_PER_MILLION_CELLS
                deadline = time.monotonic() + allowed
        return "too-slow"

    def _workbook(self, packed: dict[str, Any]) -> RawWorkbook:
        return RawWorkbook(
            file=self._path.name,
            sheets=tuple(unpack_sheet(sheet) for sheet in packed["sheets"]),
            properties=packed["properties"],
            defined_names=packed["defined_names"],
            notices=tuple(packed["notices"]),
        )


def worker_command(path: Path, library: str) -> list[str]:
    """How the worker is started: by this interpreter with our module path, or by the frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT, str(path), library]
    own_path = json.dumps([entry or str(Path.cwd()) for entry in sys.path])
    return [sys.executable, "-I", "-S", "-c", _BOOTSTRAP, own_path, str(path), library]
