"""What every test may rely on: a home of its own, no screen, no workspace left open, no unexpected log
warning.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from chipmap.model.dataset import Dataset
from chipmap.model.storage.working_copy import working_copies
from chipmap.model.workspace import Workspace, create_workspace, open_workspace
from tests.builders import three_countries_dataset

# A loaded machine must not fail a test: speed is measured in tests/bench.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


_NUMBERS = count()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Apart from the folders of the tests, all of which pytest looks through to number the next."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def chipmap_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home: settings, logs and working copies of one test are never seen by another."""
    home = homes / str(next(_NUMBERS))
    home.mkdir()
    monkeypatch.setenv("CHIPMAP_HOME", str(home))
    yield home
    left_open = [str(copy.target) for copy in working_copies() if copy.is_in_use]
    assert not left_open, f"workspaces left open: {left_open}"


@pytest.fixture(autouse=True)
def unexpected_log_warnings_fail(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects a warning asserts it and calls `caplog.clear()`."""
    yield
    warnings = [
        record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING
    ]
    assert not warnings, f"unexpected log warnings: {warnings}"


@pytest.fixture(autouse=True)
def the_look_is_as_designed() -> Iterator[None]:
    """A theme or text size that one test has chosen is never another's."""
    yield
    theme = sys.modules.get("chipmap.ui.theme")
    if theme is None:
        return
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    look = theme.current()
    chosen = (look.tokens.name, look.text_scale, look.strong_outlines)
    if chosen != ("light", 1.0, False):
        look.use(mode="light", text_scale=1.0, strong_outlines=False)


@pytest.fixture
def three_countries() -> Dataset:
    return three_countries_dataset()


@pytest.fixture
def workspace_file(tmp_path: Path, three_countries: Dataset) -> Path:
    """A saved, closed workspace of the three countries."""
    path = tmp_path / "europe.chipmap"
    create_workspace(path, three_countries).close()
    return path


@pytest.fixture
def workspace(workspace_file: Path) -> Iterator[Workspace]:
    """An open workspace of the three countries."""
    with open_workspace(workspace_file) as opened:
        yield opened
