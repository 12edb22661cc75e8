"""Long work beside the window: it gets a snapshot and a Progress, and returns a value to the GUI thread.

A job never touches the workspace, its file or a widget. What it returns, or the error that ended it, is
handed back in the GUI thread; a job that was cancelled hands back nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from chipmap.model.errors import Cancelled
from chipmap.model.progress import Progress

T = TypeVar("T")

PATIENCE_MS = 300
"""Work that ends sooner shows no bar."""
_SECONDS_BETWEEN_REPORTS = 0.05
_SECONDS_TO_STOP = 5.0


class Job(QObject):
    """One piece of running work. `progressed` carries done and total; total 0: the end is unknown."""

    progressed = Signal(int, int)
    ended = Signal()
    _returned = Signal(object)
    _failed = Signal(object)

    def __init__(
        self,
        work: Callable[[Progress], Any],
        title: str,
        on_done: Callable[[Any], object],
        on_error: Callable[[Exception], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self._work = work
        self._on_done = on_done
        self._on_error = on_error
        self._is_cancelled = threading.Event()
        self._reported = 0.0
        self._returned.connect(self._on_returned)
        self._failed.connect(self._on_failed)
        self._thread = threading.Thread(target=self._run, name=title, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._is_cancelled.set()

    def wait(self, seconds: float) -> None:
        """Wait for the thread; what it returns is still handed over by the event loop."""
        self._thread.join(seconds)

    def step(self, done: int, total: int) -> None:
        """Called by the work, in its own thread."""
        if self._is_cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _SECONDS_BETWEEN_REPORTS or done == total:
            self._reported = now
            self.progressed.emit(done, total)

    def _run(self) -> None:
        try:
            result = self._work(self)
        except Exception as error:  # noqa: BLE001 - whatever ends the work is told in the GUI thread
            self._failed.emit(error)
        else:
            self._returned.emit(result)

    def _on_returned(self, result: object) -> None:
        self.ended.emit()
        if not self._is_cancelled.is_set():
            self._on_done(result)

    def _on_failed(self, error: Exception) -> None:
        self.ended.emit()
        if not isinstance(error, Cancelled):
            self._on_error(error)


class Jobs(QObject):
    """Starts work and says when a bar is due: `became_slow` carries the job after a third of a second."""

    became_slow = Signal(object)

    def __init__(self, on_error: Callable[[Exception], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = on_error
        self._running: list[Job] = []

    def start(
        self,
        work: Callable[[Progress], T],
        title: str,
        on_done: Callable[[T], object],
        on_error: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Run `work` in a thread; its result, or its error, comes back in the GUI thread."""
        job = Job(work, title, on_done, on_error or self._report, self)
        self._running.append(job)
        job.ended.connect(lambda: self._on_ended(job))
        QTimer.singleShot(PATIENCE_MS, job, lambda: self._announce_slow(job))
        job.start()
        return job

    @property
    def is_busy(self) -> bool:
        return bool(self._running)

    def cancel_all(self) -> None:
        """Stop everything and wait for it, before the window goes."""
        for job in list(self._running):
            job.cancel()
            job.wait(_SECONDS_TO_STOP)

    def _announce_slow(self, job: Job) -> None:
        if job in self._running:
            self.became_slow.emit(job)

    def _on_ended(self, job: Job) -> None:
        self._running.remove(job)
        job.deleteLater()
