"""Choosing places to compare on the map, by the real mouse with Ctrl and by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from chipmap.model.geography.places import load_places
from chipmap.model.geography.projection import project
from chipmap.ui import theme
from chipmap.ui.map.compared_marks import STROKES
from chipmap.ui.map.export import write_scene
from chipmap.ui.map.viewport import Viewport
from tests.ui.map.conftest import place_pixel, settle

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def told(page) -> list[str]:
    heard: list[str] = []
    page.place_comparing.told.connect(heard.append)
    return heard


def dark_pixels(canvas) -> int:
    """How many pixels have the ink of outlines and letters."""
    image, ink = canvas.grab().toImage(), QColor(theme.current().tokens.outline).rgb()
    return sum(image.pixel(x, y) == ink for x in range(image.width()) for y in range(image.height()))


def click(canvas, code: str, modifier=CONTROL) -> None:
    QTest.mouseClick(canvas, LEFT, modifier, place_pixel(canvas, code))


def test_ctrl_click_compares_and_a_plain_click_goes_back_to_one_place(canvas, selection):
    click(canvas, "BRA", PLAIN)
    click(canvas, "CHN")
    click(canvas, "USA")

    assert selection.view.compared_places == ("BRA", "CHN", "USA")
    assert selection.view.subject == "BRA"

    click(canvas, "AUS", PLAIN)
    assert (selection.view.subject, selection.view.compared_places) == ("AUS", ())


def test_the_first_ctrl_click_says_how_to_go_on(canvas, selection, told):
    click(canvas, "CHN")

    assert (selection.view.subject, selection.view.compared_places) == ("CHN", ())
    assert "Ctrl+click another place" in told[0]


def test_a_fifth_place_is_refused_kindly(canvas, selection, told):
    for code in ("BRA", "CHN", "USA", "AUS", "CAN"):
        click(canvas, code)

    assert selection.view.compared_places == ("BRA", "CHN", "USA", "AUS")
    assert told[-1].startswith("Four places are the most that can be compared.")
    assert canvas.accessibleDescription() == told[-1]


def test_ctrl_click_on_a_compared_place_takes_it_out(canvas, selection):
    for code in ("BRA", "CHN", "USA", "CHN"):
        click(canvas, code)

    assert selection.view.compared_places == ("BRA", "USA")


def test_ctrl_click_on_the_sea_changes_nothing(canvas, selection):
    click(canvas, "BRA")
    click(canvas, "CHN")
    before = selection.view

    QTest.mouseClick(canvas, LEFT, CONTROL, canvas.viewport.to_screen(*project(-35.0, 0.0)).toPoint())

    assert selection.view == before


def test_a_press_with_ctrl_that_moves_away_compares_nothing(canvas, selection):
    at = place_pixel(canvas, "BRA")
    view = canvas.viewport
    QTest.mousePress(canvas, LEFT, CONTROL, at)
    QTest.mouseMove(canvas, at + QPoint(60, 0))
    QTest.mouseRelease(canvas, LEFT, CONTROL, at + QPoint(60, 0))

    assert selection.view.subject is None
    assert canvas.viewport == view


def test_two_quick_ctrl_clicks_on_one_place_take_it_in_and_out_without_zooming(canvas, selection):
    click(canvas, "BRA")
    click(canvas, "CHN")
    view = canvas.viewport
    QTest.mouseDClick(canvas, LEFT, CONTROL, place_pixel(canvas, "USA"))

    assert canvas.viewport == view
    assert set(selection.view.compared_places) >= {"BRA", "CHN"}


def test_an_institution_is_compared_by_its_symbol(canvas, selection, qtbot):
    selection.choose(subject="USA")
    canvas.look_at(Viewport(*load_places()["NGA"].anchor, 4_000.0, canvas.width(), canvas.height()))
    settle(qtbot, canvas)

    QTest.mouseClick(canvas, LEFT, CONTROL, canvas.viewport.to_screen(*project(3.4, 6.5)).toPoint())

    assert selection.view.compared_places == ("USA", "osat-lagos")


@pytest.mark.parametrize("key", [(Qt.Key.Key_Space, PLAIN), (Qt.Key.Key_Return, CONTROL)])
def test_the_keyboard_gathers_places_and_stays_where_it_is(canvas, selection, key):
    canvas.setFocus()
    reached = []
    for _place in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        reached.append(canvas.cursor_place)
        QTest.keyClick(canvas, *key)
        assert canvas.cursor_place == reached[-1]

    assert selection.view.compared_places == tuple(reached)
    assert "is C; 3 places are compared" in canvas.accessibleDescription()

    QTest.keyClick(canvas, *key)
    assert selection.view.compared_places == tuple(reached[:2])


def test_escape_ends_the_comparison_before_it_leaves_the_place(canvas, selection):
    click(canvas, "BRA")
    click(canvas, "CHN")

    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert (selection.view.subject, selection.view.compared_places) == ("BRA", ())

    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert selection.view.subject is None


def test_space_without_a_place_under_the_keyboard_does_nothing(canvas, selection):
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Space)

    assert selection.view.subject is None


def test_each_compared_place_is_named_and_carries_its_letter(canvas, selection, qtbot):
    for code in ("BRA", "CHN"):
        click(canvas, code)
    settle(qtbot, canvas)
    scene = canvas.scene

    assert [(place.letter, place.countries) for place in scene.compared] == [
        ("A", frozenset({"BRA"})),
        ("B", frozenset({"CHN"})),
    ]
    assert scene.selected == frozenset()
    labels = {label.code: label for label in canvas.drawn().labels}
    image = canvas.grab().toImage()
    disc = QColor(theme.current().tokens.outline)
    for code in ("BRA", "CHN"):
        label = labels[code]
        corner = canvas.backdrop.finished.viewport.to_map(label.left, label.top)
        at = canvas.viewport.to_screen(corner.x(), corner.y())
        row = [image.pixelColor(round(at.x()) + x, round(at.y() + label.height / 2)) for x in range(20)]
        assert sum(colour == disc for colour in row) > 5


def test_small_places_without_a_level_are_marked_while_they_are_compared(canvas, selection, qtbot):
    selection.choose(subject="MLT", compared_places=("MLT", "LUX"))
    settle(qtbot, canvas)

    assert {"MLT", "LUX"} <= {marker.code for marker in canvas.drawn().markers}


def test_ending_a_comparison_leaves_no_letter_on_the_map(canvas, selection, qtbot):
    canvas.show_names(False)
    settle(qtbot, canvas)
    before = dark_pixels(canvas)
    selection.choose(subject="BRA", compared_places=("BRA", "CHN"))
    settle(qtbot, canvas)
    assert dark_pixels(canvas) > before + 300

    selection.choose(subject=None)
    settle(qtbot, canvas)

    assert abs(dark_pixels(canvas) - before) < 20


def test_the_four_outlines_differ_without_any_hue():
    assert len(set(STROKES.values())) == len(STROKES) == 4


def test_a_picture_of_the_map_says_whom_the_letters_stand_for(canvas, selection, bridge, tmp_path, qtbot):
    selection.choose(subject="EU27", compared_places=("EU27", "CHN"))
    settle(qtbot, canvas)

    beside = write_scene(bridge.dataset, canvas.scene, tmp_path / "compared.svg", size=(1600, 1000))

    named = f"Compared: A {bridge.subject_name('EU27')}, B China."
    assert named in beside.read_text(encoding="utf-8")
    assert named in (tmp_path / "compared.svg").read_text(encoding="utf-8")


def test_a_compared_region_is_named_beside_its_letter(canvas, selection, qtbot):
    selection.choose(compared_places=("EU27", "CHN"))
    settle(qtbot, canvas)

    named = {label.code: label.text.strip() for label in canvas.drawn().labels}

    assert "EU" in named["EU27"]
    assert named["CHN"].startswith("China")
