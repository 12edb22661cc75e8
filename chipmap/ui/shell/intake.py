"""Takes files into the window: which may be dropped on it, and to which review each kind of file goes.

A workspace is opened, a layer of institutions is reviewed as one, a text without the columns of a scorecard
is mapped as a table from elsewhere; everything else is read as scorecards.
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


_MOST_LINES = 30
"""Below these no headings are looked for."""


def intake_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands do that bring files in, or take back what they brought."""
    return {
        "import": lambda: ask_scorecards(window),
        "import_folder": lambda: ask_folder(window),
        "import_tables": lambda: ask_tables(window),
        "restore_points": lambda: show_restore_points(window),
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
    files = [path for path in paths if not holds_points(path)]
    if files and window.documents.bridge is not None and all(map(is_other_text, files)):
        import_tables(window, files)
    else:
        import_scorecards(window, files)


def holds_points(path: Path) -> bool:
    """Whether a file is a layer of institutions: by its kind, or because a text has coordinates."""
    suffix = path.suffix.lower()
    if suffix not in POINT_SUFFIXES:
        return False
    if suffix != ".csv":
        return True
    from chipmap.model.exchange.points_columns import columns_of

    lines = _first_lines(path)
    return bool(lines) and {"latitude", "longitude"} <= set(columns_of(lines[0]))


def is_other_text(path: Path) -> bool:
    """Whether a file is a delimited text in which no column of a scorecard is named."""
    from chipmap.model.exchange.recognised_words import column_key_of

    if path.suffix.lower() not in (".csv", ".tsv"):
        return False
    found = {column_key_of(cell) for line in _first_lines(path) for cell in line}
    return not found & {"row_id", "level_now"}


def _first_lines(path: Path) -> list[list[str]]:
    """The cells of the first lines of a delimited text; none where it cannot be read."""
    from chipmap.model.exchange.csv_decoder import decoded_text, delimiter_of

    try:
        with path.open("rb") as stream:
            text, _notices = decoded_text(stream.read(_LOOKED_AT))
    except OSError:
        return []
    delimiter = delimiter_of(text)
    lines = [line for line in text.splitlines() if line.strip()][:_MOST_LINES]
    return [[part.strip('" ') for part in line.split(delimiter)] for line in lines]


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

    dialog = ImportDialog(bridge, window.jobs, paths, window)
    dialog.table_wanted.connect(lambda files: import_tables(window, files))
    dialog.participants_wanted.connect(lambda path: _import_participants(window, path))
    dialog.open()


def _import_participants(window: MainWindow, path: Path) -> None:
    """Review the participants of a file for the event that is shown; without any, a new one takes them."""
    view = window.view
    if view is None:
        return
    from chipmap.ui.dialogs.attendance_dialog import AttendanceDialog
    from chipmap.ui.operations.events import new_event, put_event
    from chipmap.ui.shown_event import shown_event

    event = shown_event(view.bridge.dataset, view.selection.view)
    if event is None:
        event = new_event(view.bridge)
        put_event(view.bridge, event)
    view.selection.choose(page="agenda", event=event.id)
    AttendanceDialog(view.bridge, window.jobs, event.id, path, window).open()


def show_restore_points(window: MainWindow) -> None:
    """List what the workspace said before each merge, and the way back."""
    from chipmap.ui.dialogs.restore_dialog import RestoreDialog

    bridge = window.documents.bridge
    if bridge is not None:
        RestoreDialog(bridge, window).open()


def ask_tables(window: MainWindow) -> None:
    """Ask which tables that others made to import, and map their columns."""
    paths = window.dialogs.ask_tables()
    if paths:
        import_tables(window, paths)


def import_tables(window: MainWindow, paths: Sequence[Path]) -> None:
    """Map the columns of tables that belong together, and import them."""
    from chipmap.ui.dialogs.table_dialog import TableDialog

    bridge = window.documents.bridge
    if bridge is not None:
        TableDialog(bridge, window.jobs, paths, window).open()


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
