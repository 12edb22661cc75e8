"""A smooth change of view: about four tenths of a second, none at all where the person wants no motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chipmap.ui import theme
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.tokens import FLY_MS

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation


class Flight(QObject):
    """Leads from one view to another; `moved` carries each view on the way, the last one exactly the goal."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start: Viewport | None = None
        self.goal: Viewport | None = None
        self._animation: QVariantAnimation | None = None

    def fly(self, start: Viewport, goal: Viewport) -> None:
        """Set out; a flight under way ends where it is."""
        self.stop()
        self._start, self.goal = start, goal
        duration = theme.current().ms(FLY_MS)
        if duration == 0 or start == goal:
            self._arrive()
            return
        if self._animation is None:
            self._animation = self._make_animation()
        self._animation.setDuration(duration)
        self._animation.start()

    def stop(self) -> None:
        """Stay where the flight is now."""
        if self._animation is not None:
            self._animation.stop()
        self._start = self.goal = None

    def _make_animation(self) -> QVariantAnimation:
        # Qt's classes for it are loaded with the first flight: the first paint has none.
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        animation = QVariantAnimation(self)
        animation.setStartValue(0.0)
        animation.setEndValue(1.0)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        animation.valueChanged.connect(self._on_value_changed)
        return animation

    def _on_value_changed(self, part: float) -> None:
        if self._start is None or self.goal is None:
            return
        if part >= 1.0:
            self._arrive()
        else:
            self.moved.emit(self._start.between(self.goal, part))

    def _arrive(self) -> None:
        goal = self.goal
        self._start = self.goal = None
        self.moved.emit(goal)
