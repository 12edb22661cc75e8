"""Agendas of matchmaking events in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.wording import _
from chipmap.wording.gaps import Texts

if TYPE_CHECKING:
    from chipmap.model.exchange.agenda_files import AgendaWords


def agenda_words() -> AgendaWords:
    """The texts of an agenda in the present language."""
    from chipmap.model.exchange.agenda_files import AgendaWords

    return AgendaWords(
        title=_("Agenda"),
        timetable=_("Timetable"),
        by_participant=_("By participant"),
        short=_("Short of meetings"),
        slot=_("Slot"),
        table=_("Table"),
        participant=_("Participant"),
        organisation=_("Organisation"),
        meets=_("Meets"),
        has=_("Has"),
        promised=_("Promised"),
        why=_("Why"),
        in_break=_("Break"),
        reasons=event_reason_text,
    )


def event_reason_text(reason: str) -> str:
    """Why an event has no timetable, or a participant too few meetings."""
    return {
        "no-slots": _("there are no slots in which anybody can meet"),
        "no-tables": _("there are no tables"),
        "no-pairs": _("nobody wishes to meet anybody with whom they share a slot"),
        "no-candidate": _("nobody and they wish to meet each other"),
        "no-common-slot": _("they share no slot with those they could meet"),
        "candidates-taken": _("those they could meet have all their meetings with others"),
        "not-solved": _("no timetable was found in time"),
    }.get(reason, reason)


def attendance_texts() -> Texts:
    """Every code that a workbook of participants can raise."""
    return {
        "participant-twice": (
            _("“{value}” is listed twice; the first row holds."),
            _("Delete one of the two rows."),
        ),
        "participant-unknown": (
            _("“{value}” is not among the participants."),
            _("Correct the name, or add the participant."),
        ),
        "wish-not-understood": (
            _("“{value}” is no wish."),
            _("Enter want, possible or no."),
        ),
    }
