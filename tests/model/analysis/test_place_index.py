"""The index of places agrees with the pure method, with the shown levels and with the workspace's weights."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.composite import Aggregation
from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.place_index import (
    compared_places,
    place_index,
    reweighted,
    weight_sensitivity,
)
from chipmap.model.analysis.standing import standings_of
from chipmap.model.errors import Cancelled
from chipmap.model.records import NA, Confidence
from tests.builders import a_score, three_countries_dataset

PLACES = ("NLD", "DEU", "MYS")


def scored(*rows):
    return three_countries_dataset(*rows)


def both_stages(subject: str, equipment: int, packaging: int, **changed):
    return (
        a_score(equipment, subject, "equipment", **changed),
        a_score(packaging, subject, "packaging", **changed),
    )


def test_the_index_is_the_weighted_mean_of_the_stages_between_the_goalposts_0_and_5():
    found = place_index(scored(*both_stages("NLD", 5, 2)), PLACES, weights={"equipment": 3.0})
    one = found.of("NLD")
    assert one.index == pytest.approx((3 * 100 + 40) / 4)
    assert one.level == pytest.approx(4.25)
    assert {term.subject: term.contribution for term in one.explain} == pytest.approx(
        {"equipment": 75.0, "packaging": 10.0}
    )
    assert found.weights == pytest.approx({"equipment": 0.75, "packaging": 0.25})


def test_a_place_with_less_than_two_thirds_known_has_a_reason_and_bounds_but_no_rank():
    dataset = scored(*both_stages("NLD", 5, 5), a_score(4, "DEU", "equipment"))
    found = place_index(dataset, PLACES)
    half, none = found.of("DEU"), found.of("MYS")
    assert (half.index, half.rank, half.reason) == (None, None, Reason.LOW_COVERAGE)
    assert half.coverage == pytest.approx(0.5)
    assert half.unknown == ("packaging",)
    assert (half.least, half.most) == pytest.approx((40.0, 90.0))
    assert (none.index, none.reason, none.coverage) == (None, Reason.ALL_MISSING, 0.0)
    assert [one.place for one in found.places] == ["NLD", "DEU", "MYS"]


def test_a_stage_that_is_not_applicable_leaves_the_index_and_its_coverage():
    dataset = scored(a_score(4, "NLD", "equipment"), a_score(NA, "NLD", "packaging"))
    one = place_index(dataset, ["NLD"]).of("NLD")
    assert (one.index, one.coverage, one.not_applicable) == (pytest.approx(80.0), 1.0, ("packaging",))


def test_weights_of_sub_segments_change_the_index_as_they_change_the_rolled_up_level():
    dataset = scored(
        a_score(5, "NLD", "litho"), a_score(1, "NLD", "deposition"), a_score(3, "NLD", "packaging")
    )
    weights = {"litho": 3.0}
    level = standings_of(reweighted(dataset, weights)).of("NLD", "equipment").level
    assert level == pytest.approx(4.0)
    assert place_index(dataset, ["NLD"], weights=weights).of("NLD").index == pytest.approx(70.0)
    assert place_index(dataset, ["NLD"]).of("NLD").index == pytest.approx(60.0)


def test_ties_take_the_smallest_rank():
    dataset = scored(*both_stages("NLD", 4, 4), *both_stages("DEU", 4, 4), *both_stages("MYS", 1, 1))
    found = place_index(dataset, PLACES)
    assert {one.place: one.rank for one in found.places} == {"NLD": 1, "DEU": 1, "MYS": 3}


def test_the_rank_interval_is_wider_where_confidence_is_lower():
    def interval(confidence: Confidence) -> int:
        rows = [
            row
            for place, level in zip(PLACES, (3, 3, 4), strict=True)
            for row in both_stages(place, level, 3, confidence=confidence)
        ]
        found = place_index(scored(*rows), PLACES, draws=2000, seed=3)
        return sum(one.high_rank - one.low_rank for one in found.places)

    assert interval(Confidence.LOW) > interval(Confidence.HIGH)


def test_the_same_seed_gives_the_same_interval_and_cancelling_raises():
    class Stopped:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    dataset = scored(*both_stages("NLD", 4, 3), *both_stages("DEU", 3, 4))
    first, again = (place_index(dataset, PLACES, draws=500, seed=7).places for _ in range(2))
    assert first == again
    with pytest.raises(Cancelled):
        place_index(dataset, PLACES, draws=500, progress=Stopped())


def test_a_segment_is_indexed_over_its_sub_segments_and_a_leaf_over_itself():
    dataset = scored(a_score(5, "NLD", "litho"), a_score(3, "NLD", "deposition"))
    assert place_index(dataset, ["NLD"], segment="equipment").of("NLD").index == pytest.approx(80.0)
    assert place_index(dataset, ["NLD"], segment="litho").of("NLD").index == pytest.approx(100.0)


def test_the_geometric_mean_makes_up_less_for_a_weakness():
    dataset = scored(*both_stages("NLD", 5, 1))
    flat = place_index(dataset, ["NLD"]).of("NLD").index
    strict = place_index(dataset, ["NLD"], aggregation=Aggregation.GEOMETRIC).of("NLD").index
    assert strict < flat


@pytest.mark.parametrize(
    ("weights", "segment", "reason"),
    [
        ({"equipment": 0.0, "packaging": 0.0}, "", Reason.ZERO_WEIGHTS),
        ({"equipment": -1.0}, "", Reason.NEGATIVE),
        (None, "nowhere", Reason.UNKNOWN_NAME),
    ],
)
def test_nonsense_gives_a_reason_and_no_number(weights, segment, reason):
    found = place_index(scored(*both_stages("NLD", 5, 2)), PLACES, weights=weights, segment=segment)
    assert found.reason is reason
    assert [one.index for one in found.places] == [None, None, None]


def test_the_compared_places_are_the_focus_the_candidates_and_those_added():
    assert compared_places(scored(), "EU27", "DEU", "MYS", "nobody") == ["EU27", "MYS", "DEU"]


def test_leaving_out_the_part_that_decides_moves_ranks_most_and_weights_have_influence():
    dataset = scored(*both_stages("NLD", 5, 1), *both_stages("DEU", 2, 3), *both_stages("MYS", 1, 2))
    influences = {one.name: one.mean_shift for one in place_index(dataset, PLACES).influences.nodes}
    assert influences["equipment"] > influences["packaging"] == 0.0
    close = scored(*both_stages("NLD", 5, 2), *both_stages("DEU", 2, 4), *both_stages("MYS", 1, 1))
    found = weight_sensitivity(close, PLACES, samples=256)
    assert found.reason is None
    assert set(found.factors) == {"equipment", "packaging"}
    assert weight_sensitivity(scored(), PLACES).reason is Reason.LOW_COVERAGE
