"""Levels and needs as arrays: the same as the standings say, after any row of edits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.analysis.arrays import LevelArrays, arrays_of
from chipmap.model.analysis.standing import standings_of
from chipmap.model.edits.scores import set_confidence, set_level, set_need
from chipmap.model.records import NA, Confidence
from tests.builders import a_need, a_score, an_institution, three_countries_dataset

SUBJECTS = ("NLD", "DEU", "MYS", "EU27", "fab-1")
SEGMENTS = ("equipment", "litho", "deposition", "packaging", "packaging_osat", "packaging_advanced")

edits = st.lists(
    st.tuples(
        st.sampled_from(("NLD", "DEU", "MYS", "fab-1")),
        st.sampled_from(SEGMENTS),
        st.sampled_from((None, NA, 0, 3, 5)),
        st.sampled_from(("now", "2030", "need")),
    ),
    max_size=8,
)


def a_workspace():
    return three_countries_dataset(
        an_institution("fab-1", "DEU"), a_need("NLD", "litho", level=4), a_score(4, "NLD", "litho")
    )


def edited(dataset, subject, segment, answer, where):
    if where == "need":
        return set_need(dataset, subject=subject, segment=segment, level=answer, horizon="2030")
    return set_level(dataset, subject=subject, segment=segment, level=answer, horizon=where)


@settings(max_examples=40)
@given(edits)
def test_patched_arrays_are_those_that_would_be_made_anew(steps):
    dataset = a_workspace()
    arrays_of(dataset).cube(SUBJECTS)
    for step in steps:
        dataset = dataset.with_changes(edited(dataset, *step))
        patched, anew = arrays_of(dataset).cube(SUBJECTS), LevelArrays(dataset).cube(SUBJECTS)
        for name in ("level", "suggested", "confidence", "is_not_applicable", "need"):
            np.testing.assert_array_equal(getattr(patched, name), getattr(anew, name), err_msg=name)


def test_the_arrays_say_what_the_standings_say():
    dataset = a_workspace()
    arrays, standings = arrays_of(dataset), standings_of(dataset)

    for subject in SUBJECTS:
        for segment in arrays.segments:
            standing = standings.of(subject, segment)
            found = arrays.levels(subject)[arrays.column[segment]]
            assert (found == standing.level) if standing.is_known else np.isnan(found)


def test_unknown_is_not_zero_and_not_applicable_is_marked_apart():
    dataset = a_workspace()
    dataset = dataset.with_changes(set_level(dataset, subject="MYS", segment="litho", level=NA))
    dataset = dataset.with_changes(set_level(dataset, subject="DEU", segment="litho", level=0))
    arrays = arrays_of(dataset)
    litho = arrays.column["litho"]

    assert arrays.levels("DEU")[litho] == 0
    assert np.isnan(arrays.levels("MYS")[litho])
    assert arrays.of("MYS").is_not_applicable[litho, 0]
    assert np.isnan(arrays.levels("MYS")[arrays.column["deposition"]])
    assert np.isnan(arrays.of("nobody").level).all()


def test_a_confidence_is_its_weight():
    dataset = a_workspace()
    dataset = dataset.with_changes(
        set_confidence(dataset, subject="NLD", segment="litho", confidence=Confidence.MEDIUM)
    )
    arrays = arrays_of(dataset)

    assert arrays.of("NLD").confidence[arrays.column["litho"], 0] == pytest.approx(2 / 3)


def test_needs_stand_at_later_horizons_only():
    arrays = arrays_of(a_workspace())

    assert arrays.needs("NLD", "2030")[arrays.column["litho"]] == 4
    assert np.isnan(arrays.needs("NLD", "2035")).all()


def test_no_subjects_are_an_empty_cube():
    assert arrays_of(a_workspace()).cube([]).level.shape == (0, len(SEGMENTS), 3)
