"""What a crash left unsaved survives every command: reading leaves it, changing saves it first."""

import os
import subprocess
import sys

from chipmap.model.workspace import open_workspace, recoverable_copies
from tests.cli.conftest import content_of

CRASH = """
import os, sys
from pathlib import Path
from chipmap.model.edits.scores import set_level
from chipmap.model.labels import Label
from chipmap.model.workspace import open_workspace
workspace = open_workspace(Path(sys.argv[1]))
changes = set_level(workspace.dataset, subject="MYS", segment="litho", level=4)
workspace.apply(changes, label=Label.CHANGE_SCORE)
os._exit(9)
"""


def crash_with_an_unsaved_edit(path):
    done = subprocess.run([sys.executable, "-c", CRASH, str(path)], env=dict(os.environ), check=False)
    assert done.returncode == 9


def test_reading_commands_leave_a_crashs_edits_to_be_recovered(run, workspace_file):
    crash_with_an_unsaved_edit(workspace_file)

    outcome = run("workspace", "info", workspace_file)

    assert outcome.code == 0
    assert "crash" in outcome.err
    assert [copy.path for copy in recoverable_copies()] == [workspace_file]
    with open_workspace(workspace_file) as workspace:
        assert workspace.was_recovered


def test_changing_commands_save_a_crashs_edits_even_when_they_are_refused(run, workspace_file):
    crash_with_an_unsaved_edit(workspace_file)

    assert run("score", "set", workspace_file, "MYS", "chain", "3").code == 3

    assert content_of(workspace_file).scores["MYS", "litho", "owner", 1].level("now") == 4
    assert recoverable_copies() == []
