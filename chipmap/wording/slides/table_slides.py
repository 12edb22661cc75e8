"""Slides with a table: the places of a map layer, or what some places bring to each stage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.analysis.strengths import PARITY_MARGIN
from chipmap.model.geography.layers import LayerKind
from chipmap.model.story.slide_content import SlideTable, TableCell
from chipmap.wording import _, formats, stories
from chipmap.wording.alt_text import figure_text
from chipmap.wording.slides.asked import SlideBody
from chipmap.wording.slides.cells import level_cell, level_sources, number_cell, text_cell
from chipmap.wording.slides.key_figures import ranked_places
from chipmap.wording.slides.map_requests import layer_asked
from chipmap.wording.slides.map_slides import (
    layer_sources,
    map_alt_text,
    map_finding,
    map_subtitle,
    subject_shown,
)

if TYPE_CHECKING:
    from chipmap.model.geography.layers import PlaceValue
    from chipmap.wording.slides.asked import SlideAsked

MOST_ROWS = 10
MOST_PLACES = 7
SCORECARDS = "scorecards"


def table_body(asked: SlideAsked) -> SlideBody:
    """A table of places, or of stages by places; raises `GoneFromWorkspace`."""
    return _scorecards_body(asked) if asked.view.table == SCORECARDS else _layer_body(asked)


def _layer_body(asked: SlideAsked) -> SlideBody:
    """The ten places with the highest values of a layer."""
    layer = layer_asked(asked)
    ranked = ranked_places(asked, layer)
    if layer.kind is LayerKind.NEED:
        ranked.reverse()
    shown = ranked[:MOST_ROWS]
    headings: tuple[str, ...] = (_("Place"), _value_heading(layer.kind))
    if layer.kind is LayerKind.NEED:
        headings = (_("Place"), _("Level"), _("Need"), _("Gap"))
    return SlideBody(
        title=map_finding(asked, layer, subject_shown(asked)),
        subtitle=map_subtitle(asked, layer),
        sources=layer_sources(layer),
        places=tuple(one.code for one in shown),
        alt_text=map_alt_text(asked, layer),
        tables=(
            SlideTable(
                headings,
                tuple(_place_row(asked, layer.kind, one) for one in shown),
                more=len(ranked) - len(shown),
                scale=layer.kind.value,
            ),
        ),
    )


def _place_row(asked: SlideAsked, kind: LayerKind, one: PlaceValue) -> tuple[TableCell, ...]:
    """A place with its value; a gap with the level and the need that it is made of."""
    value = TableCell(figure_text(kind, one.value or 0.0), one.value, one.class_index, one.is_dotted)
    if kind is not LayerKind.NEED or one.gap is None:
        return text_cell(asked.place(one.code)), value
    need = one.gap.need.level if one.gap.need is not None else None
    return (
        text_cell(asked.place(one.code)),
        replace(level_cell(one.gap.standing), class_index=None),
        number_cell(formats.level(need or 0.0), need),
        value,
    )


def _value_heading(kind: LayerKind) -> str:
    return {
        LayerKind.CAPABILITY: _("Level"),
        LayerKind.NEED: _("Gap"),
        LayerKind.DEPENDENCE: _("Share"),
        LayerKind.WORLD_SHARE: _("Share"),
        LayerKind.COVERAGE: _("Scored"),
        LayerKind.AGE: _("Age"),
    }[kind]


def _scorecards_body(asked: SlideAsked) -> SlideBody:
    """The level of every stage for the focus region and its partner places."""
    places = _scorecard_places(asked)
    stages = asked.dataset.stages()
    standings = {
        (stage.id, place): asked.standings.of(place, stage.id, asked.horizon)
        for stage in stages
        for place in places
    }
    table = SlideTable(
        (_("Stage"), *(asked.place(place) for place in places)),
        tuple(
            (
                text_cell(asked.segment_name(stage.id)),
                *(level_cell(standings[stage.id, place]) for place in places),
            )
            for stage in stages
        ),
    )
    rows = (f"{row[0].text}: " + ", ".join(cell.text for cell in row[1:]) for row in table.rows)
    return SlideBody(
        title=_offer_finding(asked, places) or stories.scorecards_title(len(places)),
        subtitle=_("Levels from 0 to 5, {year}").format(year=asked.year),
        sources=level_sources(standings.values()),
        places=tuple(places),
        alt_text=_("Columns: {places}. {rows}.").format(
            places=", ".join(table.headings[1:]), rows="; ".join(rows)
        ),
        tables=(table,),
    )


def _scorecard_places(asked: SlideAsked) -> list[str]:
    """The places that were chosen, else the focus region and the first of its partner places."""
    named = asked.view.compared_places
    if named:
        return [asked.known_subject(place) for place in named][:MOST_PLACES]
    from chipmap.model.match.place_partners import candidates_of

    found = [asked.focus, *candidates_of(asked.dataset, asked.focus)]
    if asked.view.subject and asked.view.subject not in found:
        found.insert(1, asked.known_subject(asked.view.subject))
    return found[:MOST_PLACES]


def _offer_finding(asked: SlideAsked, places: list[str]) -> str:
    """In how many of the focus region's gaps a place that is shown has half a level more."""
    focus = asked.focus
    gaps = [
        gap for gap in asked.standings.ranked_gaps(focus, horizon=asked.horizon) if (gap.value or 0.0) < 0
    ]
    if focus not in places or len(places) < 2 or not gaps:
        return ""
    filled = 0
    for gap in gaps:
        others = (asked.standings.of(one, gap.segment, asked.horizon) for one in places if one != focus)
        levels = [one.level for one in others if one.is_known and one.level is not None]
        filled += any(level - (gap.level or 0.0) >= PARITY_MARGIN for level in levels)
    return stories.offer_title(stories.possessive(focus, asked.place(focus)), filled, len(gaps))
