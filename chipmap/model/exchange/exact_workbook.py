"""xlsxwriter's workbook, made to keep every text exactly; imported only when something is written.

The library escapes `_x0041_x0042_` once where the format needs it twice, and takes a text between `<r>` and
`</r>` for formatting. Both would come back as something else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from chipmap.model.errors import RuleBroken
from chipmap.model.exchange.raw_workbook import cell_name, column_letters
from chipmap.model.issues import CellPlace, Issue, Severity

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_ENTITY = re.compile("[&<>]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class _ExactStrings(SharedStrings):
    fh: Any

    def _write_si(self, string: str) -> None:
        if "_x" in string:
            string = _LOOKS_ESCAPED.sub("_x005F_", string)
        string = _NEEDS_ENTITY.sub(lambda match: _ENTITIES[match[0]], string)
        space = "" if string == string.strip() else ' xml:space="preserve"'
        self.fh.write(f"<si><t{space}>{string}</t></si>")


class _ExactPackager(Packager):
    workbook: Any
    _filename: Any

    def _write_shared_strings_file(self) -> None:
        if not self.workbook.str_table.count:
            return
        strings = _ExactStrings()
        strings.string_table = self.workbook.str_table
        strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # noqa: SLF001 - the library's own step
        strings._assemble_xml_file()  # noqa: SLF001


class _Cell(Protocol):
    """What the library keeps of a text or number cell."""

    @property
    def format(self) -> Format | None: ...

    @property
    def string(self) -> int: ...

    @property
    def number(self) -> float: ...


class _QuickWorksheet(Worksheet):
    """Writes text and number cells, which are nearly all there are, without the library's detours."""

    fh: Any
    row_spans: Any

    def _calculate_spans(self) -> None:
        """The spans of rows are a hint that no program needs."""
        self.row_spans = {}

    def _write_cell(self, row: int, col: int, cell: _Cell) -> None:
        kind = cell.__class__.__name__
        if kind not in ("String", "Number"):
            super()._write_cell(row, col, cell)
            return
        style = cell.format
        if not style and col in self.col_info:
            style = self.col_info[col].column_format
        reference = f'r="{_letters(col)}{row + 1}"'
        if style:
            number = style._get_xf_index()  # type: ignore[no-untyped-call]  # noqa: SLF001 - as the library does
            reference += f' s="{number}"'
        if kind == "String":
            self.fh.write(f'<c {reference} t="s"><v>{cell.string}</v></c>')
        else:
            self.fh.write(f"<c {reference}><v>{cell.number:.16G}</v></c>")


@cache
def _letters(column: int) -> str:
    return column_letters(column + 1)


class ExactWorkbook(Workbook):
    """A workbook whose texts read back exactly as they were written."""

    def add_worksheet(
        self, name: str | None = None, worksheet_class: type[Worksheet] | None = None
    ) -> Worksheet:
        return super().add_worksheet(name, worksheet_class or _QuickWorksheet)

    def _get_packager(self) -> Packager:
        return _ExactPackager()


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
    """Write a text cell, row and column from 0; raises `RuleBroken` where the cell cannot hold all of it."""
    if sheet._write_string(row, column, text, style) != 0:  # noqa: SLF001 - spares a check of A1 notation
        place = CellPlace(sheet=str(sheet.name), cell=cell_name(row + 1, column + 1))
        params = {"length": len(text), "longest": 32_767}
        raise RuleBroken(Issue("text-too-long", Severity.ERROR, value=text[:40], place=place, params=params))
