"""Answers of many cells as one step: whole or not at all, and nothing beside them changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.edits.score_blocks import CellAnswer, set_answers
from chipmap.model.errors import RuleBroken
from chipmap.model.records import NA, NOW, OWNER
from tests.builders import a_rater, a_score, three_countries_dataset

SUBJECTS = ("NLD", "DEU", "MYS", "EU27")
SEGMENTS = ("equipment", "litho", "deposition", "packaging", "packaging_osat")
CELLS = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(SEGMENTS))
ANSWERS = st.none() | st.integers(0, 5) | st.just(NA)


def answer_in(dataset, subject, segment, horizon=NOW, *, rater=OWNER, measure="level"):
    score = dataset.scores.get((subject, segment, rater, 1))
    if score is None:
        return None
    return score.level(horizon) if measure == "level" else score.need(horizon)


@given(
    st.dictionaries(CELLS, ANSWERS),
    st.dictionaries(CELLS, ANSWERS),
    st.sampled_from((("level", NOW), ("level", "2030"), ("need", "2035"))),
)
def test_a_block_leaves_exactly_its_answers_and_its_undo_leaves_none_of_them(first, second, asked):
    measure, horizon = asked
    dataset = three_countries_dataset(a_rater("guest"), a_score(2, "MYS", "litho", rater="guest"))
    for block in (first, second):
        before = dataset
        cells = [CellAnswer(*cell, answer) for cell, answer in block.items()]
        changes = set_answers(dataset, cells, horizon=horizon, measure=measure)
        dataset = dataset.with_changes(changes)
        assert len(changes) == sum(
            answer_in(before, *cell, horizon, measure=measure) != answer for cell, answer in block.items()
        )
        assert dataset.with_changes(changes.inverted()).scores == before.scores

    expected = {**first, **second}
    for cell in [(subject, segment) for subject in SUBJECTS for segment in SEGMENTS]:
        assert answer_in(dataset, *cell, horizon, measure=measure) == expected.get(cell)
    assert answer_in(dataset, "MYS", "litho", rater="guest") == 2
    assert all(not score.is_empty for score in dataset.scores.values())


def test_a_block_keeps_what_else_a_row_says():
    dataset = three_countries_dataset(a_score(3, reason="Two plants.", need=5))

    cleared = dataset.with_changes(set_answers(dataset, [CellAnswer("NLD", "litho", None)], horizon=NOW))

    (score,) = cleared.scores.values()
    assert (score.levels, score.reason, score.need("2030")) == ((), "Two plants.", 5)


@pytest.mark.parametrize(
    "cell",
    [("NLD", "chain", 3), ("NLD", "nowhere", 3), ("XXX", "litho", 3), ("NLD", "litho", 6)],
)
def test_one_cell_that_cannot_be_kept_refuses_the_whole_block(cell):
    dataset = three_countries_dataset()

    with pytest.raises(RuleBroken):
        set_answers(dataset, [CellAnswer("MYS", "litho", 3), CellAnswer(*cell)], horizon=NOW)
