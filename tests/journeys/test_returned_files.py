"""Japan's round trip by real presses, counted; and files that are no scorecards, with the window live."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton

from chipmap.model.records import NOW, OWNER
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.dialogs.review_model import DECISION
from chipmap.ui.dialogs.review_rows import RowKind
from chipmap.ui.operations import scores
from tests.journeys.test_first_minutes import LEFT
from tests.journeys.test_scorecard_round_trip import export_japan, type_into
from tests.ui.shell.test_intake import drop


def reviewed(window, qtbot) -> ImportDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)))
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: bool(dialog.files.files) and not window.jobs.is_busy, timeout=60_000)
    return dialog


def take_theirs(dialog, qtbot) -> None:
    (row,) = [row for row in dialog.model.rows if row.kind is RowKind.CONFLICT]
    area = dialog.table.visualRect(dialog.model.index(dialog.model.rows.index(row), DECISION))
    at = area.center()
    at.setX(area.left() + area.width() * 6 // 10)
    qtbot.mouseClick(dialog.table.viewport(), LEFT, pos=at)


def test_japan_takes_six_presses_with_a_conflict_and_an_undo(starter_window, qtbot, tmp_path):
    """Export and Save, then the drop, Take theirs, Merge: four presses, and a fifth undoes it."""
    path = tmp_path / "Japan.xlsx"
    bridge = starter_window.view.bridge
    export_japan(starter_window, qtbot, path)
    type_into(path, "atp", 4)
    type_into(path, "wafers", 5)
    scores.set_level(bridge, subject="JPN", segment="atp", level=2)
    before = bridge.dataset

    assert drop(starter_window, path)
    dialog = reviewed(starter_window, qtbot)
    take_theirs(dialog, qtbot)
    qtbot.mouseClick(dialog.primary, LEFT)
    merged = [bridge.dataset.scores["JPN", one, OWNER, 1].level(NOW) for one in ("atp", "wafers")]
    (undo,) = [one for one in starter_window.toast.findChildren(QAbstractButton) if one.text() == "Undo"]
    qtbot.mouseClick(undo, LEFT)

    assert merged == [4, 5]
    assert bridge.dataset == before
    assert len(bridge.workspace.restore_points()) == 1


def test_hostile_files_are_named_and_the_window_stays_live(starter_window, qtbot, tmp_path):
    before = starter_window.view.bridge.dataset
    files = {
        "empty.xlsx": b"",
        "text.xlsx": b"only words",
        "page.xls": b"<html><table><tr><td>1</td></tr></table></html>",
        "torn.xlsx": b"PK\x03\x04" + b"\x00" * 400,
        "ole.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    beats: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(5)

    assert drop(starter_window, *(tmp_path / name for name in files))
    dialog = reviewed(starter_window, qtbot)

    refused = {file.path.name for file in dialog.files.files if file.refused is not None}
    assert refused == set(files)
    assert len(beats) > 20
    assert not dialog.primary.isEnabled()
    dialog.reject()
    assert starter_window.view.bridge.dataset is before
