"""Tables as workbooks: every text comes back as it was, and none as a formula."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.exchange.table_workbook import table_workbook
from tests.model.exchange.scorecard_files import read_here
from tests.model.strategies import texts

awkward = st.one_of(
    texts, st.sampled_from(["=1+1", "https://example.org", "007", "#N/A", "_x0041_x0042_", "@x"])
)


@given(st.lists(st.tuples(awkward, awkward), max_size=4))
def test_every_text_comes_back_as_text(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("table") / "table.xlsx"
    path.write_bytes(table_workbook("Findings", ("Cell", "Value"), rows))

    (sheet,) = read_here(path).sheets

    assert sheet.name == "Findings"
    returned = [(sheet.value(row, 1) or "", sheet.value(row, 2) or "") for row in range(1, len(rows) + 2)]
    assert returned == [("Cell", "Value"), *rows]
    assert not sheet.marks.formulas
