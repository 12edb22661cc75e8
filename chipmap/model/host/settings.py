"""What the program remembers for one person between starts; nothing here changes a result.

Keys that this version does not know are kept, a value that makes no sense falls back to its default, and a
file that cannot be read is set aside, never overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field, fields, replace
from pathlib import Path
from typing import Any

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.host.paths import config_folder

_REMEMBERED_FILES = 8
_REMEMBERED_FINDS = 60
_REMEMBERED_GRIDS = 20
_PARTS_OF_A_FIND = 3
_FILE_NAME = "settings.json"


@dataclass(frozen=True, slots=True)
class AppSettings:
    """The person's choices. `text_scale` is 0.9–1.5; `window_geometry` is what the window system gave us."""

    theme: str = "system"
    text_scale: float = 1.0
    strong_outlines: bool = False
    reduced_motion: bool = False
    last_workspace: str = ""
    recent_workspaces: tuple[str, ...] = ()
    window_geometry: str = ""
    recent_finds: tuple[str, ...] = ()
    """Chosen in the search, the latest first: workspace (none for a command), kind and key, by tabs."""
    scorecard_columns: tuple[str, ...] = ()
    """For each workspace, the latest first: its id, the reference column and the others, by tabs."""
    register_columns: tuple[str, ...] = ()
    """The widths of the columns of the collaborations, at a text size of 100 per cent."""
    moves_after_entry: bool = False
    """In the grid of scorecards an answer leads to the cell below."""
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def with_workspace(self, path: Path) -> AppSettings:
        """The settings after a workspace was opened: it is the last one and the first of the recent ones."""
        name = str(path)
        others = tuple(other for other in self.recent_workspaces if other != name)
        recent = (name, *others)[:_REMEMBERED_FILES]
        return replace(self, last_workspace=name, recent_workspaces=recent)

    def without_workspace(self, path: Path) -> AppSettings:
        """The settings after a workspace was found missing, or its draft thrown away."""
        name = str(path)
        recent = tuple(other for other in self.recent_workspaces if other != name)
        last = "" if self.last_workspace == name else self.last_workspace
        return replace(self, last_workspace=last, recent_workspaces=recent)

    def with_find(self, workspace: str, kind: str, key: str) -> AppSettings:
        """The settings after something was chosen in the search; a command belongs to no workspace."""
        find = f"{workspace}\t{kind}\t{key}"
        others = (other for other in self.recent_finds if other != find)
        return replace(self, recent_finds=(find, *others)[:_REMEMBERED_FINDS])

    def finds_of(self, workspace: str) -> list[tuple[str, str]]:
        """Kind and key of what was chosen in a workspace, commands included, the latest first."""
        parts = (find.split("\t", _PARTS_OF_A_FIND - 1) for find in self.recent_finds)
        whole = (part for part in parts if len(part) == _PARTS_OF_A_FIND)
        return [(kind, key) for owner, kind, key in whole if owner in {"", workspace}]

    def with_columns(self, workspace: str, columns: tuple[str, ...]) -> AppSettings:
        """The settings after the columns of the scorecards were chosen, the reference first."""
        others = (line for line in self.scorecard_columns if line.split("\t", 1)[0] != workspace)
        kept = ("\t".join((workspace, *columns)), *others)[:_REMEMBERED_GRIDS]
        return replace(self, scorecard_columns=kept)

    def columns_of(self, workspace: str) -> tuple[str, ...] | None:
        """What was chosen for a workspace, the reference first; None where nothing was."""
        lines = (line.split("\t") for line in self.scorecard_columns)
        return next((tuple(columns) for owner, *columns in lines if owner == workspace and columns), None)


def settings_path() -> Path:
    """The file that keeps the settings."""
    return config_folder() / _FILE_NAME


def load_settings() -> AppSettings:
    """The settings as they were kept; defaults when there are none or the file is damaged."""
    path = settings_path()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return AppSettings()
    except (OSError, ValueError):
        kept = None
    if not isinstance(kept, dict):
        _set_aside(path)
        return AppSettings()
    return _settings_of(kept)


def save_settings(settings: AppSettings) -> None:
    """Keep the settings; a file half written never replaces a whole one."""
    path = settings_path()
    known = {
        column.name: getattr(settings, column.name) for column in fields(settings) if column.name != "unknown"
    }
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps({**settings.unknown, **known}, indent=1), encoding="utf-8")
    partial.replace(path)


def _settings_of(kept: dict[str, Any]) -> AppSettings:
    default = AppSettings()
    known: dict[str, Any] = {}
    for column in fields(AppSettings):
        if column.name == "unknown" or column.name not in kept:
            continue
        value = kept.pop(column.name)
        if isinstance(value, list):
            value = tuple(str(item) for item in value)
        expected = type(getattr(default, column.name))
        if expected is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is expected:
            known[column.name] = value
    return AppSettings(**known, unknown=kept)


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".damaged.json"))
    except OSError:
        return
