"""Reads many workbooks side by side, each in a process of its own, and gives the readings in order.

A file that is refused stops no other. Cancelling ends every process at once and keeps nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chipmap.model.errors import Cancelled, WorkbookRefused
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.workbook_reader import SECONDS_FOR_ANY, read_workbook
from chipmap.model.progress import Progress, silent

SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".csv", ".tsv"})
"""What is taken from a folder; a file that is named itself is read whatever it is called."""
MOST_FILES: Final = 500
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Reading:
    """One file: what it says, or why it was refused."""

    path: Path
    workbook: RawWorkbook | None = None
    refused: WorkbookRefused | None = None

    @property
    def asks_password(self) -> bool:
        """Whether reading it again with a password, or another one, may help."""
        return self.refused is not None and self.refused.params.get("reason") in (
            "password",
            "password-wrong",
        )


def workbooks_at(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant by files and folders, once each: of a folder every workbook below it.

    Left out are hidden files and those that a spreadsheet program keeps beside an open one. At most
    `MOST_FILES` come from one folder.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_below(path)))
        else:
            found[path] = None
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    count = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith(("~$", ".")):
                yield Path(parent) / name
                count += 1
                if count == MOST_FILES:
                    return


def read_workbooks(
    paths: Sequence[Path],
    *,
    passwords: Mapping[Path, str] | None = None,
    progress: Progress = silent,
    seconds: float = SECONDS_FOR_ANY,
    workers: int | None = None,
) -> list[Reading]:
    """Read files in parallel, by default as many at a time as there are processors.

    The readings stand in the order of `paths`. `progress` counts files; raises `Cancelled`.
    """
    passwords = passwords or {}
    stop = _Stop()
    count = min(workers or os.cpu_count() or 1, max(1, len(paths)))
    with ThreadPoolExecutor(count, thread_name_prefix="reader") as pool:
        futures = [pool.submit(_reading, path, passwords.get(path, ""), stop, seconds) for path in paths]
        try:
            _wait_for(futures, progress)
        except BaseException:
            stop.is_wanted.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return [future.result() for future in futures]


def _wait_for(futures: Sequence[Future[Reading]], progress: Progress) -> None:
    waiting = set(futures)
    while True:
        progress.step(len(futures) - len(waiting), len(futures))
        if not waiting:
            return
        _, waiting = wait(waiting, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)


class _Stop:
    """The progress of one reading: nothing is shown, but all of them stop together."""

    def __init__(self) -> None:
        self.is_wanted = threading.Event()

    def step(self, done: int, total: int) -> None:  # noqa: ARG002 - only files are counted
        if self.is_wanted.is_set():
            raise Cancelled


def _reading(path: Path, password: str, stop: _Stop, seconds: float) -> Reading:
    try:
        return Reading(path, read_workbook(path, password=password, progress=stop, seconds=seconds))
    except WorkbookRefused as refused:
        return Reading(path, refused=refused)
