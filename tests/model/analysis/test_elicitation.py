"""Several raters about one item: the middle, the spread, who stands apart, and whether to ask again."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.elicitation import (
    Decision,
    StopCriteria,
    changed_share,
    quantile,
    stop_rule,
    summarise,
)
from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.standing import standings_of
from chipmap.model.records import Confidence
from tests.builders import a_score, three_countries_dataset

levels = st.one_of(st.none(), st.floats(0, 5), st.integers(0, 5))
confidences = st.one_of(st.none(), st.sampled_from([c.weight for c in Confidence]), st.just(0.0))
anything = st.one_of(st.none(), st.floats(), st.integers(-9, 9))
ratings = st.lists(st.tuples(levels, confidences), max_size=9)


@given(ratings)
def test_the_middle_lies_among_the_levels_and_the_terms_add_up(rated):
    summary = summarise([level for level, _ in rated], [weight for _, weight in rated])

    counted = [level for level, weight in rated if level is not None and weight != 0]
    assert summary.n == len(counted)
    if not counted:
        assert summary.median is None
        assert summary.reason in (Reason.NOTHING_GIVEN, Reason.ALL_MISSING, Reason.ZERO_WEIGHTS)
        return
    middles = (summary.median, summary.mean, summary.weighted_mean, summary.weighted_median)
    assert all(summary.lowest - 1e-9 <= middle <= summary.highest + 1e-9 for middle in middles)
    assert summary.q1 <= summary.median + 1e-9
    assert summary.median <= summary.q3 + 1e-9
    assert sum(term.contribution for term in summary.explain) == pytest.approx(
        summary.weighted_mean, abs=1e-9
    )
    assert 1 - 1e-9 <= summary.effective_raters <= summary.n + 1e-9


@given(ratings, st.randoms(use_true_random=False), st.floats(0.01, 100))
def test_neither_the_order_of_raters_nor_the_scale_of_their_weights_matters(rated, random, factor):
    rated = [(level, 1.0 if weight is None else weight) for level, weight in rated]
    shuffled = random.sample(rated, len(rated))

    one = summarise([level for level, _ in rated], [weight for _, weight in rated])
    other = summarise([level for level, _ in shuffled], [weight * factor for _, weight in shuffled])

    for name in ("n", "median", "iqr", "weighted_mean", "weighted_sd", "within_one", "effective_raters"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-7), name


@given(st.lists(anything, max_size=6), st.lists(anything, max_size=6))
def test_nonsense_gives_a_reason_and_never_an_unfounded_number(given_levels, given_confidences):
    summary = summarise(given_levels, given_confidences)

    assert (summary.median is None) == (summary.reason is not None) == (summary.n == 0)


@given(st.lists(anything, max_size=6), st.one_of(st.none(), st.lists(anything, max_size=6)))
def test_a_round_of_nonsense_is_not_decided(now, before):
    outcome = stop_rule(now, before)

    assert (outcome.decision is None) == (outcome.reason is not None)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=7))
def test_the_median_is_the_level_that_the_map_shows(given_levels):
    rows = [a_score(level, rater=f"r{index}") for index, level in enumerate(given_levels)]
    shown = standings_of(three_countries_dataset(*rows)).of("NLD", "litho")

    assert summarise(given_levels).median == shown.level


def test_who_does_not_say_how_sure_they_are_counts_like_low():
    unsaid = summarise([1, 5], [None, 1.0])

    assert unsaid.weighted_mean == summarise([1, 5], [Confidence.LOW.weight, 1.0]).weighted_mean


def test_the_quartiles_are_interpolated_linearly():
    assert [quantile([4, 1, 3, 2], part) for part in (0, 0.25, 0.5, 1)] == [1, 1.75, 2.5, 4]


def test_half_of_the_weight_met_exactly_lies_between_two_levels():
    assert summarise([1, 2, 4, 5], [1, 1, 1, 1]).weighted_median == 3


def test_flags_of_a_row():
    assert summarise([3, 4]).is_thin
    assert not summarise([3, 4, 4]).is_thin
    assert summarise([1, 3, 5]).is_disputed
    assert not summarise([2, 3, 3, 4]).is_disputed
    assert summarise([0, 1, 4, 5]).has_two_camps
    assert not summarise([0, 4, 4, 5]).has_two_camps


def test_who_stands_apart_is_named_by_position():
    assert summarise([None, 3, 3, 3, 5]).outliers == (4,)
    assert summarise([3, 3, 3, 4]).outliers == ()


@pytest.mark.parametrize(
    ("given_levels", "given_confidences", "reason"),
    [
        ([], None, Reason.NOTHING_GIVEN),
        ([None, nan], None, Reason.ALL_MISSING),
        ([3, 4], [0, 0], Reason.ZERO_WEIGHTS),
        ([3, 4], [1, -1], Reason.NEGATIVE),
        ([3, inf], None, Reason.NOT_FINITE),
        ([3, 4], [1], Reason.UNEQUAL_LENGTHS),
    ],
)
def test_why_there_is_no_middle(given_levels, given_confidences, reason):
    assert summarise(given_levels, given_confidences).reason is reason


def test_the_first_round_is_followed_by_another():
    outcome = stop_rule([3, 3, 3])

    assert (outcome.is_stable, outcome.decision) == (None, Decision.ANOTHER_ROUND)


def test_the_last_round_ends_what_is_still_moving():
    outcome = stop_rule([1, 5, 3], [5, 1, 3], round_number=3)

    assert (outcome.is_stable, outcome.decision) == (False, Decision.ROUNDS_SPENT)


def test_the_criteria_are_the_workspaces_to_change():
    before, now = [2, 2, 4, 4], [2, 2, 4, 4]

    assert stop_rule(now, before).decision is Decision.STABLE_DISSENT
    assert stop_rule(now, before, criteria=StopCriteria(iqr=2)).decision is Decision.CONSENSUS


def test_only_who_answered_both_rounds_can_have_changed():
    assert changed_share([1, None, 3, 4], [1, 2, None, 5]) == 0.5
    assert changed_share([None], [3]) is None
