"""The supply of a workspace for the shock model: basis groups only, the unknown remainder kept."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.shock import static
from chipmap.model.analysis.supply import input_shares, suppliers_meant, supply_chain_of, supply_of
from chipmap.model.edits.assumptions import set_assumption
from chipmap.model.starter import starter_dataset
from tests.builders import a_link, a_share, a_suggestion_basis, three_countries_dataset


def a_workspace(*records):
    return three_countries_dataset(
        a_suggestion_basis("litho"),
        a_share("litho", "NLD", 60.0),
        a_share("litho", "DEU", 10.0),
        a_link("litho", "packaging_osat", weight=3),
        a_link("deposition", "packaging_osat", weight=1),
        *records,
    )


def test_what_nobody_lists_is_remainder():
    found = supply_of(a_workspace(), "litho")

    assert (found.percents, found.remainder) == ({"NLD": 60.0, "DEU": 10.0}, 30.0)


def test_a_segment_without_a_group_has_no_suppliers_and_says_so():
    found = supply_of(a_workspace(), "deposition")

    assert (found.percents, found.reason) == ({}, Reason.NOTHING_GIVEN)


def test_another_measure_is_never_mixed_in():
    found = supply_of(a_workspace(a_share("litho", "MYS", 20.0, measure="value_added")), "litho")

    assert "MYS" not in found.percents


def test_a_policy_region_counts_with_what_its_members_leave():
    found = supply_of(a_workspace(a_share("litho", "EU27", 75.0)), "litho")

    assert found.percents["EU27"] == pytest.approx(5.0)
    assert suppliers_meant(a_workspace(), "EU27") == ("EU27", "NLD", "DEU")


def test_shares_over_102_per_cent_are_a_finding_and_give_no_remainder():
    found = supply_of(a_workspace(a_share("litho", "MYS", 40.0)), "litho")

    assert (found.reason, found.remainder) == (Reason.OVER_HUNDRED, None)


def test_the_loss_of_a_supplier_reaches_what_needs_it():
    results = static(supply_chain_of(a_workspace(), spare=0.0, substitution=0.0), {"litho": {"NLD": 1.0}})

    assert results["litho"].loss == pytest.approx(0.6)
    assert results["packaging_osat"].loss == pytest.approx(0.6)
    assert results["packaging_osat"].limiting == "litho"


def test_what_a_link_costs_is_the_workspaces_assumption():
    dataset = a_workspace()
    dataset = dataset.with_changes(set_assumption(dataset, "shock.essential", 0.5, "Interview"))

    results = static(supply_chain_of(dataset, spare=0.0, substitution=0.0), {"litho": {"NLD": 1.0}})

    assert results["packaging_osat"].loss == pytest.approx(0.3)


def test_input_shares_add_to_one():
    assert input_shares(a_workspace())["packaging_osat"] == pytest.approx(
        {"litho": 1 / 1.2, "deposition": 0.2 / 1.2}
    )


def test_the_starter_workspace_is_a_chain_without_findings_over_a_hundred():
    dataset = starter_dataset(title="Partners")
    chain = supply_chain_of(dataset)

    assert not chain.reasons
    assert static(chain, {"fab_foundry": {"TWN": 1.0}})["fab_foundry"].loss > 0.3


def test_a_negative_share_is_no_supplier_less_but_a_finding():
    found = supply_of(a_workspace(a_share("litho", "MYS", -5.0)), "litho")

    assert (found.reason, found.remainder) == (Reason.NEGATIVE, None)
    assert static(supply_chain_of(a_workspace(a_share("litho", "MYS", -5.0))), {})["litho"].loss is None
