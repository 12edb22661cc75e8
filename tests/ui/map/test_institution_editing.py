"""Institutions on the map by mouse and keys: the menu, dragging, removing, and which types are shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from chipmap.model.geography.places import load_places
from chipmap.model.geography.projection import project
from chipmap.ui.map.institution_symbols import symbol_outline
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.operations import history
from chipmap.ui.operations.institutions import put_institution
from tests.builders import an_institution
from tests.ui.map.conftest import SEGMENT, settle

LEFT = Qt.MouseButton.LeftButton
LAGOS = "osat-lagos"


@pytest.fixture
def nigeria(canvas, qtbot):
    """The map close to Nigeria, so that its institution stands alone."""
    canvas.look_at(Viewport(*load_places()["NGA"].anchor, 4_000.0, canvas.width(), canvas.height()))
    settle(qtbot, canvas)
    return canvas


def pixel_at(canvas, longitude: float, latitude: float) -> QPoint:
    return canvas.viewport.to_screen(*project(longitude, latitude)).toPoint()


def drag(canvas, start: QPoint, end: QPoint, *, drops: bool = True) -> None:
    QTest.mousePress(canvas, LEFT, pos=start)
    for part in (0.3, 0.6, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * part)
    if drops:
        QTest.mouseRelease(canvas, LEFT, pos=end)


def ask_menu(canvas, pixel: QPoint) -> dict[str, object]:
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(reason, pixel, canvas.mapToGlobal(pixel)))
    menu = canvas.findChildren(QMenu)[-1]
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_selected_institution_is_dragged_and_undo_puts_it_back(nigeria, selection, bridge, qtbot):
    selection.choose(subject=LAGOS)
    settle(qtbot, nigeria)
    before = bridge.dataset.institutions[LAGOS]
    view = nigeria.viewport

    drag(nigeria, pixel_at(nigeria, 3.4, 6.5), pixel_at(nigeria, 7.5, 9.0))

    moved = bridge.dataset.institutions[LAGOS]
    assert (moved.latitude, moved.longitude) == pytest.approx((9.0, 7.5), abs=0.05)
    assert (moved.country, moved.city) == ("NGA", before.city)
    assert nigeria.viewport == view
    history.undo(bridge)
    assert bridge.dataset.institutions[LAGOS] == before


def test_dragging_into_another_country_takes_its_country_along(nigeria, selection, bridge, qtbot):
    selection.choose(subject=LAGOS)
    settle(qtbot, nigeria)

    drag(nigeria, pixel_at(nigeria, 3.4, 6.5), pixel_at(nigeria, 8.0, 15.5))

    moved = bridge.dataset.institutions[LAGOS]
    assert (moved.country, moved.city) == ("NER", "")


def test_a_drop_in_the_sea_keeps_the_country(nigeria, selection, bridge, qtbot):
    selection.choose(subject=LAGOS)
    settle(qtbot, nigeria)

    drag(nigeria, pixel_at(nigeria, 3.4, 6.5), pixel_at(nigeria, 3.4, 4.5))

    moved = bridge.dataset.institutions[LAGOS]
    assert moved.country == "NGA"
    assert moved.latitude == pytest.approx(4.5, abs=0.05)


def test_an_institution_that_is_not_selected_is_panned_with_the_map(nigeria, bridge):
    before, view = bridge.dataset.institutions[LAGOS], nigeria.viewport

    drag(nigeria, pixel_at(nigeria, 3.4, 6.5), pixel_at(nigeria, 7.5, 9.0))

    assert bridge.dataset.institutions[LAGOS] == before
    assert nigeria.viewport != view


def test_escape_during_a_drag_leaves_it_where_it_was(nigeria, selection, bridge, qtbot):
    selection.choose(subject=LAGOS)
    settle(qtbot, nigeria)
    before, target = bridge.dataset.institutions[LAGOS], pixel_at(nigeria, 7.5, 9.0)

    drag(nigeria, pixel_at(nigeria, 3.4, 6.5), target, drops=False)
    QTest.keyClick(nigeria, Qt.Key.Key_Escape)
    QTest.mouseRelease(nigeria, LEFT, pos=target)

    assert bridge.dataset.institutions[LAGOS] == before
    assert selection.view.subject == LAGOS


def test_delete_removes_the_selected_institution_and_nothing_else(nigeria, selection, bridge):
    selection.choose(subject="NGA")
    QTest.keyClick(nigeria, Qt.Key.Key_Delete)
    kept = LAGOS in bridge.dataset.institutions
    selection.choose(subject=LAGOS)
    QTest.keyClick(nigeria, Qt.Key.Key_Delete)
    gone = LAGOS not in bridge.dataset.institutions
    history.undo(bridge)

    assert kept
    assert gone
    assert LAGOS in bridge.dataset.institutions


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_at_a_position_asks_for_an_institution_there(nigeria, page):
    asked = []
    page.institution_editing.dialog_asked.connect(asked.append)
    entries = ask_menu(nigeria, pixel_at(nigeria, 7.5, 9.0))

    assert list(entries) == ["Add institution here…"]
    entries["Add institution here…"].trigger()
    (draft,) = asked
    assert (draft.id, draft.country) == ("", "NGA")
    assert (draft.latitude, draft.longitude) == pytest.approx((9.0, 7.5), abs=0.05)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_an_institution_opens_edits_and_removes_it(nigeria, page, bridge, selection):
    asked = []
    page.institution_editing.dialog_asked.connect(asked.append)
    at = pixel_at(nigeria, 3.4, 6.5)
    entries = ask_menu(nigeria, at)
    name = bridge.dataset.institutions[LAGOS].short_name

    entries[f"Open {name}"].trigger()
    entries[f"Edit {name}…"].trigger()
    entries[f"Remove {name}"].trigger()

    assert selection.view.subject == LAGOS
    assert [institution.id for institution in asked] == [LAGOS]
    assert LAGOS not in bridge.dataset.institutions


def test_no_two_types_have_the_same_symbol():
    kinds = ("company", "fab", "RTO", "university", "agency", "programme", "cluster")

    assert len({symbol_outline(kind) for kind in kinds}) == len(kinds)
    assert symbol_outline("something else") == symbol_outline("company")


def test_hiding_a_type_takes_it_off_the_map_and_the_way_back_shows_it_again(page, selection, bridge, qtbot):
    put_institution(
        bridge,
        an_institution(
            "lab", "BRA", institution_type="university", latitude=-15.0, longitude=-47.0, segments=(SEGMENT,)
        ),
    )
    selection.choose(hidden_types=frozenset({"university"}))
    settle(qtbot, page.canvas)
    hidden = {point.id for point in page.canvas.scene.institutions}
    words = page.type_choice.text()
    selection.go_back()

    assert hidden == {LAGOS}
    assert words == "1 of 2 types"
    assert {point.id for point in page.canvas.scene.institutions} == {LAGOS, "lab"}


def test_the_menu_of_types_ticks_what_is_shown(page, selection, bridge):
    put_institution(bridge, an_institution("lab", "BRA", institution_type="university", segments=()))
    page.type_choice.menu().aboutToShow.emit()
    entries = {action.text(): action for action in page.type_choice.menu().actions() if action.text()}
    ticked = [text for text, action in entries.items() if action.isChecked()]

    entries["Only: University"].trigger()

    assert ticked == ["Company", "University"]
    assert selection.view.hidden_types == {"company"}


def test_the_legend_names_the_symbols_that_are_drawn(page, selection, bridge):
    before = page.legend.accessibleDescription()
    lower = page.legend.sizeHint().height()
    page.canvas.show_institutions(False)

    assert before.endswith("Company")
    assert not page.legend.accessibleDescription().endswith("Company")
    assert page.legend.sizeHint().height() < lower


def test_the_symbol_under_the_pointer_follows_a_drag(nigeria, selection, page, qtbot):
    selection.choose(subject=LAGOS)
    settle(qtbot, nigeria)
    target = pixel_at(nigeria, 7.5, 9.0)

    drag(nigeria, pixel_at(nigeria, 3.4, 6.5), target, drops=False)
    ghost = page.institution_editing._ghost
    middle = QPointF(ghost.geometry().center())

    assert ghost.isVisible()
    assert (middle - QPointF(target)).manhattanLength() < 4
    QTest.mouseRelease(nigeria, LEFT, pos=target)
    assert not ghost.isVisible()


def test_in_a_small_window_the_choice_of_types_is_a_sign_with_a_name(page):
    wide = page.type_choice.text()
    page.resize(560, 660)

    assert wide == "All types"
    assert page.type_choice.text() == ""
    assert page.type_choice.accessibleName() == "Types of institutions shown: Company"


def test_a_low_legend_leaves_the_symbols_to_the_choice_of_types(page):
    high = page.legend.sizeHint().height()
    page.resize(1200, 280)

    assert page.legend.sizeHint().height() < high
    page.resize(1200, 820)
    assert page.legend.sizeHint().height() == high
