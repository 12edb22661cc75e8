"""The whole world as a small picture, shown where the sharp one does not reach yet: land, never empty sea.

It has the colours and borders of the present scene and nothing else. While another layer is not drawn yet
there is no overview, because the colours of the layer before would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QRegion

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.painting import border_pen, mixed
from chipmap.ui.map.patterns import dot_colour
from chipmap.ui.map.renewal import rects_of
from chipmap.ui.map.scene import MapScene, Pattern, PlaceStyle
from chipmap.ui.map.viewport import Viewport
from chipmap.ui.tokens import Tokens

WIDTH_PX = 2000
REST_MS = 200
"""How long the window has nothing to draw before the overview is drawn."""

SLICE_S = 0.003
HATCHED_PART, CROSSED_PART, DOTTED_PART = 0.26, 0.12, 0.12
"""How much of a patterned area its lines or dots cover."""


class Overview(QObject):
    """Keeps the small picture of one scene; drawn in slices while the window rests."""

    def __init__(self, atlas: Atlas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self._scene: MapScene | None = None
        self._pixmap: QPixmap | None = None
        self._viewport = _whole(atlas.world)
        self._steps: Iterator[None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._begin)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self.draw_slice)

    @property
    def is_ready(self) -> bool:
        return self._pixmap is not None

    @property
    def is_drawing(self) -> bool:
        return self._steps is not None

    def use_atlas(self, atlas: Atlas) -> None:
        """Show another map from now on; nothing of the one before is shown any more."""
        self.stop()
        self._atlas, self._viewport = atlas, _whole(atlas.world)
        self._scene = self._pixmap = None

    def show(self, scene: MapScene) -> None:
        """Show the colours of this scene from now on; drawn once the window rests."""
        known, self._scene = self._scene, scene
        if known is not None and _looks_alike(known, scene):
            if self._pixmap is None and self._steps is None:
                self._rest.start()
            return
        self._stop()
        self._pixmap = None
        self._rest.start()

    def stop(self) -> None:
        """Draw nothing for now; what is ready stays."""
        self._rest.stop()
        self._stop()

    def paint(self, painter: QPainter, viewport: Viewport, region: QRegion) -> None:
        """Fill a region of the view (pixels) with what lies there."""
        if self._pixmap is None:
            return
        scale = viewport.metres_per_px / self._viewport.metres_per_px
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for rect in rects_of(region):
            box = QRectF(rect)
            corner = viewport.to_map(box.left(), box.top())
            at = self._viewport.to_screen(corner.x(), corner.y())
            source = QRectF(at.x(), at.y(), box.width() * scale, box.height() * scale)
            painter.drawPixmap(box, self._pixmap, source)

    def draw_slice(self) -> None:
        """Draw for a few milliseconds; a timer calls this between events."""
        started = perf_counter()
        while self._steps is not None and perf_counter() - started < SLICE_S:
            if next(self._steps, self) is self:
                self._stop()

    def _begin(self) -> None:
        if self._scene is not None:
            self._steps = self._draw(self._scene)
            self._slices.start()

    def _stop(self) -> None:
        self._slices.stop()
        self._steps = None

    def _draw(self, scene: MapScene) -> Iterator[None]:
        view = self._viewport
        pixmap = QPixmap(view.width, view.height)
        painter = QPainter(pixmap)
        try:
            painter.fillRect(QRect(0, 0, view.width, view.height), QColor(scene.tokens.water))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            level, transform = self._atlas.level_for(view.metres_per_px), view.transform
            for code, path in level.places.items():
                painter.setBrush(QBrush(average_colour(scene.style(code), scene.tokens)))
                painter.drawPath(transform.map(path))
                yield
            painter.setBrush(QColor(scene.tokens.water))
            for lake, _bounds in level.lakes:
                painter.drawPath(transform.map(lake))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for line in level.lines:
                painter.setPen(border_pen(scene, line.border))
                painter.drawPath(transform.map(line.path))
                yield
        finally:
            # Qt ends the process where a pixmap goes before the painter on it.
            painter.end()
        self._pixmap = pixmap


def average_colour(style: PlaceStyle, tokens: Tokens) -> QColor:
    """The colour of a patterned area seen from far away."""
    if style.pattern is Pattern.HATCH:
        return mixed(style.colour, tokens.hatch, HATCHED_PART)
    if style.pattern is Pattern.CROSSES:
        return mixed(style.colour, tokens.line_strong, CROSSED_PART)
    if style.pattern is Pattern.DOTS:
        dots = dot_colour(style.colour)
        return mixed(style.colour, dots.name(), DOTTED_PART * dots.alphaF())
    return QColor(style.colour)


def _looks_alike(one: MapScene, other: MapScene) -> bool:
    return one.tokens is other.tokens and one.styles == other.styles and one.not_scored == other.not_scored


def _whole(world: QRectF) -> Viewport:
    metres_per_px = world.width() / WIDTH_PX
    middle: QPointF = world.center()
    return Viewport(middle.x(), middle.y(), metres_per_px, WIDTH_PX, round(world.height() / metres_per_px))
