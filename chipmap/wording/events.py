"""Matchmaking events in words: where and when, how long, how large."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chipmap.model.match.event_times import slot_end, slot_times
from chipmap.wording import _, ngettext
from chipmap.wording.formats import date as date_text

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.agenda import Appointment
    from chipmap.model.records import MatchmakingEvent

_HOUR = 60


def where_and_when(event: MatchmakingEvent) -> str:
    """Venue and date as far as they are known: "Kuala Lumpur, 3 March 2027"."""
    day = date_text(datetime.fromisoformat(event.date)) if event.date else ""
    if event.venue and day:
        return _("{venue}, {day}").format(venue=event.venue, day=day)
    return event.venue or day


def duration_text(minutes: int) -> str:
    """How long something takes: "45 min", "2 h", "2 h 45"."""
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes:02}").format(hours=hours, minutes=rest)


def room_text(event: MatchmakingEvent) -> str:
    """How many slots and tables: "10 slots of 25 min at 12 tables"."""
    slots = ngettext("{count} slot of {minutes} min", "{count} slots of {minutes} min", event.slots)
    tables = ngettext("{count} table", "{count} tables", event.tables).format(count=event.tables)
    return _("{slots} at {tables}").format(
        slots=slots.format(count=event.slots, minutes=event.slot_minutes), tables=tables
    )


def day_text(dataset: Dataset, event: MatchmakingEvent) -> str:
    """When the meetings of an event take place, in a sentence."""
    times = slot_times(dataset, event)
    text = _("Meetings from {begin} to {end}: {room}.").format(
        begin=times[0], end=slot_end(dataset, event, event.slots - 1), room=room_text(event)
    )
    if not event.breaks:
        return text
    breaks = ", ".join(times[slot] for slot in event.breaks)
    pauses = ngettext("{text} Break at {times}.", "{text} Breaks at {times}.", len(event.breaks))
    return pauses.format(text=text, times=breaks)


def day_lines(dataset: Dataset, event: str, participant: str) -> list[str]:
    """What somebody does slot by slot: "09:30: Kim Lee, table 3"."""
    # Loaded here, because planning brings scipy along, and most of this module needs none of it.
    from chipmap.model.match.agenda import agenda_of

    return [_appointment_text(one) for one in agenda_of(dataset, event).appointments(participant)]


def _appointment_text(one: Appointment) -> str:
    time = one.slot.begins
    if one.meeting is not None and one.other is not None:
        return _("{time}: {name}, table {table}").format(
            time=time, name=one.other.name, table=one.meeting.table_number
        )
    if one.slot.is_break:
        return _("{time}: break").format(time=time)
    return (_("{time}: not there") if one.is_away else _("{time}: free")).format(time=time)
