"""Takes files into the window: which ones may be dropped on it, and the review of a layer of institutions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.ui.operations.files import SUFFIX

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent

    from chipmap.ui.main_window import MainWindow

POINT_SUFFIXES = frozenset({".gpkg", ".geojson", ".json", ".zip", ".shp", ".csv"})


def points_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the command that imports institutions does."""
    return {"import_institutions": lambda: ask_points(window)}


def dropped_path(window: MainWindow, event: QDropEvent) -> Path | None:
    """The one file that is dropped, if it can be opened or imported; institutions need an open workspace."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    kinds = {SUFFIX, ".xlsx"} | (POINT_SUFFIXES if window.documents.bridge is not None else set())
    return next((path for path in paths if path.suffix.lower() in kinds), None)


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
