"""The report of an import: every finding, in a file that brings no formula to life."""

import csv

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog


def test_the_report_lists_every_finding_and_no_formula_comes_alive(
    review, fill_in, jobs, *, tmp_path, qtbot, monkeypatch
):
    fill_in("litho", level="=1+1 or so")
    target = tmp_path / "report.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    dialog = review()

    qtbot.mouseClick(dialog.report, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.is_busy)

    with target.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[0][:3] == ["File", "Sheet", "Cell"]
    assert len(lines) == 2 + len(dialog.plan.issues)
    assert not [cell for line in lines for cell in line if cell.startswith("=")]


def test_the_report_is_a_workbook_unless_its_name_says_otherwise(
    review, fill_in, jobs, *, tmp_path, qtbot, monkeypatch
):
    fill_in("litho", level="=1+1 or so")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "report"), "Excel workbook")
    )
    dialog = review()

    qtbot.mouseClick(dialog.report, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.is_busy)

    sheet = load_workbook(tmp_path / "report.xlsx").active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0][:3] == ["File", "Sheet", "Cell"]
    assert len(lines) == 1 + len(dialog.plan.issues)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert "report.xlsx" in dialog.note.text()
