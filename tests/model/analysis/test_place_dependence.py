"""The EU indicators come from imported trade alone; reliance follows the links; foresight the horizons."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.concentration import Variant
from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.place_dependence import (
    dependency_of,
    domestic_shares,
    reliance_of,
    traded_products,
)
from chipmap.model.analysis.place_foresight import foresight_of
from chipmap.model.records import NOW
from tests.builders import (
    a_country,
    a_link,
    a_need,
    a_score,
    a_share,
    a_suggestion_basis,
    three_countries_dataset,
)
from tests.received_builders import a_trade_flow


def traded(*flows):
    return three_countries_dataset(a_country("TWN", "Taiwan"), *flows)


def bought(partner: str, value: float, **changed):
    return a_trade_flow(partner=partner, value=value, **changed)


def sold(partner: str, value: float, **changed):
    return a_trade_flow(partner=partner, value=value, flow="export", **changed)


def test_the_three_indicators_are_those_of_the_commission():
    dataset = traded(bought("MYS", 60.0), bought("TWN", 20.0), bought("NLD", 20.0), sold("USA", 40.0))
    (found,) = dependency_of(dataset, "EU27")
    values = [one.value for one in found.dependency.indicators]
    assert values == pytest.approx([(60**2 + 20**2) / 80**2, 0.8, 2.0])
    assert found.dependency.is_dependent is True
    assert (found.product, found.year, found.unit) == ("854231", 2024, "EUR")


def test_trade_within_the_region_and_with_trusted_partners_is_inside():
    dataset = traded(bought("MYS", 60.0), bought("NLD", 20.0), sold("USA", 40.0))
    (found,) = dependency_of(dataset, "EU27", trusted=("MYS",))
    assert found.dependency.is_dependent is False


def test_the_latest_year_counts_and_a_second_source_is_not_added():
    dataset = traded(
        bought("MYS", 10.0, year=2023),
        bought("MYS", 60.0),
        bought("MYS", 999.0, source="S2"),
        bought("TWN", 5.0, unit="kg"),
    )
    (found,) = dependency_of(dataset, "EU27")
    assert found.dependency.indicators[0].value == pytest.approx(1.0)
    assert [term.subject for term in found.dependency.indicators[0].explain] == ["MYS"]
    assert found.dependency.indicators[1].explain[0].value == pytest.approx(60.0)


def test_cepii_needs_two_of_three_years_and_the_exports_of_the_world():
    years = [
        flow
        for year in (2022, 2023, 2024)
        for flow in (
            bought("MYS", 60.0, year=year),
            sold("USA", 10.0, year=year),
            a_trade_flow(reporter="MYS", partner="DEU", flow="export", value=60.0, year=year),
        )
    ]
    (found,) = dependency_of(traded(*years), "EU27", variant=Variant.CEPII)
    assert found.dependency.is_dependent is True
    assert found.exporters == 2
    (unknown,) = dependency_of(traded(*years[:2]), "EU27", variant=Variant.CEPII)
    assert unknown.dependency.is_dependent is not True


def test_without_trade_there_is_no_figure_and_no_proxy():
    assert dependency_of(traded(), "EU27") == []
    assert traded_products(traded(bought("MYS", 1.0)), "MYS") == []
    (asked,) = dependency_of(traded(), "EU27", ["854231"])
    assert (asked.dependency.indicators, asked.dependency.reason) == ((), Reason.NO_TRADE)


def test_reliance_looks_through_the_links():
    basis = [a_suggestion_basis(one) for one in ("litho", "packaging")]
    dataset = three_countries_dataset(
        *basis,
        a_share("litho", "NLD", 40.0),
        a_share("litho", "MYS", 60.0),
        a_share("packaging", "NLD", 50.0),
        a_share("packaging", "MYS", 50.0),
        a_link("litho", "packaging", 3),
    )
    found = reliance_of(dataset, "EU27")
    assert found["litho"].value == pytest.approx(0.6)
    assert found["packaging"].value == pytest.approx(0.5 + 0.5 * 0.6)
    assert found["equipment"].reason is Reason.NOTHING_GIVEN


def test_nothing_is_made_at_home_only_where_the_shares_are_a_whole():
    whole = three_countries_dataset(a_suggestion_basis(), a_share(percent=99.0))
    part = three_countries_dataset(a_suggestion_basis(), a_share(percent=60.0))
    assert domestic_shares(whole, "MYS")["litho"] == 0.0
    assert domestic_shares(part, "MYS")["litho"] is None


def test_shares_that_cannot_be_right_say_nothing_of_what_is_made_at_home():
    over = three_countries_dataset(
        a_suggestion_basis(), a_share(percent=80.0), a_share(subject="DEU", percent=60.0)
    )

    found = reliance_of(over, "EU27")["litho"]

    assert (found.value, found.direct, found.reason) == (None, None, Reason.OVER_HUNDRED)
    assert reliance_of(over, "EU27")["deposition"].reason is Reason.NOTHING_GIVEN


def test_gaps_are_asked_at_each_horizon_and_never_carried_forward():
    dataset = three_countries_dataset(
        a_score(2, "EU27", "litho", need=4), a_need("EU27", "deposition", 3), a_score(3, "EU27", "deposition")
    )
    found = foresight_of(dataset, "EU27")
    now, later = found.of("litho", NOW), found.of("litho", "2030")
    assert (now.value, now.need_horizon) == (-2.0, "2030")
    assert (later.level, later.value) == (None, None)
    assert later.uncertain.reason is Reason.MISSING
    assert now.uncertain.need_exceeds > 0.9
    assert [(one.segment, one.expected_shortfall) for one in found.priorities] == [
        ("litho", 2.0),
        ("deposition", 0.0),
    ]
    assert foresight_of(three_countries_dataset(), "MYS").reason is Reason.NO_NEED
