"""Tables of texts and numbers as a file: a workbook, or the first of them as CSV where the name says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chipmap.model.exchange.findings_report import inert, put_in_place

if TYPE_CHECKING:
    from pathlib import Path

    from chipmap.model.exchange.table_workbook import Cell, Sheet


def write_tables(path: Path, title: str, sheets: Sequence[Sheet]) -> None:
    """Write the tables and leave nothing half done at `path`; `SaveFailed` says why not."""
    if path.suffix.casefold() == ".csv":
        _name, header, rows = sheets[0]
        put_in_place(path, _delimited([header, *rows]))
        return
    from chipmap.model.exchange.table_workbook import tables_workbook

    put_in_place(path, tables_workbook(title, sheets))


def _delimited(lines: Sequence[Sequence[Cell]]) -> bytes:
    """CSV that Excel opens as UTF-8; what a text says must not come alive as a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in line] for line in lines)
    return stream.getvalue().encode("utf-8-sig")
