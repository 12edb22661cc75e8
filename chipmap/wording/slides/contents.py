"""The one way to what a slide says: `content_of`. Page, Present, deck, PDF and command line all ask here.

A frozen slide says what it kept; its words and options can still be changed, its figures cannot.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from chipmap.model.dataset import Dataset
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import Slide, SlideKind
from chipmap.model.story.slide_content import SlideContent, content_from, content_text
from chipmap.model.story.slide_view import ARCS, FIGURES, INSTITUTIONS, LEGEND, NAMES
from chipmap.wording import _, formats, stories
from chipmap.wording.slides.agenda_slides import agenda_body
from chipmap.wording.slides.asked import GoneFromWorkspace, SlideAsked, SlideBody
from chipmap.wording.slides.comparison_slides import comparison_body
from chipmap.wording.slides.footers import slide_footer
from chipmap.wording.slides.map_slides import map_body
from chipmap.wording.slides.match_slides import match_body
from chipmap.wording.slides.scenario_slides import scenario_body
from chipmap.wording.slides.table_slides import table_body


def content_of(
    dataset: Dataset,
    slide: Slide,
    names: PlaceNames,
    *,
    made_on: date,
    revision: int | None = None,
) -> SlideContent:
    """Everything that a slide says; one that cannot be shown any more says why in `problem`.

    `names` are those of the workspace's naming profile, `made_on` the day that the footer prints, `revision`
    that of the workspace.
    """
    return worded(full_content(dataset, slide, names, made_on=made_on, revision=revision), slide)


def full_content(
    dataset: Dataset, slide: Slide, names: PlaceNames, *, made_on: date, revision: int | None = None
) -> SlideContent:
    """The same with all that options may leave out, under the slide's finding instead of its own words."""
    asked = SlideAsked(dataset, slide, names, made_on, revision)
    if slide.is_live:
        return _present_content(asked)
    kept = content_from(slide.figures)
    if kept is None:
        return _problem(asked, _("The figures that this slide keeps cannot be read."))
    return kept


def frozen_text(
    dataset: Dataset, slide: Slide, names: PlaceNames, *, made_on: date, revision: int | None = None
) -> str:
    """What a slide says now, as `edits.stories.freeze_slide` keeps it, with its own title left out."""
    live = replace(slide, is_live=True)
    content = full_content(dataset, live, names, made_on=made_on, revision=revision)
    return content_text(replace(content, frozen_on=formats.date(made_on)))


def with_options(content: SlideContent, options: Collection[str]) -> SlideContent:
    """The content with what its options leave out left out."""
    drawn = content.map
    if drawn is not None:
        drawn = replace(
            drawn,
            shows_legend=LEGEND in options,
            shows_names=NAMES in options,
            arcs=drawn.arcs if ARCS in options else None,
            points=drawn.points if INSTITUTIONS in options else (),
        )
    is_optional = content.kind is SlideKind.MAP_FIGURES and FIGURES not in options
    return replace(
        content,
        map=drawn,
        figures=() if is_optional else content.figures,
        charts=() if is_optional else content.charts,
    )


def _present_content(asked: SlideAsked) -> SlideContent:
    """What the data say now, under the slide's finding as title and with all that options may leave out."""
    try:
        body = _body(asked)
    except GoneFromWorkspace as gone:
        return _problem(asked, str(gone))
    return SlideContent(
        kind=asked.slide.slide_kind,
        title=body.title,
        subtitle=body.subtitle,
        footer=slide_footer(asked, body.sources),
        boundary_note=asked.names.boundary_note(),
        alt_text=body.alt_text,
        figures=body.figures,
        charts=body.charts,
        tables=body.tables,
        map=body.map,
        partners=body.partners,
        scenario=body.scenario,
        sessions=body.sessions,
        notes=_place_notes(asked, body),
    )


def _body(asked: SlideAsked) -> SlideBody:
    kind = asked.slide.slide_kind
    if kind in (SlideKind.MAP, SlideKind.MAP_FIGURES):
        return map_body(asked, has_figures=kind is SlideKind.MAP_FIGURES)
    if kind is SlideKind.TEXT:
        return SlideBody("", "")
    return {
        SlideKind.COMPARISON: comparison_body,
        SlideKind.MATCH: match_body,
        SlideKind.SCENARIO: scenario_body,
        SlideKind.AGENDA: agenda_body,
        SlideKind.TABLE: table_body,
    }[kind](asked)


def _place_notes(asked: SlideAsked, body: SlideBody) -> tuple[str, ...]:
    """The notes of places that are named, each once."""
    notes = (asked.names.note(place) for place in dict.fromkeys(body.places))
    return tuple(note for note in notes if note)


def _problem(asked: SlideAsked, text: str) -> SlideContent:
    return SlideContent(
        kind=asked.slide.slide_kind,
        title=stories.kind_word(asked.slide.slide_kind),
        subtitle="",
        footer=slide_footer(asked, ()),
        boundary_note=asked.names.boundary_note(),
        alt_text=text,
        problem=f"{text} {stories.gone_remedy()}",
    )


def worded(full: SlideContent, slide: Slide) -> SlideContent:
    """A full content with the slide's options, under its own words where it has some."""
    content = with_options(full, slide.options)
    paragraphs = tuple(line.strip() for line in slide.body.split("\n") if line.strip())
    return replace(
        content,
        title=slide.title or content.title,
        subtitle=slide.subtitle or content.subtitle,
        paragraphs=paragraphs,
        alt_text=content.alt_text or " ".join(paragraphs),
    )
