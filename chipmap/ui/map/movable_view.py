"""A widget that looks at part of the world and can be dragged, zoomed and flown; heirs say what it shows.

Wheel and pinch zoom about the pointer, a drag pans, a double click zooms in, + and − zoom about the middle,
Home shows everything. A press that moves less than the system's drag distance is a click.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

from chipmap.ui.map.flight import Flight
from chipmap.ui.map.viewport import Viewport

WHEEL_STEP = 1.25
KEY_STEP = 1.6
DOUBLE_CLICK_STEP = 2.0
_WHEEL_NOTCH = 120.0


class MovableView(QWidget):
    """Heirs say what is home and hear of moves, clicks and the pointer."""

    moved = Signal()
    """The view has changed."""
    clicked = Signal(QPointF)
    """A place was clicked without dragging, in pixels."""
    pointed = Signal(object)
    """The pointer rests at a pixel (QPointF), or has left or begun a drag (None)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._viewport: Viewport | None = None
        self._is_home = True
        self._pressed_at: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self._flight = Flight(self)
        self._flight.moved.connect(self._show)

    @property
    def viewport(self) -> Viewport:
        """What is in view; the home view until somebody moves it."""
        if self._viewport is None:
            self._viewport = self.home()
        return self._viewport

    @property
    def is_at_home(self) -> bool:
        """Whether nobody has moved away from the home view."""
        return self._is_home

    @property
    def goal(self) -> Viewport:
        """What is in view, or will be at the end of a flight."""
        return self._flight.goal or self.viewport

    @property
    def is_dragging(self) -> bool:
        return self._dragged_from is not None

    def home(self) -> Viewport:
        """The view that shows everything worth seeing, for the present size."""
        raise NotImplementedError

    def go_home(self) -> None:
        """Fly to the home view and stay there when the window changes its size."""
        self._is_home = True
        self._flight.fly(self.viewport, self.home())

    def reset_home(self) -> None:
        """Show the home view at once if nobody has moved away from it: what is home has changed."""
        if self._is_home:
            self._flight.stop()
            self._viewport = self.home()
            self.moved.emit()

    def start_at_home(self) -> None:
        """Show the home view at once: what is shown has nothing to do with what was shown before."""
        self._is_home = True
        self.reset_home()

    def look_at(self, viewport: Viewport) -> None:
        """Show a view at once."""
        self._leave_home()
        self._show(viewport)

    def fly_to(self, viewport: Viewport) -> None:
        """Fly to a view."""
        self._leave_home()
        self._flight.fly(self.viewport, viewport)

    def zoom_by(self, factor: float) -> None:
        """Fly closer (above 1) or farther (below 1), about the middle."""
        self.fly_to(self.goal.zoomed(factor, self.width() / 2.0, self.height() / 2.0))

    def zoom_at(self, factor: float, pixel: QPointF) -> None:
        """Zoom at once about a pixel."""
        self.look_at(self.viewport.zoomed(factor, pixel.x(), pixel.y()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_home or self._viewport is None:
            self._viewport = self.home()
        else:
            self._viewport = self._viewport.resized(self.width(), self.height())
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            self._flight.stop()
            event.accept()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed_at is None:
            self.pointed.emit(at)
            return
        if self._dragged_from is None:
            moved = (at - self._pressed_at).manhattanLength()
            if moved < QApplication.startDragDistance():
                return
            self._dragged_from = self._pressed_at
            self.pointed.emit(None)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        step = at - self._dragged_from
        self._dragged_from = at
        self.look_at(self.viewport.panned(step.x(), step.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            event.ignore()
            return
        was_dragging = self.is_dragging
        self._pressed_at = self._dragged_from = None
        self.unsetCursor()
        if was_dragging:
            self.moved.emit()
        else:
            self.clicked.emit(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at = event.position()
            self.fly_to(self.viewport.zoomed(DOUBLE_CLICK_STEP, at.x(), at.y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if notches:
            self._flight.stop()
            self.pointed.emit(None)
            self.zoom_at(WHEEL_STEP**notches, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(KEY_STEP)
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(1.0 / KEY_STEP)
        elif event.key() == Qt.Key.Key_Home:
            self.go_home()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_at(1.0 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint()))
                self.zoom_at(pinch.scaleFactor(), centre)
                return True
        return super().event(event)

    def _leave_home(self) -> None:
        self._is_home = False

    def _show(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self.moved.emit()
