"""Reads a file of points in a process of its own that can be stopped and that reaches no network.

Nothing that a library does to a file, or a file to a library, can hang or end the program.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from chipmap.model.errors import PointsRefused
from chipmap.model.exchange.points_guard import point_format_of, points_refusal
from chipmap.model.exchange.points_worker import WORKER_ARGUMENT
from chipmap.model.exchange.raw_points import RawPoints, unpack_points
from chipmap.model.exchange.worker_memory import MEMORY_LIMIT, resident_bytes, watches_memory
from chipmap.model.progress import Progress, silent

SECONDS: Final = 60.0
_POLL_SECONDS = 0.05
_BOOTSTRAP = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    "from chipmap.model.exchange.points_worker import main; sys.exit(main(sys.argv[1:]))"
)


def read_points(path: Path, *, progress: Progress = silent, seconds: float = SECONDS) -> RawPoints:
    """The rows of a GeoPackage, GeoJSON, shapefile or CSV file, positions in degrees of WGS84.

    Raises `PointsRefused` with its reason, or `Cancelled`. `seconds` is the time that reading may take.
    """
    path = Path(path)
    point_format_of(path)
    with TemporaryDirectory(prefix="chipmap-points-", ignore_cleanup_errors=True) as folder:
        return _read_apart(path.absolute(), Path(folder), progress, seconds)


def _read_apart(path: Path, folder: Path, progress: Progress, seconds: float) -> RawPoints:
    process = subprocess.Popen(  # noqa: S603 - runs our own module with arguments of our own making
        worker_command(path, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdout is not None
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(process.stdout, lines), daemon=True)
    listener.start()
    try:
        return _answer(path, process, lines, progress, seconds)
    finally:
        process.kill()
        process.wait()
        listener.join()
        process.stdout.close()


def _listen(stream: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(b"")


def _answer(
    path: Path,
    process: subprocess.Popen[bytes],
    lines: queue.SimpleQueue[bytes],
    progress: Progress,
    seconds: float,
) -> RawPoints:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        progress.step(0, 0)
        if watches_memory() and resident_bytes(process.pid) > MEMORY_LIMIT:
            raise points_refusal("too-much-memory", path)
        try:
            line = lines.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            continue
        if not line.endswith(b"\n"):
            raise points_refusal("damaged", path)
        message = json.loads(line)
        event = message["event"]
        if event == "read":
            return unpack_points(message["points"])
        if event == "refused":
            raise PointsRefused(**message["params"])
        if event == "memory":
            raise points_refusal("too-much-memory", path)
    raise points_refusal("too-slow", path)


def worker_command(path: Path, folder: Path) -> list[str]:
    """How the worker is started: by this interpreter with our module path, or by the frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT, str(path), str(folder)]
    own_path = json.dumps([entry or str(Path.cwd()) for entry in sys.path])
    return [sys.executable, "-I", "-S", "-c", _BOOTSTRAP, own_path, str(path), str(folder)]
