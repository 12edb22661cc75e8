from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from chipmap.ui.shell.search_entries import entries_of, find, fold


@pytest.fixture
def entries(open_window):
    return entries_of(open_window.documents.bridge, open_window.commands)


def first(entries, query: str):
    return find(entries, query)[0][1][0]


def test_malaysia_comes_first_for_mal(entries):
    assert first(entries, "mal").key == "MYS"


def test_accents_case_and_language_do_not_matter(entries):
    assert fold("Corée") == fold("COREE")
    for spelling in ("corée", "coree du sud", "KOR", "südkorea"):
        assert first(entries, spelling).key == "KOR", spelling


def test_a_stage_comes_before_the_segments_that_share_its_word(entries):
    assert first(entries, "pack").key == "atp"


def test_institutions_and_commands_are_found_too(entries, open_window):
    institution = next(iter(open_window.documents.bridge.dataset.institutions.values()))

    found = [entry.key for _heading, group in find(entries, institution.name) for entry in group]
    assert institution.id in found
    assert first(entries, "keyboard short").key == "shortcuts"


def test_what_nothing_is_called_is_not_found(entries):
    assert find(entries, "xyzzy") == []


def type_and_enter(window, text: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = window._search.findChild(QLineEdit)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_three_letters_and_enter_select_malaysia(open_window):
    type_and_enter(open_window, "mal")

    assert open_window.view.selection.view.subject == "MYS"
    assert open_window._search.isHidden()


def test_a_segment_and_a_command_are_carried_out(open_window):
    type_and_enter(open_window, "photores")
    assert "photoresist" in open_window.view.selection.view.segment

    type_and_enter(open_window, "show the issues")
    assert open_window.view.selection.view.page == "issues"


def test_the_arrows_move_past_headings_and_esc_changes_nothing(open_window):
    before = open_window.view.selection.view
    open_window.open_search("pack")
    field = open_window._search.findChild(QLineEdit)
    for _ in range(20):
        QTest.keyClick(field, Qt.Key.Key_Down)
        QTest.keyClick(field, Qt.Key.Key_Down)
        QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert open_window._search.isHidden()
    assert open_window.view.selection.view == before


def test_an_empty_search_offers_what_was_chosen_last(open_window):
    type_and_enter(open_window, "mal")
    open_window.open_search()

    heading, recent = find(open_window._search._entries, "", open_window._search._recent)[0]
    assert heading == "Recent"
    assert recent[0].key == "MYS"
