"""The map under real mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chipmap.model.edits.scores import set_level
from chipmap.model.geography.layers import LayerKind
from chipmap.model.labels import Label
from chipmap.ui import theme
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.tokens import DARK, LIGHT
from tests.ui.map.conftest import SEGMENT, colours_around, place_pixel, settle

LEFT = Qt.MouseButton.LeftButton


def drag(canvas: MapCanvas, start: QPoint, by: QPoint) -> None:
    QTest.mousePress(canvas, LEFT, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(canvas, start + by * step / 4)
    QTest.mouseRelease(canvas, LEFT, pos=start + by)


def turn_wheel(canvas: MapCanvas, at: QPoint, notches: int) -> None:
    where, none = QPointF(at), Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        where,
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_clicking_malaysia_selects_it(canvas, selection):
    QTest.mouseClick(canvas, LEFT, pos=place_pixel(canvas, "MYS"))

    assert selection.view.subject == "MYS"


def test_clicking_the_ocean_selects_nothing(canvas, selection):
    selection.choose(subject="MYS")
    south_atlantic = canvas.viewport.to_screen(-2_600_000.0, 2_500_000.0).toPoint()

    QTest.mouseClick(canvas, LEFT, pos=south_atlantic)

    assert selection.view.subject is None


def test_singapore_is_clickable_at_world_zoom_although_it_is_smaller_than_a_pixel(canvas, selection):
    assert the_atlas().anchors["SGP"].extent_m / canvas.viewport.metres_per_px < 3

    QTest.mouseClick(canvas, LEFT, pos=place_pixel(canvas, "SGP") + QPoint(5, 5))

    assert selection.view.subject == "SGP"


def test_clicking_an_institution_selects_it(canvas, selection):
    (mark,) = canvas.drawn().institutions
    picture = canvas.backdrop.finished.viewport
    at = picture.to_map(mark.x, mark.y)

    QTest.mouseClick(canvas, LEFT, pos=canvas.viewport.to_screen(at.x(), at.y()).toPoint())

    assert selection.view.subject == "osat-lagos"


def test_dragging_moves_the_land_with_the_pointer(canvas, selection):
    start = place_pixel(canvas, "MYS")
    point = canvas.viewport.to_map(start.x(), start.y())

    drag(canvas, start, QPoint(-120, 40))

    moved = canvas.viewport.to_screen(point.x(), point.y())
    assert (moved - QPointF(start + QPoint(-120, 40))).manhattanLength() < 1e-6
    assert selection.view.subject is None


def test_the_wheel_zooms_about_the_pointer(canvas):
    at = place_pixel(canvas, "IND")
    before, scale = canvas.viewport.to_map(at.x(), at.y()), canvas.viewport.metres_per_px

    turn_wheel(canvas, at, 3)

    after = canvas.viewport.to_map(at.x(), at.y())
    assert canvas.viewport.metres_per_px == pytest.approx(scale / 1.25**3)
    assert after.x() == pytest.approx(before.x())
    assert after.y() == pytest.approx(before.y())


def test_a_double_click_zooms_in_about_the_pointer(canvas):
    at = place_pixel(canvas, "IND")
    before, scale = canvas.viewport.to_map(at.x(), at.y()), canvas.viewport.metres_per_px

    QTest.mouseDClick(canvas, LEFT, pos=at)

    after = canvas.viewport.to_map(at.x(), at.y())
    assert canvas.viewport.metres_per_px == pytest.approx(scale / 2)
    assert after.x() == pytest.approx(before.x())


def test_a_flight_takes_its_time_unless_motion_is_reduced(canvas, qtbot: QtBot):
    home = canvas.viewport
    theme.current().use(reduced_motion=False)
    canvas.zoom_by(2.0)
    under_way = canvas.viewport
    qtbot.waitUntil(
        lambda: canvas.viewport.metres_per_px == pytest.approx(home.metres_per_px / 2), timeout=5_000
    )
    theme.current().use(reduced_motion=True)

    assert under_way.metres_per_px > home.metres_per_px / 2


def test_zooming_stops_at_sixty_times_the_world(canvas):
    for _ in range(40):
        turn_wheel(canvas, place_pixel(canvas, "DEU"), 2)

    whole = max(34_487_926 / canvas.width(), 16_785_860 / canvas.height())
    assert canvas.viewport.metres_per_px == pytest.approx(whole / 60, rel=1e-3)


def test_plus_minus_and_home_zoom_by_keys(canvas):
    home = canvas.viewport

    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    closer = canvas.viewport
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    back = canvas.viewport
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    QTest.keyClick(canvas, Qt.Key.Key_Home)

    assert closer.metres_per_px < home.metres_per_px
    assert back.metres_per_px == pytest.approx(home.metres_per_px)
    assert canvas.viewport.metres_per_px == pytest.approx(home.metres_per_px)


def test_arrows_walk_to_the_neighbour_and_enter_selects_it(canvas, selection):
    selection.choose(subject="FRA")

    QTest.keyClick(canvas, Qt.Key.Key_Left)
    west_of_france = canvas.cursor_place
    QTest.keyClick(canvas, Qt.Key.Key_Return)

    assert west_of_france in {"ESP", "PRT", "IRL", "GBR", "GGY", "JEY"}
    assert selection.view.subject == west_of_france


def test_escape_clears_the_selection(canvas, selection):
    selection.choose(subject="FRA")

    QTest.keyClick(canvas, Qt.Key.Key_Escape)

    assert selection.view.subject is None


def test_an_arrow_tells_the_screen_reader_where_it_has_led(canvas, selection):
    selection.choose(subject="THA")

    QTest.keyClick(canvas, Qt.Key.Key_Down)

    name = canvas.scene.names.name(canvas.cursor_place)
    assert canvas.accessibleDescription().startswith(f"{name}, Packaging, ")


def test_hovering_says_name_level_and_why_a_place_is_dotted(canvas, qtbot: QtBot):
    turn_wheel(canvas, place_pixel(canvas, "DEU"), 4)
    settle(qtbot, canvas)

    QTest.mouseMove(canvas, place_pixel(canvas, "DEU"))

    text = canvas.hovered_text
    assert text is not None
    assert (text.name, text.value) == ("Germany", "2 Emerging")
    assert "Dotted: scored without evidence" in text.lines


def test_hovering_a_gap_says_whose_need_it_is_held_against(canvas, selection, qtbot: QtBot):
    selection.choose(layer=LayerKind.NEED)
    settle(qtbot, canvas)

    QTest.mouseMove(canvas, place_pixel(canvas, "CHN"))

    text = canvas.hovered_text
    assert text is not None
    assert text.value == "+1, above need"
    assert text.lines[0] == "Level 5, need of EU-27 for 2030: 4"


def test_a_lower_bound_makes_no_gap_and_the_card_says_so(canvas, selection, qtbot: QtBot):
    selection.choose(layer=LayerKind.NEED)
    canvas.show_institutions(False)
    settle(qtbot, canvas)

    QTest.mouseMove(canvas, place_pixel(canvas, "NGA"))

    text = canvas.hovered_text
    assert text is not None
    assert text.value == "No gap: only a lower bound is known"
    assert text.lines[0].startswith("At least 1, need of EU-27 for 2030: 4")


def test_a_new_level_recolours_the_place(canvas, bridge, qtbot: QtBot):
    turn_wheel(canvas, place_pixel(canvas, "FRA"), 6)
    before = colours_around(canvas, "FRA")

    changes = set_level(bridge.dataset, subject="FRA", segment=SEGMENT, level=5)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)
    settle(qtbot, canvas)

    assert before == {LIGHT.capability[2].upper()}
    assert colours_around(canvas, "FRA") == {LIGHT.capability[5].upper()}


def test_the_first_frame_after_an_edit_shows_the_new_colour(canvas, bridge):
    canvas.show_names(False)
    canvas.backdrop.renew_at_once(canvas.wish())

    changes = set_level(bridge.dataset, subject="MYS", segment=SEGMENT, level=1)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)

    assert canvas.backdrop.is_busy
    at = place_pixel(canvas, "MYS")
    assert QColor(canvas.grab().toImage().pixel(at)).name().upper() == LIGHT.capability[1].upper()


def test_drawing_only_what_changed_gives_the_picture_of_drawing_everything(canvas, bridge, qtbot: QtBot):
    changes = set_level(bridge.dataset, subject="CHN", segment=SEGMENT, level=1)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)
    settle(qtbot, canvas)
    partly = canvas.backdrop.finished.pixmap.toImage()

    canvas.backdrop.renew_at_once(canvas.wish())

    wholly = canvas.backdrop.finished.pixmap.toImage()
    pairs = zip(bytes(partly.constBits()), bytes(wholly.constBits()), strict=True)
    # The edges of shapes that the clip cuts may be rounded the other way.
    assert sum(abs(one - other) > 12 for one, other in pairs) < 100


def test_an_edit_undone_before_it_is_drawn_leaves_no_trace(canvas, bridge, qtbot: QtBot):
    before = canvas.backdrop.finished.pixmap.toImage()
    changes = set_level(bridge.dataset, subject="CHN", segment=SEGMENT, level=1)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)
    bridge.workspace.undo()
    settle(qtbot, canvas)

    after = canvas.backdrop.finished.pixmap.toImage()
    pairs = zip(bytes(before.constBits()), bytes(after.constBits()), strict=True)
    assert sum(abs(one - other) > 12 for one, other in pairs) < 100


def test_a_place_without_a_score_is_hatched(canvas, qtbot: QtBot):
    turn_wheel(canvas, place_pixel(canvas, "KAZ"), 6)
    settle(qtbot, canvas)

    colours = colours_around(canvas, "KAZ", reach=8)

    assert LIGHT.land in colours
    assert len(colours) > 3
    assert not colours & {colour.upper() for colour in LIGHT.capability}


def test_a_score_without_evidence_is_dotted_and_a_not_applicable_one_crossed(canvas, qtbot: QtBot):
    turn_wheel(canvas, place_pixel(canvas, "DEU"), 5)
    settle(qtbot, canvas)
    dotted = colours_around(canvas, "DEU", reach=8)
    canvas.go_home()
    crossed = colours_around(canvas, "BRA", reach=8)

    assert LIGHT.capability[2].upper() in dotted
    assert any(QColor(colour).lightness() < 130 for colour in dotted)
    assert LIGHT.land in crossed
    assert not crossed & {LIGHT.hatch, *LIGHT.capability}


def test_the_layer_the_segment_and_the_theme_change_the_colours(canvas, selection, qtbot: QtBot):
    capability = colours_around(canvas, "CHN")
    selection.choose(layer=LayerKind.NEED)
    against_need = colours_around(canvas, "CHN")
    selection.choose(segment="fab")
    other_segment = colours_around(canvas, "CHN")
    theme.current().use(mode="dark")
    dark = colours_around(canvas, "CHN")
    theme.current().use(mode="light")

    assert capability == {LIGHT.capability[5].upper()}
    assert against_need == {LIGHT.need[4].upper()}
    assert LIGHT.land in other_segment
    assert DARK.land in dark


def test_choosing_a_place_out_of_view_brings_it_into_view(canvas, selection):
    for _ in range(8):
        turn_wheel(canvas, place_pixel(canvas, "FRA"), 1)

    selection.choose(subject="AUS")

    assert canvas.rect().contains(place_pixel(canvas, "AUS"))


def test_a_hidden_canvas_catches_up_when_it_is_shown(canvas, page, bridge, qtbot: QtBot):
    page.hide()
    changes = set_level(bridge.dataset, subject="CHN", segment=SEGMENT, level=0)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)

    page.show()
    settle(qtbot, canvas)

    assert colours_around(canvas, "CHN") == {LIGHT.capability[0].upper()}


def test_the_view_returns_home_with_the_selection_it_was_moved_for(page, canvas, selection, qtbot):
    page.keep_clear(500)
    home = canvas.viewport
    selection.choose(subject="NZL")
    shown = canvas.viewport

    selection.choose(subject=None)

    assert shown != home
    assert canvas.viewport == home


def test_a_view_that_a_person_has_moved_stays_when_the_selection_goes(page, canvas, selection):
    page.keep_clear(500)
    selection.choose(subject="NZL")
    canvas.zoom_by(2.0)
    moved = canvas.viewport

    selection.choose(subject=None)

    assert canvas.viewport == moved


def test_a_place_that_is_found_is_brought_out_from_under_the_legend(page, canvas, selection):
    under, anchor = page._legend_rect().center(), the_atlas().anchors["KEN"]
    canvas.zoom_by(4.0)
    step = under - canvas.viewport.to_screen(anchor.x, anchor.y)
    canvas.look_at(canvas.viewport.panned(step.x(), step.y()))
    assert page._legend_rect().contains(canvas.viewport.to_screen(anchor.x, anchor.y))

    selection.choose(subject="KEN")

    assert not page._legend_rect().contains(canvas.viewport.to_screen(anchor.x, anchor.y))
