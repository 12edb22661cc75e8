"""Reads a file of points in a process of its own that can be stopped and that reaches no network.

Nothing that a library does to a file, or a file to a library, can hang or end the program.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from chipmap.model.errors import PointsRefused
from chipmap.model.exchange.points_guard import point_format_of, points_refusal
from chipmap.model.exchange.raw_points import RawPoints, unpack_points
from chipmap.model.exchange.worker_entry import READ_POINTS
from chipmap.model.exchange.worker_process import (
    READ,
    REFUSED,
    TOO_MUCH_MEMORY,
    TOO_SLOW,
    run_worker,
    worker_command,
)
from chipmap.model.progress import Progress, silent

SECONDS: Final = 60.0


def read_points(path: Path, *, progress: Progress = silent, seconds: float = SECONDS) -> RawPoints:
    """The rows of a GeoPackage, GeoJSON, shapefile or CSV file, positions in degrees of WGS84.

    Raises `PointsRefused` with its reason, or `Cancelled`. `seconds` is the time that reading may take.
    """
    path = Path(path)
    point_format_of(path)
    with TemporaryDirectory(prefix="chipmap-points-", ignore_cleanup_errors=True) as folder:
        command = worker_command(READ_POINTS, str(path.absolute()), folder)
        outcome = run_worker(command, progress=progress, seconds=seconds)
    if outcome.event == READ:
        return unpack_points(outcome.message["points"])
    if outcome.event == REFUSED:
        raise PointsRefused(**outcome.message["params"])
    is_stopped = outcome.event in (TOO_MUCH_MEMORY, TOO_SLOW)
    raise points_refusal(outcome.event if is_stopped else "damaged", path)
