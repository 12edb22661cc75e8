"""Other weights on the starter data: how long a preview takes, and how still it holds the window meanwhile.

Times are of the CPU clock; of the window only its own thread counts, so that what else runs does not.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from chipmap.model.analysis.place_index import compared_places, place_index
from chipmap.model.host.settings import AppSettings
from chipmap.model.match.place_analysis import analyse_place
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.garbage import let_collector_work
from chipmap.ui.heavy_modules import ANALYSIS_PAGE, is_loaded
from chipmap.ui.main_window import MainWindow
from chipmap.ui.panels.side_panel import ANALYSIS
from chipmap.ui.preferences import Preferences
from tests.bench.measuring import median_cpu
from tests.bench.registry import Figure, benchmark

if TYPE_CHECKING:
    from chipmap.ui.dialogs.weights_dialog import WeightsDialog

_FOCUS, _SEGMENT = "EU27", "fab"
_POSITION_S = 0.06
_PATIENCE_S = 30.0


@benchmark("index and analysis of a place")
def index_and_analysis_of_a_place() -> Iterator[Figure]:
    """The index over the stages with rank intervals, and everything that the Analysis tab shows."""
    dataset = starter_dataset(title="Bench")
    places = compared_places(dataset, _FOCUS)
    for draws, bar in ((1_000, 0.25), (10_000, 2.0)):
        took = median_cpu(lambda draws=draws: place_index(dataset, places, draws=draws))
        yield Figure(f"index of {len(places)} places, {draws:,} draws", took, "s", bar)
    took = median_cpu(lambda: analyse_place(dataset, _FOCUS, segment=_SEGMENT, focus=_FOCUS), repeat=3)
    yield Figure("everything about one place", took, "s")


@benchmark("weights while a slider moves")
def weights_while_a_slider_moves() -> Iterator[Figure]:
    """The longest turn of the event loop while sixteen positions are previewed, and at the release.

    Before that the Analysis tab is opened and shows another place.
    """
    application = make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.chipmap"
        create_workspace(path, starter_dataset(title="Bench")).close()
        window = MainWindow(preferences)
        window.resize(1600, 1000)
        window.documents.open(path)
        window.show()
        assert window.view is not None
        view = window.view
        _run(0.5)
        let_collector_work(window.documents)
        _run_until(lambda: is_loaded(ANALYSIS_PAGE))
        _run(1.0)
        turns = _Turns()
        view.panel.show_tab(ANALYSIS)
        _run_until(lambda: view.panel.analysis.shown is not None)
        yield Figure("longest turn when the Analysis tab is opened", turns.longest_ms, "ms", 50)
        turns.begin()
        view.selection.choose(subject="MYS", segment=_SEGMENT)
        _run_until(lambda: not view.panel.analysis.is_busy)
        yield Figure("longest turn when another place is analysed", turns.longest_ms, "ms", 50)
        turns.end()
        from chipmap.ui.dialogs.weights_dialog import WeightsDialog
        from chipmap.ui.shell.analysis_dialogs import ask_weights

        ask_weights(view.bridge, view.selection, view.panel.subject, window)
        dialog = window.findChildren(WeightsDialog)[0]
        _run_until_still(dialog)
        turns = _Turns()
        row = dialog.rows[0]
        row.slider.setSliderDown(True)
        for position in range(2, 50, 3):
            row.slider.setValue(position)
            _run(_POSITION_S)
        _run_until_still(dialog)
        yield Figure("longest turn while a slider moves", turns.longest_ms, "ms", 50)
        turns.begin()
        row.slider.setSliderDown(False)
        row.settle()
        _run_until_still(dialog)
        yield Figure("longest turn when it is released", turns.longest_ms, "ms", 50)
        turns.end()
        dialog.reject()
        view.bridge.workspace.undo()
        window.documents.close()
        window.close()
        application.processEvents()


class _Turns:
    """The CPU time of the longest turn of the event loop, in the window's thread."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_turn)
        self.begin()
        self._timer.start(0)

    def begin(self) -> None:
        self.longest_ms, self._last = 0.0, time.thread_time()

    def end(self) -> None:
        self._timer.stop()

    def _on_turn(self) -> None:
        now = time.thread_time()
        self.longest_ms, self._last = max(self.longest_ms, (now - self._last) * 1000), now


def _run(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()


def _run_until_still(dialog: WeightsDialog) -> None:
    _run_until(lambda: not dialog.preview.is_busy)


def _run_until(is_so: Callable[[], bool]) -> None:
    end = time.perf_counter() + _PATIENCE_S
    while not is_so() and time.perf_counter() < end:
        QApplication.processEvents()
    _run(0.2)
