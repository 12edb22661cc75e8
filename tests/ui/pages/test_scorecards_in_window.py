"""The Scorecards page in the real window: by key, beside the panel, with undo and messages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chipmap.model.records import OWNER
from chipmap.ui.dialogs.export_dialog import ExportDialog

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window):
    open_window.view.selection.choose(subject="MYS", segment="atp_advanced")
    QTest.keyClick(open_window, Key.Key_2, CONTROL)
    return open_window


@pytest.fixture
def page(window):
    return window.view.page("scorecards")


def level(window, subject="MYS", segment="atp_advanced"):
    score = window.view.bridge.dataset.scores.get((subject, segment, OWNER, 1))
    return None if score is None else score.level("now")


def test_control_2_shows_the_grid_at_the_selected_cell_with_the_keyboard_in_it(window, page):
    row, column = page.grid.address

    assert window.view.selection.view.page == "scorecards"
    assert (page.model.subjects[column], page.model.rows[row].segment) == ("MYS", "atp_advanced")
    assert page.grid.hasFocus()
    assert window.view.panel.is_editing


def test_an_answer_in_the_grid_appears_in_the_panel_and_back(window, page):
    QTest.keyClicks(page.grid, "4")
    picker = window.view.panel.editor.picker
    assert [row.level for row in picker._rows if row.isChecked()] == [4]

    picker.answer_picked.emit(2)
    address = page.model.address_of("MYS", "atp_advanced")
    assert page.model.cell(*address).answer == 2


def test_enter_leads_to_the_levels_in_the_panel_and_escape_back_to_the_cell(window, page):
    QTest.keyClick(page.grid, Key.Key_Return)
    panel = window.view.panel
    assert panel.isAncestorOf(QApplication.focusWidget())

    QTest.keyClick(QApplication.focusWidget(), Key.Key_5)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)

    assert level(window) == 5
    assert page.grid.hasFocus()


def test_a_block_is_told_in_one_line_and_taken_back_by_control_z(window, page):
    QTest.keyClick(page.grid, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page.grid, "3")
    assert window.toast.text == "2 cells changed"

    QTest.keyClick(page.grid, Key.Key_Z, CONTROL)
    assert level(window) is None


def test_leaving_the_page_ends_scoring_in_the_panel(window):
    window.view.selection.choose(page="map")

    assert not window.view.panel.is_editing


def test_all_raters_together_are_read_in_the_panel_too(window, page):
    page.controls.rater_chosen.emit("")
    assert not window.view.panel.is_editing

    page.grid.panel_wanted.emit()
    assert window.view.panel.is_editing
    assert window.view.selection.view.rater == OWNER


def test_export_begins_with_the_place_of_the_cell(window, page, qtbot):
    qtbot.mouseClick(page.head.export_button, Qt.MouseButton.LeftButton)

    (dialog,) = (one for one in window.findChildren(ExportDialog) if one.isVisible())
    dialog.reject()


def test_import_asks_for_the_scorecard(window, page, qtbot, dialogs):
    asked = []
    window.commands["import"].triggered.connect(lambda: asked.append(True))
    qtbot.mouseClick(page.head.import_button, Qt.MouseButton.LeftButton)

    assert asked == [True]
