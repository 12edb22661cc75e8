"""Shocks along the value chain: worked examples by hand, and what holds whatever the figures are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.shock import (
    Course,
    Supply,
    SupplyChain,
    by_country,
    cause_chain,
    iim,
    monte_carlo,
    settled_output,
    static,
    weekly,
)
from chipmap.model.analysis.shock.chain import Hit
from chipmap.model.analysis.shock.one_course import run_one_course
from chipmap.model.analysis.shock.weeks import run_weeks, shock_strength, starting_stocks
from chipmap.model.errors import Cancelled

CLOSE = 1e-9
WAFERS = Supply("wafer", {"JP": 0.5, "TW": 0.3, "DE": 0.2}, {"TW": 0.1, "DE": 0.2}, 0.8)
FABS = Supply("fab", {"TW": 1.0}, inputs={"wafer": 1.0})
CARS = Supply("car", {"DE": 1.0}, inputs={"fab": 0.5})


def random_supplies(seed: int) -> list[Supply]:
    """Up to eight segments, each fed by earlier ones, with shares that may leave a remainder."""
    random = np.random.default_rng(seed)
    places = ["A", "B", "C", "D"]
    found: list[Supply] = []
    for number in range(random.integers(2, 9)):
        shares = random.dirichlet(np.ones(4)) * random.choice([1.0, 0.7])
        inputs = {
            one.segment: float(random.choice([0.2, 0.5, 1.0])) for one in found if random.random() < 0.5
        }
        found.append(
            Supply(
                f"s{number}",
                dict(zip(places, shares.tolist(), strict=True)),
                dict(zip(places, (random.random(4) * 0.3).tolist(), strict=True)),
                float(random.random()),
                inputs,
            )
        )
    return found


def random_shock(seed: int, supplies: list[Supply]) -> dict[str, dict[str, float]]:
    random = np.random.default_rng(seed)
    return {one.segment: {"A": float(random.random()), "C": float(random.random())} for one in supplies}


def total(terms: tuple[Term, ...]) -> float:
    return sum(term.contribution for term in terms)


seeds = st.integers(0, 2**32 - 1)


def test_a_loss_reaches_the_car_through_the_fab_as_far_as_it_is_critical():
    results = static(SupplyChain.of([WAFERS, FABS, CARS]), {"wafer": {"JP": 1.0}})

    assert results["wafer"].own_capacity == pytest.approx(0.57)
    assert results["fab"].loss == pytest.approx(0.43)
    assert results["car"].loss == pytest.approx(0.215)
    assert cause_chain(results, "car") == ("car", "fab", "wafer")


def test_two_weeks_of_stock_save_two_of_four_weeks():
    chain = SupplyChain.of([Supply("a", {"X": 1}), Supply("b", {"Y": 1}, inputs={"a": 1.0})])

    result = weekly(chain, {"a": {"X": 1.0}}, Course(4, 0, 8), {"b": {"a": 2.0}}).segments["b"]

    assert (result.first_week_affected, result.weeks_affected) == (2, 2)
    assert result.cumulative_loss_weeks == pytest.approx(2.0)


@given(seeds)
def test_no_shock_loses_nothing(seed):
    chain = SupplyChain.of(random_supplies(seed))

    assert all(result.loss == 0 for result in static(chain, {}).values())
    assert all(result.world_output == pytest.approx(1.0) for result in by_country(chain, {}).values())


@given(seeds)
def test_output_stays_between_nothing_and_normal_and_its_terms_add_up(seed):
    supplies = random_supplies(seed)
    chain, shock = SupplyChain.of(supplies), random_shock(seed, supplies)

    for result in static(chain, shock).values():
        assert -CLOSE <= result.output <= 1 + CLOSE
        assert total(result.explain) == pytest.approx(result.loss, abs=CLOSE)
    for result in weekly(chain, shock, Course(5, 3, 12)).segments.values():
        assert all(-CLOSE <= output <= 1 + CLOSE for output in result.output)
        assert total(result.explain) == pytest.approx(result.cumulative_loss_weeks, abs=CLOSE)


@given(seeds, st.floats(0, 1))
def test_a_larger_shock_never_loses_less(seed, part):
    supplies = random_supplies(seed)
    chain, shock = SupplyChain.of(supplies), random_shock(seed, supplies)
    smaller = {segment: {one: loss * part for one, loss in hits.items()} for segment, hits in shock.items()}

    large, small = static(chain, shock), static(chain, smaller)
    assert all(small[one].loss <= large[one].loss + CLOSE for one in large)
    large_weeks, small_weeks = (
        weekly(chain, one, Course(4, 2, 14), {"s1": {"s0": 2.0}}).segments for one in (shock, smaller)
    )
    for one in large_weeks:
        assert small_weeks[one].cumulative_loss_weeks <= large_weeks[one].cumulative_loss_weeks + CLOSE


@given(seeds)
def test_more_stock_never_loses_more_in_all(seed):
    supplies = random_supplies(seed)
    chain, shock = SupplyChain.of(supplies), random_shock(seed, supplies)

    def losses(stock: float) -> list[float]:
        held = {one.segment: dict.fromkeys(one.inputs, stock) for one in supplies}
        found = weekly(chain, shock, Course(4, 2, 14), held).segments.values()
        return [result.cumulative_loss_weeks for result in found]

    assert all(more <= less + CLOSE for more, less in zip(losses(3.0), losses(1.0), strict=True))


@given(seeds)
def test_splitting_a_supplier_in_two_halves_changes_nothing(seed):
    supplies = random_supplies(seed)
    shock = random_shock(seed, supplies)
    halves = [
        Supply(
            one.segment,
            {**one.shares, "A": one.shares["A"] / 2, "A2": one.shares["A"] / 2},
            {**one.spare, "A2": one.spare["A"]},
            one.substitution,
            one.inputs,
        )
        for one in supplies
    ]
    split = {segment: {**hits, "A2": hits["A"]} for segment, hits in shock.items()}

    whole, parted = static(SupplyChain.of(supplies), shock), static(SupplyChain.of(halves), split)
    assert all(parted[one].loss == pytest.approx(whole[one].loss, abs=CLOSE) for one in whole)


@given(seeds, st.randoms())
def test_the_order_of_segments_changes_nothing(seed, random):
    supplies = random_supplies(seed)
    shuffled = random.sample(supplies, len(supplies))

    assert static(SupplyChain.of(supplies), {"s0": {"A": 1.0}}) == static(
        SupplyChain.of(shuffled), {"s0": {"A": 1.0}}
    )


@given(seeds)
def test_a_link_that_is_not_critical_is_no_link(seed):
    supplies = random_supplies(seed)
    cut = [Supply(one.segment, one.shares, one.spare, one.substitution) for one in supplies]
    slack = [
        Supply(one.segment, one.shares, one.spare, one.substitution, dict.fromkeys(one.inputs, 0.0))
        for one in supplies
    ]
    shock = random_shock(seed, supplies)

    assert static(SupplyChain.of(cut), shock) == static(SupplyChain.of(slack), shock)


def test_segments_that_need_each_other_settle_without_end():
    assert settled_output(
        {"chips": 0.6, "tools": 0.9}, {"chips": {"tools": 0.5}, "tools": {"chips": 0.5}}
    ) == pytest.approx({"chips": 0.6, "tools": 0.8})


def test_a_cycle_by_week_names_the_link_that_sees_last_week():
    chain = SupplyChain.of(
        [Supply("a", {"X": 1}, inputs={"b": 1.0}), Supply("b", {"Y": 1}, inputs={"a": 1.0})]
    )

    found = weekly(chain, {"a": {"X": 1.0}}, Course(2, 0, 6))

    assert len(found.delayed) == 1
    assert found.segments["b"].cumulative_loss_weeks >= 2 - CLOSE


def test_the_unknown_remainder_is_not_hit_and_has_nothing_spare():
    chain = SupplyChain.of([Supply("wafer", {"JP": 0.5}, {"JP": 0.2}, 1.0)])

    result = static(chain, {"wafer": {"JP": 1.0}})["wafer"]

    assert (result.coverage, result.loss) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("supply", "shock", "reason"),
    [
        (Supply("x", {"A": 0.8, "B": 0.3}), {}, Reason.OVER_HUNDRED),
        (Supply("x", {"A": -0.1}), {}, Reason.NEGATIVE),
        (Supply("x", {"A": float("nan")}), {}, Reason.NOT_FINITE),
        (Supply("x", {"A": 0.5}, substitution=1.5), {}, Reason.OUT_OF_RANGE),
        (Supply("x", {"A": 0.5}), {"x": {"A": 1.4}}, Reason.OUT_OF_RANGE),
    ],
)
def test_figures_that_cannot_be_right_give_a_reason_and_no_number(supply, shock, reason):
    chain = SupplyChain.of([supply, Supply("y", {"A": 1.0}, inputs={"x": 1.0})])

    steady, weeks, countries = (
        static(chain, shock),
        weekly(chain, shock, Course(2, 0, 4)),
        by_country(chain, shock),
    )
    band = monte_carlo(chain, shock, draws=50)["x"]

    assert (steady["x"].loss, steady["x"].reason) == (None, reason)
    assert (weeks.segments["x"].cumulative_loss_weeks, weeks.segments["x"].reason) == (None, reason)
    assert (countries["x"].world_output, countries["x"].reason) == (None, reason)
    assert (band.median, band.reason) == (None, reason)
    assert steady["y"].unknown_inputs == ("x",)
    assert steady["y"].loss == 0


def test_an_empty_chain_and_no_weeks_have_no_results_and_no_errors():
    assert static(SupplyChain.of([]), {"x": {"A": 1.0}}) == {}
    assert by_country(SupplyChain.of([]), {}) == {}
    assert weekly(SupplyChain.of([WAFERS]), {}, Course(1, 0, 0)).segments["wafer"].output == ()
    assert monte_carlo(SupplyChain.of([WAFERS]), {}, draws=0)["wafer"].median is None


@pytest.mark.parametrize("how", [{}, {"is_by_country": True}, {"course": Course(3, 2, 8)}])
def test_the_same_seed_gives_the_same_band_around_the_plain_result(how):
    chain, shock = SupplyChain.of([WAFERS, FABS, CARS]), {"wafer": {"JP": 0.6}}

    first, again = (monte_carlo(chain, shock, draws=400, seed=7, **how) for _ in range(2))
    other = monte_carlo(chain, shock, draws=400, seed=8, **how)

    assert first == again != other
    assert first["fab"].low <= first["fab"].median <= first["fab"].high
    if not how:
        assert first["fab"].low <= static(chain, shock)["fab"].loss <= first["fab"].high


def test_a_band_can_be_stopped():
    class Impatient:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        monte_carlo(SupplyChain.of([WAFERS]), {}, draws=2000, is_by_country=True, progress=Impatient())


def test_trusted_partners_are_served_first():
    chain = SupplyChain.of(
        [Supply("wafer", {"JP": 0.6, "EU": 0.2, "US": 0.2}, {"US": 0.5}, 1.0)], ["JP", "EU", "US"]
    )
    shock = {"wafer": {"JP": 1.0}}

    alike, first = by_country(chain, shock)["wafer"], by_country(chain, shock, trusted=["EU"])["wafer"]

    assert alike.availability["EU"] == alike.availability["US"]
    assert first.availability["EU"] > alike.availability["EU"]
    assert first.availability["US"] < alike.availability["US"]


def test_interdependencies_that_never_die_out_are_refused():
    found = iim([[0.0, 2.0], [1.0, 0.0]], [0.1, 0.1])

    assert (found.q, found.reason) == (None, "not-convergent")


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_one_course_in_plain_numbers_is_to_the_last_digit_what_the_draws_compute(seed):
    random = np.random.default_rng(seed)
    names = [f"s{number}" for number in range(7)]
    chain = SupplyChain.of(
        Supply(
            name,
            {"X": 0.5, "Y": 0.4},
            {"X": 0.2, "Y": 0.3},
            float(random.random()),
            {one: float(random.random()) for one in names if one != name and random.random() < 0.4},
        )
        for name in names
    )
    hit = chain.hit(chain.lost_capacity({"s2": {"X": 0.7}, "s5": {"Y": 1.0}})[0])
    hit = Hit(hit.loss[:, None], hit.spare[:, None], hit.spare_hit[:, None])
    strength = shock_strength(30, np.array([8.0]), np.array([5.0]))
    stocks = starting_stocks(chain, {name: dict.fromkeys(names, 2.0) for name in names})

    plain = run_one_course(chain, hit, chain.substitution, strength, stocks)
    drawn = run_weeks(chain, hit, chain.substitution[:, None], strength, stocks)

    assert (plain.output == drawn.output).all()
    assert plain.output.min() < 1.0
