"""The search of a window: what it finds in, what was chosen lately, and going to what is chosen.

The rule: choosing never writes to the workspace; it selects, shows, or triggers a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.shell.finder import Finder
    from chipmap.ui.shell.search import Search
    from chipmap.ui.shell.search_entries import Entry

_WHEN_QUIET_MS = 3_000
_SLICE_S = 0.004
_PAUSE_MS = 10


class Finding(QObject):
    """Opens and closes the search over the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._search: Search | None = None
        self._finder: Finder | None = None
        self._bridge: WorkspaceBridge | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._prepare_some)

    def begin(self, bridge: WorkspaceBridge) -> None:
        """A workspace was opened: gather what can be found in it, once it is quiet; so after edits."""
        self._bridge, self._finder = bridge, None
        bridge.changed.connect(lambda _announcement: self._timer.start(_WHEN_QUIET_MS))
        self._timer.start(_WHEN_QUIET_MS)

    def end(self) -> None:
        """The workspace is being closed."""
        self._timer.stop()
        self.leave()
        self._bridge = self._finder = None

    def open(self, text: str = "") -> None:
        """Open the search, with something typed already where that helps."""
        if self._bridge is None:
            return
        from chipmap.ui.shell.search import Search

        if self._search is None:
            self._search = Search(self._window)
            self._search.chosen.connect(self._on_chosen)
            self._search.compared.connect(self._on_compared)
        settings, workspace = self._window.preferences, self._bridge.dataset.settings.workspace_id
        self._search.open(self._the_finder(self._bridge), lambda: settings.settings.finds_of(workspace))
        if text:
            self._search.type(text)

    def leave(self) -> None:
        """Close the search, if it is open."""
        if self._search is not None and self._search.isVisible():
            self._search.leave()

    def place(self) -> None:
        """Cover the window at its present size."""
        if self._search is not None and self._search.isVisible():
            self._search.place()

    def _the_finder(self, bridge: WorkspaceBridge) -> Finder:
        from chipmap.ui.shell.finder import Finder

        if self._finder is None:
            self._finder = Finder(bridge, self._window.commands)
        return self._finder

    def _prepare_some(self) -> None:
        """Gather a little at a time: nobody waits for the window because of a search not yet asked for."""
        if self._bridge is not None and not self._the_finder(self._bridge).prepare(_SLICE_S):
            self._timer.start(_PAUSE_MS)

    def _on_chosen(self, entry: Entry) -> None:
        from chipmap.ui.shell.collaboration_ways import show_collaboration
        from chipmap.ui.shell.scenario_entries import show_scenario
        from chipmap.ui.shell.search_entries import COLLABORATION, COMMAND, SCENARIO, SEGMENT

        window, bridge = self._window, self._bridge
        if bridge is None or window.view is None:
            return
        is_command = entry.kind == COMMAND
        workspace = "" if is_command else bridge.dataset.settings.workspace_id
        settings = window.preferences.settings.with_find(workspace, entry.kind, entry.key)
        window.preferences.change(recent_finds=settings.recent_finds)
        if is_command:
            window.commands[entry.key].trigger()
        elif entry.kind == SEGMENT:
            window.view.selection.choose(segment=entry.key, page="map")
        elif entry.kind == COLLABORATION:
            show_collaboration(window.view, entry.key)
        elif entry.kind == SCENARIO:
            show_scenario(window.view, entry.key)
        else:
            window.view.go_to(entry.key)

    def _on_compared(self, entry: Entry) -> None:
        """Take a place into the comparison, or out of it, and say so."""
        from chipmap.ui.comparing import said_of, toggle_place

        view, bridge = self._window.view, self._bridge
        if bridge is None or view is None:
            return
        view.selection.choose(page="map")
        toggled = toggle_place(view.selection, bridge.dataset, entry.key)
        view.said.emit(said_of(toggled, entry.key, bridge, view.selection))
