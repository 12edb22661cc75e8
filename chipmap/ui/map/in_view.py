"""Which institutions lie in the part of the map that is in view, told when the map has come to rest.

The rule: these are the institutions that the map shows, by segment and type, whether they stand alone, in the
number of a cluster, or behind the circle of a small place. Nothing is counted unless somebody asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.map.canvas import MapCanvas
    from chipmap.ui.map.scene import InstitutionPoint, MapScene

REST_MS = 250
"""The map has come to rest when it has not moved for this long."""


class InstitutionsInView(QObject):
    """Follows a map; `changed` says that what is in view may have changed."""

    changed = Signal()

    def __init__(self, canvas: MapCanvas, covered: Callable[[], int] = lambda: 0) -> None:
        """`covered` says how many pixels at the right edge of the map lie under a panel."""
        super().__init__(canvas)
        self._canvas, self._covered = canvas, covered
        self._points: tuple[InstitutionPoint, ...] = canvas.scene.institutions
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.changed)
        canvas.moved.connect(self._rest.start)
        canvas.scene_changed.connect(self._on_scene)

    def institutions(self) -> list[str] | None:
        """The ids of the institutions in view, in no order; None while the map shows none anywhere."""
        scene = self._canvas.scene
        if scene.clusters is None:
            return None
        view = self._canvas.viewport
        box = view.map_rect.adjusted(0.0, 0.0, -self._covered() * view.metres_per_px, 0.0)
        left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
        return [
            point.id for point in scene.institutions if left <= point.x <= right and top <= point.y <= bottom
        ]

    def _on_scene(self, scene: MapScene) -> None:
        if scene.institutions is not self._points:
            self._points = scene.institutions
            self._rest.start()
