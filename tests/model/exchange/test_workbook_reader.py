"""Reading workbooks that others wrote: typed cells with addresses or a reason, in a process that can stop."""

from __future__ import annotations

import threading
import time
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from chipmap.model.errors import Cancelled, WorkbookRefused
from chipmap.model.exchange.raw_workbook import (
    DateCell,
    ErrorCell,
    RawSheet,
    SheetMarks,
    address_of,
    cell_name,
    pack_sheet,
    unpack_sheet,
)
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.wording.errors import message_of
from tests.model.exchange.package_surgery import part, with_parts


@pytest.fixture
def workbook_file(tmp_path):
    """A small workbook with one cell of each type."""
    path = tmp_path / "types.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Types")
        sheet.write("A1", "text")
        sheet.write("B1", 3)
        sheet.write("C1", 2.5)
        sheet.write("D1", True)
        sheet.write_formula("E1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("F1", "=B1+1", None, 4)
        sheet.write_datetime("A3", date(2026, 3, 4), workbook.add_format({"num_format": "dd/mm"}))
        sheet.write_number("B3", 0.6, workbook.add_format({"num_format": "0%"}))
        sheet.merge_range("A5:B6", "merged")
        sheet.set_row(2, None, None, {"hidden": True})
        workbook.add_worksheet("Secret").very_hidden()
        workbook.define_name("first_cell", "=Types!$A$1")
        workbook.set_custom_property("owner", "us", "text")
    return path


def test_cells_come_typed_with_their_addresses_and_marks(workbook_file):
    workbook = read_workbook(workbook_file)
    sheet = workbook.sheet("Types")

    assert dict(sheet.rows[1]) == {1: "text", 2: 3, 3: 2.5, 4: True, 5: ErrorCell("#DIV/0!"), 6: 4}
    assert dict(sheet.rows[3]) == {1: DateCell("2026-03-04T00:00:00"), 2: 0.6}
    assert sheet.marks.formulas == {(1, 5), (1, 6)}
    assert sheet.marks.hidden_rows == {3}
    assert sheet.marks.merged == ((5, 1, 6, 2),)
    assert sheet.percents == {(3, 2)}
    assert workbook.sheet("Secret").state == "veryHidden"
    assert workbook.defined_names["first_cell"] == "Types!$A$1"
    assert workbook.properties["owner"] == "us"


def test_a_file_that_openpyxl_cannot_read_is_read_by_calamine_with_its_errors_and_formats(workbook_file):
    styles = part(workbook_file, "xl/styles.xml").replace(
        "<cellXfs", "<cellXfs nonsense='&#x41;'><xf/></cellXfs><cellXfs"
    )
    with_parts(workbook_file, {"xl/styles.xml": styles.replace('fontId="0"', 'fontId="none"').encode()})

    workbook = read_workbook(workbook_file)

    sheet = workbook.sheet("Types")
    assert dict(sheet.rows[1]) == {1: "text", 2: 3, 3: 2.5, 4: True, 5: ErrorCell("#DIV/0!"), 6: 4}
    assert sheet.marks.formulas == {(1, 5), (1, 6)}
    assert sheet.marks.hidden_rows == {3}
    assert workbook.notices == ()


def test_reading_can_be_stopped_at_once(workbook_file):
    class Stopped:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(workbook_file, progress=Stopped())


def test_a_reading_without_end_is_stopped_with_a_reason(workbook_file):
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(workbook_file, seconds=0.0)

    assert refused.value.params["reason"] == "too-slow"


def test_reading_leaves_the_other_threads_running(workbook_file):
    ticks = []
    over = threading.Event()

    def tick():
        while not over.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.002)

    ticker = threading.Thread(target=tick)
    ticker.start()
    read_workbook(workbook_file)
    over.set()
    ticker.join()

    assert len(ticks) > 10


@pytest.mark.parametrize(
    ("content", "delimiter", "notice"),
    [
        ("capability;level\nLitho;3\n".encode("utf-8-sig"), ";", ()),
        (b"capability,level\nLitho,3\n", ",", ()),
        ("capability\tlevel\nLitho\t3\n".encode("utf-16"), "\t", ()),
        (b"sep=|\ncapability|level\nLitho|3\n", "|", ()),
        ("capability;level\nLithographié;3\n".encode("cp1252"), ";", ("read-as-windows-1252",)),
    ],
)
def test_delimited_text_is_read_whatever_its_encoding_and_delimiter(content, delimiter, notice, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(content)

    workbook = read_workbook(path)
    rows = [dict(cells) for cells in workbook.sheets[0].rows.values()]

    assert rows[0] == {1: "capability", 2: "level"}
    assert rows[1][2] == "3"
    assert workbook.notices == notice


def test_a_gap_ends_the_reading_and_is_remembered(tmp_path):
    path = tmp_path / "gap.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["A2"], workbook.active["A900"] = "a", "b", "far away"
    workbook.save(path)

    sheet = read_workbook(path).sheets[0]

    assert sorted(sheet.rows) == [1, 2]
    assert sheet.cut_after == 2


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(tmp_path / "nothing.xlsx")

    assert refused.value.params["reason"] == "missing"
    assert "nothing.xlsx" in message_of(refused.value)


def test_a_sheet_travels_between_processes_unchanged():
    sheet = RawSheet(
        "S",
        {1: {1: "a", 3: 2.5, 4: True, 5: ErrorCell("#N/A"), 6: DateCell("2026-03-04")}, 9: {2: 7}},
        "hidden",
        SheetMarks(frozenset({(1, 3)}), frozenset({9}), ((1, 1, 2, 2),)),
        frozenset({(1, 3)}),
        9,
    )

    assert unpack_sheet(pack_sheet(sheet)) == sheet


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(1, 1, "A1"), (17, 5, "E17"), (9, 27, "AA9"), (1_048_576, 16_384, "XFD1048576")],
)
def test_addresses_read_as_excel_prints_them(row, column, name):
    assert cell_name(row, column) == name
    assert address_of(name) == address_of(f"${name}") == (row, column)
