"""The starter workspace with some answers, and slides of it by what they show."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chipmap.model.dataset import Dataset
from chipmap.model.edits.stories import new_slide
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import AgendaSession, MatchmakingEvent, ParticipantContact, SlideKind
from chipmap.model.starter import starter_dataset
from chipmap.model.story.slide_content import SlideContent
from chipmap.model.story.slide_view import USUAL_OPTIONS, SlideView
from chipmap.wording.slides.contents import content_of
from tests.builders import a_score

MADE_ON = date(2026, 11, 22)
NAMES = PlaceNames.load("EU")

Said = Callable[..., SlideContent]


@pytest.fixture(scope="session")
def scored() -> Dataset:
    """Levels of three places, a need of the EU, and an event with two sessions."""
    starter = starter_dataset(title="Partner mapping", workspace_id="w-slides")
    event = MatchmakingEvent("tokyo", "Matchmaking in Tokyo", "Tokyo", "2027-03-04", "09:30")
    records = (
        a_score(1, "EU27", "atp", needs=(("2030", 4),)),
        a_score(4, "MYS", "atp"),
        a_score(3, "JPN", "fab"),
        event,
        AgendaSession("opening", "tokyo", 0, "Opening", minutes=30),
        AgendaSession("malaysia", "tokyo", 1, "Packaging", "MYS", "atp", 75, ("imec",)),
        ParticipantContact("tokyo", "p1", "ana@example.org"),
    )
    return Dataset.of([*starter.records(), *records])


@pytest.fixture(scope="session")
def said(scored: Dataset) -> Said:
    """What a slide says: a kind, fields of its view, and what else the slide has."""

    def say(kind: SlideKind, /, *, dataset: Dataset = scored, **fields: Any) -> SlideContent:
        own = {name: fields.pop(name) for name in ("title", "subtitle", "body", "options") if name in fields}
        view = SlideView(**{"segment": "atp", "focus": "EU27", **fields})
        slide = new_slide(dataset, "story1", kind, view, options=own.pop("options", USUAL_OPTIONS), **own)
        return content_of(dataset, slide, NAMES, made_on=MADE_ON, revision=7)

    return say
