"""What the map draws, apart from where it looks: a style for every place, what is outlined, what is named.

A MapScene never changes. It is made anew from the Dataset and the View whenever one of them changes;
painting, legend and exports read nothing else, so the screen and an exported picture cannot differ.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from enum import Enum
from typing import NamedTuple

from chipmap.model.dataset import Dataset
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.geography.arcs import Arcs
from chipmap.model.geography.class_filter import NOTHING, fits
from chipmap.model.geography.clusters import ClusterPyramid
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue
from chipmap.model.geography.map_projections import MapProjection, project_to
from chipmap.model.geography.naming import PlaceNames
from chipmap.ui.comparing import LETTERS
from chipmap.ui.tokens import Tokens
from chipmap.wording import formats
from chipmap.wording.levels import years_text

KOSOVO = "XKX"
"""The place whose name carries a note wherever it is shown."""


class Pattern(Enum):
    """How a fill is drawn besides its colour."""

    PLAIN = "plain"
    DOTS = "dots"
    HATCH = "hatch"
    CROSSES = "crosses"


class PlaceStyle(NamedTuple):
    """The fill of one place and the value printed beside its name."""

    colour: str
    pattern: Pattern
    text: str = ""
    value: float | None = None
    is_faded: bool = False
    """The filter of the legend leaves the place out."""

    @property
    def is_scored(self) -> bool:
        """Whether the place has a colour of the scale."""
        return self.pattern in (Pattern.PLAIN, Pattern.DOTS) and not self.is_faded


class InstitutionPoint(NamedTuple):
    """An institution with a known city, in map metres."""

    id: str
    x: float
    y: float
    country: str
    institution_type: str = "company"


class ComparedPlace(NamedTuple):
    """One of the places that are compared: its letter, and the countries or the institution it covers."""

    letter: str
    place: str
    countries: frozenset[str]
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class MapScene:
    """One picture of the world; the countries of `focus` and of `selected` are outlined as one shape each."""

    tokens: Tokens
    layer: Layer
    styles: Mapping[str, PlaceStyle]
    names: PlaceNames
    projection: MapProjection = MapProjection.WORLD
    focus: frozenset[str] = frozenset()
    selected: frozenset[str] = frozenset()
    selected_institution: str | None = None
    compared: tuple[ComparedPlace, ...] = ()
    """Each has an outline and a letter of its own; then nothing is selected."""
    institutions: tuple[InstitutionPoint, ...] = ()
    clusters: ClusterPyramid | None = None
    """The same institutions gathered by nearness; None shows none."""
    arcs: Arcs | None = None
    """Lines between places; None shows none."""
    shows_names: bool = True
    strong_outlines: bool = False
    text_scale: float = 1.0
    not_scored: PlaceStyle = field(default_factory=lambda: PlaceStyle("#000000", Pattern.HATCH))

    @property
    def foremost(self) -> frozenset[str]:
        """The countries that are always named and marked: the one selected, or those that are compared."""
        single = [place.countries for place in self.compared if len(place.countries) == 1]
        return self.selected if len(self.selected) == 1 else frozenset().union(*single)

    def style(self, code: str) -> PlaceStyle:
        """The style of a place; what the layer does not list is not scored."""
        return self.styles.get(code, self.not_scored)

    def label(self, code: str) -> str:
        """Name and value of a place, as printed on the map."""
        name, text = self.names.name(code), self.style(code).text
        return f"{name} {text}" if text else name


def class_colours(kind: LayerKind, tokens: Tokens) -> tuple[str, ...]:
    """The colours of a layer's classes, lowest first."""
    if kind is LayerKind.NEED:
        return tokens.need
    if kind in (LayerKind.DEPENDENCE, LayerKind.AGE):
        return tokens.dependence
    return tokens.capability


def value_text(kind: LayerKind, place: PlaceValue) -> str:
    """A value as it is printed on the map: "4", "≥ 2", "−1.4", "13 %", "2 years"; empty without one."""
    if place.value is None or place.state in ("none", "not_applicable"):
        return ""
    if kind is LayerKind.NEED:
        return formats.signed(place.value)
    if kind is LayerKind.DEPENDENCE:
        return _percent_text(place.value)
    if kind is LayerKind.AGE:
        return years_text(place.value)
    is_percent = kind in (LayerKind.WORLD_SHARE, LayerKind.COVERAGE)
    text = _percent_text(place.value) if is_percent else formats.level(place.value)
    return f"≥ {text}" if place.state == "at_least" else text


def _percent_text(percent: float) -> str:
    """Whole per cents; below one, tenths."""
    return formats.percent(percent, 0 if percent >= 1 or percent == 0 else 1)


def style_of(kind: LayerKind, place: PlaceValue, tokens: Tokens) -> PlaceStyle:
    """How one place is filled in this layer."""
    if place.state == "not_applicable":
        return PlaceStyle(tokens.land, Pattern.CROSSES)
    if place.class_index is None or place.state == "none":
        return PlaceStyle(tokens.land, Pattern.HATCH)
    colour = class_colours(kind, tokens)[place.class_index]
    pattern = Pattern.DOTS if place.is_dotted else Pattern.PLAIN
    return PlaceStyle(colour, pattern, value_text(kind, place), place.value)


def styles_of(layer: Layer, tokens: Tokens) -> dict[str, PlaceStyle]:
    """How each place that the layer lists is filled; what its filter leaves out is plain land."""
    faded = PlaceStyle(tokens.land, Pattern.PLAIN, is_faded=True)
    return {
        code: style_of(layer.kind, place, tokens) if fits(layer, code) else faded
        for code, place in layer.values.items()
    }


def unlisted_style(layer: Layer, tokens: Tokens) -> PlaceStyle:
    """How a place is filled that the layer does not list: hatched, or faded by the filter."""
    is_shown = not layer.only or NOTHING in layer.only
    return PlaceStyle(tokens.land, Pattern.HATCH if is_shown else Pattern.PLAIN, is_faded=not is_shown)


def outlined_countries(dataset: Dataset, subject: str | None) -> frozenset[str]:
    """The countries that a subject covers: itself, the members of a region, none for an institution."""
    if subject is None:
        return frozenset()
    region = dataset.regions.get(subject)
    if region is not None:
        return frozenset(region.members)
    return frozenset({subject}) if subject in dataset.countries else frozenset()


def compared_in(dataset: Dataset, places: Collection[str]) -> tuple[ComparedPlace, ...]:
    """The places that are compared, with their letters in the order in which they were chosen."""
    return tuple(
        ComparedPlace(
            letter,
            place,
            outlined_countries(dataset, place),
            place if place in dataset.institutions else None,
        )
        for letter, place in zip(LETTERS, places, strict=False)
    )


def institution_points(
    dataset: Dataset,
    segment: str,
    hidden_types: Collection[str] = (),
    projection: MapProjection = MapProjection.WORLD,
) -> tuple[InstitutionPoint, ...]:
    """The institutions active in a segment or below it whose city is on the map, sorted by their id."""
    wanted = segments_below(dataset, segment)
    points = []
    for institution in dataset.institutions.values():
        if institution.latitude is None or institution.longitude is None:
            continue
        if wanted.isdisjoint(institution.segments) or institution.institution_type in hidden_types:
            continue
        at = project_to(projection, institution.longitude, institution.latitude)
        kind = institution.institution_type
        if at is not None:
            points.append(InstitutionPoint(institution.id, *at, institution.country, kind))
    return tuple(sorted(points, key=lambda point: point.id))


def segments_below(dataset: Dataset, segment: str) -> frozenset[str]:
    """A segment and everything beneath it in the tree."""
    children: dict[str, list[str]] = {}
    for record in dataset.segments.values():
        children.setdefault(record.parent, []).append(record.id)
    found: set[str] = set()
    waiting = [segment]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(children.get(current, ()))
    return frozenset(found)
