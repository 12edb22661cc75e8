from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from chipmap.ui.tables.clipboard import as_tab_separated
from chipmap.ui.tables.layer_cells import Cell


def lines_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))


def test_figures_are_bare_numbers_with_the_decimal_sign_of_the_system():
    text = as_tab_separated(["Level"], [[Cell("2.5", 2.5, 2.5)], [Cell("−1", -1.0, -1.0)], [Cell()]], ",")

    assert text == "Level\r\n2,5\r\n-1\r\n\r\n"


def test_a_text_is_never_taken_for_a_formula():
    for text in ("=1+1", "+1", "-1", "@SUM(A1)"):
        assert lines_of(as_tab_separated(["x"], [[Cell(text, text)]], "."))[1] == [f"'{text}"]


@given(st.lists(st.text(max_size=20).map(lambda text: Cell(f"a{text}", text)), min_size=1, max_size=5))
def test_any_texts_stay_in_their_cells(cells):
    headings = [f"column {number}" for number in range(len(cells))]

    read = lines_of(as_tab_separated(headings, [cells], "."))

    assert read[0] == headings
    assert read[1] == [" ".join(cell.text.split()) for cell in cells]


@given(st.text(max_size=10))
def test_a_text_that_begins_with_a_quotation_mark_stays_one_cell(text):
    read = lines_of(as_tab_separated(["a", "b"], [[Cell(f'"{text}', "x"), Cell("end", "end")]], "."))

    assert len(read) == 2
    assert read[1] == [" ".join(f'"{text}'.split()), "end"]
