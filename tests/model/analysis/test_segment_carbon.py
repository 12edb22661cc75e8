"""The carbon lens over a workspace: shares and cited grid factors, with coverage and reasons."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.segment_carbon import (
    GRID_INDICATOR,
    carbon_if_moved,
    carbon_of,
    footprint_at,
    grid_factors,
)
from tests.builders import a_profile, a_share, a_suggestion_basis, three_countries_dataset


def a_grid(place: str, value: float | None, year: int = 2023):
    return a_profile(place, indicator=GRID_INDICATOR, value=value, year=year, unit="gCO2/kWh")


def of_shares(*records, **percents):
    shares = [
        a_share("litho", place, percent, measure="production_by_location")
        for place, percent in percents.items()
    ]
    return three_countries_dataset(a_suggestion_basis(measure="production_by_location"), *shares, *records)


def test_the_mean_is_weighted_by_shares_and_covers_only_places_with_a_factor():
    dataset = of_shares(a_grid("NLD", 300.0), a_grid("DEU", 400.0), NLD=60.0, DEU=20.0, MYS=20.0)

    found = carbon_of(dataset, "litho")

    assert found.intensity.value == pytest.approx((60 * 300 + 20 * 400) / 80)
    assert found.intensity.coverage == pytest.approx(0.8)
    assert sum(term.contribution for term in found.intensity.explain) == pytest.approx(found.intensity.value)
    assert found.years == (2023,)


def test_the_latest_factor_of_a_place_counts():
    dataset = of_shares(a_grid("NLD", 300.0, 2020), a_grid("NLD", 250.0, 2024), NLD=100.0)

    assert grid_factors(dataset)["NLD"].value == 250.0
    assert grid_factors(dataset)["NLD"].year == 2024


def test_a_place_without_a_cited_factor_has_the_published_one_with_its_source():
    dataset = of_shares(a_grid("NLD", 250.0, 2024), NLD=50.0, DEU=50.0)

    found = carbon_of(dataset, "litho").factors

    assert (found["NLD"].value, found["NLD"].year) == (250.0, 2024)
    assert (found["DEU"].value, found["DEU"].year) == (300.0, 2022)
    assert "ACT" in found["DEU"].source


def test_the_figure_is_linear_in_the_factors():
    once = of_shares(a_grid("NLD", 300.0), a_grid("DEU", 400.0), NLD=60.0, DEU=40.0)
    twice = of_shares(a_grid("NLD", 600.0), a_grid("DEU", 800.0), NLD=60.0, DEU=40.0)

    assert carbon_of(twice, "litho").intensity.value == pytest.approx(
        2 * carbon_of(once, "litho").intensity.value
    )


@pytest.mark.parametrize(
    ("dataset", "reason"),
    [
        (three_countries_dataset(), Reason.NOTHING_GIVEN),
        (three_countries_dataset(a_suggestion_basis()), Reason.NOTHING_GIVEN),
        (three_countries_dataset(a_suggestion_basis(), a_share(percent=90.0)), Reason.NOT_BY_LOCATION),
        (of_shares(MYS=100.0), Reason.NO_FACTOR),
        (of_shares(a_grid("MYS", None), MYS=100.0), Reason.NO_FACTOR),
        (of_shares(a_grid("NLD", -5.0), NLD=100.0), Reason.NEGATIVE),
        (of_shares(a_grid("NLD", 300.0), NLD=80.0, DEU=60.0), Reason.OVER_HUNDRED),
    ],
)
def test_what_cannot_be_computed_has_a_reason_and_no_number(dataset, reason):
    found = carbon_of(dataset, "litho")

    assert found.intensity.value is None
    assert found.intensity.reason is reason


def test_moving_a_share_changes_the_mean_by_the_difference_of_the_factors():
    dataset = of_shares(a_grid("NLD", 300.0), a_grid("DEU", 400.0), NLD=60.0, DEU=40.0)

    change = carbon_if_moved(dataset, "litho", 0.1, origin="DEU", target="NLD")

    assert change.value == pytest.approx(-10.0)
    assert sum(term.contribution for term in change.explain) == pytest.approx(change.value)


def test_more_than_a_place_holds_cannot_move():
    dataset = of_shares(a_grid("NLD", 300.0), a_grid("DEU", 400.0), NLD=60.0, DEU=40.0)

    assert carbon_if_moved(dataset, "litho", 0.5, origin="DEU", target="NLD").reason is Reason.OUT_OF_RANGE
    assert carbon_if_moved(dataset, "packaging", 0.5, origin="DEU", target="NLD").value is None


def test_a_wafer_emits_what_the_grid_of_its_place_does():
    dataset = three_countries_dataset(a_grid("NLD", 642.0))

    # The derived value for 7 nm at 642 g/kWh in methods.md.
    assert footprint_at(dataset, "7nm", "NLD").total == pytest.approx(2463.2, abs=0.05)
    assert footprint_at(dataset, "7nm", "MYS").reason is Reason.NO_FACTOR
    assert footprint_at(dataset, "SiC", "NLD").reason is Reason.NO_FACTOR
