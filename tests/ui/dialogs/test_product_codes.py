"""Product codes and trusted places in the dialog of weights: typed, edited in place, ticked, undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.dialogs.product_codes import CODE, SOURCE
from chipmap.ui.dialogs.weights_dialog import PRODUCTS, TRUSTED, WeightsDialog
from chipmap.ui.operations import history
from chipmap.ui.selection import View


@pytest.fixture
def dialog(bridge, qtbot) -> Iterator[WeightsDialog]:
    shown = WeightsDialog(bridge, View("EU27", "litho", LayerKind.CAPABILITY), "EU27")
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    qtbot.waitUntil(lambda: not shown.preview.is_busy)
    shown.reject()
    shiboken6.delete(shown)


def kept(bridge):
    return [(one.product, one.segment, one.source) for one in bridge.dataset.product_segments.values()]


def test_codes_are_typed_given_a_source_and_removed_by_keyboard(dialog, bridge, qtbot):
    dialog.tabs.setCurrentIndex(PRODUCTS)
    codes = dialog.products
    assert codes.segment.currentData() == "litho"
    qtbot.keyClicks(codes.code, "8486.20")
    qtbot.keyClick(codes.code, Qt.Key.Key_Return)
    assert kept(bridge) == [("848620", "litho", "")]
    assert codes.code.text() == ""
    qtbot.keyClick(codes.code, Qt.Key.Key_Return)
    assert dialog.note.text()

    codes.table.setFocus()
    codes.table.setCurrentIndex(codes.model.index(0, SOURCE))
    qtbot.keyClick(codes.table, Qt.Key.Key_F2)
    editor = codes.table.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "HS 2022")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(bridge) == [("848620", "litho", "HS 2022")])

    codes.table.setCurrentIndex(codes.model.index(0, CODE))
    qtbot.keyClick(codes.table, Qt.Key.Key_Delete)
    assert kept(bridge) == []
    assert not codes.remove_button.isEnabled()
    history.undo(bridge)
    assert kept(bridge) == [("848620", "litho", "HS 2022")]
    assert codes.model.rowCount() == 1


def test_a_place_is_found_ticked_and_no_longer_trusted_after_one_undo(dialog, bridge, qtbot):
    dialog.tabs.setCurrentIndex(TRUSTED)
    trusted = dialog.trusted
    qtbot.keyClicks(trusted.search, "malay")
    rows = [trusted.places.item(row) for row in range(trusted.places.count())]
    (item,) = [one for one in rows if not one.isHidden()]
    box = trusted.places.visualItemRect(item)
    qtbot.mouseClick(
        trusted.places.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 12, box.center().y())
    )
    assert bridge.dataset.settings.trusted_places == ("MYS",)
    history.undo(bridge)
    assert bridge.dataset.settings.trusted_places == ()
    assert item.checkState() is Qt.CheckState.Unchecked
    history.redo(bridge)
    qtbot.mouseClick(trusted.clear_button, Qt.MouseButton.LeftButton)
    assert bridge.dataset.settings.trusted_places == ()
