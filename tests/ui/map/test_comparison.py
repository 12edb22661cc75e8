"""Two horizons on one map: each side of the divider shows its own, and both are named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from chipmap.model.edits.scores import set_level
from chipmap.model.geography.layers import LayerKind
from chipmap.model.labels import Label
from chipmap.ui import theme
from tests.builders import a_score, some_evidence
from tests.ui.map.conftest import SEGMENT, a_world, place_pixel, settle

NOW_AND_2030 = {"BRA": (1, 5), "CHN": (2, 4)}
LEFT_OF_DIVIDER, RIGHT_OF_DIVIDER = "BRA", "CHN"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def world():
    cited = (some_evidence().id,)
    return a_world(
        *(
            a_score(None, code, SEGMENT, levels=(("now", now), ("2030", later)), evidence=cited)
            for code, (now, later) in NOW_AND_2030.items()
        )
    )


@pytest.fixture
def compared(page, selection, qtbot):
    """The page with now to the left and 2030 to the right, without names and institutions."""
    page.canvas.show_names(False)
    page.canvas.show_institutions(False)
    selection.choose(compared="2030")
    rest(qtbot, page)
    return page


def rest(qtbot, page) -> None:
    settle(qtbot, page.canvas)
    parts = page.comparison.parts
    if parts is not None:
        qtbot.waitUntil(lambda: not parts.half.backdrop.is_busy, timeout=10_000)


def colour_in(page, code: str) -> str:
    at = place_pixel(page.canvas, code)
    return QColor(page.canvas.grab().toImage().pixel(at)).name().upper()


def colours_of(code: str) -> tuple[str, str]:
    ramp = theme.current().tokens.capability
    return ramp[NOW_AND_2030[code][0]], ramp[NOW_AND_2030[code][1]]


def comparisons(page) -> dict:
    menu = page.layer_choice.more_button.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text().startswith("Compare")}


def test_nothing_is_compared_until_somebody_asks(page):
    assert page.comparison.parts is None
    assert page.canvas.later_scene is None


def test_left_of_the_divider_lies_now_and_right_of_it_the_later_horizon(compared):
    assert colour_in(compared, LEFT_OF_DIVIDER) == colours_of(LEFT_OF_DIVIDER)[0]
    assert colour_in(compared, RIGHT_OF_DIVIDER) == colours_of(RIGHT_OF_DIVIDER)[1]


def test_moving_the_divider_by_keys_changes_what_lies_beside_it(compared):
    handle = compared.comparison.parts.handle

    QTest.keyClick(handle, Qt.Key.Key_Home)
    all_later = [colour_in(compared, code) for code in NOW_AND_2030]
    QTest.keyClick(handle, Qt.Key.Key_End)
    all_now = [colour_in(compared, code) for code in NOW_AND_2030]

    assert all_later == [colours_of(code)[1] for code in NOW_AND_2030]
    assert all_now == [colours_of(code)[0] for code in NOW_AND_2030]


def test_an_arrow_key_moves_the_divider_by_two_per_cent(compared):
    handle = compared.comparison.parts.handle
    before = handle.position

    QTest.keyClick(handle, Qt.Key.Key_Right)

    assert handle.position - before == pytest.approx(0.02 * compared.canvas.width(), abs=1)
    assert handle.geometry().center().x() == pytest.approx(handle.position, abs=1)


def test_dragging_the_divider_uncovers_the_later_horizon(compared):
    handle = compared.comparison.parts.handle
    grip = handle.rect().center()
    target = place_pixel(compared.canvas, LEFT_OF_DIVIDER).x() - 60

    QTest.mousePress(handle, LEFT, pos=grip)
    QTest.mouseMove(handle, grip + QPoint(target - handle.position, 0))
    QTest.mouseRelease(handle, LEFT, pos=handle.rect().center())

    assert handle.position == pytest.approx(target, abs=0.01 * compared.canvas.width())
    assert colour_in(compared, LEFT_OF_DIVIDER) == colours_of(LEFT_OF_DIVIDER)[1]


def test_a_title_stands_on_each_side_of_the_divider(compared):
    parts = compared.comparison.parts
    first, second = parts.captions

    assert first.findChild(QLabel).text() == "Packaging: capability 2026"
    assert second.findChild(QLabel).text() == "Packaging: expected capability 2030"
    assert first.geometry().right() < parts.handle.position < second.geometry().left()
    assert parts.handle.accessibleName() == "Divider between 2026 on the left and 2030 on the right"


def test_a_title_without_room_gives_way_to_its_year_and_never_loses_it(compared):
    handle = compared.comparison.parts.handle
    shown = []
    for key, steps in ((Qt.Key.Key_End, 5), (Qt.Key.Key_Home, 5)):
        QTest.keyClick(handle, key)
        for _step in range(steps):
            QTest.keyClick(handle, Qt.Key.Key_Left if key == Qt.Key.Key_End else Qt.Key.Key_Right)
        narrow = compared.comparison.parts.captions[key == Qt.Key.Key_End]
        shown.append(narrow.findChild(QLabel).text())

    assert shown == ["2030", "2026"]


def test_the_pointer_is_told_the_level_of_the_side_it_is_on(compared):
    compared.canvas.pointed.emit(QPointF(place_pixel(compared.canvas, RIGHT_OF_DIVIDER)))
    right = compared.canvas.hovered_text.value
    compared.canvas.pointed.emit(QPointF(place_pixel(compared.canvas, LEFT_OF_DIVIDER)))

    assert (compared.canvas.hovered_text.value, right) == ("1 Nascent", "4 Strong")


@pytest.mark.parametrize("where", ["handle", "canvas"])
def test_escape_ends_the_comparison(compared, selection, qtbot, where):
    target = compared.comparison.parts.handle if where == "handle" else compared.canvas
    compared.activateWindow()
    target.setFocus()

    QTest.keyClick(target, Qt.Key.Key_Escape)
    rest(qtbot, compared)

    assert selection.view.compared == ""
    assert not compared.comparison.parts.handle.isVisible()
    assert colour_in(compared, RIGHT_OF_DIVIDER) == colours_of(RIGHT_OF_DIVIDER)[0]


def test_the_menu_offers_every_later_horizon_and_marks_the_one_shown(page, selection):
    comparisons(page)["Compare with 2035"].trigger()

    offered = comparisons(page)
    assert selection.view.compared == "2035"
    assert {text: action.isChecked() for text, action in offered.items()} == {
        "Compare with 2030": False,
        "Compare with 2035": True,
    }
    offered["Compare with 2035"].trigger()
    assert selection.view.compared == ""


def test_a_horizon_is_compared_with_later_ones_only_and_shares_with_none(page, selection):
    selection.choose(horizon="2030")
    from_2030 = list(comparisons(page))
    selection.choose(layer=LayerKind.DEPENDENCE, horizon="now")

    assert from_2030 == ["Compare with 2035"]
    assert comparisons(page) == {}


def test_a_layer_of_shares_ends_what_cannot_be_compared(compared, selection):
    selection.choose(layer=LayerKind.DEPENDENCE)

    assert not compared.comparison.parts.handle.isVisible()
    assert compared.canvas.later_scene is None


def test_an_edit_recolours_the_later_side_too(compared, bridge, qtbot):
    changes = set_level(bridge.dataset, subject=RIGHT_OF_DIVIDER, segment=SEGMENT, level=0, horizon="2030")
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)
    rest(qtbot, compared)

    assert colour_in(compared, RIGHT_OF_DIVIDER) == theme.current().tokens.capability[0]


def test_both_sides_follow_a_drag_of_the_map(compared, qtbot):
    compared.canvas.look_at(compared.canvas.viewport.panned(24.0, 10.0))
    rest(qtbot, compared)

    assert colour_in(compared, LEFT_OF_DIVIDER) == colours_of(LEFT_OF_DIVIDER)[0]
    assert colour_in(compared, RIGHT_OF_DIVIDER) == colours_of(RIGHT_OF_DIVIDER)[1]


def test_the_legend_of_gaps_names_no_year_that_holds_on_one_side_only(compared, selection):
    cited = compared.legend.legend.text.title
    selection.choose(layer=LayerKind.NEED, compared="2035")

    assert cited == "Capability level"
    assert compared.legend.legend.text.title == "Distance from need, in levels"


def test_no_name_lies_under_the_divider_wherever_it_rests(compared, qtbot):
    handle = compared.comparison.parts.handle
    compared.canvas.show_names(True)
    for value in (20, 50, 77):
        handle.setValue(value)
        qtbot.wait(200)
        rest(qtbot, compared)

        picture = compared.canvas.backdrop.finished
        shift = picture.viewport.to_screen(0.0, 0.0).x() - compared.canvas.viewport.to_screen(0.0, 0.0).x()
        names = [label.box.translated(-shift, 0.0) for label in picture.drawn.labels]
        assert names
        assert not [box for box in names if box.left() < handle.position < box.right()]
