"""A matchmaking event: who comes, what they wish, whom they meet, and the sessions with partner places.

How a participant can be reached is a record of its own, so that no export holds it by accident.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


class WishKind(StrEnum):
    """How much one participant wants to meet another."""

    NO = "no"
    POSSIBLE = "possible"
    WANT = "want"


@dataclass(frozen=True, slots=True)
class MatchmakingEvent:
    """When and where people meet, in slots (counted from 0) at tables (counted from 1).

    `date` is ISO, `begins` a time of day "09:30" at which the programme begins; the slots begin at
    `meetings_begin`, or where that is empty after the programme. Slots before `next_slot` are held:
    replanning keeps them. Contacts of its participants are removed after `purge_after` (ISO; empty: kept).
    """

    kind: ClassVar[str] = "matchmaking_event"

    id: str
    name: str
    venue: str = ""
    date: str = ""
    begins: str = "09:30"
    slot_minutes: int = 25
    pause_minutes: int = 5
    slots: int = 10
    tables: int = 12
    breaks: tuple[int, ...] = ()
    guarantee: int = 3
    next_slot: int = 0
    purge_after: str = ""
    meetings_begin: str = ""

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """Somebody who comes; `absent` are slots without them, `most` their limit of meetings (None: none).

    From slot `gone_from` on they did not appear or have left.
    """

    kind: ClassVar[str] = "event_participant"

    id: str
    event: str
    name: str
    organisation: str = ""
    country: str = ""
    institution: str = ""
    segments: tuple[str, ...] = ()
    most: int | None = None
    absent: tuple[int, ...] = ()
    gone_from: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.event, self.id


@dataclass(frozen=True, slots=True)
class ParticipantContact:
    """How a participant can be reached; never part of an export unless somebody asks for it."""

    kind: ClassVar[str] = "participant_contact"

    event: str
    participant: str
    email: str = ""
    telephone: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.event, self.participant


@dataclass(frozen=True, slots=True)
class MeetingWish:
    """What one participant says of meeting another; `slot` pins the meeting, `is_must` promises it."""

    kind: ClassVar[str] = "meeting_wish"

    event: str
    one: str
    other: str
    wish: WishKind
    is_must: bool = False
    slot: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.event, self.one, self.other


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """Two participants (`one` before `other` by id) at a table in a slot; what came of it and comes next."""

    kind: ClassVar[str] = "planned_meeting"

    event: str
    one: str
    other: str
    slot: int
    table_number: int
    outcome: str = ""
    next_step: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.event, self.one, self.other


@dataclass(frozen=True, slots=True)
class AgendaSession:
    """A session of an event's programme: on what, with which partner place (empty: plenary), how long."""

    kind: ClassVar[str] = "agenda_session"

    id: str
    event: str
    position: int
    title: str
    partner: str = ""
    segment: str = ""
    minutes: int = 45
    institutions: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.event, self.id
