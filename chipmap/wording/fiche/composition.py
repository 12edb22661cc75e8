"""A whole fiche in words, as much of it as fits: who lays it out says how much must go from each page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chipmap.model.story.fiche_text import FicheMap, FicheText
from chipmap.wording import _, current_language, formats
from chipmap.wording.fiche.asked import FicheAsked, limits_at
from chipmap.wording.fiche.first_page import first_page, lead_text
from chipmap.wording.fiche.second_page import second_page
from chipmap.wording.sentences import listed

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.match.place_fiche import Fiche


def fiche_text(
    dataset: Dataset,
    fiche: Fiche,
    names: PlaceNames,
    made_at: datetime,
    *,
    tightened: tuple[int, int] = (0, 0),
) -> FicheText:
    """The words of a fiche in the current language; `tightened` are steps that shorten each page."""
    asked = FicheAsked(dataset, fiche, names, made_at)
    first = first_page(asked, limits_at(tightened[0]))
    second = second_page(asked, limits_at(tightened[1]))
    kind = _("Region fiche") if fiche.place in dataset.regions else _("Country fiche")
    day = formats.date(made_at)
    subtitle = _("{kind}, seen from {focus}. {workspace}, {day}.").format(
        kind=kind, focus=asked.focus, workspace=dataset.settings.title, day=day
    )
    foot = _("{workspace} · {day} · names: {profile}").format(
        workspace=dataset.settings.title, day=day, profile=names.profile
    )
    return FicheText(
        place=fiche.place,
        title=asked.place,
        subtitle=subtitle,
        lead=lead_text(asked),
        map=_map_words(asked),
        first=first,
        second=second,
        sources_title=_("Sources"),
        sources=asked.sources(),
        foot=foot,
        notes=_notes(asked),
        language=current_language(),
    )


def _map_words(asked: FicheAsked) -> FicheMap:
    """What the map shows, in one line and for people who cannot see it."""
    fiche, year = asked.fiche, asked.dataset.settings.current_year
    segment = fiche.lead_segment
    outlined = listed(list(dict.fromkeys((asked.place, asked.focus))))
    caption = _("Level in {segment}, {year}; outlined: {places}.").format(
        segment=asked.segment(segment, is_inside=True), year=year, places=outlined
    )
    line = next(one for one in fiche.stages if one.segment == segment)
    level = line.gap.level
    said = (
        _("Its level is {level}.").format(level=formats.level(level))
        if level is not None
        else _("Its level is not known.")
    )
    alt = _(
        "Map of the world coloured by the level of each place in {segment} in {year}. {place} is outlined."
    )
    spoken = alt.format(segment=asked.segment(segment, is_inside=True), year=year, place=asked.place)
    return FicheMap(segment, caption, f"{spoken} {said}")


def _notes(asked: FicheAsked) -> tuple[str, ...]:
    """How the fiche is to be read, and the notes of its names."""
    notes = [
        _("Levels: 0 absent to 5 leading. A dash is not known, never 0. Suggested: by rule from shares."),
        asked.names.boundary_note(long=True),
        asked.names.note(asked.fiche.place) or "",
    ]
    return tuple(note for note in notes if note)
