"""Scorecards that were sorted, cut, renamed or stripped: found again or refused, never misread."""

from __future__ import annotations

import pytest

from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.geography.naming import resolve_place
from chipmap.model.records import NOW, OWNER, ConflictKind
from chipmap.wording import LANGUAGES, use_language
from tests.builders import a_segment, an_institution, three_countries_dataset
from tests.model.exchange.scorecard_files import (
    FIRST_ROW,
    LITHO,
    a_filled_dataset,
    codes,
    edit,
    fill,
    plan_of,
    units,
    write,
)

JUDGED = ("deposition", "judgement")


@pytest.fixture
def dataset():
    return a_filled_dataset()


@pytest.fixture
def scorecard(dataset, tmp_path):
    """A returned scorecard with one new answer: Deposition 3."""
    return fill(write(dataset, tmp_path / "nld.xlsx"), E8=3)


def test_inserted_rows_and_columns_do_not_matter(scorecard, dataset):
    def damage(workbook):
        sheet = workbook["Scores"]
        sheet.insert_rows(1, 4)
        sheet.insert_cols(3)
        sheet["C9"] = "Our notes"

    plan = plan_of(edit(scorecard, damage), dataset)

    assert list(units(plan)) == [JUDGED]
    assert plan.items[0].place.cell == "F12"


def test_reordered_columns_do_not_matter(scorecard, dataset):
    def damage(workbook):
        sheet = workbook["Scores"]
        for row in range(5, 12):
            sheet[f"E{row}"].value, sheet[f"G{row}"].value = sheet[f"G{row}"].value, sheet[f"E{row}"].value

    plan = plan_of(edit(scorecard, damage), dataset)

    assert list(units(plan)) == [JUDGED]
    assert plan.items[0].place.cell == "G8"


def test_a_renamed_sheet_is_found(scorecard, dataset):
    def damage(workbook):
        workbook["Scores"].title = "Ergebnis Ministerium"

    assert list(units(plan_of(edit(scorecard, damage), dataset))) == [JUDGED]


def test_headers_are_known_by_case_space_and_invisible_signs(scorecard, dataset):
    fill(scorecard, E5=" LEVEL\u00a0now\n(0–5)\u200b", F5="confidence ", A5="row id")

    assert list(units(plan_of(scorecard, dataset))) == [JUDGED]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_are_known_in_every_language_without_the_hidden_sheet(language, tmp_path):
    dataset = a_filled_dataset()
    use_language(language)
    try:
        path = write(dataset, tmp_path / "nld.xlsx")
    finally:
        use_language("en")

    def damage(workbook):
        for name in ("_chipmap", "_base", "Lists"):
            del workbook[name]
        workbook["Scores"]["E8"] = 3
        workbook["Scores"]["H8"] = 4
        workbook["Scores"]["J8"] = 5

    plan = plan_of(edit(path, damage), dataset)

    assert set(units(plan)) == {JUDGED, ("deposition", "level_2030"), ("deposition", "need_2030")}
    assert plan.rater == OWNER


@pytest.mark.parametrize("kept", ["hidden sheet", "properties", "code"])
def test_any_one_sign_of_identity_is_enough(kept, scorecard, dataset):
    def damage(workbook):
        if kept != "hidden sheet":
            del workbook["_chipmap"]
        if kept != "code":
            workbook["Scores"]["B3"] = None
        if kept != "properties":
            workbook.custom_doc_props.props.clear()

    plan = plan_of(edit(scorecard, damage), dataset)

    assert plan.blocked_by is None
    assert (plan.rater, plan.round, list(units(plan))) == (OWNER, 1, [JUDGED])


def test_a_file_without_any_sign_asks_whose_it_is(scorecard, dataset):
    def damage(workbook):
        del workbook["_chipmap"]
        workbook["Scores"]["B3"] = None
        workbook.custom_doc_props.props.clear()

    edit(scorecard, damage)

    assert plan_of(scorecard, dataset).blocked_by.code == "scorecard-unidentified"
    assert list(units(plan_of(scorecard, dataset, rater=OWNER))) == [JUDGED]


def test_rows_are_found_by_their_labels_when_the_ids_are_gone(scorecard, dataset):
    def damage(workbook):
        workbook["Scores"].delete_cols(1)

    plan = plan_of(edit(scorecard, damage), dataset)

    assert list(units(plan)) == [JUDGED]
    assert set(codes(plan)) == {"row-relinked", "column-missing"}


def test_sorted_rows_do_not_matter(scorecard, dataset):
    def damage(workbook):
        sheet = workbook["Scores"]
        rows = [[cell.value for cell in sheet[row]] for row in range(FIRST_ROW, 12)]
        for row, values in zip(range(FIRST_ROW, 12), reversed(rows), strict=True):
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column).value = value

    assert list(units(plan_of(edit(scorecard, damage), dataset))) == [JUDGED]


def sort_labels_apart(workbook):
    """Sort columns B to M and leave the ids in A where they were."""
    sheet = workbook["Scores"]
    rows = [[cell.value for cell in sheet[row]][1:] for row in range(FIRST_ROW, 12)]
    for row, values in zip(range(FIRST_ROW, 12), reversed(rows), strict=True):
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column).value = value


def test_columns_that_were_sorted_apart_block_the_import(scorecard, dataset):
    plan = plan_of(edit(scorecard, sort_labels_apart), dataset)

    assert plan.blocked_by.code == "labels-and-ids-disagree"
    assert (plan.blocked_by.params["count"], plan.blocked_by.params["total"]) == (6, 6)
    assert not plan.changes


def test_a_person_can_say_that_the_labels_are_right(scorecard, dataset):
    plan = plan_of(edit(scorecard, sort_labels_apart), dataset, trust=Trust.LABELS)

    assert list(units(plan)) == [JUDGED]


def test_a_person_can_say_that_the_ids_are_right(scorecard, dataset):
    def damage(workbook):
        sheet = workbook["Scores"]
        labels = [sheet[f"D{row}"].value for row in range(FIRST_ROW, 12)]
        for row, label in zip(range(FIRST_ROW, 12), reversed(labels), strict=True):
            sheet[f"D{row}"] = label

    plan = plan_of(edit(scorecard, damage), dataset, trust=Trust.IDS)

    assert list(units(plan)) == [JUDGED]


@pytest.mark.parametrize("label", ["Germany", "DEU", "Allemagne", "Asml", "EU27"])
@pytest.mark.parametrize("kept", ["hidden sheet", "code"])
def test_a_sheet_renamed_throughout_to_another_subject_blocks_the_import(kept, label, tmp_path):
    dataset = three_countries_dataset(an_institution())
    path = fill(write(dataset, tmp_path / "nld.xlsx"), E8=3, **{f"B{row}": label for row in range(6, 12)})
    if kept == "code":
        edit(path, strip_to_code)

    plan = plan_of(path, dataset, resolve_place=resolve_place)

    assert plan.blocked_by.code == "labels-and-ids-disagree"
    assert (plan.blocked_by.params["count"], plan.blocked_by.params["total"]) == (6, 6)


def strip_to_code(workbook):
    """Leave the visible code as the only sign of identity."""
    for name in ("_chipmap", "_base", "Lists"):
        del workbook[name]
    workbook.custom_doc_props.props.clear()


@pytest.mark.parametrize(("trust", "subject"), [(Trust.LABELS, "DEU"), (Trust.IDS, "NLD")])
def test_a_person_says_which_place_a_renamed_sheet_is_about(trust, subject, tmp_path):
    dataset = three_countries_dataset()
    path = fill(write(dataset, tmp_path / "nld.xlsx"), E8=3, **{f"B{row}": "Germany" for row in range(6, 12)})

    plan = plan_of(path, dataset, resolve_place=resolve_place, trust=trust)

    assert [item.subject for item in plan.items] == [subject]


@pytest.mark.parametrize("label", ["Pays-Bas", "the netherlands", "NL", "Our country"])
def test_another_name_of_the_same_place_is_no_obstacle(label, scorecard, dataset):
    fill(scorecard, **{f"B{row}": label for row in range(6, 12)})

    plan = plan_of(scorecard, dataset, resolve_place=resolve_place)

    assert list(units(plan)) == [JUDGED]
    assert codes(plan) == (["labels-changed"] if label == "Our country" else [])


def test_a_missing_column_says_nothing(scorecard, dataset):
    def damage(workbook):
        sheet = workbook["Scores"]
        sheet.delete_cols(13)
        sheet.delete_cols(6)

    after = dataset.with_changes(plan_of(edit(scorecard, damage), dataset).changes)

    assert after.scores["NLD", "litho", OWNER, 1] == dataset.scores["NLD", "litho", OWNER, 1]
    assert after.scores["NLD", "deposition", OWNER, 1].level(NOW) == 3


def test_a_scorecard_without_levels_is_blocked(scorecard, dataset):
    fill(scorecard, E5="x", H5="y", I5="z", J5="u", K5="v")

    assert plan_of(scorecard, dataset).blocked_by.code == "no-score-column"


def test_a_row_that_stands_twice_alike_is_read_once(scorecard, dataset):
    plan = plan_of(edit(scorecard, lambda workbook: copy_row(workbook, 8, 12)), dataset)

    assert (codes(plan), list(units(plan))) == (["row-twice"], [JUDGED])


def test_a_row_that_stands_twice_with_other_answers_is_a_conflict_and_changes_no_answer(scorecard, dataset):
    def damage(workbook):
        copy_row(workbook, 8, 12)
        workbook["Scores"]["E12"] = 1

    plan = plan_of(edit(scorecard, damage), dataset)
    after = dataset.with_changes(plan.changes)

    assert codes(plan) == ["row-twice-different"]
    assert [(item.conflict, item.after.level, item.place.cell) for item in plan.items] == [
        (ConflictKind.DUPLICATE, 3, "E8"),
        (ConflictKind.DUPLICATE, 1, "E12"),
    ]
    assert after.scores == dataset.scores
    assert {conflict.place for conflict in after.merge_conflicts.values()} == {"Scores!E8", "Scores!E12"}
    assert plan.issues[0].params["first"] == 8


def copy_row(workbook, source, target):
    sheet = workbook["Scores"]
    for cell in sheet[source]:
        sheet.cell(target, cell.column).value = cell.value


def test_a_row_of_nothing_here_is_kept_in_the_findings(scorecard, dataset):
    fill(scorecard, A12="r999", B12="Atlantis", D12="Alchemy", E12=5)

    plan = plan_of(scorecard, dataset)

    assert [(issue.code, issue.place.cell, issue.value) for issue in plan.issues] == [
        ("row-unknown", "A12", "r999")
    ]
    assert list(units(plan)) == [JUDGED]


def test_blank_rows_and_remarks_below_do_not_matter(scorecard, dataset):
    fill(scorecard, P20="a remark", N3="another")

    plan = plan_of(scorecard, dataset)

    assert (codes(plan), list(units(plan))) == ([], [JUDGED])


def test_labels_merged_by_hand_are_filled_down(tmp_path):
    dataset = a_filled_dataset()

    def damage(workbook):
        sheet = workbook["Scores"]
        sheet.delete_cols(1)
        sheet.merge_cells("A6:A11")
        sheet["D8"] = 3

    plan = plan_of(edit(write(dataset, tmp_path / "nld.xlsx"), damage), dataset)

    assert list(units(plan)) == [JUDGED]


def test_a_changed_base_copy_is_not_believed(scorecard, dataset):
    def damage(workbook):
        workbook["_base"]["B2"] = '{"level_now":1}'

    plan = plan_of(edit(scorecard, damage), dataset)

    assert "base-missing" in codes(plan)
    assert list(units(plan)) == [JUDGED]


def test_without_the_base_a_blank_cell_clears_nothing(scorecard, dataset):
    def damage(workbook):
        del workbook["_base"]
        workbook["Scores"][f"E{LITHO}"] = None
        workbook["Scores"][f"L{LITHO}"] = None

    plan = plan_of(edit(scorecard, damage), dataset)

    assert list(units(plan)) == [JUDGED]


def test_without_the_base_a_different_answer_is_a_conflict(scorecard, dataset):
    def damage(workbook):
        del workbook["_base"]
        workbook["Scores"][f"E{LITHO}"] = 1

    plan = plan_of(edit(scorecard, damage), dataset)

    assert [item.segment for item in plan.conflicts] == ["litho"]
    assert plan.changes.changes[0].record.key[1] == "deposition"


def test_a_segment_renamed_here_since_the_export_is_still_found(scorecard):
    renamed = three_countries_dataset(
        *a_filled_dataset().evidence.values(), a_segment("deposition", name="Layers")
    )

    plan = plan_of(scorecard, renamed)

    assert plan.blocked_by is None
    assert ("deposition", "judgement") in units(plan)


def test_a_scorecard_saved_as_csv_is_read_by_its_code(scorecard, dataset, tmp_path):
    import csv

    import openpyxl

    path = tmp_path / "nld.csv"
    sheet = openpyxl.load_workbook(scorecard, data_only=True)["Scores"]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([["" if value is None else value for value in row] for row in sheet.values])

    plan = plan_import(path, dataset)

    assert plan.blocked_by is None
    assert list(units(plan)) == [JUDGED]
