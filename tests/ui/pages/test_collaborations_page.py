"""The Collaborations page: register, board and timeline, and a form that keeps each field once it is done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from chipmap.model.records import CheckState, DueDiligenceTopic
from chipmap.ui.collaboration_wish import BOARD, BY_PARTNER, TIMELINE, wish_for, wish_of
from chipmap.ui.operations import collaborations as operations
from chipmap.ui.pages.collaborations_side import CHECKS
from chipmap.ui.panels.register.row import STAGES
from chipmap.ui.panels.register.table_model import COLUMNS, KEY_ROLE, Column
from chipmap.ui.shell.collaboration_ways import collaborations_page

CALL = "kr_call_2024"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, open_window):
    """The page with every collaboration of the starter data."""
    with qtbot.waitActive(open_window):
        open_window.activateWindow()
    wish_for(open_window.view.selection, every_segment=True)
    made = collaborations_page(open_window.view)
    settled(qtbot, made)
    return made


def settled(qtbot, page):
    qtbot.waitUntil(lambda: bool(page.needs.text()) and not page.is_busy, timeout=20_000)


def works(window):
    return window.view.bridge.dataset.collaborations


def listed(table):
    return [table.order.index(row, 0).data(KEY_ROLE) for row in range(table.order.rowCount())]


def click_row(qtbot, table, key):
    table.go_to("")
    at = table.order.index(listed(table).index(key), 0)
    table.scrollTo(at)
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(at).center())


def test_title_and_rows_follow_filters_and_headings_and_one_can_go_back(
    qtbot, page, open_window, preferences
):
    assert page.head.title.text() == "87 collaborations with 23 partners, 53 running"

    kinds = page.controls.kind
    kinds.setCurrentIndex(kinds.findData("joint_project"))
    kinds.activated.emit(kinds.currentIndex())
    assert {works(open_window)[key].collaboration_kind for key in listed(page.shapes.table)} == {
        "joint_project"
    }
    assert page.head.title.text().startswith("19 collaborations with")

    open_window.view.selection.choose(segment="rd")
    qtbot.mouseClick(page.controls.segment, LEFT)
    assert 0 < len(page.rows) < 19
    open_window.commands["back"].trigger()
    open_window.commands["back"].trigger()
    assert len(page.rows) == 19
    qtbot.mouseClick(page.controls.show_all, LEFT)
    assert len(page.rows) == 87
    qtbot.keyClicks(page.controls.words, "korea NEHIL")
    qtbot.waitUntil(lambda: [row.name for row in page.rows] == ["NEHIL"])
    open_window.commands["back"].trigger()
    assert len(page.rows) == 87
    assert page.controls.words.text() == ""
    assert_headings_sort(page)
    page.shapes.table.horizontalHeader().resizeSection(0, 333)
    qtbot.waitUntil(lambda: preferences.settings.register_columns[:1] == ("333",))


def assert_headings_sort(page):
    """Headings sort by what they mean; what is not known stays last."""
    table = page.shapes.table
    for column, field in ((Column.STAGE, "stage"), (Column.START, "start")):
        table.sortByColumn(COLUMNS.index(column), Qt.SortOrder.AscendingOrder)
        rising = [
            table.rows.rows[table.order.mapToSource(table.order.index(at, 0)).row()].record
            for at in range(87)
        ]
        said = [getattr(record, field) for record in rising]
        known = [one for one in said if one]
        assert said[: len(known)] == known
        order = STAGES.index if field == "stage" else str
        assert known == sorted(known, key=order)


def test_the_form_keeps_each_field_as_one_step_and_says_what_is_wrong_beside_it(qtbot, page, open_window):
    click_row(qtbot, page.shapes.table, CALL)
    form = page.side.form
    assert form.work.id == CALL

    step, day = form.lines["next_step"], form.lines["next_date"]
    step.setFocus()
    qtbot.keyClicks(step, "Publish the results")
    qtbot.keyClick(step, Qt.Key.Key_Tab)
    assert works(open_window)[CALL].next_step == "Publish the results"

    day.setFocus()
    qtbot.keyClicks(day, "soon")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert "not a date" in form.fields["next_date"].problem
    assert works(open_window)[CALL].next_date == ""
    assert day.text() == "soon"
    day.selectAll()
    qtbot.keyClicks(day, "2020-03")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert form.fields["next_date"].problem == ""
    assert works(open_window)[CALL].next_date == "2020-03"

    open_window.commands["undo"].trigger()
    assert works(open_window)[CALL].next_date == ""
    assert day.text() == ""
    open_window.commands["undo"].trigger()
    assert step.text() == works(open_window)[CALL].next_step == ""


# Without a window system the list of what can be added pops up with warnings.
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_partners_segments_and_budgets_are_added_by_name_and_taken_out_by_a_click(qtbot, page, open_window):
    click_row(qtbot, page.shapes.table, CALL)
    form = page.side.form
    for name, typed, key in (("partners", "Japan", "JPN"), ("segments", "Fabrication", "fab")):
        field = form.chips[name].field
        field.setFocus()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert key in getattr(works(open_window)[CALL], name)
        assert field.text() == ""
    nobody = form.chips["institutions"].field
    qtbot.keyClicks(nobody, "Nobody knows it")
    qtbot.keyClick(nobody, Qt.Key.Key_Return)
    assert "Nobody knows it" in form.fields["institutions"].problem

    amount, currency = form.budgets.amounts["JPN"], form.budgets.currencies["JPN"]
    amount.setFocus()
    qtbot.keyClicks(amount, "1.5 bn")
    qtbot.keyClick(amount, Qt.Key.Key_Return)
    assert "currency" in form.budgets.problem
    currency.setFocus()
    qtbot.keyClicks(currency, "jpy")
    qtbot.keyClick(currency, Qt.Key.Key_Return)
    budget = open_window.view.bridge.dataset.budgets[CALL, "JPN"]
    assert (budget.amount, budget.currency) == (1_500_000_000.0, "JPY")
    assert form.budgets.problem == ""

    qtbot.mouseClick(form.chips["partners"].chips["JPN"], LEFT)
    assert "JPN" not in works(open_window)[CALL].partners
    assert (CALL, "JPN") not in open_window.view.bridge.dataset.budgets


def test_n_adds_one_with_the_keyboard_in_its_name_and_delete_removes_it_with_a_way_back(
    qtbot, page, open_window
):
    before = set(works(open_window).keys())
    page.shapes.table.setFocus()
    qtbot.keyClick(page.shapes.table, Qt.Key.Key_N)
    (key,) = set(works(open_window).keys()) - before
    name = page.side.form.lines["name"]
    assert name.hasFocus()
    assert works(open_window)[key].partners == ("EU27",)
    qtbot.keyClicks(name, "Shared pilot line")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    qtbot.keyClicks(name, "Shared pilot line")
    qtbot.keyClick(name, Qt.Key.Key_Return)

    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert page.shapes.table.hasFocus()
    assert page.shapes.table.key_at(page.shapes.table.currentIndex()) == key
    next_key = listed(page.shapes.table)[listed(page.shapes.table).index(key) + 1]
    qtbot.keyClick(page.shapes.table, Qt.Key.Key_Delete)
    assert key not in works(open_window)
    assert page.shapes.table.hasFocus()
    assert page.shapes.table.key_at(page.shapes.table.currentIndex()) == next_key
    open_window.toast._action.click()
    assert key in works(open_window)


def test_a_card_is_dragged_to_another_stage_and_ctrl_z_puts_it_back(qtbot, page, open_window):
    wish_for(open_window.view.selection, shown_as=BOARD)
    source, target = page.shapes.board.columns["idea"], page.shapes.board.columns["open"]
    assert (source.count.text(), target.count.text()) == ("7", "0")
    assert target.empty.isVisible()
    row = source.cards.cards.rows[0]
    viewport = source.cards.viewport()
    start = source.cards.visualRect(source.cards.cards.index(0)).center()
    goal = viewport.mapFromGlobal(target.mapToGlobal(target.rect().center()))

    qtbot.mousePress(viewport, LEFT, pos=start)
    drag(viewport, start + QPoint(20, 0))
    drag(viewport, goal)
    assert page.shapes.board.is_carrying
    assert target.is_target
    qtbot.mouseRelease(viewport, LEFT, pos=goal)

    assert works(open_window)[row.key].stage == "open"
    assert target.count.text() == "1"
    assert not page.shapes.board.is_carrying
    qtbot.keyClick(open_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert works(open_window)[row.key].stage == "idea"


def drag(viewport, place):
    """The mouse moves with its left button held."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        LEFT,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def test_escape_puts_a_card_back_and_the_keyboard_moves_one_and_stays_with_it(qtbot, page, open_window):
    wish_for(open_window.view.selection, shown_as=BOARD)
    ideas = page.shapes.board.columns["idea"].cards
    key = ideas.cards.rows[0].key
    start = ideas.visualRect(ideas.cards.index(0)).center()
    qtbot.mousePress(ideas.viewport(), LEFT, pos=start)
    drag(ideas.viewport(), start + QPoint(300, 0))
    qtbot.keyClick(ideas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(ideas.viewport(), LEFT, pos=start + QPoint(300, 0))
    assert works(open_window)[key].stage == "idea"

    page.shapes.board.take_focus(key)
    qtbot.keyClick(ideas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    planned = page.shapes.board.columns["planned"].cards
    assert works(open_window)[key].stage == "planned"
    assert planned.hasFocus()
    assert planned.current_key == key
    qtbot.keyClick(planned, Qt.Key.Key_Left)
    assert ideas.hasFocus()


def test_the_timeline_zooms_about_the_pointer_and_lists_unknown_starts_apart(qtbot, page, open_window):
    wish_for(open_window.view.selection, shown_as=TIMELINE, grouped_by=BY_PARTNER)
    timeline = page.shapes.timeline
    lines = timeline.rows.lines
    headings = [line.heading for line in lines if line.row is None]
    assert headings[-1] == "Start not known · 5"
    assert all(line.row.record.start == "" for line in lines[-5:])

    shown = timeline.bars.scale
    at = QPointF(timeline.columnWidth(0) + timeline.columnWidth(1) / 4, 100)
    day = shown.day_at(timeline.columnWidth(1) / 4, timeline.columnWidth(1))
    turn(timeline.viewport(), at, 120)
    nearer = timeline.bars.scale
    assert nearer.days < shown.days
    assert abs((nearer.day_at(timeline.columnWidth(1) / 4, timeline.columnWidth(1)) - day).days) <= 2
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.bars.scale.first > nearer.first
    qtbot.keyClick(timeline, Qt.Key.Key_Home)
    assert timeline.bars.scale.first.year < 2006

    timeline.setFocus()
    timeline.go_to(CALL)
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert page.side.form.work.id == CALL
    assert page.side.form.lines["name"].hasFocus()


def turn(viewport, at, degrees):
    """The wheel turns with Ctrl held."""
    event = QWheelEvent(
        at,
        QPointF(viewport.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, degrees),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_what_is_overdue_is_said_in_words_and_can_be_listed_alone(qtbot, page, open_window):
    late = replace(works(open_window)[CALL], stage="running", next_step="Write", next_date="2020-03")
    operations.put_collaboration(open_window.view.bridge, late)
    qtbot.mouseClick(page.controls.overdue, LEFT)

    assert listed(page.shapes.table) == [CALL]
    due = page.shapes.table.order.index(0, COLUMNS.index(Column.DUE))
    assert "days overdue" in due.data()
    assert "days overdue" in due.data(Qt.ItemDataRole.AccessibleTextRole)
    form = page.side.form
    page.choose(CALL)
    form.choices["stage"].setCurrentIndex(STAGES.index("done"))
    form.choices["stage"].activated.emit(STAGES.index("done"))
    assert page.rows == []
    assert page.head.title.text() == "No collaboration"


def test_findings_lead_to_where_they_are_mended(qtbot, page, open_window):
    assert page.needs.text() == "2 needs without a partner"
    qtbot.mouseClick(page.needs, LEFT)
    first = page.side.findings.cards[0].findChild(type(page.needs), "act")
    assert first.hasFocus()
    qtbot.mouseClick(first, LEFT)
    settled(qtbot, page)
    assert page.work.segments == ("cf_discrete",)
    assert page.side.form.lines["name"].hasFocus()

    wish = wish_of(open_window.view.selection.view)
    page.side.findings.partners_wanted.emit("eda_ip")
    view = open_window.view.selection.view
    assert (view.page, view.segment) == ("match", "eda_ip")
    open_window.commands["back"].trigger()
    assert wish_of(open_window.view.selection.view) == wish
    settled(qtbot, page)

    works_without = [card for card in page.side.findings.cards if card.findChild(type(page.needs), "act")][-1]
    segments, need = works_without.findChildren(type(page.needs))
    qtbot.mouseClick(segments, LEFT)
    assert page.side.form.chips["segments"].field.hasFocus()
    page.show_findings()
    qtbot.mouseClick(need, LEFT)
    view = open_window.view.selection.view
    assert (view.page, view.subject) == ("map", "EU27")
    assert open_window.view.panel.is_editing

    open_window.commands["back"].trigger()
    settled(qtbot, page)
    qtbot.mouseClick(page.side.findings.cards[0].findChildren(type(page.needs))[-1], LEFT)
    view = open_window.view.selection.view
    assert (view.page, view.subject, view.segment) == ("map", "EU27", "cf_discrete")
    assert open_window.view.panel.evidence.isVisible()


def test_a_check_that_was_reviewed_asks_by_whom_and_when(qtbot, page, open_window):
    page.choose(CALL)
    page.side.turn(CHECKS)
    section = page.side.checks.sections[DueDiligenceTopic.ETHICS]
    reviewed = list(CheckState).index(CheckState.REVIEWED)
    section.state.setCurrentIndex(reviewed)
    section.state.activated.emit(reviewed)
    checks = open_window.view.bridge.dataset.due_diligence
    assert section.fields["owner"].problem
    assert section.owner.hasFocus()
    assert (CALL, "ethics") not in checks

    qtbot.keyClicks(section.owner, "Legal desk")
    qtbot.keyClick(section.owner, Qt.Key.Key_Return)
    section.reviewed_on.setFocus()
    qtbot.keyClicks(section.reviewed_on, "2026-05")
    qtbot.keyClick(section.reviewed_on, Qt.Key.Key_Return)

    kept = open_window.view.bridge.dataset.due_diligence[CALL, "ethics"]
    assert (kept.state, kept.owner, kept.reviewed_on) == (CheckState.REVIEWED, "Legal desk", "2026-05")
    assert "1 of 5" in page.side.checks._count.text()
    open_window.commands["undo"].trigger()
    assert (CALL, "ethics") not in open_window.view.bridge.dataset.due_diligence
    assert section.state.currentData() == CheckState.OPEN.value
