"""Every page, panel and dialog without a mouse: names, ways by Tab and arrows, a focus that is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QDialog, QWidget

from chipmap.model.host.settings import AppSettings
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.gallery import STATES, Studio
from chipmap.ui.main_window import MainWindow
from chipmap.ui.preferences import Preferences
from chipmap.ui.selection import View
from chipmap.ui.shell.search import Search
from tests.ui.conftest import PreparedDialogs
from tests.ui.keyboard_walk import Walk, walk_through

pytestmark = pytest.mark.slow
NAMES = [name for name, _arrange in STATES]
LED_BY_KEYS = {"present-slide", "present-level"}
"""The slide of a talk takes its keys itself: there is nothing on it that Tab could lead to."""
EVERY_STATE = pytest.mark.parametrize("state", NAMES)


@pytest.fixture(scope="module")
def looks(qapp, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Walk, bytes]]:
    """What Tab finds in each state of the window that the gallery lists, and a sample of its picture."""
    folder = tmp_path_factory.mktemp("walk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHIPMAP_HOME", str(folder / "home"))
        return dict(_walk_through_all_states(folder))


def _walk_through_all_states(folder: Path) -> Iterator[tuple[str, tuple[Walk, bytes]]]:
    make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    path = folder / "starter.chipmap"
    create_workspace(path, starter_dataset(title="Partners")).close()
    window = MainWindow(preferences, PreparedDialogs())
    window.resize(1600, 1000)
    window.show_start()
    window.show()
    studio = Studio(window, folder)
    led_to: set[QWidget] = set()
    for number, (name, arrange) in enumerate(STATES):
        if number == 1:
            window.documents.open(path)
        studio.bring(arrange)
        studio.settle()
        picture = _picture_of(studio)
        before, tab = _shown(studio)
        dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
        top = studio.apart or (dialogs[-1] if dialogs else window)
        yield name, (walk_through(top, _part_to_walk(window, name), led_to), picture)
        _return_to(studio, before, tab)
    studio.close_dialogs()
    _leave(window)


def _picture_of(studio: Studio) -> bytes:
    image = studio.picture().toImage()
    assert image.size().toTuple() == (1600, 1000)
    return bytes(image.constBits()[:: 4 * 97])


def _part_to_walk(window: MainWindow, state: str) -> QWidget | None:
    """The part that counts, where that is not all of the window."""
    search = window.findChild(Search)
    if search is not None and search.isVisible():
        return search
    # While scores are edited, a segment chosen in the ribbon leads back to the scale of levels.
    return window.view.panel if window.view is not None and state == "panel-edit" else None


def _shown(studio: Studio) -> tuple[View | None, int]:
    """The view and the tab of the panel, which the arrows may change."""
    if studio.window.view is None:
        return None, 0
    return studio.view.selection.view, studio.view.panel.tabs.current


def _return_to(studio: Studio, view: View | None, tab: int) -> None:
    if view is not None:
        studio.choose(**{field.name: getattr(view, field.name) for field in fields(view)})
        studio.view.panel.show_tab(tab)


def _leave(window: MainWindow) -> None:
    workspace = window.documents.bridge.workspace
    while workspace.can_undo:
        workspace.undo()
    assert window.close()
    shiboken6.delete(window)


@pytest.fixture(scope="module")
def walks(looks) -> dict[str, Walk]:
    """What Tab finds in each state."""
    return {name: walk for name, (walk, _picture) in looks.items()}


def test_every_state_has_a_picture_of_its_own(looks):
    pictures = [picture for _walk, picture in looks.values()]
    assert len(looks) == len(STATES)
    assert len(set(pictures)) == len(STATES)


@EVERY_STATE
def test_tab_comes_round_all_that_can_be_used(walks, state):
    assert walks[state].stops or state in LED_BY_KEYS
    assert walks[state].unreached == []


@EVERY_STATE
def test_everything_that_takes_the_focus_says_what_it_is(walks, state):
    assert walks[state].nameless == []


@EVERY_STATE
def test_the_focus_can_be_seen_wherever_it_is(walks, state):
    assert walks[state].without_ring == []
