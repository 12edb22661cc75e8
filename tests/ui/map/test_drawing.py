"""What the map draws: outlines, circles, names, and no land where there is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from pytestqt.qtbot import QtBot

from chipmap.model.edits.scores import set_level
from chipmap.model.geography.places import load_places
from chipmap.model.geography.projection import project
from chipmap.model.labels import Label
from chipmap.ui import theme
from chipmap.ui.map.atlas import outline_level, outline_parts, the_atlas
from chipmap.ui.map.drawing import Drawing
from chipmap.ui.map.hit_test import place_index
from chipmap.ui.map.painting import mixed
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.tokens import LIGHT
from tests.ui.map.conftest import EU27, SEGMENT, place_pixel, settle

LEVELS = (0, 1, 2, 3)


def edges_of(path) -> list[frozenset[tuple[float, float]]]:
    """The edges of a path, whichever way they are walked."""
    edges = []
    for polygon in path.toSubpathPolygons():
        points = [(point.x(), point.y()) for point in polygon.toList()]
        edges += [frozenset(edge) for edge in pairwise(points)]
    return edges


@pytest.mark.parametrize("level", LEVELS)
def test_the_outline_of_a_region_has_no_borders_inside_it(qapp, level):
    members = frozenset(EU27)
    inner = [
        edge
        for line in outline_level(level).lines
        if line.border.code_a in members and line.border.code_b in members
        for edge in edges_of(line.path)
    ]

    outline = {edge for part in outline_parts(level, members) for edge in edges_of(part.path)}

    assert len(inner) > 30
    assert outline.isdisjoint(inner)


def test_the_outline_of_the_focus_region_is_drawn_around_it_only(canvas, qtbot: QtBot):
    canvas.show_names(False)
    germany, poland = load_places()["DEU"], load_places()["POL"]
    canvas.look_at(Viewport(germany.anchor[0], germany.anchor[1], 4_000.0, canvas.width(), canvas.height()))
    settle(qtbot, canvas)
    image = canvas.grab().toImage()

    def darkest_along(first: str, second: str) -> int:
        line = next(
            line
            for line in outline_level(1).lines
            if {line.border.code_a, line.border.code_b} == {first, second}
        )
        middles = [line.path.pointAtPercent(part) for part in (0.4, 0.5, 0.6)]
        pixels = [canvas.viewport.to_screen(middle.x(), middle.y()).toPoint() for middle in middles]
        return min(image.pixelColor(pixel).lightness() for pixel in pixels if image.rect().contains(pixel))

    assert poland.code in canvas.scene.focus
    assert darkest_along("DEU", "POL") > 120
    assert darkest_along("CHE", "DEU") < 90


@pytest.mark.parametrize("level", LEVELS)
def test_no_land_streaks_across_the_pacific(qapp, level):
    open_sea = [
        QPointF(*project(longitude, latitude))
        for longitude in range(-166, -126, 4)
        for latitude in (-52, -40, 28, 36, 44)
    ]
    beyond_the_cut = [QPointF(*project(longitude, 44)) for longitude in (172, 176, 180, 184, 188)]

    assert {place_index(level).place_at(point) for point in open_sea + beyond_the_cut} == {None}


def test_no_land_is_painted_across_the_pacific(canvas):
    view = Viewport(0.0, 0.0, 30_000.0, 1200, 620)
    canvas.backdrop.renew_at_once(_wish_at(canvas, view))
    picture = canvas.backdrop.finished
    image = picture.pixmap.toImage()

    row = [
        image.pixelColor(picture.viewport.to_screen(*project(longitude, latitude)).toPoint()).name().upper()
        for longitude in range(-166, -127, 3)
        for latitude in (29.0, 37.0, 44.0)
    ]

    assert set(row) <= {LIGHT.water, mixed(LIGHT.water, LIGHT.graticule, 0.7).name().upper()}


def test_small_scored_places_have_a_circle_until_they_are_large_enough(canvas, qtbot: QtBot):
    def marked() -> set[str]:
        return {marker.code for marker in canvas.drawn().markers}

    at_world = marked()
    anchor = load_places()["SGP"].anchor
    canvas.look_at(Viewport(*anchor, 700.0, canvas.width(), canvas.height()))
    settle(qtbot, canvas)

    assert "SGP" in at_world
    assert "MCO" not in at_world
    assert "SGP" not in marked()


def test_a_place_with_a_circle_hides_its_institutions_beneath_it(canvas, bridge, qtbot: QtBot):
    changes = set_level(bridge.dataset, subject="LUX", segment=SEGMENT, level=2)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)
    settle(qtbot, canvas)

    assert "LUX" in {marker.code for marker in canvas.drawn().markers}
    assert all(member.country != "LUX" for mark in canvas.drawn().institutions for member in mark.members)


def test_names_keep_clear_of_each_other_and_of_everything_that_lies_on_the_map(
    canvas, page, selection, qtbot
):
    selection.choose(subject="MYS")
    settle(qtbot, canvas)
    picture = canvas.backdrop.finished.viewport
    corner = canvas.viewport.to_map(0.0, 0.0)
    offset = picture.to_screen(corner.x(), corner.y())
    boxes = [label.box.translated(-offset) for label in canvas.drawn().labels]
    view = QRectF(canvas.rect())
    shown = [box for box in boxes if box.intersects(view)]

    assert len(shown) > 5
    for position, box in enumerate(shown):
        assert view.contains(box)
        assert not any(box.intersects(card) for card in canvas.obstacles())
        assert not any(box.intersects(other) for other in shown[:position])


def test_the_selected_the_highest_and_the_lowest_are_named(canvas, selection, qtbot: QtBot):
    selection.choose(subject="MYS")
    settle(qtbot, canvas)

    named = {label.code: label.text for label in canvas.drawn().labels}

    assert named["MYS"] == "Malaysia 4"
    assert named["CHN"] == "China 5"
    assert named["AUS"] == "Australia 0"
    assert len(named) <= 11


def test_members_of_the_focus_region_are_named_when_the_map_is_close(canvas, qtbot: QtBot):
    home_names = {label.code for label in canvas.drawn().labels}
    anchor = load_places()["AUT"].anchor
    canvas.look_at(Viewport(*anchor, 3_000.0, canvas.width(), canvas.height()))
    settle(qtbot, canvas)

    close_names = {label.code for label in canvas.drawn().labels}

    assert "AUT" not in home_names
    assert {"AUT", "ITA", "CZE"} <= close_names


def test_strong_outlines_darken_the_coasts(canvas, qtbot: QtBot):
    australia = load_places()["AUS"]
    canvas.look_at(Viewport(*australia.anchor, 6_000.0, canvas.width(), canvas.height()))
    settle(qtbot, canvas)
    plain = canvas.backdrop.finished.pixmap.toImage()
    theme.current().use(strong_outlines=True)
    settle(qtbot, canvas)
    strong = canvas.backdrop.finished.pixmap.toImage()
    theme.current().use(strong_outlines=False)

    assert _contrast_of_coasts(strong) > 1.3 * _contrast_of_coasts(plain)


def test_another_focus_region_is_outlined_at_once(canvas, selection, qtbot: QtBot):
    anchor = load_places()["FRA"].anchor
    canvas.look_at(Viewport(*anchor, 5_000.0, canvas.width(), canvas.height()))
    settle(qtbot, canvas)
    european = canvas.backdrop.finished.pixmap.toImage()

    selection.choose(focus="FRA")
    settle(qtbot, canvas)

    assert canvas.backdrop.finished.pixmap.toImage() != european
    assert canvas.scene.focus == {"FRA"}


def test_a_picture_can_be_given_up_half_way(canvas):
    drawing = Drawing(canvas.wish(), the_atlas(), canvas.viewport)
    for _ in range(20):
        assert drawing.step() is None

    drawing.close()

    assert canvas.hit(QPointF(place_pixel(canvas, "CHN"))).country == "CHN"


def _contrast_of_coasts(image) -> int:
    """How dark the edges in a picture are, summed over its pixels."""
    water = image.pixelColor(2, 2).lightness()
    lightnesses = (
        image.pixelColor(x, y).lightness()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
    return sum(water - lightness for lightness in lightnesses if 100 < lightness < water - 12)


def _wish_at(canvas, view):
    canvas.show_names(False)
    canvas.show_institutions(False)
    return replace(canvas.wish(), viewport=view, obstacles=())
