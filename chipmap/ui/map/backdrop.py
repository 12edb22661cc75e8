"""The picture behind the canvas: the finished map with a margin, shown by one blit while it moves.

A new picture is drawn in slices of a few milliseconds between two events and replaces the old one when it is
complete; until then the old one is shown shifted or scaled. Only the newest wish is ever drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.composition import BRUSH_PERIOD_PX, DrawnMap, MapFonts, draw_map
from chipmap.ui.map.painting import Filler, Picture, anchor_brush_origin
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport

MARGIN = 0.12
"""Part of the width and height drawn beyond each edge, so that a drag shows land at once."""

SETTLE_MS = 120
SLICE_S = 0.004

Obstacles = Callable[[Viewport], list[QRectF]]


@dataclass(frozen=True, slots=True)
class FinishedPicture:
    """A complete picture of `viewport`, which includes the margin."""

    pixmap: QPixmap
    viewport: Viewport
    drawn: DrawnMap
    selected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the next picture shows; `viewport` without margin, obstacles in its pixels."""

    viewport: Viewport
    scene: MapScene
    fonts: MapFonts
    obstacles: tuple[QRectF, ...]
    pixel_ratio: float


class Backdrop(QObject):
    """Keeps one finished picture and draws its successor; `renewed` says that the new one is ready."""

    renewed = Signal()

    def __init__(self, atlas: Atlas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self.finished: FinishedPicture | None = None
        self._wish: Wish | None = None
        self._drawing: _Drawing | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._start)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._on_slice)

    @property
    def is_busy(self) -> bool:
        """Whether a newer picture is waited for."""
        return self._settle.isActive() or self._drawing is not None

    def renew_soon(self, wish: Wish) -> None:
        """Draw a new picture once the view has come to rest; a drawing of another scale is given up."""
        self._wish = wish
        if self._drawing is not None and not _reaches(self._drawing.viewport, wish.viewport):
            self._cancel()
        self._settle.start()
        if self._drawing is None and not self.covers(wish.viewport):
            # The drag has left the margin: do not wait for its end.
            self._start()

    def renew_now(self, wish: Wish) -> None:
        """Draw a new picture from the next free moment on, because what it shows has changed."""
        self._wish = wish
        self._cancel()
        self._start()

    def renew_at_once(self, wish: Wish) -> None:
        """Draw a new picture before returning: for the first paint."""
        self._wish = wish
        self._cancel()
        self._start()
        while self._drawing is not None:
            self._advance()

    def covers(self, viewport: Viewport) -> bool:
        """Whether the finished picture has everything in view at the right scale."""
        return self.finished is not None and _reaches(self.finished.viewport, viewport)

    def blit(self, painter: QPainter, viewport: Viewport, water: QColor) -> None:
        """Show the finished picture as it lies in `viewport`, and water where it has nothing."""
        target = QRectF(0, 0, viewport.width, viewport.height)
        finished = self.finished
        if finished is None:
            painter.fillRect(target, water)
            return
        placed = place_in(finished.viewport, viewport)
        if not placed.contains(target):
            painter.fillRect(target, water)
        if is_same_scale(finished.viewport, viewport):
            painter.drawPixmap(_on_device_pixel(placed.topLeft(), finished.pixmap), finished.pixmap)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(placed, finished.pixmap, QRectF(finished.pixmap.rect()))

    def patch(self, scene: MapScene, codes: Iterable[str]) -> None:
        """Fill a few places anew on the finished picture: the first sign of an edit."""
        if self.finished is None:
            return
        painter = _painter_on(self.finished.pixmap)
        picture = _picture_of(painter, self.finished.viewport, scene, self.finished.pixmap, self._atlas)
        anchor_brush_origin(painter, picture.viewport, BRUSH_PERIOD_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        for code in codes:
            path = picture.level.places.get(code)
            if path is not None and picture.level.bounds[code].intersects(picture.view_rect):
                picture.fill(picture.on_screen(path), scene.style(code))
        painter.end()

    def stop(self) -> None:
        """Give up whatever is being drawn."""
        self._settle.stop()
        self._cancel()

    def _cancel(self) -> None:
        self._slices.stop()
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None

    def _start(self) -> None:
        if self._wish is None:
            return
        self._cancel()
        self._settle.stop()
        self._drawing = _Drawing(self._wish, self._atlas)
        self._slices.start()

    def _on_slice(self) -> None:
        started = perf_counter()
        while self._drawing is not None and perf_counter() - started < SLICE_S:
            self._advance()

    def _advance(self) -> None:
        assert self._drawing is not None
        finished = self._drawing.step()
        if finished is not None:
            self._cancel()
            self.finished = finished
            self.renewed.emit()


class _Drawing:
    """A picture in the making; its painter stays open between slices."""

    def __init__(self, wish: Wish, atlas: Atlas) -> None:
        view, ratio = wish.viewport, wish.pixel_ratio
        margin_x, margin_y = round(view.width * MARGIN), round(view.height * MARGIN)
        self.viewport = view.widened(margin_x, margin_y)
        self._pixmap = QPixmap(round(self.viewport.width * ratio), round(self.viewport.height * ratio))
        self._pixmap.setDevicePixelRatio(ratio)
        self._painter = _painter_on(self._pixmap)
        self._drawn = DrawnMap()
        self._selected = wish.scene.selected
        picture = _picture_of(self._painter, self.viewport, wish.scene, self._pixmap, atlas)
        obstacles = [box.translated(margin_x, margin_y) for box in wish.obstacles]
        obstacles += _edges(QRectF(margin_x, margin_y, view.width, view.height))
        self._steps: Iterator[None] = draw_map(picture, atlas, wish.fonts, self._drawn, obstacles)

    def step(self) -> FinishedPicture | None:
        """Draw a little more; the finished picture when nothing is left."""
        try:
            next(self._steps)
        except StopIteration:
            self._painter.end()
            return FinishedPicture(self._pixmap, self.viewport, self._drawn, self._selected)
        return None

    def close(self) -> None:
        if self._painter.isActive():
            self._painter.end()


def _edges(view: QRectF) -> list[QRectF]:
    """Strips along the edges of what is in view, so that no name is cut by them."""
    left, top, width, height = view.left(), view.top(), view.width(), view.height()
    return [
        QRectF(left - 2.0, top, 4.0, height),
        QRectF(view.right() - 2.0, top, 4.0, height),
        QRectF(left, top - 2.0, width, 4.0),
        QRectF(left, view.bottom() - 2.0, width, 4.0),
    ]


def place_in(picture: Viewport, view: Viewport) -> QRectF:
    """Where a picture lies among the pixels of a view."""
    scale = picture.metres_per_px / view.metres_per_px
    corner = picture.to_map(0.0, 0.0)
    at = view.to_screen(corner.x(), corner.y())
    return QRectF(at.x(), at.y(), picture.width * scale, picture.height * scale)


def is_same_scale(one: Viewport, other: Viewport) -> bool:
    return abs(one.metres_per_px / other.metres_per_px - 1.0) < 1e-9


def _reaches(picture: Viewport, view: Viewport) -> bool:
    # Half a pixel of slack: the edges of a picture fall between pixels after a drag.
    inside = QRectF(0.5, 0.5, view.width - 1.0, view.height - 1.0)
    return is_same_scale(picture, view) and place_in(picture, view).contains(inside)


def _on_device_pixel(at: QPointF, pixmap: QPixmap) -> QPointF:
    ratio = pixmap.devicePixelRatio()
    return QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)


def _painter_on(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _picture_of(
    painter: QPainter, viewport: Viewport, scene: MapScene, pixmap: QPixmap, atlas: Atlas
) -> Picture:
    level = atlas.level_for(viewport.metres_per_px)
    return Picture(painter, viewport, Filler(scene, pixmap.devicePixelRatio()), level)
