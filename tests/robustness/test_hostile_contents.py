"""Files whose parts look right and hold what breaks the libraries: each is read or refused, in seconds.

What a library does to them, an abort of its process among it, is over when the worker is.
"""

from __future__ import annotations

import random
import sys
import time
import zipfile
from pathlib import Path

import pytest

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.raw_workbook import ErrorCell, RawWorkbook
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.exchange.worker_entry import READ_WORKBOOK
from chipmap.model.exchange.worker_process import run_worker, worker_command
from chipmap.wording.errors import message_of
from chipmap.wording.refusals import refusal_texts
from tests.robustness.packages import HEADER, MAIN, RELATIONS, open_document, package, sheet_of

LONGEST_SECONDS = 20
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '" + "&a;" * 1000 + "'>]>"
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'x' * 50_000}'>]>"
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>'


def outcome_of(path: Path) -> RawWorkbook | str:
    """The reading, or the reason of the refusal, which has a sentence that names the file."""
    start = time.monotonic()
    found: RawWorkbook | WorkbookRefused
    try:
        found = read_workbook(path)
    except WorkbookRefused as refused:
        found = refused
    assert time.monotonic() - start < LONGEST_SECONDS
    if isinstance(found, RawWorkbook):
        return found
    reason = str(found.params["reason"])
    assert reason in refusal_texts()
    assert path.name in message_of(found)
    return reason


def with_part(path: Path, name: str, content: str | bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def eight_million_cells(archive: zipfile.ZipFile) -> None:
    row = f"<row>{'<c><v>1</v></c>' * 100}</row>".encode() * 100
    with archive.open("xl/worksheets/sheet1.xml", "w") as part:
        part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
        for _ in range(840):
            part.write(row)
        part.write(b"</sheetData></worksheet>")


def test_eight_million_cells_are_refused_when_a_million_is_counted(tmp_path):
    assert outcome_of(package(tmp_path / "huge.xlsx", eight_million_cells)) in (
        "too-many-cells",
        "unpacks-too-far",
    )


@pytest.mark.parametrize("doctype", [LAUGHS, QUADRATIC, '<!DOCTYPE x SYSTEM "file:///etc/hostname">'])
@pytest.mark.parametrize("part", ["strings", "workbook", "styles", "sheet", "ods", "oddly named sheet"])
def test_a_doctype_is_refused_in_whatever_part_it_hides(doctype, part, tmp_path):
    path = tmp_path / "entities.xlsx"
    if part == "strings":
        package(path, strings=f'{doctype}<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>')
    elif part == "workbook":
        package(path, workbook=f'{doctype}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"/>')
    elif part == "styles":
        with_part(package(path), "xl/styles.xml", doctype + STYLES)
    elif part == "sheet":
        package(path, sheet_of(HEADER, before=doctype))
    elif part == "ods":
        open_document(path, "<table:table-row/>", before=doctype)
    else:
        with_part(package(path), "xl/data.bin", f'{doctype}<worksheet xmlns="{MAIN}"/>')

    assert outcome_of(path) == "doctype"


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:ALL5000", "A1:XFD306"])
def test_a_merged_range_is_noted_and_never_expanded(reference, tmp_path):
    merges = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    read = outcome_of(package(tmp_path / "merged.xlsx", sheet_of(HEADER, merges)))

    assert isinstance(read, RawWorkbook)
    assert read.sheets[0].value(1, 1) == 1
    assert len(read.sheets[0].marks.merged) == 1


def test_many_merged_ranges_and_validations_are_read(tmp_path):
    merges = "".join(f'<mergeCell ref="A{row}:C{row}"/>' for row in range(1, 100_001))
    rules = '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"/></dataValidations>'
    read = outcome_of(
        package(tmp_path / "m.xlsx", sheet_of(HEADER, f"<mergeCells>{merges}</mergeCells>{rules}"))
    )

    assert isinstance(read, RawWorkbook)
    assert len(read.sheets[0].marks.merged) == 100_000


@pytest.mark.parametrize("row", [1_048_576, 500_000])
def test_one_cell_far_below_ends_the_reading_at_the_gap(row, tmp_path):
    far = f'<row r="{row}"><c r="A{row}"><v>2</v></c></row>'
    read = outcome_of(package(tmp_path / "far.xlsx", sheet_of(HEADER + far)))

    assert isinstance(read, RawWorkbook)
    assert (sorted(read.sheets[0].rows), read.sheets[0].cut_after) == ([1], 1)


BROKEN_STYLES = "<styleSheet><cellXfs><xf/></cellXfs><broken"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("a style that is not there", '<c r="B1" s="4000"><v>2</v></c>'),
        ("a string that is not there", '<c r="B1" t="s"><v>4000</v></c>'),
        ("a negative string", '<c r="B1" t="s"><v>-1</v></c>'),
        ("no number", '<c r="B1"><v>NaN</v></c>'),
        ("an infinite number", '<c r="B1"><v>1e999</v></c>'),
        ("letters for a number", '<c r="B1"><v>three</v></c>'),
        ("a boolean of neither kind", '<c r="B1" t="b"><v>7</v></c>'),
        ("an unknown type", '<c r="B1" t="zz"><v>7</v></c>'),
        ("a date out of time", '<c r="B1" t="d"><v>99999-99-99</v></c>'),
        ("an address of nothing", '<c r="!!"><v>7</v></c>'),
        ("no value", '<c r="B1" t="n"/>'),
    ],
)
def test_a_cell_that_no_library_expects_ends_in_a_reading_or_a_reason(name, cell, tmp_path):
    path = package(tmp_path / "odd.xlsx", sheet_of(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>'))

    found = outcome_of(path)

    assert found == "damaged" or (isinstance(found, RawWorkbook) and found.sheets[0].value(1, 1) == 1)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a far corner", HEADER + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
        ("a lie about strings", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
    ],
)
def test_an_abort_of_the_second_library_ends_in_a_reason(name, rows, tmp_path):
    """With broken styles the first library gives up, and the second makes room for what is not there."""
    strings = f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>x</t></si></sst>'
    path = package(tmp_path / "abort.xlsx", sheet_of(rows), strings=strings)
    with_part(path, "xl/styles.xml", BROKEN_STYLES)

    found = outcome_of(path)

    assert found in ("damaged", "too-much-memory") or isinstance(found, RawWorkbook)


@pytest.mark.parametrize("rows", [HEADER + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'])
def test_a_worker_that_the_library_aborts_is_only_a_dead_worker(rows, tmp_path):
    path = package(tmp_path / "abort.xlsx", sheet_of(rows))

    outcome = run_worker(worker_command(READ_WORKBOOK, str(path), "calamine"), seconds=LONGEST_SECONDS)

    assert outcome.event in ("died", "unreadable", "too-much-memory", "too-slow")


def cell(repeats: int = 1) -> str:
    """A filled cell of OpenDocument."""
    count = f'table:number-columns-repeated="{repeats}"'
    return f'<table:table-cell office:value-type="float" office:value="4" {count}/>'


def blank(repeats: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{repeats}"/>'


def rows_of(content: str, repeats: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeats}">{content}</table:table-row>'


@pytest.mark.parametrize(
    ("name", "rows", "reason"),
    [
        ("every cell of a sheet", rows_of(cell(16_384), 1_048_576), "spread-too-far"),
        ("a million rows of a cell", rows_of(cell(), 1_000_001), "too-many-cells"),
        ("a far corner", rows_of(blank(1), 1_048_575) + rows_of(blank(16_383) + cell()), "spread-too-far"),
        ("beyond the grid", rows_of(blank(1), 999_999_999) + rows_of(cell()), "outside-the-grid"),
        ("deep nesting", rows_of("<text:p>" * 200 + "</text:p>" * 200), "too-deep"),
        ("a row that breaks off", "<table:table-row></table:wrong>", "damaged"),
    ],
)
def test_a_bomb_of_repetitions_is_refused(name, rows, reason, tmp_path):
    assert outcome_of(open_document(tmp_path / "bomb.ods", rows)) == reason


def test_repeated_empty_rows_and_cells_are_read(tmp_path):
    rows = rows_of(cell() + blank(16_383)) + rows_of(blank(16_384), 1_048_575)
    read = outcome_of(open_document(tmp_path / "card.ods", rows))

    assert isinstance(read, RawWorkbook)
    assert read.sheets[0].value(1, 1) == 4


def test_a_link_to_another_file_is_not_followed_and_said(tmp_path):
    linked = '<c r="A1"><f>[1]Sheet1!$A$1</f><v>7</v></c>'
    rows = f'<row r="1">{linked}<c r="B1" t="e"><f>HYPERLINK("http://x","y")</f><v>#REF!</v></c></row>'
    path = package(tmp_path / "links.xlsx", sheet_of(rows))
    link = f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>'
    with_part(path, "xl/externalLinks/externalLink1.xml", link)
    with_part(path, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    with_part(path, "xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0")

    read = outcome_of(path)

    assert isinstance(read, RawWorkbook)
    assert (read.sheets[0].value(1, 1), read.sheets[0].value(1, 2)) == (7, ErrorCell("#REF!"))
    assert read.sheets[0].marks.formulas == {(1, 1), (1, 2)}
    assert set(read.notices) == {"external-links-ignored", "macros-ignored", "embedded-objects-ignored"}


def test_a_size_that_the_archive_lies_about_is_found_out(tmp_path):
    path = package(tmp_path / "liar.xlsx", sheet_of(HEADER * 5_000))
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset : at + offset + 4] = (10).to_bytes(4, "little")
            at = content.find(mark, at + 4)
    path.write_bytes(content)

    assert outcome_of(path) == "damaged"


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".xlsx", ".ods", ".csv"])
@pytest.mark.parametrize("seed", range(3))
def test_noise_behind_a_familiar_beginning_is_refused(suffix, seed, tmp_path):
    noise = random.Random(seed).randbytes(20_000)
    path = tmp_path / f"noise{suffix}"
    if suffix == ".xls":
        path.write_bytes(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise[:4000] + "Workbook".encode("utf-16-le") + noise
        )
    elif suffix == ".csv":
        path.write_bytes(b"a;b\n" + noise)
    else:
        names = {".xlsb": "xl/workbook.bin", ".xlsx": "xl/workbook.xml", ".ods": "content.xml"}
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr(names[suffix], noise)

    assert outcome_of(path) in ("damaged", "not-a-workbook", "text-too-long")


def test_a_workbook_cut_short_anywhere_ends_in_a_reading_or_a_reason(tmp_path):
    whole = package(tmp_path / "whole.xlsx", sheet_of(HEADER)).read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(200, len(whole), max(1, len(whole) // 6)):
        path.write_bytes(whole[:length])

        assert outcome_of(path) in ("damaged", "not-a-workbook")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux says how large a process was")
def test_the_worker_keeps_within_its_memory(tmp_path):
    import resource

    from chipmap.model.exchange.worker_memory import MEMORY_LIMIT

    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    cells = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(1, 2))
    repeated = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{"y" * 3_000}</t></is></c></row>'
        for row in range(2, 20_000)
    )
    outcome_of(
        package(tmp_path / "heavy.xlsx", sheet_of(f'<row r="1">{cells}</row>{repeated}'), strings=strings)
    )

    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert largest <= MEMORY_LIMIT
