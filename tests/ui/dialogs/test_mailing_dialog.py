"""A mailing: ticked by mouse and keys, written with progress, cancelled without a trace, then listed."""

from __future__ import annotations

import openpyxl
import pytest
import shiboken6
from PySide6.QtCore import Qt

from chipmap.model.exchange import mailing
from chipmap.model.records import OWNER
from chipmap.ui.dialogs.mailing_dialog import MailingDialog
from chipmap.ui.operations import raters as operations

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(bridge, jobs, qtbot, tmp_path):
    operations.add_rater(bridge, "Ann")
    operations.add_rater(bridge, "Ben")
    shown = MailingDialog(bridge, jobs, ["MYS"], [OWNER, "Ann"])
    shown.folder.setText(str(tmp_path / "out"))
    shown.show()
    yield shown
    if shiboken6.isValid(shown):
        shiboken6.delete(shown)


def write(qtbot, dialog):
    qtbot.mouseClick(dialog.primary, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=20_000)


def test_the_button_says_how_many_files_will_be_written(dialog):
    first = dialog.primary.text()
    dialog.members.setCurrentIndex(dialog.members.findData("EU27"))
    dialog.members.activated.emit(dialog.members.currentIndex())
    with_members = dialog.primary.text()
    dialog.layout_choice.picked.emit("joint")

    assert (first, with_members, dialog.primary.text()) == (
        "Write 2 scorecards",
        "Write 6 scorecards",
        "Write 2 scorecards",
    )


def test_a_line_is_ticked_with_space_and_found_by_typing(dialog, qtbot):
    qtbot.keyClicks(dialog.subjects.filter, "nether")
    shown = [
        dialog.subjects.list.item(row).toolTip()
        for row in range(dialog.subjects.list.count())
        if not dialog.subjects.list.item(row).isHidden()
    ]
    row = dialog.subjects.keys().index("NLD")
    dialog.subjects.list.setCurrentRow(row)
    qtbot.keyClick(dialog.subjects.list, Qt.Key.Key_Space)

    assert shown == ["Malaysia", "Netherlands"]
    assert set(dialog.subjects.chosen()) == {"MYS", "NLD"}


def test_everybody_gets_a_workbook_and_the_list_says_which(dialog, bridge, qtbot, tmp_path):
    qtbot.mouseClick(dialog.everybody, LEFT)
    dialog.protection.setChecked(False)
    dialog.language.picked.emit("fr")

    write(qtbot, dialog)
    dialog.write_list(tmp_path / "list.xlsx")

    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["Chipmap_MYS_R1_Ann.xlsx", "Chipmap_MYS_R1_Ben.xlsx", "Chipmap_MYS_R1_owner.xlsx"]
    sheet = openpyxl.load_workbook(tmp_path / "out" / names[0])["Scores"]
    assert (sheet.protection.sheet, sheet["E5"].value) == (False, "Niveau actuel (0–5)")
    assert [row[0] for row in dialog.table.rows.rows] == ["Owner", "Ann", "Ben"]
    listed = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert [cell.value for cell in listed[1]] == ["Rater", "About", "Rows", "File"]
    assert (dialog.primary.text(), dialog.note.text()) == ("Close", "List saved as list.xlsx")


def test_what_is_missing_is_said_and_the_button_waits(dialog, tmp_path):
    dialog.raters.choose([])
    nobody = dialog._problem.text()
    dialog.raters.choose(["Ann"])
    dialog.subjects.choose([])
    nothing = dialog._problem.text()
    dialog.subjects.choose(["MYS"])
    dialog.folder.setText(str(tmp_path / "no" / "where"))

    assert nobody.startswith("Tick at least one rater")
    assert nothing == "Tick at least one place or institution."
    assert dialog._problem.text().startswith("There is no folder")
    assert not dialog.primary.isEnabled()


def test_files_that_would_be_replaced_are_counted(dialog, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Chipmap_MYS_R1_Ann.xlsx").write_bytes(b"")

    dialog.layout_choice.picked.emit("each")

    assert dialog.note.text() == "1 file of that name is replaced."


def test_cancel_while_writing_leaves_nothing(dialog, jobs, qtbot, tmp_path, monkeypatch):
    whole = mailing.write_scorecard

    def waits_for_cancel(*arguments, **options):
        while True:
            options["progress"].step(0, 1)
            assert whole

    monkeypatch.setattr(mailing, "write_scorecard", waits_for_cancel)

    qtbot.mouseClick(dialog.primary, LEFT)
    qtbot.waitUntil(dialog.progress.isVisible, timeout=5_000)
    qtbot.mouseClick(dialog.cancel, LEFT)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=10_000)

    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said_and_the_form_stays(dialog, jobs, qtbot, tmp_path):
    target = tmp_path / "out"
    target.mkdir()
    (target / "Chipmap_MYS_R1_Ann.xlsx").mkdir()

    qtbot.mouseClick(dialog.primary, LEFT)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)

    assert dialog.written == ()
    assert dialog._problem.text()
    assert dialog.primary.isEnabled()
