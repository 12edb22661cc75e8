"""What the start screen offers beside its three choices: what a crash left first, then recent workspaces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from chipmap.model.workspace import recoverable_copies
from chipmap.ui.shell.start_screen import RecentFile


def recent_files(paths: Iterable[str]) -> list[RecentFile]:
    """Recovered work, then the files that are still there, latest first."""
    recovered = [RecentFile(copy.title, copy.path, copy.last_edit, copy) for copy in recoverable_copies()]
    taken = {file.path for file in recovered}
    found = []
    for name in paths:
        path = Path(name)
        try:
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except OSError:
            continue
        if path not in taken:
            found.append(RecentFile(path.stem, path, when))
    return recovered + found
