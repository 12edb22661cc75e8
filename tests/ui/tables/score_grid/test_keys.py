"""The grid of scorecards by keys and clipboard, as in a spreadsheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from chipmap.model.records import NA
from chipmap.ui.dialogs.paste_dialog import PasteDialog
from tests.ui.tables.score_grid.conftest import CONTROL, PLAIN, SHIFT

Key = Qt.Key


def dialog_over(desk) -> PasteDialog:
    return next(one for one in desk.page.window().findChildren(PasteDialog) if one.isVisible())


@pytest.mark.parametrize("level", range(6))
def test_a_digit_is_the_level_of_the_cell_and_stays_there(desk, level):
    desk.type(str(level))

    assert (desk.answer("MYS", "litho"), desk.text("MYS", "litho")) == (level, str(level))
    assert desk.at() == ("MYS", "litho")


def test_n_is_not_applicable_and_delete_is_not_scored_never_0(desk):
    desk.type("n")
    assert desk.answer("MYS", "litho") is NA
    assert "not applicable" in desk.spoken("MYS", "litho")

    desk.key(Key.Key_Delete)
    assert desk.answer("MYS", "litho") is None
    assert desk.text("MYS", "litho") == "–"
    assert not desk.bridge.dataset.scores


def test_other_letters_neither_score_nor_move(desk):
    desk.type("6lx")

    assert desk.at() == ("MYS", "litho")
    assert not desk.workspace.can_undo


def test_an_answer_leads_down_where_a_person_has_chosen_so(desk):
    desk.preferences.change(moves_after_entry=True)
    desk.type("34")

    assert (desk.answer("MYS", "litho"), desk.answer("MYS", "deposition")) == (3, 4)
    assert desk.at() == ("MYS", "packaging")


def test_a_selected_block_is_answered_as_one_step(desk):
    desk.key(Key.Key_Right, SHIFT)
    desk.key(Key.Key_Down, SHIFT)
    desk.type("4")

    cells = [(place, segment) for place in ("MYS", "NLD") for segment in ("litho", "deposition")]
    assert [desk.answer(*cell) for cell in cells] == [4, 4, 4, 4]
    assert len(desk.workspace.history) == 1

    desk.workspace.undo()
    assert not desk.bridge.dataset.scores
    assert desk.text("NLD", "deposition") == "–"


def test_everything_can_be_selected_and_cleared_at_once(desk):
    desk.type("3")
    desk.key(Key.Key_A, CONTROL)
    desk.key(Key.Key_Delete)

    assert not desk.bridge.dataset.scores
    assert len(desk.workspace.history) == 2


def test_control_d_fills_from_the_first_row_of_the_selection(desk):
    desk.type("2")
    desk.key(Key.Key_Right)
    desk.type("5")
    desk.key(Key.Key_Left)
    desk.key(Key.Key_Right, SHIFT)
    desk.key(Key.Key_Down, SHIFT)
    desk.key(Key.Key_D, CONTROL)

    assert [desk.answer(place, "deposition") for place in ("MYS", "NLD")] == [2, 5]
    assert len(desk.workspace.history) == 3


def test_control_d_in_one_cell_takes_the_cell_above_and_control_r_the_one_to_the_left(desk):
    desk.type("3")
    desk.key(Key.Key_Down)
    desk.key(Key.Key_D, CONTROL)
    desk.key(Key.Key_Right)
    desk.key(Key.Key_R, CONTROL)

    assert (desk.answer("MYS", "deposition"), desk.answer("NLD", "deposition")) == (3, 3)


def test_nothing_is_filled_from_before_the_first_column(desk):
    desk.key(Key.Key_R, CONTROL)

    assert desk.told == ["There is nothing before this cell to fill from."]


def test_a_level_that_nobody_answered_is_not_filled_in(desk):
    for segment in ("litho", "deposition"):
        desk.go("MYS", segment)
        desk.type("4")
    desk.go("MYS", "equipment")
    desk.key(Key.Key_Right, SHIFT)
    assert desk.text("MYS", "equipment") == "4"

    desk.key(Key.Key_R, CONTROL)

    assert desk.answer("NLD", "equipment") is None
    assert desk.told[-1].startswith("1 suggested or rolled-up level is no answer")


def test_a_copied_block_comes_back_unchanged(desk):
    desk.type("4")
    desk.key(Key.Key_Right)
    desk.type("n")
    desk.go("MYS", "litho")
    desk.key(Key.Key_Right, SHIFT, times=2)
    desk.key(Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "4\tNA\t\r\n"
    assert desk.told == ["3 cells copied"]

    desk.go("MYS", "packaging_osat")
    desk.key(Key.Key_V, CONTROL)

    answers = [desk.answer(place, "packaging_osat") for place in ("MYS", "NLD", "DEU")]
    assert answers == [4, NA, None]
    assert len(desk.grid.selected_cells()) == 3


def test_cutting_takes_the_answers_away(desk):
    desk.type("4")
    desk.key(Key.Key_X, CONTROL)

    assert desk.answer("MYS", "litho") is None
    assert QApplication.clipboard().text() == "4\r\n"


def test_a_block_from_excel_goes_where_the_selection_begins(desk):
    desk.paste("4\t3,0\r\nNA\t\r\n")

    answers = [desk.answer(place, segment) for segment in ("litho", "deposition") for place in ("MYS", "NLD")]
    assert answers == [4, 3, NA, None]
    assert len(desk.workspace.history) == 1


def test_one_value_fills_the_selection_and_a_block_repeats(desk):
    desk.key(Key.Key_Right, SHIFT)
    desk.paste("2\r\n")
    assert [desk.answer(place, "litho") for place in ("MYS", "NLD")] == [2, 2]

    desk.go("MYS", "packaging_osat")
    desk.key(Key.Key_Down, SHIFT)
    desk.paste("1\t5\r\n")
    assert [desk.answer("NLD", one) for one in ("packaging_osat", "packaging_advanced")] == [5, 5]


def test_a_block_with_doubts_changes_nothing_before_the_question(desk, qtbot):
    desk.paste("4\tsix\t7\r\n2,5\t3\t12 %\r\n")

    dialog = dialog_over(desk)
    found = [dialog.findings.item(row).text() for row in range(dialog.findings.count())]
    assert dialog.windowTitle() == "4 of 6 cells were not 0–5"
    assert found[0].startswith("Netherlands, Litho: “six” is not a level")
    assert found[1] == "Germany, Litho: “7” is outside 0–5"
    assert "not a whole level" in found[2]
    assert "percentage" in found[3]
    assert not desk.workspace.can_undo

    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not desk.workspace.can_undo


def test_the_good_cells_of_a_doubtful_block_can_still_be_taken(desk, qtbot):
    desk.paste("4\t9\r\n\t3\r\n")

    dialog = dialog_over(desk)
    assert dialog.primary.text() == "Paste the other 3 cells"
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert desk.answer("MYS", "litho") == 4
    assert desk.answer("NLD", "deposition") == 3
    assert desk.answer("NLD", "litho") is None
    assert len(desk.workspace.history) == 1


def test_what_would_lie_outside_the_grid_is_counted(desk):
    desk.go("EU27", desk.segments()[-1])
    desk.paste("1\t2\r\n3\t4\r\n")

    dialog = dialog_over(desk)
    assert dialog.findings.item(0).text().startswith("3 cells would lie outside the grid")
    dialog.reject()


def test_an_empty_cell_from_excel_is_not_scored(desk):
    desk.type("4")
    desk.paste("\r\n")

    assert desk.answer("MYS", "litho") is None


def test_an_empty_clipboard_says_what_to_do(desk):
    desk.paste("")

    assert desk.told == ["There is nothing to paste: copy cells in Excel or here first."]


def editor(desk) -> QLineEdit:
    return next(one for one in desk.grid.viewport().findChildren(QLineEdit) if one.isVisible())


def test_f2_edits_enter_keeps_and_escape_reverts(desk):
    desk.type("2")
    desk.key(Key.Key_F2)
    QTest.keyClicks(editor(desk), "5")
    QTest.keyClick(editor(desk), Key.Key_Escape)
    desk.settle()
    assert desk.answer("MYS", "litho") == 2

    desk.key(Key.Key_F2)
    QTest.keyClicks(editor(desk), "5")
    QTest.keyClick(editor(desk), Key.Key_Return)
    desk.settle()
    assert desk.answer("MYS", "litho") == 5


def test_what_is_no_level_is_refused_by_name_and_the_answer_stays(desk):
    desk.type("2")
    desk.key(Key.Key_F2)
    QTest.keyClicks(editor(desk), "8")
    QTest.keyClick(editor(desk), Key.Key_Return)
    desk.settle()

    assert desk.answer("MYS", "litho") == 2
    assert desk.told == ["Malaysia, Litho: “8” is outside 0–5"]


def test_enter_asks_for_the_panel_about_this_cell(desk, qtbot):
    desk.key(Key.Key_Down)
    with qtbot.waitSignal(desk.page.panel_wanted):
        desk.key(Key.Key_Return)

    assert (desk.selection.view.subject, desk.selection.view.segment) == ("MYS", "deposition")


def test_escape_lets_a_block_go_and_keeps_the_cell(desk):
    desk.key(Key.Key_Right, SHIFT, times=2)
    desk.key(Key.Key_Escape)

    assert desk.grid.selected_cells() == [desk.grid.address]


def test_plus_and_minus_open_and_fold_the_group(desk):
    desk.key(Key.Key_Minus)
    assert "litho" not in desk.segments()
    assert desk.at() == ("MYS", "equipment")

    desk.key(Key.Key_Plus, PLAIN)
    assert "litho" in desk.segments()


def test_space_compares_places_and_escape_ends_it(desk):
    desk.key(Key.Key_Space)
    assert desk.selection.view.compared_places == ("MYS", "EU27")
    assert desk.told[-1] == "EU-27 is B; 2 places are compared"
    desk.key(Key.Key_Escape)
    desk.key(Key.Key_Right, SHIFT)
    desk.key(Key.Key_Space)
    assert desk.selection.view.compared_places == ("MYS", "NLD")
    desk.go("DEU", "litho")
    desk.key(Key.Key_Space)
    desk.go("NLD", "litho")
    desk.key(Key.Key_Space)
    assert desk.selection.view.compared_places == ("MYS", "DEU")
    heading = desk.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert heading == "Malaysia, compared as A"

    desk.go("NLD", "deposition")
    desk.page.select_current()
    assert desk.selection.view.compared_places == ("MYS", "DEU")
    assert desk.selection.view.segment == "deposition"

    desk.key(Key.Key_Escape)
    assert desk.selection.view.compared_places == ()
