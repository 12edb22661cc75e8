"""Agendas of matchmaking events in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chipmap.wording import _
from chipmap.wording.gaps import Texts

if TYPE_CHECKING:
    from chipmap.model.edits.meeting_moves import Layout, MeetingConflict
    from chipmap.model.exchange.agenda_workbook import AgendaWords


def agenda_words(place: Callable[[str], str]) -> AgendaWords:
    """The texts of an agenda in the present language; `place` names a country or region by its code."""
    from chipmap.model.exchange.agenda_workbook import AgendaWords

    return AgendaWords(
        title=_("Agenda"),
        event=_("Event"),
        date=_("Date"),
        venue=_("Venue"),
        slots=_("Slots"),
        tables=_("Tables"),
        breaks=_("Breaks in slots"),
        meetings=_("Meetings"),
        standing=_("Result"),
        programme=_("Programme"),
        time=_("Time"),
        minutes=_("Minutes"),
        session=_("Session"),
        partner=_("Partner"),
        segment=_("Segment"),
        institutions=_("Institutions"),
        plenary=_("All"),
        timetable=_("Timetable"),
        by_participant=_("By participant"),
        by_table=_("By table"),
        short=_("Short of meetings"),
        follow_up=_("Follow-up"),
        contacts=_("Contacts"),
        slot=_("Slot"),
        table=_("Table"),
        participant=_("Participant"),
        organisation=_("Organisation"),
        country=_("Country"),
        has=_("Has"),
        promised=_("Promised"),
        why=_("Why"),
        in_break=_("Break"),
        away=_("Not there"),
        free=_("Free"),
        everybody_served=_("Nobody"),
        outcome=_("Outcome"),
        next_step=_("Next step"),
        with_whom=_("Meets"),
        email=_("E-mail"),
        telephone=_("Telephone"),
        note=_("Note"),
        room_plan=_("Room plan"),
        place=place,
        reason=event_reason_text,
    )


def event_reason_text(reason: str) -> str:
    """Why an event has no timetable, or a participant too few meetings."""
    return {
        "no-slots": _("there are no slots in which anybody can meet"),
        "no-tables": _("there are no tables"),
        "no-people": _("nobody takes part yet"),
        "no-pairs": _("nobody wishes to meet anybody with whom they share a slot"),
        "no-candidate": _("there is nobody whom they wish to meet or who wishes to meet them"),
        "no-common-slot": _("they share no slot with those they could meet"),
        "candidates-taken": _("those they could meet have all their meetings with others"),
        "gone": _("they did not appear, or have left"),
        "not-solved": _("no timetable was found in time"),
    }.get(reason, reason)


def event_rule_texts() -> Texts:
    """Every code of `chipmap.model.event_rules`, and what speaks against moving a meeting."""
    return {
        "event-unknown": (_("There is no event “{value}”."), _("Add the event first.")),
        "pair-of-one": (_("Nobody meets themselves."), _("Choose two participants.")),
        "pair-out-of-order": (_("The pair of a meeting is out of order."), _("Plan the meetings again.")),
        "day-malformed": (_("“{value}” is not a date."), _("Enter one such as 2027-03-03.")),
        "time-malformed": (_("“{value}” is not a time of day."), _("Enter one such as 09:30.")),
        "slot-outside": (_("There is no slot {value}."), _("Enter a slot from 1 to {last}.")),
        "event-number-out-of-range": (
            _("{value} is outside {least} to {most}."),
            _("Enter a number in that range."),
        ),
        "contacts-due": (
            _("{name} still keeps contacts that were to go after {value}: {count}."),
            _("Remove the contacts of the event, or give them another day."),
        ),
        **conflict_texts(),
    }


def conflict_texts() -> Texts:
    """What speaks against a meeting in a slot, and what to do."""
    elsewhere = _("Choose another slot.")
    return {
        "meeting-outside": (_("The event has no such slot or table."), elsewhere),
        "meeting-held": (
            _("That slot was held already; its meetings stay as they were."),
            _("Choose a later slot."),
        ),
        "meeting-clash": (_("{who} meets {with} in slot {slot}."), elsewhere),
        "meeting-table-taken": (
            _("Table {table} is taken in slot {slot}, by {with}."),
            _("Choose another table."),
        ),
        "meeting-no-table": (_("No table is left in slot {slot}."), elsewhere),
        "meeting-break": (_("Slot {slot} is a break."), elsewhere),
        "meeting-absent": (_("{who} is not there in slot {slot}."), elsewhere),
        "meeting-gone": (_("{who} did not appear, or has left by slot {slot}."), elsewhere),
        "meeting-refused": (_("{who} does not wish this meeting."), _("Ask them first.")),
        "meeting-pinned": (_("The meeting was promised for another slot."), _("Tell both of the change.")),
    }


def conflict_text(conflict: MeetingConflict, layout: Layout) -> str:
    """One thing that speaks against a move, in a sentence: "Anna Berg meets Kim Lee in slot 4."."""
    from chipmap.model.edits.meetings import issue_of_conflict
    from chipmap.wording.issues import reason_of

    return reason_of(issue_of_conflict(conflict, layout))
