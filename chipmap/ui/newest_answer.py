"""Computes beside the window and hands over only the newest answer: what was asked before is not wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.progress import Progress
    from chipmap.ui.jobs import Job, Jobs


class NewestAnswer(QObject):
    """`answered` carries what the work returned, in the GUI thread; `title` names the work."""

    answered = Signal(object)

    def __init__(self, jobs: Jobs, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._title = title
        self._job: Job | None = None
        self._number = 0

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def compute(self, work: Callable[[Progress], Any]) -> None:
        """Begin anew; the work gets a snapshot and touches no widget."""
        self.drop()
        number = self._number
        self._job = self._jobs.start(work, self._title, lambda found: self._on_found(number, found))

    def drop(self) -> None:
        """What is being computed is not wanted any more."""
        self._number += 1
        if self._job is not None and shiboken6.isValid(self._job):
            self._job.cancel()
        self._job = None

    def _on_found(self, number: int, found: object) -> None:
        # The workspace may have been closed meanwhile, and the page with it.
        if shiboken6.isValid(self) and number == self._number:
            self._job = None
            self.answered.emit(found)
