"""Takes layers of institutions into the window: which files are such layers, and their review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chipmap.ui.main_window import MainWindow

POINT_SUFFIXES = frozenset({".gpkg", ".geojson", ".json", ".zip", ".shp", ".csv"})


def points_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the command that imports institutions does."""
    return {"import_institutions": lambda: ask_points(window)}


def ask_points(window: MainWindow) -> None:
    """Ask which layer of institutions to import, and review it."""
    path = window.dialogs.ask_points()
    if path is not None:
        review_points(window, path)


def review_points(window: MainWindow, path: Path) -> None:
    """Show what a layer of institutions would change."""
    from chipmap.ui.dialogs.points_dialog import PointsDialog

    bridge = window.documents.bridge
    if bridge is not None:
        PointsDialog(bridge, window.jobs, path, window).open()
