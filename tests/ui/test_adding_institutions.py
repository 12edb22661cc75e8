"""Adding an institution in the real window: by command, by the tab, and what the message offers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chipmap.ui.dialogs.institution_dialog import InstitutionDialog
from chipmap.ui.panels.side_panel import INSTITUTIONS


def opened_dialog(window, qtbot) -> InstitutionDialog:
    def is_open() -> bool:
        return any(dialog.isVisible() for dialog in window.findChildren(InstitutionDialog))

    qtbot.waitUntil(is_open)
    return next(dialog for dialog in window.findChildren(InstitutionDialog) if dialog.isVisible())


def test_the_command_adds_an_institution_in_the_selected_country_and_undo_removes_it(open_window, qtbot):
    view = open_window.view
    view.selection.choose(subject="MYS")
    known = set(view.bridge.dataset.institutions)
    QTest.keyClick(
        open_window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = opened_dialog(open_window, qtbot)
    QTest.keyClicks(dialog.name, "Penang design centre")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    (added,) = set(view.bridge.dataset.institutions) - known
    assert view.bridge.dataset.institutions[added].country == "MYS"
    assert view.selection.view.subject == added
    assert open_window.toast.text == "Penang design centre added"
    open_window.commands["undo"].trigger()
    assert set(view.bridge.dataset.institutions) == known
    assert view.selection.view.subject == "MYS"


def test_the_tab_of_a_place_offers_to_add_one_there(open_window, qtbot):
    view = open_window.view
    view.selection.choose(subject="JPN")
    view.panel.show_tab(INSTITUTIONS)
    QTest.mouseClick(view.panel.institutions.add, Qt.MouseButton.LeftButton)

    dialog = opened_dialog(open_window, qtbot)
    assert dialog.institution().country == "JPN"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
