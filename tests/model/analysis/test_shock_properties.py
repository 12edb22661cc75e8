"""What holds of every chain and shock, in the lasting model, by week and by country (methods.md, 4.5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.shock import Course, SupplyChain, by_country, static, weekly
from tests.model.analysis.test_shock import random_shock, random_supplies, seeds

CLOSE = 1e-9
COURSE = Course(4, 2, 14)


def lasting(supplies, shock):
    return {name: one.loss for name, one in static(SupplyChain.of(supplies), shock).items()}


def in_all_weeks(supplies, shock):
    held = {one.segment: dict.fromkeys(one.inputs, 1.0) for one in supplies}
    found = weekly(SupplyChain.of(supplies), shock, COURSE, held).segments
    return {name: one.cumulative_loss_weeks for name, one in found.items()}


def of_the_world(supplies, shock):
    return {name: 1.0 - one.world_output for name, one in by_country(SupplyChain.of(supplies), shock).items()}


models = pytest.mark.parametrize("losses", [lasting, in_all_weeks, of_the_world])


@models
@given(seed=seeds)
def test_no_shock_loses_nothing(losses, seed):
    assert all(abs(loss) <= CLOSE for loss in losses(random_supplies(seed), {}).values())


@models
@given(seed=seeds)
def test_losses_lie_between_nothing_and_everything(losses, seed):
    supplies = random_supplies(seed)
    most = COURSE.horizon_weeks if losses is in_all_weeks else 1.0

    assert all(
        -CLOSE <= loss <= most + CLOSE for loss in losses(supplies, random_shock(seed, supplies)).values()
    )


@models
@given(seed=seeds, part=st.floats(0, 1))
def test_a_larger_shock_never_loses_less(losses, seed, part):
    supplies = random_supplies(seed)
    shock = random_shock(seed, supplies)
    smaller = {segment: {one: loss * part for one, loss in hits.items()} for segment, hits in shock.items()}

    large, small = losses(supplies, shock), losses(supplies, smaller)

    assert all(small[one] <= large[one] + CLOSE for one in large)


@models
@given(seed=seeds, factor=st.floats(1, 4), moved=st.floats(0, 1))
def test_more_spare_capacity_or_substitution_never_loses_more(losses, seed, factor, moved):
    supplies = random_supplies(seed)
    shock = random_shock(seed, supplies)
    spared = [replace(one, spare={who: idle * factor for who, idle in one.spare.items()}) for one in supplies]
    substituted = [replace(one, substitution=max(one.substitution, moved)) for one in supplies]

    usual = losses(supplies, shock)

    for eased in (losses(spared, shock), losses(substituted, shock)):
        assert all(eased[one] <= usual[one] + CLOSE for one in usual)


@models
@given(seed=seeds)
def test_splitting_a_supplier_in_two_halves_changes_nothing(losses, seed):
    supplies = random_supplies(seed)
    shock = random_shock(seed, supplies)
    halves = [
        replace(
            one,
            shares={**one.shares, "A": one.shares["A"] / 2, "A2": one.shares["A"] / 2},
            spare={**one.spare, "A2": one.spare["A"]},
        )
        for one in supplies
    ]
    split = {segment: {**hits, "A2": hits["A"]} for segment, hits in shock.items()}

    whole, parted = losses(supplies, shock), losses(halves, split)

    assert all(parted[one] == pytest.approx(whole[one], abs=CLOSE) for one in whole)


@models
@given(seed=seeds, random=st.randoms())
def test_the_order_of_segments_changes_nothing(losses, seed, random):
    supplies = random_supplies(seed)
    shock = random_shock(seed, supplies)

    shuffled = losses(random.sample(supplies, len(supplies)), shock)

    assert shuffled == pytest.approx(losses(supplies, shock), abs=CLOSE)


@models
@given(seed=seeds)
def test_a_link_that_is_not_critical_is_no_link(losses, seed):
    supplies = random_supplies(seed)
    shock = random_shock(seed, supplies)
    cut = [replace(one, inputs={}) for one in supplies]
    slack = [replace(one, inputs=dict.fromkeys(one.inputs, 0.0)) for one in supplies]

    assert losses(slack, shock) == pytest.approx(losses(cut, shock), abs=CLOSE)


@given(seed=seeds)
def test_purchases_at_world_shares_are_the_same_stated_or_not(seed):
    supplies = random_supplies(seed)
    shock = random_shock(seed, supplies)
    stated = [replace(one, mix=dict.fromkeys(one.shares, one.shares)) for one in supplies]

    usual, same = (by_country(SupplyChain.of(chain), shock) for chain in (supplies, stated))

    for name, one in usual.items():
        assert same[name].output == pytest.approx(one.output, abs=CLOSE)
        assert same[name].availability == pytest.approx(one.availability, abs=CLOSE)
        assert same[name].fill_rate == pytest.approx(one.fill_rate, abs=CLOSE)
