"""What the commands about events do; what they need is loaded when one is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.main_window import MainWindow


def agenda_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Show the agenda, and add an event to it."""
    return {"agenda": lambda: _show_agenda(window), "add_event": lambda: _add_event(window)}


def _show_agenda(window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    if window.view is not None:
        window.view.selection.choose(page="agenda")
        window.view.page("agenda").setFocus(Qt.FocusReason.ShortcutFocusReason)


def _add_event(window: MainWindow) -> None:
    from chipmap.ui.shell.agenda_making import ask_event

    if window.view is not None:
        window.view.selection.choose(page="agenda")
        ask_event(window.view, None)
