"""The scorecard as a workbook: what a delegation opens, and what stays hidden in it."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import openpyxl
import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import Cancelled, RuleBroken, SaveFailed, UnknownRecord
from chipmap.model.exchange.scorecard_content import scorecard_file_name
from chipmap.model.exchange.scorecard_layout import read_code, row_id
from chipmap.model.records import NA, NOW, OWNER
from chipmap.wording import use_language
from tests.builders import (
    a_need,
    a_rater,
    a_region,
    a_score,
    a_segment,
    a_share,
    a_suggestion_basis,
    an_institution,
    some_evidence,
    three_countries_dataset,
)
from tests.model.exchange.scorecard_files import (
    FIRST_ROW,
    LITHO,
    a_filled_dataset,
    write,
)


@pytest.fixture
def opened(tmp_path):
    """The Netherlands' scorecard as a spreadsheet program sees it."""
    return openpyxl.load_workbook(write(a_filled_dataset(), tmp_path / "nld.xlsx", revision=42))


def test_the_sheets_come_in_order_and_what_serves_the_import_is_hidden(opened):
    assert [(sheet.title, sheet.sheet_state) for sheet in opened.worksheets] == [
        ("Read me", "visible"),
        ("Scores", "visible"),
        ("Additions", "visible"),
        ("Summary", "visible"),
        ("Lists", "hidden"),
        ("_chipmap", "veryHidden"),
        ("_base", "veryHidden"),
    ]
    assert opened.active.title == "Scores"


def test_every_segment_but_the_total_has_a_row_in_value_chain_order(opened):
    rows = list(opened["Scores"].iter_rows(min_row=FIRST_ROW, max_col=4, values_only=True))

    assert [row[1:] for row in rows] == [
        ("Netherlands", "Equipment", "Equipment"),
        ("Netherlands", "Equipment", "Litho"),
        ("Netherlands", "Equipment", "Deposition"),
        ("Netherlands", "Packaging", "Packaging"),
        ("Netherlands", "Packaging", "Packaging osat"),
        ("Netherlands", "Packaging", "Packaging advanced"),
    ]
    assert rows[1][0] == row_id("NLD", "litho")


def test_the_columns_follow_the_horizons(tmp_path):
    dataset = three_countries_dataset(
        settings=replace(three_countries_dataset().settings, horizons=(NOW, "2028", "2032", "2040"))
    )
    sheet = openpyxl.load_workbook(write(dataset, tmp_path / "nld.xlsx"))["Scores"]

    headers = [cell.value for cell in sheet[5]]

    assert headers == [
        *("Row ID", "Place or institution", "Value-chain stage", "Capability", "Level now (0–5)"),
        *(
            "Confidence",
            "Reference year",
            "Expected level 2028",
            "Expected level 2032",
            "Expected level 2040",
        ),
        *("Need 2028", "Need 2032", "Need 2040", "Why this level", "Sources (one per line)"),
    ]


def test_what_the_rater_said_is_filled_in_as_typed_cells(opened):
    values = [cell.value for cell in opened["Scores"][LITHO]][4:]

    assert values == [
        *(4, "Medium", 2026, None, None, 5, None, "Two plants, one of them new."),
        "Annual report | page 12 | 2025 | [E-0000000001]\nSite list | [E-0000000002]",
    ]


def test_the_table_is_frozen_printed_and_protected_as_people_need_it(opened):
    sheet = opened["Scores"]

    assert sheet.tables["Scores"].ref == "A5:M11"
    assert sheet.freeze_panes == "E6"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.autoFilter
    assert not sheet.protection.formatColumns
    assert opened["Lists"].protection.sheet
    assert not opened["Additions"].protection.sheet


def test_labels_are_locked_and_answers_are_not(opened):
    sheet = opened["Scores"]

    assert [sheet[f"{column}{LITHO}"].protection.locked for column in "ABCD"] == [True] * 4
    assert [sheet[f"{column}{LITHO}"].protection.locked for column in "EFGJLM"] == [False] * 6
    assert not any(sheet.column_dimensions[column].protection.locked for column in "EFGHJLM")


def test_an_expert_can_have_the_scorecard_unprotected(tmp_path):
    opened = openpyxl.load_workbook(write(a_filled_dataset(), tmp_path / "nld.xlsx", is_protected=False))

    assert not any(sheet.protection.sheet for sheet in opened.worksheets)


def test_entries_are_validated_by_range_with_a_prompt(opened):
    rules = {str(rule.sqref): rule for rule in opened["Scores"].data_validations.dataValidation}

    assert {cells: rule.formula1 for cells, rule in rules.items()} == {
        "E6:E11": "L_level",
        "F6:F11": "L_confidence",
        "G6:G11": "1990",
        "H6:H11": "L_level",
        "I6:I11": "L_level",
        "J6:J11": "L_level",
        "K6:K11": "L_level",
        "L6:L11": "2000",
        "M6:M11": "2000",
    }
    assert all(rule.prompt and rule.error and rule.errorStyle in (None, "stop") for rule in rules.values())


def test_six_colours_and_a_red_frame_mark_levels_and_what_is_none(opened):
    formats = opened["Scores"].conditional_formatting
    rules = [rule for entry in formats for rule in entry.rules]

    assert {str(entry.sqref) for entry in formats} == {"E6:E11 H6:K11"}
    assert [rule.dxf.fill.bgColor.rgb for rule in rules[:6]] == [
        *("FFEEE5D6", "FFC6DF98", "FF83C8A8", "FF3B9DAB", "FF1C6A93", "FF153C6E"),
    ]
    assert len(rules) == 7
    assert "ISNA(MATCH" in rules[6].formula[0]


def test_the_file_says_whose_it_is_in_four_places(opened):
    identity = {row[0]: row[1] for row in opened["_chipmap"].iter_rows(values_only=True)}
    properties = {item.name: item.value for item in opened.custom_doc_props}
    code = read_code(opened["Scores"]["B3"].value)

    assert identity["workspace_id"] == properties["chipmap_workspace_id"] == "w-0001"
    assert identity["rater_id"] == properties["chipmap_rater_id"] == OWNER
    assert identity["base_revision"] == properties["chipmap_base_revision"] == "42"
    assert code is not None
    assert code.revision == 42
    assert opened.defined_names["scorecard_code"].attr_text == "Scores!$B$3"


def test_a_code_with_a_typing_mistake_is_not_believed(opened):
    code = opened["Scores"]["B3"].value

    assert read_code(code.lower()) is not None
    assert read_code(code.replace("R42", "R43")) is None
    assert read_code("CM1-1234") is None


def test_a_suggested_level_is_a_note_and_never_an_answer(tmp_path):
    dataset = three_countries_dataset(a_share(), a_suggestion_basis(), a_need("NLD"))
    opened = openpyxl.load_workbook(write(dataset, tmp_path / "nld.xlsx"))
    sheet = opened["Scores"]

    assert sheet[f"E{LITHO}"].value is None
    assert "suggest level 5" in sheet[f"E{LITHO}"].comment.text
    assert sheet[f"J{LITHO}"].value is None
    assert "2030" in sheet[f"J{LITHO}"].comment.text


def test_nothing_of_another_rater_is_in_the_file(tmp_path):
    secret = "Seen by the other delegation only"
    other = some_evidence("E-0000000003", title="Confidential interview")
    before = a_filled_dataset()
    changes = [
        Change(None, a_rater("japan", name="Delegation of Japan")),
        Change(None, other),
        Change(None, a_score(1, segment="deposition", rater="japan", reason=secret, evidence=(other.id,))),
    ]
    path = write(before.with_changes(ChangeSet.of(changes)), tmp_path / "nld.xlsx")

    with zipfile.ZipFile(path) as package:
        content = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert secret not in content
    assert "Confidential interview" not in content
    assert "Delegation of Japan" not in content


def test_a_sentence_that_looks_like_a_formula_stays_a_sentence(tmp_path):
    dataset = three_countries_dataset(
        a_score(4, reason="=1+1"), a_score(3, segment="deposition", reason="@imec")
    )
    sheet = openpyxl.load_workbook(write(dataset, tmp_path / "nld.xlsx"))["Scores"]

    assert (sheet[f"L{LITHO}"].value, sheet[f"L{LITHO}"].data_type) == ("=1+1", "s")


def test_not_applicable_is_written_as_na_and_zero_as_a_number(tmp_path):
    dataset = three_countries_dataset(a_score(NA), a_score(0, segment="deposition"))
    sheet = openpyxl.load_workbook(write(dataset, tmp_path / "nld.xlsx"))["Scores"]

    assert (sheet["E7"].value, sheet["E8"].value) == ("NA", 0)


def test_the_same_scorecard_is_the_same_file(tmp_path):
    first = write(a_filled_dataset(), tmp_path / "first.xlsx")
    second = write(a_filled_dataset(), tmp_path / "second.xlsx")

    assert first.read_bytes() == second.read_bytes()


def test_headers_are_translated_and_keys_are_not(tmp_path):
    use_language("de")
    try:
        opened = openpyxl.load_workbook(write(a_filled_dataset(), tmp_path / "nld.xlsx"))
    finally:
        use_language("en")
    identity = {row[0]: row[1] for row in opened["_chipmap"].iter_rows(values_only=True)}

    assert opened["Scores"]["E5"].value == "Niveau jetzt (0–5)"
    assert opened["Scores"][f"F{LITHO}"].value == "Mittel"
    assert '"level_now": "Niveau jetzt (0–5)"' in identity["columns"]
    assert identity["language"] == "de"


def test_segments_outside_the_chain_are_grouped_by_their_kind(tmp_path):
    dataset = three_countries_dataset(a_segment("cars", "", segment_kind="end_use", order=90))
    sheet = openpyxl.load_workbook(write(dataset, tmp_path / "nld.xlsx"))["Scores"]

    assert [cell.value for cell in sheet[12]][2:4] == ["End uses", "Cars"]


def test_an_institution_has_a_scorecard_like_a_country(tmp_path):
    dataset = three_countries_dataset(an_institution(name="ASML Holding"))
    sheet = openpyxl.load_workbook(write(dataset, tmp_path / "asml.xlsx", "asml"))["Scores"]

    assert sheet["B6"].value == "ASML Holding"


def test_the_summary_chart_has_a_text_for_those_who_cannot_see_it(tmp_path):
    path = write(a_filled_dataset(), tmp_path / "nld.xlsx")

    with zipfile.ZipFile(path) as package:
        assert b'descr="Bar chart' in package.read("xl/drawings/drawing1.xml")


def test_a_cancelled_export_leaves_no_file(tmp_path):
    class Stopped:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(a_filled_dataset(), tmp_path / "nld.xlsx", progress=Stopped())

    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_earlier_file(tmp_path):
    path = tmp_path / "nld.xlsx"
    path.mkdir()
    (path / "keep").touch()

    with pytest.raises(SaveFailed):
        write(a_filled_dataset(), path)

    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_subject_is_refused(tmp_path):
    with pytest.raises(UnknownRecord):
        write(a_filled_dataset(), tmp_path / "x.xlsx", "XXX")


def test_a_statistical_region_has_no_scorecard(tmp_path):
    dataset = three_countries_dataset(a_region("ROW", (), region_kind="statistical"))

    with pytest.raises(RuleBroken) as refused:
        write(dataset, tmp_path / "row.xlsx", "ROW")

    assert refused.value.issue.code == "region-not-scorable"


def test_sources_that_no_cell_can_hold_are_refused_by_name(tmp_path):
    evidence = [some_evidence(f"E-{number:010}", locator="x" * 1990) for number in range(9)]
    dataset = three_countries_dataset(*evidence, a_score(4, evidence=tuple(item.id for item in evidence)))

    with pytest.raises(RuleBroken) as refused:
        write(dataset, tmp_path / "nld.xlsx")

    assert refused.value.issue.code == "sources-too-long"
    assert (refused.value.issue.subject, refused.value.issue.segment) == ("NLD", "litho")


def test_the_file_name_is_made_of_ids(three_countries):
    assert scorecard_file_name(three_countries, "NLD", "japan/meti") == "Chipmap_NLD_R1_japan-meti.xlsx"
