"""`chipmap event …`: matchmaking events of the workspace, their participants, and the plan that is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chipmap.cli.agenda_commands import Absent, Breaks, FromSlot, with_absences, write_file
from chipmap.cli.agenda_report import agenda_result
from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.event_options import (
    Begins,
    ByDay,
    Day,
    EventArgument,
    EventName,
    MeetingsBegin,
    NewName,
    OneEvent,
    PauseMinutes,
    PeopleFile,
    Promised,
    PurgeAfter,
    SlotCount,
    SlotMinutes,
    TableCount,
    TemplateOutput,
    Venue,
)
from chipmap.cli.event_references import event_meant
from chipmap.cli.options import AsJson, DryRun, LanguageCode, LanguageOption, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.reporting import ExitCode, show_result
from chipmap.cli.session_commands import suggest_sessions
from chipmap.model.labels import Label
from chipmap.wording import _, ngettext, speaking_here

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.attendance_import import AttendancePlan
    from chipmap.model.issues import Issue
    from chipmap.model.records import MatchmakingEvent

app = typer.Typer(no_args_is_help=True, help="Matchmaking events: who comes, and who meets whom when.")


@app.callback()
def event() -> None:
    """Nothing is done without a command."""


@app.command("list")
def list_events(path: WorkspacePath, as_json: AsJson = False) -> None:
    """List the events with how many come, how many meetings are planned, and how many contacts are kept."""
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        events = [_fields(dataset, one) for one in dataset.events.values()]
    line = _("{name} ({id}): {participants} participants, {meetings} meetings, {contacts} contacts")
    lines = [line.format(**one) for one in events] or [_("There is no event yet.")]
    show_result({"events": events}, lines, as_json=as_json)


@app.command("add")
def add_event(
    path: WorkspacePath,
    name: EventName,
    *,
    venue: Venue = None,
    day: Day = None,
    begins: Begins = None,
    meetings_begin: MeetingsBegin = None,
    slots: SlotCount = None,
    slot_minutes: SlotMinutes = None,
    pause: PauseMinutes = None,
    tables: TableCount = None,
    breaks: Breaks = None,
    guarantee: Promised = None,
    purge_after: PurgeAfter = None,
    as_json: AsJson = False,
) -> None:
    """Add an event and save.

    Unless said otherwise it has 10 slots of 25 minutes, 12 tables, and 3 meetings promised to everybody.
    """
    from chipmap.model.records import MatchmakingEvent

    said = {"venue": venue, "date": day, "begins": begins, "meetings_begin": meetings_begin}
    numbers = {"slots": slots, "slot_minutes": slot_minutes, "pause_minutes": pause, "tables": tables}
    more = {"guarantee": guarantee, "purge_after": purge_after, "breaks": _breaks(breaks)}
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits.events import new_event_id, put_event

        key = new_event_id(workspace.dataset, name)
        added = replace(MatchmakingEvent(key, name), **_given({**said, **numbers, **more}))
        workspace.apply(put_event(workspace.dataset, added), label=Label.ADD_EVENT)
        workspace.save()
        fields = _fields(workspace.dataset, added)
    show_result(fields, [_("{name} added as {id}.").format(name=name, id=key)], as_json=as_json)


@app.command("edit")
def edit_event(
    path: WorkspacePath,
    event: EventArgument,
    *,
    name: NewName = None,
    venue: Venue = None,
    day: Day = None,
    begins: Begins = None,
    meetings_begin: MeetingsBegin = None,
    slots: SlotCount = None,
    slot_minutes: SlotMinutes = None,
    pause: PauseMinutes = None,
    tables: TableCount = None,
    breaks: Breaks = None,
    guarantee: Promised = None,
    purge_after: PurgeAfter = None,
    as_json: AsJson = False,
) -> None:
    """Change what is given of an event and save; its plan stays until `event plan` makes another."""
    said = {"name": name, "venue": venue, "date": day, "begins": begins, "meetings_begin": meetings_begin}
    numbers = {"slots": slots, "slot_minutes": slot_minutes, "pause_minutes": pause, "tables": tables}
    more = {"guarantee": guarantee, "purge_after": purge_after, "breaks": _breaks(breaks)}
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits.events import put_event

        before = event_meant(workspace.dataset, event)
        after = replace(before, **_given({**said, **numbers, **more}))
        after = replace(after, next_slot=min(after.next_slot, max(0, after.slots)))
        if after != before:
            workspace.apply(put_event(workspace.dataset, after), label=Label.CHANGE_EVENT)
            workspace.save()
        fields = _fields(workspace.dataset, after)
    line = _("{name} changed.") if after != before else _("{name} is like that already.")
    show_result(fields, [line.format(name=after.name)], as_json=as_json)


@app.command("remove")
def remove_event(path: WorkspacePath, event: EventArgument, as_json: AsJson = False) -> None:
    """Remove an event with its participants, wishes, contacts, meetings and programme, and save."""
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits import events as edits

        removed = event_meant(workspace.dataset, event)
        workspace.apply(edits.remove_event(workspace.dataset, removed.id), label=Label.REMOVE_EVENT)
        workspace.save()
    result = {"id": removed.id, "name": removed.name}
    show_result(result, [_("{name} removed.").format(name=removed.name)], as_json=as_json)


@app.command("template")
def write_template(
    path: WorkspacePath,
    event: EventArgument,
    *,
    output: TemplateOutput,
    language: LanguageOption = LanguageCode.ENGLISH,
    as_json: AsJson = False,
) -> None:
    """Write the workbook in which participants and wishes are collected, with those known already.

    How they can be reached is not in it.
    """
    from chipmap.model.exchange.attendance_template import attendance_template
    from chipmap.wording.attendance import attendance_words

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        known = event_meant(dataset, event)
        names = place_names(dataset.settings, language.value)
        with speaking_here(language.value):
            content = attendance_template(dataset, known.id, attendance_words(names.name))
        write_file(output, lambda: content)
    show_result({"event": known.id, "path": str(output)}, [str(output)], as_json=as_json)


@app.command("import")
def import_participants(
    path: WorkspacePath,
    event: EventArgument,
    file: PeopleFile,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Add and change participants, wishes and contacts from a workbook, as one step, and save.

    Somebody is known by ID, else by name and organisation. A blank cell says nothing, and who is not listed
    stays. Exit code 1 when there are findings; each names its sheet and cell.
    """
    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        known = event_meant(workspace.dataset, event)
        plan = _import_plan(workspace.dataset, known.id, file, as_json=as_json)
        is_applied = bool(plan.changes) and not dry_run
        if is_applied:
            workspace.apply(plan.changes, label=Label.IMPORT_PARTICIPANTS)
            workspace.save()
    from chipmap.wording.attendance import attendance_summary

    result = {
        "event": known.id,
        "file": plan.file,
        "new": [one.name for one in plan.new],
        "changed": [one.name for _before, one in plan.changed],
        "unchanged": plan.unchanged,
        "wishes": len(plan.wishes),
        "contacts": plan.contacts,
        "issues": [{"code": one.code, "message": _message(one)} for one in plan.issues],
        "applied": is_applied,
    }
    show_result(result, [attendance_summary(plan), *map(_message, plan.issues)], as_json=as_json)
    if plan.issues:
        raise typer.Exit(ExitCode.FINDINGS)


@app.command("plan")
def plan_meetings(
    path: WorkspacePath,
    event: EventArgument,
    *,
    absent: Absent = None,
    from_slot: FromSlot = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Plan who meets whom and when, keep it in the workspace, and save.

    With meetings planned already it changes as little as it can; with --from-slot what lies before stays as
    it was. The numbers are those of the window.
    """
    from chipmap.model.dataset import changes_between
    from chipmap.model.match.agenda import agenda_of
    from chipmap.model.match.event_planning import plan_event, replan_event
    from chipmap.wording.programmes import standing_lines, standing_text

    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        known = event_meant(dataset, event)
        made = with_absences(dataset, known.id, absent or [], from_slot)
        with progress_bar(_("Arranging the meetings"), is_shown=not as_json) as progress:
            plan = (replan_event if made.meetings.of(known.id) else plan_event)(made, known.id, progress)
        made = made.with_changes(plan.changes)
        changes = changes_between(dataset, made)
        is_applied = bool(changes) and not dry_run
        if is_applied:
            workspace.apply(changes, label=Label.PLAN_MEETINGS)
            workspace.save()
    result = agenda_result(made, agenda_of(made, known.id, standing=plan.standing), plan.standing)
    lines = [standing_text(plan.standing), *standing_lines(made, plan.standing)]
    show_result({**result, "applied": is_applied}, lines, as_json=as_json)


app.command("suggest")(suggest_sessions)


@app.command("purge")
def purge_contacts(
    path: WorkspacePath, *, event: OneEvent = None, by: ByDay = None, as_json: AsJson = False
) -> None:
    """Remove how participants can be reached, from the workspace and from its restore points, and save.

    Without --event those of every event whose day has come. Copies that were mailed or saved elsewhere, and
    files that a crash left, keep theirs.
    """
    if by is not None and not _is_day(by):
        raise typer.BadParameter(
            _("“{text}” is not a date such as 2027-06-30.").format(text=by), param_hint="--by"
        )
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits import events as edits

        dataset = workspace.dataset
        today = by or date.today().isoformat()  # noqa: DTZ011 - a day as the person's calendar has it
        one = event_meant(dataset, event, parameter="--event").id if event is not None else None
        changes = edits.purge_contacts(dataset, event=one, today=today)
        events = [one] if one is not None else edits.events_to_purge(dataset, today)
        if changes:
            workspace.apply(changes, label=Label.PURGE_CONTACTS)
            workspace.save()
        points = workspace.remove_kept_contacts(events) if events else 0
    count = len(changes)
    lines = [ngettext("{count} contact removed.", "{count} contacts removed.", count).format(count=count)]
    if points:
        more = ngettext(
            "{count} restore point was cleared of them too.",
            "{count} restore points were cleared of them too.",
            points,
        )
        lines.append(more.format(count=points))
    show_result({"events": events, "contacts": count, "restore_points": points}, lines, as_json=as_json)


def _import_plan(dataset: Dataset, event: str, file: Path, *, as_json: bool) -> AttendancePlan:
    from chipmap.model.exchange.attendance_import import plan_attendance_import
    from chipmap.model.exchange.workbook_reader import read_workbook
    from chipmap.model.geography.naming import resolve_place

    with progress_bar(_("Reading the participants"), is_shown=not as_json) as progress:
        raw = read_workbook(file, progress=progress)
        return plan_attendance_import(raw, dataset, event, resolve_place=resolve_place)


def _breaks(breaks: list[int] | None) -> tuple[int, ...] | None:
    return None if breaks is None else tuple(sorted({slot - 1 for slot in breaks}))


def _given(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def _fields(dataset: Dataset, event: MatchmakingEvent) -> dict[str, Any]:
    """An event as plain values; slots count from 1."""
    return {
        "id": event.id,
        "name": event.name,
        "venue": event.venue,
        "date": event.date,
        "slots": event.slots,
        "tables": event.tables,
        "breaks": [slot + 1 for slot in event.breaks],
        "held_slots": event.next_slot,
        "purge_after": event.purge_after,
        "participants": len(dataset.participants.of(event.id)),
        "wishes": len(dataset.wishes.of(event.id)),
        "meetings": len(dataset.meetings.of(event.id)),
        "sessions": len(dataset.sessions.of(event.id)),
        "contacts": len(dataset.contacts.of(event.id)),
    }


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _message(issue: Issue) -> str:
    from chipmap.wording.issues import message_of

    return message_of(issue)
