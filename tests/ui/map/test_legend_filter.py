"""Filtering the map by its legend, as somebody with a mouse and somebody without one does it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chipmap.model.edits.scores import set_level
from chipmap.model.geography.class_filter import DOTTED, NOT_APPLICABLE, NOTHING
from chipmap.model.geography.layers import LayerKind
from chipmap.model.labels import Label
from chipmap.ui.map.export import draw_scene, write_scene
from chipmap.ui.map.legend_buttons import ClassButton
from chipmap.ui.pages.map_page import MapPage
from tests.ui.map.conftest import SEGMENT, colours_around, place_pixel, settle

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def class_button(page: MapPage, key: str) -> ClassButton:
    return next(one for one in page.legend.buttons.classes if one.key == key and one.isVisible())


def click(page: MapPage, key: str, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.mouseClick(class_button(page, key), LEFT, modifiers)
    QApplication.processEvents()


def scored(page: MapPage) -> set[str]:
    return {code for code, style in page.canvas.scene.styles.items() if style.is_scored}


def test_a_click_on_a_class_leaves_only_its_places(page):
    click(page, "4")

    assert scored(page) == {"MYS", "JPN"}
    assert page.subtitle.text() == "Only places at level 4: 2 places"


def test_a_second_click_shows_everything_again(page):
    before = scored(page)
    click(page, "4")
    click(page, "4")

    assert scored(page) == before
    assert not page.legend.buttons.show_all.isVisible()


def test_control_adds_and_shift_reaches(page, selection):
    click(page, "5")
    click(page, "0", CONTROL)
    assert scored(page) == {"CHN", "AUS"}

    click(page, "3", SHIFT)
    assert selection.view.classes == {"0", "3", "4", "5"}
    click(page, "0", CONTROL)
    assert "AUS" not in scored(page)


@pytest.mark.parametrize(
    ("key", "left", "gone"),
    [(NOTHING, "KEN", "MYS"), (NOT_APPLICABLE, "BRA", "KEN"), (DOTTED, "DEU", "FRA")],
)
def test_patterns_filter_as_colours_do(page, key, left, gone):
    click(page, key)

    assert not page.canvas.scene.style(left).is_faded
    assert page.canvas.scene.style(gone).is_faded


def test_what_is_left_out_is_plain_land_without_name_and_circle(page, qtbot):
    click(page, "1")
    settle(qtbot, page.canvas)

    drawn = page.canvas.drawn()
    assert {label.code for label in drawn.labels} <= {"CAN", "ZAF", "NGA"}
    assert "SGP" not in {marker.code for marker in drawn.markers}
    land = QColor(page.canvas.scene.tokens.land).name().upper()
    assert colours_around(page.canvas, "CHN") == {land}


def test_the_keyboard_filters_too(page, selection):
    first = class_button(page, "0")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert selection.view.classes == {"4"}
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space, CONTROL)
    assert selection.view.classes == {"4", "5"}
    assert QApplication.focusWidget() is class_button(page, "5")

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert selection.view.classes == frozenset()


def test_escape_on_the_map_ends_the_filter_before_the_selection(page, selection):
    selection.choose(subject="MYS", classes=frozenset({"4"}))

    QTest.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert (selection.view.classes, selection.view.subject) == (frozenset(), "MYS")
    QTest.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert selection.view.subject is None


def test_show_all_ends_the_filter_and_keeps_the_focus_in_the_legend(page, selection):
    click(page, "4")
    page.legend.buttons.show_all.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.legend.buttons.show_all, Qt.Key.Key_Space)

    assert selection.view.classes == frozenset()
    assert isinstance(QApplication.focusWidget(), ClassButton)


def test_the_filter_survives_another_score_and_another_segment_but_not_another_layer(page, selection, bridge):
    click(page, "4")
    changes = set_level(bridge.dataset, subject="KEN", segment=SEGMENT, level=4)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)
    assert scored(page) == {"MYS", "JPN", "KEN"}

    selection.choose(segment="fab")
    assert selection.view.classes == {"4"}
    selection.choose(layer=LayerKind.NEED)
    assert selection.view.classes == frozenset()


def test_going_back_brings_the_filter_back(page, selection):
    click(page, "4")
    click(page, "4")
    selection.go_back()

    assert selection.view.classes == {"4"}
    assert class_button(page, "4").isChecked()


def test_a_screen_reader_hears_what_is_left(page):
    click(page, "4")

    assert page.canvas.accessibleDescription() == "Only places at level 4: 2 places"
    assert class_button(page, "4").accessibleName() == "4 Strong, shown alone"
    assert class_button(page, "3").accessibleName() == "3 Established, left out"


def test_the_table_has_the_same_places_and_says_so(page, selection, qtbot):
    click(page, "4")
    selection.choose(as_table=True)
    table = page.table_side.table

    names = {table.rows.model().index(row, 0).data() for row in range(table.rows.model().rowCount())}
    assert names == {"Malaysia", "Japan"}
    assert table.count.text() == "2 places, filtered by the legend"
    assert page.subtitle.text() == "Only places at level 4: 2 places"
    QTest.mouseClick(table.show_all, LEFT)
    assert table.rows.model().rowCount() == len(page.canvas.scene.layer.values)


def test_escape_in_the_table_ends_the_filter_first(page, selection):
    selection.choose(subject="MYS", classes=frozenset({"4"}), as_table=True)

    QTest.keyClick(page.table_side.table.rows, Qt.Key.Key_Escape)

    assert (selection.view.classes, selection.view.subject) == (frozenset(), "MYS")


def test_a_picture_says_the_filter_in_words_and_pales_the_other_classes(page, bridge, tmp_path):
    plain = draw_scene(bridge.dataset, page.canvas.scene, size=(1200, 750))
    click(page, "4")
    filtered = draw_scene(bridge.dataset, page.canvas.scene, size=(1200, 750))
    beside = write_scene(bridge.dataset, page.canvas.scene, tmp_path / "map.svg")

    strongest = QColor(page.canvas.scene.tokens.capability[5]).rgb()
    assert _count(plain, strongest) > 100
    assert _count(filtered, strongest) == 0
    assert "Only places at level 4: 2 places" in beside.read_text()
    assert "Only places at level 4: 2 places" in (tmp_path / "map.svg").read_text()


def test_the_home_view_stays_that_of_all_scored_places(page):
    home = page.canvas.home()
    click(page, "4")
    page.canvas.go_home()

    assert page.canvas.viewport == home


def test_a_faded_place_can_still_be_chosen(page, selection, qtbot):
    click(page, "4")
    settle(qtbot, page.canvas)

    QTest.mouseClick(page.canvas, LEFT, pos=place_pixel(page.canvas, "CHN"))

    assert selection.view.subject == "CHN"


def _count(image, rgb: int) -> int:
    pixels = memoryview(image.constBits()).cast("I")
    return sum(1 for pixel in pixels if pixel == rgb)
