"""A parent takes the weighted mean of its scored children when they hold two thirds of the weight."""

import pytest

from chipmap.model.analysis.standing import Origin, standings_of
from chipmap.model.records import NA
from tests.builders import a_score, a_segment, a_share, some_settings, three_countries_dataset


def rolled_up(*records, segment="equipment", **settings):
    dataset = three_countries_dataset(*records, settings=some_settings(**settings))
    return standings_of(dataset).of("NLD", segment)


def weighted(**weights):
    return [a_segment(key, "equipment", weight=weight, order=2) for key, weight in weights.items()]


def test_the_mean_is_weighted():
    standing = rolled_up(*weighted(litho=3.0, deposition=1.0), a_score(4), a_score(0, segment="deposition"))

    assert standing.level == 3
    assert standing.coverage == 1
    assert standing.why.segments == ("litho", "deposition")


@pytest.mark.parametrize(("rest", "level"), [(1.0, 4), (1.01, None)])
def test_two_thirds_of_the_weight_are_enough_and_less_is_not(rest, level):
    standing = rolled_up(*weighted(litho=2.0, deposition=rest), a_score(4))

    assert standing.level == level


def test_the_known_part_of_the_weight_is_told():
    standing = rolled_up(*weighted(litho=3.0, deposition=1.0), a_score(4))

    assert (standing.level, standing.coverage) == (4, 0.75)


def test_an_unscored_child_is_left_out_and_not_counted_as_zero():
    assert rolled_up(*weighted(litho=4.0, deposition=1.0), a_score(5)).level == 5


def test_a_child_that_is_not_applicable_leaves_with_its_weight():
    standing = rolled_up(a_score(4), a_score(NA, segment="deposition"))

    assert (standing.level, standing.coverage) == (4, 1)


def test_a_parent_whose_children_are_all_not_applicable_is_not_applicable():
    standing = rolled_up(a_score(NA), a_score(NA, segment="deposition"))

    assert standing.is_not_applicable
    assert standing.origin is Origin.ROLLED_UP


def test_a_suggested_child_is_no_scored_child():
    standing = rolled_up(a_score(4), a_share("deposition", percent=60))

    assert standing.origin is not Origin.ROLLED_UP


def test_a_child_may_itself_be_rolled_up_and_its_coverage_counts():
    standing = rolled_up(
        a_segment("litho_euv", "litho", order=7, weight=3.0),
        a_segment("litho_optics", "litho", order=8, weight=1.0),
        a_score(4, segment="litho_euv"),
        a_score(2, segment="deposition"),
    )

    assert standing.level == 3
    assert standing.coverage == pytest.approx((0.75 + 1) / 2)


def test_a_parents_own_answer_comes_first():
    assert rolled_up(a_score(1, segment="equipment"), a_score(5), a_score(5, segment="deposition")).level == 1


def test_the_least_coverage_is_a_setting_of_the_workspace():
    assert rolled_up(a_score(4), roll_up_coverage=0.5).level == 4
    assert rolled_up(a_score(4)).level is None
