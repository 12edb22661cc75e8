"""Opens workspaces for commands. What a crash left unsaved is never given up by a command.

Reading leaves recoverable edits where they are and says so; changing takes them up and saves them first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.cli.reporting import tell
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.records import Settings
    from chipmap.model.workspace import Workspace


@contextmanager
def reading(path: Path, *, as_json: bool = False) -> Iterator[Workspace]:
    """A workspace to be looked at. Edits that a crash left stay recoverable."""
    from chipmap.model.workspace import open_workspace, recoverable_copies

    with open_workspace(path, recover=False) as workspace:
        if not as_json and any(copy.path == workspace.path for copy in recoverable_copies()):
            tell(_("A crash left unsaved edits; they are not shown. Open the workspace to get them back."))
        yield workspace


@contextmanager
def changing(path: Path, *, as_json: bool = False) -> Iterator[Workspace]:
    """A workspace to be changed; the command saves it. Edits that a crash left are saved first."""
    from chipmap.model.workspace import open_workspace

    with open_workspace(path) as workspace:
        if workspace.was_recovered:
            workspace.save()
            if not as_json:
                tell(_("Edits that a crash had kept from being saved were brought back and saved."))
        yield workspace


def place_names(settings: Settings, language: str = "en") -> PlaceNames:
    """The names of places in the workspace's naming profile."""
    from chipmap.model.geography.naming import PlaceNames

    return PlaceNames.load(settings.naming_profile, language)
