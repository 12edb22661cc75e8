"""Reads delimited text as a sheet of texts: its encoding and delimiter are told from the text itself.

`csv.Sniffer` guesses wrong on realistic files, so the delimiter is the one that the first lines hold most of.
"""

from __future__ import annotations

import csv
import io

from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook
from chipmap.model.exchange.workbook_file import WorkbookFile, refusal

_DELIMITERS = ";,\t|"
_LINES_COUNTED = 20


def decode_csv(file: WorkbookFile, *, cell_limit: int, text_limit: int) -> RawWorkbook:
    """The file as a workbook of one sheet named `CSV`; a `sep=` line is honoured and left out."""
    text, notices = decoded_text(file.content)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], "\n" + rest
    else:
        delimiter = delimiter_of(text)
    rows: dict[int, dict[int, CellValue]] = {}
    filled = 0
    csv.field_size_limit(text_limit * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row, values in enumerate(reader, start=1):
            cells: dict[int, CellValue] = {
                column: value for column, value in enumerate(values, 1) if value != ""
            }
            filled += len(cells)
            if filled > cell_limit:
                raise refusal("too-many-cells", file, limit=cell_limit)
            if cells:
                rows[row] = cells
    except csv.Error as error:
        raise refusal("damaged", file) from error
    return RawWorkbook(file=file.name, sheets=(RawSheet(name="CSV", rows=rows),), notices=notices)


def decoded_text(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and the codes of what had to be guessed about its encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ("read-as-windows-1252",)


def delimiter_of(text: str) -> str:
    """The delimiter that the first lines hold most steadily."""
    lines = [line for line in text.splitlines()[:_LINES_COUNTED] if line.strip()]
    if not lines:
        return ","

    def steadiness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return (sum(count == counts[0] and count > 0 for count in counts), counts[0])

    return max(_DELIMITERS, key=steadiness)
