"""Gaps over scenarios and horizons: expected shortfall, uncertainty, interpolation, where to invest."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.foresight import (
    Triangle,
    between,
    gap,
    investments,
    scenario_gaps,
    shortfall,
    surplus,
    triangle_around,
    uncertain_gap,
)

names = st.sampled_from(["base", "fast", "slow"])
levels = st.dictionaries(names, st.one_of(st.none(), st.floats(0, 5)), max_size=3)
weights = st.fixed_dictionaries({name: st.floats(0, 3) for name in ("base", "fast", "slow")})
anything = st.one_of(st.none(), st.floats(), st.integers(-9, 9))
odd_rows = st.dictionaries(names, anything, max_size=3)
triangles = st.lists(st.floats(0, 5), min_size=3, max_size=3).map(lambda ends: Triangle(*sorted(ends)))


@given(levels, levels, weights, st.floats(0.1, 50))
def test_expected_shortfall_is_never_below_the_shortfall_of_the_expected_gap(level, need, weight, factor):
    found = scenario_gaps(level, need, weight)
    scaled = scenario_gaps(level, need, {name: value * factor for name, value in weight.items()})

    assert found.expected_gap == pytest.approx(scaled.expected_gap, abs=1e-9)
    if found.reason is not None:
        assert found.expected_gap is None
        return
    assert found.expected_shortfall >= shortfall(found.expected_gap) - 1e-9
    assert found.worst_shortfall >= found.expected_shortfall - 1e-9
    assert sum(term.contribution for term in found.explain) == pytest.approx(
        found.expected_shortfall, abs=1e-9
    )
    assert sum(term.contribution for term in found.explain_gap) == pytest.approx(found.expected_gap, abs=1e-9)


@given(odd_rows, odd_rows, st.one_of(st.none(), odd_rows))
def test_scenarios_of_nonsense_give_a_reason(level, need, weight):
    found = scenario_gaps(level, need, weight)

    assert (found.expected_shortfall is None) == (found.reason is not None)


def test_a_surplus_never_offsets_a_shortfall():
    found = scenario_gaps({"a": 5, "b": 1}, {"a": 1, "b": 5})

    assert (found.expected_gap, found.expected_shortfall) == (0, 2)
    assert (found.worst_scenario, found.worst_shortfall, found.spread) == ("b", 4, 8)
    assert (shortfall(-2), shortfall(2), surplus(2), surplus(-2)) == (2, 0, 2, 0)


def test_below_two_thirds_of_the_weight_nothing_is_expected():
    found = scenario_gaps({"a": 3, "b": None}, {"a": 4, "b": 4}, {"a": 1, "b": 1})

    assert (found.coverage, found.reason) == (0.5, Reason.LOW_COVERAGE)
    assert scenario_gaps({"a": 3, "b": None}, {"a": 4, "b": 4}, {"a": 2, "b": 1}).expected_gap == -1


@pytest.mark.parametrize(
    ("level", "need", "reason"),
    [(None, 3, Reason.MISSING), (3, nan, Reason.MISSING), (inf, 3, Reason.NOT_FINITE)],
)
def test_why_there_is_no_gap(level, need, reason):
    assert gap(level, need).reason is reason


def test_a_gap_is_the_level_less_the_need():
    assert gap(2, 5).value == -3
    assert sum(term.contribution for term in gap(2, 5).explain) == -3


@given(triangles, triangles)
def test_one_of_need_and_level_exceeds_the_other(level, need):
    found = uncertain_gap(level, need)
    turned = uncertain_gap(need, level)

    assert 0 <= found.need_exceeds <= 1
    if level.high - level.low > 1e-6 and need.high - need.low > 1e-6:
        assert found.need_exceeds + turned.need_exceeds == pytest.approx(1, abs=1e-9)
    assert found.mean == pytest.approx(-turned.mean)
    assert found.sd == pytest.approx(turned.sd)
    assert sum(term.contribution for term in found.explain) == pytest.approx(found.mean, abs=1e-9)


@pytest.mark.parametrize(
    ("level", "need"),
    [((1, 2.5, 4), (2, 3, 5)), ((0, 0, 5), (0, 5, 5)), ((2, 2, 2), (1, 2, 4)), ((1, 2, 3), (2, 2, 2))],
)
def test_the_probability_is_that_of_many_draws(level, need):
    rng = np.random.default_rng(1)

    def drawn(low, mode, high):
        return rng.triangular(low, mode, high, 200_000) if low < high else np.full(200_000, low)

    share = np.mean(drawn(*need) > drawn(*level))

    assert uncertain_gap(Triangle(*level), Triangle(*need)).need_exceeds == pytest.approx(share, abs=0.005)


@given(st.floats(), st.floats(), st.floats())
def test_ends_out_of_order_are_refused(low, mode, high):
    found = uncertain_gap(Triangle(low, mode, high), Triangle(1, 2, 3))

    assert (found.need_exceeds is None) == (found.reason is not None)


def test_who_looks_further_ahead_is_less_sure():
    assert triangle_around(3, 1.5) == Triangle(1.5, 3, 4.5)
    assert triangle_around(3, 1.5, years_ahead=5) == Triangle(1.25, 3, 4.75)
    assert triangle_around(4.5, 1) == Triangle(3.5, 4.5, 5)


def test_a_year_between_two_is_interpolated_and_flagged():
    given_levels = {2026: 2.0, 2030: 4.0, 2035: None}

    found = between(given_levels, 2028)
    assert (found.value, found.is_interpolated) == (3, True)
    assert sum(term.contribution for term in found.explain) == 3
    assert (between(given_levels, 2030).value, between(given_levels, 2030).is_interpolated) == (4, False)
    assert between(given_levels, 2035).reason is Reason.MISSING
    assert between({}, 2030).reason is Reason.MISSING
    assert between({2030: inf}, 2030).reason is Reason.NOT_FINITE


def test_where_the_expected_and_the_worst_case_disagree_is_flagged():
    steady = scenario_gaps({"a": 2, "b": 2}, {"a": 4, "b": 4})
    risky = scenario_gaps({"a": 5, "b": 1}, {"a": 4, "b": 4})
    fine = scenario_gaps({"a": 5, "b": 5}, {"a": 4, "b": 4})
    unknown = scenario_gaps({"a": None}, {"a": 4})

    found, left_out = investments({"risky": risky, "steady": steady, "fine": fine, "unknown": unknown})

    assert [(one.segment, one.expected_rank, one.worst_rank) for one in found] == [
        ("steady", 1, 2),
        ("risky", 2, 1),
        ("fine", 3, 3),
    ]
    assert [one.differs for one in found] == [True, True, False]
    assert [one.is_robust for one in found] == [True, False, False]
    assert left_out == {"unknown": Reason.ALL_MISSING}
    assert investments({}) == ([], {})
