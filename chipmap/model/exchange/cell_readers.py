"""Reads typed cells with openpyxl or calamine; runs only in the reader's own process, after the guard.

openpyxl comes first because it keeps error cells and formats. calamine opens what openpyxl cannot (strict
Open XML, files of R and WPS, .xls, .xlsb, .ods) but reads error cells as blank, so its readings say so.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import (
    CellValue,
    DateCell,
    ErrorCell,
    RawSheet,
    RawWorkbook,
    SheetMarks,
    cell_name,
)
from chipmap.model.exchange.workbook_parts import PackageScan

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from openpyxl.worksheet._reader import WorkSheetParser
    from python_calamine import CalamineWorkbook, SheetMetadata

EMPTY_ROWS_THAT_END: Final = 200
"""Formatting reaches to row 1,048,576 in many files; content does not continue after a gap this long."""


class Unreadable(Exception):
    """This library cannot open the file; the other may."""


def read_with_openpyxl(path: Path, scan: PackageScan) -> RawWorkbook:
    """Every sheet by openpyxl; the guard's strings replace its own, which lose text such as `_x0041_`."""
    # The guard has refused every DOCTYPE, so the slow parsers that only watch for one are not needed again.
    os.environ["OPENPYXL_DEFUSEDXML"] = os.environ["OPENPYXL_LXML"] = "False"
    from openpyxl.reader.excel import ExcelReader

    class ReaderWithStrings(ExcelReader):
        def read_strings(self) -> None:
            self.shared_strings = scan.strings

    warnings.simplefilter("ignore")
    try:
        reader = ReaderWithStrings(str(path), read_only=True, data_only=True, keep_links=False)
        reader.read()
        percents = _percent_styles(reader.wb)
        sheets = [_sheet_by_openpyxl(worksheet, scan, percents) for worksheet in reader.wb.worksheets]
        reader.wb.close()
    except MemoryError:
        raise
    except Exception as error:  # any crafted or foreign file may break the library anywhere
        raise Unreadable(repr(error)) from error
    if not sheets:
        raise Unreadable("no sheets: openpyxl finds none in strict Open XML")
    return RawWorkbook(
        file=path.name,
        sheets=tuple(sheets),
        properties=scan.properties,
        defined_names=scan.defined_names,
        notices=tuple(scan.notices),
    )


@cache
def _parser_class() -> type[WorkSheetParser]:
    from openpyxl.worksheet._reader import VALUE_TAG, WorkSheetParser

    class QuickParser(WorkSheetParser):
        """Takes a plain text in a cell as it stands; openpyxl builds a tree of objects for each."""

        def parse_cell(self, element: Element) -> dict[str, Any]:
            if element.get("t") == "inlineStr" and len(element) == 1 and len(element[0]) == 1:
                holder = element[0]
                holder.tag, holder.text = VALUE_TAG, holder[0].text
                element.set("t", "str")
            return super().parse_cell(element)

    return QuickParser


_Worksheet = Any
_Workbook = Any
"""openpyxl's stubs hide what its read-only mode keeps."""


def _sheet_by_openpyxl(worksheet: _Worksheet, scan: PackageScan, percent_styles: frozenset[int]) -> RawSheet:
    """One sheet from the parser behind openpyxl's read-only mode: real addresses, no padding of gaps."""
    book = worksheet.parent
    rows: dict[int, dict[int, CellValue]] = {}
    percents: list[tuple[int, int]] = []
    last = 0
    is_cut = False
    with worksheet._get_source() as source:  # noqa: SLF001 - see above
        parser = _parser_class()(
            source,
            scan.strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for number, row in parser.parse():
            cells: dict[int, CellValue] = {}
            for cell in row:
                value = cell["value"]
                if value is None or value == "":
                    continue
                is_error = cell["data_type"] == "e"
                cells[cell["column"]] = ErrorCell(str(value)) if is_error else _plain(value)
                if value.__class__ in (int, float) and cell["style_id"] in percent_styles:
                    percents.append((number, cell["column"]))
            if not cells:
                continue
            if number > last + EMPTY_ROWS_THAT_END:
                is_cut = True
                break
            rows[number] = cells
            last = number
    return RawSheet(
        name=worksheet.title,
        rows=rows,
        state=worksheet.sheet_state,
        marks=scan.marks.get(worksheet.title, SheetMarks()),
        percents=frozenset(percents),
        cut_after=last if is_cut else 0,
    )


def _percent_styles(workbook: _Workbook) -> frozenset[int]:
    """The numbers of the cell styles that show a fraction as per cent."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    def number_format(number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return str(BUILTIN_FORMATS.get(number, ""))
        return str(workbook._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])  # noqa: SLF001

    styles = enumerate(workbook._cell_styles)  # noqa: SLF001
    return frozenset(index for index, style in styles if "%" in number_format(style.numFmtId))


def read_with_calamine(path: Path, scan: PackageScan | None) -> RawWorkbook:
    """Every sheet by calamine; raises `WorkbookRefused` for a password and `Unreadable` for damage."""
    import python_calamine

    try:
        with python_calamine.load_workbook(path) as workbook:
            sheets = [
                _sheet_by_calamine(workbook, entry, scan)
                for entry in workbook.sheets_metadata
                if entry.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.PasswordError as error:
        raise WorkbookRefused(reason="password", file=path.name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(repr(error)) from error
    if not sheets:
        raise Unreadable("no sheets")
    return RawWorkbook(
        file=path.name,
        sheets=tuple(sheets),
        properties=scan.properties if scan else {},
        defined_names=scan.defined_names if scan else {},
        notices=(*(scan.notices if scan else ()), "errors-read-as-blank"),
    )


def _sheet_by_calamine(
    workbook: CalamineWorkbook, entry: SheetMetadata, scan: PackageScan | None
) -> RawSheet:
    sheet = workbook.get_sheet_by_name(entry.name)
    rows: dict[int, dict[int, CellValue]] = {}
    first_column = sheet.start[1] + 1 if sheet.start else 1
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = {column: _plain(value) for column, value in enumerate(row, start=first_column) if value != ""}
        if cells:
            rows[number] = cells
    merged = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    return RawSheet(
        name=entry.name,
        rows=rows,
        state=_STATES.get(str(entry.visible).rpartition(".")[2], "visible"),
        marks=(scan.marks.get(entry.name) if scan else None) or SheetMarks(merged=merged),
    )


_STATES = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "veryHidden"}


def _plain(value: object) -> CellValue:
    """A library's value as one of ours; whole floats stay floats: what is whole depends on the column."""
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date | time):
        return DateCell(value.isoformat())
    if isinstance(value, timedelta):
        return DateCell(str(value))
    return str(value)


def check_texts(sheets: Iterable[RawSheet], path: Path, longest: int) -> None:
    """Refuse a text that is longer than any spreadsheet program writes."""
    for sheet in sheets:
        for row, cells in sheet.rows.items():
            for column, value in cells.items():
                if isinstance(value, str) and len(value) > longest:
                    cell = f"{sheet.name}!{cell_name(row, column)}"
                    raise WorkbookRefused(reason="text-too-long", file=path.name, cell=cell, limit=longest)
