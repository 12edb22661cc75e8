"""The picture behind the canvas: the finished map with a margin, shown by one blit while it moves.

A new picture is drawn in slices of a few milliseconds between two events and replaces the old one when it is
complete; until then the old one is shown shifted or scaled. Only the newest wish is ever drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.drawing import (
    Drawing,
    FinishedPicture,
    Wish,
    is_same_scale,
    painter_on,
    picture_of,
    place_in,
    reaches,
    with_margin,
)
from chipmap.ui.map.painting import anchor_brush_origin
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport

SETTLE_MS = 120
SLICE_S = 0.004
MOST_PATCHED = 8


class Backdrop(QObject):
    """Keeps one finished picture and draws its successor; `renewed` says that the new one is ready."""

    renewed = Signal()

    def __init__(self, atlas: Atlas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self.finished: FinishedPicture | None = None
        self._wish: Wish | None = None
        self._drawing: Drawing | None = None
        self._is_due = False
        self._patched: set[str] = set()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self.draw_slice)

    @property
    def is_busy(self) -> bool:
        """Whether a newer picture is waited for."""
        return self._settle.isActive() or self._is_due or self._drawing is not None

    def renew_soon(self, wish: Wish) -> None:
        """Draw a new picture once the view has come to rest; a drawing of another scale is given up."""
        self._wish = wish
        if self._drawing is not None and not reaches(self._drawing.viewport, wish.viewport):
            self._cancel()
        self._settle.start()
        if self._drawing is None and self._has_left_margin(wish.viewport):
            # Do not wait for the end of the drag.
            self._begin()

    def renew_now(self, wish: Wish) -> None:
        """Draw a new picture from the next free moment on, because what it shows has changed.

        Where the finished picture shows nearly the same, only the changed parts are drawn anew. Several
        calls in one event lead to one drawing.
        """
        self._wish = wish
        self._cancel()
        self._is_due = True
        self._slices.start()

    def renew_at_once(self, wish: Wish, *, is_rough: bool = False) -> None:
        """Draw a new picture before returning.

        A rough one has no margin, coarser outlines and no names, so it is there sooner; the finished one
        follows as soon as the window rests.
        """
        self._wish = wish
        self._begin(is_rough=is_rough)
        while self._drawing is not None:
            self._advance()
        if is_rough:
            self._settle.start()

    def covers(self, viewport: Viewport) -> bool:
        """Whether the finished picture has everything in view at the right scale."""
        return self.finished is not None and reaches(self.finished.viewport, viewport)

    def has_other_obstacles(self, obstacles: tuple[QRectF, ...]) -> bool:
        """Whether the latest wish keeps names clear of other things than these."""
        return self._wish is not None and self._wish.obstacles != obstacles

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
        """Fill a few places anew on the finished picture: the first sign of an edit.

        More than a few are not worth it, because the new picture would not come much later.
        """
        codes = set(codes)
        if self.finished is None or len(codes) > MOST_PATCHED:
            return
        self._patched |= codes
        painter = painter_on(self.finished.pixmap)
        wish = replace(self.finished.wish, scene=scene)
        picture = picture_of(painter, self.finished.viewport, wish, self._atlas)
        anchor_brush_origin(painter, picture.viewport)
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

    def _has_left_margin(self, viewport: Viewport) -> bool:
        finished = self.finished
        return (
            finished is not None
            and is_same_scale(finished.viewport, viewport)
            and not reaches(finished.viewport, viewport)
        )

    def _cancel(self) -> None:
        self._slices.stop()
        self._is_due = False
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None

    def _begin(self, before: FinishedPicture | None = None, *, is_rough: bool = False) -> None:
        """Begin to draw what is wished for, from the picture `before` where that helps."""
        if self._wish is None:
            return
        self._cancel()
        self._settle.stop()
        wanted = self._wish.viewport if is_rough else with_margin(self._wish.viewport)
        self._drawing = Drawing(
            self._wish, self._atlas, wanted, before, frozenset(self._patched), is_rough=is_rough
        )
        self._slices.start()

    def _on_settled(self) -> None:
        """Draw the view that the map has come to rest at, unless that is the one just drawn."""
        if self._wish is not None and self.finished is not None:
            shown, wish = self.finished.wish, self._wish
            has_margin = self.finished.viewport.width > wish.viewport.width
            if has_margin and shown.scene is wish.scene and shown == wish:
                return
        self._begin()

    def draw_slice(self) -> None:
        """Draw for a few milliseconds at the next picture; a timer calls this between events."""
        started = perf_counter()
        if self._is_due:
            self._begin(self.finished)
        while self._drawing is not None and perf_counter() - started < SLICE_S:
            self._advance()

    def _advance(self) -> None:
        assert self._drawing is not None
        try:
            finished = self._drawing.step()
        except BaseException:
            # Otherwise the same error would come again with every free moment.
            self._cancel()
            raise
        if finished is not None:
            self._cancel()
            self._patched.clear()
            self.finished = finished
            self.renewed.emit()


def _on_device_pixel(at: QPointF, pixmap: QPixmap) -> QPointF:
    ratio = pixmap.devicePixelRatio()
    return QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
