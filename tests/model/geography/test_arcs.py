"""Lines between places: what is gathered, what is left out, where they run."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import (
    MOST_DRAWN,
    Arc,
    ArcKind,
    Arcs,
    arcs_between,
    find_arcs,
    middle_member,
)
from chipmap.model.geography.projection import CUT_EAST, project
from chipmap.model.records import Record
from chipmap.model.starter import starter_dataset
from tests.builders import (
    a_collaboration,
    a_country,
    a_dataset,
    a_link,
    a_region,
    a_segment,
    a_share,
    a_source,
    a_stage,
    a_suggestion_basis,
)

CODES = (
    "NLD",
    "DEU",
    "FRA",
    "JPN",
    "USA",
    "KOR",
    "TWN",
    "CHN",
    "IND",
    "MYS",
    "SGP",
    "CAN",
    "BRA",
    "ZAF",
    "AUS",
)
RIGHT_EDGE_M = project(CUT_EAST, 0.0)[0]


def a_world(*records: Record) -> Dataset:
    return a_dataset(
        *(a_country(code, code) for code in CODES),
        a_region("EU27", ("NLD", "DEU", "FRA")),
        a_region("EUROPE", (), region_kind="statistical"),
        a_stage("equipment"),
        a_segment("litho", "equipment"),
        a_segment("litho_euv", "litho"),
        a_stage("materials", 2),
        a_segment("resist", "materials"),
        a_segment("optics", "materials"),
        a_source(),
        *records,
    )


def a_tie(id: str, *partners: str, **changed: object) -> Record:  # noqa: A002
    return a_collaboration(
        id, **{"partners": partners, "segments": ("litho",), "stage": "running", **changed}
    )


def collaborations(*records: Record, segment: str = "litho", focus: str = "EU27") -> Arcs:
    return find_arcs(a_world(*records), ArcKind.COLLABORATIONS, segment=segment, focus=focus)


def pairs(arcs: Arcs) -> dict[tuple[str, str], int]:
    return {(arc.near, arc.far): arc.count for arc in arcs.shown}


def test_collaborations_of_one_pair_are_one_line_with_their_count():
    arcs = collaborations(a_tie("a", "EU27", "JPN"), a_tie("b", "JPN", "EU27"), a_tie("c", "JPN", "KOR"))

    assert pairs(arcs) == {("EU27", "JPN"): 2, ("JPN", "KOR"): 1}
    assert arcs.more == 0


def test_a_region_among_the_partners_is_joined_with_each_of_them():
    arcs = collaborations(a_tie("a", "EU27", "JPN", "KOR"))

    assert pairs(arcs) == {("EU27", "JPN"): 1, ("EU27", "KOR"): 1}


def test_partners_without_a_region_are_joined_two_by_two():
    arcs = collaborations(a_tie("a", "JPN", "KOR", "USA"))

    assert pairs(arcs) == {("JPN", "KOR"): 1, ("JPN", "USA"): 1, ("KOR", "USA"): 1}


def test_a_region_and_its_member_are_not_joined():
    assert pairs(collaborations(a_tie("a", "EU27", "NLD"))) == {}


def test_partners_that_are_not_on_the_map_have_no_line():
    arcs = collaborations(a_tie("a", "JPN", "EUROPE"), a_tie("b", "JPN", "XXX"))

    assert arcs.shown == ()
    assert arcs.more == 0


def test_a_segment_shows_its_own_collaborations_those_below_it_and_those_of_the_chain():
    ties = (
        a_tie("own", "EU27", "JPN"),
        a_tie("below", "EU27", "KOR", segments=("litho_euv",)),
        a_tie("chain", "EU27", "IND", segments=("chain",)),
        a_tie("unnamed", "EU27", "CAN", segments=()),
        a_tie("above", "EU27", "USA", segments=("equipment",)),
        a_tie("other", "EU27", "CHN", segments=("resist",)),
    )

    assert {far for _near, far in pairs(collaborations(*ties))} == {"JPN", "KOR", "IND", "CAN"}
    assert len(pairs(collaborations(*ties, segment="chain"))) == len(ties)


@pytest.mark.parametrize(
    ("stage", "is_dashed"), [("idea", True), ("planned", True), ("open", False), ("done", False)]
)
def test_what_is_only_planned_is_dashed(stage: str, is_dashed: bool):
    (arc,) = collaborations(a_tie("a", "EU27", "JPN", stage=stage)).shown

    assert arc.is_dashed is is_dashed


def test_a_pair_with_one_thing_at_work_is_solid():
    (arc,) = collaborations(a_tie("a", "EU27", "JPN", stage="idea"), a_tie("b", "EU27", "JPN")).shown

    assert not arc.is_dashed


def test_at_most_twelve_lines_are_drawn_and_the_rest_is_counted():
    ties = [
        a_tie(f"t{number}", "ZAF", code)
        for number, code in enumerate(code for code in CODES if code != "ZAF")
    ]
    again = a_tie("again", "ZAF", "USA")

    arcs = collaborations(*ties, again)

    assert len(arcs.shown) == MOST_DRAWN == 12
    assert arcs.more == len(ties) - 12
    assert (arcs.shown[0].near, arcs.shown[0].far, arcs.shown[0].count) == ("USA", "ZAF", 2)


def longest_step_m(arc: Arc) -> float:
    return max(abs(after[0] - before[0]) for line in arc.lines for before, after in pairwise(line))


def test_japan_to_the_united_states_leaves_on_one_edge_and_comes_back_on_the_other():
    (arc,) = collaborations(a_tie("a", "JPN", "USA")).shown

    assert len(arc.lines) == 2
    assert arc.lines[0][-1][0] > 0.5 * RIGHT_EDGE_M
    assert arc.lines[1][0][0] < -0.5 * RIGHT_EDGE_M
    assert longest_step_m(arc) < 0.05 * RIGHT_EDGE_M


def test_the_line_of_a_region_ends_in_one_of_its_members():
    members = starter_dataset(title="Starter").regions["EU27"].members

    assert middle_member(members) in members
    assert middle_member(("PRT", "CZE", "ROU")) == "CZE"
    with pytest.raises(ValueError, match="empty"):
        middle_member(())


def supply(*records: Record, segment: str = "litho", focus: str = "EU27") -> Arcs:
    return find_arcs(a_world(*records), ArcKind.SUPPLY, segment=segment, focus=focus)


def test_supply_is_share_times_link_weight_from_every_feeding_segment():
    arcs = supply(
        a_link("resist", "litho", 3),
        a_link("optics", "litho_euv", 1),
        a_suggestion_basis("resist"),
        a_suggestion_basis("optics"),
        a_share("resist", "JPN", 80.0),
        a_share("optics", "JPN", 50.0),
        a_share("optics", "USA", 20.0),
    )

    assert [(arc.near, arc.far, arc.count) for arc in arcs.shown] == [("EU27", "JPN", 2), ("EU27", "USA", 1)]
    assert [arc.strength for arc in arcs.shown] == pytest.approx([0.8 * 3 + 0.5, 0.2])
    assert (arcs.known_feeds, arcs.all_feeds) == (2, 2)


def test_supply_leaves_out_the_focus_region_its_members_and_statistical_regions():
    arcs = supply(
        a_link("resist", "litho", 3),
        a_suggestion_basis("resist"),
        a_share("resist", "DEU", 30.0),
        a_share("resist", "EU27", 30.0),
        a_share("resist", "EUROPE", 40.0),
        a_share("resist", "KOR", 30.0),
    )

    assert [arc.far for arc in arcs.shown] == ["KOR"]


def test_a_feeding_segment_without_shares_is_counted_as_unknown_and_supplies_nothing():
    arcs = supply(a_link("resist", "litho", 3))

    assert arcs.shown == ()
    assert (arcs.known_feeds, arcs.all_feeds) == (0, 1)


def test_what_feeds_the_stage_feeds_its_parts_and_a_part_does_not_feed_its_stage():
    shares = (a_suggestion_basis("resist"), a_share("resist", "JPN", 80.0))
    inside = (a_link("litho", "equipment", 3), a_suggestion_basis("litho"), a_share("litho", "USA", 50.0))

    assert [arc.far for arc in supply(a_link("resist", "equipment", 3), *shares).shown] == ["JPN"]
    assert supply(*inside, segment="equipment").shown == ()


def test_lines_to_given_places_have_the_strengths_and_dashes_that_are_given():
    arcs = arcs_between(a_world(), "EU27", {"JPN": 80.0, "KOR": 90.0, "XXX": 99.0}, dashed={"JPN"})

    assert [(arc.near, arc.far, arc.strength, arc.is_dashed) for arc in arcs.shown] == [
        ("EU27", "KOR", 90.0, False),
        ("EU27", "JPN", 80.0, True),
    ]
    assert all(arc.lines for arc in arcs.shown)
