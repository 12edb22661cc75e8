"""Workbooks as other programs package them: the same cells at the same addresses as from Excel."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from chipmap.model.exchange.raw_workbook import ErrorCell, RawSheet
from chipmap.model.exchange.workbook_reader import read_workbook
from tests.robustness.packages import package, sheet_of

CELLS = (
    '<row r="4" hidden="1"><c r="C4" t="inlineStr"><is><t>two_x000D_\nlines</t></is></c>'
    '<c r="E4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F4" s="1"><v>0.6</v></c></row>'
    '<row r="5"><c r="C5" t="str"><f>"a"&amp;"b"</f><v>_x0041_b</v></c><c r="D5"><v>3</v></c></row>'
)
STYLES = (
    '<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>'
)
TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@pytest.fixture
def usual(tmp_path) -> Path:
    """The cells as Excel packages them."""
    path = package(
        tmp_path / "usual.xlsx", sheet_of(CELLS, '<mergeCells><mergeCell ref="C5:C6"/></mergeCells>')
    )
    relations = parts_of(path)["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'.encode(),
    )
    types = parts_of(path)["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.spreadsheetml.styles+xml"/></Types>',
    )
    styles = STYLES.format(main=TRANSITIONAL).encode()
    changed = {"xl/_rels/workbook.xml.rels": relations, "[Content_Types].xml": types, "xl/styles.xml": styles}
    return repacked(path, {**parts_of(path), **changed})


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def scores_of(path: Path) -> RawSheet:
    sheet = read_workbook(path).sheet("Scores")
    assert sheet is not None
    return sheet


def check(sheet: RawSheet) -> None:
    """The cells and marks of CELLS, wherever they came from."""
    assert {row: dict(cells) for row, cells in sheet.rows.items()} == {
        4: {3: "two\r\nlines", 5: ErrorCell("#DIV/0!"), 6: 0.6},
        5: {3: "Ab", 4: 3},
    }
    assert sheet.percents == {(4, 6)}
    assert sheet.marks.formulas == {(4, 5), (5, 3)}
    assert sheet.marks.hidden_rows == {4}
    assert sheet.marks.merged == ((5, 3, 6, 3),)


def test_as_excel_packages_it(usual):
    check(scores_of(usual))


def test_strict_open_xml(usual):
    strict = {
        name: content.replace(TRANSITIONAL.encode(), STRICT.encode()).replace(
            RELATIONS.encode(), STRICT_RELATIONS.encode()
        )
        for name, content in parts_of(usual).items()
    }

    check(scores_of(repacked(usual, strict)))


def test_names_with_backslashes(usual):
    """As WPS writes them."""
    check(
        scores_of(repacked(usual, {name.replace("/", "\\"): part for name, part in parts_of(usual).items()}))
    )


def test_a_drawing_that_is_not_there(usual):
    """As a library of R leaves it behind."""
    parts = parts_of(usual)
    sheet = "xl/worksheets/sheet1.xml"
    drawing = f'<drawing xmlns:r="{RELATIONS}" r:id="rId1"/></worksheet>'.encode()
    parts[sheet] = parts[sheet].replace(b"</worksheet>", drawing)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        b'Id="rId1" Type="'
        + RELATIONS.encode()
        + b'/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    )

    check(scores_of(repacked(usual, parts)))


def test_a_sheet_in_a_folder_of_another_name(usual):
    parts = parts_of(usual)
    parts["xl/odd/one.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = parts[name].replace(b"worksheets/sheet1.xml", b"odd/one.xml")

    check(scores_of(repacked(usual, parts)))


def test_elements_with_a_prefix(usual):
    parts = parts_of(usual)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for tag in ("worksheet", "sheetData", "row", "c", "v", "f", "is", "t", "mergeCells", "mergeCell"):
        sheet = (
            sheet.replace(f"<{tag} ", f"<x:{tag} ")
            .replace(f"<{tag}>", f"<x:{tag}>")
            .replace(f"</{tag}>", f"</x:{tag}>")
        )
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns=", "xmlns:x=").encode()

    check(scores_of(repacked(usual, parts)))
