from __future__ import annotations

from PySide6.QtCore import Qt

from chipmap.ui.dialogs.restore_dialog import RestoreDialog
from chipmap.ui.operations import history, scores

LEFT = Qt.MouseButton.LeftButton


def opened(bridge, qtbot):
    dialog = RestoreDialog(bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_points_are_listed_latest_first_with_what_came_after_them(bridge, qtbot):
    bridge.workspace.keep_restore_point("anna.xlsx")
    bridge.workspace.keep_restore_point("ben.xlsx")

    dialog = opened(bridge, qtbot)

    assert [dialog.table.item(row, 1).text() for row in range(2)] == ["ben.xlsx", "anna.xlsx"]


def test_going_back_is_one_step_that_is_undone_and_keeps_what_was_there(bridge, qtbot):
    before = bridge.dataset
    bridge.workspace.keep_restore_point("anna.xlsx")
    scores.set_level(bridge, subject="MYS", segment="litho", level=5)
    merged = bridge.dataset
    dialog = opened(bridge, qtbot)

    qtbot.mouseClick(dialog.primary, LEFT)

    assert bridge.dataset == before
    assert bridge.workspace.restore_points()[0].reason == "the return to before anna.xlsx"
    history.undo(bridge)
    assert bridge.dataset == merged


def test_enter_in_the_list_goes_nowhere(bridge, qtbot):
    bridge.workspace.keep_restore_point("anna.xlsx")
    scores.set_level(bridge, subject="MYS", segment="litho", level=5)
    merged = bridge.dataset
    dialog = opened(bridge, qtbot)

    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

    assert bridge.dataset is merged


def test_cancel_changes_nothing(bridge, qtbot):
    bridge.workspace.keep_restore_point("anna.xlsx")
    merged = bridge.dataset
    dialog = opened(bridge, qtbot)

    qtbot.mouseClick(dialog.cancel, LEFT)

    assert bridge.dataset is merged


def test_a_point_that_is_damaged_is_named_and_nothing_changes(bridge, qtbot):
    point = bridge.workspace.keep_restore_point("anna.xlsx")
    scores.set_level(bridge, subject="MYS", segment="litho", level=5)
    merged = bridge.dataset
    dialog = opened(bridge, qtbot)
    point.path.write_bytes(b"not a workspace")

    qtbot.mouseClick(dialog.primary, LEFT)

    assert dialog.note.text()
    assert bridge.dataset is merged
    assert dialog.isVisible()


def test_a_workspace_without_restore_points_says_when_one_is_made(bridge, qtbot):
    dialog = opened(bridge, qtbot)

    assert dialog.primary.isHidden()
    assert dialog.cancel.text() == "Close"
