"""The entry of the process that reads workbooks, so that a hang, an abort or full memory ends only that.

It says `started`, `counted`, then one of `read`, `refused`, `unreadable`, `too-much-memory`. It imports
nothing but the reading itself, because every import is paid again for each workbook.
"""

from __future__ import annotations

from pathlib import Path

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import RawWorkbook, pack_sheet
from chipmap.model.exchange.worker_entry import hear, say
from chipmap.model.exchange.worker_memory import cap_own_memory


def main(arguments: list[str]) -> int:
    """Read the workbook named by the first argument with the library named by the second.

    The password of the file, where it has one, comes through the standard input.
    """
    path, library = Path(arguments[0]), arguments[1]
    cap_own_memory()
    say(event="started")
    try:
        workbook = _read(path, library, hear())
    except WorkbookRefused as refused:
        say(event="refused", params=refused.params)
    except MemoryError:
        say(event="too-much-memory")
    else:
        if workbook is None:
            say(event="unreadable")
        else:
            _say_workbook(workbook)
    return 0


def _read(path: Path, library: str, password: str) -> RawWorkbook | None:
    from chipmap.model.exchange.cell_readers import (
        Unreadable,
        check_texts,
        read_with_calamine,
        read_with_openpyxl,
    )
    from chipmap.model.exchange.csv_decoder import decode_csv
    from chipmap.model.exchange.workbook_file import file_at, opened
    from chipmap.model.exchange.workbook_guard import (
        MAX_CELLS,
        MAX_TEXT,
        Format,
        format_of,
        is_locked_inside,
        scan_package,
    )

    file = file_at(path)
    found = format_of(file)
    if found is Format.LOCKED or (found is Format.XLS and is_locked_inside(file)):
        file = opened(file, password)
        found = format_of(file)
    if found is Format.TEXT:
        workbook = decode_csv(file, cell_limit=MAX_CELLS, text_limit=MAX_TEXT)
    else:
        scan = None if found is Format.XLS else scan_package(file)
        has_second = found is Format.XLSX and library == "openpyxl"
        say(event="counted", cells=scan.cells if scan and scan.cells else MAX_CELLS, has_second=has_second)
        try:
            if has_second and scan is not None:
                workbook = read_with_openpyxl(file, scan)
            else:
                workbook = read_with_calamine(file, scan)
        except Unreadable:
            return None
    check_texts(workbook.sheets, file, MAX_TEXT)
    return workbook


def _say_workbook(workbook: RawWorkbook) -> None:
    say(
        event="read",
        workbook={
            "sheets": [pack_sheet(sheet) for sheet in workbook.sheets],
            "properties": dict(workbook.properties),
            "defined_names": dict(workbook.defined_names),
            "notices": workbook.notices,
        },
    )
