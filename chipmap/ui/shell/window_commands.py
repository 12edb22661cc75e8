"""What every command of the window does; loaded with the first one, so that the first paint need not wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from chipmap.ui.operations import history
from chipmap.ui.shell.agenda_commands import agenda_commands
from chipmap.ui.shell.analysis_dialogs import analysis_commands
from chipmap.ui.shell.collaboration_ways import collaboration_commands
from chipmap.ui.shell.intake import intake_commands
from chipmap.ui.shell.points_intake import points_commands
from chipmap.ui.shell.rater_dialogs import rater_commands
from chipmap.ui.shell.sharing import sharing_commands
from chipmap.ui.shell.story_making import story_commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.shell.workspace_view import WorkspaceView


def window_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What each command of `actions.COMMANDS` does in a window."""
    return {
        "search": window.open_search,
        "undo": lambda: _step_history(window, history.undo),
        "redo": lambda: _step_history(window, history.redo),
        "new": window.documents.new,
        "open": window.documents.ask_and_open,
        "save": window.documents.save,
        "save_as": window.documents.save_as,
        **rater_commands(window),
        **intake_commands(window),
        **sharing_commands(window),
        **points_commands(window),
        **analysis_commands(window),
        **agenda_commands(window),
        **story_commands(window),
        **collaboration_commands(window),
        **_page_commands(window),
        "shortcuts": lambda: _show_shortcuts(window),
        "close": lambda: _close_workspace(window),
        "quit": window.close,
    }


def _page_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What leads from page to page, and about what each of them shows."""
    return {
        "map": lambda: _choose(window, page="map"),
        "scorecards": lambda: _at(window, lambda view: view.show_scorecards()),
        "match": lambda: _show_match(window),
        "foresight": lambda: _choose(window, page="foresight"),
        "scenarios": lambda: _choose(window, page="scenarios"),
        "table": lambda: _at(window, lambda view: view.selection.turn_to_table()),
        "europe": lambda: _at(window, lambda view: view.selection.turn_map()),
        "add_institution": lambda: _at(window, lambda view: view.panel.add_institution()),
        "compare": lambda: _compare_with_focus(window),
        "in_view": lambda: _at(window, lambda view: view.list_in_view()),
        "issues": lambda: _choose(window, page="issues"),
        "settings": lambda: _choose(window, page="settings"),
        "horizon_1": lambda: _choose_horizon(window, 0),
        "horizon_2": lambda: _choose_horizon(window, 1),
        "horizon_3": lambda: _choose_horizon(window, 2),
        "back": lambda: _walk(window, -1),
        "forward": lambda: _walk(window, 1),
        "next_part": lambda: _at(window, lambda view: view.focus_part(1)),
        "previous_part": lambda: _at(window, lambda view: view.focus_part(-1)),
    }


def _at(window: MainWindow, act: Callable[[WorkspaceView], object]) -> None:
    """Do something with the open workspace, if there is one."""
    if window.view is not None:
        act(window.view)


def _choose(window: MainWindow, **fields: object) -> None:
    _at(window, lambda view: view.selection.choose(**fields))


def _step_history(window: MainWindow, step: Callable[[WorkspaceBridge], None]) -> None:
    if window.documents.bridge is not None:
        step(window.documents.bridge)


def _show_match(window: MainWindow) -> None:
    if window.view is not None:
        _choose(window, page="match")
        window.view.page("match").setFocus(Qt.FocusReason.ShortcutFocusReason)


def _compare_with_focus(window: MainWindow) -> None:
    from chipmap.ui.comparing import compare_with_focus

    if window.view is not None:
        _choose(window, page="map")
        window.say(compare_with_focus(window.view.bridge, window.view.selection))


def _choose_horizon(window: MainWindow, number: int) -> None:
    if window.view is not None:
        horizons = window.view.bridge.dataset.settings.horizons
        if number < len(horizons):
            _choose(window, horizon=horizons[number])


def _walk(window: MainWindow, step: int) -> None:
    """Go back to the view before, or forward again."""
    if window.view is not None:
        selection = window.view.selection
        (selection.go_back if step < 0 else selection.go_forward)()


def _close_workspace(window: MainWindow) -> None:
    if window.documents.close():
        window.preferences.close_workspace()
        window.show_start()


def _show_shortcuts(window: MainWindow) -> None:
    from chipmap.ui.shell.shortcuts_dialog import ShortcutsDialog

    ShortcutsDialog(window.commands, window).open()
