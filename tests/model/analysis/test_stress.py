"""The stress of a SWOT: kept scenarios where there are any, else the largest supplier of each segment."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.stress import CaseKind, StressCase, stress_asked, worst_stress
from chipmap.model.records import Assumption, Scenario
from chipmap.model.records.removals import Removal
from tests.builders import a_country, a_link, a_share, a_suggestion_basis, three_countries_dataset


def lithography(*rows):
    """The Netherlands make 60 % and Malaysia 40 % of what packaging needs; nobody has spare capacity."""
    return three_countries_dataset(
        a_country("TWN", "Taiwan"),
        a_suggestion_basis(),
        a_share("litho", "NLD", 60.0),
        a_share("litho", "MYS", 40.0),
        a_link("litho", "packaging", 3),
        Assumption("shock.spare", 0.0, "Ours"),
        *rows,
    )


def kept(key: str, *removals: str) -> Scenario:
    return Scenario(key, key.title(), removals)


def test_without_a_scenario_the_largest_supplier_is_lost():
    found = worst_stress(lithography())
    assert found["litho"].loss == pytest.approx(0.6)
    assert found["litho"].case == StressCase(CaseKind.LARGEST_SUPPLIER, "NLD")
    assert "deposition" not in found


def test_the_worst_of_the_kept_scenarios_counts_also_downstream():
    dataset = lithography(kept("flood", "NLD:litho=0.5"), kept("quake", "MYS:litho"))
    found = worst_stress(dataset)
    assert (found["litho"].loss, found["litho"].case.key) == (pytest.approx(0.4), "quake")
    assert found["packaging"].loss == pytest.approx(0.4)
    assert found["packaging"].case == StressCase(CaseKind.SCENARIO, "quake")


def test_what_is_asked_has_no_name_and_what_nobody_knows_has_no_loss():
    found = stress_asked(lithography(), [Removal("MYS", "litho")])
    assert found["litho"].loss == pytest.approx(0.4)
    assert found["litho"].case == StressCase(CaseKind.ASKED)
    assert "deposition" not in found
    assert worst_stress(three_countries_dataset()) == {}
