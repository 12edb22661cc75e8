"""The map of a slide: the map of the window, drawn from what the slide holds of every place."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from chipmap.model.analysis.shares import ShareGroup
from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.geography.arcs import Arc, ArcKind, Arcs
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue
from chipmap.model.geography.map_projections import MapProjection, carried_lines, project_to
from chipmap.model.geography.naming import PlaceNames
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.card import paint_plain_card
from chipmap.ui.map.composition import MapFonts, arrange, draw_arranged
from chipmap.ui.map.legend import LegendFonts, LegendLayout, legend_of
from chipmap.ui.map.painting import Filler, Picture
from chipmap.ui.map.scene import (
    ComparedPlace,
    InstitutionPoint,
    MapScene,
    styles_of,
    unlisted_style,
)
from chipmap.ui.map.scene_source import scored_rect
from chipmap.ui.map.symbol_legend import shown_types
from chipmap.ui.map.viewport import Viewport, fitting, without_empty_sky
from chipmap.ui.story.slide_sheet import slide_font
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.wording import current_language

if TYPE_CHECKING:
    from chipmap.model.geography.clusters import ClusterPyramid
    from chipmap.model.geography.layer_values import State
    from chipmap.model.story.slide_content import MapPlace, MapRequest
    from chipmap.ui.map.atlas import Atlas
    from chipmap.ui.story.slide_sheet import Sheet
    from chipmap.ui.tokens import Tokens

LEGEND_SCALE = 1.3
_EDGE = 24.0
_SKY = 18
_REACH_M = 500_000.0


@dataclass(frozen=True, slots=True)
class SlideMap:
    """A map ready to be drawn in its box: what it shows and from where it looks."""

    scene: MapScene
    viewport: Viewport
    shows_legend: bool


def layer_of_request(request: MapRequest) -> Layer:
    """The layer that a slide holds, as the map and its legend know it."""
    return Layer(
        kind=LayerKind(request.layer),
        segment=request.segment,
        horizon=request.horizon,
        focus=request.focus,
        values={place.code: _value(place) for place in request.places},
        class_count=request.class_count,
        level_year=request.level_year,
        need_year=request.need_year,
        scored_count=request.scored_count,
        suggested_count=request.suggested_count,
        at_least_count=request.at_least_count,
        group=None
        if request.measure is None
        else ShareGroup(request.measure.measure, request.measure.year, request.measure.basis),
        only=frozenset(request.only),
    )


def scene_of_request(request: MapRequest, tokens: Tokens) -> MapScene:
    """The scene of a slide's map."""
    layer = layer_of_request(request)
    projection = MapProjection(request.projection)
    points = _points(request, projection)
    return MapScene(
        tokens,
        layer,
        styles_of(layer, tokens),
        PlaceNames.load(request.naming_profile, current_language()),
        projection=projection,
        focus=frozenset(request.focus_countries),
        selected=frozenset(request.selected),
        compared=tuple(
            ComparedPlace(one.letter, one.place, frozenset(one.countries), one.institution or None)
            for one in request.compared
        ),
        institutions=points,
        clusters=_clusters(points),
        arcs=_arcs(request, projection),
        shows_names=request.shows_names,
        text_scale=1.5,
        not_scored=unlisted_style(layer, tokens),
    )


def slide_map(request: MapRequest, tokens: Tokens, size: tuple[int, int]) -> SlideMap:
    """The map of a slide in a box of this size."""
    scene = scene_of_request(request, tokens)
    atlas = the_atlas(scene.projection)
    if request.extent is not None:
        return SlideMap(scene, fitting(QRectF(*request.extent), *size), request.shows_legend)
    view = fitting(_home_rect(scene, atlas), *size)
    view = without_empty_sky(view, atlas.world.top(), _SKY, 0)
    return SlideMap(scene, view, request.shows_legend)


def _home_rect(scene: MapScene, atlas: Atlas) -> QRectF:
    """What is scored, and where lines are drawn both of their ends."""
    shown = scored_rect(scene, atlas)
    for arc in scene.arcs.shown if scene.arcs is not None else ():
        ends = QPolygonF([QPointF(*arc.lines[0][0]), QPointF(*arc.lines[-1][-1])])
        shown = shown.united(ends.boundingRect().adjusted(-_REACH_M, -_REACH_M, _REACH_M, _REACH_M))
    return shown


def draw_slide_map(sheet: Sheet, box: QRectF, drawn: SlideMap) -> Generator[None, None, None]:
    """Draw a map into its box, pausing after each few shapes; the legend lies in its lower left corner."""
    painter, scene = sheet.painter, drawn.scene
    filler = Filler(scene, sheet.pixel_ratio, as_shapes=sheet.as_shapes)
    atlas = the_atlas(scene.projection)
    painter.save()
    painter.translate(box.topLeft())
    painter.setClipRect(QRectF(0.0, 0.0, box.width(), box.height()))
    level = atlas.level_for(drawn.viewport.metres_per_px / max(0.25, sheet.pixel_ratio))
    picture = Picture(painter, drawn.viewport, filler, level)
    legend = slide_legend(scene)
    card = QRectF(QPointF(_EDGE, box.height() - _EDGE - legend.size.height()), legend.size)
    obstacles = [card.adjusted(-6.0, -6.0, 6.0, 6.0)] if drawn.shows_legend else []
    fonts = MapFonts(slide_font("label"), slide_font("label_strong"), slide_font("legend_strong"))
    try:
        arranged = arrange(drawn.viewport, scene, atlas, fonts, obstacles)
        yield
        yield from draw_arranged(picture, atlas, fonts, arranged)
        if drawn.shows_legend:
            paint_plain_card(painter, card, scene.tokens, RADIUS_CARD * LEGEND_SCALE)
            legend.paint(painter, filler, card.topLeft())
    finally:
        # A drawing that is given up half way leaves the painter as it was.
        painter.restore()
    yield


def slide_legend(scene: MapScene, scale: float = 1.0) -> LegendLayout:
    """The legend of a slide's map, at `scale` to the size of the sheet."""
    strong, word = slide_font("legend_strong", scale), slide_font("legend", scale)
    fonts = LegendFonts(strong, strong, word)
    layout = LegendLayout(legend_of(scene.layer, scene.tokens, scene.arcs), fonts, LEGEND_SCALE * scale)
    layout.add_symbols(shown_types(scene.institutions))
    return layout


def _value(place: MapPlace) -> PlaceValue:
    state: State = place.state if place.state in ("value", "at_least", "not_applicable") else "none"  # type: ignore[assignment]
    return PlaceValue(place.code, place.value, place.class_index, state, place.is_dotted)


def _points(request: MapRequest, projection: MapProjection) -> tuple[InstitutionPoint, ...]:
    found = []
    for point in request.points:
        at = project_to(projection, point.longitude, point.latitude)
        if at is not None:
            found.append(InstitutionPoint(point.id, *at, point.country, point.institution_type))
    return tuple(found)


def _clusters(points: tuple[InstitutionPoint, ...]) -> ClusterPyramid | None:
    if not points:
        return None
    from chipmap.model.geography.clusters import ClusterPyramid

    return ClusterPyramid([(point.x, point.y) for point in points], [point.country for point in points])


def _arcs(request: MapRequest, projection: MapProjection) -> Arcs | None:
    if request.arcs is None or not request.arcs.shown:
        return None
    shown = []
    for arc in request.arcs.shown:
        lines = carried_lines(projection, arc.lines)
        if lines:
            shown.append(Arc(arc.near, arc.far, arc.strength, lines, is_dashed=arc.is_dashed))
    left_out = request.arcs.more + len(request.arcs.shown) - len(shown)
    return Arcs(
        ArcKind(request.arcs.kind), tuple(shown), left_out, request.arcs.known_feeds, request.arcs.all_feeds
    )
