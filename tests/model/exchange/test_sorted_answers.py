"""Answers that were sorted without their rows: asked about, never merged; genuine edits are not held up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.exchange.sorted_answers import LEAST_MOVED, AnsweredRow, find_sorted_column
from chipmap.model.starter import starter_dataset
from tests.builders import a_score
from tests.model.exchange.scorecard_files import FIRST_ROW, edit, plan_of, write

LEVEL, LAST = 5, 13


@pytest.fixture(scope="module")
def dataset():
    """The starter chain, with two answers of three for the Netherlands."""
    draw = random.Random(5)
    dataset = starter_dataset(title="Partners")
    segments = sorted(dataset.segments)
    scores = [
        replace(a_score(draw.randint(0, 5), segment=segment), evidence=(), reason=f"Because {n}.")
        for n, segment in enumerate(segments)
        if n % 3
    ]
    return dataset.with_changes(ChangeSet.of(Change(None, score) for score in scores))


@pytest.fixture
def scorecard(dataset, tmp_path):
    return write(dataset, tmp_path / "nld.xlsx")


def sort_columns(path, columns, by):
    """Sort some of the columns of the sheet by one of them, as a spreadsheet program does."""

    def sort(workbook):
        sheet = workbook["Scores"]
        rows = range(FIRST_ROW, sheet.max_row + 1)
        order = sorted(
            rows, key=lambda row: (sheet.cell(row, by).value is None, str(sheet.cell(row, by).value))
        )
        for column in columns:
            values = [sheet.cell(row, column).value for row in order]
            for row, value in zip(rows, values, strict=True):
                sheet.cell(row, column).value = value

    return edit(path, sort)


@pytest.mark.parametrize(
    ("columns", "by"),
    [
        ([LEVEL], LEVEL),
        ([LEVEL, LEVEL + 1], LEVEL),
        (range(LEVEL, LAST + 1), LEVEL),
        (range(LEVEL, LAST + 1), 12),
        ([12], 12),
        ([1, 2, 3, 4], 4),
    ],
)
def test_answers_sorted_without_their_rows_are_asked_about_and_not_merged(scorecard, dataset, columns, by):
    plan = plan_of(sort_columns(scorecard, columns, by), dataset)

    assert plan.blocked_by is not None
    assert plan.blocked_by.code == "answers-sorted-apart"
    assert not plan.changes


@pytest.mark.parametrize("by", [1, 4, LEVEL])
def test_a_table_that_was_sorted_as_a_whole_changes_nothing(scorecard, dataset, by):
    plan = plan_of(sort_columns(scorecard, range(1, LAST + 1), by), dataset)

    assert (plan.blocked_by, plan.items) == (None, ())


def test_a_new_card_whose_levels_were_sorted_alone_is_asked_about(tmp_path):
    empty = starter_dataset(title="Partners")

    def fill(workbook):
        sheet = workbook["Scores"]
        for row in range(FIRST_ROW, FIRST_ROW + 40):
            sheet.cell(row, LEVEL).value = row * 7 % 6

    path = edit(write(empty, tmp_path / "new.xlsx"), fill)

    assert plan_of(path, empty).blocked_by is None
    assert plan_of(sort_columns(path, [LEVEL], LEVEL), empty).blocked_by.code == "answers-sorted-apart"


def test_a_person_may_say_that_the_rows_are_right(scorecard, dataset):
    path = sort_columns(scorecard, [LEVEL], LEVEL)

    plan = plan_of(path, dataset, trust=Trust.IDS)

    assert plan.blocked_by is None
    assert plan.items


def test_many_genuine_changes_are_not_held_up(scorecard, dataset):
    draw = random.Random(11)

    def rescore(workbook):
        sheet = workbook["Scores"]
        for row in draw.sample(range(FIRST_ROW, sheet.max_row + 1), 45):
            sheet.cell(row, LEVEL).value = min(
                5, (sheet.cell(row, LEVEL).value or 0) + draw.choice((1, 1, 2))
            )

    plan = plan_of(edit(scorecard, rescore), dataset)

    assert plan.blocked_by is None
    assert len(plan.items) > 30


levels = st.one_of(st.none(), st.integers(0, 5))


def rows_of(sent, present):
    return [
        AnsweredRow(number, _cells(before), _cells(after))
        for number, (before, after) in enumerate(zip(sent, present, strict=True))
    ]


def _cells(level):
    return {} if level is None else {"level_now": str(level)}


@given(st.lists(levels, min_size=12, max_size=80), st.data())
def test_fewer_than_ten_changes_are_never_taken_for_a_sort(sent, data):
    changed = dict(
        data.draw(st.lists(st.tuples(st.integers(0, len(sent) - 1), levels), max_size=LEAST_MOVED - 1))
    )
    present = [changed.get(number, level) for number, level in enumerate(sent)]

    assert find_sorted_column(rows_of(sent, present), ["level_now"]) is None


@given(st.lists(levels, min_size=30, max_size=80), st.randoms(use_true_random=False))
def test_every_shuffle_that_moves_ten_answers_is_found(sent, draw):
    present = list(sent)
    draw.shuffle(present)
    moved = sum(before != after for before, after in zip(sent, present, strict=True))
    told = {level for level in sent if level is not None}

    found = find_sorted_column(rows_of(sent, present), ["level_now"])

    assert (found is not None) == (moved >= LEAST_MOVED and bool(told))
