"""The agenda of an event as a workbook, the same bytes for the same agenda.

Contacts are a sheet of their own, written only where they are handed in: the agenda itself has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chipmap.model.exchange.table_workbook import Cell, Sheet
from chipmap.model.match.agenda import Agenda
from chipmap.model.records import EventParticipant, ParticipantContact, PlannedMeeting


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """Every text that an agenda carries, in one language; `place` and `reason` say codes in words."""

    title: str
    event: str
    date: str
    venue: str
    slots: str
    tables: str
    breaks: str
    meetings: str
    standing: str
    programme: str
    time: str
    minutes: str
    session: str
    partner: str
    segment: str
    institutions: str
    plenary: str
    timetable: str
    by_participant: str
    by_table: str
    short: str
    follow_up: str
    contacts: str
    slot: str
    table: str
    participant: str
    organisation: str
    country: str
    has: str
    promised: str
    why: str
    in_break: str
    away: str
    free: str
    everybody_served: str
    outcome: str
    next_step: str
    with_whom: str
    email: str
    telephone: str
    note: str
    room_plan: str
    place: Callable[[str], str]
    reason: Callable[[str], str]


def agenda_workbook(
    agenda: Agenda,
    words: AgendaWords,
    *,
    standing: str = "",
    has_follow_up: bool = False,
    contacts: Mapping[str, ParticipantContact] | None = None,
) -> bytes:
    """The agenda as an .xlsx file; `standing` says in words how good the plan is.

    `contacts` by participant are written only where a person has asked for them.
    """
    from chipmap.model.exchange.steady_archive import steady_archive
    from chipmap.model.exchange.table_workbook import tables_workbook

    title = f"{words.title}: {agenda.event.name}"
    sheets = list(_sheets(agenda, words, standing))
    if has_follow_up:
        sheets.append(follow_up_sheet(agenda, words))
    if contacts is not None:
        sheets.append(_contacts(agenda, words, contacts))
    return steady_archive(tables_workbook(title, sheets))


def follow_up_workbook(agenda: Agenda, words: AgendaWords) -> bytes:
    """The list of meetings with what came of them and what comes next, alone."""
    from chipmap.model.exchange.steady_archive import steady_archive
    from chipmap.model.exchange.table_workbook import tables_workbook

    title = f"{words.follow_up}: {agenda.event.name}"
    return steady_archive(tables_workbook(title, [follow_up_sheet(agenda, words)]))


def follow_up_sheet(agenda: Agenda, words: AgendaWords) -> Sheet:
    """A row for each meeting, in the order in which they take place."""
    header = (
        *(words.slot, words.time, words.table),
        *(words.participant, words.organisation, words.with_whom, words.organisation),
        *(words.outcome, words.next_step),
    )
    rows: list[list[Cell]] = [
        [
            meeting.slot + 1,
            agenda.slots[meeting.slot].time,
            meeting.table_number,
            *_named(agenda.people[meeting.one]),
            *_named(agenda.people[meeting.other]),
            meeting.outcome,
            meeting.next_step,
        ]
        for meeting in agenda.meetings
    ]
    return words.follow_up, header, rows


def _named(person: EventParticipant) -> tuple[str, str]:
    return person.name, person.organisation


def _sheets(agenda: Agenda, words: AgendaWords, standing: str) -> Iterator[Sheet]:
    yield _about(agenda, words, standing)
    if agenda.programme:
        yield _programme(agenda, words)
    if agenda.participants:
        yield _timetable(agenda, words)
        yield _by_participant(agenda, words)
        yield _by_table(agenda, words)
    if agenda.participants and agenda.standing is not None:
        yield _short(agenda, words)


def _about(agenda: Agenda, words: AgendaWords, standing: str) -> Sheet:
    event = agenda.event
    rows: list[tuple[Cell, Cell]] = [
        (words.date, event.date),
        (words.venue, event.venue),
        (words.slots, f"{event.slots} × {event.slot_minutes} min"),
        (words.tables, str(event.tables)),
        (words.breaks, ", ".join(str(slot + 1) for slot in event.breaks)),
        (words.meetings, str(len(agenda.meetings))),
    ]
    if standing:
        rows.append((words.standing, standing))
    return words.event, (words.event, event.name), rows


def _programme(agenda: Agenda, words: AgendaWords) -> Sheet:
    header = (
        *(words.time, words.minutes, words.session),
        *(words.partner, words.segment, words.institutions),
    )
    rows: list[list[Cell]] = [
        [
            one.begins,
            one.session.minutes,
            one.session.title,
            words.place(one.session.partner) if one.session.partner else words.plenary,
            one.segment,
            ", ".join(one.institutions),
        ]
        for one in agenda.programme
    ]
    if agenda.meetings:
        first, last = agenda.slots[0], agenda.slots[-1]
        rows.append([f"{first.begins}–{last.ends}", None, words.timetable, "", "", ""])
    return words.programme, header, rows


def _timetable(agenda: Agenda, words: AgendaWords) -> Sheet:
    """A row for each slot, a column for each table."""
    header = (words.slot, words.time, *(f"{words.table} {number}" for number in agenda.tables))
    held = {(one.slot, one.table_number): one for one in agenda.meetings}
    rows: list[list[Cell]] = []
    for slot in agenda.slots:
        cells = [_pair(agenda, held.get((slot.number, table))) for table in agenda.tables]
        if slot.is_break and not any(cells):
            cells[0] = words.in_break
        rows.append([slot.number + 1, slot.time, *cells])
    return words.timetable, header, rows


def _by_participant(agenda: Agenda, words: AgendaWords) -> Sheet:
    """A row for each participant, a column for each slot with whom they meet and where."""
    header = (
        *(words.participant, words.organisation, words.country),
        *(f"{words.slot} {slot.number + 1}, {slot.begins}" for slot in agenda.slots),
    )
    rows: list[list[Cell]] = []
    for person in agenda.participants:
        cells = []
        for one in agenda.appointments(person.id):
            if one.meeting is not None and one.other is not None:
                cells.append(f"{one.other.name}\n{words.table} {one.meeting.table_number}")
            else:
                cells.append(words.in_break if one.slot.is_break else words.away if one.is_away else "")
        country = words.place(person.country) if person.country else ""
        rows.append([person.name, person.organisation, country, *cells])
    return words.by_participant, header, rows


def _by_table(agenda: Agenda, words: AgendaWords) -> Sheet:
    """A row for each table, a column for each slot with who sits there."""
    header = (words.table, *(f"{words.slot} {slot.number + 1}, {slot.begins}" for slot in agenda.slots))
    rows: list[list[Cell]] = []
    for table in agenda.tables:
        at = agenda.at_table(table)
        rows.append([table, *(_pair(agenda, at.get(slot.number)) for slot in agenda.slots)])
    return words.by_table, header, rows


def _pair(agenda: Agenda, meeting: PlannedMeeting | None) -> str:
    if meeting is None:
        return ""
    return f"{agenda.people[meeting.one].name}\n{agenda.people[meeting.other].name}"


def _short(agenda: Agenda, words: AgendaWords) -> Sheet:
    """Who has fewer meetings than everybody is promised, and why."""
    header = (words.participant, words.organisation, words.has, words.promised, words.why)
    standing = agenda.standing
    rows: list[list[Cell]] = [
        [*_named(agenda.people[one.participant]), one.has, one.promised, words.reason(one.reason.value)]
        for one in (standing.shortfalls if standing is not None else ())
    ]
    return words.short, header, rows or [[words.everybody_served, "", None, None, ""]]


def _contacts(agenda: Agenda, words: AgendaWords, contacts: Mapping[str, ParticipantContact]) -> Sheet:
    header = (words.participant, words.organisation, words.email, words.telephone, words.note)
    rows = [
        [*_named(person), found.email, found.telephone, found.note]
        for person in agenda.participants
        if (found := contacts.get(person.id)) is not None
    ]
    return words.contacts, header, rows
