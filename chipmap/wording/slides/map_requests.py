"""The map of a slide as plain values: what it shows of every place, and what is outlined and marked."""

from __future__ import annotations

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import ArcKind, Arcs, find_arcs
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue, ShareGroup, layer_of
from chipmap.model.story.slide_content import (
    ComparedOutline,
    MapArc,
    MapArcs,
    MapPlace,
    MapPoint,
    MapRequest,
)
from chipmap.model.story.slide_view import INSTITUTIONS, SlideMeasure, SlideView
from chipmap.wording.slides.asked import SlideAsked

LETTERS = "ABCD"
"""How places that are compared are told apart on the map."""


def layer_asked(asked: SlideAsked) -> Layer:
    """The layer that a slide's map shows; raises `GoneFromWorkspace`."""
    view = asked.view
    kind = LayerKind(view.layer) if view.layer in set(LayerKind) else LayerKind.CAPABILITY
    group = None if view.measure is None else _group(view.measure)
    layer = layer_of(
        asked.dataset,
        kind,
        segment=asked.segment,
        horizon=asked.horizon,
        focus=asked.focus,
        group=group,
    )
    return layer._replace(only=frozenset(view.classes))


def map_request(asked: SlideAsked, layer: Layer) -> MapRequest:
    """The map of a slide, with everything that it needs to be drawn."""
    view, dataset = asked.view, asked.dataset
    compared = tuple(place for place in view.compared_places if dataset.has_subject(place))
    subject = "" if compared else view.subject
    has_points = INSTITUTIONS in asked.slide.options
    return MapRequest(
        layer=layer.kind.value,
        segment=layer.segment,
        horizon=layer.horizon,
        focus=layer.focus,
        level_year=layer.level_year,
        class_count=layer.class_count,
        places=tuple(_place(one) for _code, one in sorted(layer.values.items())),
        naming_profile=asked.names.profile,
        need_year=layer.need_year,
        measure=None if layer.group is None else SlideMeasure(*layer.group),
        scored_count=layer.scored_count,
        suggested_count=layer.suggested_count,
        at_least_count=layer.at_least_count,
        projection=view.projection,
        only=tuple(sorted(layer.only)),
        extent=view.extent,
        focus_countries=countries_of(dataset, layer.focus),
        selected=countries_of(dataset, subject),
        compared=_compared(dataset, compared),
        points=_points(dataset, view, layer.segment) if has_points else (),
        arcs=_arcs(find_arcs(dataset, _arc_kind(view), segment=layer.segment, focus=layer.focus)),
    )


def countries_of(dataset: Dataset, subject: str) -> tuple[str, ...]:
    """The countries that a subject covers: itself, the members of a region, none for an institution."""
    region = dataset.regions.get(subject)
    if region is not None:
        return tuple(sorted(region.members))
    return (subject,) if subject in dataset.countries else ()


def _group(measure: SlideMeasure) -> ShareGroup:
    return ShareGroup(measure.measure, measure.year, measure.basis)


def _place(value: PlaceValue) -> MapPlace:
    return MapPlace(value.code, value.value, value.class_index, value.state, value.is_dotted)


def _compared(dataset: Dataset, places: tuple[str, ...]) -> tuple[ComparedOutline, ...]:
    return tuple(
        ComparedOutline(
            letter, place, countries_of(dataset, place), place if place in dataset.institutions else ""
        )
        for letter, place in zip(LETTERS, places, strict=False)
    )


def _points(dataset: Dataset, view: SlideView, segment: str) -> tuple[MapPoint, ...]:
    """The institutions of a segment and of all beneath it whose city is known."""
    wanted, waiting = set(), [segment]
    while waiting:
        current = waiting.pop()
        wanted.add(current)
        waiting += [one.id for one in dataset.children(current) if one.id not in wanted]
    points = [
        MapPoint(one.id, one.longitude, one.latitude, one.country, one.institution_type)
        for one in dataset.institutions.values()
        if one.longitude is not None
        and one.latitude is not None
        and one.institution_type not in view.hidden_types
        and not wanted.isdisjoint(one.segments)
    ]
    return tuple(sorted(points, key=lambda point: point.id))


def _arc_kind(view: SlideView) -> ArcKind:
    return ArcKind(view.arcs) if view.arcs in set(ArcKind) else ArcKind.COLLABORATIONS


def _arcs(arcs: Arcs) -> MapArcs:
    shown = tuple(
        MapArc(
            arc.near,
            arc.far,
            arc.strength,
            arc.is_dashed,
            tuple(tuple((round(x, 0), round(y, 0)) for x, y in line) for line in arc.lines),
        )
        for arc in arcs.shown
    )
    return MapArcs(arcs.kind.value, shown, arcs.more, arcs.known_feeds, arcs.all_feeds)
