"""Reads a workbook in a process of its own that can be stopped, and says why when it cannot be read.

openpyxl reads first; where it cannot open the file, dies or does not finish, calamine tries in a fresh
process. Nothing that happens in those processes can hang or end the program.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import RawWorkbook, unpack_sheet
from chipmap.model.exchange.worker_entry import READ_WORKBOOK
from chipmap.model.exchange.worker_process import (
    READ,
    REFUSED,
    TOO_MUCH_MEMORY,
    TOO_SLOW,
    Outcome,
    run_worker,
    worker_command,
)
from chipmap.model.progress import Progress, silent

SECONDS_FOR_ANY: Final = 5.0
SECONDS_PER_MILLION_CELLS: Final = 10.0


def read_workbook(
    path: Path, *, password: str = "", progress: Progress = silent, seconds: float = SECONDS_FOR_ANY
) -> RawWorkbook:
    """The typed cells of a workbook or a delimited text.

    Raises `WorkbookRefused` with its reason, or `Cancelled`. The reason `password` asks for one, and
    `password-wrong` for another; it is kept nowhere. `seconds` is the time for looking at a file, and again
    for reading it, with ten more for a million cells.
    """
    path = Path(path)
    first = _attempt(path, "openpyxl", password, progress, seconds)
    if first.event == READ:
        return _workbook(path.name, first)
    second = first
    if not first.counted.get("is_last"):
        second = _attempt(path, "calamine", password, progress, seconds)
        if second.event == READ:
            return _workbook(path.name, second)
    ends = (TOO_SLOW, TOO_MUCH_MEMORY)
    reason = next((outcome.event for outcome in (first, second) if outcome.event in ends), "damaged")
    raise WorkbookRefused(reason=reason, file=path.name)


def _attempt(path: Path, library: str, password: str, progress: Progress, seconds: float) -> Outcome:
    """One run of the worker with one library; raises what ends every attempt."""
    outcome = run_worker(
        worker_command(READ_WORKBOOK, str(path), library),
        progress=progress,
        seconds=seconds,
        seconds_per_million_cells=SECONDS_PER_MILLION_CELLS,
        secret=password,
    )
    if outcome.event == REFUSED:
        raise WorkbookRefused(**outcome.message["params"])
    return outcome


def _workbook(name: str, outcome: Outcome) -> RawWorkbook:
    packed = outcome.message["workbook"]
    lists: list[dict[str, list[Any]]] = [defaultdict(list) for _ in packed["sheets"]]
    for part in outcome.parts:
        lists[part["sheet"]][part["name"]] += part["items"]
    sheets = zip(packed["sheets"], lists, strict=True)
    return RawWorkbook(
        file=name,
        sheets=tuple(unpack_sheet({**sheet, **found}) for sheet, found in sheets),
        properties=packed["properties"],
        defined_names=packed["defined_names"],
        notices=tuple(packed["notices"]),
    )
