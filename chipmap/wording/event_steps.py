"""What an edit of a matchmaking event did, in one line; loaded with the window, so it needs no planning."""

from __future__ import annotations

from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import (
    AgendaSession,
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    ParticipantContact,
    PlannedMeeting,
)
from chipmap.wording import _, ngettext


def event_step_names() -> dict[Label, str]:
    """What the steps are called in the history."""
    return {
        Label.ADD_EVENT: _("added event"),
        Label.CHANGE_EVENT: _("changed event"),
        Label.REMOVE_EVENT: _("removed event"),
        Label.ADD_PARTICIPANTS: _("added participants"),
        Label.IMPORT_PARTICIPANTS: _("imported participants"),
        Label.CHANGE_PARTICIPANTS: _("changed participants"),
        Label.REMOVE_PARTICIPANTS: _("removed participants"),
        Label.CHANGE_WISHES: _("changed wishes"),
        Label.CHANGE_CONTACT: _("changed contact"),
        Label.PURGE_CONTACTS: _("removed contacts"),
        Label.PLAN_MEETINGS: _("planned meetings"),
        Label.MOVE_MEETINGS: _("moved meetings"),
        Label.CHANGE_MEETING: _("changed meeting"),
        Label.HOLD_SLOTS: _("slots marked as held"),
        Label.CHANGE_PROGRAMME: _("changed programme"),
    }


EVENT_STEPS = frozenset(
    {
        Label.ADD_EVENT,
        Label.CHANGE_EVENT,
        Label.REMOVE_EVENT,
        Label.ADD_PARTICIPANTS,
        Label.IMPORT_PARTICIPANTS,
        Label.CHANGE_PARTICIPANTS,
        Label.REMOVE_PARTICIPANTS,
        Label.CHANGE_WISHES,
        Label.CHANGE_CONTACT,
        Label.PURGE_CONTACTS,
        Label.PLAN_MEETINGS,
        Label.MOVE_MEETINGS,
        Label.CHANGE_MEETING,
        Label.HOLD_SLOTS,
        Label.CHANGE_PROGRAMME,
    }
)


def event_step(label: Label, changes: ChangeSet) -> str:
    """One line on a step about an event: "12 participants added"; never how anybody can be reached."""
    if label in (Label.ADD_EVENT, Label.CHANGE_EVENT, Label.REMOVE_EVENT, Label.HOLD_SLOTS):
        return _event_step(label, changes)
    if label in (Label.ADD_PARTICIPANTS, Label.CHANGE_PARTICIPANTS, Label.REMOVE_PARTICIPANTS):
        return _people_step(label, changes)
    if label is Label.IMPORT_PARTICIPANTS:
        return _import_step(changes)
    if label is Label.PURGE_CONTACTS:
        count = sum(1 for _one in changes.records(ParticipantContact))
        return ngettext("{count} contact removed", "{count} contacts removed", count).format(count=count)
    if label is Label.PLAN_MEETINGS:
        return _plan_step(changes)
    if label is Label.MOVE_MEETINGS:
        count = sum(1 for _one in changes.records(PlannedMeeting))
        return ngettext("{count} meeting moved", "{count} meetings moved", count).format(count=count)
    if label is Label.CHANGE_PROGRAMME:
        return _session_step(changes)
    name = event_step_names()[label]
    return name[:1].upper() + name[1:]


def _event_step(label: Label, changes: ChangeSet) -> str:
    change = next(changes.records(MatchmakingEvent), None)
    if change is None or not isinstance(change.record, MatchmakingEvent):
        return _("Event changed")
    event = change.record
    if label is Label.HOLD_SLOTS:
        count = event.next_slot
        return ngettext("{count} slot of {name} was held", "{count} slots of {name} were held", count).format(
            count=count, name=event.name
        )
    return {
        Label.ADD_EVENT: _("Event “{name}” added"),
        Label.CHANGE_EVENT: _("Event “{name}” changed"),
        Label.REMOVE_EVENT: _("Event “{name}” removed"),
    }[label].format(name=event.name)


def _people_step(label: Label, changes: ChangeSet) -> str:
    people = [change.record for change in changes.records(EventParticipant)]
    if len(people) == 1 and isinstance(people[0], EventParticipant):
        return {
            Label.ADD_PARTICIPANTS: _("{name} added"),
            Label.CHANGE_PARTICIPANTS: _("{name} changed"),
            Label.REMOVE_PARTICIPANTS: _("{name} removed"),
        }[label].format(name=people[0].name)
    count = len(people)
    said = {
        Label.ADD_PARTICIPANTS: ngettext("{count} participant added", "{count} participants added", count),
        Label.CHANGE_PARTICIPANTS: ngettext(
            "{count} participant changed", "{count} participants changed", count
        ),
        Label.REMOVE_PARTICIPANTS: ngettext(
            "{count} participant removed", "{count} participants removed", count
        ),
    }[label]
    return said.format(count=count)


def _import_step(changes: ChangeSet) -> str:
    people, wishes = (sum(1 for _one in changes.records(kind)) for kind in (EventParticipant, MeetingWish))
    said = ngettext("{count} participant imported", "{count} participants imported", people).format(
        count=people
    )
    if not wishes:
        return said
    more = ngettext("{count} wish", "{count} wishes", wishes).format(count=wishes)
    return _("{planned}, {taken}").format(planned=said, taken=more)


def _plan_step(changes: ChangeSet) -> str:
    """How many meetings there are that were not there or stood elsewhere, and how many went."""
    planned = list(changes.records(PlannedMeeting))
    gone = sum(change.after is None for change in planned)
    new = len(planned) - gone
    line = ngettext("{count} meeting planned", "{count} meetings planned", new).format(count=new)
    if not gone:
        return line
    taken = ngettext("{count} taken off", "{count} taken off", gone).format(count=gone)
    return _("{planned}, {taken}").format(planned=line, taken=taken)


def _session_step(changes: ChangeSet) -> str:
    sessions = list(changes.records(AgendaSession))
    new = [change.record for change in sessions if change.before is None]
    gone = [change.record for change in sessions if change.after is None]
    if len(new) == 1 and not gone and isinstance(new[0], AgendaSession):
        return _("“{title}” added to the programme").format(title=new[0].title)
    if len(gone) == 1 and not new and isinstance(gone[0], AgendaSession):
        return _("“{title}” taken off the programme").format(title=gone[0].title)
    if new and not gone:
        return ngettext("{count} session added", "{count} sessions added", len(new)).format(count=len(new))
    if gone and not new:
        return ngettext("{count} session removed", "{count} sessions removed", len(gone)).format(
            count=len(gone)
        )
    return _("Programme changed")
