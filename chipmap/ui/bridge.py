"""The open workspace as the window sees it: dataset, standings, names, one signal for every change.

Nothing here writes: operations call `workspace.apply`, and everybody hears of it through `changed`. A
bridge lives exactly as long as its workspace is open; the pages of another workspace get another bridge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chipmap.model.records import Settings
from chipmap.model.workspace import Announcement, How
from chipmap.wording import current_language
from chipmap.wording.subjects import segment_name, subject_name

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standings
    from chipmap.model.changes import ChangeSet
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.workspace import Workspace


class WorkspaceBridge(QObject):
    """Announces each applied, undone or redone ChangeSet and each save once, in the GUI thread."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._names: PlaceNames | None = None
        self._preview: Dataset | None = None
        self._unsubscribe = workspace.subscribe(self._on_announcement)

    @property
    def dataset(self) -> Dataset:
        return self.workspace.dataset if self._preview is None else self._preview

    @property
    def is_previewing(self) -> bool:
        """Whether the window shows what would be, and not what is kept."""
        return self._preview is not None

    def show_preview(self, dataset: Dataset, changes: ChangeSet) -> None:
        """Let everything show what would be after `changes`; nothing is written, and nobody may edit then."""
        self._preview = dataset
        self.changed.emit(Announcement(changes, None, How.APPLIED))

    def end_preview(self, changes: ChangeSet | None = None) -> None:
        """Show again what is kept; without `changes` silently, because an edit follows at once."""
        if self._preview is not None:
            self._preview = None
            if changes is not None:
                self.changed.emit(Announcement(changes, None, How.UNDONE))

    @property
    def standings(self) -> Standings:
        """The levels shown for the present dataset, with their reasons."""
        from chipmap.model.analysis.standing import standings_of

        return standings_of(self.dataset)

    @property
    def names(self) -> PlaceNames:
        """Place names by the workspace's naming profile, in the language of the screen."""
        if self._names is None:
            from chipmap.model.geography.naming import PlaceNames

            self._names = PlaceNames.load(self.dataset.settings.naming_profile, current_language())
        return self._names

    def subject_name(self, subject: str) -> str:
        """What a country, region or institution is called on the screen."""
        return subject_name(self.dataset, self.names, subject)

    def segment_name(self, segment: str) -> str:
        """What a segment is called where space is scarce: its short name, else its name."""
        return segment_name(self.dataset, segment)

    def scenario_name(self, scenario: str) -> str:
        """What a kept scenario is called."""
        return str(self.dataset.scenarios[scenario].name) if scenario in self.dataset.scenarios else scenario

    def close(self) -> None:
        """Stop listening and close the workspace."""
        self._unsubscribe()
        self.workspace.close()

    def _on_announcement(self, announcement: Announcement) -> None:
        self._preview = None
        if announcement.changes.touches(Settings):
            self._names = None
        self.changed.emit(announcement)
