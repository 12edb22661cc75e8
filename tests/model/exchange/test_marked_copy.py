"""A marked copy says on each bad cell what is wrong, and imports like the file it was made of."""

from __future__ import annotations

import math
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.errors import Cancelled, SaveFailed
from chipmap.model.exchange.marked_copy import write_marked_copy
from chipmap.model.exchange.raw_workbook import (
    DateCell,
    ErrorCell,
    RawSheet,
    RawWorkbook,
    SheetMarks,
)
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.wording import LANGUAGES, use_language
from chipmap.wording.errors import message_of
from chipmap.wording.findings_report import mark_words
from tests.model.exchange.package_surgery import replace_cell
from tests.model.exchange.scorecard_files import a_filled_dataset, codes, edit, fill, read_here, units, write


@pytest.fixture
def dataset():
    return a_filled_dataset()


@pytest.fixture
def returned(dataset, tmp_path):
    """A scorecard with a good answer and one cell of every kind that is marked."""
    path = fill(
        write(dataset, tmp_path / "nld.xlsx"),
        E7="3-4",
        E9=4,
        F9="Hoch",
        F10="very",
        G10="26",
        L10="=not a formula",
        H8=True,
    )

    def shape(workbook):
        sheet = workbook["Scores"]
        sheet["L10"].data_type = "s"
        sheet["E11"], sheet["E11"].number_format = 0.6, "0%"
        sheet["J7"], sheet["J7"].number_format = 46085, "dd/mm/yyyy"

    edit(path, shape)
    return replace_cell(path, "E8", '<c r="E8" t="e"><f>1/0</f><v>#DIV/0!</v></c>')


def copy_of(path, dataset, target, **options):
    raw = read_here(path)
    return write_marked_copy(raw, plan_import(raw, dataset).issues, target, mark_words(), **options)


def test_a_copy_imports_like_the_file_it_was_made_of(returned, dataset, tmp_path):
    target = tmp_path / "marked.xlsx"

    count = copy_of(returned, dataset, target)
    first, again = plan_import(returned, dataset), plan_import(target, dataset)

    assert units(again) == units(first) != {}
    assert [(issue.code, issue.place.cell, issue.value) for issue in again.issues] == [
        (issue.code, issue.place.cell, issue.value) for issue in first.issues
    ]
    assert (again.rater, again.round, again.base_revision) == (first.rater, first.round, first.base_revision)
    assert count == len({issue.place.cell for issue in first.issues})


def test_every_bad_cell_is_coloured_and_says_why(returned, dataset, tmp_path):
    target = tmp_path / "marked.xlsx"
    copy_of(returned, dataset, target)

    sheet = openpyxl.load_workbook(target)["Scores"]
    red = {cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == "FFF5C6C2"}
    noted = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}

    assert red == {"E7", "E8", "F10", "G10", "H8", "E11", "J7"}
    assert set(noted) == {*red, "F9"}
    assert "“3-4” is not a level" in noted["E7"]
    assert "It may have been 3 or 4" in noted["J7"]


def test_a_corrected_copy_is_taken_without_findings(returned, dataset, tmp_path):
    target = tmp_path / "marked.xlsx"
    copy_of(returned, dataset, target)

    fill(target, E7=3, E8=1, F9="High", F10="Low", G10=2026, H8=4, E11=3, J7=5)
    corrected = plan_import(target, dataset)

    assert codes(corrected) == []
    assert {key: value.level for key, value in units(corrected).items() if key[1] == "judgement"} == {
        ("litho", "judgement"): 3,
        ("deposition", "judgement"): 1,
        ("packaging", "judgement"): 4,
        ("packaging_osat", "judgement"): None,
        ("packaging_advanced", "judgement"): 3,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_findings_stand_in_front_in_the_language_of_the_copy(language, returned, dataset, tmp_path):
    use_language(language)
    try:
        copy_of(returned, dataset, tmp_path / "marked.xlsx")
    finally:
        use_language("en")

    sheets = read_here(tmp_path / "marked.xlsx").sheets
    words = {"en": "Findings", "fr": "Constats", "de": "Befunde"}
    assert sheets[0].name == words[language]
    assert len(sheets[0].rows) == 2 + len(plan_import(returned, dataset).issues)
    said = [str(text) for cells in sheets[0].rows.values() for text in cells.values()]
    english = [text for text in said if "was left out" in text or "Enter a" in text]
    assert bool(english) is (language == "en")
    assert [sheet.state for sheet in sheets if sheet.name.startswith("_")] == ["veryHidden", "veryHidden"]


def test_the_original_is_never_written_over(returned, dataset):
    before = returned.read_bytes()

    with pytest.raises(SaveFailed) as refused:
        copy_of(returned, dataset, returned, original=returned)

    assert returned.read_bytes() == before
    assert "choose another name" in message_of(refused.value)


def test_cancelling_leaves_no_file(returned, dataset, tmp_path):
    class Impatient:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        copy_of(returned, dataset, tmp_path / "marked.xlsx", progress=Impatient())

    assert not (tmp_path / "marked.xlsx").exists()


def test_merged_labels_are_filled_down_and_odd_sheet_names_mended(tmp_path):
    rows = {1: {1: "Row ID", 2: "Place"}, 2: {1: "r1", 2: "Netherlands"}, 3: {1: "r2"}}
    marks = SheetMarks(merged=((2, 2, 3, 2),))
    raw = RawWorkbook(
        "a.ods", (RawSheet("a/b: " + "x" * 40, rows, marks=marks), RawSheet("Findings", {1: {1: 1}}))
    )

    write_marked_copy(raw, [], tmp_path / "marked.xlsx", mark_words())
    findings, odd, own = read_workbook(tmp_path / "marked.xlsx").sheets

    assert (findings.name, odd.name, own.name) == ("Findings 2", "a b  " + "x" * 26, "Findings")
    assert odd.value(3, 2) == "Netherlands"


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
values = st.one_of(
    texts,
    st.sampled_from(["=1+1", "+49", "@x", "'q", "_x0041_", "#N/A", "TRUE", "007", " a "]),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 3)),
    st.booleans(),
    st.dates(min_value=date(1901, 1, 1)).map(lambda day: DateCell(f"{day.isoformat()}T00:00:00")),
    st.sampled_from(["#DIV/0!", "#REF!", "#N/A"]).map(ErrorCell),
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 20)), values, max_size=20))
def test_every_value_comes_back_as_it_was_read(tmp_path_factory, cells):
    rows: dict = {}
    for (row, column), value in cells.items():
        rows.setdefault(row, {})[column] = value
    places = [CellPlace("a.xlsx", "S", "A1"), CellPlace("a.xlsx", "S", "C7")]
    issues = [
        Issue("cell-error", Severity.ERROR, place=place)
        for place in places
        if cells.get((1, 1)) and cells.get((7, 3))
    ]
    target = tmp_path_factory.mktemp("copy") / "marked.xlsx"

    write_marked_copy(RawWorkbook("a.xlsx", (RawSheet("S", rows),)), issues, target, mark_words())
    sheet = read_here(target).sheet("S")

    returned = {(row, column): value for row, line in sheet.rows.items() for column, value in line.items()}
    assert set(returned) == set(cells)
    for address, value in cells.items():
        same = returned[address]
        assert type(same) is type(value) or {type(same), type(value)} == {int, float}
        assert same == value or math.isclose(same, value)
