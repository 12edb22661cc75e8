"""What a merge in the window leaves behind: a restore point, and conflicts that wait or are remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from chipmap.model.records import NOW, OWNER, Resolution
from chipmap.model.rules import open_conflicts
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.operations import history, scores


@pytest.fixture
def dialog(fill_in, bridge, review):
    """Lithography was changed on both sides, deposition in the file alone."""
    fill_in("litho", level=4)
    fill_in("deposition", level=5)
    scores.set_level(bridge, subject="MYS", segment="litho", level=3)
    return review()


def kept(bridge, segment):
    return bridge.dataset.scores["MYS", segment, OWNER, 1].level(NOW)


def test_an_undecided_conflict_is_kept_with_the_workspace(dialog, bridge, qtbot):
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    (conflict,) = open_conflicts(bridge.dataset)
    assert (conflict.segment, conflict.place) == ("litho", "Scores!E7")
    assert (kept(bridge, "litho"), kept(bridge, "deposition")) == (3, 5)


def test_a_conflict_that_was_decided_for_mine_is_not_raised_again(dialog, bridge, review, qtbot):
    (row,) = [row for row in dialog.model.rows if row.kind is RowKind.CONFLICT]
    dialog.model.take(row, is_taken=False)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    (conflict,) = bridge.dataset.merge_conflicts.values()
    again = review()

    assert conflict.resolution is Resolution.OURS
    assert [row for row in again.model.rows if row.kind is RowKind.CONFLICT] == []
    assert [issue.code for issue in again.plan.issues] == ["already-imported"]


def test_a_merge_is_one_step_with_a_restore_point(dialog, bridge, qtbot):
    before = bridge.dataset
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    (point,) = bridge.workspace.restore_points()
    history.undo(bridge)

    assert point.reason == "Chipmap_MYS_R1_owner.xlsx"
    assert bridge.dataset == before
