"""Whom participants might want to meet where they have said nothing: suggested from what completes whom.

A suggestion never counts against what somebody stated: pairs of whom either has said anything are left out,
and so is everybody's own side. What it is worth beside a stated wish is an assumption of the workspace.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from chipmap.model.analysis.standing import standings_of
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.edits.meeting_moves import IdPair, id_pair
from chipmap.model.match.attendance import Interest
from chipmap.model.match.gap_segments import chosen_segments, gap_segments, subtree
from chipmap.model.records import NOW, EventParticipant, WishKind

PART = "agenda.suggestion"
"""The assumption that says what part of a stated wish a suggestion is worth; at 0 there are none."""

MOST_SUGGESTED = 12
"""Suggestions for one participant, the best; more would slow a large event and help nobody."""


@dataclass(frozen=True, slots=True)
class SuggestedMeeting:
    """Two participants (`one` the smaller id) who complete each other, by segment.

    `other_adds` are segments of need on the side of `one` that only `other` holds, `one_adds` the reverse,
    `both` those that both hold.
    """

    one: str
    other: str
    other_adds: tuple[str, ...]
    one_adds: tuple[str, ...]
    both: tuple[str, ...]
    part: float

    @property
    def pair(self) -> IdPair:
        return self.one, self.other

    @property
    def interests(self) -> tuple[Interest, Interest]:
        """What each of the two may wish of the other."""
        return (
            Interest.WANT if self.other_adds else Interest.POSSIBLE,
            Interest.WANT if self.one_adds else Interest.POSSIBLE,
        )

    @property
    def worth(self) -> float:
        """What the meeting adds to a timetable; a stated wish adds 1 to 3."""
        there, back = self.interests
        return self.part * sqrt(there * back)


def suggested_meetings(dataset: Dataset, event: str) -> tuple[SuggestedMeeting, ...]:
    """Meetings for those who wish nothing yet, the best first."""
    if value_of(dataset, PART) <= 0:
        return ()
    people = sorted(dataset.participants.of(event).values(), key=lambda one: one.id)
    said, wishing = _stated(dataset, event)
    sides = _Sides(dataset)
    found = [
        meeting
        for at, one in enumerate(people)
        for other in people[at + 1 :]
        if not (one.id in wishing and other.id in wishing)
        and (one.id, other.id) not in said
        and (meeting := sides.meeting(one, other)) is not None
    ]
    return _best_of_each(sorted(found, key=_order))


def _order(one: SuggestedMeeting) -> tuple[object, ...]:
    return -one.worth, -len(one.other_adds) - len(one.one_adds), -len(one.both), one.pair


def _stated(dataset: Dataset, event: str) -> tuple[set[IdPair], set[str]]:
    """The pairs of whom one has said something, and those who wish to meet anybody."""
    wishes = list(dataset.wishes.of(event).values())
    said = {id_pair(wish.one, wish.other) for wish in wishes}
    return said, {wish.one for wish in wishes if wish.wish is not WishKind.NO}


def _best_of_each(meetings: Iterable[SuggestedMeeting]) -> tuple[SuggestedMeeting, ...]:
    times: dict[str, int] = {}
    kept = []
    for meeting in meetings:
        if min(times.get(who, 0) for who in meeting.pair) < MOST_SUGGESTED:
            kept.append(meeting)
            for who in meeting.pair:
                times[who] = times.get(who, 0) + 1
    return tuple(kept)


class _Sides:
    """What each participant holds, and what their side needs."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._standings = standings_of(dataset)
        self._tops = chosen_segments(self._standings, None)
        self._order = {str(key): at for at, key in enumerate(dataset.segments)}
        self._part = value_of(dataset, PART)
        self._needs: dict[str, frozenset[str]] = {}
        region = dataset.regions.get(dataset.settings.focus_region)
        self._members = frozenset(region.members if region else ())

    def meeting(self, one: EventParticipant, other: EventParticipant) -> SuggestedMeeting | None:
        """What joins two of different sides; None where nothing known does."""
        if self._are_of_one_side(one, other):
            return None
        held, theirs = self._held(one), self._held(other)
        adds = (theirs - held) & self._needed(one.country)
        gives = (held - theirs) & self._needed(other.country)
        both = held & theirs
        if not (adds or gives or both):
            return None
        joins = [self._in_order(some) for some in (adds, gives, both)]
        return SuggestedMeeting(one.id, other.id, joins[0], joins[1], joins[2], self._part)

    def _are_of_one_side(self, one: EventParticipant, other: EventParticipant) -> bool:
        if one.institution and one.institution == other.institution:
            return True
        if one.organisation and one.organisation.casefold() == other.organisation.casefold():
            return True
        places = {one.country, other.country}
        return bool(one.country) and (len(places) == 1 or places <= self._members)

    def _held(self, one: EventParticipant) -> frozenset[str]:
        institution = self._dataset.institutions.get(one.institution)
        return frozenset(one.segments or (institution.segments if institution else ()))

    def _needed(self, place: str) -> frozenset[str]:
        """The segments of a place's unmet need; a member without any speaks for the focus region."""
        if not place:
            return frozenset()
        if place not in self._needs:
            own = self._of(place)
            if not own and place in self._members:
                own = self._needed(self._dataset.settings.focus_region)
            self._needs[place] = own
        return self._needs[place]

    def _of(self, place: str) -> frozenset[str]:
        counted = gap_segments(self._standings, place, self._tops, NOW).counted
        short = [one for one in counted if self._is_short(place, one)]
        return frozenset(below for one in short for below in subtree(self._standings, one))

    def _is_short(self, place: str, segment: str) -> bool:
        return bool(self._standings.gap(place, segment, NOW).shortfall)

    def _in_order(self, some: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(some, key=lambda one: self._order.get(one, len(self._order))))
