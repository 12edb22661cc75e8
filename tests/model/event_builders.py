"""Events for tests: people who wish to meet each other, at random but always the same."""

from __future__ import annotations

from typing import Any

import numpy as np

from chipmap.model.dataset import Dataset
from chipmap.model.records import (
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    ParticipantContact,
    Record,
    WishKind,
)
from tests.builders import a_country, some_settings

EVENT = "kl_2027"


def an_event(**changed: Any) -> MatchmakingEvent:
    return MatchmakingEvent(EVENT, "Packaging days", "Kuala Lumpur", "2027-03-03", **changed)


def people(count: int, **changed: Any) -> list[EventParticipant]:
    return [
        EventParticipant(
            f"p{at:03}", EVENT, f"Person {at}", f"Firm {at}", "MYS" if at % 2 else "NLD", **changed
        )
        for at in range(count)
    ]


def contact_of(participant: str) -> ParticipantContact:
    return ParticipantContact(EVENT, participant, f"{participant}@example.org", "+00 555 0100", "Assistant")


def some_wishes(count: int, people_count: int, seed: int = 1) -> list[MeetingWish]:
    """As many wishes as there are pairs at most, one for each: mostly want, some possible, a few refusals."""
    count = min(count, people_count * (people_count - 1) // 2)
    random = np.random.default_rng(seed)
    found: dict[tuple[int, int], MeetingWish] = {}
    while len(found) < count:
        one, other = (int(at) for at in random.choice(people_count, 2, replace=False))
        pair = (min(one, other), max(one, other))
        kind = random.choice([WishKind.WANT, WishKind.POSSIBLE, WishKind.NO], p=[0.7, 0.25, 0.05])
        found.setdefault(pair, MeetingWish(EVENT, f"p{one:03}", f"p{other:03}", WishKind(str(kind))))
    return list(found.values())


def event_dataset(*records: Record, event: MatchmakingEvent | None = None) -> Dataset:
    """A workspace with an event, and whatever belongs to it."""
    places = (a_country("MYS", "Malaysia"), a_country("NLD", "Netherlands"))
    return Dataset.of([some_settings(), *places, event or an_event(), *records])
