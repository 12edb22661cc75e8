"""Participants of events in words: the workbook in which they are collected, and what an import found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chipmap.model.records import WishKind
from chipmap.wording import _, ngettext
from chipmap.wording.gaps import Texts

if TYPE_CHECKING:
    from chipmap.model.exchange.attendance_import import AttendancePlan
    from chipmap.model.exchange.attendance_template import AttendanceWords


def wish_word(kind: WishKind) -> str:
    """How much somebody wants to meet somebody."""
    return {
        WishKind.WANT: _("want"),
        WishKind.POSSIBLE: _("possible"),
        WishKind.NO: _("no"),
    }[kind]


def attendance_words(place: Callable[[str], str]) -> AttendanceWords:
    """The texts of the workbook of participants in the present language; `place` names a country."""
    from chipmap.model.exchange.attendance_template import AttendanceWords

    return AttendanceWords(
        title=_("Participants"),
        read_me=_("Read me"),
        steps_title=_("How to fill this in"),
        steps=_steps(),
        participants=_("Participants"),
        wishes=_("Wishes"),
        headings={
            "name": _("Name"),
            "organisation": _("Organisation"),
            "country": _("Country"),
            "segments": _("Segments"),
            "most": _("Most meetings"),
            "absent": _("Absent slots"),
            "email": _("E-mail"),
            "telephone": _("Telephone"),
            "note": _("Note"),
            "id": _("ID"),
        },
        wish_headings={
            "one": _("From"),
            "other": _("To"),
            "interest": _("Wish"),
            "must": _("Must meet"),
            "slot": _("Slot"),
        },
        kinds={kind: wish_word(kind) for kind in WishKind},
        yes=_("yes"),
        choose=_("This is not in the list. Keep it all the same?"),
        place=place,
    )


def _steps() -> tuple[str, ...]:
    return (
        _("List everybody who comes in the sheet of participants, one in each row. Only the name is needed."),
        _("Segments are names from the value chain, separated by semicolons; they help to suggest meetings."),
        _("Slots count from 1. Write absent slots as 1-3, 6. A blank cell says nothing."),
        _(
            "State wishes in the sheet of wishes: who, whom, and want, possible or no. A no always holds. "
            "Where two bear one name, write it with the organisation: Name (Organisation)."
        ),
        _("Must meet promises a meeting; a slot fixes when it takes place."),
        _(
            "E-mail, telephone and note are kept apart from everything else and are in no export "
            "unless somebody asks for them."
        ),
        _("Save the file and import it; what would change is shown before anything is changed."),
    )


def attendance_texts() -> Texts:
    """Every code that a workbook of participants can raise."""
    return {
        "participant-twice": (
            _("“{value}” is listed twice; the first row holds."),
            _("Delete one of the two rows, or add the organisation."),
        ),
        "participant-unknown": (
            _("“{value}” is not among the participants."),
            _("Correct the name, or add the participant."),
        ),
        "participant-ambiguous": (
            _("Several participants are called “{value}”."),
            _("Write the organisation behind the name, as in Name (Organisation), or give the ID."),
        ),
        "slots-not-understood": (
            _("“{value}” does not say which slots."),
            _("Write numbers from 1 and ranges, such as 1-3, 6."),
        ),
        "wish-not-understood": (
            _("“{value}” is no wish."),
            _("Enter want, possible or no."),
        ),
    }


def attendance_summary(plan: AttendancePlan) -> str:
    """What an import would do, in one line: "12 new, 3 changed, 40 wishes, 9 contacts"."""
    parts = []
    for count, text in (
        (len(plan.new), ngettext("{count} new", "{count} new", len(plan.new))),
        (len(plan.changed), ngettext("{count} changed", "{count} changed", len(plan.changed))),
        (len(plan.wishes), ngettext("{count} wish", "{count} wishes", len(plan.wishes))),
        (plan.contacts, ngettext("{count} contact", "{count} contacts", plan.contacts)),
    ):
        if count:
            parts.append(text.format(count=count))
    return ", ".join(parts) or _("The file says nothing new.")
