"""Back and forward from the window: buttons, keys and the side buttons of the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from chipmap.model.geography.layers import LayerKind

ALT = Qt.KeyboardModifier.AltModifier


def bar_button(window, name: str) -> QToolButton:
    tip = window.commands[name].toolTip()
    return next(one for one in window.view.top_bar.findChildren(QToolButton) if one.toolTip() == tip)


def test_the_buttons_lead_only_where_there_is_a_view(open_window):
    back, forward = bar_button(open_window, "back"), bar_button(open_window, "forward")
    assert not back.isEnabled()
    assert not forward.isEnabled()

    open_window.view.selection.choose(segment="sme")
    assert back.isEnabled()
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)

    assert open_window.view.selection.view.segment != "sme"
    assert not back.isEnabled()
    assert forward.isEnabled()


def test_an_edit_does_not_offer_a_way_that_leads_nowhere(open_window):
    from chipmap.ui.operations.scores import set_level

    set_level(open_window.view.bridge, subject="MYS", segment="fab", level=3)

    assert not open_window.commands["back"].isEnabled()


def test_no_way_is_open_without_a_workspace(open_window):
    open_window.view.selection.choose(segment="sme")
    open_window.commands["close"].trigger()

    assert not open_window.commands["back"].isEnabled()


def test_alt_and_the_arrows_walk_through_focus_layer_and_page(open_window):
    selection = open_window.view.selection
    open_window.activateWindow()
    before = selection.view
    selection.choose(focus="MYS")
    selection.choose(layer=LayerKind.CAPABILITY)
    selection.choose(page="issues")
    for _step in range(3):
        QTest.keyClick(open_window, Qt.Key.Key_Left, ALT)
        QApplication.processEvents()
    assert selection.view == before

    for _step in range(3):
        QTest.keyClick(open_window, Qt.Key.Key_Right, ALT)
        QApplication.processEvents()
    view = selection.view
    assert (view.focus, view.layer, view.page) == ("MYS", LayerKind.CAPABILITY, "issues")


@pytest.mark.parametrize("as_table", [False, True])
def test_the_side_buttons_of_the_mouse_walk_too(open_window, as_table):
    selection = open_window.view.selection
    selection.choose(as_table=as_table, segment="fab")
    selection.choose(segment="sme")
    page = open_window.view.page("map")
    under_pointer = page.table_side.table.rows.viewport() if as_table else page.canvas

    QTest.mouseClick(under_pointer, Qt.MouseButton.BackButton, pos=QPoint(60, 60))
    assert selection.view.segment == "fab"
    QTest.mouseClick(under_pointer, Qt.MouseButton.ForwardButton, pos=QPoint(60, 60))
    assert selection.view.segment == "sme"
    assert selection.view.subject is None
