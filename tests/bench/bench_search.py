"""The search and the list of what is in view, with 10,000 and 100,000 institutions."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from chipmap.model.dataset import Dataset, Table
from chipmap.model.geography.layers import LayerKind
from chipmap.model.workspace import create_workspace
from chipmap.ui.actions import make_actions
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map.in_view import InstitutionsInView
from chipmap.ui.operations.institutions import put_institution
from chipmap.ui.pages.map_page import MapPage
from chipmap.ui.panels.in_view_page import InViewPage
from chipmap.ui.selection import Selection, View
from chipmap.ui.shell.finder import Finder
from chipmap.ui.shell.search import Search
from tests.bench.bench_crowds import a_crowd
from tests.bench.bench_map import SEGMENT, a_map_page, settle, thread_ms
from tests.bench.registry import Figure, benchmark

CROWDS = (10_000, 100_000)
FRAME_MS = 16.0
PASSES = 3
TYPED = ("packaging", "taiwan semi", "dresden pilot line", "corée", "uk", "institute of micro", "show the")
MISTYPED = ("germny", "packging dresdn", "fraunhofr institut", "xyzzyqv")


def a_named_crowd(count: int) -> Dataset:
    """A crowd whose names are made of the words of real names, some with a made-up one among them."""
    dataset = a_crowd(count)
    dice = random.Random(2026)
    words = [word for one in a_crowd(1).segments.values() for word in one.name.split()] + [
        *("Institute", "University", "Semiconductor", "Technologies", "Dresden", "Grenoble", "Fraunhofer"),
        *("Research", "Centre", "Micro", "Nano", "Electronics", "Taiwan", "Korea", "Systems", "Labs"),
    ]
    named = (replace(one, name=_name(dice, words)) for one in dataset.institutions.values())
    return replace(dataset, institutions=Table(replace(one, short_name="") for one in named))


def _name(dice: random.Random, words: list[str]) -> str:
    invented = "".join(dice.choice("abcdefghilmnoprstu") for _ in range(7)).title()
    return " ".join([*dice.choices(words, k=dice.randrange(1, 4)), invented])


def measure_search(count: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "named.chipmap"
        create_workspace(path, a_named_crowd(count)).close()
        with a_map_page(path) as (application, page, bridge):
            window = QWidget()
            window.resize(1600, 1000)
            window.show()
            finder = Finder(bridge, make_actions(window))
            yield from _figures_of_gathering(finder)
            yield from _figures_of_typing(application, window, finder, page, bridge)
            yield from _figures_of_view(application, page, bridge)
            window.close()


def _figures_of_gathering(finder: Finder) -> Iterator[Figure]:
    began, slices = time.thread_time(), []
    is_ready = False
    while not is_ready:
        start = time.thread_time()
        is_ready = finder.prepare(0.004)
        slices.append(time.thread_time() - start)
    yield Figure("gathering what can be found, in slices", (time.thread_time() - began) * 1000, "ms")
    yield Figure("median slice of it", statistics.median(slices) * 1000, "ms")
    yield Figure("longest slice of it", max(slices) * 1000, "ms")


def _figures_of_typing(
    application: QApplication,
    window: QWidget,
    finder: Finder,
    page: MapPage,
    bridge: WorkspaceBridge,
) -> Iterator[Figure]:
    search = Search(window)
    search.open(finder, list)
    _type(application, search, "")
    bar = FRAME_MS if len(bridge.dataset.institutions) <= CROWDS[0] else None
    for what, queries in (("names as they are", TYPED), ("mistyped names", MISTYPED)):
        keys = [query[:end] for query in queries for end in range(1, len(query) + 1)]
        passes = [
            [thread_ms(lambda text=text: _type(application, search, text)) for text in keys]
            for _ in range(PASSES)
        ]
        times = [statistics.median(repeated) for repeated in zip(*passes, strict=True)]
        yield Figure(f"key to painted list, {what}, median", statistics.median(times), "ms", bar=bar)
        yield Figure(f"key to painted list, {what}, slowest", max(times), "ms", bar=bar)
    first = next(iter(bridge.dataset.institutions.values()))
    put_institution(bridge, replace(first, name="Renamed institute"))
    settle(application, page.canvas)
    yield Figure(
        "first key after an edit", thread_ms(lambda: _type(application, search, "renamed")), "ms", bar=bar
    )


def _type(application: QApplication, search: Search, text: str) -> None:
    search.type(text)
    application.processEvents()


def _figures_of_view(application: QApplication, page: MapPage, bridge: WorkspaceBridge) -> Iterator[Figure]:
    listed = InViewPage(bridge, Selection(View("EU27", SEGMENT, LayerKind.CAPABILITY)))
    listed.resize(380, 800)
    listed.show()
    application.processEvents()
    in_view = InstitutionsInView(page.canvas)
    yield Figure("list of what is in view, first", thread_ms(lambda: listed.follow(in_view)), "ms")
    again = statistics.median(thread_ms(listed.refresh) for _ in range(7))
    yield Figure("list of what is in view, after a movement", again, "ms")
    listed.close()


def _register(count: int) -> None:
    @benchmark(f"search-{count}")
    def measure() -> Iterator[Figure]:
        yield from measure_search(count)


for _count in CROWDS:
    _register(_count)
