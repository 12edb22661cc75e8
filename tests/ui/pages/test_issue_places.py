"""From the Issues list to where each kind of issue is settled, with the keyboard in the field."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.exchange.outside_tables.mapping import TableMapping
from chipmap.model.exchange.outside_tables.planning import plan_tables
from chipmap.model.exchange.outside_tables.table import OutsideTable, TableRow
from chipmap.model.exchange.outside_tables.targets import Target
from chipmap.model.geography.naming import resolve_place
from chipmap.model.labels import Label
from chipmap.model.records import (
    NOW,
    OWNER,
    ConflictKind,
    ImportLog,
    MergeConflict,
    Rater,
    Resolution,
)
from chipmap.model.records.units import Judgement, text_of_value
from chipmap.ui.dialogs.conflict_dialog import ConflictDialog
from chipmap.ui.dialogs.inbox_dialog import InboxDialog
from chipmap.ui.issue_watch import IssueWatch
from chipmap.ui.operations import history
from chipmap.ui.operations import scores as operations

LEFT = Qt.MouseButton.LeftButton


def table_of(window) -> QTableView:
    window.view.selection.choose(page="issues")
    QApplication.processEvents()
    return window.view.page("issues").findChild(QTableView)


def press_issue(qtbot, window, code) -> None:
    """Choose the row of an issue and press Enter."""
    table = table_of(window)
    (row,) = [number for number, issue in enumerate(table.model().issues) if issue.code == code]
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(row, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    QApplication.processEvents()


def focused(window):
    return window.focusWidget()


@pytest.fixture
def bridge(open_window):
    open_window.activateWindow()
    return open_window.documents.bridge


def score(bridge, level=4):
    operations.set_level(bridge, subject="MYS", segment="atp", level=level)


def test_no_evidence_leads_to_the_button_that_adds_it(open_window, bridge, qtbot):
    score(bridge)

    press_issue(qtbot, open_window, "score-without-evidence")

    view = open_window.view.selection.view
    assert (view.page, view.subject, view.segment) == ("map", "MYS", "atp")
    assert focused(open_window).accessibleName() == "Add evidence"


def test_a_stale_level_leads_to_its_year(open_window, bridge, qtbot):
    score(bridge)
    operations.set_year(bridge, subject="MYS", segment="atp", year=2019)

    press_issue(qtbot, open_window, "score-stale")

    assert focused(open_window) is open_window.view.panel.editor.year


def test_a_missing_need_leads_to_the_first_need(open_window, bridge, qtbot):
    score(bridge)

    press_issue(qtbot, open_window, "need-missing")
    qtbot.keyClick(focused(open_window), "5")

    kept = bridge.dataset.scores["MYS", "atp", OWNER, 1]
    assert dict(kept.needs) == {"2030": 5}


def test_another_raters_row_leads_to_that_raters_scorecard(open_window, bridge, qtbot):
    bridge.workspace.apply(ChangeSet((Change(None, Rater("anna", "Anna")),)), label=Label.ADD_RATER)
    operations.set_level(bridge, subject="MYS", segment="atp", level=4, rater="anna")

    press_issue(qtbot, open_window, "score-without-evidence")

    view = open_window.view.selection.view
    assert (view.page, view.rater) == ("scorecards", "anna")
    assert focused(open_window).accessibleName() == "Add evidence"


@pytest.fixture
def conflict(bridge):
    """Ours is 4, the file's is 2."""
    score(bridge)
    log = ImportLog("L-1", 1, "returned.xlsx", "d", "s", OWNER, 1, "2026-11-20T10:00:00+00:00")
    kept = MergeConflict(
        *("C-1", "MYS", "atp", OWNER, 1, "judgement", ConflictKind.BOTH_EDITED),
        base=text_of_value(Judgement(3)),
        ours=text_of_value(Judgement(4)),
        theirs=text_of_value(Judgement(2)),
        import_log="L-1",
    )
    bridge.workspace.apply(ChangeSet((Change(None, log), Change(None, kept))), label=Label.IMPORT)
    return kept


def test_an_open_conflict_is_decided_from_the_list_and_can_be_undone(open_window, bridge, conflict, qtbot):
    press_issue(qtbot, open_window, "conflict-open")
    dialog = open_window.findChild(ConflictDialog)
    qtbot.mouseClick(dialog.theirs, LEFT)

    def is_listed():
        return "conflict-open" in [issue.code for issue in table_of(open_window).model().issues]

    decided = bridge.dataset.merge_conflicts["C-1"].resolution
    level = bridge.dataset.scores["MYS", "atp", OWNER, 1].level(NOW)
    assert (decided, level) == (Resolution.THEIRS, 2)
    # Issues are counted beside the window where the first count has not come to its end yet.
    qtbot.waitUntil(lambda: not is_listed())
    history.undo(bridge)
    qtbot.waitUntil(is_listed)


def test_a_count_that_is_overtaken_by_an_edit_is_made_again(bridge, conflict, qtbot):
    watch = IssueWatch.of(bridge)
    assert watch.attention.count
    watch.begin()
    history.undo(bridge)

    with qtbot.waitSignal(watch.renewed, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: not watch.is_counting, timeout=20_000)
    assert "conflict-open" not in [issue.code for issue in watch.attention.issues]


@pytest.fixture
def waiting(bridge):
    """A row of a table of shares whose place is not known."""
    cells = {"country": "Malaysya", "segment": "atp", "share": 11}
    headings = {heading: number for number, heading in enumerate(cells, start=1)}
    table = OutsideTable("shares.csv", "", 1, headings, (TableRow(2, cells),))
    columns = {"place": "country", "segment": "segment", "percent": "share"}
    defaults = {"year": "2024", "measure": "production_by_location", "basis": "test", "source": "Test"}
    mapping = TableMapping(Target.SHARES, columns, defaults)
    plan = plan_tables([(table, mapping)], bridge.dataset, resolve_place=resolve_place)
    bridge.workspace.apply(plan.changes, label=Label.IMPORT)


def idle(dialog):
    return not dialog._jobs.is_busy


def test_a_row_of_the_inbox_is_taken_once_its_name_is_said(open_window, bridge, waiting, qtbot):
    press_issue(qtbot, open_window, "row-waiting")
    dialog = open_window.findChild(InboxDialog)
    qtbot.waitUntil(lambda: idle(dialog))
    (offer,) = [one for one in dialog.names.findChildren(QAbstractButton) if one.text() == "Malaysia?"]

    qtbot.mouseClick(offer, LEFT)
    qtbot.waitUntil(lambda: idle(dialog) and dialog.primary.isEnabled())
    qtbot.mouseClick(dialog.primary, LEFT)

    shares = [
        one for one in bridge.dataset.shares.values() if one.source.startswith("T-") and one.percent == 11
    ]
    assert [share.subject for share in shares] == ["MYS"]
    assert not bridge.dataset.inbox_rows
    assert not dialog.isVisible()


def test_a_row_of_the_inbox_is_set_aside_and_comes_back_by_undo(open_window, bridge, waiting, qtbot):
    press_issue(qtbot, open_window, "row-waiting")
    dialog = open_window.findChild(InboxDialog)
    qtbot.waitUntil(lambda: idle(dialog))

    qtbot.mouseClick(dialog.aside, LEFT)
    gone = not bridge.dataset.inbox_rows
    history.undo(bridge)

    assert gone
    assert [row.value for row in bridge.dataset.inbox_rows.values()] == ["Malaysya"]


def test_one_kind_is_listed_alone(open_window, bridge, conflict, qtbot):
    table = table_of(open_window)
    page = open_window.view.page("issues")

    page.kinds.setCurrentIndex(page.kinds.findData("evidence"))
    page.kinds.activated.emit(page.kinds.currentIndex())

    assert {issue.code for issue in table.model().issues} == {"score-without-evidence"}


def test_a_heading_sorts_by_place(open_window, bridge, qtbot):
    for subject in ("MYS", "JPN", "BRA"):
        operations.set_level(bridge, subject=subject, segment="atp", level=4)
    table = table_of(open_window)

    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    places = [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert places == sorted(places, key=str.casefold)


def test_the_list_is_saved_as_it_is_shown(open_window, bridge, dialogs, tmp_path, qtbot):
    score(bridge)
    dialogs.table_place = tmp_path / "issues.xlsx"
    rows = table_of(open_window).model().rowCount()

    qtbot.mouseClick(open_window.view.page("issues").export, LEFT)
    qtbot.waitUntil(lambda: not open_window.jobs.is_busy)

    sheet = load_workbook(tmp_path / "issues.xlsx").active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0] == ["Where", "What", "What to do", "Severity"]
    assert len(lines) == 1 + rows
