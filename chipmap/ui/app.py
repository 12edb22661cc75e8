"""Starts the window: the look first, then the workspace that was open last, or the start screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from chipmap.model.host.paths import resource
from chipmap.ui import theme
from chipmap.ui.errors import ErrorReporter, show_error
from chipmap.ui.main_window import MainWindow
from chipmap.ui.preferences import Preferences

_START_MS = 3000
"""By then the window stands, its side panel too."""

_SWITCH_S = 0.001
"""How long work beside the window may keep Python to itself while the window waits for it."""


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one application object, with our style; the same look on every system."""
    sys.setswitchinterval(_SWITCH_S)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0], *arguments])
    application.setStyle("Fusion")
    application.setApplicationName("Chipmap")
    application.setApplicationDisplayName("Chipmap")
    application.setDesktopFileName("chipmap")
    application.setWindowIcon(QIcon(str(resource("icons/chipmap.svg"))))
    return application


def open_window(path: Path | None, preferences: Preferences) -> MainWindow:
    """The window with a workspace: the one asked for, else the last one, else the start screen."""
    window = MainWindow(preferences)
    last = preferences.settings.last_workspace
    wanted = path or (Path(last) if last else None)
    is_open = wanted is not None and (path is not None or wanted.exists()) and window.documents.open(wanted)
    if not is_open:
        window.show_start()
    return window


def run(arguments: Sequence[str]) -> int:
    """Run the program until its window closes; one argument names a workspace to open."""
    application = make_application()
    preferences = Preferences()
    preferences.apply_look()
    theme.current().follow_system()
    path = Path(arguments[0]).resolve() if arguments else None
    window = open_window(path, preferences)
    reporter = ErrorReporter()
    reporter.reported.connect(lambda error: show_error(window, error))
    reporter.install()
    window.show()
    QTimer.singleShot(_START_MS, lambda: _after_start(window))
    return application.exec()


def _after_start(window: MainWindow) -> None:
    """What the first map need not wait for."""
    from chipmap.ui.garbage import let_collector_work

    let_collector_work(window.documents)
