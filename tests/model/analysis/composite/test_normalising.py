"""Numbers become comparable: missing stays missing, and what has no distance gives a reason."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.composite import Method, normalise, ranks
from chipmap.model.analysis.figures import Reason

levels = st.one_of(st.none(), st.integers(0, 5), st.floats(0, 5))
rows = st.lists(levels, min_size=1, max_size=9)
methods = st.sampled_from(Method)
anything = st.lists(st.one_of(st.none(), st.floats(), st.integers(-9, 9)), max_size=6)


@given(rows, methods, st.sampled_from([-1, 1]))
def test_missing_stays_missing_and_nothing_else_becomes_so(x, method, direction):
    found = normalise(x, method, direction, reference=0, target=9 if direction > 0 else -9)

    if found.reason is not None:
        assert found.listed == [None] * len(x)
    else:
        assert [value is None for value in found.listed] == [value is None for value in x]


@given(anything, methods, st.sampled_from([-1, 1]), st.floats(), st.integers(-2, 9))
def test_nonsense_gives_a_reason(x, method, direction, target, reference):
    found = normalise(x, method, direction, target=target, reference=reference, goalposts=(target, 3.0))

    assert bool(np.isnan(found.values).all()) == (found.reason is not None)
    assert not np.isinf(found.values).any()
    assert len(found.values) == len(x)


@given(st.lists(levels, min_size=2, max_size=9), methods, st.randoms(use_true_random=False))
def test_the_order_of_places_changes_nothing(x, method, random):
    order = random.sample(range(len(x)), len(x))
    position = order.index(0)

    one = normalise(x, method, reference=0, target=9)
    other = normalise([x[place] for place in order], method, reference=position, target=9)

    assert one.reason == other.reason
    assert other.values == pytest.approx(one.values[order], abs=1e-9, nan_ok=True)


@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=9), st.sampled_from([*set(Method) - {Method.AS_GIVEN}])
)
def test_the_better_place_has_the_higher_number(x, method):
    for direction in (1, -1):
        best = x.index(max(x, key=direction.__mul__))
        found = normalise(x, method, direction, reference=best, target=6 * direction)
        if found.reason is not None:
            continue
        for a, found_a in zip(x, found.listed, strict=True):
            for b, found_b in zip(x, found.listed, strict=True):
                if a * direction > b * direction:
                    assert found_a > found_b - 1e-12


@given(rows, levels)
def test_another_place_changes_nobody_under_goalposts(x, added):
    before = normalise(x).listed

    assert normalise([*x, added]).listed[:-1] == before


def test_min_max_lets_another_place_change_everybody():
    assert normalise([1, 2], Method.MINMAX).listed == [0, 100]
    assert normalise([1, 2, 3], Method.MINMAX).listed == [0, 50, 100]


@pytest.mark.parametrize(
    ("x", "method", "reason"),
    [
        ([], Method.MINMAX, Reason.NOTHING_GIVEN),
        ([None, nan], Method.GOALPOSTS, Reason.ALL_MISSING),
        ([1, inf], Method.RANK, Reason.NOT_FINITE),
        ([3, 3, None], Method.MINMAX, Reason.CONSTANT),
        ([3, 3], Method.ZSCORE, Reason.CONSTANT),
        ([3], Method.ZSCORE, Reason.TOO_FEW),
        ([3, None], Method.PERCENTILE_RANK, Reason.TOO_FEW),
        ([3, 4], Method.DISTANCE_TO_TARGET, Reason.BAD_TARGET),
        ([3, 4], Method.DISTANCE_TO_REFERENCE, Reason.BAD_TARGET),
        ([0, 0], Method.RATIO_TO_BEST, Reason.NOT_POSITIVE),
        ([-1, 2], Method.RATIO_TO_MEAN, Reason.NEGATIVE),
    ],
)
def test_why_numbers_are_not_comparable(x, method, reason):
    assert normalise(x, method).reason is reason


def test_less_is_better_turns_the_goalposts():
    assert normalise([0, 1, 5], direction=-1).listed == [100, 80, 0]


def test_equal_places_share_the_smallest_rank():
    assert ranks([3, 5, 5, nan, 1])[[0, 1, 2, 4]].tolist() == [3, 1, 1, 4]
    assert np.isnan(ranks([3, nan])[1])
