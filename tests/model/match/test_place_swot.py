"""The SWOT of a place reads the workspace: each line has its own number, what is unknown gives none."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.stress import CaseKind, Stress, StressCase
from chipmap.model.analysis.swot import Quadrant
from chipmap.model.match.place_complexity import complexity_of
from chipmap.model.match.place_swot import swot_of
from chipmap.model.records import Assumption, Confidence
from tests.builders import (
    a_country,
    a_region,
    a_score,
    a_share,
    a_suggestion_basis,
    some_evidence,
    three_countries_dataset,
)

PEERS = ("MYS", "TWN", "USA", "JPN")


def world(*rows):
    """Three candidate places besides Malaysia, so that there is a peer median."""
    countries = [a_country(code, code) for code in PEERS[1:]]
    return three_countries_dataset(*countries, a_region("PARTNERS", PEERS), some_evidence(), *rows)


def peers_at(level: int, segment: str = "litho"):
    return [a_score(level, peer, segment) for peer in PEERS]


def rules(found, quadrant: Quadrant):
    return [hit.rule for hit in found.swot.lines[quadrant]]


def test_a_lead_over_the_peers_is_a_strength_with_its_numbers_and_evidence():
    own = a_score(5, "EU27", "litho", evidence=("E-00000001",), confidence=Confidence.HIGH)
    found = swot_of(world(own, *peers_at(3)), "EU27")
    (hit,) = found.swot.lines[Quadrant.STRENGTH]
    assert (hit.rule, hit.segment, hit.evidence) == ("S1", "litho", ("E-00000001",))
    assert [(one.name, one.value) for one in hit.readings] == [("level", 5.0), ("lead", 2.0)]
    assert found.peers == PEERS
    assert found.suggested_part == 0.0


def test_a_need_that_a_peer_could_meet_is_a_weakness_and_an_opportunity_with_the_peers_name():
    found = swot_of(world(a_score(1, "EU27", "litho", need=4), *peers_at(1)[1:], a_score(5, "MYS")), "EU27")
    assert rules(found, Quadrant.WEAKNESS) == ["W1"]
    assert rules(found, Quadrant.OPPORTUNITY) == ["O2"]
    assert found.partners == {"litho": "MYS"}


def test_a_large_supplier_outside_the_circle_is_a_threat_and_one_inside_is_not():
    def threats(holder: str):
        dataset = world(
            a_country("CHN", "China"), a_suggestion_basis(), a_share(subject=holder, percent=80.0)
        )
        return rules(swot_of(dataset, "EU27", segments=["litho"]), Quadrant.THREAT)

    assert "T2" in threats("CHN")
    assert "T2" not in threats("USA")
    assert "T2" not in threats("NLD")


def test_an_interval_across_a_threshold_is_not_evaluated():
    dataset = world(a_suggestion_basis(), a_share(subject="MYS", percent=50.0))
    found = swot_of(dataset, "EU27", segments=["litho"])
    assert found.situations["litho"].supplier_hhi is None
    assert ("T1", "litho") in {(one.rule, one.segment) for one in found.swot.not_evaluated}


def test_a_trend_needs_a_level_at_a_later_horizon_and_a_loss_needs_a_scenario():
    own = a_score(None, "EU27", "litho", levels=(("now", 4), ("2035", 2)))
    found = swot_of(world(own), "EU27", stress={"litho": Stress(0.3, StressCase(CaseKind.ASKED))})
    assert rules(found, Quadrant.THREAT) == ["T3", "T4"]
    assert rules(swot_of(world(a_score(4, "EU27", "litho")), "EU27"), Quadrant.THREAT) == []


def test_a_threshold_is_the_workspaces_own():
    own, looser = a_score(3, "EU27", "litho"), Assumption("swot.strong", 3.0, "Ours")
    assert rules(swot_of(world(own, *peers_at(2)), "EU27"), Quadrant.STRENGTH) == []
    assert rules(swot_of(world(own, *peers_at(2), looser), "EU27"), Quadrant.STRENGTH) == ["S1"]


def test_an_empty_workspace_has_no_line_and_no_situation():
    found = swot_of(three_countries_dataset(), "EU27")
    assert found.situations == {}
    assert all(not lines for lines in found.swot.lines.values())


def test_complexity_takes_a_level_of_three_and_a_half_for_an_activity():
    rows = [
        a_score(4, place, segment)
        for place, segments in {
            "MYS": ("litho",),
            "TWN": ("litho", "deposition", "packaging_osat"),
            "USA": ("deposition", "packaging_osat", "packaging_advanced"),
            "JPN": ("litho", "packaging_advanced"),
        }.items()
        for segment in segments
    ]
    found = complexity_of(world(*rows, a_score(3, "DEU", "litho")))
    assert found.held["MYS"] == ("litho",)
    assert "DEU" not in found.held
    assert found.is_experimental
    assert found.suggested_part == 0.0
    assert set(found.eci) == {"MYS", "TWN", "USA", "JPN"}
    assert sum(found.eci.values()) == pytest.approx(0.0)


def test_complexity_of_nothing_and_of_one_country_has_a_reason():
    assert complexity_of(three_countries_dataset()).reason is Reason.ALL_MISSING
    one = complexity_of(three_countries_dataset(a_score(5, "NLD", "litho")))
    assert (one.eci, one.reason) == ({}, Reason.TOO_FEW)
