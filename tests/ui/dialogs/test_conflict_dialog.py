"""A conflict shown whole, decided in each of the ways that there are; and the password of a locked file."""

from __future__ import annotations

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from chipmap.model.records import NOW, OWNER, Confidence
from chipmap.ui.dialogs.conflict_dialog import ConflictDialog
from chipmap.ui.dialogs.password_dialog import PasswordDialog
from chipmap.ui.dialogs.review_model import DECISION
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.operations import scores

LEFT = Qt.MouseButton.LeftButton


def kept(bridge):
    return bridge.dataset.scores["MYS", "litho", OWNER, 1]


def open_conflict(qtbot, dialog) -> ConflictDialog:
    """Press the part of the decision that leads to the other choices."""
    (row,) = [row for row in dialog.model.rows if row.kind is RowKind.CONFLICT]
    index = dialog.model.index(dialog.model.rows.index(row), DECISION)
    area = dialog.table.visualRect(index)
    at = area.center()
    at.setX(area.right() - 18)
    qtbot.mouseClick(dialog.table.viewport(), LEFT, pos=at)
    return dialog.findChild(ConflictDialog)


@pytest.fixture
def levels(fill_in, bridge, review):
    fill_in("litho", level=4)
    scores.set_level(bridge, subject="MYS", segment="litho", level=3)
    return review()


@pytest.fixture
def reasons(fill_in, bridge, review):
    fill_in("litho", reason="A plant was announced.")
    scores.set_reason(bridge, subject="MYS", segment="litho", reason="Two plants run.")
    return review()


def test_both_texts_are_kept_with_mine_first(reasons, bridge, qtbot):
    conflict = open_conflict(qtbot, reasons)

    qtbot.mouseClick(conflict.both, LEFT)
    qtbot.mouseClick(reasons.primary, LEFT)

    assert kept(bridge).reason == "Two plants run.\nA plant was announced."


def test_another_text_is_kept_instead_of_either(reasons, bridge, qtbot):
    conflict = open_conflict(qtbot, reasons)
    conflict._text.selectAll()
    qtbot.keyClicks(conflict._text, "One plant runs, one was announced.")

    qtbot.mouseClick(conflict.edited, LEFT)
    qtbot.mouseClick(reasons.primary, LEFT)

    assert kept(bridge).reason == "One plant runs, one was announced."


def test_another_level_with_its_confidence_is_kept_instead_of_either(levels, bridge, qtbot):
    conflict = open_conflict(qtbot, levels)
    conflict._levels.setFocus()
    qtbot.keyClick(conflict._levels, "5")
    conflict._confidences.setCurrentIndex(3)

    qtbot.mouseClick(conflict.edited, LEFT)
    qtbot.mouseClick(levels.primary, LEFT)

    assert (kept(bridge).level(NOW), kept(bridge).confidence) == (5, Confidence.HIGH)
    assert not levels.isVisible()


def test_a_level_cannot_be_kept_twice(levels, qtbot):
    conflict = open_conflict(qtbot, levels)

    assert [one for one in conflict.findChildren(QAbstractButton) if "both" in one.text().lower()] == []


def test_escape_decides_nothing(levels, bridge, qtbot):
    conflict = open_conflict(qtbot, levels)

    qtbot.keyClick(conflict, Qt.Key.Key_Escape)

    assert levels.files.waiting == 1
    assert kept(bridge).level(NOW) == 3


def test_keeping_mine_is_remembered_though_nothing_else_changes(levels, bridge, review, qtbot):
    qtbot.mouseClick(open_conflict(qtbot, levels).mine, LEFT)
    text = levels.primary.text()
    qtbot.mouseClick(levels.primary, LEFT)

    again = review()

    assert text == "Keep 1 decision"
    assert not [row for row in again.model.rows if row.kind is RowKind.CONFLICT]


def test_a_locked_file_asks_for_its_password_until_it_opens(
    scorecard, fill_in, review, *, bridge, jobs, qtbot, tmp_path
):
    fill_in("litho", level=5)
    locked = tmp_path / "locked.xlsx"
    with scorecard.open("rb") as source, locked.open("wb") as target:
        OOXMLFile(source).encrypt("sésame", target)
    dialog = review(locked)

    for typed in ("wrong", "sésame"):
        (ask,) = [one for one in dialog.refusal.findChildren(QAbstractButton) if "password" in one.text()]
        qtbot.mouseClick(ask, LEFT)
        question = dialog.findChildren(PasswordDialog)[-1]
        question.field.setText(typed)
        qtbot.mouseClick(question.primary, LEFT)
        qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
    qtbot.mouseClick(dialog.primary, LEFT)

    assert kept(bridge).level(NOW) == 5
