"""The real window on the real starter data, as a person finds it after set-up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from chipmap.ui import theme
from chipmap.ui.file_dialogs import Answer, FileDialogs
from chipmap.ui.main_window import MainWindow
from chipmap.ui.preferences import Preferences


class PreparedDialogs(FileDialogs):
    """Answers the system's own dialogs, which no test can press; edits that are not saved are given up."""

    def __init__(self) -> None:
        self.scorecard: Path | None = None
        self.folder: Path | None = None
        self.story_place: Path | None = None

    def ask_scorecards(self) -> list[Path]:
        return [self.scorecard] if self.scorecard is not None else []

    def ask_scorecard_folder(self) -> Path | None:
        return self.folder

    def ask_story_place(self, title: str, ending: str, *, is_folder: bool) -> Path | None:
        return self.story_place

    def ask_about_edits(self, title: str) -> Answer:
        return Answer.GIVE_UP


@pytest.fixture
def dialogs() -> PreparedDialogs:
    return PreparedDialogs()


@pytest.fixture
def main_window(qapp, dialogs: PreparedDialogs, qtbot: QtBot) -> Iterator[MainWindow]:
    """The start screen of a first start, in a window as large as it is drawn."""
    qapp.setStyle("Fusion")
    theme.current().use(mode="light", text_scale=1.0, reduced_motion=True)
    window = MainWindow(Preferences(), dialogs)
    window.resize(1600, 1000)
    window.show_start()
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()
    shiboken6.delete(window)


@pytest.fixture
def starter_window(main_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window after "Open the starter data", its map drawn."""
    main_window.documents.new()
    canvas = main_window.view.page("map").canvas
    qtbot.waitUntil(lambda: not canvas.backdrop.is_busy, timeout=20_000)
    return main_window
