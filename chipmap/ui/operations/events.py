"""Intents about matchmaking events: the event, its participants and wishes, meetings and programme."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.changes import ChangeSet
from chipmap.model.edits import events as edits
from chipmap.model.edits import meetings
from chipmap.model.edits import sessions as programme
from chipmap.model.edits.meeting_moves import MeetingMove
from chipmap.model.labels import Label
from chipmap.model.records import MatchmakingEvent, MeetingWish, WishKind
from chipmap.ui.operations.history import apply
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chipmap.model.edits.meeting_moves import IdPair
    from chipmap.model.records import AgendaSession, EventParticipant, ParticipantContact
    from chipmap.ui.bridge import WorkspaceBridge


def new_event(bridge: WorkspaceBridge) -> MatchmakingEvent:
    """An event with the usual numbers, not kept yet."""
    name = _("Matchmaking agenda")
    return MatchmakingEvent(edits.new_event_id(bridge.dataset, name), name)


def put_event(bridge: WorkspaceBridge, event: MatchmakingEvent) -> None:
    """Add an event, or keep it as it is given."""
    is_known = event.id in bridge.dataset.events
    label = Label.CHANGE_EVENT if is_known else Label.ADD_EVENT
    apply(bridge, edits.put_event(bridge.dataset, event), label)


def remove_event(bridge: WorkspaceBridge, event: str) -> None:
    """Remove an event with everything that belongs to it."""
    apply(bridge, edits.remove_event(bridge.dataset, event), Label.REMOVE_EVENT)


def put_participant(
    bridge: WorkspaceBridge, participant: EventParticipant, contact: ParticipantContact | None = None
) -> None:
    """Add somebody or change them, with how to reach them where that was given, as one step."""
    is_known = participant.key in bridge.dataset.participants
    changes = edits.put_participants(bridge.dataset, [participant])
    if contact is not None:
        changes += edits.set_contact(bridge.dataset.with_changes(changes), contact)
    apply(bridge, changes, Label.CHANGE_PARTICIPANTS if is_known else Label.ADD_PARTICIPANTS)


def take_participants(bridge: WorkspaceBridge, changes: ChangeSet) -> None:
    """Take over what a workbook says of participants and their wishes."""
    apply(bridge, changes, Label.IMPORT)


def set_contact(bridge: WorkspaceBridge, contact: ParticipantContact) -> None:
    """Note how somebody can be reached."""
    apply(bridge, edits.set_contact(bridge.dataset, contact), Label.CHANGE_CONTACT)


def invite_institutions(bridge: WorkspaceBridge, event: str, institutions: Iterable[str]) -> None:
    """Let institutions of the workspace take part."""
    changes = edits.invite_institutions(bridge.dataset, event, institutions)
    apply(bridge, changes, Label.ADD_PARTICIPANTS)


def remove_participants(bridge: WorkspaceBridge, event: str, participants: Iterable[str]) -> None:
    """Take people off an event with all that was said of them."""
    changes = edits.remove_participants(bridge.dataset, event, participants)
    apply(bridge, changes, Label.REMOVE_PARTICIPANTS)


def turn_slot(bridge: WorkspaceBridge, event: str, participant: str, slot: int) -> None:
    """Let somebody be there in a slot, or not."""
    absent = set(edits.known_participant(bridge.dataset, event, participant).absent) ^ {slot}
    changes = edits.set_absent(bridge.dataset, event, participant, absent)
    apply(bridge, changes, Label.CHANGE_PARTICIPANTS)


def turn_no_show(bridge: WorkspaceBridge, event: str, participant: str) -> None:
    """Note that somebody is gone from the present slot on, or that they are there after all."""
    is_gone = edits.known_participant(bridge.dataset, event, participant).gone_from is not None
    slot = None if is_gone else edits.known_event(bridge.dataset, event).next_slot
    changes = edits.set_gone(bridge.dataset, event, [participant], slot)
    apply(bridge, changes, Label.CHANGE_PARTICIPANTS)


def purge_contacts(bridge: WorkspaceBridge, event: str) -> None:
    """Remove how the participants of an event can be reached."""
    apply(bridge, edits.purge_contacts(bridge.dataset, event=event), Label.PURGE_CONTACTS)


def clear_kept_contacts(bridge: WorkspaceBridge, event: str) -> None:
    """Take the contacts of an event out of every restore point, for good."""
    bridge.workspace.remove_kept_contacts([event])


def set_wish(bridge: WorkspaceBridge, event: str, one: str, other: str, wish: WishKind | None) -> None:
    """What one wishes of the other; None leaves it open, with what was promised of it."""
    dataset = bridge.dataset
    known: MeetingWish | None = dataset.wishes.get((event, one, other))
    if wish is not None:
        stated = MeetingWish(event, one, other, wish) if known is None else replace(known, wish=wish)
        apply(bridge, edits.put_wishes(dataset, [stated]), Label.CHANGE_WISHES)
    elif known is not None:
        apply(bridge, edits.remove_wish(dataset, event, one, other), Label.CHANGE_WISHES)


def turn_must(bridge: WorkspaceBridge, event: str, one: str, other: str) -> None:
    """Promise two participants a meeting, or take the promise back."""
    stated = _stated(bridge, event, one, other)
    if any(wish.is_must for wish in stated):
        wishes = [replace(wish, is_must=False) for wish in stated]
    else:
        first = stated[0] if stated else MeetingWish(event, one, other, WishKind.WANT)
        wishes = [replace(first, is_must=True)]
    apply(bridge, edits.put_wishes(bridge.dataset, wishes), Label.CHANGE_WISHES)


def pin_wish(bridge: WorkspaceBridge, event: str, one: str, other: str, slot: int | None) -> None:
    """Promise two participants a slot (from 0), or leave it to the plan."""
    stated = _stated(bridge, event, one, other)
    wishes = [replace(wish, slot=None) for wish in stated]
    if slot is not None:
        first = wishes[0] if wishes else MeetingWish(event, one, other, WishKind.POSSIBLE)
        wishes = [replace(first, slot=slot), *wishes[1:]]
    apply(bridge, edits.put_wishes(bridge.dataset, wishes), Label.CHANGE_WISHES)


def accept_suggestions(bridge: WorkspaceBridge, event: str, one: str, others: Sequence[str]) -> None:
    """State as possible what was only suggested."""
    wishes = [MeetingWish(event, one, other, WishKind.POSSIBLE) for other in others]
    apply(bridge, edits.put_wishes(bridge.dataset, wishes), Label.CHANGE_WISHES)


def keep_plan(bridge: WorkspaceBridge, changes: ChangeSet) -> None:
    """Take over a timetable that was planned beside the window."""
    apply(bridge, changes, Label.PLAN_MEETINGS)


def move_meetings(
    bridge: WorkspaceBridge, event: str, moves: Sequence[MeetingMove], pinned: Sequence[IdPair]
) -> None:
    """Put meetings elsewhere, as one step; those that were `pinned` are promised where they go."""
    changes = meetings.move_meetings(bridge.dataset, event, moves)
    for pair in pinned:
        after = bridge.dataset.with_changes(changes)
        changes += meetings.pin_meeting(after, event, *pair, is_pinned=True)
    apply(bridge, changes.composed(), Label.MOVE_MEETINGS)


def turn_pin(bridge: WorkspaceBridge, event: str, pair: IdPair, is_pinned: bool) -> None:
    """Promise a meeting the slot where it stands, or let planning move it again."""
    changes = meetings.pin_meeting(bridge.dataset, event, *pair, is_pinned=is_pinned)
    apply(bridge, changes, Label.CHANGE_MEETING)


def remove_meeting(bridge: WorkspaceBridge, event: str, pair: IdPair) -> None:
    """Take a meeting off the timetable."""
    apply(bridge, meetings.remove_meeting(bridge.dataset, event, *pair), Label.CHANGE_MEETING)


def note_outcome(bridge: WorkspaceBridge, event: str, pair: IdPair, outcome: str, next_step: str) -> None:
    """Note what came of a meeting, and what comes next."""
    changes = meetings.set_outcome(bridge.dataset, event, *pair, outcome=outcome, next_step=next_step)
    apply(bridge, changes, Label.CHANGE_MEETING)


def clear_meetings(bridge: WorkspaceBridge, event: str) -> None:
    """Take off every meeting that was not held."""
    apply(bridge, meetings.clear_meetings(bridge.dataset, event), Label.PLAN_MEETINGS)


def hold_until(bridge: WorkspaceBridge, event: str, slot: int) -> None:
    """Mark the slots before this one (from 0) as held."""
    apply(bridge, meetings.set_next_slot(bridge.dataset, event, slot), Label.HOLD_SLOTS)


def add_sessions(bridge: WorkspaceBridge, event: MatchmakingEvent, sessions: Sequence[AgendaSession]) -> None:
    """Add sessions at the end of the programme, with ids of their own; an event that is new comes along."""
    is_new = event.id not in bridge.dataset.events
    changes = edits.put_event(bridge.dataset, event) if is_new else ChangeSet()
    for one in sessions:
        changes += programme.add_session(
            bridge.dataset.with_changes(changes),
            event.id,
            one.title,
            partner=one.partner,
            segment=one.segment,
            minutes=one.minutes,
            institutions=one.institutions,
        )
    apply(bridge, changes.composed(), Label.CHANGE_PROGRAMME)


def put_session(bridge: WorkspaceBridge, session: AgendaSession) -> None:
    """Keep a session as it is given, where it stands."""
    apply(bridge, programme.put_session(bridge.dataset, session), Label.CHANGE_PROGRAMME)


def place_session(bridge: WorkspaceBridge, event: str, session: str, position: int) -> None:
    """Put a session at a position (from 0) of the programme."""
    changes = programme.move_session(bridge.dataset, event, session, position)
    apply(bridge, changes, Label.CHANGE_PROGRAMME)


def remove_sessions(bridge: WorkspaceBridge, event: str, keys: Iterable[str]) -> None:
    """Take sessions off the programme, as one step."""
    changes = ChangeSet()
    for key in keys:
        changes += programme.remove_session(bridge.dataset.with_changes(changes), event, key)
    apply(bridge, changes.composed(), Label.CHANGE_PROGRAMME)


def clear_programme(bridge: WorkspaceBridge, event: str) -> None:
    """Take every session off the programme."""
    apply(bridge, programme.clear_sessions(bridge.dataset, event), Label.CHANGE_PROGRAMME)


def _stated(bridge: WorkspaceBridge, event: str, one: str, other: str) -> list[MeetingWish]:
    """What either of two has said of the other, `one` first."""
    wishes = bridge.dataset.wishes
    found = (wishes.get((event, one, other)), wishes.get((event, other, one)))
    return [wish for wish in found if wish is not None]
