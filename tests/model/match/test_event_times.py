"""Clock times of an event: sessions one after the other, then slots with pauses between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.match.event_times import minutes_of, session_times, slot_end, slot_times, time_text
from chipmap.model.records import AgendaSession, MatchmakingEvent
from tests.builders import a_dataset

EVENT = MatchmakingEvent("forum", "Forum", begins="09:30", slot_minutes=25, pause_minutes=5, slots=3)
SESSIONS = [
    AgendaSession("opening", "forum", 0, "Opening", minutes=30),
    AgendaSession("packaging", "forum", 1, "Packaging", minutes=45),
]


@pytest.fixture
def programme():
    return a_dataset(EVENT, *SESSIONS)


def test_a_session_begins_when_the_one_before_ends():
    assert session_times(EVENT, SESSIONS) == ["09:30", "10:00"]


def test_meetings_follow_the_programme(programme):
    assert slot_times(programme, EVENT) == ["10:45", "11:15", "11:45"]
    assert slot_end(programme, EVENT, 2) == "12:10"


def test_meetings_begin_when_the_event_says_so(programme):
    event = MatchmakingEvent("forum", "Forum", meetings_begin="14:00", slots=2)

    assert slot_times(programme, event) == ["14:00", "14:30"]
    assert slot_times(programme, event, 3)[-1] == "15:00"


def test_a_day_goes_on_past_midnight():
    assert time_text(minutes_of("23:45") + 30) == "00:15"


@given(st.integers(0, 24 * 60 - 1))
def test_every_minute_of_the_day_is_read_as_it_is_written(minutes):
    assert minutes_of(time_text(minutes)) == minutes
