"""Reads delimited text as a sheet of texts: its encoding and delimiter are told from the text itself.

`csv.Sniffer` guesses wrong on realistic files, so the delimiter is the one that divides the first rows most
steadily. Rows are counted as a spreadsheet program shows them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook
from chipmap.model.exchange.workbook_file import WorkbookFile, refusal

_DELIMITERS = ";,\t|"
_ROWS_COUNTED = 20
_SAMPLE = 1 << 16


def decode_csv(file: WorkbookFile, *, cell_limit: int, text_limit: int) -> RawWorkbook:
    """The file as a workbook of one sheet named `CSV`; a `sep=` line is honoured and left out."""
    text, notices = decoded_text(file.content)
    first, _, rest = text.partition("\n")
    stated = first.strip().strip('"').lower()
    if (stated.startswith("sep=") and len(stated) == 5) or first.strip("\r") == "sep=\t":
        # A spreadsheet program obeys this line and does not count it.
        delimiter, text = first.strip("\r\n").strip('"')[4], rest
    else:
        delimiter = delimiter_of(text)
    rows: dict[int, dict[int, CellValue]] = {}
    filled = 0
    csv.field_size_limit(max(text_limit, len(text) + 1))
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


def most_cells(content: bytes) -> int:
    """How many cells a file has at most, from its delimiters and lines alone."""
    return max(content.count(sign.encode()) for sign in _DELIMITERS) + content.count(b"\n") + 1


def decoded_text(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and the codes of what had to be guessed about its encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ("read-as-windows-1252",)


def delimiter_of(text: str) -> str:
    """The delimiter that divides the first rows most steadily into most columns."""
    return max(_DELIMITERS, key=lambda delimiter: _steadiness(text[:_SAMPLE], delimiter))


def _steadiness(text: str, delimiter: str) -> tuple[float, int]:
    """Which part of the first rows has the most usual number of delimiters, and that number."""
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _ROWS_COUNTED))
    except csv.Error:
        return 0.0, 0
    counts = Counter(len(row) - 1 for row in rows if len(row) > 1)
    if not counts:
        return 0.0, 0
    usual, lines = max(counts.items(), key=lambda item: (item[1], item[0]))
    return lines / sum(bool(row) for row in rows), usual
