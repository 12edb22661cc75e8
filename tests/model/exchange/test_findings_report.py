"""A report holds every finding with all its fields, and nothing in it comes alive."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.errors import SaveFailed
from chipmap.model.exchange.findings_report import FIELDS, finding_record, inert, write_findings
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.wording.findings_report import report_words
from tests.model.exchange.scorecard_files import read_here

DATE = Issue(
    "cell-date",
    Severity.ERROR,
    field_name="level_now",
    value="2026-03-04",
    place=CellPlace("card.xlsx", "Scores", "E17"),
    row_id="r40pec31g70",
)
INJECTION = Issue(
    "source-reworded",
    Severity.NOTICE,
    value="=cmd|' /C calc'!A0",
    place=CellPlace("card.xlsx", "Scores", "M8"),
)


def test_a_record_says_where_what_why_and_what_to_do():
    record = finding_record(DATE, report_words())

    assert tuple(record) == FIELDS
    assert (record["file"], record["sheet"]) == ("card.xlsx", "Scores")
    assert (record["cell"], record["row_id"], record["column"]) == ("E17", "r40pec31g70", "level_now")
    assert (record["value"], record["code"], record["severity"]) == ("2026-03-04", "cell-date", "left out")
    assert record["message"] == "Excel turned 3-4 into 4 March; the cell was left out."
    assert record["fix"] == "3 / 4"


def test_a_report_as_text_is_inert_and_says_that_it_is_only_for_reading(tmp_path):
    path = tmp_path / "report.csv"

    assert write_findings(path, [DATE, INJECTION], report_words()) == 2

    header, first, second, last = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert header[:3] == ["File", "Sheet", "Cell"]
    assert first[FIELDS.index("cell")] == "E17"
    assert second[FIELDS.index("value")] == "'=cmd|' /C calc'!A0"
    assert "cannot be imported" in last[0]


def test_a_report_as_a_workbook_holds_the_texts_as_they_are(tmp_path):
    path = tmp_path / "report.xlsx"

    write_findings(path, [DATE, INJECTION], report_words())

    sheet = read_here(path).sheets[0]
    assert sheet.value(3, FIELDS.index("value") + 1) == "=cmd|' /C calc'!A0"
    assert not sheet.marks.formulas


@given(st.text(max_size=20))
def test_no_text_of_a_delimited_file_begins_like_a_formula(text):
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert inert(text).removeprefix("'") == text or text.startswith("'")


def test_a_report_that_cannot_be_written_says_why(tmp_path):
    with pytest.raises(SaveFailed):
        write_findings(tmp_path / "nowhere" / "report.xlsx", [DATE], report_words())
