"""The open document and its comings and goings: open, new, save, close, and what to ask on the way.

Closing with edits that are not saved asks the only question of the program. Errors become messages; whatever
fails leaves the document that was open as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chipmap.model.errors import ChipmapError, WorkspaceLocked, WorkspaceMissing
from chipmap.model.workspace import open_workspace
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.errors import sentence_of
from chipmap.ui.file_dialogs import Answer, FileDialogs
from chipmap.ui.operations import files
from chipmap.ui.preferences import Preferences

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.workspace import RecoverableCopy, Workspace


class Documents(QObject):
    """`opened` carries the bridge of a workspace that was opened, `closing` comes before it is closed."""

    opened = Signal(object)
    settling = Signal()
    """Comes before the document is saved or left: what is still being typed is kept now."""
    closing = Signal()
    failed = Signal(object)

    def __init__(self, dialogs: FileDialogs, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._preferences = preferences
        self.bridge: WorkspaceBridge | None = None
        self._is_only_copy = False
        """The draft holds recovered work that is in no other file."""

    def new(self) -> bool:
        """Open the starter data as a draft."""
        return self._replace(files.new_draft)

    def begin(self, dataset: Dataset) -> bool:
        """Open a dataset made elsewhere as a draft."""
        return self._replace(lambda: files.new_draft(dataset))

    def open(self, path: Path) -> bool:
        """Open a workspace; one that somebody holds can be opened as a copy."""
        if self.bridge is not None and path == self.bridge.workspace.path:
            return True
        try:
            return self._replace(lambda: open_workspace(path), is_reporting=False)
        except WorkspaceLocked as error:
            if self._dialogs.ask_open_copy(sentence_of(error)):
                return self._replace(lambda: files.open_copy(path))
        except WorkspaceMissing as error:
            self._preferences.forget(path)
            self.failed.emit(error)
        except (ChipmapError, OSError) as error:
            self.failed.emit(error)
        return False

    def recover(self, copy: RecoverableCopy) -> bool:
        """Open what a crash left; it is not given up unasked, even when nothing more is edited."""
        if not self._replace(lambda: files.recover(copy)):
            return False
        assert self.bridge is not None
        self._is_only_copy = files.is_draft(self.bridge.workspace.path)
        return True

    def ask_and_open(self) -> bool:
        """Ask which workspace to open."""
        path = self._dialogs.ask_workspace()
        return self.open(path) if path is not None else False

    def save(self) -> bool:
        """Save where the workspace is; a draft asks for a place."""
        self.settling.emit()
        bridge = self.bridge
        if bridge is None:
            return False
        if files.is_draft(bridge.workspace.path):
            return self.save_as()
        return self._save(bridge, None)

    def save_as(self) -> bool:
        """Save at another place, which is then the workspace's."""
        self.settling.emit()
        bridge = self.bridge
        if bridge is None:
            return False
        path = self._dialogs.ask_save_place(bridge.dataset.settings.title)
        return self._save(bridge, path) if path is not None else False

    def close(self) -> bool:
        """Close the document; False when the person wants to keep it open."""
        if not self._may_leave():
            return False
        self._leave()
        return True

    def _may_leave(self) -> bool:
        """Ask about edits that are not saved, and save them if that is wanted."""
        self.settling.emit()
        bridge = self.bridge
        if bridge is None or not (bridge.workspace.is_dirty or self._is_only_copy):
            return True
        answer = self._dialogs.ask_about_edits(bridge.dataset.settings.title)
        return answer is Answer.GIVE_UP or (answer is Answer.SAVE and self.save())

    def _leave(self) -> None:
        bridge = self.bridge
        if bridge is not None:
            self.closing.emit()
            self.bridge = None
            self._is_only_copy = False
            files.give_up(bridge)
            bridge.deleteLater()

    def _replace(self, open_next: Callable[[], Workspace], *, is_reporting: bool = True) -> bool:
        """Open the next document in the place of the one that is open, which stays when that fails."""
        if not self._may_leave():
            return False
        try:
            workspace = open_next()
        except (ChipmapError, OSError) as error:
            if not is_reporting:
                raise
            self.failed.emit(error)
            return False
        self._leave()
        self.bridge = WorkspaceBridge(workspace, self)
        if not files.is_draft(workspace.path):
            self._preferences.remember(workspace.path)
        self.opened.emit(self.bridge)
        return True

    def _save(self, bridge: WorkspaceBridge, path: Path | None) -> bool:
        try:
            files.save(bridge, path)
        except (ChipmapError, OSError) as error:
            self.failed.emit(error)
            return False
        self._is_only_copy = False
        self._preferences.remember(bridge.workspace.path)
        return True
