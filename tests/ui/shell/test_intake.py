"""Files and folders that are dropped on the window find the review that is made for them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from chipmap.model.exchange.example_return import fill_in
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.records import NOW
from chipmap.ui.dialogs.attendance_dialog import AttendanceDialog
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.dialogs.table_dialog import TableDialog
from chipmap.wording.scorecards import scorecard_words


def drop(window, *paths) -> bool:
    """Drag files over the window and let go; whether the window takes them."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where = (Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(400, 300), *where)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), *where))
    QApplication.processEvents()
    return entering.isAccepted()


@pytest.fixture
def returned(open_window, tmp_path):
    """Write a place's scorecard as it comes back, with a level in its third row."""
    bridge = open_window.documents.bridge

    def write(place, folder="returned", level=4):
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / f"{place}.xlsx"
        write_scorecard(
            bridge.dataset,
            place,
            path,
            words=scorecard_words(bridge.dataset.settings),
            names=bridge.names,
            revision=bridge.workspace.revision,
            exported_at=datetime.now(UTC),
        )
        fill_in(path, {(3, "E"): level})
        return path

    return write


def reviewed(window, qtbot) -> ImportDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: bool(dialog.files.files) and not window.jobs.is_busy, timeout=60_000)
    return dialog


def test_several_dropped_scorecards_are_merged_in_two_presses(open_window, returned, qtbot):
    assert drop(open_window, returned("MYS"), returned("JPN"))

    dialog = reviewed(open_window, qtbot)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=60_000)

    scores = open_window.documents.bridge.dataset.scores.values()
    assert sorted(score.subject for score in scores if score.level(NOW) == 4) == ["JPN", "MYS"]
    assert "Undo" in [one.text() for one in open_window.toast.findChildren(QAbstractButton)]


def test_a_dropped_folder_is_read_with_the_folders_in_it(open_window, returned, tmp_path, qtbot):
    returned("MYS")
    returned("JPN")
    (tmp_path / "returned" / "late").mkdir()
    shutil.copyfile(returned("KOR"), tmp_path / "returned" / "late" / "KOR.xlsx")
    (tmp_path / "returned" / "KOR.xlsx").unlink()
    (tmp_path / "returned" / "~$JPN.xlsx").write_bytes(b"lock")

    assert drop(open_window, tmp_path / "returned")

    dialog = reviewed(open_window, qtbot)
    assert sorted(file.path.name for file in dialog.files.files) == ["JPN.xlsx", "KOR.xlsx", "MYS.xlsx"]
    dialog.reject()


def test_the_command_asks_for_a_folder(open_window, dialogs, returned, tmp_path, qtbot):
    returned("MYS")
    dialogs.folder = tmp_path / "returned"

    open_window.commands["import_folder"].trigger()

    dialog = reviewed(open_window, qtbot)
    assert dialog.primary.text() == "Merge 1 change"
    dialog.reject()


def test_a_text_that_is_neither_is_mapped_as_a_table(open_window, tmp_path, qtbot):
    path = tmp_path / "shares.csv"
    path.write_text("country,segment,share,year\nMalaysia,atp,13,2024\n", encoding="utf-8")

    assert drop(open_window, path)

    qtbot.waitUntil(lambda: bool(open_window.findChildren(TableDialog)))
    dialog = open_window.findChild(TableDialog)
    qtbot.waitUntil(lambda: dialog.files.plan is not None, timeout=20_000)
    dialog.reject()


def test_a_workbook_that_is_no_scorecard_is_offered_as_a_table(open_window, tmp_path, qtbot):
    path = tmp_path / "prices.xlsx"
    workbook = Workbook()
    workbook.active.append(["Dish", "Price"])
    workbook.active.append(["Soup", 4])
    workbook.save(path)
    assert drop(open_window, path)
    review = reviewed(open_window, qtbot)
    (choice,) = [one for one in review.refusal.findChildren(QAbstractButton) if "table" in one.text()]

    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bool(open_window.findChildren(TableDialog)))
    dialog = open_window.findChild(TableDialog)
    qtbot.waitUntil(lambda: bool(dialog.files.files) and not open_window.jobs.is_busy, timeout=20_000)
    dialog.reject()


def test_a_dropped_list_of_participants_goes_into_an_event(open_window, tmp_path, qtbot):
    path = tmp_path / "guests.xlsx"
    workbook = Workbook()
    workbook.active.append(["Name", "Organisation", "Country", "E-mail"])
    workbook.active.append(["Kim Lee", "imec", "Belgium", "kim@example.org"])
    workbook.active.append(["Nur Rahman", "Silterra", "Malaysia"])
    workbook.create_sheet("Wishes").append(["From", "To", "Wish"])
    workbook["Wishes"].append(["Kim Lee", "Nur Rahman", "want"])
    workbook.save(path)
    assert drop(open_window, path)
    review = reviewed(open_window, qtbot)
    (choice,) = [one for one in review.refusal.findChildren(QAbstractButton) if "participants" in one.text()]

    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: bool(open_window.findChildren(AttendanceDialog)))
    dialog = open_window.findChild(AttendanceDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None and not open_window.jobs.is_busy, timeout=20_000)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    dataset = open_window.documents.bridge.dataset
    assert [one.name for one in dataset.participants.values()] == ["Kim Lee", "Nur Rahman"]
    assert (len(dataset.wishes), len(dataset.contacts), len(dataset.events)) == (1, 1, 1)


def test_a_text_of_scorecards_is_told_from_one_of_institutions(open_window, tmp_path, qtbot):
    path = tmp_path / "scores.csv"
    path.write_text("Row ID,Place,Level now\nr1,Malaysia,4\n", encoding="utf-8")

    assert drop(open_window, path)

    reviewed(open_window, qtbot).reject()


def test_what_cannot_be_imported_is_not_taken(open_window, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"")

    assert not drop(open_window, path)
    assert open_window.findChildren(ImportDialog) == []
