"""What a workbook of participants would change in an event: people, wishes, availability, contacts.

A blank cell says nothing, and who is not listed stays. Contact details go into the table of contacts alone,
and no finding repeats them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.events import known_event, new_participant_id
from chipmap.model.exchange.attendance_reader import (
    CONTACT_FIELDS,
    Attendance,
    ListedPerson,
    ListedWish,
    RowCells,
    read_attendance,
)
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.issues import Issue
from chipmap.model.records import EventParticipant, MeetingWish, ParticipantContact
from chipmap.model.text_rules import LONGEST_TITLE, clean_text

ResolvePlace = Callable[[str], str | None]
"""Finds the code of a place by any of its names; `geography.naming.resolve_place` does."""


@dataclass(frozen=True)
class AttendancePlan:
    """What an import would do; `changes` is empty where the file says nothing new.

    `contacts` counts people whose contact details are new or other than before.
    """

    file: str
    event: str
    new: tuple[EventParticipant, ...]
    changed: tuple[tuple[EventParticipant, EventParticipant], ...]
    unchanged: int
    wishes: tuple[MeetingWish, ...]
    contacts: int
    issues: tuple[Issue, ...]
    changes: ChangeSet


def plan_attendance_import(
    raw: RawWorkbook, dataset: Dataset, event: str, *, resolve_place: ResolvePlace
) -> AttendancePlan:
    """What a workbook would change in an event; raises `TableRefused` where it lists no people."""
    return plan_attendance(read_attendance(raw), dataset, event, resolve_place=resolve_place)


def plan_attendance(
    attendance: Attendance, dataset: Dataset, event: str, *, resolve_place: ResolvePlace
) -> AttendancePlan:
    """As `plan_attendance_import`, of a file that was read already."""
    planning = _Planning(dataset, event, resolve_place, list(attendance.issues))
    for listed in attendance.people:
        planning.take_person(listed)
    for wish in attendance.wishes:
        planning.take_wish(wish)
    return planning.plan(attendance.file)


class _Planning:
    """The event as it becomes, row by row."""

    def __init__(
        self, dataset: Dataset, event: str, resolve_place: ResolvePlace, issues: list[Issue]
    ) -> None:
        self._dataset = dataset
        self._event = known_event(dataset, event)
        self._resolve_place = resolve_place
        self._issues = issues
        self._people: dict[str, EventParticipant] = {
            one.id: one for one in dataset.participants.of(event).values()
        }
        self._taken: set[str] = set()
        self._contacts: dict[str, ParticipantContact] = {}
        self._wishes: dict[tuple[str, str], MeetingWish] = {}
        self._institutions = _by_name(dataset)
        self._segments = {folded(one.name): one.id for one in dataset.segments.values()}

    def take_person(self, listed: ListedPerson) -> None:
        """Somebody new, or somebody known with what the row says of them."""
        name = _line(listed.name)
        known = self._known(listed.id, name, _line(listed.organisation))
        if known is not None and known.id in self._taken:
            self._issues.append(listed.cells.finding("participant-twice", "name"))
            return
        if known is None:
            key = new_participant_id(self._dataset, self._event.id, listed.id or name, self._people)
            known = EventParticipant(key, self._event.id, name)
        self._taken.add(known.id)
        self._people[known.id] = self._merged(known, listed)
        if listed.has_contact:
            self._take_contact(known.id, listed)

    def take_wish(self, listed: ListedWish) -> None:
        """A wish between two who are known by name or id; others are findings."""
        one, other = (self._meant(listed.cells, field) for field in ("one", "other"))
        if one is None or other is None:
            return
        if one == other:
            self._issues.append(listed.cells.finding("pair-of-one", "other"))
            return
        slot = listed.slot
        if slot is not None and slot >= self._event.slots:
            self._issues.append(listed.cells.finding("slot-outside", "slot", last=self._event.slots))
            slot = None
        self._wishes[one, other] = MeetingWish(self._event.id, one, other, listed.wish, listed.is_must, slot)

    def plan(self, file: str) -> AttendancePlan:
        """Everything that differs from what the event says now."""
        dataset, event = self._dataset, self._event.id
        before = dataset.participants.of(event)
        people = [self._people[key] for key in sorted(self._taken)]
        new = [one for one in people if one.key not in before]
        changed = [(old, one) for one in people if (old := before.get(one.key)) is not None and old != one]
        wishes = [one for one in self._wishes.values() if dataset.wishes.get(one.key) != one]
        contacts = [one for one in self._contacts.values() if dataset.contacts.get(one.key) != one]
        changes = [Change(before.get(one.key), one) for one in people]
        changes += [Change(dataset.wishes.get(one.key), one) for one in wishes]
        changes += [Change(dataset.contacts.get(one.key), one) for one in contacts]
        return AttendancePlan(
            file,
            event,
            tuple(new),
            tuple(changed),
            len(people) - len(new) - len(changed),
            tuple(wishes),
            len(contacts),
            tuple(self._issues),
            checked(changes, dataset),
        )

    def _known(self, key: str, name: str, organisation: str) -> EventParticipant | None:
        """By id, else by name and organisation, else by a name that only one bears."""
        if key in self._people:
            return self._people[key]
        called = [one for one in self._people.values() if folded(one.name) == folded(name)]
        same = [one for one in called if folded(one.organisation) == folded(organisation)]
        if same:
            return same[0]
        if len(called) == 1 and not (organisation and called[0].organisation):
            return called[0]
        return None

    def _merged(self, known: EventParticipant, listed: ListedPerson) -> EventParticipant:
        institution = self._institutions.get(folded(listed.organisation), known.institution)
        found = self._dataset.institutions.get(institution)
        country = self._country(listed) or known.country
        return replace(
            known,
            organisation=_line(listed.organisation) or known.organisation,
            institution=institution,
            country=country or (found.country if found is not None else ""),
            segments=self._segments_of(listed) or known.segments,
            most=known.most if listed.most is None else listed.most,
            absent=self._absent(listed) or known.absent,
        )

    def _country(self, listed: ListedPerson) -> str:
        if not listed.country:
            return ""
        code = self._resolve_place(listed.country) or ""
        if code not in self._dataset.countries:
            self._issues.append(listed.cells.finding("subject-unknown", "country"))
            return ""
        return code

    def _segments_of(self, listed: ListedPerson) -> tuple[str, ...]:
        found = []
        for text in listed.segments:
            key = text if text in self._dataset.segments else self._segments.get(folded(text), "")
            if key:
                found.append(key)
            else:
                self._issues.append(listed.cells.finding("segment-unknown", "segments"))
        return tuple(dict.fromkeys(found))

    def _absent(self, listed: ListedPerson) -> tuple[int, ...]:
        if listed.absent is None:
            return ()
        if max(listed.absent) >= self._event.slots:
            self._issues.append(listed.cells.finding("slot-outside", "absent", last=self._event.slots))
        return tuple(sorted(slot for slot in listed.absent if slot < self._event.slots))

    def _take_contact(self, participant: str, listed: ListedPerson) -> None:
        said = {name: clean_text(getattr(listed, name)) for name in CONTACT_FIELDS}
        for name, text in said.items():
            if len(text) > LONGEST_TITLE:
                self._issues.append(
                    listed.cells.finding("text-too-long", name, length=len(text), longest=LONGEST_TITLE)
                )
                said[name] = ""
        key = (self._event.id, participant)
        before = self._dataset.contacts.get(key) or ParticipantContact(*key)
        self._contacts[participant] = replace(before, **{name: text for name, text in said.items() if text})

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        """Who is meant by a name, or by "Name (Organisation)"; asked for once all people are known."""
        found: dict[str, list[str]] = {}
        for one in self._people.values():
            for name in _names(one.name, f"{one.name} ({one.organisation})"):
                found.setdefault(name, []).append(one.id)
        return found

    def _meant(self, cells: RowCells, field: str) -> str | None:
        """The id of whom a cell names: by id, by name, or by "Name (Organisation)"."""
        text = cells.text(field)
        if text in self._people:
            return text
        called = self._spellings.get(folded(text), [])
        if len(called) == 1:
            return called[0]
        code = "participant-ambiguous" if called else "participant-unknown"
        self._issues.append(cells.finding(code, field))
        return None


def _line(text: str) -> str:
    """A text as a record can hold it; what goes beyond a line of the usual length is cut."""
    return clean_text(clean_text(text)[:LONGEST_TITLE])


def _by_name(dataset: Dataset) -> Mapping[str, str]:
    """Institutions by their names; a name that two bear means neither."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for one in dataset.institutions.values():
        for name in _names(one.name, one.short_name):
            if found.setdefault(name, one.id) != one.id:
                doubtful.add(name)
    return {name: key for name, key in found.items() if name not in doubtful}


def _names(*texts: str) -> Iterable[str]:
    return {folded(text) for text in texts if text}
