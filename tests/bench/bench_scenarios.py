"""Scenarios: what another loss and another segment cost the page, and its longest step in the window.

The figures count the answer with map and ribbon; the draws around it begin a quarter of a second later and
are measured apart. The large workspace has shares of 200 places in 100 segments.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from chipmap.model.analysis.scenario import run_kept
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.host.settings import AppSettings
from chipmap.model.records import Grade, Scenario, Share, SuggestionBasis
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.main_window import MainWindow
from chipmap.ui.pages.scenarios_page import ScenariosPage
from chipmap.ui.preferences import Preferences
from tests.bench.measuring import median_cpu
from tests.bench.registry import Figure, benchmark

PLACES = 200
LOST = Scenario("", "", ("TWN",), weeks=26.0, recovery=8.0, stock=2.0)
_STAGES = ("atp", "fab", "materials", "sme", "design", "rd")


def large_dataset() -> Dataset:
    """The starter data in which 200 places hold a share of every segment."""
    dataset = starter_dataset(title="Bench")
    places = [str(code) for code in dataset.countries][: PLACES - 1]
    places.append("TWN" if "TWN" not in places else str(list(dataset.countries)[PLACES]))
    changes: list[Change] = []
    for segment in (str(one) for one in dataset.segments if one != "chain"):
        basis = SuggestionBasis(segment, "revenue_by_hq", 2026, "bench")
        changes.append(Change(dataset.suggestion_basis.get(segment), basis))
        for number, place in enumerate(places):
            percent = 30.0 if place == "TWN" else 65.0 / PLACES * (1 + number % 2 / 10)
            share = Share(
                segment,
                place,
                percent,
                None,
                None,
                2026,
                "revenue_by_hq",
                False,
                False,
                "bench",
                Grade.REPORTED,
                "",
                "SEED",
            )
            changes.append(Change(None, share))
    return dataset.with_changes(ChangeSet.of(changes))


@contextmanager
def a_scenarios_page(dataset: Dataset) -> Iterator[tuple[MainWindow, ScenariosPage]]:
    """The whole window on its Scenarios page, answered and drawn."""
    make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenarios.chipmap"
        create_workspace(path, dataset).close()
        window = MainWindow(preferences)
        window.resize(1600, 1000)
        window.show()
        window.documents.open(path)
        assert window.view is not None
        _built = window.view.panel
        window.view.selection.choose(page="scenarios", segment="atp", scenario=LOST)
        page = window.view.page("scenarios")
        assert isinstance(page, ScenariosPage)
        settle(lambda: page.is_busy)
        yield window, page
        window.documents.close()
        window.close()


def settle(is_busy: Callable[[], bool]) -> float:
    """Let the page answer and draw; the longest time in ms that the window's own thread was busy at once."""
    longest = 0.0
    while is_busy():
        started = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - started)
        time.sleep(0.001)
    QApplication.processEvents()
    return longest * 1000.0


def measure_changes(
    window: MainWindow, page: ScenariosPage, changes: list[dict[str, object]]
) -> tuple[float, float]:
    """The median CPU time in ms of a change without its draws, and the longest of all steps in the window."""
    assert window.view is not None
    spent, steps = [], []
    for fields in changes * 3:
        started, begun = time.process_time(), time.thread_time()
        window.view.selection.choose(**fields)
        first = (time.thread_time() - begun) * 1000.0
        longest = settle(lambda: page.answers.is_waiting or page.middle.map.is_drawing)
        spent.append((time.process_time() - started) * 1000.0)
        steps.append(max(first, longest, settle(lambda: page.is_busy)))
    return statistics.median(spent[len(changes) :]), statistics.median(steps[len(changes) :])


def _figures(dataset: Dataset, bar: float) -> Iterator[Figure]:
    with a_scenarios_page(dataset) as (window, page):
        lost = [
            {"scenario": replace(LOST, removals=removals)}
            for removals in (("TWN=0.5",), ("CHN:crm",), ("TWN:fab", "KOR:fab"), ("TWN",))
        ]
        spent, longest = measure_changes(window, page, lost)
        yield Figure("another loss, page, map and ribbon, CPU", spent, "ms", bar=bar)
        yield Figure("longest step in the window meanwhile, draws too", longest, "ms", bar=50.0)
        spent, longest = measure_changes(window, page, [{"segment": segment} for segment in _STAGES])
        yield Figure("another segment of the same loss, CPU", spent, "ms", bar=bar)
        yield Figure("longest step in the window meanwhile", longest, "ms", bar=50.0)


@benchmark("scenarios-page")
def measure_page() -> Iterator[Figure]:
    yield from _figures(starter_dataset(title="Bench"), 100.0)
    dataset = starter_dataset(title="Bench")
    taken = median_cpu(lambda: run_kept(dataset, LOST, draws=1000), repeat=3)
    yield Figure("1,000 draws of 60 weeks in every segment", taken, "s", bar=0.5)


@benchmark("scenarios-large")
def measure_large() -> Iterator[Figure]:
    yield from _figures(large_dataset(), 250.0)
