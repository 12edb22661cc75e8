"""Workspaces as files: a draft from the starter data, opening, saving, a copy of one that somebody holds.

A draft is a workspace that nobody has given a place yet. It lives in the person's data folder, so that a
crash loses nothing of it, and goes when it is saved elsewhere or given up.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from chipmap.model.dataset import Dataset
from chipmap.model.host.paths import data_folder
from chipmap.model.workspace import (
    RecoverableCopy,
    Workspace,
    create_workspace,
    open_workspace,
    restore_copy,
)
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.wording import _

SUFFIX = ".chipmap"
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def drafts_folder() -> Path:
    """Where workspaces live until they are saved somewhere."""
    folder = data_folder() / "drafts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def is_draft(path: Path) -> bool:
    """Whether the workspace there has not been given a place yet."""
    return path.parent == drafts_folder()


def new_draft(dataset: Dataset | None = None) -> Workspace:
    """A workspace of the starter data, or of a dataset made from it, not saved anywhere yet."""
    if dataset is None:
        from chipmap.model.starter import starter_dataset

        dataset = starter_dataset(title=_("Starter data"))
    return create_workspace(_free_path(dataset.settings.title), dataset)


def open_copy(path: Path) -> Workspace:
    """The saved state of a workspace that somebody else holds, as a draft of one's own."""
    target = _free_path(_("Copy of {name}").format(name=path.stem))
    shutil.copyfile(path, target)
    return open_workspace(target)


def recover(copy: RecoverableCopy) -> Workspace:
    """What a crash left: on top of its file where that still fits, else as a draft."""
    if copy.state == "unchanged":
        return open_workspace(copy.path)
    return restore_copy(copy, _free_path(copy.title))


def save(bridge: WorkspaceBridge, path: Path | None = None) -> None:
    """Save the workspace where it is, or at `path`; a draft takes the name of its first file."""
    old = bridge.workspace.path
    if path is not None and is_draft(old) and bridge.dataset.settings.title == _("Starter data"):
        from chipmap.ui.operations.settings import change_settings

        change_settings(bridge, title=path.stem)
    bridge.workspace.save(path)
    if path is not None and path != old and is_draft(old):
        old.unlink(missing_ok=True)


def give_up(bridge: WorkspaceBridge) -> None:
    """Close the workspace without saving; a draft goes with it."""
    path = bridge.workspace.path
    bridge.close()
    if is_draft(path):
        path.unlink(missing_ok=True)


def file_name_for(title: str) -> str:
    """A file name that every system accepts."""
    return _UNSAFE.sub(" ", title).strip(" .") or "workspace"


def _free_path(title: str) -> Path:
    stem = file_name_for(title)
    folder = drafts_folder()
    candidates = (
        folder / f"{stem}{'' if number == 1 else f' {number}'}{SUFFIX}" for number in range(1, 10_000)
    )
    return next(path for path in candidates if not path.exists())
