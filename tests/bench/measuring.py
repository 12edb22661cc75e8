"""How time and memory are taken."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
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


def in_turns(*measures: Callable[[], float], repeat: int) -> list[list[float]]:
    """What each of these measures, `repeat` times: one of each in turn, after a first round to warm up.

    What else runs on the machine then slows the neighbours of a round alike.
    """
    for measure in measures:
        measure()
    rounds = [[measure() for measure in measures] for _ in range(repeat)]
    return [list(column) for column in zip(*rounds, strict=True)]


def median_ratio(ours: Sequence[float], bare: Sequence[float]) -> float:
    """The median of the ratios within each round."""
    return statistics.median(one / other for one, other in zip(ours, bare, strict=True))


def environment_of_process(folder: Path) -> dict[str, str]:
    """The environment of a process that keeps in `folder` what it keeps, its compiled modules too."""
    environment = {
        **os.environ,
        "CHIPMAP_HOME": str(folder / "home"),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def cpu_of_process(*arguments: str, environment: dict[str, str]) -> float:
    """The CPU time in seconds of a fresh Python with these arguments, its children included."""
    before = _children_cpu()
    subprocess.run(
        [sys.executable, *arguments], check=True, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL
    )
    return _children_cpu() - before


def _children_cpu() -> float:
    if sys.platform == "win32":
        raise NotImplementedError("the time of other processes is measured on Linux and macOS")
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_memory_mb() -> float:
    """The most memory that this process has held at once, in megabytes."""
    if sys.platform == "win32":
        raise NotImplementedError("peak memory is measured on Linux and macOS")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
