from __future__ import annotations

from datetime import UTC, datetime

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QWidget

from chipmap.model.exchange.example_return import fill_in
from chipmap.model.exchange.scorecard_writer import write_scorecard
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import NOW
from chipmap.model.starter import starter_dataset
from chipmap.ui import theme
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.file_dialogs import Answer
from chipmap.ui.operations.scores import set_level
from chipmap.ui.shell.chevron import Chevron
from chipmap.ui.shell.start_screen import StartScreen
from chipmap.wording.scorecards import scorecard_words

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window, key, modifier)
    QApplication.processEvents()


def level_of(window, subject: str = "MYS", segment: str = "atp"):
    score = window.documents.bridge.dataset.scores.get((subject, segment, "owner", 1))
    return None if score is None else score.level(NOW)


def drop(window, path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path))])
    where = (Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(400, 300), *where))
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 300), *where))
    QApplication.processEvents()


def test_enter_on_the_start_screen_opens_the_widest_gap_of_the_focus_region(main_window):
    main_window.activateWindow()
    press(main_window.focusWidget(), Qt.Key.Key_Return)

    view = main_window.view.selection.view
    assert (view.focus, view.layer, view.page) == ("EU27", "need", "map")
    assert view.segment == main_window.documents.bridge.standings.widest_gap("EU27")


def test_undo_by_keyboard_and_redo_bring_the_score_back_and_forth(open_window):
    set_level(open_window.documents.bridge, subject="MYS", segment="atp", level=4)

    press(open_window, Qt.Key.Key_Z, CONTROL)
    assert level_of(open_window) is None

    press(open_window, Qt.Key.Key_Y, CONTROL)
    assert level_of(open_window) == 4


def test_undo_in_the_message_takes_the_change_back(open_window):
    set_level(open_window.documents.bridge, subject="MYS", segment="atp", level=4)
    assert "not scored changed to 4" in open_window.toast.text

    undo = next(
        button for button in open_window.toast.findChildren(QAbstractButton) if button.text() == "Undo"
    )
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)

    assert level_of(open_window) is None
    assert "Undone" in open_window.toast.text


def test_commands_that_cannot_run_are_disabled(main_window, starter_file):
    assert not main_window.commands["save"].isEnabled()
    assert main_window.commands["open"].isEnabled()

    main_window.documents.open(starter_file)
    assert main_window.commands["save"].isEnabled()
    assert not main_window.commands["undo"].isEnabled()

    set_level(main_window.documents.bridge, subject="MYS", segment="atp", level=4)
    assert main_window.commands["undo"].isEnabled()


def test_saving_by_keyboard_is_told_in_the_top_bar(open_window):
    set_level(open_window.documents.bridge, subject="MYS", segment="atp", level=4)
    assert open_window.windowTitle().startswith("Partners*")

    press(open_window, Qt.Key.Key_S, CONTROL)

    assert not open_window.documents.bridge.workspace.is_dirty
    assert "Saved as starter.chipmap" in open_window.toast.text
    assert open_window.windowTitle().startswith("Partners –")


def test_horizons_have_keys(open_window):
    press(open_window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert open_window.view.selection.view.horizon == "2030"

    press(open_window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert open_window.view.selection.view.horizon == "now"


def test_f6_goes_through_the_parts_of_the_window(open_window):
    view = open_window.view
    parts = [view.rail, view.top_bar, view.ribbon, view.canvas, view.panel]
    open_window.activateWindow()
    seen = []
    for _ in parts:
        press(open_window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        seen += [part for part in parts if part is focused or part.isAncestorOf(focused)]

    assert seen == parts


def test_a_dropped_workspace_opens(main_window, starter_file, qtbot):
    drop(main_window, starter_file)

    qtbot.waitUntil(lambda: main_window.documents.bridge is not None)
    assert main_window.documents.bridge.workspace.path == starter_file


def test_a_dropped_workbook_is_reviewed(open_window, tmp_path, qtbot):
    path = tmp_path / "notes.xlsx"
    path.write_text("not a workbook", encoding="utf-8")

    drop(open_window, path)

    qtbot.waitUntil(lambda: bool(open_window.findChildren(ImportDialog)))
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy, timeout=20_000)
    for dialog in open_window.findChildren(ImportDialog):
        dialog.reject()


@pytest.fixture
def returned_scorecard(tmp_path, qapp):
    """Malaysia's scorecard from a workspace that is on another laptop, with two answers in it."""
    dataset = starter_dataset(title="Partners of Europe")
    path = tmp_path / "Chipmap_MYS.xlsx"
    write_scorecard(
        dataset,
        "MYS",
        path,
        words=scorecard_words(dataset.settings),
        names=PlaceNames.load(),
        revision=0,
        exported_at=datetime.now(UTC),
    )
    fill_in(path, {(2, "E"): 3, (3, "E"): 4})
    return path, dataset.settings.workspace_id


def test_a_scorecard_on_the_start_screen_begins_its_own_workspace_and_is_reviewed(
    main_window, returned_scorecard, qtbot
):
    path, workspace_id = returned_scorecard

    drop(main_window, path)

    qtbot.waitUntil(lambda: bool(main_window.findChildren(ImportDialog)), timeout=20_000)
    dialog = main_window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=20_000)
    settings = main_window.documents.bridge.dataset.settings
    assert (settings.workspace_id, settings.title) == (workspace_id, "Partners of Europe")
    assert dialog.primary.text() == "Merge 2 changes"
    dialog.reject()


def test_choosing_a_scorecard_on_the_start_screen_does_the_same(
    main_window, dialogs, returned_scorecard, qtbot
):
    dialogs.scorecard, workspace_id = returned_scorecard
    choice = next(
        button
        for button in main_window.findChildren(QAbstractButton)
        if button.text() == "Start from an Excel scorecard"
    )

    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: main_window.documents.bridge is not None, timeout=20_000)
    assert main_window.documents.bridge.dataset.settings.workspace_id == workspace_id
    for dialog in main_window.findChildren(ImportDialog):
        dialog.reject()


def a_text_file(path):
    path.write_text("not a workbook", encoding="utf-8")


def a_table_of_something_else(path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Dish", "Price"])
    workbook.save(path)


@pytest.mark.parametrize(
    ("write", "reason"),
    [(a_text_file, "text file renamed"), (a_table_of_something_else, "headers of a scorecard")],
)
def test_a_file_that_is_no_scorecard_is_named_and_the_start_screen_stays(
    main_window, tmp_path, qtbot, write, reason
):
    path = tmp_path / "notes.xlsx"
    write(path)

    drop(main_window, path)

    qtbot.waitUntil(lambda: bool(main_window.findChildren(QMessageBox)), timeout=20_000)
    box = main_window.findChild(QMessageBox)
    assert reason in box.informativeText()
    box.close()
    assert isinstance(main_window.centralWidget(), StartScreen)
    assert main_window.documents.bridge is None


def test_other_files_are_not_taken(open_window, tmp_path):
    path = tmp_path / "picture.png"
    path.touch()

    drop(open_window, path)

    assert open_window.findChildren(ImportDialog) == []


def test_closing_a_workspace_leads_back_to_the_start_screen(open_window, dialogs):
    dialogs.about_edits = Answer.GIVE_UP
    press(open_window, Qt.Key.Key_W, CONTROL)

    assert isinstance(open_window.centralWidget(), StartScreen)
    assert open_window.preferences.settings.last_workspace == ""


def test_the_window_comes_back_where_it_was(open_window, preferences):
    open_window.resize(1300, 800)
    open_window.close()

    assert preferences.settings.window_geometry


@pytest.mark.parametrize("page", ["map", "issues", "settings"])
def test_everything_that_takes_the_focus_has_a_name(open_window, page):
    open_window.view.selection.choose(page=page)
    QApplication.processEvents()

    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in open_window.view.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        if not isinstance(widget.parentWidget(), QLineEdit)
    ]

    assert nameless == []


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(1180, 720), (1600, 1000)])
def test_every_look_and_size_is_painted(open_window, preferences, mode, text_scale, size):
    preferences.change(theme=mode, text_scale=text_scale)
    preferences.apply_look()
    open_window.resize(*size)
    QApplication.processEvents()

    picture = open_window.grab().toImage()

    ground = picture.pixelColor(picture.rect().topRight() - QPoint(2, -30))
    assert ground == theme.current().colour("surface")


def test_text_at_150_per_cent_puts_the_ribbon_into_two_rows(open_window, preferences):
    one_row = open_window.view.ribbon.sizeHint().height()

    preferences.change(text_scale=1.5)
    preferences.apply_look()
    QApplication.processEvents()

    ribbon = open_window.view.ribbon
    assert ribbon.height() > one_row
    assert len({chevron.y() for chevron in ribbon.findChildren(Chevron)}) == 2
