"""Questions about a whole file that the import preview asks before it merges anything."""

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from chipmap.model.exchange.scorecard_layout import row_id
from chipmap.model.records import NOW, OWNER
from chipmap.ui.dialogs.review_model import CHECK
from chipmap.ui.dialogs.review_rows import RowKind


def kept(bridge, segment):
    return bridge.dataset.scores.get(("MYS", segment, OWNER, 1))


def rows(dialog, *kinds):
    return [row for row in dialog.model.rows if row.kind in kinds]


def click_cell(qtbot, dialog, row, column, share=0.5):
    """Click into a cell, `share` of its width from the left."""
    index = dialog.model.index(dialog.model.rows.index(row), column)
    dialog.table.scrollTo(index)
    area = dialog.table.visualRect(index)
    point = area.topLeft()
    point.setX(area.left() + int(area.width() * share))
    point.setY(area.center().y())
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def settled(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)


def test_decimals_are_rounded_only_after_asking(review, fill_in, bridge, jobs, qtbot):
    fill_in("litho", level=3.5)
    dialog = review()
    asked = dialog.questions.isVisible()
    buttons = {button.text(): button for button in dialog.questions.findChildren(QAbstractButton)}

    qtbot.mouseClick(buttons["Down"], Qt.MouseButton.LeftButton)
    settled(qtbot, jobs)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert asked
    assert kept(bridge, "litho").level(NOW) == 3


def sign(scorecard, name):
    """Enter a name where the file asks for it."""
    workbook = load_workbook(scorecard)
    cell = workbook.defined_names["rater_name"].attr_text.rpartition("!")[2].replace("$", "")
    workbook["Read me"][cell] = name
    workbook.save(scorecard)


def test_whose_answers_they_are_is_asked_where_somebody_else_has_signed(
    review, fill_in, scorecard, *, bridge, jobs, qtbot
):
    fill_in("litho", level=5)
    sign(scorecard, "Maria Silva")
    dialog = review()
    asked = dialog.questions.isVisible()
    buttons = {button.text(): button for button in dialog.questions.findChildren(QAbstractButton)}

    qtbot.mouseClick(buttons["Maria Silva"], Qt.MouseButton.LeftButton)
    settled(qtbot, jobs)
    still_asked = dialog.questions.isVisible()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert (asked, still_asked) == (True, False)
    assert kept(bridge, "litho").level(NOW) == 2
    assert bridge.dataset.scores["MYS", "litho", "Maria Silva", 1].level(NOW) == 5
    assert bridge.dataset.raters["Maria Silva"].name == "Maria Silva"


def test_one_question_comes_after_the_other(review, fill_in, scorecard, *, bridge, jobs, qtbot):
    fill_in("litho", level=3.5)
    sign(scorecard, "Maria Silva")
    dialog = review()
    owner = bridge.dataset.raters[OWNER].name

    for answer in (owner, "Up"):
        (choice,) = [
            button for button in dialog.questions.findChildren(QAbstractButton) if button.text() == answer
        ]
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
        settled(qtbot, jobs)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert kept(bridge, "litho").level(NOW) == 4


def test_wide_clearings_are_shown_and_wait_for_a_tick(review, fill_in, bridge, qtbot):
    fill_in("litho", level=None)
    fill_in("deposition", level=None)
    fill_in("packaging", level=1)
    dialog = review()
    cleared = [row for row in rows(dialog, RowKind.ITEM) if row.group == "cleared"]
    taken = [dialog.model.is_taken(row) for row in cleared]

    click_cell(qtbot, dialog, cleared[0], CHECK)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert taken == [False, False]
    assert [bool(kept(bridge, segment)) for segment in ("litho", "deposition", "packaging")] == [
        False,
        True,
        True,
    ]


def answer(qtbot, jobs, dialog, text):
    (choice,) = [one for one in dialog.questions.findChildren(QAbstractButton) if one.text() == text]
    qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    settled(qtbot, jobs)


def test_clearings_are_taken_once_a_person_says_that_they_are_meant(review, fill_in, bridge, jobs, qtbot):
    fill_in("litho", level=None)
    fill_in("deposition", level=None)
    dialog = review()

    answer(qtbot, jobs, dialog, "Clear them")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert [bool(kept(bridge, segment)) for segment in ("litho", "deposition")] == [False, False]


def test_a_row_with_the_name_of_another_is_taken_once_a_person_says_which_holds(
    review, fill_in, scorecard, *, bridge, jobs, qtbot
):
    fill_in("litho", level=5)
    workbook = load_workbook(scorecard)
    sheet = workbook["Scores"]
    rows = {sheet[f"A{row}"].value: row for row in range(6, sheet.max_row + 1)}
    sheet[f"D{rows[row_id('MYS', 'litho')]}"] = sheet[f"D{rows[row_id('MYS', 'deposition')]}"].value
    workbook.save(scorecard)
    dialog = review()
    untaken = not dialog.model.taken

    answer(qtbot, jobs, dialog, "The Row IDs")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)

    assert untaken
    assert kept(bridge, "litho").level(NOW) == 5
