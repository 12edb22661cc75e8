"""The register out of the window as a workbook, and back by being dropped on it."""

from __future__ import annotations

import openpyxl
from PySide6.QtCore import Qt

from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.shell.intake import take_paths


def test_a_register_goes_out_in_a_language_and_comes_back_through_the_review(
    open_window, dialogs, qtbot, tmp_path
):
    dialogs.table_place, dialogs.workbook_language = tmp_path / "register.xlsx", "fr"
    open_window.commands["export_register"].trigger()
    qtbot.waitUntil(lambda: dialogs.table_place.is_file() and not open_window.jobs.is_busy, timeout=20_000)
    book = openpyxl.load_workbook(dialogs.table_place)
    works = book["Collaborations"]
    headings = {cell.value: cell.column for cell in works[4]}
    works.cell(5, headings["Étape"]).value = "Ouvert"
    book.save(dialogs.table_place)
    key = works.cell(5, 1).value

    take_paths(open_window, [dialogs.table_place])

    review = open_window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: review.plan is not None, timeout=20_000)
    assert [item.unit for item in review.plan.items] == ["stage"]
    qtbot.mouseClick(review.primary, Qt.MouseButton.LeftButton)
    bridge = open_window.documents.bridge
    assert bridge.dataset.collaborations[key].stage == "open"
