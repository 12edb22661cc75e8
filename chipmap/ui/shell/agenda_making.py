"""Makes the Agenda page, and ties it to the dialogs in which events, participants and outcomes are edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.operations import events as operations
from chipmap.ui.pages.agenda_page import PARTICIPANTS, TIMETABLE, AgendaPage
from chipmap.ui.shell.agenda_files import export_event, import_participants, save_template
from chipmap.ui.shell.analysis_dialogs import read_method

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.records import EventParticipant, MatchmakingEvent, ParticipantContact
    from chipmap.ui.shell.workspace_view import WorkspaceView


def make_agenda_page(view: WorkspaceView) -> AgendaPage:
    """The page, with its ways out."""
    page = AgendaPage(view.bridge, view.selection, view.jobs)
    page.told.connect(view.said)
    page.event_wanted.connect(lambda event: ask_event(view, event))
    page.exports.wanted.connect(
        lambda export, has_contacts: _with_event(page, export_event, view, export, has_contacts)
    )
    page.part_made.connect(lambda part: _connect_part(view, page, part))
    return page


def _connect_part(view: WorkspaceView, page: AgendaPage, part: str) -> None:
    """Tie a part of the page to its dialogs and files, as soon as it is made."""
    if part == PARTICIPANTS:
        people = page.participants
        people.record_wanted.connect(lambda one, shows: _ask_participant(view, page, one, shows))
        people.invite_wanted.connect(lambda: _ask_institutions(view, page))
        people.import_wanted.connect(lambda: _with_event(page, import_participants, view))
        people.template_wanted.connect(lambda: _with_event(page, save_template, view))
    elif part == TIMETABLE:
        timetable = page.timetable
        timetable.tools.method_wanted.connect(lambda: read_method("agenda", view.window()))
        timetable.meeting_wanted.connect(lambda slot, table: _ask_meeting(view, page, (slot, table)))
        timetable.outcome_wanted.connect(lambda one, other: _ask_outcome(view, page, one, other))


def _with_event(page: AgendaPage, act: Callable[..., object], view: WorkspaceView, *given: object) -> None:
    """Do something about the event that is shown."""
    event = page.event_shown
    if event is not None:
        act(view, event.id, *given)


def ask_event(view: WorkspaceView, event: MatchmakingEvent | None) -> None:
    """Let an event be edited, or a draft of one added; what is kept is shown."""
    from chipmap.ui.dialogs.event_dialog import EventDialog

    dialog = EventDialog(view.bridge, event or operations.new_event(view.bridge), view.window())
    dialog.kept.connect(lambda kept: _keep_event(view, kept))
    dialog.remove_wanted.connect(lambda key: operations.remove_event(view.bridge, key))
    dialog.open()


def _keep_event(view: WorkspaceView, event: MatchmakingEvent) -> None:
    operations.put_event(view.bridge, event)
    view.selection.choose(event=event.id)


def _ask_participant(
    view: WorkspaceView, page: AgendaPage, participant: EventParticipant, has_contact: bool
) -> None:
    from chipmap.ui.dialogs.participant_dialog import ParticipantDialog

    def keep(one: EventParticipant, contact: ParticipantContact | None) -> None:
        page.attempt(lambda: operations.put_participant(view.bridge, one, contact))

    def remove(key: str) -> None:
        page.attempt(lambda: operations.remove_participants(view.bridge, participant.event, [key]))

    dialog = ParticipantDialog(view.bridge, participant, has_contact=has_contact, parent=view.window())
    dialog.kept.connect(keep)
    dialog.remove_wanted.connect(remove)
    dialog.open()


def _ask_institutions(view: WorkspaceView, page: AgendaPage) -> None:
    from chipmap.ui.dialogs.invite_dialog import InviteDialog

    event = page.event_shown
    if event is None:
        return
    dialog = InviteDialog(view.bridge, event.id, view.selection.view.segment, view.window())
    dialog.invited.connect(
        lambda keys: page.attempt(lambda: operations.invite_institutions(view.bridge, event.id, keys))
    )
    dialog.open()


def _ask_meeting(view: WorkspaceView, page: AgendaPage, address: tuple[int, int]) -> None:
    from chipmap.ui.dialogs.new_meeting_dialog import NewMeetingDialog

    event = page.event_shown
    if event is None:
        return
    where = page.timetable.model.spoken(address)
    dialog = NewMeetingDialog(view.bridge.dataset, event.id, address, where, view.window())
    dialog.kept.connect(
        lambda move: page.attempt(lambda: operations.move_meetings(view.bridge, event.id, [move], ()))
    )
    dialog.open()


def _ask_outcome(view: WorkspaceView, page: AgendaPage, one: str, other: str) -> None:
    from chipmap.ui.dialogs.meeting_dialog import MeetingDialog

    event, dataset = page.event_shown, view.bridge.dataset
    meeting = dataset.meetings.get((event.id, one, other)) if event is not None else None
    if event is None or meeting is None:
        return
    names = (dataset.participants[event.id, one].name, dataset.participants[event.id, other].name)
    when = page.timetable.model.spoken((meeting.slot, meeting.table_number))
    dialog = MeetingDialog(meeting, names, when, view.window())
    dialog.kept.connect(
        lambda outcome, step: page.attempt(
            lambda: operations.note_outcome(view.bridge, event.id, (one, other), outcome, step)
        )
    )
    dialog.open()
