"""The rows of the wishes: every other participant, what each side says, and what was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chipmap.wording import _
from chipmap.wording.attendance import wish_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chipmap.model.dataset import Dataset
    from chipmap.model.records import EventParticipant, MeetingWish, PlannedMeeting, WishKind


class WishRow(NamedTuple):
    """One other participant as seen by the one whose wishes are shown."""

    other: EventParticipant
    wish: MeetingWish | None
    back: MeetingWish | None
    """What the other says."""
    meeting: PlannedMeeting | None
    suggestion: str = ""
    """Why a meeting is suggested, in words; empty where none is."""

    @property
    def is_must(self) -> bool:
        """Whether either side promises the meeting."""
        return any(one is not None and one.is_must for one in (self.wish, self.back))

    @property
    def slot(self) -> int | None:
        """The slot (from 0) that the meeting is pinned to."""
        slots = (one.slot for one in (self.wish, self.back) if one is not None and one.slot is not None)
        return next(slots, None)


def wish_rows(dataset: Dataset, event: str, person: str, suggestions: Mapping[str, str]) -> list[WishRow]:
    """Everybody else, by name."""
    rows = []
    for other in dataset.participants.of(event).values():
        if other.id == person:
            continue
        pair = (min(person, other.id), max(person, other.id))
        rows.append(
            WishRow(
                other,
                dataset.wishes.get((event, person, other.id)),
                dataset.wishes.get((event, other.id, person)),
                dataset.meetings.get((event, *pair)),
                suggestions.get(other.id, ""),
            )
        )
    return sorted(rows, key=lambda row: row.other.name.casefold())


def wish_title(wish: WishKind | None) -> str:
    """A wish in a word of its own."""
    return _("Open") if wish is None else wish_word(wish).capitalize()
