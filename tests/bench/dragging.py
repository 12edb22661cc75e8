"""A steady drag across the map, and what its frames show where the sharp picture does not reach yet.

Times are of the CPU clock of the window's thread; looking at the frames is not counted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.drawing import place_in
from chipmap.ui.map.hit_test import place_index

DRAG_PX_PER_S = 2_000.0
DRAG_S = 1.0
SAMPLE_PX = 24


class Shown(NamedTuple):
    """The longest times in a drag, in milliseconds."""

    empty_sea: float
    """Land was shown as sea."""
    unsharp: float
    """Something in view was shown from the small picture of the whole world."""


class Stretch:
    """The longest time for which something was so without a break."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._since: float | None = None

    def note(self, is_so: bool, now: float) -> None:
        if not is_so:
            self._since = None
            return
        self._since = now if self._since is None else self._since
        self.longest = max(self.longest, now - self._since)


def drag_on(
    application: QApplication, canvas: MapCanvas, look: Callable[[int], None] = lambda _frame: None
) -> Shown:
    """Drag steadily to the right, two thousand pixels in a second; `look` is called after each frame."""
    start = canvas.viewport
    empty, unsharp, looked, frame = Stretch(), Stretch(), 0.0, 0
    began = time.thread_time()
    while (now := time.thread_time() - began - looked) < DRAG_S:
        canvas.look_at(start.panned(DRAG_PX_PER_S * now, 0.0))
        canvas.repaint()
        application.processEvents()
        paused = time.thread_time()
        now = paused - began - looked
        is_covered = canvas.backdrop.covers(canvas.viewport)
        unsharp.note(not is_covered, now)
        empty.note(not is_covered and shows_empty_sea(canvas), now)
        look(frame)
        frame += 1
        looked += time.thread_time() - paused
    return Shown(empty.longest * 1000, unsharp.longest * 1000)


def shows_empty_sea(canvas: MapCanvas) -> bool:
    """Whether most of the land beyond the sharp picture is shown as water."""
    view, backdrop = canvas.viewport, canvas.backdrop
    water = QColor(canvas.scene.tokens.water)
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    backdrop.blit(painter, view, water)
    painter.end()
    assert backdrop.finished is not None
    sharp = place_in(backdrop.finished.ready, view)
    index = place_index(the_atlas().level_for(view.metres_per_px).number)
    land = [
        QPointF(x, y)
        for x in range(2, view.width, SAMPLE_PX)
        for y in range(2, view.height, SAMPLE_PX)
        if not QRectF(sharp).contains(x, y) and index.place_at(view.to_map(x, y)) is not None
    ]
    wet = [point for point in land if image.pixelColor(point.toPoint()) == water]
    return len(wet) > len(land) / 2
