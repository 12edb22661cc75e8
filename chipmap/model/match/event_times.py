"""Clock times of an event: when each session of its programme begins, and each slot of its meetings.

Times are texts such as "09:30", and go on past midnight from "00:00". The meetings follow the programme where
the event does not say when they begin. A break takes as long as a slot.
"""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.dataset import Dataset
from chipmap.model.records import AgendaSession, MatchmakingEvent

_HOUR = 60
_DAY = 24 * _HOUR


def session_times(event: MatchmakingEvent, sessions: Iterable[AgendaSession]) -> list[str]:
    """When each session begins, in the order in which they are given; one follows the other."""
    at, times = minutes_of(event.begins), []
    for session in sessions:
        times.append(time_text(at))
        at += session.minutes
    return times


def slot_times(dataset: Dataset, event: MatchmakingEvent, slots: int | None = None) -> list[str]:
    """When each slot begins; as many as the event has, or as `slots` says."""
    first, length = first_slot_minutes(dataset, event), event.slot_minutes + event.pause_minutes
    return [time_text(first + number * length) for number in range(event.slots if slots is None else slots)]


def slot_end(dataset: Dataset, event: MatchmakingEvent, slot: int) -> str:
    """When a slot (from 0) ends."""
    length = event.slot_minutes + event.pause_minutes
    return time_text(first_slot_minutes(dataset, event) + slot * length + event.slot_minutes)


def first_slot_minutes(dataset: Dataset, event: MatchmakingEvent) -> int:
    """Minutes after midnight at which the meetings begin."""
    if event.meetings_begin:
        return minutes_of(event.meetings_begin)
    programme = sum(session.minutes for session in dataset.sessions.of(event.id).values())
    return minutes_of(event.begins) + programme


def minutes_of(time: str) -> int:
    """Minutes after midnight of "09:30"."""
    hours, minutes = time.split(":")
    return int(hours) * _HOUR + int(minutes)


def time_text(minutes: int) -> str:
    """A time of day, such as "09:30"."""
    hours, rest = divmod(minutes % _DAY, _HOUR)
    return f"{hours:02}:{rest:02}"
