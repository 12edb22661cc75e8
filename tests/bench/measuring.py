"""How time and memory are taken."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def median_cpu(
    act: Callable[[], object], *, repeat: int = 7, before: Callable[[], object] | None = None
) -> float:
    """The median CPU time of `act` in seconds, kernel time included; `before` runs untimed ahead of each."""
    times = []
    for _ in range(repeat):
        if before is not None:
            before()
        gc.collect()
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return statistics.median(times)


def median_cpu_of_process(
    *arguments: str, repeat: int = 7, environment: dict[str, str] | None = None
) -> float:
    """The median CPU time in seconds of a fresh Python with these arguments, its children included."""
    return statistics.median(_cpu_of_process(arguments, environment) for _ in range(repeat))


def _cpu_of_process(arguments: tuple[str, ...], environment: dict[str, str] | None) -> float:
    before = _children_cpu()
    subprocess.run(
        [sys.executable, *arguments], check=True, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL
    )
    return _children_cpu() - before


def _children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def peak_memory_mb() -> float:
    """The most memory that this process has held at once, in megabytes."""
    if sys.platform == "win32":
        raise NotImplementedError("peak memory is measured on Linux and macOS")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
