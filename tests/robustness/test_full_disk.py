"""A full disk refuses an edit or a save whole, harms nothing, and work goes on when there is room again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chipmap.model.workspace import open_workspace

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files by setrlimit")
def test_a_full_disk_refuses_edits_whole_and_work_goes_on_afterwards(workspace_file):
    child = subprocess.run(
        [sys.executable, "-m", "tests.robustness.disk_filling_process", str(workspace_file)],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        check=False,
    )

    assert child.returncode == 0, child.stderr
    assert set(json.loads(child.stdout)) <= {"disk-full", "other"}
    with open_workspace(workspace_file) as again:
        assert len(again.dataset.scores) == 1
        assert len(again.dataset.evidence) > 0
        assert len(again.dataset.evidence) % 50 == 0
