"""Findings of one cause are one group, and one decision mends every cell in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.exchange.cell_correction import with_corrected_cells
from chipmap.model.exchange.finding_groups import grouped_findings
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import Confidence
from chipmap.wording.finding_groups import apply_text, group_text, places_text, remedy_text
from tests.model.exchange.scorecard_files import a_filled_dataset, codes, fill, read_here, write

CODES = ("level-not-understood", "cell-formula", "cell-date", "rows-hidden", "cell-word-understood")


def a_finding(code, value="", cell="", field_name="level_now", severity=Severity.ERROR):
    params = {"taken": "high"} if code == "cell-word-understood" else {"count": 3}
    return Issue(
        code,
        severity,
        field_name=field_name,
        value=value,
        place=CellPlace("card.xlsx", "Scores", cell),
        params=params,
    )


findings = st.builds(
    a_finding,
    st.sampled_from(CODES),
    st.sampled_from(["Hoch", "hoch ", "x", "3-4"]),
    st.sampled_from(["", "E7", "E8", "F12"]),
    st.sampled_from(["level_now", "need_2030", "confidence"]),
    st.sampled_from(Severity),
)


@given(st.lists(findings, max_size=30))
def test_every_finding_is_in_exactly_one_group_and_errors_come_first(issues):
    groups = grouped_findings(issues)

    assert sorted(map(repr, issues)) == sorted(repr(issue) for group in groups for issue in group.issues)
    order = [list(Severity).index(group.severity) for group in groups]
    assert order == sorted(order)
    assert all(group_text(group) and isinstance(places_text(group), str) for group in groups)


def test_the_same_word_in_many_cells_is_one_decision():
    issues = [
        a_finding("cell-word-understood", value, f"F{row}", "confidence", Severity.WARNING)
        for row, value in enumerate(["Hoch", " hoch", "HOCH"] * 5, start=6)
    ]

    (group,) = grouped_findings(issues)

    assert (group.count, group.fix.choices, group.can_apply_to_all) == (15, ("high",), True)
    assert group_text(group) == "15 cells: “Hoch” was read as High."
    assert apply_text(group, "high") == "High in all 15 cells"
    assert places_text(group) == "Scores!F6, F7, F8, F9, F10, F11 and 9 more"
    assert remedy_text(group)


def test_levels_and_needs_of_every_horizon_are_one_kind_of_column():
    issues = [
        a_finding("level-not-understood", "lots", cell, key)
        for cell, key in (("E7", "level_now"), ("J7", "need_2030"))
    ]

    assert [group.field_name for group in grouped_findings(issues)] == ["level"]


def test_decimals_are_one_question_whatever_they_are():
    issues = [
        a_finding("level-not-whole", value, f"E{row}") for row, value in enumerate(["3,5", "2.5", "1.1"])
    ]

    (group,) = grouped_findings(issues)

    assert (group.count, group.fix.choices, group.can_apply_to_all) == (3, ("nearest", "down", "up"), False)


def test_what_concerns_whole_sheets_is_said_for_each():
    place = CellPlace("card.xlsx", "Other")
    issues = [Issue("second-scores-sheet", Severity.NOTICE, value="Other", place=place)] * 2
    issues.append(
        Issue("rows-hidden", Severity.WARNING, place=CellPlace("card.xlsx", "Scores"), params={"count": 2})
    )

    assert [group.code for group in grouped_findings(issues)] == ["rows-hidden", "second-scores-sheet"]


def test_applying_a_choice_to_all_mends_every_cell_of_the_group(tmp_path):
    dataset = a_filled_dataset()
    path = fill(write(dataset, tmp_path / "nld.xlsx"), F7="Hihg", F9="hihg", E8="3-4", E10="3-4", E11="2-3")
    raw = read_here(path)

    words, levels, other = sorted(
        grouped_findings(plan_import(raw, dataset).issues),
        key=lambda group: (-len(group.fix.choices[0]), -group.count),
    )
    corrected = with_corrected_cells(raw, words.places, words.fix.choices[0])
    corrected = with_corrected_cells(corrected, levels.places, "4")
    plan = plan_import(corrected, dataset)

    assert (words.count, levels.count, other.value) == (2, 2, "2-3")
    assert codes(plan) == ["level-not-understood"]
    taken = {item.segment: item.after for item in plan.items}
    assert taken["litho"].confidence is Confidence.HIGH
    assert {item.after.level for item in plan.items if item.segment != "litho"} >= {4}
