"""A comparison in the real window, from the first Ctrl+click to the clipboard and back to one place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chipmap.model.geography.layers import LayerKind
from chipmap.model.records import OWNER
from chipmap.ui.operations import scores
from tests.ui.map.conftest import place_pixel

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def canvas(open_window, qtbot):
    open_window.view.selection.choose(layer=LayerKind.CAPABILITY)
    shown = open_window.view.page("map").canvas
    rest(qtbot, shown)
    return shown


def rest(qtbot, canvas) -> None:
    qtbot.waitUntil(lambda: not canvas.backdrop.is_busy, timeout=20_000)


def click(canvas, code: str, modifier=CONTROL) -> None:
    QTest.mouseClick(canvas, LEFT, modifier, place_pixel(canvas, code))


def compare(canvas, *codes: str) -> None:
    for code in codes:
        click(canvas, code)


def test_three_clicks_put_three_places_beside_each_other(open_window, canvas, qtbot):
    view = open_window.view
    compare(canvas, "CHN")
    assert "Ctrl+click another place" in open_window.toast.text

    compare(canvas, "IND", "USA")

    panel = view.comparison
    assert panel.isVisible()
    assert not view.panel.isVisible()
    assert [head.name for head in panel.heads] == ["China", "India", "United States"]
    assert len(panel.rows) == 8
    qtbot.waitUntil(lambda: panel.chart is not None and panel.chart.isVisible())
    # Map and panel share the window without covering each other.
    assert view.canvas.geometry().right() < panel.geometry().left()


def test_a_fifth_place_is_refused_in_the_message_over_the_map(open_window, canvas):
    compare(canvas, "CHN", "IND", "USA", "BRA", "AUS")

    assert open_window.toast.text.startswith("Four places are the most")
    assert len(open_window.view.selection.view.compared_places) == 4


def test_a_plain_click_brings_the_panel_of_one_place_back(open_window, canvas, qtbot):
    compare(canvas, "CHN", "IND")
    rest(qtbot, canvas)

    click(canvas, "BRA", Qt.KeyboardModifier.NoModifier)

    assert open_window.view.panel.isVisible()
    assert open_window.view.panel.subject == "BRA"
    assert not open_window.view.comparison.isVisible()


def test_a_comparison_survives_pages_and_is_found_by_going_back(open_window, canvas):
    view = open_window.view
    compare(canvas, "CHN", "IND")

    view.selection.choose(page="issues")
    assert not view.comparison.isVisible()
    view.selection.choose(page="map")
    assert view.comparison.isVisible()

    view.selection.choose(subject="BRA")
    assert not view.comparison.isVisible()
    open_window.commands["back"].trigger()
    assert view.comparison.isVisible()
    assert view.selection.view.compared_places == ("CHN", "IND")


def test_an_edit_and_ctrl_z_are_followed_by_columns_and_chart(open_window, canvas, qtbot):
    view = open_window.view
    compare(canvas, "CHN", "BRA")
    panel, segment = view.comparison, view.selection.view.segment
    qtbot.waitUntil(lambda: panel.chart is not None)
    before = panel.chart.accessibleDescription()

    scores.set_level(view.bridge, subject="BRA", segment=segment, level=4)
    assert panel.heads[1].headline == "4 Strong"
    assert panel.chart.accessibleDescription() != before

    QTest.keyClick(open_window, Qt.Key.Key_Z, CONTROL)
    assert panel.heads[1].headline != "4 Strong"
    assert panel.chart.accessibleDescription() == before


def test_table_and_picture_go_to_the_clipboard_and_the_window_says_so(open_window, canvas, qtbot):
    compare(canvas, "CHN", "IND")
    panel = open_window.view.comparison

    qtbot.mouseClick(panel.copy_table_button, LEFT)
    assert "A China: level" in QApplication.clipboard().text()
    assert "copied as a table" in open_window.toast.text

    qtbot.mouseClick(panel.copy_picture_button, LEFT)
    assert not QApplication.clipboard().image().isNull()
    assert "copied as a picture" in open_window.toast.text


def test_an_institution_that_is_removed_leaves_the_comparison(open_window, canvas):
    from chipmap.ui.operations.institutions import remove_institution

    view = open_window.view
    institution = min(view.bridge.dataset.institutions)
    view.selection.choose(subject=institution, compared_places=(institution, "CHN", "IND"))

    remove_institution(view.bridge, institution)

    assert view.selection.view.compared_places == ("CHN", "IND")
    assert [head.name for head in view.comparison.heads] == ["China", "India"]


def test_the_command_compares_the_selected_place_with_the_focus_region(open_window, canvas):
    command, selection = open_window.commands["compare"], open_window.view.selection
    command.trigger()
    assert open_window.toast.text.startswith("Select another place first")

    selection.choose(subject="CHN", page="issues")
    command.trigger()
    assert (selection.view.page, selection.view.compared_places) == ("map", ("CHN", "EU27"))
    assert "EU-27 is B" in open_window.toast.text

    command.trigger()
    assert open_window.toast.text == "EU-27 is compared already"
    assert selection.view.compared_places == ("CHN", "EU27")


def test_f6_reaches_the_comparison_and_escape_ends_it(open_window, canvas):
    view = open_window.view
    compare(canvas, "CHN", "IND")
    canvas.setFocus()

    open_window.commands["next_part"].trigger()
    focused = QApplication.focusWidget()
    assert view.comparison.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Escape)

    assert view.selection.view.compared_places == ()
    assert view.panel.isVisible()
    assert view.panel.subject == "CHN"


def test_what_is_being_typed_is_kept_when_a_comparison_begins(open_window, canvas):
    view = open_window.view
    view.selection.choose(subject="BRA")
    view.panel.begin_editing()
    view.panel.editor.reason.setFocus()
    QTest.keyClicks(view.panel.editor.reason, "Two lines opened.")

    compare(canvas, "CHN")

    assert view.selection.view.compared_places == ("BRA", "CHN")
    row = view.bridge.dataset.scores.get(("BRA", view.selection.view.segment, OWNER, 1))
    assert row is not None
    assert row.reason == "Two lines opened."
