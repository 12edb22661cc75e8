"""What must hold for a matchmaking event and all that belongs to it; `rules` asks it for each record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from chipmap.model.dataset import Dataset
from chipmap.model.issues import Issue
from chipmap.model.records import (
    AgendaSession,
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    ParticipantContact,
    PlannedMeeting,
)
from chipmap.model.text_rules import broken, line_rules, text_rules, title_rules

MOST_SLOTS = 200
MOST_TABLES = 1_000
LONGEST_SLOT = 480
MOST_PROMISED = 50
"""Beyond these a number is a slip of the hand: minutes of a day, meetings of a person."""

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def event_rules(event: MatchmakingEvent, _dataset: Dataset) -> Iterator[Issue]:
    """Its texts, its day and times, and numbers that a day can hold."""
    yield from title_rules("name", event.name)
    yield from line_rules("venue", event.venue)
    for field_name in ("date", "purge_after"):
        text = getattr(event, field_name)
        if text and not _is_day(text):
            yield broken("day-malformed", field_name, text)
    for field_name, text in (("begins", event.begins), ("meetings_begin", event.meetings_begin)):
        if not _TIME.fullmatch(text) and (text or field_name == "begins"):
            yield broken("time-malformed", field_name, text)
    limits = {
        "slots": (1, MOST_SLOTS),
        "tables": (1, MOST_TABLES),
        "slot_minutes": (1, LONGEST_SLOT),
        "pause_minutes": (0, LONGEST_SLOT),
        "guarantee": (0, MOST_PROMISED),
        "next_slot": (0, event.slots),
    }
    for field_name, (least, most) in limits.items():
        yield from _within(field_name, getattr(event, field_name), least, most)
    for slot in event.breaks:
        if not 0 <= slot < event.slots:
            yield broken("slot-outside", "breaks", slot + 1, last=event.slots)


def participant_rules(one: EventParticipant, dataset: Dataset) -> Iterator[Issue]:
    """Who it is, of an event that exists; an institution may have left the workspace since."""
    yield from _event_known(one.event, dataset)
    yield from title_rules("name", one.name)
    yield from line_rules("organisation", one.organisation)
    if one.country and one.country not in dataset.countries:
        yield broken("subject-unknown", "country", one.country)
    for segment in one.segments:
        if segment not in dataset.segments:
            yield broken("segment-unknown", "segments", segment)
    if one.most is not None:
        yield from _within("most", one.most, 0, MOST_SLOTS)
    for slot in (*one.absent, *(() if one.gone_from is None else (one.gone_from,))):
        if not 0 <= slot < MOST_SLOTS:
            yield broken("slot-outside", "absent", slot + 1, last=MOST_SLOTS)


def contact_rules(contact: ParticipantContact, dataset: Dataset) -> Iterator[Issue]:
    """Of somebody who takes part. A finding travels into messages and logs, so it never says the contact."""
    yield from _participant_known(contact.event, contact.participant, dataset)
    said = (
        *line_rules("email", contact.email),
        *line_rules("telephone", contact.telephone),
        *text_rules("note", contact.note),
    )
    yield from (replace(issue, value="") for issue in said)


def wish_rules(wish: MeetingWish, dataset: Dataset) -> Iterator[Issue]:
    """Between two who take part; a pinned slot is one of the event."""
    yield from _pair_known(wish.event, wish.one, wish.other, dataset)
    event = dataset.events.get(wish.event)
    if wish.slot is not None and event is not None and not 0 <= wish.slot < event.slots:
        yield broken("slot-outside", "slot", wish.slot + 1, last=event.slots)


def meeting_rules(meeting: PlannedMeeting, dataset: Dataset) -> Iterator[Issue]:
    """Between two who take part, once; what was held may lie outside an event made smaller since."""
    yield from _pair_known(meeting.event, meeting.one, meeting.other, dataset)
    if meeting.one > meeting.other:
        yield broken("pair-out-of-order", "one", meeting.one)
    yield from _within("slot", meeting.slot, 0, MOST_SLOTS)
    yield from _within("table_number", meeting.table_number, 1, 2 * MOST_TABLES)
    yield from text_rules("outcome", meeting.outcome)
    yield from text_rules("next_step", meeting.next_step)


def session_rules(session: AgendaSession, dataset: Dataset) -> Iterator[Issue]:
    """Of an event, with a place that is known or with all."""
    yield from _event_known(session.event, dataset)
    yield from title_rules("title", session.title)
    if session.partner and not dataset.has_subject(session.partner):
        yield broken("subject-unknown", "partner", session.partner)
    if session.segment and session.segment not in dataset.segments:
        yield broken("segment-unknown", "segment", session.segment)
    yield from _within("minutes", session.minutes, 1, LONGEST_SLOT)


def _event_known(event: str, dataset: Dataset) -> Iterator[Issue]:
    if event not in dataset.events:
        yield broken("event-unknown", "event", event)


def _participant_known(event: str, participant: str, dataset: Dataset) -> Iterator[Issue]:
    if (event, participant) not in dataset.participants:
        yield broken("participant-unknown", "participant", participant)


def _pair_known(event: str, one: str, other: str, dataset: Dataset) -> Iterator[Issue]:
    yield from _participant_known(event, one, dataset)
    yield from _participant_known(event, other, dataset)
    if one == other:
        yield broken("pair-of-one", "other", other)


def _within(field_name: str, value: int, least: int, most: int) -> Iterator[Issue]:
    if not least <= value <= most:
        yield broken("event-number-out-of-range", field_name, value, least=least, most=most)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-11-22")


EVENT_RULES: dict[type[Any], Callable[[Any, Dataset], Iterator[Issue]]] = {
    MatchmakingEvent: event_rules,
    EventParticipant: participant_rules,
    ParticipantContact: contact_rules,
    MeetingWish: wish_rules,
    PlannedMeeting: meeting_rules,
    AgendaSession: session_rules,
}
"""What `rules` asks for each kind of record of an event."""
