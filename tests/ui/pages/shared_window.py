"""One window for the tests of a module: each takes back what it did, so that opening is paid for once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication, QDialog

from chipmap.model.host.settings import AppSettings
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import Announcement, How, create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.file_dialogs import Answer
from chipmap.ui.main_window import MainWindow
from chipmap.ui.preferences import Preferences
from tests.ui.conftest import PreparedDialogs

_STEP = {How.APPLIED: 1, How.REDONE: 1, How.UNDONE: -1}


@contextmanager
def shared_window(folder: Path) -> Iterator[MainWindow]:
    """A window on the starter data, for all tests of a module."""
    make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    path = folder / "starter.chipmap"
    create_workspace(path, starter_dataset(title="Partners")).close()
    dialogs = PreparedDialogs()
    window = MainWindow(preferences, dialogs)
    window.resize(1600, 1000)
    window.show()
    assert window.documents.open(path)
    _built = window.view.panel
    yield window
    dialogs.about_edits = Answer.GIVE_UP
    assert window.close()
    shiboken6.delete(window)


@contextmanager
def taking_back(window: MainWindow) -> Iterator[None]:
    """Undo at the end what was done since, and close what was left open."""
    bridge, steps = window.documents.bridge, []
    window.activateWindow()

    def note(announcement: Announcement) -> None:
        steps.append(_STEP.get(announcement.how, 0))

    bridge.changed.connect(note)
    yield
    bridge.changed.disconnect(note)
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    window.jobs.cancel_all()
    QApplication.processEvents()
    for _number in range(sum(steps)):
        bridge.workspace.undo()
