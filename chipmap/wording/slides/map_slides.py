"""Slides with a map: what it shows, its finding as title, and where wanted its key figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.map_projections import MapProjection
from chipmap.wording import _, stories, titles
from chipmap.wording.alt_text import alt_text
from chipmap.wording.slides.asked import SlideBody
from chipmap.wording.slides.key_figures import bars, gap_shown, key_figures, ranked_places, slopes
from chipmap.wording.slides.map_requests import layer_asked, map_request

if TYPE_CHECKING:
    from chipmap.model.geography.layers import Layer
    from chipmap.wording.slides.asked import SlideAsked


def map_body(asked: SlideAsked, *, has_figures: bool) -> SlideBody:
    """A map, alone or with key figures; raises `GoneFromWorkspace`."""
    layer = layer_asked(asked)
    about = subject_shown(asked)
    return SlideBody(
        title=map_finding(asked, layer, about),
        subtitle=map_subtitle(asked, layer),
        sources=layer_sources(layer),
        places=("XKX",),
        alt_text=map_alt_text(asked, layer),
        figures=key_figures(asked, layer, about) if has_figures else (),
        charts=(slopes(asked, layer) or bars(asked, layer)) if has_figures else (),
        map=map_request(asked, layer),
    )


def subject_shown(asked: SlideAsked) -> str:
    """Whom the figures are about: the place that was selected, else the focus region."""
    subject = asked.view.subject
    is_place = subject in asked.dataset.countries or subject in asked.dataset.regions
    return subject if is_place and not asked.view.compared_places else asked.focus


def map_finding(asked: SlideAsked, layer: Layer, about: str) -> str:
    """What the map shows, as a finding where its figures carry one."""
    finding = ""
    if layer.kind is LayerKind.NEED:
        finding = _need_finding(asked, layer, about)
    elif layer.kind is LayerKind.CAPABILITY:
        finding = _level_finding(asked, layer, about)
    elif layer.kind.is_of_shares:
        finding = _share_finding(asked, layer)
    return finding or titles.title_of(layer, asked.dataset, is_short=True)


def map_subtitle(asked: SlideAsked, layer: Layer) -> str:
    """What the map draws, with its years, and how much of it nobody has scored."""
    text = titles.title_of(layer, asked.dataset, is_short=True)
    known = layer.scored_count + layer.suggested_count
    if not layer.suggested_count or not layer.kind.is_of_levels:
        return text
    return _("{text}; {count} of {all} levels suggested").format(
        text=text, count=layer.suggested_count, all=known
    )


def map_alt_text(asked: SlideAsked, layer: Layer) -> str:
    """What the map shows, for people who cannot see it."""
    is_europe = asked.view.projection == MapProjection.EUROPE.value
    projection = MapProjection.EUROPE if is_europe else MapProjection.WORLD
    return alt_text(layer, asked.dataset, asked.names, (), projection).strip()


def layer_sources(layer: Layer) -> tuple[str, ...]:
    """The ids of the sources that the places of a layer rest on, most cited first."""
    counted: Counter[str] = Counter()
    for place in layer.values.values():
        if place.share is not None:
            counted[place.share.source] += 1
        elif place.standing is not None and place.value is not None:
            counted.update(place.standing.why.sources)
    return tuple(source for source, _count in counted.most_common())


def _need_finding(asked: SlideAsked, layer: Layer, about: str) -> str:
    gap = gap_shown(asked, layer, about)
    if gap.value is None or gap.need is None:
        return ""
    name = asked.place(about)
    is_widest = asked.standings.widest_gap(about, layer.horizon) == layer.segment
    if is_widest and gap.value <= -0.5:
        segment = stories.sentence(asked.segment_name(layer.segment))
        return stories.widest_gap_title(segment, stories.possessive(about, name), gap.need.horizon)
    segment = asked.segment_name(layer.segment, is_inside=True)
    return stories.gap_title(stories.running_name(about, name), segment, gap.need.horizon, gap.value)


def _level_finding(asked: SlideAsked, layer: Layer, about: str) -> str:
    """What the place that was selected has; without one, who has the highest level."""
    standing = asked.standings.of(about, layer.segment, layer.horizon)
    if about != asked.focus and standing.level is not None:
        return stories.level_title(
            asked.place(about),
            asked.segment_name(layer.segment, is_inside=True),
            standing.level,
            is_bound=not standing.is_known,
        )
    ranked = ranked_places(asked, layer)
    if not ranked or ranked[0].value is None:
        return ""
    first = [asked.place(one.code) for one in ranked if one.value == ranked[0].value]
    segment = asked.segment_name(layer.segment, is_inside=True)
    return stories.highest_level_title(first, segment, ranked[0].value)


def _share_finding(asked: SlideAsked, layer: Layer) -> str:
    ranked = ranked_places(asked, layer)
    if not ranked or ranked[0].value is None:
        return ""
    segment = asked.segment_name(layer.segment, is_inside=True)
    return stories.largest_share_title(asked.place(ranked[0].code), segment, ranked[0].value)
