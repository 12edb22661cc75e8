"""The map at 1080p with the starter workspace: a frame of a drag, a recolour, the final picture, a hit."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from chipmap.model.edits.scores import set_level
from chipmap.model.geography.layers import LayerKind
from chipmap.model.labels import Label
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace, open_workspace
from chipmap.ui import theme
from chipmap.ui.app import make_application
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.drawing import Wish
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.pages.map_page import MapPage
from chipmap.ui.selection import Selection, View
from tests.bench.measuring import peak_memory_mb
from tests.bench.registry import Figure, benchmark

WIDTH, HEIGHT = 1920, 1080
SEGMENT = "atp"


@contextmanager
def a_map_page(
    path: Path | None = None, size: tuple[int, int] = (WIDTH, HEIGHT)
) -> Iterator[tuple[QApplication, MapPage, WorkspaceBridge]]:
    """The map page of a workspace file, or of the starter data, with its final picture drawn."""
    application = make_application()
    theme.current().use(mode="light", reduced_motion=True)
    with tempfile.TemporaryDirectory() as folder:
        if path is not None:
            workspace = open_workspace(path)
        else:
            workspace = create_workspace(Path(folder) / "map.chipmap", starter_dataset(title="Bench"))
        bridge = WorkspaceBridge(workspace)
        page = MapPage(bridge, Selection(View("EU27", SEGMENT, LayerKind.CAPABILITY)))
        page.resize(*size)
        page.show()
        settle(application, page.canvas)
        yield application, page, bridge
        page.close()
        bridge.close()


def settle(application: QApplication, canvas: MapCanvas) -> None:
    """Let the canvas draw its final picture."""
    application.processEvents()
    while canvas.backdrop.is_busy:
        application.processEvents()
    application.processEvents()


def rest(application: QApplication, canvas: MapCanvas) -> None:
    """Let the canvas draw all that it draws while nothing happens."""
    settle(application, canvas)
    while not canvas.backdrop.overview.is_ready:
        application.processEvents()


def thread_ms(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return (time.thread_time() - start) * 1000


def a_blit() -> Callable[[], None]:
    """Copies one pixmap of 1920 × 1080 to an image: what a frame is held against."""
    source, target = QPixmap(WIDTH, HEIGHT), QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    source.fill("#E8EEF2")

    def blit() -> None:
        painter = QPainter(target)
        painter.drawPixmap(0, 0, source)
        painter.end()

    return blit


def frames_and_blits(canvas: MapCanvas, view_at: Callable[[int], Viewport]) -> tuple[float, float]:
    """The median time of a frame with all that lies on the map, and of a blit taken between the frames.

    Taken in turns, because on a shared machine both slow down together.
    """
    blit, frames, blits = a_blit(), [], []
    for step in range(80):
        canvas.look_at(view_at(step))
        frames.append(thread_ms(canvas.repaint))
        blits.append(thread_ms(blit))
    return statistics.median(frames), statistics.median(blits)


@benchmark("map-pan-and-zoom")
def measure_frames() -> Iterator[Figure]:
    with a_map_page() as (application, page, _bridge):
        canvas = page.canvas
        for name, factor in (("world", 1.0), ("6 times closer", 6.0), ("30 times closer", 30.0)):
            canvas.go_home()
            canvas.zoom_at(factor, QPointF(WIDTH * 0.52, HEIGHT * 0.38))
            settle(application, canvas)
            start = canvas.viewport
            frame, blit = frames_and_blits(canvas, lambda step, at=start: at.panned(step % 40, step % 25))
            yield Figure(f"pan frame of the page, {name}", frame, "ms", bar=4.0)
            yield Figure(f"pan frame in 1080p blits, {name}", frame / blit, "blits", bar=6.0)
        canvas.go_home()
        settle(application, canvas)
        start = canvas.viewport
        frame, blit = frames_and_blits(
            canvas, lambda step, at=start: at.zoomed(1.0 + (step + 1) / 100.0, 900.0, 400.0)
        )
        yield Figure("zoom frame of the page", frame, "ms", bar=6.0)
        yield Figure("one 1080p blit", blit, "ms")


@benchmark("map-recolour")
def measure_recolour() -> Iterator[Figure]:
    with a_map_page() as (application, page, bridge):
        canvas, workspace = page.canvas, bridge.workspace
        feedback, final = [], []
        for step in range(12):
            changes = set_level(workspace.dataset, subject="MYS", segment=SEGMENT, level=step % 5 + 1)
            start = time.thread_time()
            workspace.apply(changes, label=Label.CHANGE_SCORE)
            feedback.append((time.thread_time() - start) * 1000)
            while canvas.backdrop.is_busy:
                application.processEvents()
            application.processEvents()
            final.append((time.thread_time() - start) * 1000)
        yield Figure("edit to patched picture, commit included", statistics.median(feedback), "ms")
        yield Figure("edit to final pixels, commit included", statistics.median(final), "ms", bar=60.0)
        yield Figure("peak memory with the starter workspace", peak_memory_mb(), "MB", bar=250.0)


@benchmark("map-settle")
def measure_settling() -> Iterator[Figure]:
    with a_map_page() as (application, page, _bridge):
        canvas = page.canvas
        for name, factor in (("world", 1.0), ("6 times closer", 6.0), ("30 times closer", 30.0)):
            canvas.go_home()
            canvas.zoom_at(factor, QPointF(WIDTH * 0.52, HEIGHT * 0.38))
            settle(application, canvas)
            drawn = redraw(canvas, canvas.wish())
            yield Figure(f"final picture of what is in view, {name}", drawn.in_view, "ms")
            yield Figure(f"final picture with its margin, {name}", drawn.with_margin, "ms")
            yield Figure(f"longest step without a pause, {name}", longest_step_ms(canvas), "ms")


class Redraw(NamedTuple):
    """Median times of drawing everything anew, in milliseconds."""

    in_view: float
    """Until all that is in view has its final form and is shown."""
    with_margin: float
    """Until the margin around it is there too."""


def redraw(canvas: MapCanvas, wish: Wish, repeat: int = 9) -> Redraw:
    """Draw a picture several times without taking anything over from the one before."""
    shown: list[float] = []
    connection = canvas.backdrop.renewed.connect(lambda: shown.append(time.thread_time()))
    in_view, whole = [], []
    for _ in range(repeat):
        shown.clear()
        start = time.thread_time()
        canvas.backdrop.renew_at_once(wish)
        in_view.append((shown[0] - start) * 1000)
        whole.append((shown[-1] - start) * 1000)
    canvas.backdrop.renewed.disconnect(connection)
    return Redraw(statistics.median(in_view), statistics.median(whole))


def longest_step_ms(canvas: MapCanvas) -> float:
    """The longest time for which drawing keeps the window from answering."""
    # Without a finished picture the whole map is drawn, not only what has changed.
    canvas.backdrop.finished = None
    longest = thread_ms(lambda: canvas.backdrop.renew_now(canvas.wish()))
    while canvas.backdrop.is_busy:
        longest = max(longest, thread_ms(canvas.backdrop.draw_slice))
    return longest


@benchmark("map-hit")
def measure_hits() -> Iterator[Figure]:
    with a_map_page() as (_application, page, _bridge):
        canvas = page.canvas
        places = [QPointF(20.0 + 47.0 * step % WIDTH, 20.0 + 31.0 * step % HEIGHT) for step in range(400)]
        canvas.hit(places[0])
        times = sorted(thread_ms(lambda at=at: canvas.hit(at)) * 1000 for at in places)
        yield Figure("hit test, median", times[len(times) // 2], "µs", bar=100.0)
        yield Figure("hit test, 99 of 100", times[-4], "µs")
