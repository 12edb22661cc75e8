"""Comparing places from the table twin of the map: by keyboard, and by selecting rows with Ctrl."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chipmap.ui.tables.layer_model import CODE_ROLE
from tests.ui.tables.test_layer_table import CONTROL, LEFT, cell, click, column

PLAIN = Qt.KeyboardModifier.NoModifier


def press_on(table, code: str, key=Qt.Key.Key_Space, modifier=PLAIN) -> None:
    codes = column(table, "Place", CODE_ROLE)
    table.rows.setCurrentIndex(table.rows.model().index(codes.index(code), 0))
    QTest.keyClick(table.rows, key, modifier)


def test_space_on_one_row_after_another_compares_their_places(table, selection):
    press_on(table, "MYS")
    press_on(table, "CHN")
    press_on(table, "USA", Qt.Key.Key_Return, CONTROL)

    assert selection.view.compared_places == ("MYS", "CHN", "USA")
    assert {"A  Malaysia", "B  China", "C  United States"} <= set(column(table, "Place"))
    assert cell(table, "B  China", "Place", Qt.ItemDataRole.AccessibleTextRole) == "China, compared as B"


def test_a_fifth_row_is_refused_kindly(table, selection):
    for place in ("MYS", "CHN", "USA", "CAN", "AUS"):
        press_on(table, place)

    assert selection.view.compared_places == ("MYS", "CHN", "USA", "CAN")
    assert table.count.text().startswith("Four places are the most")


def test_space_on_a_compared_row_takes_it_out(table, selection):
    for place in ("MYS", "CHN", "USA", "MYS"):
        press_on(table, place)

    assert selection.view.compared_places == ("CHN", "USA")


def test_selected_rows_are_compared_by_the_button(table, selection, qtbot):
    click(table, "China")
    click(table, "France", CONTROL)
    click(table, "United States", CONTROL)

    qtbot.mouseClick(table.comparing.button, LEFT)

    assert set(selection.view.compared_places) == {"CHN", "FRA", "USA"}


def test_the_button_says_what_is_missing(table, selection, qtbot):
    qtbot.mouseClick(table.comparing.button, LEFT)

    assert selection.view.compared_places == ()
    assert table.count.text() == "Select two to four rows with Ctrl to compare them"


def test_escape_ends_the_comparison_first(table, selection):
    for place in ("MYS", "CHN"):
        press_on(table, place)

    QTest.keyClick(table.rows, Qt.Key.Key_Escape)

    assert (selection.view.subject, selection.view.compared_places) == ("MYS", ())
    assert "Malaysia" in column(table, "Place")
