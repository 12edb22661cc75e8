"""Weights add up to one; what cannot be weights is refused with a reason."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.composite import Consistency, ahp, weights_budget, weights_equal, weights_user
from chipmap.model.analysis.figures import Reason

positive = st.floats(0.01, 100)
anything = st.one_of(st.none(), st.floats(), st.integers(-3, 3))


@given(st.lists(positive, min_size=1, max_size=9), positive)
def test_weights_add_up_and_keep_their_proportions(given_weights, factor):
    weights = weights_user(given_weights)

    assert sum(weights.values) == pytest.approx(1)
    assert weights_user([weight * factor for weight in given_weights]).values == pytest.approx(weights.values)


@given(st.lists(anything, max_size=5), st.lists(st.lists(anything, max_size=3), max_size=3))
def test_nonsense_gives_a_reason(row, table):
    for weights in (weights_user(row), weights_budget(table), weights_budget([row])):
        assert (not weights.values) == (weights.reason is not None)
    assert (not ahp(table).weights) == (ahp(table).reason is not None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([], Reason.NOTHING_GIVEN),
        ([0, 0], Reason.ZERO_WEIGHTS),
        ([1, -1], Reason.NEGATIVE),
        ([1, None], Reason.MISSING),
        ([1, nan], Reason.MISSING),
        ([1, inf], Reason.NOT_FINITE),
    ],
)
def test_why_these_are_no_weights(row, reason):
    assert weights_user(row).reason is reason


def test_equal_weights_need_items():
    assert weights_equal(4).values == (0.25,) * 4
    assert weights_equal(0).reason is Reason.NOTHING_GIVEN


def test_a_budget_is_each_experts_own_total():
    weights = weights_budget([[60, 40], [1, 1], [0, 0]])

    assert weights.values == pytest.approx((0.55, 0.45))
    assert (weights.lowest, weights.highest) == (pytest.approx((0.5, 0.4)), pytest.approx((0.6, 0.5)))
    assert weights.experts == 2
    assert not weights.has_many_items
    assert weights_budget([[1] * 11]).has_many_items


@given(st.lists(positive, min_size=3, max_size=7))
def test_judgements_made_from_weights_give_them_back(given_weights):
    found = ahp([[one / other for other in given_weights] for one in given_weights])

    assert found.weights == pytest.approx(weights_user(given_weights).values, rel=1e-6)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-6)
    assert found.consistency is Consistency.CONSISTENT


def test_the_triple_that_contradicts_itself_is_named():
    found = ahp([[1, 2, 1 / 9], [1 / 2, 1, 2], [9, 1 / 2, 1]])

    assert found.consistency is Consistency.INCONSISTENT
    assert set(found.worst_triple) == {0, 1, 2}


def test_two_items_cannot_contradict_each_other():
    assert ahp([[1, 3], [1 / 3, 1]]).consistency_ratio == 0
    assert ahp([[1]]).weights == (1,)


def test_beyond_ten_items_the_ratio_is_unknown():
    found = ahp([[1] * 11] * 11)

    assert found.weights == pytest.approx([1 / 11] * 11)
    assert found.consistency_ratio is None


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        ([], Reason.NOTHING_GIVEN),
        ([[1, 2], [1]], Reason.UNEQUAL_LENGTHS),
        ([[1, 2], [2, 1]], Reason.NOT_RECIPROCAL),
        ([[2]], Reason.NOT_RECIPROCAL),
        ([[1, 0], [0, 1]], Reason.NOT_POSITIVE),
        ([[1, -2], [-0.5, 1]], Reason.NOT_POSITIVE),
        ([[1, inf], [0, 1]], Reason.NOT_FINITE),
        ([[1, nan], [1, 1]], Reason.MISSING),
    ],
)
def test_why_a_matrix_is_no_judgement(matrix, reason):
    assert ahp(matrix).reason is reason
