"""The entry of the process that reads workbooks, so that a hang, an abort or full memory ends only that.

It says `started` and `counted`, sends the reading in parts, and ends with `read`, `refused`, `unreadable` or
`too-much-memory`. It imports nothing but the reading itself: every import is paid again for each workbook.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import RawWorkbook, pack_sheet
from chipmap.model.exchange.worker_entry import cut_off_network, hear, say
from chipmap.model.exchange.worker_memory import cap_own_memory

if TYPE_CHECKING:
    from chipmap.model.exchange.workbook_file import WorkbookFile
    from chipmap.model.exchange.workbook_guard import Format


def main(arguments: list[str]) -> int:
    """Read the workbook named by the first argument with the library named by the second.

    The password of the file, where it has one, comes through the standard input.
    """
    path, library = Path(arguments[0]), arguments[1]
    cap_own_memory()
    cut_off_network()
    # openpyxl would load it when it is installed, which takes longer than all else that it loads.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # the documented mark of a module not to be found
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
    from chipmap.model.exchange.cell_readers import Unreadable, check_texts
    from chipmap.model.exchange.csv_decoder import decode_csv, most_cells
    from chipmap.model.exchange.workbook_file import file_at, opened
    from chipmap.model.exchange.workbook_guard import MAX_CELLS_OF_TEXT, MAX_TEXT, Format, format_of

    file = file_at(path)
    found = format_of(file)
    if found is Format.LOCKED:
        file = opened(file, password)
        found = format_of(file)
    try:
        if found is Format.TEXT:
            cells = min(most_cells(file.content), MAX_CELLS_OF_TEXT)
            say(event="counted", cells=cells, is_last=True)
            workbook = decode_csv(file, cell_limit=MAX_CELLS_OF_TEXT, text_limit=MAX_TEXT)
        elif found is Format.XLS:
            workbook = _read_old(file, password)
        else:
            workbook = _read_package(file, found, library)
    except Unreadable:
        return None
    check_texts(workbook.sheets, file, MAX_TEXT)
    return workbook


def _read_package(file: WorkbookFile, found: Format, library: str) -> RawWorkbook:
    from chipmap.model.exchange.cell_readers import read_with_calamine, read_with_openpyxl
    from chipmap.model.exchange.workbook_guard import MAX_CELLS, Format, scan_package

    scan = scan_package(file)
    is_last = found is not Format.XLSX or library != "openpyxl"
    say(event="counted", cells=scan.cells or MAX_CELLS, is_last=is_last)
    return read_with_calamine(file, scan) if is_last else read_with_openpyxl(file, scan)


def _read_old(file: WorkbookFile, password: str) -> RawWorkbook:
    """An .xls file, whose cells nobody can count beforehand; only its library knows whether it is locked."""
    from chipmap.model.exchange.cell_readers import read_with_calamine
    from chipmap.model.exchange.workbook_file import opened
    from chipmap.model.exchange.workbook_guard import MAX_CELLS

    say(event="counted", cells=MAX_CELLS, is_last=True)
    try:
        workbook = read_with_calamine(file, None)
    except WorkbookRefused as refused:
        if refused.params.get("reason") != "password":
            raise
        workbook = read_with_calamine(opened(file, password), None)
    has_macros = "_VBA_PROJECT".encode("utf-16-le") in file.content
    return replace(workbook, notices=("macros-ignored", *workbook.notices)) if has_macros else workbook


_ENTRIES_PER_PART = 8_000
_LISTS = ("rows", "formulas", "hidden_rows", "merged", "percents")


def _say_workbook(workbook: RawWorkbook) -> None:
    """Send the reading in small parts: whoever listens shares its interpreter with a window."""
    sheets = [pack_sheet(sheet) for sheet in workbook.sheets]
    for number, sheet in enumerate(sheets):
        for name in _LISTS:
            for items in _parts(sheet.pop(name)):
                say(event="part", sheet=number, name=name, items=items)
    say(
        event="read",
        workbook={
            "sheets": sheets,
            "properties": dict(workbook.properties),
            "defined_names": dict(workbook.defined_names),
            "notices": workbook.notices,
        },
    )


def _parts(items: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    entries = 0
    for item in items:
        part.append(item)
        entries += len(item) if isinstance(item, list) else 1
        if entries >= _ENTRIES_PER_PART:
            yield part
            part, entries = [], 0
    if part:
        yield part
