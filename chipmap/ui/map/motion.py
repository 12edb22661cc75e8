"""How fast a view is being dragged, so that the map can be drawn where the hand is going."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPointF

from chipmap.ui.map.viewport import Viewport

LONGEST_PAUSE_S = 0.1
"""After a longer pause the hand has rested, and a new movement begins."""

SHARE_OF_LATEST = 0.4
"""How much of the estimate the latest step makes up; single steps of a pointer are uneven."""


class Motion:
    """The speed of a view over the map, in pixels of the view for each second."""

    def __init__(self) -> None:
        self._view: Viewport | None = None
        self._at = 0.0
        self._speed = QPointF()

    def follow(self, view: Viewport) -> None:
        """Take note of where the view is now."""
        before, since = self._view, perf_counter() - self._at
        self._view, self._at = view, self._at + since
        if before is None or before.metres_per_px != view.metres_per_px or since > LONGEST_PAUSE_S:
            self._speed = QPointF()
            return
        step = QPointF(view.x - before.x, view.y - before.y) / view.metres_per_px
        latest = step / max(since, 0.001)
        self._speed = self._speed * (1.0 - SHARE_OF_LATEST) + latest * SHARE_OF_LATEST

    def ahead(self, seconds: float, most: float) -> QPointF:
        """How far the view will have come after some time; at most a part of its size either way."""
        if self._view is None:
            return QPointF()
        far_x, far_y = self._view.width * most, self._view.height * most
        x, y = self._speed.x() * seconds, self._speed.y() * seconds
        return QPointF(min(max(x, -far_x), far_x), min(max(y, -far_y), far_y))
