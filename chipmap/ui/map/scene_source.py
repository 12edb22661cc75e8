"""Makes the scene of a view: asks the model for the layer, and finds what is outlined and what is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF

from chipmap.model.dataset import Dataset
from chipmap.model.geography.arcs import ArcKind, Arcs, find_arcs
from chipmap.model.geography.clusters import ClusterPyramid
from chipmap.model.geography.layers import LayerKind, ShareGroup, layer_of
from chipmap.model.geography.map_projections import MapProjection, carried_lines
from chipmap.model.geography.naming import PlaceNames
from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.scene import (
    InstitutionPoint,
    MapScene,
    compared_in,
    institution_points,
    outlined_countries,
    segments_below,
    styles_of,
    unlisted_style,
)
from chipmap.ui.tokens import Tokens

EUROPE = QRectF(-2_150_000.0, -2_300_000.0, 4_500_000.0, 4_150_000.0)
"""From Iceland to Cyprus and from Crete to the North Cape, in the metres of its map."""

ROOM_AROUND = 0.04
"""Part of the width of what is scored that is shown around it."""

FEWEST_TO_FIT = 3
"""With fewer scored places the home view shows the world: a first score must not zoom into one country."""


class SceneWish(NamedTuple):
    """What a scene is made for. `subject` is the selected country, region or institution."""

    kind: LayerKind
    segment: str
    horizon: str
    focus: str
    subject: str | None = None
    shows_institutions: bool = True
    arcs: ArcKind | None = None
    shows_names: bool = True
    strong_outlines: bool = False
    text_scale: float = 1.0
    hidden_types: frozenset[str] = frozenset()
    """Types of institutions that are left out."""
    group: ShareGroup | None = None
    """What a world share layer counts; None for the segment's first group."""
    compared: tuple[str, ...] = ()
    """Places that are compared; with two or more of them nothing is selected."""
    classes: frozenset[str] = frozenset()
    """The classes of the legend whose places are shown; empty shows all."""
    projection: MapProjection = MapProjection.WORLD


class SceneSource:
    """Remembers the last scene, so that a change of the selection alone does not ask for the layer again."""

    def __init__(self) -> None:
        self._layer_key: tuple[object, ...] = ()
        self._points_key: tuple[object, ...] = ()
        self._points: tuple[InstitutionPoint, ...] = ()
        self._clusters: ClusterPyramid | None = None
        self._arcs_key: tuple[object, ...] = ()
        self._arcs: Arcs | None = None
        self._scene: MapScene | None = None

    def scene(self, dataset: Dataset, names: PlaceNames, tokens: Tokens, wish: SceneWish) -> MapScene:
        """The scene of a wish."""
        self._gather_institutions(dataset, wish)
        view = (wish.kind, wish.segment, wish.horizon, wish.focus)
        parts = (*(str(part) for part in wish.group or ()), *sorted(wish.classes))
        layer_key = (dataset, tokens.name, *view, *parts)
        if self._scene is None or not _same(layer_key, self._layer_key):
            layer = layer_of(
                dataset,
                wish.kind,
                segment=wish.segment,
                horizon=wish.horizon,
                focus=wish.focus,
                group=wish.group,
            )._replace(only=wish.classes)
            self._scene = MapScene(tokens, layer, styles_of(layer, tokens), names)
            self._layer_key = layer_key
        subject = None if wish.compared else wish.subject
        is_institution = subject is not None and subject in dataset.institutions
        return replace(
            self._scene,
            names=names,
            projection=wish.projection,
            focus=outlined_countries(dataset, wish.focus),
            selected=outlined_countries(dataset, subject),
            selected_institution=subject if is_institution else None,
            compared=compared_in(dataset, wish.compared),
            institutions=self._points if wish.shows_institutions else (),
            clusters=self._clusters if wish.shows_institutions else None,
            arcs=self._arcs_of(dataset, wish),
            shows_names=wish.shows_names,
            strong_outlines=wish.strong_outlines,
            text_scale=wish.text_scale,
            not_scored=unlisted_style(self._scene.layer, tokens),
        )

    def _arcs_of(self, dataset: Dataset, wish: SceneWish) -> Arcs | None:
        if wish.arcs is None:
            return None
        key = (dataset, wish.arcs.value, wish.segment, wish.focus, wish.projection)
        if not _same(key, self._arcs_key):
            self._arcs_key = key
            found = find_arcs(dataset, wish.arcs, segment=wish.segment, focus=wish.focus)
            self._arcs = _arcs_on(wish.projection, found)
        return self._arcs

    def _gather_institutions(self, dataset: Dataset, wish: SceneWish) -> None:
        # The segments count by what lies beneath them: another weight moves no institution.
        key = (
            dataset.institutions,
            " ".join(sorted(segments_below(dataset, wish.segment))),
            wish.projection,
            *sorted(wish.hidden_types),
        )
        if not _same(key, self._points_key):
            self._points_key = key
            self._points = institution_points(dataset, wish.segment, wish.hidden_types, wish.projection)
            self._clusters = ClusterPyramid(
                [(point.x, point.y) for point in self._points], [point.country for point in self._points]
            )


def _arcs_on(projection: MapProjection, arcs: Arcs) -> Arcs:
    """The lines on another map; a pair of which nothing is on it counts among those not drawn."""
    if projection is MapProjection.WORLD:
        return arcs
    moved = (replace(arc, lines=carried_lines(projection, arc.lines)) for arc in arcs.shown)
    shown = tuple(arc for arc in moved if arc.lines)
    return arcs._replace(shown=shown, more=arcs.more + len(arcs.shown) - len(shown))


def scored_rect(scene: MapScene, atlas: Atlas) -> QRectF:
    """What the home view shows: Europe on its own map, else the box around all scored places.

    Of the world the largest parts of places count, and all of it where few are scored.
    """
    if scene.projection is MapProjection.EUROPE:
        return EUROPE
    box = QRectF()
    values = scene.layer.values.values()
    scored = [place.code for place in values if place.class_index is not None and place.code in atlas.anchors]
    for code in scored if len(scored) >= FEWEST_TO_FIT else atlas.anchors:
        box = box.united(atlas.anchors[code].largest)
    return box.marginsAdded(QMarginsF(*(box.width() * ROOM_AROUND,) * 4))


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether two keys name the very same tables; comparing their contents would cost more than it saves."""
    return len(one) == len(other) and all(
        first is second or (isinstance(first, str) and first == second)
        for first, second in zip(one, other, strict=True)
    )
