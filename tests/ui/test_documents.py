from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from chipmap.model.records import NOW
from chipmap.model.workspace import open_workspace, recoverable_copies
from chipmap.ui.file_dialogs import Answer, FileDialogs
from chipmap.ui.operations.files import is_draft
from chipmap.ui.operations.scores import set_level


def score_malaysia(window, level: int = 4) -> None:
    set_level(window.documents.bridge, subject="MYS", segment="atp", level=level)


def level_in(path: Path):
    with open_workspace(path) as workspace:
        score = workspace.dataset.scores.get(("MYS", "atp", "owner", 1))
        return None if score is None else score.level(NOW)


def test_saving_a_draft_asks_for_a_place_and_takes_its_name(main_window, dialogs, tmp_path):
    main_window.documents.new()
    draft = main_window.documents.bridge.workspace.path
    assert is_draft(draft)
    dialogs.save_place = tmp_path / "Partners of Europe.chipmap"

    assert main_window.documents.save()

    bridge = main_window.documents.bridge
    assert bridge.workspace.path == dialogs.save_place
    assert bridge.dataset.settings.title == "Partners of Europe"
    assert not draft.exists()
    assert not bridge.workspace.is_dirty


@pytest.mark.parametrize(("answer", "kept"), [(Answer.SAVE, 4), (Answer.GIVE_UP, None)])
def test_closing_with_edits_keeps_what_the_person_decides(open_window, dialogs, starter_file, answer, kept):
    score_malaysia(open_window)
    dialogs.about_edits = answer

    assert open_window.documents.close()

    assert level_in(starter_file) == kept


def test_closing_can_be_called_off(open_window, dialogs):
    score_malaysia(open_window)
    dialogs.about_edits = Answer.CANCEL

    assert not open_window.close()

    assert open_window.documents.bridge.workspace.is_dirty


def test_closing_without_edits_asks_nothing(open_window):
    assert open_window.documents.close()


def test_a_draft_that_is_given_up_leaves_nothing_behind(main_window):
    main_window.documents.new()
    draft = main_window.documents.bridge.workspace.path

    assert main_window.documents.close()

    assert not draft.exists()


def test_opening_something_else_leaves_the_open_workspace_in_place(open_window, tmp_path, qtbot):
    broken = tmp_path / "broken.chipmap"
    broken.write_text("not a workspace", encoding="utf-8")
    told = []
    open_window.documents.failed.disconnect()
    open_window.documents.failed.connect(told.append)
    before = open_window.documents.bridge

    assert not open_window.documents.open(broken)

    assert open_window.documents.bridge is before
    assert told[0].code == "not-a-workspace"


HOLD = """
import sys
from pathlib import Path
from chipmap.model.workspace import open_workspace, recoverable_copies
workspace = open_workspace(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_locked_workspace_can_be_opened_as_a_copy(main_window, dialogs, starter_file):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(starter_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline().strip() == "held"
        dialogs.wants_copy = True

        assert main_window.documents.open(starter_file)
    finally:
        holder.communicate(timeout=20)

    assert starter_file.name in dialogs.messages[0]
    path = main_window.documents.bridge.workspace.path
    assert is_draft(path)
    assert path != starter_file


CRASH = """
import os, sys
from pathlib import Path
from chipmap.model.edits.scores import set_level
from chipmap.model.labels import Label
from chipmap.model.workspace import open_workspace, recoverable_copies
workspace = open_workspace(Path(sys.argv[1]))
changes = set_level(workspace.dataset, subject="MYS", segment="atp", level=5)
workspace.apply(changes, label=Label.CHANGE_SCORE)
os._exit(1)
"""


def test_edits_from_before_a_crash_are_back_and_told(main_window, starter_file):
    subprocess.run([sys.executable, "-c", CRASH, str(starter_file)], check=False, timeout=60)

    assert main_window.documents.open(starter_file)

    score = main_window.documents.bridge.dataset.scores.get(("MYS", "atp", "owner", 1))
    assert score.level(NOW) == 5
    text = main_window.toast.text
    assert text.startswith("1 edit ")
    assert "not saved yet" in text
    assert "Close without saving to give it up" in text


def test_an_opened_workspace_is_remembered_and_a_missing_one_forgotten(
    main_window, preferences, starter_file, tmp_path
):
    main_window.documents.failed.disconnect()
    main_window.documents.open(starter_file)
    assert preferences.settings.last_workspace == str(starter_file)

    gone = tmp_path / "gone.chipmap"
    preferences.remember(gone)
    main_window.documents.open(gone)

    assert str(gone) not in preferences.settings.recent_workspaces


def test_work_recovered_from_a_lost_file_is_never_given_up_unasked(main_window, dialogs, starter_file):
    subprocess.run([sys.executable, "-c", CRASH, str(starter_file)], check=False, timeout=60)
    starter_file.unlink()
    (copy,) = recoverable_copies()

    assert main_window.documents.recover(copy)
    draft = main_window.documents.bridge.workspace.path
    assert is_draft(draft)

    dialogs.about_edits = Answer.CANCEL
    assert not main_window.documents.close()
    assert draft.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Board", "Board.pptx"), ("Board 2.0", "Board 2.0.pptx"), ("Board.PPTX", "Board.PPTX")],
)
def test_a_name_without_a_known_ending_gets_one(monkeypatch, tmp_path, typed, kept):
    kind = "PowerPoint presentation (*.pptx)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / typed), kind))

    assert FileDialogs(None).ask_story_place("Board", "pptx", is_folder=False) == tmp_path / kept
