"""What a crash leaves, made without one; `tests/robustness/test_kill.py` has real ones."""

from __future__ import annotations

from chipmap.model.workspace import Workspace


def leave_as_a_crash_does(workspace: Workspace) -> None:
    """Let go of everything the system takes back from a dead process: lock file and working copy stay."""
    file = workspace._file
    file._connection.close()
    held = file._session.held
    assert held is not None
    held.release()
    workspace._is_open = False
