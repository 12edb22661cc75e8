"""How a loss is spelled, and whose capacity it takes: places, regions, institutions, routes, segments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.removals import recorded_part
from chipmap.model.analysis.scenario import run_kept, run_scenario
from chipmap.model.analysis.scenario_report import certainty_of, stage_losses, supply_view
from chipmap.model.records import Scenario
from chipmap.model.records.removals import Removal, read_removal, removal_text
from chipmap.model.starter import starter_dataset
from tests.builders import (
    a_leader,
    a_link,
    a_share,
    a_suggestion_basis,
    an_institution,
    three_countries_dataset,
)

_NAMES = st.from_regex(r"[A-Za-z0-9_]{1,12}", fullmatch=True)
_PARTS = st.floats(min_value=0, max_value=1, exclude_min=True)


def a_workspace(*records):
    """Lithography from the Netherlands (60 %), Germany (10 %) and nobody knows; packaging needs it."""
    return three_countries_dataset(
        a_suggestion_basis("litho"),
        a_share("litho", "NLD", 60.0),
        a_share("litho", "DEU", 10.0),
        a_link("litho", "packaging_osat", weight=3),
        an_institution("asml", "NLD", segments=("litho",)),
        *records,
    )


@given(st.builds(Removal, _NAMES, st.just("") | _NAMES, _PARTS, st.just("") | _NAMES))
def test_every_removal_is_read_back_as_it_was_spelled(removal):
    assert read_removal(removal_text(removal)) == removal


@pytest.mark.parametrize(
    "text", ["", ":", "=1", "TWN=0", "TWN=2", "TWN=nan", "TWN>:fab", ">EU27:fab", "TWN=x"]
)
def test_what_says_nothing_is_no_removal(text):
    assert read_removal(text) is None


def test_an_institution_takes_the_stated_part_of_its_place_and_two_of_one_place_add_up():
    dataset = a_workspace(an_institution("second", "NLD", segments=("litho",)))
    one = run_scenario(dataset, [Removal("asml", "litho", 0.5)], spare=0.0)
    both = run_scenario(dataset, [Removal("asml", "", 0.5), Removal("second", "litho", 0.25)], spare=0.0)

    assert one.worst.direct == pytest.approx(0.3)
    assert both.worst.direct == pytest.approx(0.45)


def test_the_cited_share_of_a_company_is_offered_as_a_part_of_its_place():
    dataset = a_workspace(a_leader("ASML", percent=45.0))

    assert recorded_part(dataset, "asml", "litho").part == pytest.approx(0.75)
    assert recorded_part(dataset, "asml", "deposition") is None


def test_a_closed_route_takes_from_its_end_what_the_loss_of_the_supplier_takes_from_everybody():
    route = run_scenario(a_workspace(), [Removal("NLD", "litho", 1.0, "EU27")])
    lost = run_scenario(a_workspace(), [Removal("NLD", "litho")])

    assert route.segments == lost.segments


def test_nothing_is_made_up_for_where_nobody_steps_in():
    scenario = Scenario("", "", ("NLD:litho",), spare=1.0, is_resourced=False)
    found = run_kept(a_workspace(), scenario)

    assert found.worst.loss == pytest.approx(0.6)
    assert supply_view(a_workspace(), scenario, found, "litho").stepping_in == ()


def test_a_loss_of_two_years_is_followed_to_its_end():
    found = run_scenario(a_workspace(), [Removal("NLD", "litho")], weeks=104, recovery=10, spare=0.0)

    assert found.worst.weeks == (1, 114)


def test_who_steps_in_covers_exactly_what_is_re_sourced_and_the_rest_is_unknown_or_lost():
    scenario = Scenario("", "", ("NLD:litho=0.5",), spare=0.2)
    dataset = a_workspace()
    found = run_kept(dataset, scenario)
    view = supply_view(dataset, scenario, found, "litho")

    assert sum(one.covers for one in view.stepping_in) == pytest.approx(found.worst.resourced)
    assert sum(one.share for one in view.suppliers) + view.unknown == pytest.approx(1.0)
    assert view.not_covered == pytest.approx(found.worst.loss)
    assert certainty_of(dataset, found.of("packaging_osat")).links[0].from_segment == "litho"


def test_a_stage_that_nothing_is_known_of_is_unknown_and_says_which_part_of_it_is_hit():
    dataset = starter_dataset(title="Partners")
    found = run_kept(dataset, Scenario("", "", ("CHN:crm_gallium",), weeks=26))
    stages = {one.stage: one for one in stage_losses(dataset, found)}

    assert (stages["crm"].loss, stages["crm"].part) == (None, "crm_gallium")
    assert stages["crm"].part_loss > 0.9
    assert stages["eda_ip"].loss == 0.0


def test_the_band_of_each_week_lies_around_the_course_and_follows_its_seed():
    dataset = a_workspace()
    asked = {"weeks": 10, "recovery": 4, "draws": 400, "seed": 5, "weekly_of": ("litho",)}
    found = run_scenario(dataset, [Removal("NLD", "litho", 0.5)], **asked)
    band = found.of("litho").band

    assert len(band.by_week) == len(found.of("litho").by_week)
    assert all(low <= middle <= high for low, middle, high in band.by_week)
    assert band.by_week[0][0] <= found.of("litho").by_week[0] <= band.by_week[0][2]
    assert found == run_scenario(dataset, [Removal("NLD", "litho", 0.5)], **asked)
    assert found.of("packaging_osat").band.by_week == ()
