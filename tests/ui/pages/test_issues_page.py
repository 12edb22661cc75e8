from __future__ import annotations

from PySide6.QtWidgets import QApplication, QTableView

from chipmap.ui.operations.scores import set_level


def test_a_row_leads_to_its_subject_and_segment(open_window):
    set_level(open_window.documents.bridge, subject="MYS", segment="atp", level=4)
    selection = open_window.view.selection
    selection.choose(page="issues", segment="fab")
    table = open_window.view.page("issues").findChild(QTableView)
    rows = [
        row for row in range(table.model().rowCount()) if "Malaysia" in table.model().index(row, 0).data()
    ]

    table.activated.emit(table.model().index(rows[0], 0))

    assert (selection.view.page, selection.view.subject, selection.view.segment) == ("map", "MYS", "atp")


def test_the_rail_counts_the_issues(open_window, qtbot):
    rail = open_window.view.rail
    set_level(open_window.documents.bridge, subject="MYS", segment="atp", level=4)

    qtbot.waitUntil(lambda: "item" in rail._buttons["issues"].accessibleName())
    counted = int(rail._buttons["issues"].accessibleName().split(", ")[1].split()[0])
    open_window.view.selection.choose(page="issues")
    QApplication.processEvents()

    assert counted == open_window.view.page("issues").findChild(QTableView).model().rowCount()
