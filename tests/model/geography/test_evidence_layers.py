"""Coverage and age of evidence: what has been answered, and how old that is."""

import pytest

from chipmap.model.geography.classes import age_class, coverage_class
from chipmap.model.geography.layers import LayerKind, layer_of
from chipmap.model.records import NA
from tests.builders import (
    a_score,
    a_segment,
    a_share,
    a_suggestion_basis,
    an_institution,
    some_evidence,
    three_countries_dataset,
)

PARTS = tuple(a_segment(f"part_{letter}", "litho", order=90 + number) for number, letter in enumerate("abc"))


def layer(kind, *records, horizon="now", segment="litho"):
    dataset = three_countries_dataset(*records)
    return layer_of(dataset, kind, segment=segment, horizon=horizon, focus="EU27")


def test_coverage_is_the_part_of_the_segments_rows_that_is_scored():
    shown = layer(LayerKind.COVERAGE, *PARTS, a_score(4), a_score(0, "NLD", "part_a"))

    place = shown.values["NLD"]
    assert (place.value, place.answered, place.rows, place.class_index) == (50, 2, 4, 2)
    assert (shown.scored_count, shown.class_count) == (1, 6)


def test_rows_that_are_not_applicable_are_left_out_of_the_coverage():
    shown = layer(LayerKind.COVERAGE, *PARTS, a_score(4), a_score(NA, "NLD", "part_a"))

    assert (shown.values["NLD"].answered, shown.values["NLD"].rows) == (1, 3)


def test_a_place_where_nothing_applies_has_no_coverage():
    shown = layer(LayerKind.COVERAGE, a_score(NA))

    assert (shown.values["NLD"].value, shown.values["NLD"].state) == (None, "not_applicable")


def test_a_place_with_nothing_scored_is_hatched_and_not_coloured_as_0():
    shown = layer(LayerKind.COVERAGE, *PARTS, a_suggestion_basis(), a_share(subject="MYS"))

    assert (shown.values["MYS"].value, shown.values["MYS"].state) == (None, "none")
    assert (shown.values["MYS"].answered, shown.values["MYS"].rows) == (0, 4)


def test_coverage_counts_the_answers_of_its_own_horizon():
    expected = a_score(levels=(("2030", 4),))

    assert layer(LayerKind.COVERAGE, expected).values["NLD"].value is None
    assert layer(LayerKind.COVERAGE, expected, horizon="2030").values["NLD"].value == 100


@pytest.mark.parametrize(
    ("percent", "expected"), [(0.1, 0), (20, 1), (39.9, 1), (60, 3), (80, 4), (99.9, 4), (100, 5)]
)
def test_only_complete_coverage_is_in_the_highest_class(percent, expected):
    assert coverage_class(percent) == expected


def test_age_counts_from_the_newest_of_reference_year_and_evidence():
    old, new = some_evidence("Old", year=2019), some_evidence("New", year=2023)
    shown = layer(LayerKind.AGE, old, new, a_score(4, evidence=(old.id, new.id), year=2021))

    place = shown.values["NLD"]
    assert (place.value, place.newest_year, place.class_index, place.is_dotted) == (3, 2023, 3, False)


def test_the_age_of_a_suggestion_is_that_of_its_share_and_dotted():
    shown = layer(LayerKind.AGE, a_suggestion_basis(), a_share(subject="MYS"))

    place = shown.values["MYS"]
    assert (place.newest_year, place.is_dotted) == (a_share().year, True)
    assert (shown.scored_count, shown.suggested_count) == (0, 1)


def test_a_rolled_up_level_is_as_new_as_the_newest_of_its_parts():
    parts = (a_score(3, "NLD", "part_a", year=2018), a_score(3, "NLD", "part_b", year=2024))
    shown = layer(LayerKind.AGE, *PARTS[:2], *parts)

    assert shown.values["NLD"].newest_year == 2024


def test_evidence_dated_ahead_is_not_older_than_0():
    assert layer(LayerKind.AGE, a_score(4, year=2030)).values["NLD"].value == 0


def test_what_has_no_year_has_no_age():
    shown = layer(LayerKind.AGE, a_score(4, year=None), an_institution("fab-1", "DEU"), a_score(NA, "MYS"))

    assert [shown.values[code].state for code in ("NLD", "DEU", "MYS")] == ["none", "none", "not_applicable"]


@pytest.mark.parametrize(("years", "expected"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (10, 5)])
def test_age_has_six_classes(years, expected):
    assert age_class(years) == expected
