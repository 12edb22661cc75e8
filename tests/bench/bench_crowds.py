"""The map with 300, 10,000 and 100,000 institutions, at 1080p and at 3840 × 2160.

Institutions lie around the cities of the starter data, most of them in few of these, as they do on Earth.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from chipmap.model.dataset import Dataset, Table
from chipmap.model.geography.clusters import ClusterPyramid, level_for
from chipmap.model.records import Institution
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.composition import arrange
from chipmap.ui.map.viewport import LARGEST_ZOOM, world_metres_per_px
from tests.bench.bench_map import (
    SEGMENT,
    a_map_page,
    frames_and_blits,
    longest_step_ms,
    redraw,
    rest,
    settle,
    thread_ms,
)
from tests.bench.dragging import drag_on
from tests.bench.measuring import CHECKOUT, peak_memory_mb
from tests.bench.registry import Figure, benchmark

CROWDS = (300, 10_000, 100_000)
SCALES = (("world", 1.0), ("6 times closer", 6.0), ("30 times closer", 30.0))
ULTRA_HD = (3840, 2160)

WRITE_CROWD = "import sys; from tests.bench.bench_crowds import write_crowd; write_crowd(*sys.argv[1:])"


def a_crowd(count: int) -> Dataset:
    """The starter data with this many institutions of one stage, scattered around its cities."""
    dataset = starter_dataset(title="Bench")
    located = [one for one in dataset.institutions.values() if one.latitude is not None]
    return replace(dataset, institutions=Table(islice(_scattered(located), count)))


def _scattered(located: list[Institution]) -> Iterator[Institution]:
    dice = random.Random(2026)
    number = 0
    while True:
        # A power of an even number crowds the first cities.
        near = located[int(len(located) * dice.random() ** 2)]
        assert near.latitude is not None
        assert near.longitude is not None
        yield replace(
            near,
            id=f"crowd-{number:06}",
            name=f"Institution {number}",
            latitude=max(-85.0, min(85.0, near.latitude + dice.gauss(0.0, 0.6))),
            longitude=max(-180.0, min(180.0, near.longitude + dice.gauss(0.0, 0.6))),
            segments=(SEGMENT,),
        )
        number += 1


def write_crowd(count: str, path: str) -> None:
    create_workspace(Path(path), a_crowd(int(count))).close()


def a_crowd_file(folder: str, count: int) -> Path:
    """A workspace of a crowd, written by another process so that making it counts for nothing here."""
    path = Path(folder) / f"crowd_{count}.chipmap"
    subprocess.run([sys.executable, "-c", WRITE_CROWD, str(count), str(path)], cwd=CHECKOUT, check=True)
    return path


def go_closer(application: QApplication, canvas: MapCanvas, factor: float) -> None:
    canvas.go_home()
    canvas.zoom_at(factor, QPointF(canvas.width() * 0.52, canvas.height() * 0.38))
    settle(application, canvas)


def measure_crowd(count: int) -> Iterator[Figure]:
    """Frames, final picture, names and hits at three scales, then what the crowd itself costs."""
    with tempfile.TemporaryDirectory() as folder:
        path = a_crowd_file(folder, count)
        with a_map_page(path) as (application, page, bridge):
            assert len(bridge.dataset.institutions) == count
            canvas = page.canvas
            for name, factor in SCALES:
                go_closer(application, canvas, factor)
                yield from _figures_at(canvas, name)
            go_closer(application, canvas, 6.0)
            rest(application, canvas)
            shown = drag_on(application, canvas)
            yield Figure("sea shown while dragging on", shown.empty_sea, "ms", bar=150.0)
            yield Figure("edge not sharp while dragging on", shown.unsharp, "ms")
            points = [(point.x, point.y) for point in canvas.scene.institutions]
            assert len(points) == count
            gathering = statistics.median(thread_ms(lambda: gather_all(points, canvas)) for _ in range(5))
            yield Figure("cluster pyramid, every level that is shown", gathering, "ms", bar=150.0)
            yield Figure("peak memory", peak_memory_mb(), "MB", bar=450.0)


def _figures_at(canvas: MapCanvas, name: str) -> Iterator[Figure]:
    start = canvas.viewport
    frame, _blit = frames_and_blits(canvas, lambda step: start.panned(step % 40, step % 25))
    yield Figure(f"pan frame, {name}", frame, "ms", bar=4.0)
    frame, _blit = frames_and_blits(canvas, lambda step: start.zoomed(1.0 + (step + 1) / 100.0, 900.0, 400.0))
    yield Figure(f"zoom frame, {name}", frame, "ms", bar=6.0)
    canvas.look_at(start)
    drawn = redraw(canvas, canvas.wish())
    yield Figure(f"final picture of what is in view, {name}", drawn.in_view, "ms")
    yield Figure(f"final picture with its margin, {name}", drawn.with_margin, "ms")
    yield Figure(f"longest step, {name}", longest_step_ms(canvas), "ms", bar=12.0)
    yield Figure(f"names, {name}", names_ms(canvas), "ms", bar=5.0)
    yield Figure(f"hit test, {name}", hit_us(canvas), "µs", bar=100.0)


def gather_all(points: list[tuple[float, float]], canvas: MapCanvas) -> None:
    """Gather the points for every scale from the whole world to the closest view."""
    whole = world_metres_per_px(canvas.width(), canvas.height())
    pyramid = ClusterPyramid(points)
    for number in range(level_for(whole), level_for(whole / LARGEST_ZOOM) + 1):
        pyramid.level(number)


def names_ms(canvas: MapCanvas) -> float:
    """What finding room for the names adds to arranging the picture."""
    wish, atlas = canvas.wish(), the_atlas()
    nameless = replace(wish.scene, shows_names=False)
    with_names = _median_ms(lambda: arrange(wish.viewport, wish.scene, atlas, wish.fonts, wish.obstacles))
    return with_names - _median_ms(
        lambda: arrange(wish.viewport, nameless, atlas, wish.fonts, wish.obstacles)
    )


def hit_us(canvas: MapCanvas) -> float:
    width, height = canvas.width(), canvas.height()
    places = [QPointF(20.0 + 47.0 * step % width, 20.0 + 31.0 * step % height) for step in range(200)]
    canvas.hit(places[0])
    return statistics.median(thread_ms(lambda at=at: canvas.hit(at)) for at in places) * 1000


def _median_ms(act: Callable[[], object]) -> float:
    return statistics.median(thread_ms(act) for _ in range(9))


def _register(count: int) -> None:
    @benchmark(f"map-crowd-{count}")
    def measure() -> Iterator[Figure]:
        yield from measure_crowd(count)


for _count in CROWDS:
    _register(_count)


@benchmark("map-ultra-hd")
def measure_ultra_hd() -> Iterator[Figure]:
    """Four times the pixels, with 10,000 institutions."""
    with (
        tempfile.TemporaryDirectory() as folder,
        a_map_page(a_crowd_file(folder, 10_000), ULTRA_HD) as (application, page, _bridge),
    ):
        canvas = page.canvas
        for name, factor in SCALES[:2]:
            go_closer(application, canvas, factor)
            start = canvas.viewport
            frame, _blit = frames_and_blits(canvas, lambda step, at=start: at.panned(step % 40, step % 25))
            yield Figure(f"pan frame at 3840 × 2160, {name}", frame, "ms", bar=16.0)
            frame, _blit = frames_and_blits(
                canvas, lambda step, at=start: at.zoomed(1.0 + (step + 1) / 100.0, 1800.0, 800.0)
            )
            yield Figure(f"zoom frame at 3840 × 2160, {name}", frame, "ms", bar=16.0)
            drawn = redraw(canvas, canvas.wish())
            yield Figure(f"final picture of what is in view at 3840 × 2160, {name}", drawn.in_view, "ms")
            yield Figure(f"longest step at 3840 × 2160, {name}", longest_step_ms(canvas), "ms")
