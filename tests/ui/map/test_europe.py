"""The map of Europe does everything that the map of the world does."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from chipmap.model.dataset import Dataset
from chipmap.model.geography import laea
from chipmap.model.geography.arcs import ArcKind
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.places import load_positions
from chipmap.ui.map.atlas import outline_level, the_atlas
from chipmap.ui.map.export import render_map
from chipmap.ui.map.hit_test import place_index
from chipmap.ui.map.outlines import read_borders
from chipmap.ui.pages.map_page import MapPage
from chipmap.ui.selection import Selection, View
from tests.builders import a_collaboration, an_institution
from tests.ui.map.conftest import EU27, SEGMENT, a_world, settle

LEFT = Qt.MouseButton.LeftButton
EUROPE = MapProjection.EUROPE
LEVELS = (10, 11, 12)
CITIES = {
    "FRA": (2.35, 48.86),
    "DEU": (13.4, 52.5),
    "UKR": (34.1, 44.95),
    "XKX": (21.1, 42.6),
    "TWN": (121.0, 24.0),
    "ESH": (-13.0, 24.5),
    "USA": (-100.0, 40.0),
    "CYP": (33.4, 35.3),
}
"""Simferopol is in Ukraine, and Nicosia's north in Cyprus, as the boundary policy says."""


@pytest.fixture
def world() -> Dataset:
    return a_world(
        an_institution("lab-leuven", "BEL", latitude=50.88, longitude=4.7, segments=(SEGMENT,)),
        an_institution("lab-sydney", "AUS", latitude=-33.9, longitude=151.2, segments=(SEGMENT,)),
        a_collaboration("c1", partners=("DEU", "TWN"), segments=(SEGMENT,)),
        a_collaboration("c2", partners=("DEU", "AUS"), segments=(SEGMENT,)),
    )


@pytest.fixture
def europe(page, selection, qtbot):
    selection.turn_map()
    settle(qtbot, page.canvas)
    return page


def pixel_of(canvas, code: str) -> QPoint:
    return canvas.viewport.to_screen(*load_positions(EUROPE)[code].anchor).toPoint()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("code", CITIES)
def test_every_place_lies_where_its_degrees_say(level, code):
    at = laea.project(*CITIES[code])
    assert at is not None

    assert place_index(level).place_at(QPointF(*at)) == code


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_lies_beyond_the_horizon_and_nothing_is_smeared(level):
    shapes = outline_level(level)
    reach = laea.HORIZON_M + 1.0

    for code, box in shapes.bounds.items():
        assert QRectF(-reach, -reach, 2 * reach, 2 * reach).contains(box), code
    assert "ATA" not in shapes.places
    assert not {"NZL", "FJI"} & shapes.places.keys()
    assert set(EU27) <= shapes.places.keys()


@pytest.mark.parametrize("level", LEVELS)
def test_lines_that_are_not_settled_are_dashed_here_too(level):
    dashed = {(line.code_a, line.code_b) for line in read_borders(level) if line.dashed}

    assert {("CYP", "CYP"), ("SOM", "SOM"), ("CHN", "IND"), ("IND", "PAK")} <= dashed
    assert ("DEU", "FRA") not in dashed


def test_areas_are_those_of_the_world_map():
    boxes = outline_level(10).places["DEU"].toSubpathPolygons()
    area = abs(sum(_area(polygon) for polygon in boxes)) / 1e12

    assert area == pytest.approx(0.357, rel=0.02)


def test_the_button_turns_to_europe_and_back(page, selection, qtbot):
    QTest.mouseClick(page.europe_button, LEFT)
    settle(qtbot, page.canvas)
    assert page.canvas.scene.projection is EUROPE
    assert page.europe_button.isChecked()
    assert page.europe_button.accessibleName() == "Show the world (Ctrl+Shift+E)"

    QTest.mouseClick(page.europe_button, LEFT)
    assert selection.view.projection is MapProjection.WORLD


def test_home_shows_europe_clear_of_title_and_edge(europe):
    canvas = europe.canvas
    room = QRectF(0, europe._top, canvas.width(), canvas.height() - europe._top)

    for code in ("PRT", "FIN", "CYP", "IRL", "ROU"):
        assert room.contains(QPointF(pixel_of(canvas, code)))


def test_a_click_chooses_the_place_under_the_pointer(europe, selection):
    QTest.mouseClick(europe.canvas, LEFT, pos=pixel_of(europe.canvas, "POL"))

    assert selection.view.subject == "POL"


def test_the_arrow_keys_go_to_the_neighbour_on_this_map(europe, selection):
    selection.choose(subject="DEU")
    QTest.keyClick(europe.canvas, Qt.Key.Key_Right)

    assert europe.canvas.cursor_place in {"POL", "CZE"}


def test_institutions_lie_in_their_cities_and_those_beyond_are_left_out(europe):
    points = {point.id: point for point in europe.canvas.scene.institutions}

    assert "lab-sydney" not in points
    assert (points["lab-leuven"].x, points["lab-leuven"].y) == pytest.approx(laea.project(4.7, 50.88))
    assert any(mark.members.has("lab-leuven") for mark in europe.canvas.drawn().institutions)


def test_lines_end_in_the_middle_of_their_places(europe):
    europe.canvas.show_arcs(ArcKind.COLLABORATIONS)

    arcs = {arc.far: arc for arc in europe.canvas.scene.arcs.shown}
    start, end = arcs["TWN"].lines[0][0], arcs["TWN"].lines[-1][-1]
    assert start == pytest.approx(load_positions(EUROPE)["DEU"].anchor, abs=2.0)
    assert end == pytest.approx(load_positions(EUROPE)["TWN"].anchor, abs=2.0)
    assert math.hypot(*arcs["AUS"].lines[-1][-1]) < laea.HORIZON_M


def test_a_dragged_institution_lands_at_the_degrees_under_the_pointer(europe):
    at = europe.canvas.viewport.to_screen(*laea.project(13.4, 52.5))

    latitude, longitude = europe.institution_editing.position_at(at)

    assert (latitude, longitude) == pytest.approx((52.5, 13.4), abs=0.01)
    assert europe.institution_editing.country_at(at) == "DEU"


def test_one_cannot_leave_the_map(europe):
    canvas = europe.canvas
    canvas.look_at(canvas.viewport.panned(-1e6, 0.0))
    assert canvas.viewport.x <= laea.HORIZON_M + 1.0

    for _step in range(20):
        canvas.zoom_at(1.6, QPointF(400.0, 400.0))
    assert canvas.viewport.metres_per_px > 200.0


def test_going_back_leads_from_europe_to_the_part_of_the_world_before(page, selection, qtbot):
    canvas = page.canvas
    canvas.zoom_at(4.0, QPointF(500.0, 400.0))
    page.view_memory.rest()
    before = canvas.viewport

    selection.turn_map()
    assert canvas.is_at_home
    canvas.zoom_at(2.0, QPointF(500.0, 400.0))
    selection.go_back()

    assert canvas.scene.projection is MapProjection.WORLD
    assert canvas.goal == before
    settle(qtbot, canvas)


def test_two_horizons_can_be_compared_on_this_map(europe, selection, qtbot):
    selection.choose(compared="2030")
    settle(qtbot, europe.canvas)
    qtbot.waitUntil(lambda: not europe.comparison.is_drawing, timeout=10_000)

    assert europe.canvas.later_scene.projection is EUROPE
    later = europe.comparison.parts.half.backdrop.finished
    assert later is None or later.wish.scene.projection is EUROPE


def test_a_filter_of_the_legend_holds_on_both_maps(europe, selection):
    selection.choose(classes=frozenset({"2"}))
    selection.turn_map()

    assert selection.view.classes == {"2"}


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_picture_of_europe_names_its_projection(world, tmp_path, suffix):
    beside = render_map(
        world,
        tmp_path / f"europe{suffix}",
        layer=LayerKind.CAPABILITY,
        segment=SEGMENT,
        horizon="now",
        focus="EU27",
        projection=EUROPE,
    )

    words = beside.read_text(encoding="utf-8")
    assert words.startswith("Map of Europe. ")
    assert "ETRS89-LAEA (EPSG:3035)" in words
    assert "Kosovo" in words
    assert (tmp_path / f"europe{suffix}").stat().st_size > 10_000


def test_the_first_map_is_the_world_and_loads_nothing_of_europe(page):
    assert page.canvas.scene.projection is MapProjection.WORLD
    assert the_atlas().projection is MapProjection.WORLD


def _area(polygon) -> float:
    points = [polygon.at(index) for index in range(polygon.count())]
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(one.x() * other.y() - other.x() * one.y() for one, other in pairs) / 2.0


def test_a_page_that_begins_with_the_map_of_europe_shows_europe(bridge, qtbot):
    page = MapPage(bridge, Selection(View("EU27", SEGMENT, LayerKind.CAPABILITY, projection=EUROPE)))
    qtbot.addWidget(page)
    page.resize(1200, 820)
    page.show()
    settle(qtbot, page.canvas)

    assert {"FRA", "POL", "DEU"} <= {label.code for label in page.canvas.drawn().labels}
