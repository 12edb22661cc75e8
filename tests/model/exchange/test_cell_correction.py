from __future__ import annotations

from chipmap.model.exchange.cell_correction import with_corrected_cell
from chipmap.model.exchange.raw_workbook import ErrorCell, RawSheet, RawWorkbook, SheetMarks
from chipmap.model.issues import CellPlace

SCORES = RawSheet(
    "Scores",
    rows={17: {1: "r123", 5: ErrorCell("#DIV/0!")}, 18: {5: 0.6}},
    marks=SheetMarks(formulas=frozenset({(17, 5), (18, 5)})),
    percents=frozenset({(18, 5)}),
)
WORKBOOK = RawWorkbook("card.xlsx", (SCORES, RawSheet("Lists", rows={17: {5: "untouched"}})))


def test_a_corrected_cell_reads_as_it_was_typed():
    corrected = with_corrected_cell(WORKBOOK, CellPlace("card.xlsx", "Scores", "E17"), " 4 ")

    assert corrected.sheet("Scores").value(17, 5) == "4"
    assert corrected.sheet("Scores").value(17, 1) == "r123"


def test_a_corrected_cell_is_no_formula_and_no_per_cent_any_more():
    corrected = with_corrected_cell(WORKBOOK, CellPlace("card.xlsx", "Scores", "E18"), "3").sheet("Scores")

    assert corrected.marks.formulas == {(17, 5)}
    assert not corrected.percents


def test_a_blank_correction_empties_the_cell():
    corrected = with_corrected_cell(WORKBOOK, CellPlace("card.xlsx", "Scores", "E17"), "")

    assert corrected.sheet("Scores").value(17, 5) is None


def test_other_sheets_and_the_reading_itself_stay_as_they_are():
    corrected = with_corrected_cell(WORKBOOK, CellPlace("card.xlsx", "Scores", "E17"), "4")

    assert corrected.sheet("Lists") is WORKBOOK.sheet("Lists")
    assert WORKBOOK.sheet("Scores").value(17, 5) == ErrorCell("#DIV/0!")
