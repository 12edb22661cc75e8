"""The table of a layer by mouse, keys and clipboard, and what a screen reader hears of it."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chipmap.model.edits.scores import set_level
from chipmap.model.geography.layers import LayerKind, layer_of
from chipmap.model.labels import Label
from chipmap.ui.map.scene import value_text
from tests.ui.map.conftest import LEVELS, SEGMENT

DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def headings(table) -> list[str]:
    model = table.rows.model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def column(table, heading: str, role=Qt.ItemDataRole.DisplayRole) -> list[str]:
    model, at = table.rows.model(), headings(table).index(heading)
    return [model.index(row, at).data(role) for row in range(model.rowCount())]


def cell(table, place: str, heading: str, role=Qt.ItemDataRole.DisplayRole) -> str:
    return column(table, heading, role)[column(table, "Place").index(place)]


def click(table, place: str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    rows = table.rows
    index = rows.model().index(column(table, "Place").index(place), 0)
    rows.scrollTo(index)
    QTest.mouseClick(rows.viewport(), LEFT, modifier, pos=rows.visualRect(index).center())


def selected(table) -> list[str]:
    rows = sorted(index.row() for index in table.rows.selectionModel().selectedRows())
    return [column(table, "Place")[row] for row in rows]


def copied() -> list[list[str]]:
    return list(csv.reader(io.StringIO(QApplication.clipboard().text()), delimiter="\t"))


def score(bridge, place: str, level: int) -> None:
    changes = set_level(bridge.dataset, subject=place, segment=SEGMENT, level=level)
    bridge.workspace.apply(changes, label=Label.CHANGE_SCORE)


def test_every_place_of_the_layer_has_a_row_with_the_figure_of_the_map(table, bridge):
    layer = layer_of(bridge.dataset, LayerKind.CAPABILITY, segment=SEGMENT, horizon="now", focus="EU27")
    names = {bridge.names.name(code): place for code, place in layer.values.items()}

    shown = dict(zip(column(table, "Place"), column(table, "Level"), strict=True))

    assert shown.keys() == names.keys()
    for name, place in names.items():
        assert shown[name] == (value_text(layer.kind, place) or "–"), name


def test_a_layer_names_level_confidence_need_gap_sources_and_origin(table):
    beginning, reasons = ["Place", "Level", "In words"], ["Confidence", "Sources", "Suggested", "Origin"]
    assert headings(table) == [*beginning, "Need", "Need of", "Gap", *reasons]
    row = [cell(table, "Malaysia", heading) for heading in headings(table)]
    assert row[:6] == ["Malaysia", "4", "Strong", "–", "–", "–"]
    assert cell(table, "Malaysia", "Sources") == "1"
    assert cell(table, "Malaysia", "Suggested") == "0\u00a0%"
    assert cell(table, "Brazil", "In words") == "Not applicable"


def test_gaps_stand_beside_the_level_and_the_need_that_make_them(table, selection, look_again):
    selection.choose(layer=LayerKind.NEED)
    look_again()

    row = [cell(table, "China", heading) for heading in ("Gap", "In words", "Level", "Need", "Need of")]
    assert row == ["+1", "Above need", "5", "4", "EU-27, 2030"]


def test_shares_stand_beside_what_they_count(table, selection, look_again):
    selection.choose(layer=LayerKind.DEPENDENCE, segment="packaging_osat")
    look_again()

    assert headings(table) == ["Place", "Share", "In words", "What is counted", "Source"]
    assert cell(table, "Malaysia", "Share") == "13\u00a0%"
    assert cell(table, "Germany", "In words") == "In the focus region"
    assert cell(table, "Japan", "In words") == "No share cited"


@pytest.mark.parametrize("order", [UP, DOWN])
def test_what_is_not_known_comes_last_in_either_direction(table, order):
    table.rows.sortByColumn(1, order)

    figures = column(table, "Level")
    known = [float(figure.removeprefix("≥ ")) for figure in figures if figure != "–"]
    assert figures[len(known) :] == ["–"] * (len(figures) - len(known))
    assert known == sorted(known, reverse=order is DOWN)
    assert len(known) > len(LEVELS)


@pytest.mark.parametrize("order", [UP, DOWN])
def test_places_with_the_same_figure_stand_from_a_to_z(table, order):
    table.rows.sortByColumn(1, order)

    twos = [
        name
        for name, figure in zip(column(table, "Place"), column(table, "Level"), strict=True)
        if figure == "2"
    ]
    assert len(twos) > 2
    assert twos == sorted(twos)


def test_the_filter_ignores_accents_and_case(table):
    table.filter.setText("COTE D'IVOIRE")

    assert column(table, "Place") == ["Côte d’Ivoire"]
    assert table.count.text().startswith("1 of ")


def test_the_filter_finds_words_of_any_column(table):
    table.filter.setText("strong")

    assert set(column(table, "Place")) == {"Malaysia", "Japan"}


def test_a_filter_that_fits_nothing_says_so(table):
    table.filter.setText("zzzz")

    assert table.rows.model().rowCount() == 0
    assert table.rows.empty_text == "No place fits the filter."

    table.filter.clear()
    assert table.rows.empty_text == ""


def test_a_click_chooses_the_place(table, selection):
    click(table, "Malaysia")

    assert selection.view.subject == "MYS"


def test_enter_chooses_and_escape_leaves_the_place(table, selection):
    table.rows.setCurrentIndex(table.rows.model().index(column(table, "Place").index("Japan"), 0))

    QTest.keyClick(table.rows, Qt.Key.Key_Return)
    assert selection.view.subject == "JPN"

    QTest.keyClick(table.rows, Qt.Key.Key_Escape)
    assert selection.view.subject is None


def test_arrows_move_without_choosing(table, selection):
    click(table, column(table, "Place")[0])
    before = selection.view

    QTest.keyClick(table.rows, Qt.Key.Key_Down)

    assert selection.view == before
    assert selected(table) == [column(table, "Place")[1]]


def test_enter_in_the_filter_goes_to_the_first_row_that_fits(table, selection):
    table.activateWindow()
    table.filter.setFocus()
    QTest.keyClicks(table.filter, "malay")

    QTest.keyClick(table.filter, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is table.rows
    QTest.keyClick(table.rows, Qt.Key.Key_Return)

    assert selection.view.subject == "MYS"


def test_a_place_chosen_elsewhere_becomes_the_current_row_in_view(table, selection):
    selection.choose(subject="ZWE")

    assert selected(table) == ["Zimbabwe"]
    assert table.rows.viewport().rect().contains(table.rows.visualRect(table.rows.currentIndex()).center())


def test_an_edit_keeps_order_and_selection_and_shows_the_new_figure(table, selection, bridge, look_again):
    table.rows.sortByColumn(0, DOWN)
    selection.choose(subject="NLD")

    score(bridge, "NLD", 5)
    look_again()

    assert cell(table, "Netherlands", "Level") == "5"
    assert selected(table) == ["Netherlands"]
    assert column(table, "Place") == sorted(column(table, "Place"), key=str.casefold, reverse=True)


def test_a_row_moves_to_its_place_in_the_order_when_its_figure_changes(table, bridge, look_again):
    table.rows.sortByColumn(1, DOWN)

    score(bridge, "NLD", 5)
    look_again()

    assert column(table, "Place")[:2] == ["China", "Netherlands"]


def test_the_whole_table_is_copied_as_a_spreadsheet_reads_it(table):
    QTest.mouseClick(table.copy_button, LEFT)

    lines = copied()
    by_place = {line[0]: line for line in lines[1:]}
    assert lines[0][:2] == ["Place", "Level"]
    assert lines[0][8] == "Suggested, %"
    assert len(lines) == 1 + table.rows.model().rowCount()
    assert by_place["Malaysia"][1:3] == ["4", "Strong"]
    assert by_place["Malaysia"][8] == "0"
    assert by_place["Zimbabwe"][1:6] == ["", "Not scored", "", "", ""]
    assert "copied" in table.count.text()


def test_rows_that_are_selected_are_copied_alone(table):
    click(table, "China")
    click(table, "Japan", CONTROL)

    QTest.keyClick(table.rows, Qt.Key.Key_C, CONTROL)

    assert {line[0] for line in copied()} == {"Place", "China", "Japan"}


def test_gathering_rows_to_copy_chooses_none_of_them(table, selection):
    click(table, "China")
    click(table, "Malaysia", SHIFT)

    assert selection.view.subject == "CHN"
    assert len(selected(table)) > 2


def test_nothing_selected_copies_everything_that_is_shown(table):
    table.filter.setText("strong")
    table.rows.clearSelection()

    QTest.keyClick(table.rows, Qt.Key.Key_C, CONTROL)

    assert {line[0] for line in copied()} == {"Place", "Malaysia", "Japan"}


def test_gaps_are_copied_with_a_sign_that_spreadsheets_know(table, selection, look_again):
    selection.choose(layer=LayerKind.NEED)
    look_again()

    table.copy_button.click()

    by_place = {line[0]: line for line in copied()}
    assert by_place["Canada"][1] == "-3"
    assert by_place["China"][1] == "1"


def test_every_cell_says_to_a_screen_reader_what_it_means(table, selection, look_again):
    for kind, segment in (
        (LayerKind.CAPABILITY, SEGMENT),
        (LayerKind.NEED, SEGMENT),
        (LayerKind.DEPENDENCE, "packaging_osat"),
    ):
        selection.choose(layer=kind, segment=segment)
        look_again()
        for heading in headings(table):
            spoken = column(table, heading, Qt.ItemDataRole.AccessibleTextRole)
            assert all(text and text != "–" for text in spoken), (kind, heading)
    assert cell(table, "Japan", "Share", Qt.ItemDataRole.AccessibleTextRole) == "No share cited"


def test_dots_are_told_in_words(table):
    spoken = cell(table, "Germany", "Level", Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "2, Emerging, Dotted: scored without evidence"


def test_an_accessibility_client_reads_the_table(table):
    interface = QAccessible.queryAccessibleInterface(table.rows)

    assert interface.text(QAccessible.Text.Name) == "The map as a table"
    count = len(headings(table))
    heard = [interface.child(at).text(QAccessible.Text.Name) for at in range(2 * (count + 1))]
    # The first of each row is its hidden heading.
    assert heard[1 : count + 1] == headings(table)
    assert heard[count + 2 : count + 4] == ["China", "5, Leading"]


def test_the_swatch_has_the_colour_of_the_map(table):
    rows = table.rows
    index = rows.model().index(column(table, "Place").index("China"), 1)
    rows.scrollTo(index)

    area = rows.visualRect(index)
    picture = rows.viewport().grab(area).toImage()

    assert picture.pixelColor(12, area.height() // 2).name().upper() == "#153C6E"
