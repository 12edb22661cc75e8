"""What the window shows as a slide: kind, saved view and options; and the way back to the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from chipmap.model.geography.arcs import ArcKind
from chipmap.model.geography.layers import LayerKind, ShareGroup
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.records import Scenario, SlideKind
from chipmap.model.story.slide_view import (
    ARCS,
    INSTITUTIONS,
    LEGEND,
    NAMES,
    USUAL_OPTIONS,
    SlideMeasure,
    SlideView,
)
from chipmap.ui.match_wish import MatchWish

if TYPE_CHECKING:
    from chipmap.ui.selection import MapPosition, View

_FEWEST_COMPARED = 2


class MapLook(NamedTuple):
    """What the map shows besides its layer, and how large it is in pixels."""

    has_institutions: bool = False
    has_names: bool = True
    arcs: str = ""
    """The kind of the lines that are drawn; empty for none."""
    width: int = 0
    height: int = 0


class CapturedView(NamedTuple):
    """A slide to be: its kind, what it looks at, and what is drawn besides."""

    kind: SlideKind
    view: SlideView
    options: tuple[str, ...]


def captured_view(view: View, look: MapLook, position: MapPosition | None) -> CapturedView:
    """The slide that holds a view; `position` is what of the map is in view, None for its home view."""
    if view.page == "foresight":
        # Its table is about needs of later years and how far a level is from them.
        view = replace(view, layer=LayerKind.NEED, subject=None, compared="")
    kind = _kind_of(view)
    saved = SlideView(
        layer=view.layer.value,
        segment=view.segment,
        horizon=view.horizon,
        focus=view.focus,
        subject=view.subject or "",
        compared_places=view.compared_places,
        compared=view.compared,
        classes=tuple(sorted(view.classes)),
        measure=None if view.group is None else SlideMeasure(*view.group),
        projection=view.projection.value,
        extent=_extent(position, look),
        hidden_types=tuple(sorted(view.hidden_types)),
        arcs=look.arcs if look.arcs and view.page == "map" else ArcKind.COLLABORATIONS.value,
        new_ties=view.match.new_ties,
        added=view.match.added,
        event=view.event,
        **_spelled_out(view.scenario),
        table="scorecards" if view.page == "scorecards" else "layer",
    )
    if view.page == "collaborations":
        return CapturedView(SlideKind.MAP, saved, (LEGEND, NAMES, ARCS))
    if view.page != "map" or view.as_table:
        return CapturedView(kind, saved, USUAL_OPTIONS)
    shown = (
        (LEGEND, True),
        (NAMES, look.has_names),
        ("figures", True),
        (ARCS, bool(look.arcs)),
        (INSTITUTIONS, look.has_institutions),
    )
    return CapturedView(kind, saved, tuple(option for option, is_shown in shown if is_shown))


def fields_of(view: SlideView, kind: SlideKind) -> dict[str, object]:
    """What `Selection.choose` is told to show a saved view again; its part of the map is not kept."""
    fields: dict[str, object] = {
        "page": _PAGES.get(kind, "map"),
        "focus": view.focus,
        "segment": view.segment,
        "horizon": view.horizon,
        "subject": view.subject or None,
        "compared_places": view.compared_places,
        "compared": view.compared,
        "classes": frozenset(view.classes),
        "hidden_types": frozenset(view.hidden_types),
        "as_table": kind is SlideKind.TABLE and view.table == "layer",
    }
    if kind is SlideKind.TABLE and view.table == "scorecards":
        fields["page"] = "scorecards"
    if view.layer in set(LayerKind):
        fields["layer"] = LayerKind(view.layer)
    if view.projection in set(MapProjection):
        fields["projection"] = MapProjection(view.projection)
    if view.measure is not None:
        fields["group"] = ShareGroup(view.measure.measure, view.measure.year, view.measure.basis)
    if kind is SlideKind.SCENARIO:
        fields["scenario"] = scenario_in(view)
    if kind is SlideKind.MATCH:
        fields["match"] = MatchWish(new_ties=view.new_ties, added=view.added)
    if kind is SlideKind.AGENDA:
        fields["event"] = view.event
    return fields


def scenario_in(view: SlideView) -> Scenario:
    """The what-if that a view spells out."""
    return Scenario(
        "",
        "",
        view.removals,
        view.hazard,
        weeks=view.weeks,
        recovery=view.recovery,
        stock=view.stock,
        spare=view.spare,
        is_resourced=view.is_resourced,
    )


def _spelled_out(scenario: Scenario | None) -> dict[str, Any]:
    """A what-if as a view keeps it, so that a slide stays when the kept scenario changes or goes."""
    if scenario is None:
        return {}
    names = ("removals", "hazard", "weeks", "recovery", "stock", "spare", "is_resourced")
    return {name: getattr(scenario, name) for name in names}


_PAGES = {SlideKind.MATCH: "match", SlideKind.AGENDA: "agenda", SlideKind.SCENARIO: "scenarios"}


def _kind_of(view: View) -> SlideKind:
    """What suits the page: its cards, sessions, rows or lines; of the map its figures where it shows gaps."""
    pages = {
        "match": SlideKind.MATCH,
        "agenda": SlideKind.AGENDA,
        "scorecards": SlideKind.TABLE,
        "scenarios": SlideKind.SCENARIO,
    }
    if view.page in pages:
        return pages[view.page]
    if len(view.compared_places) >= _FEWEST_COMPARED:
        return SlideKind.COMPARISON
    if view.page == "map" and view.as_table:
        return SlideKind.TABLE
    has_figures = view.layer is LayerKind.NEED or view.subject is not None or bool(view.compared)
    return SlideKind.MAP_FIGURES if has_figures else SlideKind.MAP


def _extent(position: MapPosition | None, look: MapLook) -> tuple[float, float, float, float] | None:
    """What of the map is in view as a box, so that it is seen in a box of another size."""
    if position is None or not look.width or not look.height:
        return None
    width, height = look.width * position.metres_per_px, look.height * position.metres_per_px
    return position.x - width / 2.0, position.y - height / 2.0, width, height
