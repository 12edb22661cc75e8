"""Places beside each other: the same answers as for each place alone, in value-chain order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.side_by_side import compare_places
from chipmap.model.analysis.standing import standings_of
from chipmap.model.records import NA
from tests.builders import a_score, a_segment, three_countries_dataset

PLACES = ("NLD", "DEU", "MYS")


def segments(rows):
    return [row.segment.id for row in rows]


def test_every_stage_is_a_row_and_an_open_one_shows_its_sub_segments_below():
    standings = standings_of(three_countries_dataset())

    assert segments(compare_places(standings, PLACES)) == ["equipment", "packaging"]
    rows = compare_places(standings, PLACES, opened=("equipment",))
    assert segments(rows) == ["equipment", "litho", "deposition", "packaging"]
    assert [row.depth for row in rows] == [0, 1, 1, 0]
    assert [row.is_open for row in rows] == [True, False, False, False]
    assert [row.has_children for row in rows] == [True, False, False, True]


def test_a_segment_outside_the_stages_follows_them_when_it_is_looked_at():
    dataset = three_countries_dataset(a_segment("cars", "", segment_kind="end_use", order=90))

    assert segments(compare_places(standings_of(dataset), PLACES, chosen="cars"))[-1] == "cars"
    assert "cars" not in segments(compare_places(standings_of(dataset), PLACES, chosen="litho"))


def test_each_place_is_held_against_its_own_need():
    dataset = three_countries_dataset(
        a_score(4, "NLD", "packaging", need=5), a_score(4, "DEU", "packaging", need=2)
    )

    packaging = compare_places(standings_of(dataset), PLACES)[1]

    assert [gap.value for gap in packaging.gaps] == [-1.0, 2.0, None]
    assert [gap.level for gap in packaging.gaps] == [4.0, 4.0, None]


def test_what_is_unknown_or_not_applicable_is_neither_zero_nor_a_gap():
    dataset = three_countries_dataset(
        a_score(NA, "NLD", "packaging", need=3), a_score(0, "DEU", "packaging", need=3)
    )

    not_applicable, absent, unknown = compare_places(standings_of(dataset), PLACES)[1].gaps

    assert not_applicable.standing.is_not_applicable
    assert (not_applicable.level, not_applicable.value) == (None, None)
    assert (absent.level, absent.value) == (0.0, -3.0)
    assert (unknown.level, unknown.value, unknown.need) == (None, None, None)


def test_a_later_horizon_compares_expected_levels_only():
    dataset = three_countries_dataset(
        a_score(None, "NLD", "packaging", levels=(("now", 1), ("2030", 4)), needs=(("2030", 5),))
    )

    now = compare_places(standings_of(dataset), ("NLD",))[1].gaps[0]
    later = compare_places(standings_of(dataset), ("NLD",), horizon="2030")[1].gaps[0]

    assert (now.level, now.value) == (1.0, -4.0)
    assert (later.level, later.value) == (4.0, -1.0)


answers = st.dictionaries(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(("litho", "packaging", "packaging_osat"))),
    st.tuples(st.integers(0, 5), st.integers(0, 5)),
)


@given(answers, st.permutations(PLACES), st.sets(st.sampled_from(("equipment", "packaging"))))
def test_a_comparison_says_of_each_place_what_is_said_of_it_alone(answered, places, opened):
    scores = [a_score(now, place, segment, need=need) for (place, segment), (now, need) in answered.items()]
    standings = standings_of(three_countries_dataset(*scores))

    for row in compare_places(standings, places, opened=opened):
        assert row.gaps == tuple(standings.gap(place, row.segment.id) for place in places)
