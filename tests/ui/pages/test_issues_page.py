from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from chipmap.model.analysis.attention import Attention
from chipmap.model.analysis.findings import weak_suggestions
from chipmap.model.match.register_findings import register_issues
from chipmap.ui.operations.scores import set_level


@pytest.fixture
def issues_table(open_window) -> QTableView:
    """The Issues page after Malaysia was scored without evidence."""
    set_level(open_window.documents.bridge, subject="MYS", segment="atp", level=4)
    open_window.view.selection.choose(page="issues", segment="fab")
    return open_window.view.page("issues").findChild(QTableView)


def row_of(table: QTableView, place: str) -> int:
    model = table.model()
    return next(row for row in range(model.rowCount()) if place in model.index(row, 0).data())


def test_a_row_leads_to_its_subject_and_segment(qtbot, open_window, issues_table):
    cell = issues_table.model().index(row_of(issues_table, "Malaysia · Packaging"), 0)
    at = issues_table.visualRect(cell).center()

    qtbot.mouseClick(issues_table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    view = open_window.view.selection.view
    assert (view.page, view.subject, view.segment) == ("map", "MYS", "atp")


def test_enter_leads_to_the_place_of_the_current_row(qtbot, open_window, issues_table):
    issues_table.setFocus(Qt.FocusReason.TabFocusReason)
    issues_table.setCurrentIndex(issues_table.model().index(row_of(issues_table, "Malaysia · Packaging"), 0))

    qtbot.keyClick(issues_table, Qt.Key.Key_Return)

    view = open_window.view.selection.view
    assert (view.page, view.subject, view.segment) == ("map", "MYS", "atp")


def test_what_has_no_counterpart_and_weak_sources_are_listed_after_the_issues(open_window, issues_table):
    bridge = open_window.documents.bridge
    issues, weak = Attention(bridge.dataset).issues, weak_suggestions(bridge.standings)
    apart = register_issues(bridge.dataset, bridge.dataset.settings.focus_region)
    model = issues_table.model()

    assert issues
    assert weak
    assert model.rowCount() == len(issues) + len(apart) + len(weak)
    assert {"meets no recorded need", "no work with others"} <= {
        text
        for row in range(len(issues), len(issues) + len(apart))
        for text in ("meets no recorded need", "no work with others")
        if text in model.index(row, 1).data()
    }
    assert "weak source" in model.index(len(issues) + len(apart), 1).data()


def test_the_rail_counts_the_issues_without_the_weak_suggestions(open_window, qtbot):
    rail = open_window.view.rail
    bridge = open_window.documents.bridge
    set_level(bridge, subject="MYS", segment="atp", level=4)

    qtbot.waitUntil(lambda: "item" in rail._buttons["issues"].accessibleName())
    QApplication.processEvents()
    counted = int(rail._buttons["issues"].accessibleName().split(", ")[1].split()[0])

    assert counted == Attention(bridge.dataset).count
