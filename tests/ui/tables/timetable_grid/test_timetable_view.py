"""The timetable in the hand: meetings carried by mouse and keys, and what is said before the drop."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from chipmap.ui.app import make_application
from chipmap.ui.tables.timetable_grid.board import Board, BoardMeeting, BoardSlot, Seat
from chipmap.ui.tables.timetable_grid.model import TimetableModel
from chipmap.ui.tables.timetable_grid.painting import NO_OBJECTION, Verdict
from chipmap.ui.tables.timetable_grid.view import TimetableView

HELD, BREAK = 0, 2
FROM, FREE, TAKEN, FORBIDDEN = (1, 1), (3, 2), (3, 1), (3, 3)
PLACES = {
    "one": Seat("one", "Ana Berg", "imec"),
    "two": Seat("two", "Bo Chen", "ASE"),
    "three": Seat("three", "Cem Demir", ""),
    "four": Seat("four", "Dina Eng", "JST"),
}


def a_meeting(one: str, other: str) -> BoardMeeting:
    return BoardMeeting(PLACES[one], PLACES[other], is_pinned=False, is_must=False, is_suggested=False)


@pytest.fixture
def grid(qtbot):
    """Four slots, three tables; the first slot is held, the third is a break."""
    make_application()
    slots = tuple(BoardSlot(f"{9 + at:02}:30", at == BREAK, at == HELD) for at in range(4))
    meetings = {
        (HELD, 1): a_meeting("one", "three"),
        FROM: a_meeting("one", "two"),
        TAKEN: a_meeting("three", "four"),
    }
    model = TimetableModel()

    def judge(_source, target):
        return Verdict("Ana Berg meets Dina Eng then.", True) if target == FORBIDDEN else NO_OBJECTION

    view = TimetableView(model, judge)
    model.setParent(view)
    model.show_board(Board(slots, 3, meetings))
    view.resize(900, 500)
    with qtbot.waitExposed(view):
        view.show()
    yield view
    shiboken6.delete(view)


def middle(grid, address) -> QPoint:
    return grid.visualRect(grid.model().index_at(address)).center()


def carry(qtbot, grid, source, target) -> None:
    """Press on one cell and move to another, as a hand does."""
    area, start, end = grid.viewport(), middle(grid, source), middle(grid, target)
    qtbot.mousePress(area, Qt.MouseButton.LeftButton, pos=start)
    for part in (1, 2, 3):
        qtbot.mouseMove(area, start + (end - start) * part / 3)
    QApplication.processEvents()


def drop(qtbot, grid, address) -> None:
    qtbot.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle(grid, address))


def test_a_meeting_dragged_to_a_free_cell_moves(qtbot, grid):
    with qtbot.waitSignal(grid.move_wanted) as wanted:
        carry(qtbot, grid, FROM, FREE)
        assert grid.note.text == "Move to 12:30, table 2."
        drop(qtbot, grid, FREE)

    assert wanted.args == [FROM, FREE]
    assert not grid.note.isVisible()


def test_a_swap_is_announced_with_the_names_of_both(qtbot, grid):
    carry(qtbot, grid, FROM, TAKEN)

    assert grid.note.isVisible()
    assert "Cem Demir" in grid.note.text
    assert "Dina Eng" in grid.note.text
    drop(qtbot, grid, TAKEN)


def test_a_conflict_is_said_before_the_drop_and_nothing_moves(qtbot, grid):
    with qtbot.assertNotEmitted(grid.move_wanted):
        carry(qtbot, grid, FROM, FORBIDDEN)
        assert grid.note.text == "Ana Berg meets Dina Eng then."
        assert grid.note.ink == "danger"
        drop(qtbot, grid, FORBIDDEN)

    assert grid.carry is None


def test_keys_pick_up_carry_and_drop(qtbot, grid):
    grid.setFocus()
    grid.go_to(FROM)
    with qtbot.waitSignal(grid.move_wanted) as wanted:
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
            qtbot.keyClick(grid, key)

    assert wanted.args == [FROM, FREE]


def test_a_blocked_meeting_stays_in_the_hand_until_escape_puts_it_back(qtbot, grid):
    grid.setFocus()
    grid.go_to(FROM)
    with qtbot.assertNotEmitted(grid.move_wanted):
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
            qtbot.keyClick(grid, key)
        qtbot.keyClick(grid, Qt.Key.Key_Return)
        assert grid.carry is not None
        qtbot.keyClick(grid, Qt.Key.Key_Escape)

    assert grid.carry is None


def test_what_was_held_is_not_picked_up_pinned_or_taken_out(qtbot, grid):
    grid.setFocus()
    grid.go_to((HELD, 1))
    with qtbot.assertNotEmitted(grid.pin_wanted), qtbot.assertNotEmitted(grid.remove_wanted):
        for key in (Qt.Key.Key_Space, Qt.Key.Key_P, Qt.Key.Key_Delete):
            qtbot.keyClick(grid, key)

    assert grid.carry is None
    assert "held" in grid.model().spoken((HELD, 1))


def test_h_highlights_one_then_the_other_then_nobody(qtbot, grid):
    wanted = []
    grid.highlight_wanted.connect(wanted.append)
    grid.highlight_wanted.connect(grid.highlight)
    grid.setFocus()
    grid.go_to(FROM)

    for _press in range(3):
        qtbot.keyClick(grid, Qt.Key.Key_H)

    assert wanted == ["one", "two", ""]
