"""Raters and rounds by mouse and keys: everything is done at once and can be taken back."""

from __future__ import annotations

import openpyxl
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from chipmap.model.labels import Label
from chipmap.model.records import OWNER, Consolidation
from chipmap.model.workspace import create_workspace
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.dialogs.raters_dialog import RatersDialog
from chipmap.ui.dialogs.raters_view import NAME, STATE
from chipmap.ui.operations import raters as operations
from chipmap.ui.operations import scores
from tests.builders import three_countries_dataset

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bridge(look, tmp_path):
    """Three places and the owner, and nobody has answered."""
    opened = WorkspaceBridge(create_workspace(tmp_path / "raters.chipmap", three_countries_dataset()))
    yield opened
    opened.close()


@pytest.fixture
def dialog(bridge, jobs, qtbot):
    shown = RatersDialog(bridge, jobs)
    shown.show()
    yield shown
    if shiboken6.isValid(shown):
        shown.done(0)
        shiboken6.delete(shown)


def cells(dialog, column=NAME):
    model = dialog.raters.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def add(qtbot, dialog, name, organisation=""):
    qtbot.keyClicks(dialog.raters.name, name)
    qtbot.keyClicks(dialog.raters.organisation, organisation)
    qtbot.mouseClick(dialog.raters.add_button, LEFT)


def score_three(bridge, segment="litho", levels=(1, 3, 4)):
    for rater, level in zip(("Ann", "Ben", "Eve"), levels, strict=True):
        if rater not in bridge.dataset.raters:
            operations.add_rater(bridge, rater)
        scores.set_level(bridge, subject="NLD", segment=segment, level=level, rater=rater)


def test_a_rater_is_added_by_mouse_and_the_next_can_be_typed_at_once(dialog, bridge, qtbot):
    add(qtbot, dialog, "Maria Silva", "Ministry")

    assert bridge.dataset.raters["Maria Silva"].organisation == "Ministry"
    assert cells(dialog)[-1] == "Maria Silva"
    assert dialog.note.text() == "Maria Silva added as a rater"
    assert dialog.raters.name.text() == ""
    assert QApplication.focusWidget() is dialog.raters.name


def test_enter_adds_and_does_not_close(dialog, bridge, qtbot):
    qtbot.keyClicks(dialog.raters.name, "Ann")
    qtbot.keyClick(dialog.raters.name, Qt.Key.Key_Return)

    assert "Ann" in bridge.dataset.raters
    assert dialog.isVisible()


def test_a_name_that_is_taken_is_refused_with_a_sentence(dialog, bridge, qtbot):
    add(qtbot, dialog, "Ann")
    add(qtbot, dialog, "ann")

    assert list(bridge.dataset.raters) == [OWNER, "Ann"]
    assert "already" in dialog.note.text()


def test_the_owner_is_renamed_with_f2(dialog, bridge, qtbot):
    table = dialog.raters.table
    table.setCurrentIndex(dialog.raters.model.index(0, NAME))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Jo Banks")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bridge.dataset.raters[OWNER].name == "Jo Banks")

    assert dialog.isVisible()
    assert bridge.workspace.undo_label is Label.CHANGE_RATER
    assert cells(dialog)[0] == "Jo Banks (owner)"


def test_a_rater_is_removed_with_delete_and_comes_back_with_undo(dialog, bridge, qtbot):
    score_three(bridge)
    before = bridge.dataset
    dialog.raters.refresh("Ben")

    qtbot.keyClick(dialog.raters.table, Qt.Key.Key_Delete)
    without = list(bridge.dataset.raters)
    qtbot.mouseClick(dialog.undo_button, LEFT)

    assert without == [OWNER, "Ann", "Eve"]
    assert bridge.dataset == before
    assert dialog.note.text() == "Undone: removed rater"


def test_the_owner_stays(dialog, bridge, qtbot):
    dialog.raters.refresh(OWNER)

    qtbot.keyClick(dialog.raters.table, Qt.Key.Key_Delete)

    assert not dialog.raters.remove_button.isEnabled()
    assert OWNER in bridge.dataset.raters
    assert "cannot be removed" in dialog.note.text()


def test_undo_here_never_reaches_what_was_done_before(bridge, jobs):
    operations.add_rater(bridge, "Ann")
    dialog = RatersDialog(bridge, jobs)

    dialog.undo()

    assert "Ann" in bridge.dataset.raters
    assert not dialog.undo_button.isEnabled()
    shiboken6.delete(dialog)


def test_who_has_answered_is_said(dialog, bridge):
    score_three(bridge)

    assert cells(dialog, STATE) == ["no answer yet", "has answered", "has answered", "has answered"]


def test_rounds_are_opened_with_the_rule_entered_closed_and_opened_again(dialog, bridge, qtbot):
    score_three(bridge)
    dialog.parts.picked.emit("rounds")
    dialog.rounds.iqr.setValue(0.5)
    dialog.rounds.rounds.setValue(2)
    qtbot.keyClicks(dialog.rounds.note, "By post")

    qtbot.mouseClick(dialog.rounds.open_button, LEFT)
    first = bridge.dataset.rounds["1"]
    seen = dialog.rounds.rule_form.isVisible(), dialog.rounds.close_button.isVisible()
    qtbot.mouseClick(dialog.rounds.close_button, LEFT)
    label = dialog.rounds.open_button.text()
    qtbot.mouseClick(dialog.rounds.open_button, LEFT)

    assert (first.iqr, first.rounds, first.note, first.is_open) == (0.5, 2, "By post", True)
    assert seen == (False, True)
    assert label == "Open round 2"
    assert bridge.dataset.settings.current_round == 2
    assert dialog.note.text() == "Round 2 opened; 3 rows carried over"
    assert dialog.rounds.heard.text() == "0 of 4 raters have answered in round 2."


def test_the_last_agreed_round_is_the_last(dialog, bridge, qtbot):
    dialog.parts.picked.emit("rounds")
    dialog.rounds.rounds.setValue(1)
    for step in (dialog.rounds.open_button, dialog.rounds.close_button):
        qtbot.mouseClick(step, LEFT)

    assert not dialog.rounds.open_button.isVisible()
    assert "allows 1 rounds" in dialog.rounds.spent.text()


def test_opening_a_round_is_one_step_that_undo_takes_back(dialog, bridge, qtbot):
    score_three(bridge)
    dialog.parts.picked.emit("rounds")
    before = bridge.dataset

    qtbot.mouseClick(dialog.rounds.open_button, LEFT)
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert bridge.dataset == before


def test_the_way_of_joining_ballots_is_a_setting_of_the_workspace(dialog, bridge):
    score_three(bridge)
    dialog.parts.picked.emit("rounds")

    dialog.rounds.joined.picked.emit("mean")

    assert bridge.dataset.settings.consolidation is Consolidation.MEAN
    assert bridge.workspace.undo_label is Label.CHANGE_SETTINGS
    assert round(bridge.standings.of("NLD", "litho").level, 2) == 2.67


def test_a_report_is_computed_beside_the_window_and_saved_in_another_language(
    dialog, bridge, jobs, qtbot, tmp_path
):
    score_three(bridge)
    score_three(bridge, "deposition", (0, 2, 5))
    dialog.parts.picked.emit("report")
    qtbot.waitUntil(lambda: dialog.report.report is not None, timeout=10_000)

    dialog.report.language.picked.emit("fr")
    dialog.report.write_report(tmp_path / "report.xlsx")

    rows = dialog.report.items.rows.rows
    assert [row[3:7] for row in rows] == [(3, 0, 3, 1.5), (3, 0, 2, 2.5)]
    assert [row[9] for row in rows] == ["", "disputed"]
    assert dialog.report.summary.text().startswith("2 items: ask again (2).")
    assert openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames == ["Réponses", "Accord", "Tour"]
    assert dialog.note.text() == "Report saved as report.xlsx"


def test_an_empty_report_says_so_and_cannot_be_saved(dialog, qtbot):
    dialog.parts.picked.emit("report")
    qtbot.waitUntil(lambda: dialog.report.report is not None, timeout=10_000)

    assert dialog.report.summary.text().startswith("Nobody has answered in round 1.")
    assert not dialog.report.save_button.isEnabled()
    assert not dialog.report.items.isVisible()


def test_sending_scorecards_asks_for_everybody(dialog, bridge, qtbot):
    score_three(bridge)
    asked = []
    dialog.mailing_asked.connect(asked.append)
    dialog.parts.picked.emit("rounds")

    qtbot.mouseClick(dialog.rounds.send_button, LEFT)

    assert asked == [(OWNER, "Ann", "Ben", "Eve")]
