"""Product codes of segments: what they mean, how they are kept, and whose imports they let be judged."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.concentration import Thresholds, Variant
from chipmap.model.analysis.place_dependence import TradeGap, dependency_of, trade_gap_of, traded_products
from chipmap.model.analysis.product_codes import codes_of, products_meant
from chipmap.model.analysis.trusted import importers_inside, trusted_suppliers
from chipmap.model.edits.products import link_product, unlink_product
from chipmap.model.edits.settings import change_settings
from chipmap.model.errors import RuleBroken, UnknownRecord
from tests.builders import a_country, three_countries_dataset
from tests.received_builders import a_product_segment, a_trade_flow


def traded(*rows):
    """Germany buys two products of tools in Malaysia, and chips."""
    return three_countries_dataset(
        a_country("TWN", "Taiwan"),
        a_trade_flow(product="848620", value=60.0),
        a_trade_flow(product="848640", value=20.0),
        a_trade_flow(product="854231", value=9.0),
        *rows,
    )


def products(found):
    return [one.product for one in found]


def test_a_shorter_code_means_all_that_begin_with_it_and_a_word_only_itself():
    assert products_meant(["8486"], ["848620", "8486.40", "854231", "84"]) == ["848620", "8486.40"]
    assert products_meant(["chip"], ["chip", "chips"]) == ["chip"]


def test_a_segment_has_the_codes_of_what_is_beneath_it():
    dataset = traded(a_product_segment("8486", "litho"), a_product_segment("854231", "packaging"))
    assert codes_of(dataset, "litho") == codes_of(dataset, "equipment") == ("8486",)
    assert traded_products(dataset, "EU27", "equipment") == ["848620", "848640"]
    assert products(dependency_of(dataset, "EU27", segment="packaging")) == ["854231"]
    assert len(dependency_of(dataset, "EU27", segment="chain")) == 3


def test_what_is_missing_for_an_indicator_is_told_apart():
    assert trade_gap_of(three_countries_dataset(), "EU27", "litho") is TradeGap.NO_FLOWS
    assert trade_gap_of(traded(), "EU27", "litho") is TradeGap.NO_CODES
    linked = traded(a_product_segment("8486", "litho"))
    assert trade_gap_of(linked, "MYS", "litho") is TradeGap.NO_IMPORTS
    assert trade_gap_of(linked, "EU27", "litho") is None
    assert trade_gap_of(traded(), "EU27") is None


def test_a_code_is_linked_as_digits_given_a_source_and_taken_away():
    dataset = three_countries_dataset()
    linked = dataset.with_changes(link_product(dataset, " 8486.20 ", "litho"))
    assert list(linked.product_segments) == [("848620", "litho")]
    assert not link_product(linked, "848620", "litho")
    sourced = linked.with_changes(link_product(linked, "848620", "litho", "HS 2022"))
    assert sourced.product_segments["848620", "litho"].source == "HS 2022"
    assert not sourced.with_changes(unlink_product(sourced, "8486 20", "litho")).product_segments
    with pytest.raises(UnknownRecord):
        unlink_product(dataset, "848620", "litho")


@pytest.mark.parametrize(("code", "segment"), [("", "litho"), ("848620", "nothing"), ("x" * 41, "litho")])
def test_a_code_without_a_sense_is_refused(code, segment):
    with pytest.raises(RuleBroken):
        link_product(three_countries_dataset(), code, segment)


def test_for_the_union_and_its_members_outside_is_outside_the_union():
    dataset = three_countries_dataset()
    trusting = dataset.with_changes(change_settings(dataset, trusted_places=("MYS",)))
    assert importers_inside(trusting, "DEU") == importers_inside(trusting, "EU27")
    assert "MYS" not in importers_inside(trusting, "DEU")
    assert importers_inside(trusting, "DEU", ["MYS"]) >= {"MYS", "NLD", "DEU"}


def test_elsewhere_the_trusted_group_is_inside_once_it_is_named():
    dataset = three_countries_dataset(a_country("TWN", "Taiwan"))
    trusting = dataset.with_changes(change_settings(dataset, trusted_places=("EU27",)))
    assert importers_inside(dataset, "MYS") == {"MYS"}
    assert importers_inside(trusting, "MYS") >= {"MYS", "NLD", "DEU"}
    assert trusted_suppliers(dataset, "MYS", ["TWN"]) == {"MYS", "TWN"}
    assert "TWN" not in trusted_suppliers(trusting, "MYS", ["TWN"])
    with pytest.raises(RuleBroken):
        change_settings(dataset, trusted_places=("Atlantis",))


def test_over_several_years_most_must_be_dependent_and_thresholds_may_be_others():
    dataset = traded(
        a_trade_flow(product="848620", partner="NLD", value=1_000.0, year=2023),
        a_trade_flow(product="848620", flow="export", partner="USA", value=1.0, year=2023),
        a_trade_flow(product="848620", flow="export", partner="USA", value=1.0),
    )
    (latest,) = dependency_of(dataset, "EU27", ["848620"])
    (both,) = dependency_of(dataset, "EU27", ["848620"], years=2)
    (lenient,) = dependency_of(dataset, "EU27", ["848620"], thresholds=Thresholds(outside_part=1.0))
    assert latest.dependency.is_dependent is True
    assert both.dependency.is_dependent is False
    assert lenient.dependency.is_dependent is False
    (cepii,) = dependency_of(dataset, "EU27", ["848620"], variant=Variant.CEPII, years=1)
    assert cepii.dependency.indicators[1].threshold == pytest.approx(0.4)
