"""Rows that are called as another: their answers are left out until a person says what holds."""

from __future__ import annotations

import pytest

from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.records import NOW, OWNER
from chipmap.model.starter import starter_dataset
from tests.model.exchange.scorecard_files import FIRST_ROW, codes, edit, plan_of, write


@pytest.fixture(scope="module")
def dataset():
    return starter_dataset(title="Partners")


@pytest.fixture
def scorecard(dataset, tmp_path):
    """Three new answers; the names of the first two rows have changed places."""

    def swap(workbook):
        sheet = workbook["Scores"]
        for column in (2, 3, 4):
            above, below = sheet.cell(FIRST_ROW, column), sheet.cell(FIRST_ROW + 1, column)
            above.value, below.value = below.value, above.value
        for row, level in ((FIRST_ROW, 3), (FIRST_ROW + 1, 1), (FIRST_ROW + 5, 5)):
            sheet.cell(row, 5).value = level

    return edit(write(dataset, tmp_path / "nld.xlsx"), swap)


def test_answers_beside_a_name_of_another_row_wait_for_a_person(scorecard, dataset):
    plan = plan_of(scorecard, dataset)
    after = dataset.with_changes(plan.changes)

    assert codes(plan).count("row-called-otherwise") == 2
    assert (len(plan.items), len(plan.chosen)) == (3, 1)
    assert [score.level(NOW) for key, score in after.scores.items() if key not in dataset.scores] == [5]


@pytest.mark.parametrize(("trust", "levels"), [(Trust.IDS, (3, 1)), (Trust.LABELS, (1, 3))])
def test_a_person_says_whether_ids_or_names_hold(scorecard, dataset, trust, levels):
    plan = plan_of(scorecard, dataset, trust=trust)
    after = dataset.with_changes(plan.changes)

    upper, lower = (item.segment for item in plan_of(scorecard, dataset, trust=Trust.IDS).items[:2])
    found = [after.scores["NLD", segment, OWNER, 1].level(NOW) for segment in (upper, lower)]
    assert tuple(found) == levels
    assert "row-called-otherwise" not in codes(plan)
