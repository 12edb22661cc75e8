"""Partners: what another segment costs the Match page, its longest step in the window, a step of a drag.

The large workspace has 200 places to rank × 100 segments with a level each, and needs on every side.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.match.place_partners import PartnerTerm, partners_of
from chipmap.model.match.weights import moved_weight
from chipmap.model.records import OWNER, Rater, Score
from chipmap.model.starter import starter_dataset
from chipmap.ui.main_window import MainWindow
from chipmap.ui.pages.match_page import MatchPage
from tests.bench.registry import Figure, benchmark
from tests.bench.whole_window import a_window

PLACES = 200
_STAGES = ("atp", "fab", "materials", "sme", "design", "eda_ip")


def large_dataset() -> Dataset:
    """The starter data in which 200 places are candidates, with levels and needs in every segment."""
    dataset = starter_dataset(title="Bench")
    places = [str(code) for code in dataset.countries][:PLACES]
    region = dataset.regions[dataset.settings.candidate_region]
    changes = [Change(region, replace(region, members=tuple(places)))]
    if OWNER not in dataset.raters:
        changes.append(Change(None, Rater(OWNER, "Owner")))
    segments = [str(segment) for segment in dataset.segments if segment != "chain"]
    for row, segment in enumerate(segments):
        for column, place in enumerate((*places, "EU27")):
            levels, needs = (("now", (row + column) % 6),), (("2030", (row + 2 * column) % 6),)
            changes.append(Change(None, Score(place, segment, OWNER, 1, levels=levels, needs=needs)))
    return dataset.with_changes(ChangeSet.of(changes))


@contextmanager
def a_match_page(dataset: Dataset) -> Iterator[tuple[MainWindow, MatchPage]]:
    """The whole window on its Match page, answered and drawn."""
    with a_window(dataset, page="match", segment="atp", horizon="now") as window:
        assert window.view is not None
        page = window.view.page("match")
        assert isinstance(page, MatchPage)
        settle(page)
        yield window, page


def settle(page: MatchPage) -> float:
    """Let the page answer and draw; the longest time in ms that the window's own thread was busy at once."""
    longest = 0.0
    while page.found is None or page.is_busy:
        started = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - started)
        time.sleep(0.001)
    QApplication.processEvents()
    return longest * 1000.0


def measure_segments(window: MainWindow, page: MatchPage) -> tuple[float, float]:
    """The median CPU time in ms of another segment, and the median of the longest steps in the window."""
    assert window.view is not None
    spent, steps = [], []
    for segment in _STAGES * 3:
        started, begun = time.process_time(), time.thread_time()
        window.view.selection.choose(segment=segment)
        first = (time.thread_time() - begun) * 1000.0
        steps.append(max(first, settle(page)))
        spent.append((time.process_time() - started) * 1000.0)
    return statistics.median(spent[len(_STAGES) :]), statistics.median(steps[len(_STAGES) :])


@benchmark("match-page")
def measure_page() -> Iterator[Figure]:
    with a_match_page(starter_dataset(title="Bench")) as (window, page):
        spent, longest = measure_segments(window, page)
        yield Figure("another segment, page and ribbon, CPU", spent, "ms", bar=100.0)
        yield Figure("longest step in the window meanwhile", longest, "ms", bar=50.0)
        times = []
        weights = page.side.weights.weights
        for value in range(30, 80, 2):
            started = time.thread_time()
            weights = {
                key: float(part) for key, part in moved_weight(weights, PartnerTerm.TIES, value).items()
            }
            page.side.weights.moved.emit(weights)
            QApplication.processEvents()
            times.append((time.thread_time() - started) * 1000.0)
        yield Figure("one step of a weight that is dragged", statistics.median(times), "ms", bar=50.0)


@benchmark("match-large")
def measure_large() -> Iterator[Figure]:
    dataset = large_dataset()
    partners_of(dataset, focus="EU27", segment="rd", draws=1000)
    times = []
    for segment in _STAGES:
        started = time.process_time()
        partners_of(dataset, focus="EU27", segment=segment, draws=1000)
        times.append((time.process_time() - started) * 1000.0)
    yield Figure(
        "rank 200 places, 1,000 draws, another segment, CPU", statistics.median(times), "ms", bar=250.0
    )
