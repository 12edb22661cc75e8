"""The story that a new workspace begins with: six views of the focus region's widest gap and around it.

Its slides have no titles of their own: each says what its figures say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chipmap.model.records import Record, Slide, SlideKind, Story
from chipmap.model.story.slide_view import ARCS, USUAL_OPTIONS, SlideView, view_text

STARTER_STORY = "story1"
WIDEST_GAP = "atp"
"""The stage in which the starter data show the focus region's widest gap."""
EARTHQUAKE = ("JPN:wafers=0.5",)
"""About what was reported of the Great East Japan earthquake: a quarter of the world's wafers."""


def starter_story(*, title: str, focus: str) -> Iterator[Record]:
    """The story and its six slides, seen from a focus region."""
    yield Story(STARTER_STORY, title)
    here = SlideView(segment=WIDEST_GAP, focus=focus)
    lost = SlideView(
        segment="wafers",
        focus=focus,
        removals=EARTHQUAKE,
        weeks=26.0,
        recovery=13.0,
        hazard="haz_tohoku_2011",
    )
    slides = (
        (SlideKind.MAP, here, USUAL_OPTIONS),
        (SlideKind.MAP_FIGURES, replace(here, layer="need"), USUAL_OPTIONS),
        (SlideKind.MAP, replace(here, layer="dependence", arcs="supply"), (*USUAL_OPTIONS, ARCS)),
        (SlideKind.TABLE, replace(here, table="scorecards"), USUAL_OPTIONS),
        (SlideKind.MATCH, here, USUAL_OPTIONS),
        (SlideKind.SCENARIO, lost, USUAL_OPTIONS),
    )
    for number, (kind, view, options) in enumerate(slides):
        yield Slide(
            id=f"slide{number + 1}",
            story=STARTER_STORY,
            position=number,
            slide_kind=kind,
            title="",
            view=view_text(view),
            options=options,
        )
