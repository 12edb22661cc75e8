"""Foresight: what another segment or horizon costs the page, with the starter data and with many places.

The large workspace has 200 places × 100 segments with levels and needs; the first 50 stand in the table.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from chipmap.model.dataset import Dataset
from chipmap.model.starter import starter_dataset
from chipmap.ui.main_window import MainWindow
from chipmap.ui.pages.foresight_page import ForesightPage
from tests.bench.bench_match import large_dataset
from tests.bench.registry import Figure, benchmark
from tests.bench.whole_window import a_window

_STAGES = ("atp", "fab", "materials", "sme", "design", "eda_ip")
_HORIZONS = ("2030", "2035", "now")
_SHOWN = 50


@contextmanager
def a_foresight_page(dataset: Dataset, places: tuple[str, ...]) -> Iterator[tuple[MainWindow, ForesightPage]]:
    """The whole window on its foresight page, answered."""
    with a_window(dataset, page="foresight", segment="atp", foresight_places=places) as window:
        assert window.view is not None
        page = window.view.page("foresight")
        assert isinstance(page, ForesightPage)
        settle(page)
        yield window, page


def settle(page: ForesightPage) -> float:
    """Let the page answer; the longest time in ms that the window's own thread was busy at once."""
    longest = 0.0
    while page.table is None or page.is_busy:
        started = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - started)
        time.sleep(0.001)
    started = time.thread_time()
    QApplication.processEvents()
    return max(longest, time.thread_time() - started) * 1000.0


def measure_steps(window: MainWindow, page: ForesightPage, bar: float) -> Iterator[Figure]:
    """The median CPU time of another segment, of another horizon, and of the longest turns."""
    assert window.view is not None
    spent: dict[str, list[float]] = {"segment": [], "horizon": []}
    turns: dict[str, list[float]] = {"segment": [], "horizon": []}
    for number in range(4 * len(_STAGES)):
        for field, values in (("segment", _STAGES), ("horizon", _HORIZONS)):
            started, begun = time.process_time(), time.thread_time()
            window.view.selection.choose(**{field: values[number % len(values)]})
            first = (time.thread_time() - begun) * 1000.0
            turns[field].append(max(first, settle(page)))
            spent[field].append((time.process_time() - started) * 1000.0)
    for field in ("segment", "horizon"):
        half = len(spent[field]) // 2
        yield Figure(f"another {field}, CPU", statistics.median(spent[field][half:]), "ms", bar=bar)
        yield Figure(f"another {field}, longest turn", statistics.median(turns[field][half:]), "ms", bar=50.0)


@benchmark("foresight-page")
def measure_page() -> Iterator[Figure]:
    with a_foresight_page(starter_dataset(title="Bench"), ()) as (window, page):
        yield from measure_steps(window, page, 100.0)


@benchmark("foresight-large")
def measure_large() -> Iterator[Figure]:
    dataset = large_dataset()
    places = tuple(str(code) for code in dataset.countries)[:_SHOWN]
    with a_foresight_page(dataset, places) as (window, page):
        yield from measure_steps(window, page, 250.0)
