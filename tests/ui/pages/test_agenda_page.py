"""The Agenda page: who comes, what they wish, the timetable in the hand, the day itself, its files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt

from chipmap.model.analysis.overdue import overdue_issues
from chipmap.model.records import WishKind
from chipmap.ui.dialogs.event_dialog import EventDialog
from chipmap.ui.dialogs.invite_dialog import InviteDialog
from chipmap.ui.dialogs.meeting_dialog import MeetingDialog
from chipmap.ui.dialogs.new_meeting_dialog import NewMeetingDialog
from chipmap.ui.dialogs.participant_dialog import ParticipantDialog
from chipmap.ui.operations import events as operations
from chipmap.ui.operations import history
from chipmap.ui.pages.agenda_page import PARTICIPANTS, TIMETABLE, WISHES
from chipmap.ui.shell.issue_places import go_to_issue
from chipmap.ui.tables.participants.columns import Field
from tests.ui.pages.agenda_world import (
    EVENT,
    agenda,
    bridge,
    dialog_of,
    dialogs,
    meetings,
    open_window,
    people,
    prepared,
    quiet,
    window,
)

__all__ = ["agenda", "bridge", "dialogs", "open_window", "prepared", "window"]


SECRET = "desk@example.org"


def cell_of(table, row, column):
    return table.visualRect(table.model().index(row, column)).center()


def column_of(section, field, slot=-1):
    return [(one.field, one.slot) for one in section.model.columns].index((field, slot))


def test_from_nothing_to_an_event_with_participants_and_a_timetable(qtbot, open_window, bridge):
    operations.remove_event(bridge, EVENT.id)
    open_window.view.selection.choose(page="agenda", segment="atp")
    page = open_window.view.page("agenda")
    qtbot.mouseClick(page.none.button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(open_window, EventDialog)
    dialog.name.setText("Forum")
    dialog.date.setText("3 March")
    dialog.breaks.setText("lunch")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form.fields["date"].problem
    assert dialog.form.fields["breaks"].problem
    dialog.date.setText("2027-03-03")
    dialog.breaks.setText("4")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert page.head.title.text() == "Forum"

    qtbot.mouseClick(page.participants.empty.button, Qt.MouseButton.LeftButton)
    invite = dialog_of(open_window, InviteDialog)
    qtbot.mouseClick(invite.all, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(invite.primary, Qt.MouseButton.LeftButton)
    event = page.event_shown
    assert len(bridge.dataset.participants.of(event.id)) == page.participants.model.rowCount() > 5

    page.show_part(TIMETABLE)
    qtbot.mouseClick(page.timetable.unplanned.button, Qt.MouseButton.LeftButton)
    assert page.timetable.is_planning
    qtbot.waitUntil(lambda: bool(bridge.dataset.meetings.of(event.id)), timeout=30_000)
    quiet(qtbot, open_window)
    assert "of the best conceivable" in page.timetable.tools.line.text()
    assert not any(one.slot == 3 for one in bridge.dataset.meetings.of(event.id).values())

    history.undo(bridge)
    assert not bridge.dataset.meetings.of(event.id)


def test_dots_and_the_no_show_switch_are_turned_by_mouse_and_by_space(qtbot, agenda, bridge):
    agenda.show_part(PARTICIPANTS)
    section = agenda.participants
    person = section.model.people[2].id
    slot, gone = column_of(section, Field.SLOT, 3), column_of(section, Field.GONE)

    qtbot.mouseClick(section.table.viewport(), Qt.MouseButton.LeftButton, pos=cell_of(section.table, 2, slot))
    assert people(bridge)[person].absent == (3,)
    section.table.setCurrentIndex(section.model.index(2, slot))
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    assert people(bridge)[person].absent == ()

    operations.hold_until(bridge, EVENT.id, 2)
    qtbot.mouseClick(section.table.viewport(), Qt.MouseButton.LeftButton, pos=cell_of(section.table, 2, gone))
    assert people(bridge)[person].gone_from == 2
    assert "1 no-show" in section.count.text()


def test_names_are_typed_in_their_cells_and_a_refusal_says_why(qtbot, agenda, bridge, open_window):
    section = agenda.participants
    person = section.model.people[0].id
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(0, 0))

    section.model.setData(section.model.index(0, 0), "Ana Berg")
    assert people(bridge)[person].name == "Ana Berg"

    row = [one.id for one in section.model.people].index(person)
    section.model.setData(section.model.index(row, 0), "")
    assert people(bridge)[person].name == "Ana Berg"
    assert open_window.toast is not None


def test_contacts_are_hidden_until_asked_for_and_purged_in_one_step(qtbot, agenda, bridge):
    section = agenda.participants
    fields = {column.field for column in section.model.columns}
    assert Field.EMAIL not in fields
    assert not section.notice.isVisible()

    qtbot.mouseClick(section.contacts, Qt.MouseButton.LeftButton)
    column = column_of(section, Field.EMAIL)
    assert SECRET in [section.model.index(row, column).data() for row in range(section.model.rowCount())]
    qtbot.mouseClick(section.notice.purge, Qt.MouseButton.LeftButton)
    assert not bridge.dataset.contacts.of(EVENT.id)

    history.undo(bridge)
    assert len(bridge.dataset.contacts.of(EVENT.id)) == 1


def test_contacts_beyond_their_day_are_pointed_out_without_being_shown(agenda, bridge):
    operations.put_event(bridge, replace(bridge.dataset.events[EVENT.id], purge_after="2020-01-31"))

    assert agenda.participants.notice.isVisible()
    assert "31 January 2020" in agenda.participants.notice.text.text()


def test_a_participant_is_added_and_changed_in_a_dialog(qtbot, agenda, bridge, open_window):
    section = agenda.participants
    qtbot.mouseClick(section.add, Qt.MouseButton.LeftButton)
    dialog = dialog_of(open_window, ParticipantDialog)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form.fields["name"].problem
    dialog.name.setText("Aaron Ng")
    dialog.most.setText("two")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form.fields["most"].problem
    dialog.most.setText("2")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert section.model.people[0].name == "Aaron Ng"
    assert section.model.people[0].most == 2


def test_wishes_are_stated_by_keys_and_by_mouse(qtbot, agenda, bridge):
    agenda.show_part(WISHES)
    section = agenda.wishes
    other = section.model.rows[1].other.id
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(1, 0))

    def stated():
        return bridge.dataset.wishes.get((EVENT.id, section.person, other))

    qtbot.keyClick(section.table, Qt.Key.Key_W)
    assert stated().wish is WishKind.WANT
    qtbot.keyClick(section.table, Qt.Key.Key_M)
    assert stated().is_must
    section.table.slot_menu(other).actions()[2].trigger()
    assert stated().slot == 1
    qtbot.keyClick(section.table, Qt.Key.Key_N)
    assert stated().wish is WishKind.NO
    qtbot.keyClick(section.table, Qt.Key.Key_Delete)
    assert stated() is None

    rect = section.table.visualRect(section.model.index(1, 2))
    want = rect.topLeft() + (rect.center() - rect.topLeft()) / 3
    qtbot.mouseClick(section.table.viewport(), Qt.MouseButton.LeftButton, pos=want)
    assert stated().wish is WishKind.WANT
    history.undo(bridge)
    assert stated() is None


def test_suggestions_are_marked_and_taken_over_as_possible(qtbot, agenda, bridge, open_window):
    agenda.show_part(WISHES)
    section = agenda.wishes
    quiet(qtbot, open_window)
    for silent in people(bridge):
        section.choose(silent)
        suggested = [row for row in section.model.rows if row.suggestion]
        if suggested:
            break
    assert suggested
    assert all(row.wish is None for row in suggested)

    qtbot.mouseClick(section.accept, Qt.MouseButton.LeftButton)

    for row in suggested:
        assert bridge.dataset.wishes[EVENT.id, silent, row.other.id].wish is WishKind.POSSIBLE


def carry(qtbot, grid, source, target):
    """Drag a meeting from one cell to another, and let it go there."""
    area = grid.viewport()
    start, end = (grid.visualRect(grid.model().index_at(at)).center() for at in (source, target))
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=start)
    for part in (1, 2, 3):
        qtbot.mouseMove(area, start + (end - start) * part / 3)
    said = grid.note.text
    qtbot.mouseRelease(area, Qt.MouseButton.LeftButton, pos=end)
    return said


def moves(section, *, is_blocking):
    """A meeting, and a cell of another slot in view that it may or may not go to."""
    board = section.model.board
    cells = [(slot, table) for slot in range(5) for table in (1, 2, 3)]
    return next(
        (source, target)
        for source in cells
        if source in board.meetings
        for target in cells
        if source[0] != target[0]
        and not board.slots[target[0]].is_break
        and section.verdict(source, target).is_blocking is is_blocking
        and (is_blocking or not section.verdict(source, target).objection)
    )


def test_a_swap_by_hand_is_one_step_and_a_clash_is_refused_in_words(qtbot, agenda, bridge):
    agenda.show_part(TIMETABLE)
    section = agenda.timetable
    before = meetings(bridge)
    source, target = moves(section, is_blocking=True)
    said = carry(qtbot, section.grid, source, target)
    assert "meets" in said
    assert meetings(bridge) == before

    source, target = moves(section, is_blocking=False)
    pair = section.model.meeting(source).pair
    carry(qtbot, section.grid, source, target)
    moved = meetings(bridge)[pair]
    assert (moved.slot, moved.table_number) == target

    history.undo(bridge)
    assert meetings(bridge) == before


def test_a_pinned_meeting_keeps_its_pin_where_it_is_moved(qtbot, agenda, bridge):
    agenda.show_part(TIMETABLE)
    section = agenda.timetable
    source, target = moves(section, is_blocking=False)
    pair = section.model.meeting(source).pair
    section.grid.setFocus()
    section.grid.go_to(source)
    qtbot.keyClick(section.grid, Qt.Key.Key_P)
    assert section.model.meeting(source).is_pinned

    carry(qtbot, section.grid, source, target)

    moved = next(one for one in section.model.board.meetings.values() if one.pair == pair)
    assert moved.is_pinned


def test_on_the_day_a_no_show_is_replanned_and_the_past_stays(qtbot, agenda, bridge, open_window):
    agenda.show_part(TIMETABLE)
    section = agenda.timetable
    at = section.tools.now.findData(3)
    section.tools.now.setCurrentIndex(at)
    section.tools.now.activated.emit(at)
    past = {pair: one for pair, one in meetings(bridge).items() if one.slot < 3}
    later = next(one for one in meetings(bridge).values() if one.slot >= 3)
    operations.turn_no_show(bridge, EVENT.id, later.one)
    assert section.tools.void.isVisible()

    qtbot.mouseClick(section.tools.replan, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not section.is_planning, timeout=30_000)
    quiet(qtbot, open_window)

    after = meetings(bridge)
    assert past == {pair: one for pair, one in after.items() if one.slot < 3}
    assert not any(later.one in pair and one.slot >= 3 for pair, one in after.items())
    assert not section.tools.void.isVisible()


def test_a_plan_that_is_stopped_changes_nothing(qtbot, agenda, bridge, open_window):
    agenda.show_part(TIMETABLE)
    tools, before = agenda.timetable.tools, meetings(bridge)

    qtbot.mouseClick(tools.plan, Qt.MouseButton.LeftButton)
    assert tools.stop.isVisible()
    qtbot.mouseClick(tools.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not agenda.timetable.is_planning, timeout=30_000)
    quiet(qtbot, open_window)

    assert meetings(bridge) == before
    assert tools.plan.isEnabled()
    assert not tools.stop.isVisible()
    assert "Stopping" not in tools.line.text()


def test_a_line_of_those_who_are_short_highlights_the_participant(qtbot, agenda):
    agenda.show_part(TIMETABLE)
    section = agenda.timetable
    qtbot.waitUntil(lambda: section.short.isVisible() and not section.is_busy, timeout=20_000)

    item = section.short.lines.item(0)
    qtbot.mouseClick(
        section.short.lines.viewport(),
        Qt.MouseButton.LeftButton,
        pos=section.short.lines.visualItemRect(item).center(),
    )

    assert section.highlighted
    assert section.tools.people.currentData() == section.highlighted
    assert "has" in item.text()


def test_a_meeting_is_added_by_hand_where_nothing_blocks_it(qtbot, agenda, bridge, open_window):
    agenda.show_part(TIMETABLE)
    section = agenda.timetable
    source = next(iter(section.model.board.meetings))
    busy = section.model.meeting(source).pair
    operations.remove_meeting(bridge, EVENT.id, busy)
    section.grid.setFocus()
    section.grid.go_to(source)
    qtbot.keyClick(section.grid, Qt.Key.Key_Return)
    dialog = dialog_of(open_window, NewMeetingDialog)
    assert not dialog.primary.isEnabled()
    elsewhere = next(one for one in meetings(bridge).values() if one.slot == source[0])
    for field, key in ((dialog.one, busy[0]), (dialog.other, elsewhere.one)):
        field.setCurrentIndex(field.findData(key))
    assert "meets" in dialog.said.text()
    assert not dialog.primary.isEnabled()
    dialog.other.setCurrentIndex(dialog.other.findData(busy[1]))
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert section.model.meeting(source).pair == busy


def test_the_day_of_a_highlighted_participant_is_told_slot_by_slot(qtbot, agenda, bridge):
    agenda.show_part(TIMETABLE)
    section = agenda.timetable
    meeting = next(iter(meetings(bridge).values()))

    section.highlight(meeting.one)

    lines = [section.short.day.item(row).text() for row in range(section.short.day.count())]
    assert len(lines) == EVENT.slots
    assert people(bridge)[meeting.other].name in lines[meeting.slot]
    assert "break" in lines[EVENT.breaks[0]]
    qtbot.mouseClick(section.short.leave, Qt.MouseButton.LeftButton)
    assert not section.highlighted


def test_the_outcome_of_a_meeting_is_noted_for_the_follow_up(qtbot, agenda, bridge, open_window):
    agenda.show_part(TIMETABLE)
    grid = agenda.timetable.grid
    place = next(iter(agenda.timetable.model.board.meetings))
    grid.setFocus()
    grid.go_to(place)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    dialog = dialog_of(open_window, MeetingDialog)
    dialog.outcome.setPlainText("A joint pilot line")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert "A joint pilot line" in [one.outcome for one in meetings(bridge).values()]


def test_the_issue_of_contacts_beyond_their_day_leads_to_their_removal(agenda, bridge, open_window):
    event = replace(bridge.dataset.events[EVENT.id], purge_after="2020-01-31")
    operations.put_event(bridge, event)
    issues = overdue_issues(bridge.dataset, date(2026, 11, 22))
    (issue,) = [one for one in issues if one.code == "contacts-due"]
    open_window.view.selection.choose(page="issues")

    go_to_issue(open_window.view, issue)

    assert agenda.isVisible()
    assert agenda.participants.notice.isVisible()
    assert agenda.participants.notice.purge.hasFocus()
