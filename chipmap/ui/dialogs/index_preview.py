"""What other weights would do: the map and the rank intervals while a slider moves, and the edit afterwards.

While it moves, the latest position is computed beside the window with few draws, one at a time. When it
rests, the weights become one step of the workspace, and the intervals are drawn in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from chipmap.model.analysis.composite import DRAWS, PREVIEW_DRAWS
from chipmap.model.analysis.place_index import PlaceIndices, compared_places, place_index
from chipmap.model.analysis.standing import standings_of
from chipmap.model.changes import ChangeSet
from chipmap.model.edits.weights import set_weights
from chipmap.ui.jobs import Job, Jobs
from chipmap.ui.operations import methods

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.dataset import Dataset
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import View

_GATHER_MS = 25
"""Positions of a slider that follow each other faster are computed as one."""


class Tried(NamedTuple):
    """The dataset with other weights, what differs, and the index with its rank intervals."""

    dataset: Dataset
    changes: ChangeSet
    indices: PlaceIndices


class IndexPreview(QObject):
    """Tries weights and keeps them; `computed` tells the indices and whether all draws were made."""

    computed = Signal(object, bool)
    failed = Signal(object)

    def __init__(self, bridge: WorkspaceBridge, view: View, subject: str, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._view, self._subject = bridge, view, subject
        # The work may outlive the dialog: it can be closed while draws are made.
        self._jobs = Jobs(self._on_error, QApplication.instance())
        self._job: Job | None = None
        self._weights: dict[str, float] = {}
        self._shown = ChangeSet()
        self._is_trying = self._is_outdated = self._is_due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._try)

    @property
    def is_busy(self) -> bool:
        """Whether something is being computed or shown, or about to be."""
        return self._job is not None or self._timer.isActive() or self._is_due

    def try_weights(self, weights: Mapping[str, float]) -> None:
        """Show what these weights would do, soon."""
        self._weights |= weights
        self._timer.start()

    def keep_weights(self, weights: Mapping[str, float]) -> None:
        """Make these and the tried weights one step of the workspace; whoever follows it draws in full."""
        kept = self._weights | dict(weights)
        self.give_up(is_silent=True)
        before = self._bridge.dataset
        methods.set_weights(self._bridge, kept)
        if self._bridge.dataset is before:
            # Nothing differs, so nobody hears of a change that would ask for the draws.
            self.draw_fully()

    def draw_fully(self) -> None:
        """Compute the rank intervals of what is kept, with all draws."""
        dataset, view, subject = self._bridge.dataset, self._view, self._subject
        self._start(
            lambda progress: _computed(dataset, view, subject, DRAWS, progress),
            lambda indices: self.computed.emit(indices, True),
        )

    def give_up(self, *, is_silent: bool = False) -> None:
        """Stop what runs and show again what is kept."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._weights = {}
        self._is_trying = self._is_outdated = False
        shown, self._shown = self._shown, ChangeSet()
        self._bridge.end_preview(None if is_silent else shown.inverted())

    def _try(self) -> None:
        if self._is_trying:
            # Two at once would only slow each other, and the window, down.
            self._is_outdated = True
            return
        self._is_trying = True
        dataset, view = self._bridge.workspace.dataset, self._view
        weights, subject = dict(self._weights), self._subject
        self._start(lambda progress: _tried(dataset, weights, view, subject, progress), self._on_tried)

    def _on_tried(self, tried: Tried) -> None:
        self._is_trying = False
        if self._is_outdated:
            self._is_outdated = False
            self._timer.start()
        self._shown = tried.changes
        self._is_due = True
        self.computed.emit(tried.indices, False)
        # In a turn of its own, so that chart and map do not hold the window together.
        QTimer.singleShot(0, self, lambda: self._show_on_map(tried))

    def _show_on_map(self, tried: Tried) -> None:
        self._is_due = False
        if self._shown is tried.changes:
            self._bridge.show_preview(tried.dataset, tried.changes)

    def _start(self, work: Callable[[Progress], object], on_done: Callable[..., object]) -> None:
        if self._job is not None:
            self._job.cancel()

        def hand_over(result: object) -> None:
            if isValid(self) and self._job is job:
                self._job = None
                on_done(result)

        job = self._jobs.start(work, "", hand_over)
        self._job = job

    def _on_error(self, error: Exception) -> None:
        if isValid(self):
            self._job = None
            self._is_trying = self._is_outdated = False
            self.failed.emit(error)


def _tried(
    dataset: Dataset, weights: Mapping[str, float], view: View, subject: str, progress: Progress
) -> Tried:
    changes = set_weights(dataset, weights)
    after = dataset.with_changes(changes)
    indices = _computed(after, view, subject, PREVIEW_DRAWS, progress)
    standings = standings_of(after)
    for code in map(str, after.countries):
        # Asked for here, so that the window finds the levels of its map ready.
        standings.gap(code, view.segment, view.horizon)
        progress.step(0, 0)
    standings.ranked_gaps(view.focus, [one.id for one in standings.tree.scorable], view.horizon)
    return Tried(after, changes, indices)


def _computed(dataset: Dataset, view: View, subject: str, draws: int, progress: Progress) -> PlaceIndices:
    places = compared_places(dataset, view.focus, subject)
    return place_index(dataset, places, horizon=view.horizon, draws=draws, progress=progress)
