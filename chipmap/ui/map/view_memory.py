"""Remembers what of the map was in view, so that going back leads to the same part of it.

A movement by hand that shows something else is a step of its own. A movement that a choice has brought
about, such as the way to a place that was chosen in the panel, belongs to the step of that choice.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from chipmap.ui.map.viewport import Viewport
from chipmap.ui.selection import MapPosition

if TYPE_CHECKING:
    from chipmap.ui.map.canvas import MapCanvas
    from chipmap.ui.selection import Selection, View

REST_MS = 800
"""The map has come to rest when it has not moved for this long."""

SOON_MS = 250
"""A movement that begins this soon after a choice follows from it."""

_SHIFTED = 0.34
"""A step shows something else: the middle has moved by this part of the view, or the scale has changed."""

_SCALED = 1.3


class ViewMemory(QObject):
    """Tells the selection where the map rests, and leads the map to where a remembered view was."""

    def __init__(self, canvas: MapCanvas, selection: Selection) -> None:
        super().__init__(canvas)
        self._canvas, self._selection = canvas, selection
        self._follows_choice = False
        self._since_choice = QElapsedTimer()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.rest)
        selection.whereabouts = self.whereabouts
        selection.changed.connect(self._on_view_changed)
        canvas.moved.connect(self._on_moved)

    def whereabouts(self) -> MapPosition | None:
        """What of the map is in view; None for the home view."""
        canvas = self._canvas
        if canvas.is_at_home:
            return None
        goal = canvas.goal
        return MapPosition(goal.x, goal.y, goal.metres_per_px)

    def rest(self) -> None:
        """Take note of where the map is, now that it no longer moves."""
        if self._canvas.is_dragging:
            self._rest.start()
            return
        self._rest.stop()
        before, after = self._selection.view.position, self.whereabouts()
        is_step = not self._follows_choice and self._is_elsewhere(before, after)
        self._follows_choice = False
        self._selection.rest_at(after, is_step=is_step)

    def _on_moved(self) -> None:
        if not self._rest.isActive():
            timer = self._since_choice
            self._follows_choice = timer.isValid() and timer.elapsed() < SOON_MS
        self._rest.start()

    def _on_view_changed(self, before: View, after: View) -> None:
        self._since_choice.restart()
        # The canvas hears of a choice first, and may have moved already.
        self._follows_choice = self._rest.isActive()
        if before.projection is not after.projection:
            # The canvas begins another map at its home view; there is no way to fly from one to the other.
            if after.position is not None:
                self._canvas.look_at(self._viewport(after.position))
        elif before.position != after.position:
            self._lead_to(after.position)

    def _lead_to(self, position: MapPosition | None) -> None:
        if position is None:
            self._canvas.go_home()
        else:
            self._canvas.fly_to(self._viewport(position))
        self._follows_choice = True

    def _viewport(self, position: MapPosition | None) -> Viewport:
        canvas = self._canvas
        if position is None:
            return canvas.home()
        size = max(1, canvas.width()), max(1, canvas.height())
        return Viewport(*position, *size, reach_m=canvas.viewport.reach_m)

    def _is_elsewhere(self, before: MapPosition | None, after: MapPosition | None) -> bool:
        """Whether two positions show so different parts of the map that one may want to go back."""
        one, other = self._viewport(before), self._viewport(after)
        ratio = abs(math.log(other.metres_per_px / one.metres_per_px))
        reach = _SHIFTED * min(one.metres_per_px, other.metres_per_px)
        shift = math.hypot((one.x - other.x) / one.width, (one.y - other.y) / one.height)
        return ratio > math.log(_SCALED) or shift > reach
