"""Delimited text reads back as it was written, whatever its encoding, delimiter and line ends."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.csv_decoder import decode_csv, delimiter_of
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.workbook_file import WorkbookFile

HEADER = ["Row ID", "Capability", "Level now (0–5)", "Why this level"]
LIMITS = {"cell_limit": 10_000, "text_limit": 32_767}

cells = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
    | st.sampled_from(';,|\t"\n '),
    max_size=30,
)
western = st.text(st.sampled_from('aé ß;,|"\n3'), max_size=20)


def read(content: bytes) -> RawWorkbook:
    return decode_csv(WorkbookFile("table.csv", content), **LIMITS)


def rows_of(workbook: RawWorkbook, width: int) -> list[list[object]]:
    sheet = workbook.sheets[0]
    last = max(sheet.rows, default=0)
    return [[sheet.value(row, column) or "" for column in range(1, width + 1)] for row in range(1, last + 1)]


def written(rows: list[list[str]], delimiter: str, line_end: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return stream.getvalue()


@given(
    rows=st.lists(st.lists(cells, min_size=4, max_size=4), max_size=6),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    states_delimiter=st.booleans(),
)
def test_what_was_written_is_what_is_read(rows, delimiter, encoding, line_end, states_delimiter):
    rows = [HEADER, *rows, ["r1", "Lithography", "3,5", "end"]]
    text = written(rows, delimiter, line_end)
    if states_delimiter:
        text = f"sep={delimiter}{line_end}{text}"

    assert rows_of(read(text.encode(encoding)), 4) == rows


@given(st.lists(st.lists(western, min_size=4, max_size=4), max_size=6), st.sampled_from(";,\t|"))
def test_a_western_code_page_is_read_and_said_so(rows, delimiter):
    rows = [["Row ID", "Capacité", "Niveau", "Pourquoi"], *rows, ["r1", "Lithographie", "3,5", "fin"]]

    workbook = read(written(rows, delimiter, "\r\n").encode("cp1252"))

    assert rows_of(workbook, 4) == rows
    assert workbook.notices == ("read-as-windows-1252",)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("Scorecard: Netherlands\nFill in, please\n\nid;level;why\nr1;3;one, two\nr2;4;x, y, z\n", ";"),
        ('id,why\nr1,"a;b;c"\nr2,"d;e"\n', ","),
        ('id;why\nr1;"two\nlines, with, commas"\nr2;x\n', ";"),
        ("id\tlevel\nr1\t3,5\n", "\t"),
        ("only one column\nand, a comma\n", ","),
        ("", ";"),
    ],
)
def test_the_delimiter_is_the_one_that_divides_steadily(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_a_stated_delimiter_counts_as_no_row():
    assert read(b"sep=;\nid;level\nr1;3\n").sheets[0].value(1, 2) == "level"


def test_a_long_text_is_no_damage():
    assert read(b"id;why\nr1;" + b"x" * 200_000).sheets[0].value(2, 2) == "x" * 200_000


def test_too_many_cells_are_refused():
    with pytest.raises(WorkbookRefused) as refused:
        read(b"a,b\n" * 5_001)

    assert refused.value.params["reason"] == "too-many-cells"
