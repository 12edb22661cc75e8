from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from chipmap.model.records import NA, NOW, OWNER, Confidence
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.dialogs.review_model import CHECK, DECISION, EFFECT
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.operations import history, scores


def kept(bridge, segment):
    return bridge.dataset.scores.get(("MYS", segment, OWNER, 1))


def rows(dialog, *kinds):
    return [row for row in dialog.model.rows if row.kind in kinds]


def counts(dialog):
    cards = dialog.counts
    return [
        int(card.text)
        for card in (cards.changed, cards.evidence, cards.conflicts, cards.problems, cards.unchanged)
    ]


def click_cell(qtbot, dialog, row, column, share=0.5):
    """Click into a cell, `share` of its width from the left."""
    index = dialog.model.index(dialog.model.rows.index(row), column)
    dialog.table.scrollTo(index)
    area = dialog.table.visualRect(index)
    point = area.topLeft()
    point.setX(area.left() + int(area.width() * share))
    point.setY(area.center().y())
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def settled(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)


def test_an_untouched_file_changes_nothing_and_says_so(review):
    dialog = review()

    assert counts(dialog)[:4] == [0, 0, 0, 0]
    assert not dialog.primary.isEnabled()
    assert dialog.note.text() == "Every answer in the file is in your workspace already."


def test_a_changed_cell_is_shown_old_and_new_and_merged_as_one_step(review, fill_in, bridge, qtbot):
    fill_in("litho", level=4, confidence="High")
    fill_in("packaging", level=1)
    dialog = review()
    before = bridge.dataset
    (changed,) = [row for row in dialog.model.rows if row.title == "Litho"]

    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert (changed.here.figure, changed.there.figure, changed.effect) == ("2", "4", "+2 levels")
    assert kept(bridge, "litho").level(NOW) == 4
    assert kept(bridge, "litho").confidence is Confidence.HIGH
    assert kept(bridge, "packaging").level(NOW) == 1
    history.undo(bridge)
    assert bridge.dataset == before
    assert not bridge.workspace.can_undo


def test_nothing_is_written_before_it_is_accepted(review, fill_in, bridge, qtbot):
    fill_in("litho", level=4)
    before = bridge.dataset

    dialog = review()
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)

    assert bridge.dataset is before
    assert not bridge.workspace.can_undo


def test_an_item_that_is_left_out_stays_as_it_was(review, fill_in, bridge, qtbot):
    fill_in("litho", level=4)
    fill_in("deposition", level=5)
    dialog = review()
    (litho,) = [row for row in dialog.model.rows if row.title == "Litho"]

    click_cell(qtbot, dialog, litho, CHECK)
    text = dialog.primary.text()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert text == "Merge 1 change"
    assert kept(bridge, "litho").level(NOW) == 2
    assert kept(bridge, "deposition").level(NOW) == 5


def test_not_applicable_in_the_file_is_taken_as_such(review, fill_in, bridge, qtbot):
    fill_in("litho", level="NA")
    dialog = review()

    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert kept(bridge, "litho").level(NOW) is NA


@pytest.fixture
def conflict(fill_in, bridge, review):
    """Lithography went from 2 to 4 in the file and from 2 to 3 here."""
    fill_in("litho", level=4)
    scores.set_level(bridge, subject="MYS", segment="litho", level=3)
    return review()


def test_a_conflict_keeps_mine_until_it_is_decided(conflict, bridge, qtbot):
    assert counts(conflict)[2] == 1
    assert not conflict.primary.isDefault()
    assert not conflict.primary.isEnabled()


def test_taking_theirs_by_a_click_settles_a_conflict(conflict, bridge, qtbot):
    (row,) = rows(conflict, RowKind.CONFLICT)

    click_cell(qtbot, conflict, row, DECISION, 0.75)
    is_default = conflict.primary.isDefault()
    qtbot.mouseClick(conflict.primary, Qt.MouseButton.LeftButton)

    assert is_default
    assert kept(bridge, "litho").level(NOW) == 4


def test_keeping_mine_by_the_keyboard_settles_a_conflict(conflict, bridge, qtbot):
    (row,) = rows(conflict, RowKind.CONFLICT)
    conflict.table.setFocus()

    qtbot.keyClick(conflict.table, Qt.Key.Key_Left)

    assert conflict.model.is_settled(row)
    assert not conflict.model.taken
    assert kept(bridge, "litho").level(NOW) == 3


def test_enter_merges_only_when_nothing_is_open(fill_in, bridge, review, qtbot):
    fill_in("litho", level=6)
    fill_in("deposition", level=5)
    dialog = review()
    dialog.table.setFocus()

    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    still_open = shiboken6.isValid(dialog) and dialog.isVisible()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

    assert still_open
    assert kept(bridge, "deposition").level(NOW) == 5


def test_a_bad_cell_names_sheet_and_cell_and_does_not_stop_the_rest(review, fill_in, bridge, qtbot):
    fill_in("litho", level=6)
    fill_in("deposition", level=5)
    dialog = review()
    (problem,) = rows(dialog, RowKind.PROBLEM)

    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert problem.detail.startswith("Scores!E")
    assert "6" in problem.detail
    assert kept(bridge, "litho").level(NOW) == 2
    assert kept(bridge, "deposition").level(NOW) == 5


def test_a_bad_cell_is_corrected_in_place(review, fill_in, bridge, qtbot):
    fill_in("litho", level=6)
    dialog = review()
    (problem,) = rows(dialog, RowKind.PROBLEM)

    click_cell(qtbot, dialog, problem, EFFECT)
    editor = dialog.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not rows(dialog, RowKind.PROBLEM), timeout=20_000)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert kept(bridge, "litho").level(NOW) == 5


def test_typing_on_a_problem_begins_its_correction(review, fill_in, qtbot):
    fill_in("litho", level=6)
    dialog = review()
    dialog.table.setFocus()

    qtbot.keyClick(dialog.table, "5")
    qtbot.keyClick(dialog.table.findChild(QLineEdit), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not rows(dialog, RowKind.PROBLEM), timeout=20_000)
    (item,) = rows(dialog, RowKind.ITEM)
    assert item.there.figure == "5"


def test_a_correction_that_is_no_better_is_still_a_problem(review, fill_in, jobs, qtbot):
    fill_in("litho", level=6)
    dialog = review()
    (problem,) = rows(dialog, RowKind.PROBLEM)

    dialog.model.correct(problem, "seven")
    settled(qtbot, jobs)

    (problem,) = rows(dialog, RowKind.PROBLEM)
    assert problem.value == "seven"


def test_decisions_survive_a_correction(review, fill_in, jobs, qtbot):
    fill_in("litho", level=6)
    fill_in("deposition", level=5)
    dialog = review()
    (item,) = rows(dialog, RowKind.ITEM)
    dialog.model.take(item, is_taken=False)
    (problem,) = rows(dialog, RowKind.PROBLEM)

    dialog.model.correct(problem, "1")
    settled(qtbot, jobs)

    taken = {row.title: dialog.model.is_taken(row) for row in rows(dialog, RowKind.ITEM)}
    assert taken == {"Deposition": False, "Litho": True}


def test_a_heading_takes_or_leaves_all_its_rows(review, fill_in, qtbot):
    for segment in ("litho", "deposition", "packaging_osat"):
        fill_in(segment, level=5)
    dialog = review()
    (heading,) = rows(dialog, RowKind.HEADING)

    click_cell(qtbot, dialog, heading, DECISION, 0.2)
    none = set(dialog.model.taken)
    click_cell(qtbot, dialog, heading, DECISION, 0.2)

    assert none == set()
    assert len(dialog.model.taken) == 3


def test_new_sources_become_evidence(review, fill_in, bridge, qtbot):
    fill_in("litho", sources="National survey | page 3 | 2025")
    dialog = review()

    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    (key,) = kept(bridge, "litho").evidence
    assert bridge.dataset.evidence[key].title == "National survey"


def test_a_text_file_renamed_to_xlsx_is_refused_in_words(review, tmp_path):
    path = tmp_path / "notes.xlsx"
    path.write_text("just some notes", encoding="utf-8")

    dialog = review(path)

    assert "notes.xlsx" in dialog.refusal.message
    assert "Nothing was changed" in dialog.refusal.message
    assert not dialog.primary.isVisible()
    assert dialog.cancel.text() == "Close"


def test_a_file_that_is_gone_is_refused_in_words(review, tmp_path):
    dialog = review(tmp_path / "gone.xlsx")

    assert dialog.refusal.isVisible()
    assert dialog.refusal.message


def test_a_scorecard_of_another_workspace_says_which(scorecard, jobs, tmp_path, qtbot):
    from chipmap.model.workspace import create_workspace
    from chipmap.ui.bridge import WorkspaceBridge
    from tests.builders import some_settings, three_countries_dataset

    settings = some_settings(workspace_id="w-other", title="Other partners")
    other = WorkspaceBridge(
        create_workspace(tmp_path / "other.chipmap", three_countries_dataset(settings=settings))
    )

    dialog = ImportDialog(other, jobs, [scorecard])
    dialog.show()
    settled(qtbot, jobs)
    message = dialog.refusal.message
    shiboken6.delete(dialog)
    other.close()

    assert "Partners of Europe" in message
    assert "Other partners" in message


def test_closing_while_reading_cancels_it(bridge, jobs, scorecard, qtbot, monkeypatch):
    from chipmap.model.exchange import workbook_reader

    started, ended = threading.Event(), []

    def endless(_path, *, progress):
        started.set()
        while True:
            progress.step(0, 0)

    monkeypatch.setattr(workbook_reader, "read_workbook", endless)
    dialog = ImportDialog(bridge, jobs, [scorecard])
    dialog.show()
    qtbot.waitUntil(started.is_set)
    dialog.destroyed.connect(lambda: ended.append(True))

    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    settled(qtbot, jobs)

    assert not bridge.workspace.can_undo
    assert not (shiboken6.isValid(dialog) and dialog.isVisible())


def test_a_workspace_that_changed_meanwhile_is_planned_again(review, fill_in, bridge, jobs, qtbot):
    fill_in("litho", level=4)
    dialog = review()
    scores.set_level(bridge, subject="MYS", segment="litho", level=0)

    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    settled(qtbot, jobs)

    assert kept(bridge, "litho").level(NOW) == 0
    assert counts(dialog)[2] == 1


def test_every_row_and_control_can_be_read_aloud(review, fill_in):
    fill_in("litho", level=6)
    fill_in("deposition", level=5)
    dialog = review()

    role = Qt.ItemDataRole.AccessibleTextRole
    spoken = [dialog.model.index(row, 0).data(role) for row in range(dialog.model.rowCount())]
    named = [
        button.accessibleName() or button.text()
        for button in dialog.findChildren(QAbstractButton)
        if button.isVisible()
    ]

    assert "Deposition, in your workspace 3, in the file 5, +2 levels, Take theirs" in spoken
    assert all(spoken)
    assert all(named)


def test_escape_leaves_without_a_trace(review, fill_in, bridge, qapp):
    fill_in("litho", level=4)
    dialog = review()

    qapp.sendEvent(dialog, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))

    assert not bridge.workspace.can_undo
