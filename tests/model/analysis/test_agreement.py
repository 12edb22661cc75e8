"""Agreement beyond chance: identical raters, relabelled raters, ties, and what cannot be measured."""

from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from chipmap.model.analysis.agreement import Metric, Reading, kendall_w, krippendorff_alpha
from chipmap.model.analysis.figures import Reason

answers = st.one_of(st.none(), st.integers(0, 5))
metrics = st.sampled_from(Metric)


def tables(cells, *, fewest_items=2):
    return st.tuples(st.integers(2, 6), st.integers(fewest_items, 8)).flatmap(
        lambda shape: st.lists(
            st.lists(cells, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        )
    )


@given(tables(answers), metrics)
def test_alpha_is_at_most_one_and_its_terms_add_up(ratings, metric):
    alpha = krippendorff_alpha(ratings, metric)

    if alpha.value is None:
        assert alpha.reason is not None
        return
    assert alpha.value <= 1 + 1e-9
    assert sum(term.contribution for term in alpha.explain) == pytest.approx(alpha.value, abs=1e-9)


@given(st.lists(st.integers(0, 5), min_size=2, max_size=9), st.integers(2, 5), metrics)
def test_identical_raters_agree_perfectly(row, raters, metric):
    assume(len(set(row)) > 1)

    assert krippendorff_alpha([row] * raters, metric).value == pytest.approx(1)
    assert kendall_w([row] * raters).value == pytest.approx(1)


@given(tables(answers), metrics, st.randoms(use_true_random=False))
def test_the_order_of_raters_and_items_changes_nothing(ratings, metric, random):
    order = random.sample(range(len(ratings[0])), len(ratings[0]))
    relabelled = [[row[item] for item in order] for row in random.sample(ratings, len(ratings))]

    for measure in (lambda table: krippendorff_alpha(table, metric), kendall_w):
        one, other = measure(ratings), measure(relabelled)
        assert one.reason == other.reason
        assert one.value == pytest.approx(other.value, abs=1e-9)


@given(tables(st.integers(0, 5), fewest_items=3))
def test_w_is_friedmans_chi_square_scaled(ratings):
    agreement = kendall_w(ratings)
    assume(agreement.value is not None)

    friedman = friedmanchisquare(*zip(*ratings, strict=True))

    assert agreement.chi_square == pytest.approx(friedman.statistic, abs=1e-9)
    assert agreement.p_value == pytest.approx(friedman.pvalue, abs=1e-9)
    assert -1e-9 <= agreement.value <= 1 + 1e-9
    assert sum(term.contribution for term in agreement.explain) == pytest.approx(agreement.value, abs=1e-9)


@given(
    st.lists(st.lists(st.one_of(st.none(), st.floats(), st.integers(-9, 9)), max_size=4), max_size=4), metrics
)
def test_nonsense_gives_a_reason(ratings, metric):
    for found in (krippendorff_alpha(ratings, metric), kendall_w(ratings)):
        assert (found.value is None) == (found.reason is not None)


@pytest.mark.parametrize(
    ("ratings", "reason"),
    [
        ([], Reason.NOTHING_GIVEN),
        ([[None, None], [None, None]], Reason.ALL_MISSING),
        ([[1, 2, 3]], Reason.TOO_FEW),
        ([[3, 3], [3, 3]], Reason.NO_VARIATION),
        ([[1, 2], [1]], Reason.UNEQUAL_LENGTHS),
        ([[1, inf], [1, 2]], Reason.NOT_FINITE),
    ],
)
def test_why_no_agreement_is_measured(ratings, reason):
    assert krippendorff_alpha(ratings).reason is reason
    assert kendall_w(ratings).reason is reason


def test_the_ratio_scale_has_no_negative_numbers():
    assert krippendorff_alpha([[-1, 2], [1, 2]], Metric.RATIO).reason is Reason.NEGATIVE


def test_a_ranking_is_compared_on_what_everybody_ranked():
    agreement = kendall_w([[1, 2, 3, None], [1, 2, 3, 4]])

    assert agreement.items == (0, 1, 2)
    assert agreement.value == pytest.approx(1)


def test_what_an_alpha_allows():
    readings = [krippendorff_alpha([[0, 1, 2, 3, 4, 5], row]).reading for row in (
        [0, 1, 2, 3, 4, 5], [0, 2, 2, 4, 3, 5], [5, 4, 3, 2, 1, 0])]  # fmt: skip

    assert readings == [Reading.GOOD, Reading.GOOD, Reading.DISCUSS]
