"""The columns of the participants: who somebody is, how to reach them where asked for, and one per slot."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from chipmap.wording import _


class Field(StrEnum):
    """What a column shows; the values are fields of the records where there is one."""

    NAME = "name"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    INSTITUTION = "institution"
    SEGMENTS = "segments"
    MOST = "most"
    MEETINGS = "meetings"
    GONE = "gone"
    EMAIL = "email"
    TELEPHONE = "telephone"
    NOTE = "note"
    SLOT = "slot"


CONTACT_FIELDS = (Field.EMAIL, Field.TELEPHONE, Field.NOTE)
TYPED_FIELDS = (Field.NAME, Field.ORGANISATION, Field.MOST, *CONTACT_FIELDS)
"""What is typed in its cell; the rest is chosen in the record of the participant."""

_BEFORE = (Field.NAME, Field.ORGANISATION)
_AFTER = (Field.COUNTRY, Field.INSTITUTION, Field.SEGMENTS, Field.MOST, Field.MEETINGS, Field.GONE)


class Column(NamedTuple):
    """A field, and for one of availability its slot (from 0)."""

    field: Field
    slot: int = -1


def columns_for(slots: int, *, has_contacts: bool) -> tuple[Column, ...]:
    """All columns of an event, from the left."""
    fields = (*_BEFORE, *(CONTACT_FIELDS if has_contacts else ()), *_AFTER)
    return (*map(Column, fields), *(Column(Field.SLOT, slot) for slot in range(slots)))


def heading(column: Column) -> str:
    """What stands above a column."""
    return {
        Field.NAME: _("Name"),
        Field.ORGANISATION: _("Organisation"),
        Field.COUNTRY: _("Place"),
        Field.INSTITUTION: _("Institution"),
        Field.SEGMENTS: _("Segments"),
        Field.MOST: _("Limit"),
        Field.MEETINGS: _("Meetings"),
        Field.GONE: _("No-show"),
        Field.EMAIL: _("Email"),
        Field.TELEPHONE: _("Telephone"),
        Field.NOTE: _("Note"),
        Field.SLOT: str(column.slot + 1),
    }[column.field]


def explanation(column: Column) -> str:
    """What a heading means, where it does not say so itself."""
    return {
        Field.MOST: _("The most meetings that somebody wants; empty for no limit"),
        Field.MEETINGS: _("How many meetings the timetable gives them"),
        Field.GONE: _("Did not come, or has left: no meetings from the present slot on"),
    }.get(column.field, "")
