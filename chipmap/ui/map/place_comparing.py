"""Choosing places to compare on the map: Ctrl+click, or Space and Ctrl+Enter where the keyboard is.

It listens before everything else on the map, because Ctrl+click neither pans, selects nor drags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from chipmap.ui.comparing import Toggled, compared_places, end_comparing, said_of, toggle_place
from chipmap.ui.map.accessibility import announce

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.map.canvas import MapCanvas
    from chipmap.ui.selection import Selection

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlaceComparing(QObject):
    """Takes places into the comparison and out of it; hands on whatever is not about that."""

    told = Signal(str)
    """Something that a person should read: how to go on, or that no fifth place fits."""

    def __init__(self, canvas: MapCanvas, bridge: WorkspaceBridge, selection: Selection) -> None:
        super().__init__(canvas)
        self._canvas, self._bridge, self._selection = canvas, bridge, selection
        self._pressed_at: QPointF | None = None
        canvas.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() in _PRESSES:
            return self._on_press(event)
        if self._pressed_at is None:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            self._on_release(event.position())
        return True

    def toggle(self, place: str) -> None:
        """Take a place into the comparison, or out of it, and say so."""
        toggled = toggle_place(self._selection, self._bridge.dataset, place)
        said = said_of(toggled, place, self._bridge, self._selection)
        announce(self._canvas, said)
        if toggled in (Toggled.FIRST, Toggled.FULL):
            self.told.emit(said)

    def _on_press(self, event: QMouseEvent) -> bool:
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.button() != Qt.MouseButton.LeftButton or not has_control:
            return False
        self._pressed_at = event.position()
        return True

    def _on_release(self, pixel: QPointF) -> None:
        start, self._pressed_at = self._pressed_at, None
        if start is None or (pixel - start).manhattanLength() >= QApplication.startDragDistance():
            return
        place = self._place_at(pixel)
        if place is not None:
            self.toggle(place)

    def _place_at(self, pixel: QPointF) -> str | None:
        """The country or the institution there; a count of several is clicked as it always is."""
        found = self._canvas.hit(pixel)
        if found.institutions is not None:
            if len(found.institutions.members) == 1:
                return found.institutions.members[0].id
            self._canvas.clicked.emit(pixel)
            return None
        return found.arc.far if found.arc is not None else found.country

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape and compared_places(self._selection.view, self._bridge.dataset):
            end_comparing(self._selection)
            return True
        place = self._canvas.cursor_place
        if place and (key == Qt.Key.Key_Space or (key in _ENTER and has_control)):
            self.toggle(place)
            return True
        return False
