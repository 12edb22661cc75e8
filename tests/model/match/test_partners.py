"""Who completes whom: benefits both ways, and a ranking whose parts can be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.figures import Reason
from chipmap.model.match.partners import added_benefit, balance, benefit, mutual_benefit, rank, similarity

levels = st.one_of(st.none(), st.floats(0, 5))
profiles = st.lists(st.tuples(levels, levels, levels, st.floats(0.1, 3)), min_size=1, max_size=8)


def columns(profile):
    return ([row[at] for row in profile] for at in range(4))


def test_one_giant_strength_does_not_make_up_for_the_rest():
    assert benefit([5, 0], [2, 2], [1, 1]).value == pytest.approx(0.5)
    assert benefit([2, 2], [2, 2], [1, 1]).value == pytest.approx(1.0)


def test_what_one_has_already_is_no_benefit():
    found = added_benefit([5, 4], [5, 1], [4, 4], [1, 1])

    assert found.value == pytest.approx(1.0)
    assert found.contributions == pytest.approx((0.0, 1.0))
    assert added_benefit([4, 2], [1, 3], [4, 4], [1, 1]).value == pytest.approx(3 / 4)


@given(profiles)
def test_contributions_add_up_and_stay_between_nothing_and_all(profile):
    strength, own, need, weights = columns(profile)

    for found in (benefit(strength, need, weights), added_benefit(strength, own, need, weights)):
        if found.value is None:
            assert found.reason is not None
        else:
            assert -1e-9 <= found.value <= 1 + 1e-9
            assert sum(found.contributions) == pytest.approx(found.value, abs=1e-9)


@given(profiles, st.floats(0.1, 9))
def test_weights_count_only_against_each_other(profile, factor):
    strength, own, need, weights = columns(profile)
    scaled = [weight * factor for weight in weights]

    first, again = (added_benefit(strength, own, need, one) for one in (weights, scaled))

    assert again.value == (None if first.value is None else pytest.approx(first.value))


def test_an_unknown_strength_lowers_the_coverage_until_the_benefit_is_unknown():
    known = added_benefit([4, 4, None], [1, 1, 1], [4, 4, 4], [1, 1, 1])
    unknown = added_benefit([4, None, None], [1, 1, 1], [4, 4, 4], [1, 1, 1])

    assert (known.value, known.unknown, known.coverage) == (pytest.approx(1.0), (2,), pytest.approx(2 / 3))
    assert (unknown.value, unknown.reason) == (None, Reason.LOW_COVERAGE)


def test_a_segment_where_the_own_level_is_unknown_is_left_out():
    assert added_benefit([4, 0], [1, None], [4, 4], [1, 1]).value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("strength", "need", "weights", "reason"),
    [
        ([1], [1, 2], [1], Reason.UNEQUAL_LENGTHS),
        ([1], [None], [1], Reason.ALL_MISSING),
        ([1], [0], [1], Reason.NO_NEED),
        ([1], [1], [0], Reason.ZERO_WEIGHTS),
        ([-1], [1], [1], Reason.NEGATIVE),
        ([1], [float("inf")], [1], Reason.NOT_FINITE),
    ],
)
def test_nonsense_gives_a_reason_and_no_number(strength, need, weights, reason):
    found = benefit(strength, need, weights)

    assert (found.value, found.reason) == (None, reason)


def test_shape_alone_ignores_size():
    assert similarity([1, 1, 1], [5, 5, 5]) == pytest.approx(1.0)
    assert similarity([0, 0], [1, 1]) is None


def test_balance_and_mutual_benefit_know_what_is_unknown():
    assert (mutual_benefit(0.4, 0.9), balance(0.4, 0.8)) == (pytest.approx(0.6), 0.5)
    assert (mutual_benefit(None, 1.0), balance(None, 1.0)) == (None, None)
    assert (mutual_benefit(0.0, 1.0), balance(0.0, 0.0)) == (0.0, 0.0)


WEIGHTS = {"fills our gap": 60.0, "ties": 40.0}


def test_unknown_terms_are_left_out_and_the_other_weights_rescaled():
    (found,) = rank({"KOR": {"fills our gap": 0.5, "ties": None}}, WEIGHTS)

    assert found.total == pytest.approx(50.0)
    assert (found.missing, found.weight_known) == (("ties",), 0.6)


def test_a_partner_with_less_than_half_of_the_weight_known_is_listed_below_without_a_rank():
    found = rank({"AAA": {"ties": 1.0}, "KOR": {"fills our gap": 0.1, "ties": 0.1}}, WEIGHTS)

    assert [(one.partner, one.rank, one.total) for one in found] == [
        ("KOR", 1, pytest.approx(10.0)),
        ("AAA", None, None),
    ]


def test_ties_share_a_rank_and_stand_by_name():
    same = {"fills our gap": 0.5, "ties": 0.5}
    found = rank({"TWN": same, "CAN": same, "JPN": {"fills our gap": 0.4, "ties": 0.4}}, WEIGHTS)

    assert [(one.partner, one.rank) for one in found] == [("CAN", 1), ("TWN", 1), ("JPN", 3)]


def test_who_leads_in_every_term_is_on_top_under_any_weights():
    candidates = {
        name: {"fills our gap": part, "ties": part}
        for name, part in zip("ABCD", (0.9, 0.8, 0.7, 0.1), strict=True)
    }

    found = rank(candidates, WEIGHTS, draws=300, seed=1)

    assert [one.top_probability for one in found] == [1.0, 1.0, 1.0, 0.0]
    assert found == rank(candidates, WEIGHTS, draws=300, seed=1)


def test_no_candidates_and_no_weights_are_no_error():
    assert rank({}, WEIGHTS, draws=10) == []
    assert rank({"KOR": {"ties": 1.0}}, {})[0].total is None


def test_the_interval_of_ranks_holds_the_rank_and_is_narrow_where_nothing_can_change():
    terms = {"far": {"a": 0.1, "b": 0.1}, "near": {"a": 0.9, "b": 0.5}, "even": {"a": 0.5, "b": 0.9}}

    found = {one.partner: one for one in rank(terms, {"a": 50, "b": 50}, draws=400)}

    assert found["far"].rank_interval == (3, 3)
    assert found["near"].rank_interval == found["even"].rank_interval == (1, 2)


def test_without_draws_or_rank_there_is_no_interval():
    found = rank({"known": {"a": 1.0}, "unknown": {"a": None}}, {"a": 1}, draws=10)

    assert [one.rank_interval for one in found] == [(1, 1), None]
    assert rank({"known": {"a": 1.0}}, {"a": 1})[0].rank_interval is None
