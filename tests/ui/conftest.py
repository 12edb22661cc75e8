"""The real window on the starter data, with dialogs that answer by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from chipmap.model.host.settings import AppSettings
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.file_dialogs import Answer
from chipmap.ui.main_window import MainWindow
from chipmap.ui.preferences import Preferences


class PreparedDialogs:
    """Answers what a test has prepared; asking for anything else fails the test."""

    def __init__(self) -> None:
        self.workspace: Path | None = None
        self.scorecard: Path | None = None
        self.folder: Path | None = None
        self.tables: list[Path] = []
        self.points: Path | None = None
        self.save_place: Path | None = None
        self.layer_place: Path | None = None
        self.table_place: Path | None = None
        self.workbook_language = "en"
        self.story_place: Path | None = None
        self.template: Path | None = None
        self.agenda_place: Path | None = None
        self.participants: Path | None = None
        self.about_edits: Answer | None = None
        self.wants_copy = False
        self.messages: list[str] = []

    def ask_workspace(self) -> Path | None:
        return self.workspace

    def ask_scorecards(self) -> list[Path]:
        return [self.scorecard] if self.scorecard is not None else []

    def ask_scorecard_folder(self) -> Path | None:
        return self.folder

    def ask_tables(self) -> list[Path]:
        return self.tables

    def ask_points(self) -> Path | None:
        return self.points

    def ask_save_place(self, _title: str) -> Path | None:
        return self.save_place

    def ask_layer_place(self, _title: str) -> Path | None:
        return self.layer_place

    def ask_agenda_place(self, _title: str, *_endings: str) -> Path | None:
        return self.agenda_place

    def ask_participants(self) -> Path | None:
        return self.participants

    def ask_story_place(self, _title: str, _ending: str, *, is_folder: bool) -> Path | None:
        return self.story_place

    def ask_template(self) -> Path | None:
        return self.template

    def ask_table_place(self, _title: str) -> Path | None:
        return self.table_place

    def ask_workbook_place(self, _title: str) -> tuple[Path, str] | None:
        return None if self.table_place is None else (self.table_place, self.workbook_language)

    def ask_about_edits(self, _title: str) -> Answer:
        assert self.about_edits is not None, "nobody expected the question about unsaved edits"
        return self.about_edits

    def ask_open_copy(self, message: str) -> bool:
        self.messages.append(message)
        return self.wants_copy


@pytest.fixture
def dialogs() -> PreparedDialogs:
    return PreparedDialogs()


@pytest.fixture
def preferences(qapp) -> Iterator[Preferences]:
    make_application()
    made = Preferences(AppSettings(theme="light", reduced_motion=True))
    made.apply_look()
    yield made
    made.change(theme="light", text_scale=1.0, strong_outlines=False)
    made.apply_look()


@pytest.fixture
def main_window(qtbot: QtBot, preferences: Preferences, dialogs: PreparedDialogs) -> Iterator[MainWindow]:
    """The window on its start screen."""
    window = MainWindow(preferences, dialogs)
    window.resize(1600, 1000)
    window.show_start()
    with qtbot.waitExposed(window):
        window.show()
    yield window
    dialogs.about_edits = Answer.GIVE_UP
    assert window.close()
    shiboken6.delete(window)


@pytest.fixture(scope="session")
def starter_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a workspace of the starter data, written once because writing it takes longest."""
    folder = tmp_path_factory.mktemp("starter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHIPMAP_HOME", str(folder / "home"))
        create_workspace(folder / "starter.chipmap", starter_dataset(title="Partners")).close()
    return (folder / "starter.chipmap").read_bytes()


@pytest.fixture
def starter_file(tmp_path: Path, starter_bytes: bytes) -> Path:
    """A saved, closed workspace of the starter data."""
    path = tmp_path / "starter.chipmap"
    path.write_bytes(starter_bytes)
    return path


@pytest.fixture
def open_window(main_window: MainWindow, starter_file: Path) -> MainWindow:
    """The window with the starter data open."""
    assert main_window.documents.open(starter_file)
    assert main_window.view is not None
    _built = main_window.view.panel
    return main_window
