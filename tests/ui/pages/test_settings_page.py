from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit

from chipmap.ui import theme


@pytest.fixture
def page(open_window):
    open_window.view.selection.choose(page="settings")
    return open_window.view.page("settings")


def test_a_theme_is_taken_at_once_and_kept(page, preferences):
    dark = next(part for part in page.findChildren(QAbstractButton) if part.text() == "Dark")

    QTest.mouseClick(dark, Qt.MouseButton.LeftButton)

    assert theme.current().tokens.name == "dark"
    assert preferences.settings.theme == "dark"


def test_text_size_is_taken_at_once(page, preferences):
    combo = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Text size")
    combo.setCurrentIndex(combo.findData(1.5))
    combo.activated.emit(combo.currentIndex())

    assert theme.current().text_scale == 1.5


def test_renaming_the_workspace_can_be_undone(page, open_window):
    bridge = open_window.documents.bridge
    field = page.findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "Tokyo workshop")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bridge.dataset.settings.title == "Tokyo workshop"

    bridge.workspace.undo()
    field.clearFocus()

    assert bridge.dataset.settings.title == "Partners"


def test_another_naming_profile_renames_places_everywhere(page, open_window):
    bridge = open_window.documents.bridge
    before = bridge.subject_name("TWN")
    combo = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Naming profile")

    combo.setCurrentIndex(combo.findData("UN"))
    combo.activated.emit(combo.currentIndex())

    assert bridge.subject_name("TWN") != before


def test_leaving_suggestions_out_empties_the_ribbon(page, open_window):
    switch = next(box for box in page.findChildren(QCheckBox) if "suggest" in box.text())

    switch.click()

    assert not open_window.documents.bridge.dataset.settings.use_suggestions
    assert all(reading.level is None or reading.is_at_least for reading in open_window.view.ribbon._readings)


def test_the_year_of_now_is_the_workspaces_own_and_can_be_undone(page, open_window):
    bridge = open_window.documents.bridge
    field = next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == "Year of now")
    before = bridge.dataset.settings.current_year

    field.selectAll()
    QTest.keyClicks(field, "2027")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bridge.dataset.settings.current_year == 2027

    bridge.workspace.undo()
    assert bridge.dataset.settings.current_year == before
    assert field.text() == str(before)


def test_all_fields_of_a_card_begin_on_one_line(page, open_window, qtbot):
    open_window.show()
    qtbot.waitExposed(open_window)
    names = ("Name of the workspace", "Year of now", "Naming profile")
    fields = [*page.findChildren(QLineEdit), *page.findChildren(QComboBox)]

    lefts = {field.x() for field in fields if field.accessibleName() in names}

    assert len(lefts) == 1


def test_the_keyboard_goes_to_the_first_setting_when_the_page_is_given_it(page, qtbot):
    page.setFocus()
    focused = page.window().focusWidget()
    assert focused is not page
    assert page.isAncestorOf(focused)
