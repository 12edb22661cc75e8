"""From the window to raters, rounds and scorecards for several raters, by keys and by mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt

from chipmap.model.records import OWNER
from chipmap.ui.dialogs.export_dialog import ExportDialog
from chipmap.ui.dialogs.mailing_dialog import MailingDialog
from chipmap.ui.dialogs.raters_dialog import RatersDialog
from chipmap.ui.operations import raters as operations
from chipmap.ui.operations import scores

LEFT = Qt.MouseButton.LeftButton
SHIFT_CTRL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def only(window, kind):
    (found,) = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return found


def test_raters_are_added_and_sent_scorecards_from_the_keyboard(open_window, qtbot, tmp_path):
    window = open_window
    qtbot.keyClick(window, Qt.Key.Key_R, SHIFT_CTRL)
    raters = only(window, RatersDialog)
    raters.raters.name.setFocus()
    qtbot.keyClicks(raters.raters.name, "Ann")
    qtbot.keyClick(raters.raters.name, Qt.Key.Key_Return)
    raters.parts.picked.emit("rounds")
    qtbot.mouseClick(raters.rounds.open_button, LEFT)
    qtbot.mouseClick(raters.rounds.send_button, LEFT)
    mailing = only(window, MailingDialog)
    mailing.subjects.choose(["MYS"])
    mailing.folder.setText(str(tmp_path / "out"))

    qtbot.mouseClick(mailing.primary, LEFT)
    qtbot.waitUntil(lambda: bool(mailing.written), timeout=20_000)

    assert [letter.rater for letter in mailing.written] == [OWNER, "Ann"]
    assert len(list((tmp_path / "out").iterdir())) == 2
    mailing.accept()


def test_the_page_of_scorecards_leads_to_the_raters(open_window, qtbot):
    open_window.view.show_scorecards()

    qtbot.mouseClick(open_window.view.page("scorecards").head.raters_button, LEFT)

    only(open_window, RatersDialog).accept()


def test_the_export_of_one_leads_to_the_export_of_several(open_window, qtbot):
    window = open_window
    window.view.selection.choose(subject="JPN")
    window.commands["export"].trigger()
    qtbot.mouseClick(only(window, ExportDialog).several, LEFT)

    mailing = only(window, MailingDialog)

    assert mailing.subjects.chosen() == ("JPN",)
    assert mailing.raters.chosen() == (OWNER,)
    mailing.reject()


def test_an_exported_file_is_said_in_the_window(open_window, qtbot, tmp_path):
    window = open_window
    window.commands["export"].trigger()
    dialog = only(window, ExportDialog)
    dialog.path.setText(str(tmp_path / "card.xlsx"))
    dialog._on_path_edited("")
    dialog.protection.setChecked(False)

    qtbot.mouseClick(dialog.primary, LEFT)
    qtbot.waitUntil(lambda: window.toast is not None and "card.xlsx" in window.toast.text, timeout=20_000)


def test_the_panel_shows_who_said_what_and_leads_to_the_rounds(open_window, qtbot):
    window = open_window
    window.view.selection.choose(subject="MYS", segment="atp")
    for rater, level in (("Ann", 2), ("Ben", 4)):
        operations.add_rater(window.view.bridge, rater)
        scores.set_level(window.view.bridge, subject="MYS", segment="atp", level=level, rater=rater)
    section = window.view.panel.scores.raters

    shown = section.isVisible()
    figures = section.figures.text().replace("\u00a0", " ")
    qtbot.mouseClick(section.all_rounds, LEFT)

    assert shown
    assert figures == "2 raters · median 3 · IQR 1"
    only(window, RatersDialog).accept()
