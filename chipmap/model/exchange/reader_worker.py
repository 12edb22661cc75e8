"""The entry of the process that reads workbooks, so that a hang, an abort or full memory ends only that.

It speaks to its parent in lines of JSON: `started`, `counted`, then one of `read`, `refused`, `unreadable`,
`memory`. It imports nothing but the reading itself, because every import is paid again for each workbook.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import RawWorkbook, pack_sheet
from chipmap.model.exchange.worker_memory import cap_own_memory

WORKER_ARGUMENT: Final = "--read-workbook"
"""A frozen program starts itself with this argument; its entry then calls `main` and nothing else."""


def main(arguments: list[str]) -> int:
    """Read the workbook named by the first argument with the library named by the second."""
    path, library = Path(arguments[0]), arguments[1]
    cap_own_memory()
    # openpyxl would load it when it is installed, which takes longer than all else that it loads.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # the documented mark of a module not to be found
    _say(event="started")
    try:
        workbook = _read(path, library)
    except WorkbookRefused as refused:
        _say(event="refused", params=refused.params)
    except MemoryError:
        _say(event="memory")
    else:
        if workbook is None:
            _say(event="unreadable")
        else:
            _say_workbook(workbook)
    return 0


def _read(path: Path, library: str) -> RawWorkbook | None:
    from chipmap.model.exchange.cell_readers import (
        Unreadable,
        check_texts,
        read_with_calamine,
        read_with_openpyxl,
    )
    from chipmap.model.exchange.csv_decoder import decode_csv
    from chipmap.model.exchange.workbook_guard import MAX_CELLS, MAX_TEXT, Format, format_of, scan_package

    found = format_of(path)
    if found is Format.TEXT:
        workbook = decode_csv(path, cell_limit=MAX_CELLS, text_limit=MAX_TEXT)
    else:
        scan = None if found is Format.XLS else scan_package(path)
        _say(event="counted", cells=scan.cells if scan else MAX_CELLS)
        try:
            if found is Format.XLSX and scan is not None and library == "openpyxl":
                workbook = read_with_openpyxl(path, scan)
            else:
                workbook = read_with_calamine(path, scan)
        except Unreadable:
            return None
    check_texts(workbook.sheets, path, MAX_TEXT)
    return workbook


def _say_workbook(workbook: RawWorkbook) -> None:
    _say(
        event="read",
        workbook={
            "sheets": [pack_sheet(sheet) for sheet in workbook.sheets],
            "properties": dict(workbook.properties),
            "defined_names": dict(workbook.defined_names),
            "notices": workbook.notices,
        },
    )


def _say(**message: object) -> None:
    line = json.dumps(message, default=str, separators=(",", ":")).encode() + b"\n"
    sent = 0
    while sent < len(line):
        sent += os.write(1, line[sent : sent + (1 << 20)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
