from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from chipmap.ui.shell.recent_files import recent_files


def button(window, text: str) -> QAbstractButton:
    buttons = window.centralWidget().findChildren(QAbstractButton)
    return next(button for button in buttons if button.text().startswith(text))


def test_the_best_place_to_begin_has_the_focus(main_window):
    assert main_window.focusWidget() is button(main_window, "Open the starter data")


def test_a_workspace_can_be_opened_by_mouse(main_window, dialogs, starter_file):
    dialogs.workspace = starter_file

    QTest.mouseClick(button(main_window, "Open a workspace"), Qt.MouseButton.LeftButton)

    assert main_window.documents.bridge.workspace.path == starter_file


def test_recent_workspaces_are_offered_while_they_exist(main_window, preferences, starter_file, tmp_path):
    preferences.remember(tmp_path / "gone.chipmap")
    preferences.remember(starter_file)
    main_window.show_start()

    QTest.mouseClick(button(main_window, "starter"), Qt.MouseButton.LeftButton)

    assert main_window.documents.bridge.workspace.path == starter_file
    assert [file.path for file in recent_files([str(tmp_path / "gone.chipmap")])] == []
