"""The picture behind the canvas: the finished map with a margin, shown by one blit while it moves.

A new picture is drawn in slices of a few milliseconds between two events and replaces the old one when what
is in view is there; until then the old one is shown shifted or scaled, with a small picture of the whole
world around it. Only the newest wish is ever drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.drawing import (
    Drawing,
    FinishedPicture,
    Wish,
    is_repaintable,
    is_same_scale,
    painter_on,
    picture_of,
    place_in,
    reaches,
    with_margin,
    with_room_ahead,
)
from chipmap.ui.map.motion import Motion
from chipmap.ui.map.overview import Overview
from chipmap.ui.map.painting import anchor_brush_origin
from chipmap.ui.map.renewal import rects_of
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport

SETTLE_MS = 120
SLICE_S = 0.004
MOST_PATCHED = 8
LEAST_MARGIN = 0.06
"""While the map is dragged, a new picture is begun when less than this part of the view is left beyond it."""

AHEAD_S, MOST_AHEAD = 0.2, 0.25
"""How long a drag is expected to go on as it goes, and how much of the view is drawn for it at most."""


class Backdrop(QObject):
    """Keeps one finished picture and draws its successor; `renewed` says that the new one is ready."""

    renewed = Signal()

    def __init__(self, atlas: Atlas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._atlas = atlas
        self.finished: FinishedPicture | None = None
        self.overview = Overview(atlas, self)
        self._motion = Motion()
        self._wish: Wish | None = None
        self._drawing: Drawing | None = None
        self._is_due = False
        self._patched: set[str] = set()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self.draw_slice)

    def use_atlas(self, atlas: Atlas) -> None:
        """Draw another map from now on; nothing of the one before is shown any more."""
        if atlas is not self._atlas:
            self.stop()
            self._atlas, self._wish, self.finished = atlas, None, None
            self._patched.clear()
            self.overview.use_atlas(atlas)

    @property
    def is_busy(self) -> bool:
        """Whether a newer picture is waited for."""
        return self._settle.isActive() or self._is_due or self._drawing is not None

    def renew_soon(self, wish: Wish) -> None:
        """Draw a new picture once the view has come to rest; a drawing of another scale is given up.

        While the map is dragged, what comes into view is drawn before it does.
        """
        self._wish = wish
        self._motion.follow(wish.viewport)
        if self._drawing is not None and not _overlaps(self._drawing.viewport, wish.viewport):
            self._cancel()
        self._settle.start()
        if self._drawing is None and self._is_near_edge(wish.viewport):
            self._begin(self.finished, ahead=self._motion.ahead(AHEAD_S, MOST_AHEAD))
            self._settle.start()

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
        return self.finished is not None and reaches(self.finished.ready, viewport)

    def has_other_obstacles(self, obstacles: tuple[QRectF, ...]) -> bool:
        """Whether the latest wish keeps names clear of other things than these."""
        return self._wish is not None and self._wish.obstacles != obstacles

    def blit(self, painter: QPainter, viewport: Viewport, water: QColor) -> None:
        """Show the finished picture as it lies in `viewport`, and what surrounds it from the overview."""
        target = QRectF(0, 0, viewport.width, viewport.height)
        finished = self.finished
        if finished is None:
            painter.fillRect(target, water)
            return
        placed = place_in(finished.ready, viewport)
        if not placed.contains(target):
            inside = placed.toAlignedRect().adjusted(1, 1, -1, -1)
            bare = QRegion(target.toRect()) - QRegion(inside)
            for rect in rects_of(bare):
                painter.fillRect(rect, water)
            self.overview.paint(painter, viewport, bare)
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
        painter.translate(-place_in(self.finished.ready, self.finished.viewport).topLeft())
        wish = replace(self.finished.wish, scene=scene)
        picture = picture_of(painter, self.finished.viewport, wish, self._atlas)
        anchor_brush_origin(painter, picture.viewport)
        painter.setPen(Qt.PenStyle.NoPen)
        for code in codes:
            path = picture.level.places.get(code)
            if path is not None and picture.sees_place(code):
                picture.fill(picture.on_screen(path), scene.style(code))
        painter.end()

    def stop(self) -> None:
        """Give up whatever is being drawn."""
        self._settle.stop()
        self._cancel()
        self.overview.stop()

    def _is_near_edge(self, viewport: Viewport) -> bool:
        finished = self.finished
        if finished is None or not is_same_scale(finished.viewport, viewport):
            return False
        left_x, left_y = round(LEAST_MARGIN * viewport.width), round(LEAST_MARGIN * viewport.height)
        return not reaches(finished.ready, viewport.widened(left_x, left_y))

    def _cancel(self) -> None:
        self._slices.stop()
        self._is_due = False
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None

    def _begin(
        self, before: FinishedPicture | None = None, *, ahead: QPointF | None = None, is_rough: bool = False
    ) -> None:
        """Begin to draw what is wished for, from the picture `before` where that helps."""
        if self._wish is None:
            return
        is_changed = self._is_due
        self._cancel()
        self._settle.stop()
        self.overview.show(self._wish.scene)
        if before is not None and not is_repaintable(before, self._wish):
            before = None
        wanted = self._wish.viewport if is_rough else with_margin(self._wish.viewport)
        if ahead is not None:
            wanted = with_room_ahead(wanted, ahead)
        elif is_changed and before is not None and reaches(before.ready, self._wish.viewport):
            wanted = before.viewport
        patched = frozenset(self._patched)
        self._drawing = Drawing(self._wish, self._atlas, wanted, before, patched, is_rough=is_rough)
        self._slices.start()

    def _on_settled(self) -> None:
        """Draw the view that the map has come to rest at, unless that is the one just drawn."""
        if self._wish is not None and self.finished is not None and self.finished.is_complete:
            shown, wish = self.finished.wish, self._wish
            has_margin = self.finished.viewport.width > wish.viewport.width
            if has_margin and shown.scene is wish.scene and shown == wish:
                return
        self._begin(self.finished)

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
        if finished is None:
            return
        is_done = self._drawing.is_done
        if is_done:
            self._cancel()
            self._patched.clear()
        if is_done or self._is_better(finished):
            self.finished = finished
            self.renewed.emit()

    def _is_better(self, picture: FinishedPicture) -> bool:
        """Whether a picture without its margin may be shown: it has all in view, or no other has."""
        assert self._wish is not None
        return reaches(picture.ready, self._wish.viewport) or not self.covers(self._wish.viewport)


def _on_device_pixel(at: QPointF, pixmap: QPixmap) -> QPointF:
    ratio = pixmap.devicePixelRatio()
    return QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)


def _overlaps(picture: Viewport, view: Viewport) -> bool:
    """Whether a picture has something of what is in view, at the right scale."""
    return is_same_scale(picture, view) and picture.map_rect.intersects(view.map_rect)
