"""Fiches: what thirty of them cost, in each format, and how soon a mailing stops when somebody cancels."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from chipmap.model.dataset import Dataset
from chipmap.model.errors import Cancelled
from chipmap.model.exchange.fiche_plan import FicheFormat, plan_fiches
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.match.place_partners import candidates_of
from chipmap.model.starter import starter_dataset
from chipmap.ui.story.fiche_files import write_fiches
from chipmap.wording.fiche.told import ToldFiches
from tests.bench.registry import Figure, benchmark

COUNT = 30
_STOPS_AT = 3


class _Stopwatch:
    """Cancels at the third fiche, and notes when."""

    def __init__(self) -> None:
        self.asked = 0.0

    def step(self, done: int, _total: int) -> None:
        """Stop as soon as three are done."""
        if done >= _STOPS_AT:
            self.asked = time.perf_counter()
            raise Cancelled


def thirty_places(dataset: Dataset) -> list[str]:
    """The partner places, then the members of the focus region: those of which most is known."""
    members = dataset.regions[dataset.settings.focus_region].members
    return list(dict.fromkeys((*candidates_of(dataset, "EU27"), *members)))[:COUNT]


@benchmark("fiches")
def measure_fiches() -> Iterator[Figure]:
    dataset = starter_dataset(title="Bench")
    told = ToldFiches(dataset, "EU27", PlaceNames.load("EU", "en"), "en", datetime.now().astimezone())
    with tempfile.TemporaryDirectory() as folder:
        for kind in FicheFormat:
            files = plan_fiches(dataset, thirty_places(dataset), Path(folder), kind)
            started, begun = time.perf_counter(), time.process_time()
            write_fiches(told, files)
            yield Figure(f"{COUNT} fiches, {kind}", time.perf_counter() - started, "s", bar=30.0)
            yield Figure(f"{COUNT} fiches, {kind}, CPU", time.process_time() - begun, "s", bar=30.0)
            largest = max(one.path.stat().st_size for one in files)
            yield Figure(f"largest fiche, {kind}", largest / 1e6, "MB")
        watch = _Stopwatch()
        try:
            write_fiches(told, files, watch)
        except Cancelled:
            stopped = (time.perf_counter() - watch.asked) * 1000.0
            yield Figure("from cancel to an untouched folder", stopped, "ms", bar=500.0)
