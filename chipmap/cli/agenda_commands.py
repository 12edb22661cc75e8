"""`chipmap match agenda`: who meets whom and when, as workbook, cards and room plan. Nothing is changed.

What is kept in the workspace is `chipmap event`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.agenda_report import agenda_result, meeting_table, meeting_terms
from chipmap.cli.documents import place_names, reading
from chipmap.cli.event_references import absences_meant, event_meant
from chipmap.cli.options import AsJson, LanguageCode, LanguageOption, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.reporting import ExitCode, Refused
from chipmap.cli.result_tables import AsCsv, Explained, show_table
from chipmap.model.records import MatchmakingEvent, ParticipantContact
from chipmap.wording import _, ngettext, speaking_here

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.agenda_workbook import AgendaWords
    from chipmap.model.issues import Issue
    from chipmap.model.match.agenda import Agenda
    from chipmap.model.match.event_planning import EventStanding
    from chipmap.model.progress import Progress

ParticipantsFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PARTICIPANTS.xlsx]",
        help="A sheet of participants (name, organisation, country, segments, most meetings, absent slots) "
        "and one of wishes (from, to, wish: want, possible or no; must meet; slot). Without it, --event.",
        show_default=False,
    ),
]
AgendaOutput = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="AGENDA.xlsx", help="The workbook to write.", show_default=False),
]
EventOption = Annotated[
    str | None,
    typer.Option(
        "--event",
        metavar="EVENT",
        help="An event of the workspace, by id or name; its own meetings are taken where it has any.",
        show_default=False,
    ),
]
Slots = Annotated[
    int | None,
    typer.Option("--slots", metavar="N", min=0, max=200, help="How many slots there are; 8 if left out."),
]
Tables = Annotated[
    int | None,
    typer.Option(
        "--tables", metavar="N", min=0, max=1000, help="How many meetings fit a slot; 10 if left out."
    ),
]
Breaks = Annotated[
    list[int] | None,
    typer.Option(
        "--break",
        metavar="SLOT",
        help="A slot without meetings, from 1. May be given often.",
        show_default=False,
    ),
]
Guarantee = Annotated[
    int | None,
    typer.Option(
        "--guarantee", metavar="N", min=0, max=50, help="Meetings that everybody is promised; 3 if left out."
    ),
]
Absent = Annotated[
    list[str] | None,
    typer.Option(
        "--absent",
        metavar="NAME[@SLOT]",
        help="Somebody who did not appear, or is gone from a slot on. May be given often.",
        show_default=False,
    ),
]
FromSlot = Annotated[
    int | None,
    typer.Option(
        "--from-slot",
        metavar="SLOT",
        min=1,
        help="Plan anew from this slot on; what lies before it stays. Needs --event.",
        show_default=False,
    ),
]
Cards = Annotated[
    Path | None,
    typer.Option(
        "--cards",
        metavar="FILE.pdf",
        help="Write a card for each participant, four to a page.",
        show_default=False,
    ),
]
RoomPlan = Annotated[
    Path | None,
    typer.Option(
        "--room-plan", metavar="FILE.pdf", help="Write who sits where and when.", show_default=False
    ),
]
FollowUp = Annotated[
    bool, typer.Option("--follow-up", help="Add the list of meetings with outcome and next step.")
]
WithContacts = Annotated[
    bool,
    typer.Option("--contacts", help="Add how participants can be reached. Left out everywhere else."),
]


def make_agenda(
    path: WorkspacePath,
    participants: ParticipantsFile = None,
    *,
    output: AgendaOutput,
    event: EventOption = None,
    slots: Slots = None,
    tables: Tables = None,
    breaks: Breaks = None,
    guarantee: Guarantee = None,
    absent: Absent = None,
    from_slot: FromSlot = None,
    cards: Cards = None,
    room_plan: RoomPlan = None,
    follow_up: FollowUp = False,
    contacts: WithContacts = False,
    language: LanguageOption = LanguageCode.ENGLISH,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Arrange who meets whom and when, and write the agenda as a workbook; the workspace stays as it is.

    Everybody is promised some meetings before the weight of the wishes counts; who states no wish is met by
    suggestion. What is written says how close the timetable comes to the best conceivable, and who is short
    of meetings and why. How participants can be reached is in no file unless --contacts asks for it. Exit
    code 1 with findings in the file of participants.
    """
    if participants is None and event is None:
        raise typer.BadParameter(
            _("Give a file of participants, or --event."), param_hint="PARTICIPANTS.xlsx"
        )
    if from_slot is not None and event is None:
        raise typer.BadParameter(
            _("Only an event of the workspace can be replanned."), param_hint="--from-slot"
        )
    from chipmap.wording.agendas import agenda_words

    asked = {"slots": slots, "tables": tables, "guarantee": guarantee}
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        numbers = {name: given for name, given in asked.items() if given is not None}
        known = _event(dataset, event or participants, numbers, breaks)
        with progress_bar(_("Arranging the meetings"), is_shown=not (as_json or as_csv)) as progress:
            made, issues = _with_people(dataset, known, participants, progress)
            made, standing = _planned(made, known.id, absent or [], from_slot, progress)
        agenda = _agenda(made, known.id, standing)
        if not agenda.programme:
            _refuse_without_timetable(standing)
        with speaking_here(language.value):
            words = agenda_words(place_names(dataset.settings, language.value).name)
            held = made.contacts.of(known.id).values() if contacts else None
            _write_workbook(output, agenda, words, follow_up, held)
            _write_prints(agenda, words, cards, room_plan)
        result = agenda_result(made, agenda, standing)
        notes = [*_lines(made, agenda, standing, output), *map(_message, issues)]
        terms = meeting_terms(made, result) if explain else None
    files = {"path": str(output), "cards": _name(cards), "room_plan": _name(room_plan)}
    issues_said = [{"code": one.code, "message": _message(one)} for one in issues]
    show_table(
        {**files, **result, "issues": issues_said},
        meeting_table(result),
        as_json=as_json,
        as_csv=as_csv,
        notes=notes,
        terms=terms,
    )
    if issues:
        raise typer.Exit(ExitCode.FINDINGS)


def _event(
    dataset: Dataset, source: str | Path | None, asked: dict[str, int], breaks: list[int] | None
) -> MatchmakingEvent:
    """The event of the workspace, or one for this occasion, with what was asked for."""
    known = (
        event_meant(dataset, source, parameter="--event")
        if isinstance(source, str)
        else MatchmakingEvent("agenda", _("Meetings") if source is None else source.stem, slots=8, tables=10)
    )
    if not asked.get("slots", 1):
        raise Refused("no-slots", _no_timetable("no-slots"))
    if not asked.get("tables", 1):
        raise Refused("no-tables", _no_timetable("no-tables"))
    known = replace(known, **asked)  # type: ignore[arg-type]
    if breaks is not None:
        closed = tuple(sorted({slot - 1 for slot in breaks}))
        if closed and not 0 <= closed[0] <= closed[-1] < known.slots:
            raise typer.BadParameter(
                _("A break lies outside the slots 1 to {last}.").format(last=known.slots),
                param_hint="--break",
            )
        known = replace(known, breaks=closed)
    return replace(known, next_slot=min(known.next_slot, known.slots))


def _with_people(
    dataset: Dataset, event: MatchmakingEvent, participants: Path | None, progress: Progress
) -> tuple[Dataset, tuple[Issue, ...]]:
    """The workspace as it would be with the event and the people of the file."""
    from chipmap.model.edits.events import put_event

    made = dataset.with_changes(put_event(dataset, event))
    if participants is None:
        return made, ()
    from chipmap.model.exchange.attendance_import import plan_attendance_import
    from chipmap.model.exchange.workbook_reader import read_workbook
    from chipmap.model.geography.naming import resolve_place

    raw = read_workbook(participants, progress=progress)
    plan = plan_attendance_import(raw, made, event.id, resolve_place=resolve_place)
    return made.with_changes(plan.changes), plan.issues


def _planned(
    dataset: Dataset, event: str, absent: list[str], from_slot: int | None, progress: Progress
) -> tuple[Dataset, EventStanding]:
    """The meetings that there are, or a plan where there are none or one is asked for."""
    from chipmap.model.match.event_planning import plan_event, replan_event, standing_of_event

    changed = with_absences(dataset, event, absent, from_slot)
    if changed is dataset and dataset.meetings.of(event):
        return dataset, standing_of_event(dataset, event, progress)
    plan = (replan_event if changed.meetings.of(event) else plan_event)(changed, event, progress)
    return changed.with_changes(plan.changes), plan.standing


def with_absences(dataset: Dataset, event: str, absent: list[str], from_slot: int | None) -> Dataset:
    """The workspace in which slots before `from_slot` (from 1) were held and these people are gone."""
    from chipmap.model.edits.events import set_gone
    from chipmap.model.edits.meetings import set_next_slot

    if from_slot is not None:
        if from_slot > dataset.events[event].slots:
            last = dataset.events[event].slots
            raise typer.BadParameter(
                _("There is no slot {slot}: slots go from 1 to {last}.").format(slot=from_slot, last=last),
                param_hint="--from-slot",
            )
        dataset = dataset.with_changes(set_next_slot(dataset, event, from_slot - 1))
    first = dataset.events[event].next_slot
    for who, slot in absences_meant(dataset, event, absent, first=first).items():
        dataset = dataset.with_changes(set_gone(dataset, event, [who], slot))
    return dataset


def _refuse_without_timetable(standing: EventStanding) -> None:
    if standing.reason is not None and not standing.meetings:
        raise Refused(standing.reason.value, _no_timetable(standing.reason.value))


def _no_timetable(reason: str) -> str:
    from chipmap.wording.agendas import event_reason_text

    return _("There is no timetable: {reason}.").format(reason=event_reason_text(reason))


def _agenda(dataset: Dataset, event: str, standing: EventStanding) -> Agenda:
    from chipmap.model.match.agenda import agenda_of

    return agenda_of(dataset, event, standing=standing)


def _write_workbook(
    output: Path,
    agenda: Agenda,
    words: AgendaWords,
    has_follow_up: bool,
    contacts: Iterable[ParticipantContact] | None,
) -> None:
    from chipmap.model.exchange.agenda_workbook import agenda_workbook
    from chipmap.wording.programmes import standing_text

    content = agenda_workbook(
        agenda,
        words,
        standing=standing_text(agenda.standing) if agenda.standing is not None else "",
        has_follow_up=has_follow_up,
        contacts=None if contacts is None else {one.participant: one for one in contacts},
    )
    write_file(output, lambda: content)


def _write_prints(agenda: Agenda, words: AgendaWords, cards: Path | None, room_plan: Path | None) -> None:
    """Cards and room plan, drawn without a screen."""
    if cards is None and room_plan is None:
        return
    from chipmap.cli.screens import use_no_screen

    use_no_screen()
    from chipmap.ui.print.agenda_cards import agenda_cards
    from chipmap.ui.print.room_plan import room_plan_pages

    if cards is not None:
        write_file(cards, lambda: agenda_cards(agenda, words))
    if room_plan is not None:
        write_file(room_plan, lambda: room_plan_pages(agenda, words))


def write_file(path: Path, content: Callable[[], bytes]) -> None:
    """Write a file whole or not at all; refused with the reason where it cannot be."""
    from chipmap.model.host.replacing import replace_file

    try:
        replace_file(path, content())
    except OSError as error:
        raise Refused(
            "agenda-not-written",
            _("{path} could not be written: {reason}.").format(path=path, reason=error.strerror or error),
        ) from error


def _lines(dataset: Dataset, agenda: Agenda, standing: EventStanding, output: Path) -> Iterator[str]:
    from chipmap.wording.programmes import reached_text, standing_lines

    count = len(agenda.meetings)
    line = ngettext("{count} meeting in {path}.", "{count} meetings in {path}.", count)
    yield line.format(count=count, path=output)
    part = standing.part_of_bound
    if part is not None:
        yield _("This reaches {part} of the best conceivable.").format(part=reached_text(part))
    yield from standing_lines(dataset, standing)


def _message(issue: Issue) -> str:
    from chipmap.wording.issues import message_of

    return message_of(issue)


def _name(path: Path | None) -> str | None:
    return None if path is None else str(path)
