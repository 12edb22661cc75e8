from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from chipmap.model.records import NA, NOW, OWNER, Confidence, EvidenceKind, Grade
from chipmap.ui.operations import history
from chipmap.ui.panels.answer_stepper import step_answer
from chipmap.ui.panels.evidence_form import evidence_from_file, evidence_from_text


@pytest.fixture
def editor(panel, selection):
    """Scoring Malaysia's lithography, about which nothing is known."""
    selection.choose(subject="MYS")
    panel.begin_editing()
    return panel.editor


def kept(bridge, subject="MYS", segment="litho"):
    return bridge.dataset.scores.get((subject, segment, OWNER, 1))


def row_of(editor, level):
    return next(row for row in editor.picker._rows if row.level == level)


def chips(editor):
    layout = editor.chips._chips
    return [layout.itemAt(index).widget() for index in range(layout.count())]


def test_after_edit_the_levels_have_the_keyboard(editor, panel):
    assert editor.picker.isAncestorOf(panel.focusWidget())


@pytest.mark.parametrize("level", range(6))
def test_a_digit_answers_the_level(editor, panel, bridge, qtbot, level):
    qtbot.keyClick(panel.focusWidget(), str(level))

    assert kept(bridge).level(NOW) == level
    assert row_of(editor, level).isChecked()


def test_n_answers_not_applicable(editor, panel, bridge, qtbot):
    qtbot.keyClick(panel.focusWidget(), "n")

    assert kept(bridge).level(NOW) is NA


def test_delete_makes_the_level_not_scored_and_not_zero(editor, panel, bridge, qtbot):
    qtbot.keyClick(panel.focusWidget(), "4")

    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Delete)

    assert kept(bridge) is None


def test_a_click_on_a_row_answers_its_level(editor, bridge, qtbot):
    qtbot.mouseClick(row_of(editor, 3), Qt.MouseButton.LeftButton)

    assert kept(bridge).level(NOW) == 3


def test_arrows_move_the_keyboard_without_answering(editor, panel, bridge, qtbot):
    qtbot.keyClick(panel.focusWidget(), "4")

    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Down)

    assert panel.focusWidget() is row_of(editor, 3)
    assert kept(bridge).level(NOW) == 4


def test_the_picker_answers_the_horizon_that_is_looked_at(editor, selection, panel, bridge, qtbot):
    selection.choose(horizon="2035")

    editor.take_focus()
    qtbot.keyClick(panel.focusWidget(), "2")

    assert kept(bridge).level("2035") == 2
    assert kept(bridge).level(NOW) is None


def test_each_answer_is_one_step_to_undo(editor, panel, bridge, qtbot):
    for key in "34":
        qtbot.keyClick(panel.focusWidget(), key)

    history.undo(bridge)

    assert kept(bridge).level(NOW) == 3
    assert row_of(editor, 3).isChecked()


def test_clicking_the_chosen_confidence_again_clears_it(editor, panel, bridge, qtbot):
    qtbot.keyClick(panel.focusWidget(), "4")
    high = editor.confidence._parts[2]

    qtbot.mouseClick(high, Qt.MouseButton.LeftButton)
    chosen = kept(bridge).confidence
    qtbot.mouseClick(high, Qt.MouseButton.LeftButton)

    assert chosen is Confidence.HIGH
    assert kept(bridge).confidence is None


def test_a_year_is_kept_when_the_field_is_left(editor, bridge, qtbot):
    editor.year.setFocus()
    qtbot.keyClicks(editor.year, "2025")

    qtbot.keyClick(editor.year, Qt.Key.Key_Tab)

    assert kept(bridge).year == 2025


def test_an_impossible_year_is_refused_in_words_and_nothing_is_kept(editor, bridge, qtbot):
    editor.year.setFocus()
    qtbot.keyClicks(editor.year, "1066")

    qtbot.keyClick(editor.year, Qt.Key.Key_Return)

    assert kept(bridge) is None
    assert "1066 is not a year between 1990 and 2100" in editor._problem_text.text()
    assert editor._problem.isVisible()


def test_plus_starts_a_need_at_the_level_shown_and_minus_below_zero_clears_it(editor, panel, bridge, qtbot):
    qtbot.keyClick(panel.focusWidget(), "1")
    need = editor.stepper("need", "2030")
    minus, plus = (button for button in need.findChildren(QToolButton) if button is not need._value)

    qtbot.mouseClick(plus, Qt.MouseButton.LeftButton)
    first = kept(bridge).need("2030")
    qtbot.mouseClick(minus, Qt.MouseButton.LeftButton)
    second = kept(bridge).need("2030")
    qtbot.mouseClick(minus, Qt.MouseButton.LeftButton)

    assert (first, second, kept(bridge).need("2030")) == (1, 0, None)


def test_a_need_takes_digits_and_n_from_the_keyboard(editor, bridge, qtbot):
    need = editor.stepper("need", "2035")
    need.setFocus()

    qtbot.keyClick(need._value, "5")
    five = kept(bridge).need("2035")
    qtbot.keyClick(need._value, "n")

    assert five == 5
    assert kept(bridge).need("2035") is NA


@pytest.mark.parametrize(
    ("answer", "step", "expected"),
    [(None, 1, 3), (None, -1, None), (5, 1, 5), (0, -1, None), (NA, 1, 3), (2, -1, 1)],
)
def test_a_stepper_walks_between_not_scored_and_five(answer, step, expected):
    assert step_answer(answer, step, start=3) == expected


def test_a_reason_is_one_step_however_long_it_was_typed(editor, bridge, qtbot):
    editor.reason.setFocus()
    qtbot.keyClicks(editor.reason, "Two plants")
    before = len(bridge.workspace.history)

    editor.picker.take_focus()

    assert kept(bridge).reason == "Two plants"
    assert len(bridge.workspace.history) == before + 1


def test_a_reason_goes_to_the_row_for_which_it_was_typed(editor, selection, bridge, qtbot):
    editor.reason.setFocus()
    qtbot.keyClicks(editor.reason, "For lithography")

    selection.choose(segment="deposition")

    assert kept(bridge, segment="litho").reason == "For lithography"
    assert kept(bridge, segment="deposition") is None
    assert editor.reason.toPlainText() == ""


def test_another_change_does_not_disturb_what_is_being_typed(editor, bridge, qtbot):
    from chipmap.ui.operations import scores

    editor.reason.setFocus()
    qtbot.keyClicks(editor.reason, "Half a sent")

    scores.set_level(bridge, subject="NLD", segment="litho", level=5)

    assert editor.reason.toPlainText() == "Half a sent"


def test_escape_in_a_reason_takes_back_what_was_typed(editor, bridge, qtbot):
    editor.reason.setFocus()
    qtbot.keyClicks(editor.reason, "Nonsense")

    qtbot.keyClick(editor.reason, Qt.Key.Key_Escape)

    assert editor.reason.toPlainText() == ""
    assert editor.isVisible()


def test_done_keeps_what_is_still_being_typed(editor, panel, bridge, qtbot):
    editor.reason.setFocus()
    qtbot.keyClicks(editor.reason, "Last words")

    qtbot.mouseClick(panel._done, Qt.MouseButton.LeftButton)

    assert kept(bridge).reason == "Last words"
    assert not panel.is_editing


def test_evidence_is_added_corrected_and_removed_each_with_undo(editor, bridge, qtbot):
    qtbot.mouseClick(editor.chips._add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor.chips.form._title, "National strategy")
    qtbot.mouseClick(editor.chips.form._submit, Qt.MouseButton.LeftButton)
    (key,) = kept(bridge).evidence

    qtbot.mouseClick(chips(editor)[0].layout().itemAt(0).widget(), Qt.MouseButton.LeftButton)
    editor.chips.form._year.setText("2024")
    qtbot.keyClick(editor.chips.form._year, Qt.Key.Key_Return)
    corrected = bridge.dataset.evidence[key]
    qtbot.mouseClick(chips(editor)[0].layout().itemAt(1).widget(), Qt.MouseButton.LeftButton)
    removed = (kept(bridge), dict(bridge.dataset.evidence))

    assert corrected.title == "National strategy"
    assert corrected.year == 2024
    assert removed == (None, {})
    history.undo(bridge)
    assert kept(bridge).evidence == (key,)
    assert len(chips(editor)) == 1
    history.undo(bridge)
    assert bridge.dataset.evidence[key].year is None
    history.undo(bridge)
    assert kept(bridge) is None


def test_a_form_without_a_title_says_so_and_keeps_nothing(editor, bridge, qtbot):
    editor.chips.open_form()

    qtbot.mouseClick(editor.chips.form._submit, Qt.MouseButton.LeftButton)

    assert editor.chips.form._problem.text() == "Enter a title or a link."
    assert kept(bridge) is None


def test_pasting_a_link_fills_in_title_kind_and_place(editor, qapp, qtbot):
    editor.chips.open_form()
    qapp.clipboard().setText("https://www.example.org/reports/chip-strategy_2024.pdf")

    qtbot.keyClick(editor.chips.form._title, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    form = editor.chips.form
    assert form._title.text() == "Chip strategy 2024, example.org"
    assert form._locator.text() == "https://www.example.org/reports/chip-strategy_2024.pdf"
    assert form.kind is EvidenceKind.LINK


def test_a_source_line_is_read_into_its_parts():
    evidence = evidence_from_text("Survey of plants | page 4 | 2025")

    assert (evidence.title, evidence.locator, evidence.year) == ("Survey of plants", "page 4", 2025)


def test_a_dropped_table_is_data_and_keeps_its_path():
    evidence = evidence_from_file("/data/plants in Penang.xlsx")

    assert evidence.title == "plants in Penang"
    assert evidence.locator == "/data/plants in Penang.xlsx"
    assert evidence.evidence_kind is EvidenceKind.DATA


def test_the_grade_that_was_chosen_is_kept(editor, bridge, qtbot):
    editor.chips.open_form()
    form = editor.chips.form
    qtbot.keyClicks(form._title, "Measured by the agency")
    form.choose_grade(Grade.MEASURED)

    form.submit()

    (key,) = kept(bridge).evidence
    assert bridge.dataset.evidence[key].grade is Grade.MEASURED


def test_a_suggestion_is_accepted_in_the_editor(panel, selection, bridge, qtbot):
    selection.choose(subject="NLD")
    panel.begin_editing()

    qtbot.mouseClick(panel.editor.accept, Qt.MouseButton.LeftButton)

    assert kept(bridge, "NLD").level(NOW) == 5
    assert not panel.editor._suggestion.isVisible()


def test_page_down_scores_the_next_segment_with_the_keyboard_still_on_the_levels(
    editor, panel, selection, bridge, qtbot
):
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: editor.picker.isAncestorOf(panel.focusWidget()))

    qtbot.keyClick(panel.focusWidget(), "2")

    assert selection.view.segment == "deposition"
    assert kept(bridge, segment="deposition").level(NOW) == 2


def test_escape_ends_editing(editor, panel, qtbot):
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Escape)

    assert not panel.is_editing
