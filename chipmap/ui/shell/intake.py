"""Takes files into the window: which may be dropped on it, and to which review each kind of file goes.

A workspace is opened, a layer of institutions is reviewed as one; everything else is read as scorecards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.ui.operations.files import SUFFIX
from chipmap.ui.shell.points_intake import POINT_SUFFIXES, review_points
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent

    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.operations.exchange import ScorecardStart

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods", ".csv", ".tsv"})
_LOOKED_AT = 65_536
"""Bytes of a delimited text that are looked at to tell what its columns are."""


def intake_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands do that bring scorecards in."""
    return {
        "import": lambda: ask_scorecards(window),
        "import_folder": lambda: ask_folder(window),
    }


def dropped_paths(window: MainWindow, event: QDropEvent) -> list[Path]:
    """What is dropped and can be opened or imported; institutions need an open workspace."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    kinds = {SUFFIX} | WORKBOOK_SUFFIXES
    if window.documents.bridge is not None:
        kinds |= POINT_SUFFIXES
    return [path for path in paths if path.suffix.lower() in kinds or path.is_dir()]


def take_paths(window: MainWindow, paths: Sequence[Path]) -> None:
    """Open the workspace among the paths, else review what the files would change."""
    workspace = next((path for path in paths if path.suffix.lower() == SUFFIX), None)
    if workspace is not None:
        window.documents.open(workspace)
        return
    layer = next((path for path in paths if holds_points(path)), None)
    if layer is not None and window.documents.bridge is not None:
        review_points(window, layer)
        return
    import_scorecards(window, [path for path in paths if not holds_points(path)])


def holds_points(path: Path) -> bool:
    """Whether a file is a layer of institutions: by its kind, or because a text has coordinates."""
    suffix = path.suffix.lower()
    if suffix not in POINT_SUFFIXES:
        return False
    return suffix != ".csv" or {"latitude", "longitude"} <= set(_columns_of_text(path))


def _columns_of_text(path: Path) -> dict[str, int]:
    """The fields of institutions that the first line of a delimited text names."""
    from chipmap.model.exchange.csv_decoder import decoded_text, delimiter_of
    from chipmap.model.exchange.points_columns import columns_of

    try:
        with path.open("rb") as stream:
            text, _notices = decoded_text(stream.read(_LOOKED_AT))
    except OSError:
        return {}
    lines = [line for line in text.splitlines() if line.strip()]
    return columns_of([part.strip('" ') for part in lines[0].split(delimiter_of(text))]) if lines else {}


def ask_scorecards(window: MainWindow) -> None:
    """Ask which scorecards to import, and review them."""
    paths = window.dialogs.ask_scorecards()
    if paths:
        take_paths(window, paths)


def ask_folder(window: MainWindow) -> None:
    """Ask for a folder of returned scorecards, and review them."""
    folder = window.dialogs.ask_scorecard_folder()
    if folder is not None:
        import_scorecards(window, [folder])


def import_scorecards(window: MainWindow, paths: Sequence[Path]) -> None:
    """Review what returned scorecards would change; without a workspace the first of them begins one."""
    bridge = window.documents.bridge
    if not paths:
        return
    if bridge is None:
        _begin_with_scorecard(window, paths)
        return
    from chipmap.ui.dialogs.import_dialog import ImportDialog

    ImportDialog(bridge, window.jobs, paths, window).open()


def _begin_with_scorecard(window: MainWindow, paths: Sequence[Path]) -> None:
    """Read whose scorecard it is, open the starter data as that workspace, and review the files."""
    from chipmap.model.exchange.reader_pool import workbooks_at
    from chipmap.ui.errors import show_issue
    from chipmap.ui.operations.exchange import start_from_scorecard

    files = workbooks_at(paths)

    def on_read(start: ScorecardStart) -> None:
        if window.documents.bridge is not None:
            return
        if start.blocked_by is not None:
            show_issue(window, start.blocked_by)
        elif window.documents.begin(start.dataset):
            import_scorecards(window, paths)

    if files and not window.jobs.is_busy:
        reading = _("Reading {name}").format(name=files[0].name)
        window.jobs.start(lambda progress: start_from_scorecard(files[0], progress), reading, on_read)
