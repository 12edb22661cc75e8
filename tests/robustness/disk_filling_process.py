"""A process that edits a workspace until there is no room for more, then goes on when there is.

Run as `python disk_filling_process.py PATH`. A limit on the size of files stands for the full disk. It
prints the reasons that it was given, as JSON.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from pathlib import Path

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import EditNotKept, SaveFailed
from chipmap.model.labels import Label
from chipmap.model.workspace import Workspace, open_workspace
from tests.builders import a_score, some_evidence

ROOM = 400_000
ONE_EDIT = 50


def main(path: Path) -> None:
    # Without this the system would end the process instead of refusing the write.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open_workspace(path) as workspace:
        limit_files(ROOM)
        reasons = [edit_until_refused(workspace)]
        try:
            workspace.save()
        except SaveFailed as error:
            reasons.append(str(error.params["reason"]))
        limit_files(resource.RLIM_INFINITY)
        workspace.apply(ChangeSet((Change(None, a_score()),)), label=Label.CHANGE_SCORE)
        workspace.save()
    sys.stdout.write(json.dumps(reasons))


def limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def edit_until_refused(workspace: Workspace) -> str:
    for number in range(1000):
        before = workspace.dataset
        evidence = [some_evidence(f"E-{number}-{each}", locator="x" * 1900) for each in range(ONE_EDIT)]
        try:
            workspace.apply(ChangeSet(tuple(Change(None, each) for each in evidence)), label=Label.IMPORT)
        except EditNotKept as error:
            assert workspace.dataset is before
            return str(error.params["reason"])
    raise AssertionError("the disk never filled")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
