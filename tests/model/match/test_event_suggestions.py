"""Suggestions stand in for those who say nothing; proposed sessions carry the numbers that speak for them."""

from __future__ import annotations

import pytest

from chipmap.cli.documents import place_names
from chipmap.model.edits import events, sessions
from chipmap.model.edits.assumptions import set_assumption
from chipmap.model.match.event_planning import plan_event
from chipmap.model.match.event_suggestions import suggested_meetings
from chipmap.model.match.session_proposals import propose_sessions
from chipmap.model.records import MeetingWish, WishKind
from chipmap.model.starter import starter_dataset
from chipmap.wording.programmes import session_reason, session_title, standing_text, suggestion_text
from tests.model.event_builders import EVENT, an_event


@pytest.fixture(scope="module")
def starter():
    dataset = starter_dataset(title="Event")
    return dataset.with_changes(events.put_event(dataset, an_event()))


@pytest.fixture(scope="module")
def invited(starter):
    """Two of the focus region, two of a place that has what it lacks."""
    return starter.with_changes(
        events.invite_institutions(starter, EVENT, ["adilimerick", "boschreutlingen", "psmc", "tsmc"])
    )


def test_those_who_complete_each_other_are_brought_together_and_no_side_meets_itself(invited):
    found = suggested_meetings(invited, EVENT)

    countries = {one.id: one.country for one in invited.participants.values()}
    assert found
    for one in found:
        assert {countries[who] == "TWN" for who in one.pair} == {True, False}
        assert suggestion_text(invited, one)
    plan = plan_event(invited, EVENT)
    assert set(plan.standing.suggested) == {
        (one.one, one.other) for one in invited.with_changes(plan.changes).meetings.values()
    }
    assert "of the best conceivable" in standing_text(plan.standing)


def test_a_suggestion_never_overrides_a_no_nor_outweighs_a_stated_wish(invited):
    first, second = suggested_meetings(invited, EVENT)[0].pair
    refused = invited.with_changes(
        events.put_wishes(invited, [MeetingWish(EVENT, second, first, WishKind.NO)])
    )

    assert (first, second) not in {one.pair for one in suggested_meetings(refused, EVENT)}
    assert all(one.worth < 1 for one in suggested_meetings(refused, EVENT))
    met = refused.with_changes(plan_event(refused, EVENT).changes).meetings
    assert (EVENT, first, second) not in met
    none = refused.with_changes(set_assumption(refused, "agenda.suggestion", 0.0, "Meeting of 3 May"))
    assert suggested_meetings(none, EVENT) == ()


def test_sessions_are_proposed_with_gap_levels_and_institutions_of_both_sides(starter):
    proposals = propose_sessions(starter, EVENT, focus="EU27", segment="fab")

    names = place_names(starter.settings)
    best = proposals[0]
    assert len(proposals) == 3
    assert best.need is not None
    assert str(int(best.theirs)) in session_title(starter, best, names)
    assert "needs" in session_reason(starter, best, names, "EU27")
    countries = {starter.institutions[one].country for one in best.institutions}
    assert best.partner in countries
    assert countries & set(starter.regions["EU27"].members)
    assert 30 <= best.minutes <= 60
    held = starter.with_changes(
        sessions.add_session(starter, EVENT, "Pilot lines", partner=best.partner, segment="fab")
    )
    assert best.partner not in {one.partner for one in propose_sessions(held, EVENT, focus="EU27")}
