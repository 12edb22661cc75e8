"""Many returned files in one review: what each brings, and one merge of all that is chosen."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime

import pytest
import shiboken6
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.exchange.scorecard_layout import row_id
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.labels import Label
from chipmap.model.records import NOW, OWNER, Rater
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.operations import history, scores
from chipmap.wording.scorecards import scorecard_words

RATERS = ("anna", "ben", "cem")


@pytest.fixture
def raters(bridge):
    made = ChangeSet(tuple(Change(None, Rater(rater, rater.title())) for rater in RATERS))
    bridge.workspace.apply(made, label=Label.ADD_RATER)


@pytest.fixture
def card(bridge, tmp_path):
    """Write a rater's scorecard of Malaysia with levels entered into it."""

    def write(rater, name="", **levels):
        folder = tmp_path / "returned"
        folder.mkdir(exist_ok=True)
        path = folder / (name or f"{rater}.xlsx")
        write_scorecard(
            bridge.dataset,
            "MYS",
            path,
            rater=rater,
            words=scorecard_words(bridge.dataset.settings),
            names=bridge.names,
            revision=bridge.workspace.revision,
            exported_at=datetime(2026, 11, 22, tzinfo=UTC),
        )
        workbook = load_workbook(path)
        sheet = workbook["Scores"]
        lines = {cell.value: cell.row for cell in sheet["A"]}
        for segment, level in levels.items():
            sheet[f"E{lines[row_id('MYS', segment)]}"] = level
        workbook.save(path)
        return path

    return write


@pytest.fixture
def reviewed(bridge, jobs, qtbot):
    """Open the review of several files and wait until all are planned."""
    opened = []

    def open_review(paths):
        dialog = ImportDialog(bridge, jobs, paths)
        opened.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not jobs.is_busy, timeout=60_000)
        return dialog

    yield open_review
    for dialog in opened:
        if shiboken6.isValid(dialog):
            shiboken6.delete(dialog)


def merge(qtbot, jobs, dialog):
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=60_000)


def choose_file(qtbot, dialog, number):
    item = dialog.file_list.item(number)
    at = dialog.file_list.visualItemRect(item).center()
    qtbot.mouseClick(dialog.file_list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def level(bridge, rater, segment="litho"):
    score = bridge.dataset.scores.get(("MYS", segment, rater, 1))
    return None if score is None else score.level(NOW)


def states(dialog):
    role = Qt.ItemDataRole.AccessibleTextRole
    return [dialog.file_list.item(number).data(role) for number in range(dialog.file_list.count())]


def test_a_folder_is_merged_as_one_step_with_one_restore_point(
    raters, card, reviewed, *, bridge, jobs, qtbot, tmp_path
):
    for number, rater in enumerate(RATERS):
        card(rater, litho=number + 1, deposition=4)
    before = bridge.dataset
    dialog = reviewed([tmp_path / "returned"])
    text = dialog.primary.text()

    merge(qtbot, jobs, dialog)

    assert text == "Merge 6 changes from 3 files"
    assert [level(bridge, rater) for rater in RATERS] == [1, 2, 3]
    assert len(bridge.workspace.restore_points()) == 1
    history.undo(bridge)
    assert bridge.dataset == before


def test_each_file_says_what_it_brings_or_why_it_cannot_be_read(raters, card, reviewed, tmp_path):
    notes = tmp_path / "notes.xlsx"
    notes.write_text("no workbook", encoding="utf-8")

    dialog = reviewed([card("anna", litho=4), card("ben", litho=6), card("cem"), notes])

    assert [state.partition(", ")[2] for state in states(dialog)] == [
        "1 change",
        "no changes\u00a0· 1 to decide",
        "no changes",
        "cannot be read",
    ]


def test_a_refused_file_stops_no_other(raters, card, reviewed, *, bridge, jobs, qtbot, tmp_path):
    notes = tmp_path / "notes.xlsx"
    notes.write_text("no workbook", encoding="utf-8")
    dialog = reviewed([notes, card("anna", litho=4)])

    choose_file(qtbot, dialog, 0)
    refused = dialog.refusal.isVisible()
    merge(qtbot, jobs, dialog)

    assert refused
    assert level(bridge, "anna") == 4


def test_a_whole_file_can_be_left_out_and_taken_again(raters, card, reviewed, *, bridge, jobs, qtbot):
    dialog = reviewed([card("anna", litho=4), card("ben", litho=5)])
    choose_file(qtbot, dialog, 0)

    qtbot.mouseClick(dialog.file_line.leave_out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    left_out = (dialog.primary.text(), states(dialog)[0])
    merge(qtbot, jobs, dialog)

    assert left_out == ("Merge 1 change", "anna.xlsx, left out")
    assert (level(bridge, "anna"), level(bridge, "ben")) == (None, 5)


def test_what_is_left_out_of_one_file_stays_out_while_another_is_looked_at(
    raters, card, reviewed, *, bridge, jobs, qtbot
):
    dialog = reviewed([card("anna", litho=4, deposition=3), card("ben", litho=5)])
    choose_file(qtbot, dialog, 0)
    (litho,) = [row for row in dialog.model.rows if row.title == "Litho"]
    dialog.model.take(litho, is_taken=False)

    choose_file(qtbot, dialog, 1)
    choose_file(qtbot, dialog, 0)
    merge(qtbot, jobs, dialog)

    assert level(bridge, "anna") is None
    assert level(bridge, "anna", "deposition") == 3
    assert level(bridge, "ben") == 5


def test_copies_of_one_scorecard_are_planned_on_each_other_and_looked_at_again_where_that_shows(
    bridge, card, reviewed, *, jobs, qtbot
):
    first = card(OWNER, "first.xlsx", litho=4)
    second = first.with_name("second.xlsx")
    shutil.copyfile(first, second)
    workbook = load_workbook(second)
    sheet = workbook["Scores"]
    (line,) = [cell.row for cell in sheet["A"] if cell.value == row_id("MYS", "litho")]
    sheet[f"E{line}"] = 5
    workbook.save(second)

    dialog = reviewed([first, second])
    brought = [[item.after.level for item in file.plan.items] for file in dialog.files.files]
    assert brought == [[4], [5]]
    merge(qtbot, jobs, dialog)

    assert level(bridge, OWNER) == 5


def test_a_workspace_that_changed_meanwhile_is_looked_at_again(
    raters, card, reviewed, *, bridge, jobs, qtbot
):
    dialog = reviewed([card("anna", litho=4), card(OWNER, litho=5)])
    scores.set_level(bridge, subject="MYS", segment="litho", level=1)

    merge(qtbot, jobs, dialog)

    assert level(bridge, OWNER) == 1
    assert level(bridge, "anna") is None
    assert "changed meanwhile" in dialog.note.text()
    assert sum(len(file.conflicts) for file in dialog.files.files) == 1


def test_cancel_while_many_are_read_leaves_the_workspace_as_it_was(raters, card, bridge, jobs, qtbot):
    paths = [card(rater, litho=4) for rater in RATERS]
    before = bridge.dataset
    dialog = ImportDialog(bridge, jobs, paths)
    dialog.show()

    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)

    assert bridge.dataset is before
    assert not bridge.workspace.restore_points()


def test_cells_that_are_wrong_alike_are_mended_by_one_click(card, reviewed, *, bridge, jobs, qtbot):
    dialog = reviewed([card(OWNER, litho="about 3", deposition="about 3", packaging_osat="about 3")])
    (problem,) = [row for row in dialog.model.rows if row.kind is RowKind.PROBLEM]

    dialog.model.correction_made.emit(problem, problem.choice)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    merge(qtbot, jobs, dialog)

    assert (problem.title, problem.choice_text) == ("3 cells alike", "3 in all 3 cells")
    assert [level(bridge, OWNER, one) for one in ("litho", "deposition", "packaging_osat")] == [3, 3, 3]


def test_a_folder_without_workbooks_says_so(reviewed, tmp_path):
    (tmp_path / "empty").mkdir()

    dialog = reviewed([tmp_path / "empty"])

    assert dialog.refusal.message == "There is no workbook in that folder."
    assert not dialog.primary.isVisible()


def test_withdrawn_rows_are_cleared_only_when_that_is_said(card, reviewed, *, bridge, jobs, qtbot):
    path = card(OWNER)
    workbook = load_workbook(path)
    sheet = workbook["Scores"]
    (line,) = [cell.row for cell in sheet["A"] if cell.value == row_id("MYS", "litho")]
    sheet.delete_rows(line)
    workbook.save(path)
    dialog = reviewed([path])
    (withdrawn,) = [
        found
        for found in dialog.questions.findChildren(QAbstractButton)
        if found.text() == "Treat them as withdrawn"
    ]

    qtbot.mouseClick(withdrawn, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    merge(qtbot, jobs, dialog)

    assert level(bridge, OWNER) is None
    assert level(bridge, OWNER, "deposition") == 3


def test_the_window_goes_on_while_files_are_read(raters, card, bridge, jobs, qtbot):
    paths = [card(rater, litho=4) for rater in RATERS]
    beats = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(5)
    dialog = ImportDialog(bridge, jobs, paths)

    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=60_000)
    shiboken6.delete(dialog)

    assert len(beats) > 20
