"""Files made to hang, flood or abort a reader: each ends in a reading or a clear message, in seconds.

They are made here, so that no such file lies in the repository.
"""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from chipmap.model.errors import WorkbookRefused
from chipmap.model.exchange.workbook_file import MAX_FILE_BYTES
from chipmap.model.exchange.workbook_guard import MAX_CELLS, MAX_PARTS, MAX_TEXT
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.wording.errors import message_of
from chipmap.wording.refusals import refusal_texts
from tests.robustness.packages import HEADER, MAIN, package, sheet_of

LONGEST_SECONDS = 10
"""What issue 2 allows; CPU time of this machine is shared, so the wall clock is given no less."""


def flood(archive: zipfile.ZipFile) -> None:
    """A sheet whose one cell inflates to 300 MB."""
    with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
        part.write(sheet_of("@").split("@")[0].encode() + b'<row r="1"><c r="A1" t="inlineStr"><is><t>')
        for _ in range(300):
            part.write(b"x" * 2**20)
        part.write(b"</t></is></c></row></sheetData></worksheet>")


def many_cells(archive: zipfile.ZipFile) -> None:
    """A million and some filled cells."""
    with archive.open("xl/worksheets/sheet1.xml", "w") as part:
        part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
        for row in range(MAX_CELLS // 20 + 1):
            part.write(f"<row>{f'<c><v>{row * 7919 % 999_983}</v></c>' * 20}</row>".encode())
        part.write(b"</sheetData></worksheet>")


def many_parts(archive: zipfile.ZipFile) -> None:
    archive.writestr("xl/worksheets/sheet1.xml", sheet_of(HEADER))
    for number in range(MAX_PARTS):
        archive.writestr(f"xl/media/part{number}.bin", b"")


BILLION_LAUGHS = (
    "<!DOCTYPE lolz [<!ENTITY a 'lol'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("name", "sheet", "reason"),
    [
        ("inflates to 300 MB", flood, "unpacks-too-far"),
        ("a million cells", many_cells, "too-many-cells"),
        ("too many parts", many_parts, "too-many-parts"),
        ("a doctype", sheet_of(HEADER, before="<!DOCTYPE x>"), "doctype"),
        (
            "billion laughs",
            sheet_of("<row r='1'><c r='A1'><v>&j;</v></c></row>", before=BILLION_LAUGHS),
            "doctype",
        ),
        (
            "an external entity",
            sheet_of(HEADER, before="<!DOCTYPE x SYSTEM 'file:///etc/hostname'>"),
            "doctype",
        ),
        ("nested 200,000 deep", sheet_of(HEADER, "<a>" * 200_000 + "</a>" * 200_000), "too-deep"),
        (
            "a cell beyond the grid",
            sheet_of('<row r="1"><c r="XFE16777217"><v>1</v></c></row>'),
            "outside-the-grid",
        ),
        ("a row beyond the grid", sheet_of('<row r="9999999"><c><v>1</v></c></row>'), "outside-the-grid"),
        (
            "a sheet that breaks off",
            '<worksheet xmlns="' + MAIN + '"><sheetData><row r="1"><c r="A1">',
            "damaged",
        ),
        (
            "a text longer than a cell",
            sheet_of(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * (MAX_TEXT + 1)}</t></is></c></row>'),
            "text-too-long",
        ),
    ],
)
def test_what_could_do_harm_is_refused_with_its_reason(name, sheet, reason, tmp_path):
    path = package(tmp_path / "hostile.xlsx", sheet)

    assert refusal_of(path) == reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.xlsx", b"", "empty"),
        ("text.xlsx", b"capability;level\nLitho;3\n", "renamed-text"),
        ("page.xls", b"<html><table><tr><td>3</td></tr></table></html>", "web-page"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-a-workbook"),
        (
            "nearly-locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "damaged",
        ),
        ("other.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "not-a-workbook"),
        ("broken.xlsx", b"PK\x03\x04" + b"\x00" * 400, "damaged"),
        ("huge.xlsx", b"PK\x03\x04" + b"\x00" * MAX_FILE_BYTES, "too-large"),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_contents(name, content, reason, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)

    assert refusal_of(path) == reason


def test_an_archive_of_something_else_is_refused(tmp_path):
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert refusal_of(path) == "not-a-workbook"


def test_an_archive_with_a_damaged_part_is_refused(tmp_path):
    path = package(tmp_path / "broken.xlsx", sheet_of(HEADER * 400))
    content = bytearray(path.read_bytes())
    at = content.find(b"xl/worksheets/sheet1.xml") + 40
    content[at : at + 20] = b"\xff" * 20
    path.write_bytes(content)

    assert refusal_of(path) == "damaged"


def test_an_encrypted_archive_is_refused_as_such(tmp_path):
    path = package(tmp_path / "locked.xlsx")
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)

    assert refusal_of(path) == "password-of-this-kind"


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        (
            "a cell in the last corner",
            sheet_of(HEADER + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
        ),
        (
            "only a dimension",
            sheet_of(HEADER).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
        ),
        (
            "merged to the last corner",
            sheet_of(HEADER, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ),
        (
            "a formula that asks the network",
            sheet_of('<row r="1"><c r="A1"><f>WEBSERVICE("http://x")</f><v>1</v></c></row>'),
        ),
    ],
)
def test_what_only_looks_dangerous_is_read(name, sheet, tmp_path):
    start = time.monotonic()

    workbook = read_workbook(package(tmp_path / "odd.xlsx", sheet))

    assert workbook.sheets[0].value(1, 1) == 1
    assert time.monotonic() - start < LONGEST_SECONDS


def test_a_table_of_strings_that_lies_about_its_length_is_read(tmp_path):
    strings = f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>true</t></si></sst>'
    sheet = sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')

    workbook = read_workbook(package(tmp_path / "odd.xlsx", sheet, strings=strings))

    assert workbook.sheets[0].value(1, 1) == "true"


def test_a_path_out_of_the_archive_writes_nothing(tmp_path):
    path = package(tmp_path / "inner" / "odd.xlsx") if (tmp_path / "inner").mkdir() is None else None
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../escaped.txt", "outside")

    read_workbook(path)

    assert not list(tmp_path.rglob("escaped.txt"))


def refusal_of(path: Path) -> str:
    """Why the file is refused, which takes seconds at most and has a sentence that names the file."""
    start = time.monotonic()
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(path)
    assert time.monotonic() - start < LONGEST_SECONDS
    reason = str(refused.value.params["reason"])
    assert reason in refusal_texts()
    assert path.name in message_of(refused.value)
    return reason
