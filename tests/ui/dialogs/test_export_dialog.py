from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from chipmap.ui.dialogs.export_dialog import ExportDialog
from chipmap.wording import current_language


@pytest.fixture
def dialog(bridge, jobs, tmp_path, qtbot) -> Iterator[ExportDialog]:
    """Exporting Malaysia into an empty folder."""
    shown = ExportDialog(bridge, "MYS", jobs)
    shown._folder = tmp_path
    shown._propose_path()
    shown.show()
    yield shown
    if shiboken6.isValid(shown):
        shiboken6.delete(shown)


def export(qtbot, dialog, jobs) -> list[Path]:
    written: list[Path] = []
    dialog.exported.connect(written.append)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
    return written


def test_the_file_is_named_after_scope_round_and_rater(dialog, tmp_path):
    assert Path(dialog.path.text()) == tmp_path / "Chipmap_MYS_R1_owner.xlsx"


def test_the_name_follows_the_subject_until_it_is_typed_by_hand(dialog, tmp_path, qtbot):
    dialog.subject.setCurrentIndex(dialog.subject.findData("NLD"))
    followed = Path(dialog.path.text()).name
    dialog.path.setText(str(tmp_path / "mine.xlsx"))
    dialog._on_path_edited("")

    dialog.subject.setCurrentIndex(dialog.subject.findData("DEU"))

    assert followed == "Chipmap_NLD_R1_owner.xlsx"
    assert Path(dialog.path.text()).name == "mine.xlsx"


def test_an_export_writes_the_scorecard_and_leaves_the_workspace_alone(dialog, bridge, jobs, qtbot):
    written = export(qtbot, dialog, jobs)

    assert [path.name for path in written] == ["Chipmap_MYS_R1_owner.xlsx"]
    assert "Scores" in load_workbook(written[0]).sheetnames
    assert not bridge.workspace.can_undo


def test_an_institution_can_be_exported_like_a_place(dialog, jobs, qtbot):
    dialog.subject.setCurrentIndex(dialog.subject.findData("asml"))

    written = export(qtbot, dialog, jobs)

    assert [path.name for path in written] == ["Chipmap_asml_R1_owner.xlsx"]


def test_a_new_delegation_is_named_by_typing(dialog, jobs, qtbot):
    dialog.rater.setEditText("Ministry")

    written = export(qtbot, dialog, jobs)

    assert [path.name for path in written] == ["Chipmap_MYS_R1_Ministry.xlsx"]


def test_the_language_is_the_files_and_not_the_screens(dialog, jobs, qtbot):
    dialog.language.picked.emit("de")

    (path,) = export(qtbot, dialog, jobs)

    identity = {row[0].value: row[1].value for row in load_workbook(path)["_chipmap"].iter_rows()}
    assert identity["language"] == "de"
    assert current_language() == "en"


def test_an_unknown_place_is_said_at_once(dialog):
    dialog.subject.setEditText("Atlantis")

    assert dialog._problem.text() == "Choose a place or an institution from the list."
    assert not dialog.primary.isEnabled()


def test_replacing_a_file_is_said_before_it_happens(dialog, tmp_path):
    (tmp_path / "Chipmap_MYS_R1_owner.xlsx").write_bytes(b"older")

    dialog._propose_path()

    assert dialog.primary.text() == "Replace the file"


def test_a_folder_that_is_missing_is_named(dialog, tmp_path):
    dialog.path.setText(str(tmp_path / "nowhere" / "x.xlsx"))
    dialog._on_path_edited("")

    assert str(tmp_path / "nowhere") in dialog._problem.text()
    assert not dialog.primary.isEnabled()
