"""A returned register in the review: read, shown field by field, decided, merged as one step."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit

from chipmap.model.exchange.collaboration_writer import write_collaborations
from chipmap.ui.dialogs.conflict_dialog import ConflictDialog
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.operations import collaborations as operations
from chipmap.ui.operations import history
from chipmap.wording.collaboration_workbook import register_words
from tests.builders import a_collaboration


@pytest.fixture
def register(bridge, tmp_path):
    """The register as it came back: a stage, a budget and a typing error; here the stage moved on too."""
    operations.put_collaboration(bridge, a_collaboration())
    path = tmp_path / "register.xlsx"
    write_collaborations(
        bridge.dataset,
        path,
        words=register_words(),
        names=bridge.names,
        revision=bridge.workspace.revision,
        exported_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    book = load_workbook(path)
    works, budgets = book["Collaborations"], book["Budgets"]
    headings = {cell.value: cell.column for cell in works[4]}
    works.cell(5, headings["Stage"]).value = "Open"
    works.cell(5, headings["Topic"]).value = "Chiplets"
    works.cell(5, headings["TRL to"]).value = 12
    for column, value in enumerate(("joint_call_2026", None, "MYS", 250_000, "MYR"), start=1):
        budgets.cell(5, column).value = value
    book.save(path)
    return path


def test_a_returned_register_is_reviewed_and_merged_like_a_scorecard(review, register, bridge, qtbot):
    operations.move_stage(bridge, "joint_call_2026", "running")
    before = bridge.dataset
    dialog = review(register)
    rows = {row.title: row for row in dialog.model.rows if row.kind is not RowKind.HEADING}

    topic = rows["Topic: Joint call on packaging"]
    assert (topic.here.text, topic.there.text, topic.effect) == ("Packaging", "Chiplets", "changed")
    assert rows["Budget: Malaysia in Joint call on packaging"].there.text == "MYR 250\u202f000"
    conflict = rows["Stage: Joint call on packaging"]
    assert (conflict.kind, conflict.here.text, conflict.there.text) == (RowKind.CONFLICT, "Running", "Open")
    (problem,) = [row for row in dialog.model.rows if row.kind is RowKind.PROBLEM]
    assert problem.is_fixable
    assert "12" in problem.detail
    assert dialog.counts.evidence.isHidden()

    dialog.model.correct(problem, "6")
    qtbot.waitUntil(lambda: "Readiness: Joint call on packaging" in {row.title for row in dialog.model.rows})
    dialog.model.conflict_opened.emit(next(r for r in dialog.model.rows if r.kind is RowKind.CONFLICT))
    whole = dialog.findChild(ConflictDialog)
    assert whole.findChildren(QTextEdit) == []
    qtbot.mouseClick(whole.theirs, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    work = bridge.dataset.collaborations["joint_call_2026"]
    assert (work.stage, work.topic, work.trl_to) == ("open", "Chiplets", 6)
    assert bridge.dataset.budgets["joint_call_2026", "MYS"].amount == 250_000
    assert bridge.workspace.restore_points()
    history.undo(bridge)
    assert bridge.dataset == before
