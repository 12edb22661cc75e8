"""Turning the map page: the table has the map's own layer, its place in the history, and the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.operations.scores import set_level
from chipmap.ui.shell.workspace_view import WorkspaceView
from chipmap.wording.formats import percent

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(open_window) -> WorkspaceView:
    open_window.activateWindow()
    open_window.view.selection.choose(segment="atp", layer=LayerKind.CAPABILITY)
    return open_window.view


def turn(window) -> None:
    QTest.keyClick(window, Qt.Key.Key_M, CONTROL)
    QApplication.processEvents()


def figure_of(page, place: str) -> str:
    model = page.table_side.table.rows.model()
    rows = {model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())}
    return rows[place]


def test_ctrl_m_turns_to_the_table_and_back(open_window, view):
    page = view.page("map")

    turn(open_window)
    assert page.table_side.table.isVisible()
    assert not page.canvas.isVisible()
    assert not any(part.isVisible() for part in (page.legend, page.names_switch, *page.zoom_buttons))

    turn(open_window)
    assert page.canvas.isVisible()
    assert page.legend.isVisible()
    assert not page.table_side.table.isVisible()


def test_ctrl_m_leads_to_the_table_from_another_page(open_window, view):
    view.selection.choose(page="issues")

    turn(open_window)

    assert view.selection.view.page == "map"
    assert view.page("map").table_side.table.isVisible()


def test_the_switch_on_the_page_does_the_same_by_mouse(open_window, view):
    page = view.page("map")
    parts = {part.text(): part for part in page.table_side.choice.findChildren(QAbstractButton)}

    QTest.mouseClick(parts["Table"], Qt.MouseButton.LeftButton)
    assert view.selection.view.as_table
    assert parts["Table"].isChecked()

    QTest.mouseClick(parts["Map"], Qt.MouseButton.LeftButton)
    assert not view.selection.view.as_table


def test_the_way_back_leads_through_the_table(open_window, view):
    turn(open_window)
    view.selection.choose(subject="MYS")
    view.selection.go_back()
    assert view.page("map").table_side.table.isVisible()

    view.selection.go_back()
    assert view.page("map").canvas.isVisible()


def test_the_table_follows_segment_layer_and_horizon(open_window, view):
    page = view.page("map")
    turn(open_window)

    view.selection.choose(layer=LayerKind.DEPENDENCE, segment="crm_antimony")

    assert page.canvas.scene.layer.kind is LayerKind.DEPENDENCE
    assert page.title.text().endswith("share held by each place")
    assert figure_of(page, "China") == percent(page.canvas.scene.layer.values["CHN"].value, 1)


def test_an_edit_reaches_the_table_and_the_map_that_it_hides(open_window, view):
    page = view.page("map")
    turn(open_window)

    set_level(view.bridge, subject="MYS", segment="atp", level=5)
    assert figure_of(page, "Malaysia") == "5"

    turn(open_window)
    assert page.canvas.scene.style("MYS").colour == page.canvas.scene.tokens.capability[5]


def test_an_edit_on_another_page_is_shown_on_return(open_window, view):
    turn(open_window)
    view.selection.choose(page="issues")
    set_level(view.bridge, subject="MYS", segment="atp", level=5)

    view.selection.choose(page="map")

    assert figure_of(view.page("map"), "Malaysia") == "5"


def test_the_focus_stays_on_the_page_when_it_turns(open_window, view):
    page = view.page("map")
    page.canvas.setFocus()

    turn(open_window)
    assert QApplication.focusWidget() is page.table_side.table.rows

    turn(open_window)
    assert QApplication.focusWidget() is page.canvas


def test_the_note_of_kosovo_stands_below_a_table_that_names_it(open_window, view):
    turn(open_window)

    page = view.page("map")
    assert page.canvas.scene.names.note("XKX") in page.note.text()
    assert page.note.mapTo(page, page.note.rect().topLeft()).y() > page.table_side.table.geometry().bottom()


def test_the_table_keeps_clear_of_a_panel_that_lies_over_the_page(open_window, view):
    open_window.resize(1180, 720)
    turn(open_window)
    view.selection.choose(subject="MYS")
    QApplication.processEvents()

    table = view.page("map").table_side.table
    assert (
        table.mapToGlobal(table.rect().topRight()).x()
        < view.panel.mapToGlobal(view.panel.rect().topLeft()).x()
    )


def test_the_table_costs_nothing_until_it_is_asked_for(open_window):
    assert not [
        child for child in open_window.view.page("map").children() if type(child).__name__ == "LayerTable"
    ]
