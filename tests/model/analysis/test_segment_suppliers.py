"""Concentration and chokepoints of a workspace equal what the pure methods give on its shares."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.concentration import Band, Tier
from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.segment_carbon import carbon_if_moved, carbon_of
from chipmap.model.analysis.segment_suppliers import chokepoints_of, concentration_of
from tests.builders import a_country, a_link, a_share, a_suggestion_basis, three_countries_dataset


def with_shares(*rows, **basis):
    return three_countries_dataset(a_suggestion_basis(**basis), *rows)


def test_full_shares_give_one_index_and_one_tier():
    found = concentration_of(
        with_shares(a_share(percent=60.0), a_share(subject="DEU", percent=40.0)), "litho"
    )
    assert (found.hhi.low, found.hhi.high) == pytest.approx((0.52, 0.52))
    assert found.tiers == (Tier.HIGH, Tier.HIGH)
    assert found.is_exact
    assert found.is_tier_sure
    assert found.top_three == pytest.approx((1.0, 1.0))
    assert found.effective == pytest.approx((1 / 0.52, 1 / 0.52))
    assert list(found.percents) == ["NLD", "DEU"]


def test_an_unknown_remainder_makes_every_figure_an_interval():
    dataset = with_shares(a_share(percent=30.0), a_share(subject="DEU", percent=20.0))
    found = concentration_of(dataset, "litho")
    assert found.unknown == pytest.approx(0.5)
    assert (found.hhi.low, found.hhi.high) == pytest.approx((0.13, 0.38))
    assert found.tiers == (Tier.MODERATE, Tier.HIGH)
    assert found.top_three == pytest.approx((0.5, 1.0))
    assert not found.is_tier_sure
    assert concentration_of(dataset, "litho", Band.EC_DEPENDENCY).tiers == (Tier.LOW, Tier.LOW)


def test_without_a_group_or_over_102_per_cent_there_is_a_reason():
    assert concentration_of(three_countries_dataset(), "litho").reason is Reason.NOTHING_GIVEN
    over = with_shares(a_share(percent=80.0), a_share(subject="DEU", percent=40.0))
    assert concentration_of(over, "litho").reason is Reason.OVER_HUNDRED


def test_a_hold_counts_by_its_share_and_by_what_needs_the_segment():
    dataset = with_shares(a_share(percent=60.0), a_link("litho", "packaging", 3))
    found = chokepoints_of(dataset, with_losses=True)
    (hold,) = found.found
    assert (hold.country, hold.segment, hold.share, hold.is_flagged) == ("NLD", "litho", 0.6, True)
    assert hold.reach == pytest.approx(1 / 6)
    assert hold.index == pytest.approx(0.6 / 6 * 0.5)
    assert hold.loss == pytest.approx(0.6)
    assert found.left_out["packaging"] is Reason.NOTHING_GIVEN


def test_a_link_that_is_only_useful_carries_no_chokepoint():
    (hold,) = chokepoints_of(with_shares(a_share(percent=60.0), a_link("litho", "packaging", 1))).found
    assert hold.reach == 0.0


def test_carbon_is_the_mean_of_the_grids_that_have_a_factor_and_only_by_location():
    by_place = {"measure": "production_by_location", "year": 2024, "basis": "output"}
    dataset = with_shares(
        a_country("TWN", "Taiwan"),
        a_share(percent=30.0, **by_place),
        a_share(subject="TWN", percent=30.0, **by_place),
        a_share(subject="MYS", percent=40.0, **by_place),
        **by_place,
    )
    found = carbon_of(dataset, "litho")
    assert found.intensity.value == pytest.approx((300 + 642) / 2)
    assert found.intensity.coverage == pytest.approx(0.6)
    assert found.without == ("MYS",)
    moved = carbon_if_moved(dataset, "litho", 0.3, origin="TWN", target="NLD")
    assert moved.value == pytest.approx(300 - 471)
    assert carbon_if_moved(dataset, "litho", 0.1, origin="TWN", target="MYS").reason is Reason.NO_FACTOR
    by_office = carbon_of(with_shares(a_share()), "litho")
    assert (by_office.intensity.value, by_office.intensity.reason) == (None, Reason.NOT_BY_LOCATION)
    assert carbon_of(three_countries_dataset(), "litho").intensity.reason is Reason.NOTHING_GIVEN
