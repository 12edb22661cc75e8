"""Reads typed cells with openpyxl or calamine; runs only in the reader's own process, after the guard.

openpyxl comes first because it keeps error cells. calamine opens what openpyxl cannot (strict Open XML, files
of R and WPS, .xls, .xlsb, .ods) but reads error cells as blank. Where the guard has seen them they are put
back; for .xls and .xlsb it cannot look inside, so those readings say so.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from chipmap.model.exchange.raw_workbook import (
    Address,
    CellValue,
    DateCell,
    ErrorCell,
    RawSheet,
    RawWorkbook,
    cell_name,
)
from chipmap.model.exchange.workbook_file import WorkbookFile, refusal
from chipmap.model.exchange.workbook_parts import PackageScan, SheetFindings, decoded_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from openpyxl.worksheet._reader import WorkSheetParser
    from python_calamine import CalamineWorkbook, SheetMetadata

EMPTY_ROWS_THAT_END: Final = 200
"""Formatting reaches to row 1,048,576 in many files; content does not continue after a gap this long."""


class Unreadable(Exception):
    """This library cannot open the file; the other may."""


def read_with_openpyxl(file: WorkbookFile, scan: PackageScan) -> RawWorkbook:
    """Every sheet by openpyxl; the guard's strings replace its own, which lose text such as `_x0041_`."""
    # The guard has refused every DOCTYPE, so the slow parsers that only watch for one are not needed again.
    os.environ["OPENPYXL_DEFUSEDXML"] = os.environ["OPENPYXL_LXML"] = "False"
    from openpyxl.reader.excel import ExcelReader

    class ReaderWithStrings(ExcelReader):
        def read_strings(self) -> None:
            self.shared_strings = scan.strings

    warnings.simplefilter("ignore")
    try:
        reader = ReaderWithStrings(file.stream, read_only=True, data_only=True, keep_links=False)
        reader.read()
        sheets = [_sheet_by_openpyxl(worksheet, scan) for worksheet in reader.wb.worksheets]
        reader.wb.close()
    except MemoryError:
        raise
    except Exception as error:  # any crafted or foreign file may break the library anywhere
        raise Unreadable(repr(error)) from error
    if not sheets:
        raise Unreadable("no sheets: openpyxl finds none in strict Open XML")
    return RawWorkbook(
        file=file.name,
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
            kind = element.get("t")
            if kind == "inlineStr" and len(element) == 1 and len(element[0]) == 1:
                holder = element[0]
                holder.tag, holder.text = VALUE_TAG, holder[0].text
                element.set("t", "str")
            cell: dict[str, Any] = super().parse_cell(element)
            if kind in ("inlineStr", "str") and isinstance(cell["value"], str):
                cell["value"] = decoded_text(cell["value"])
            return cell

    return QuickParser


_Worksheet = Any
_Workbook = Any
"""openpyxl's stubs hide what its read-only mode keeps."""


def _sheet_by_openpyxl(worksheet: _Worksheet, scan: PackageScan) -> RawSheet:
    """One sheet from the parser behind openpyxl's read-only mode: real addresses, no padding of gaps."""
    book = worksheet.parent
    rows: dict[int, dict[int, CellValue]] = {}
    seen = scan.sheets.get(worksheet.title) or SheetFindings()
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
        marks=seen.marks(),
        percents=_percents(rows, seen.percents),
        cut_after=last if is_cut else 0,
    )


def _percents(rows: Mapping[int, Mapping[int, CellValue]], styled: Iterable[Address]) -> frozenset[Address]:
    """The cells with a style for per cent that hold a number."""
    return frozenset(
        (row, column) for row, column in styled if rows.get(row, {}).get(column).__class__ in (int, float)
    )


def read_with_calamine(file: WorkbookFile, scan: PackageScan | None) -> RawWorkbook:
    """Every sheet by calamine; raises `WorkbookRefused` for a password and `Unreadable` for damage."""
    import python_calamine

    try:
        with python_calamine.load_workbook(file.stream) as workbook:
            sheets = [
                _sheet_by_calamine(workbook, entry, scan)
                for entry in workbook.sheets_metadata
                if entry.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except python_calamine.PasswordError as error:
        raise refusal("password", file) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable(repr(error)) from error
    if not sheets:
        raise Unreadable("no sheets")
    sees_errors = scan is not None and bool(scan.sheets)
    return RawWorkbook(
        file=file.name,
        sheets=tuple(sheets),
        properties=scan.properties if scan else {},
        defined_names=scan.defined_names if scan else {},
        notices=(*(scan.notices if scan else ()), *(() if sees_errors else ("errors-read-as-blank",))),
    )


def _sheet_by_calamine(
    workbook: CalamineWorkbook, entry: SheetMetadata, scan: PackageScan | None
) -> RawSheet:
    sheet = workbook.get_sheet_by_name(entry.name)
    seen = scan.sheets.get(entry.name) if scan else None
    if seen is None:
        seen = SheetFindings()
        seen.merged += [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
    rows: dict[int, dict[int, CellValue]] = {}
    first_column = sheet.start[1] + 1 if sheet.start else 1
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = {column: _plain(value) for column, value in enumerate(row, start=first_column) if value != ""}
        if cells:
            rows[number] = cells
    for (number, column), text in seen.errors.items():
        rows[number] = dict(sorted({**rows.get(number, {}), column: ErrorCell(text)}.items()))
    return RawSheet(
        name=entry.name,
        rows={number: rows[number] for number in sorted(rows)},
        state=_STATES.get(str(entry.visible).rpartition(".")[2], "visible"),
        marks=seen.marks(),
        percents=_percents(rows, seen.percents),
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


def check_texts(sheets: Iterable[RawSheet], file: WorkbookFile, longest: int) -> None:
    """Refuse a text that is longer than any spreadsheet program writes."""
    for sheet in sheets:
        for row, cells in sheet.rows.items():
            for column, value in cells.items():
                if isinstance(value, str) and len(value) > longest:
                    cell = f"{sheet.name}!{cell_name(row, column)}"
                    raise refusal("text-too-long", file, cell=cell, limit=longest)
