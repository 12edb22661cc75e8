"""Edits of matchmaking events: the event itself, who comes, what they wish, how they can be reached.

Whoever leaves takes along what was said of them: wishes, planned meetings, contacts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.record_ids import id_from_name
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import (
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    ParticipantContact,
    Record,
)


def new_event_id(dataset: Dataset, name: str) -> str:
    """An id made from a name that no event of the dataset bears."""
    return id_from_name(name, lambda found: found in dataset.events, otherwise="event")


def new_participant_id(dataset: Dataset, event: str, name: str, taken: Iterable[str] = ()) -> str:
    """An id made from a name that nobody of the event bears, nor any of `taken`."""
    others = set(taken)
    return id_from_name(
        name, lambda found: found in others or (event, found) in dataset.participants, otherwise="participant"
    )


def known_event(dataset: Dataset, event: str) -> MatchmakingEvent:
    """The event with this id; `UnknownRecord` where there is none."""
    found: MatchmakingEvent | None = dataset.events.get(event)
    if found is None:
        raise UnknownRecord(kind=MatchmakingEvent.kind, key=event)
    return found


def known_participant(dataset: Dataset, event: str, participant: str) -> EventParticipant:
    """Somebody who takes part, by id; `UnknownRecord` where there is nobody."""
    found: EventParticipant | None = dataset.participants.get((event, participant))
    if found is None:
        raise UnknownRecord(kind=EventParticipant.kind, key=(event, participant))
    return found


def put_event(dataset: Dataset, event: MatchmakingEvent) -> ChangeSet:
    """Add an event, or change the one with the same id.

    Pinned slots that it has no more are unpinned; meetings that lie outside are planned anew by a replan.
    """
    changes = [Change(dataset.events.get(event.id), event)]
    changes += [
        Change(wish, replace(wish, slot=None))
        for wish in dataset.wishes.of(event.id).values()
        if wish.slot is not None and wish.slot >= event.slots
    ]
    return checked(changes, dataset)


def remove_event(dataset: Dataset, event: str) -> ChangeSet:
    """Remove an event with everything that belongs to it."""
    parts: list[Record] = []
    for table in (
        dataset.contacts,
        dataset.wishes,
        dataset.meetings,
        dataset.sessions,
        dataset.participants,
    ):
        parts += table.of(event).values()
    return ChangeSet(tuple(Change(part, None) for part in (*parts, known_event(dataset, event))))


def put_participants(dataset: Dataset, participants: Iterable[EventParticipant]) -> ChangeSet:
    """Add participants, or change those with the same id."""
    changes = [Change(dataset.participants.get(one.key), one) for one in participants]
    return checked(changes, dataset)


def invite_institutions(dataset: Dataset, event: str, institutions: Iterable[str]) -> ChangeSet:
    """One participant for each institution, named after it; those that come already are not doubled."""
    known_event(dataset, event)
    there = {one.institution for one in dataset.participants.of(event).values()}
    added: list[EventParticipant] = []
    for key in dict.fromkeys(institutions):
        institution = dataset.institutions.get(key)
        if institution is None:
            raise UnknownRecord(kind="institution", key=key)
        if key in there:
            continue
        name = institution.short_name or institution.name
        added.append(
            EventParticipant(
                new_participant_id(dataset, event, name, [one.id for one in added]),
                event,
                name,
                institution.name,
                institution.country,
                key,
                institution.segments,
            )
        )
    return put_participants(dataset, added)


def remove_participants(dataset: Dataset, event: str, participants: Iterable[str]) -> ChangeSet:
    """Take people off an event with their wishes and those about them, their meetings and contacts."""
    leaving = {one: known_participant(dataset, event, one) for one in participants}
    gone: list[Record] = [
        contact for one in leaving if (contact := dataset.contacts.get((event, one))) is not None
    ]
    for table in (dataset.wishes, dataset.meetings):
        gone += [part for part in table.of(event).values() if part.one in leaving or part.other in leaving]
    return ChangeSet(tuple(Change(part, None) for part in (*gone, *leaving.values())))


def set_gone(dataset: Dataset, event: str, participants: Iterable[str], slot: int | None) -> ChangeSet:
    """People who did not appear, or have left, from a slot (from 0) on; None: they are there after all."""
    return put_participants(
        dataset, [replace(known_participant(dataset, event, one), gone_from=slot) for one in participants]
    )


def set_absent(dataset: Dataset, event: str, participant: str, slots: Iterable[int]) -> ChangeSet:
    """The slots (from 0) in which somebody cannot meet anybody."""
    one = known_participant(dataset, event, participant)
    return put_participants(dataset, [replace(one, absent=tuple(sorted(set(slots))))])


def put_wishes(dataset: Dataset, wishes: Iterable[MeetingWish]) -> ChangeSet:
    """State wishes, or others than before."""
    return checked([Change(dataset.wishes.get(wish.key), wish) for wish in wishes], dataset)


def remove_wish(dataset: Dataset, event: str, one: str, other: str) -> ChangeSet:
    """Leave open what one wishes of the other."""
    wish = dataset.wishes.get((event, one, other))
    if wish is None:
        raise UnknownRecord(kind=MeetingWish.kind, key=(event, one, other))
    return ChangeSet((Change(wish, None),))


def set_contact(dataset: Dataset, contact: ParticipantContact) -> ChangeSet:
    """How somebody can be reached; a contact without any detail is removed."""
    before = dataset.contacts.get(contact.key)
    is_empty = not (contact.email or contact.telephone or contact.note)
    if is_empty:
        return ChangeSet() if before is None else ChangeSet((Change(before, None),))
    return checked([Change(before, contact)], dataset)


def purge_contacts(dataset: Dataset, *, event: str | None = None, today: str | None = None) -> ChangeSet:
    """Remove the contacts of an event, or of every event whose day of purging has come (`today` as ISO).

    Undo brings them back until the workspace is closed; copies that were kept before are
    `Workspace.remove_kept_contacts`' to clear.
    """
    if event is not None:
        known_event(dataset, event)
    events = [event] if event is not None else events_to_purge(dataset, today or "")
    return ChangeSet(tuple(Change(one, None) for key in events for one in dataset.contacts.of(key).values()))


def events_to_purge(dataset: Dataset, today: str) -> list[str]:
    """The events that hold contacts beyond the day (ISO) on which they were to go."""
    return [
        event.id
        for event in dataset.events.values()
        if event.purge_after and event.purge_after < today and dataset.contacts.of(event.id)
    ]
