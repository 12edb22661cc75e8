"""Comparing places that were found in the search, by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.shell.test_search import CONTROL, open_and_type, search_of


def test_ctrl_enter_compares_the_place_that_was_found(open_window):
    view = open_window.view
    view.go_to("MYS")

    open_and_type(open_window, "jap")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)

    assert not search_of(open_window).isVisible()
    assert view.selection.view.compared_places == ("MYS", "JPN")


def test_ctrl_enter_on_a_command_changes_nothing(open_window):
    before = open_window.view.selection.view

    search = open_and_type(open_window, "settings")
    assert search.list.entry.kind == "command"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)

    assert search.isVisible()
    assert open_window.view.selection.view == before
