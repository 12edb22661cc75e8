"""Thirty returned files of 500 rows through the review dialog, and how still they hold the window."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bench_exchange import a_dataset_of_rows, export
from tests.bench.bench_merge import FILES, ROWS, fill_in
from tests.bench.registry import Figure, benchmark

_BEAT_MS = 5
_PATIENCE_S = 120.0


class _Pulse:
    """A timer of the event loop that notes the longest time between two of its beats."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def restart(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def _wait_for(is_reached: object) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + _PATIENCE_S
    while not is_reached():  # type: ignore[operator]  # a function without arguments
        QApplication.processEvents()
        time.sleep(0.001)
        if time.perf_counter() > end:
            raise RuntimeError("the import did not end")


@benchmark("review of many files")
def review_of_many_files() -> Iterator[Figure]:
    """From the folder to the merged workspace, with the pauses of the event loop in each part."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from chipmap.model.workspace import create_workspace
    from chipmap.ui.app import make_application
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.dialogs.import_dialog import ImportDialog
    from chipmap.ui.jobs import Jobs

    make_application()
    dataset = a_dataset_of_rows(ROWS)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "returned"
        folder.mkdir()
        for number in range(FILES):
            path = folder / f"rater {number:02}.xlsx"
            export(dataset, path, rater=f"rater-{number:02}")
            fill_in(path, number)
        bridge = WorkspaceBridge(create_workspace(Path(place) / "here.chipmap", dataset))
        failed: list[Exception] = []
        jobs = Jobs(failed.append)
        pulse = _Pulse()
        start = time.perf_counter()
        dialog = ImportDialog(bridge, jobs, [folder])
        dialog.show()
        _wait_for(lambda: not jobs.is_busy)
        read, pause = time.perf_counter(), pulse.longest
        if dialog.files.changes < FILES * ROWS:
            raise RuntimeError("the files were not planned")
        pulse.restart()
        merged: list[bool] = []
        dialog.files.merged.connect(lambda: merged.append(True))
        dialog.primary.click()
        _wait_for(lambda: bool(merged or failed))
        end = time.perf_counter()
        scores = len(bridge.dataset.scores)
        bridge.close()
    if failed or scores < FILES * ROWS:
        raise RuntimeError("the files were not merged")
    yield Figure(f"reading and comparing {FILES} files of {ROWS} rows", read - start, "s")
    yield Figure("merging them", end - read, "s")
    yield Figure("both", end - start, "s", 30)
    yield Figure("longest pause while reading and comparing", pause * 1000, "ms", 100)
    yield Figure("longest pause while merging", pulse.longest * 1000, "ms", 100)
