"""Gathers the rows of a sheet that are about the same: identical copies are read once, others stay apart.

Rows that belong to nothing in the workspace are noted with their place.
"""

from __future__ import annotations

from collections.abc import Sequence

from chipmap.model.exchange.raw_workbook import CellValue
from chipmap.model.exchange.row_reading import RowReader
from chipmap.model.exchange.rows_finding import FoundRow
from chipmap.model.exchange.unknown_rows import UNKNOWN
from chipmap.model.issues import Severity


def rows_with_copies(rows: Sequence[FoundRow], reader: RowReader) -> list[list[FoundRow]]:
    """The known rows, each with its copies that say something else; findings go to the reader."""
    by_key: dict[tuple[str, str], list[FoundRow]] = {}
    keys = reader.input_keys
    for row in rows:
        if row.key is None:
            _note_unknown(row, reader)
            continue
        copies = by_key.setdefault(row.key, [])
        if not copies:
            copies.append(row)
            if row.is_relinked:
                reader.note("row-relinked", row, "row_id", Severity.NOTICE, row.labels[2])
            continue
        said = _cells(row, reader, keys)
        is_same = said == _cells(copies[0], reader, keys)
        code, severity = (
            ("row-twice", Severity.NOTICE) if is_same else ("row-twice-different", Severity.WARNING)
        )
        reader.note(code, row, "row_id", severity, row.id, first=copies[0].number)
        if all(said != _cells(copy, reader, keys) for copy in copies):
            copies.append(row)
    return list(by_key.values())


def _note_unknown(row: FoundRow, reader: RowReader) -> None:
    label = " · ".join(filter(None, row.labels))
    if any(value is not None for value in _cells(row, reader, reader.input_keys)):
        reader.note(UNKNOWN, row, "row_id", Severity.ERROR, row.id or label, label=label)
    elif row.id:
        reader.note("row-unknown-blank", row, "row_id", Severity.NOTICE, row.id, label=label)


def _cells(row: FoundRow, reader: RowReader, keys: Sequence[str]) -> list[CellValue | None]:
    sheet, columns = reader.found.sheet, reader.found.columns
    return [sheet.value(row.number, columns[key]) for key in keys]
