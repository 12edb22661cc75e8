"""The table of foresight says what the standings say, leaves unknown unknown, and orders without any draw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.foresight import investments, scenario_gaps, steadiness
from chipmap.model.analysis.foresight_table import foresight_table, usual_places
from chipmap.model.analysis.place_foresight import foresight_of, horizon_weights, reweighed
from chipmap.model.analysis.standing import standings_of
from chipmap.model.edits.assumptions import set_assumptions
from chipmap.model.match.place_partners import candidates_of
from chipmap.model.records import NOW
from chipmap.model.starter import starter_dataset
from tests.builders import a_need, a_score, three_countries_dataset

LEVELS = st.one_of(st.none(), st.integers(0, 5).map(float))


@pytest.fixture(scope="module")
def starter():
    return starter_dataset(title="Table")


def test_every_cell_is_what_the_standings_say_and_no_other_cell_has_a_gap(starter):
    places = candidates_of(starter, "EU27")
    table = foresight_table(starter, "EU27", places)
    standings = standings_of(starter)
    for place in table.places:
        for segment in standings.tree.scorable:
            for horizon in table.horizons:
                said = standings.gap(place, segment.id, horizon)
                assert table.value(place, segment.id, horizon) == said.value
                found = table.gap(place, segment.id, horizon)
                assert found is None or found == said


def test_the_focus_region_comes_first_and_once(starter):
    table = foresight_table(starter, "EU27", ["JPN", "EU27", "JPN"])
    assert table.places == ("EU27", "JPN")
    assert table.about == "EU27"
    assert foresight_table(starter, "EU27", ["JPN"], about="JPN").foresight.subject == "JPN"


def test_nobody_has_said_what_levels_the_starter_data_expects(starter):
    table = foresight_table(starter, "EU27", usual_places(starter, "EU27", candidates_of(starter, "EU27")))
    assert not table.has_expected_levels("EU27")
    assert all(table.value("EU27", "fab", horizon) is None for horizon in ("2030", "2035"))


def test_places_that_say_most_of_the_future_stand_beside_the_focus_region():
    dataset = three_countries_dataset(a_need("MYS", "litho", 4), a_score(2, "DEU", "litho"))
    assert usual_places(dataset, "EU27", ["TWN", "MYS"])[0] == "MYS"


def test_the_weights_of_the_workspace_order_unless_others_are_given():
    dataset = three_countries_dataset(
        a_score(1, "EU27", "litho", need=2), a_need("EU27", "deposition", 5), a_score(4, "EU27", "deposition")
    )
    assert sum(horizon_weights(dataset).values()) == pytest.approx(100)
    changes = set_assumptions(
        dataset, {"foresight.weight.now": 20, "foresight.weight.2030": 80, "foresight.weight.2035": 0}, "Test"
    )
    changed = dataset.with_changes(changes)
    assert horizon_weights(changed) == {NOW: 20, "2030": 80, "2035": 0}
    assert foresight_of(changed, "EU27").weights == {NOW: 20, "2030": 80, "2035": 0}
    again = reweighed(foresight_of(changed, "EU27"), horizon_weights(dataset))
    assert again.priorities == foresight_of(dataset, "EU27").priorities


@given(st.lists(st.tuples(LEVELS, LEVELS, LEVELS, LEVELS), min_size=1, max_size=9))
def test_what_comes_first_at_one_horizon_alone_is_steady_at_least_in_that_weighting(rows):
    segments = {
        f"s{number}": scenario_gaps({NOW: now, "2030": later}, {NOW: need, "2030": need_later})
        for number, (now, later, need, need_later) in enumerate(rows)
    }
    steady = steadiness(segments)
    ordered, _left = investments(segments)
    assert set(steady) == set(segments)
    assert all(0 <= part <= 1 for part in steady.values())
    for one in ordered:
        if any(rank <= 5 for rank in one.ranks.values()):
            assert steady[one.segment] > 0
        if not one.ranks:
            assert steady[one.segment] == 0


def test_one_scenario_leaves_weights_nothing_to_change():
    segments = {"a": scenario_gaps({NOW: 1.0}, {NOW: 3.0}), "b": scenario_gaps({NOW: 3.0}, {NOW: 3.0})}
    assert steadiness(segments) == {"a": 1.0, "b": 0.0}
    ordered, _left = investments(segments)
    assert ordered[0].ranks == {NOW: 1}
