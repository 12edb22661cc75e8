"""Collaborations: what another segment costs the page, as table, board and timeline, and its longest turn.

The large workspace has 200 places × 100 segments with levels and needs, and 2,001 collaborations.
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
from chipmap.model.starter import starter_dataset
from chipmap.ui.collaboration_wish import BOARD, TABLE, TIMELINE, wish_for
from chipmap.ui.main_window import MainWindow
from chipmap.ui.pages.collaborations_page import CollaborationsPage
from tests.bench.bench_match import large_dataset
from tests.bench.registry import Figure, benchmark
from tests.bench.whole_window import a_window

_STAGES = ("atp", "fab", "materials", "sme", "design", "eda_ip")
_COPIES = 22


@contextmanager
def a_register_page(dataset: Dataset) -> Iterator[tuple[MainWindow, CollaborationsPage]]:
    """The whole window on its Collaborations page, answered and drawn."""
    with a_window(dataset, page="collaborations", segment="atp") as window:
        assert window.view is not None
        page = window.view.page("collaborations")
        assert isinstance(page, CollaborationsPage)
        settle(page)
        yield window, page


def settle(page: CollaborationsPage) -> float:
    """Let the page answer and draw; the longest time in ms that the window's own thread was busy at once."""
    longest = 0.0
    while page.is_busy:
        started = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - started)
        time.sleep(0.001)
    started = time.thread_time()
    QApplication.processEvents()
    return max(longest, time.thread_time() - started) * 1000.0


def measure_segments(window: MainWindow, page: CollaborationsPage, bar: float) -> Iterator[Figure]:
    """The median CPU time of another segment and of the longest turns, in each view of the register."""
    assert window.view is not None
    for shape in (TABLE, BOARD, TIMELINE):
        wish_for(window.view.selection, shown_as=shape)
        settle(page)
        spent, turns = [], []
        for segment in _STAGES * 3:
            started, begun = time.process_time(), time.thread_time()
            window.view.selection.choose(segment=segment)
            first = (time.thread_time() - begun) * 1000.0
            turns.append(max(first, settle(page)))
            spent.append((time.process_time() - started) * 1000.0)
        half = len(_STAGES)
        yield Figure(f"another segment, {shape}, CPU", statistics.median(spent[half:]), "ms", bar=bar)
        yield Figure(f"{shape}, longest turn", statistics.median(turns[half:]), "ms", bar=50.0)


@benchmark("collaborations-page")
def measure_page() -> Iterator[Figure]:
    with a_register_page(starter_dataset(title="Bench")) as (window, page):
        yield from measure_segments(window, page, 100.0)


@benchmark("collaborations-large")
def measure_large() -> Iterator[Figure]:
    dataset = large_dataset()
    changes = [
        Change(None, replace(work, id=f"{work.id}_{copy}", name=f"{work.name} {copy}"))
        for copy in range(_COPIES)
        for work in dataset.collaborations.values()
    ]
    with a_register_page(dataset.with_changes(ChangeSet.of(changes))) as (window, page):
        yield from measure_segments(window, page, 250.0)
