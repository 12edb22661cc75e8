"""A scorecard leaves the window, is filled in elsewhere, and comes back through the review."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt

from chipmap.model.exchange.scorecard_layout import row_id
from chipmap.model.records import NOW, OWNER
from chipmap.ui.dialogs.export_dialog import ExportDialog
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.dialogs.review_rows import RowKind
from tests.journeys.test_first_minutes import LEFT, button


def type_into(path: Path, segment: str, level: object) -> None:
    """What a person with Excel does: type into the level of one segment and save."""
    workbook = load_workbook(path)
    sheet = workbook["Scores"]
    wanted = row_id("JPN", segment)
    (row,) = [cell.row for cell in sheet["A"] if cell.value == wanted]
    sheet[f"E{row}"] = level
    workbook.save(path)


def export_japan(window, qtbot, path: Path) -> None:
    window.view.selection.choose(subject="JPN")
    qtbot.mouseClick(button(window.view.panel, "Export scorecard"), LEFT)
    dialog = window.findChild(ExportDialog)
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(path))
    qtbot.mouseClick(dialog.primary, LEFT)
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)


def open_review(window, dialogs, qtbot, path: Path) -> ImportDialog:
    dialogs.scorecard = path
    window.commands["import"].trigger()
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=20_000)
    return dialog


def test_japans_scorecard_goes_out_comes_back_is_merged_and_undone(starter_window, dialogs, qtbot, tmp_path):
    path = tmp_path / "Japan.xlsx"
    bridge = starter_window.view.bridge
    before = bridge.dataset

    export_japan(starter_window, qtbot, path)
    type_into(path, "atp", 4)
    type_into(path, "wafers", 5)
    dialog = open_review(starter_window, dialogs, qtbot, path)
    assert dialog.primary.text() == "Merge 2 changes"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert bridge.dataset.scores[("JPN", "wafers", OWNER, 1)].level(NOW) == 5
    row = next(
        row for row in starter_window.view.panel.scores.chain.shown_rows() if row.line.segment == "atp"
    )
    assert row.line.figure == "4"
    starter_window.activateWindow()
    qtbot.waitUntil(starter_window.isActiveWindow)
    qtbot.keyClick(starter_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bridge.dataset == before


def test_a_bad_cell_is_named_and_the_rest_is_merged(starter_window, dialogs, qtbot, tmp_path):
    path = tmp_path / "Japan.xlsx"
    bridge = starter_window.view.bridge

    export_japan(starter_window, qtbot, path)
    type_into(path, "atp", 4)
    type_into(path, "wafers", "very strong indeed")
    dialog = open_review(starter_window, dialogs, qtbot, path)
    problems = [row.detail for row in dialog.model.rows if row.kind is RowKind.PROBLEM]
    qtbot.mouseClick(dialog.primary, LEFT)

    assert len(problems) == 1
    assert problems[0].startswith("Scores!E")
    assert "very strong indeed" in problems[0]
    assert bridge.dataset.scores[("JPN", "atp", OWNER, 1)].level(NOW) == 4
    assert ("JPN", "wafers", OWNER, 1) not in bridge.dataset.scores
