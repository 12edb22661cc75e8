"""One picture in the making: the whole map with its margin, or only what the last one does not have.

What is in view comes first and can be shown while the margin around it is still being drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from chipmap.model.frozen_dataclass import dataclass
from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.composition import DrawnMap, MapFonts, arranging, draw_arranged
from chipmap.ui.map.painting import Filler, Picture
from chipmap.ui.map.renewal import area_of, boxes_of, changed_boxes, moved_marks, region_of
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport

MARGIN = 0.12
"""Part of the width and height drawn beyond each edge, so that a drag shows land at once."""

LARGEST_PART = 0.5
"""Above this part of the picture, drawing everything anew costs no more than drawing what has changed."""

STEP_PX = 4
"""Pictures are taken over shifted by multiples of this: whole device pixels at every quarter of a scale."""

WHOLE_PX = 0.01
ORIGIN = QPoint(0, 0)
OVERLAP_PX = 2
"""How far the margin is drawn over the part in view."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the next picture shows; `viewport` without margin, obstacles in its pixels."""

    viewport: Viewport
    scene: MapScene
    fonts: MapFonts
    obstacles: tuple[QRectF, ...]
    pixel_ratio: float


class FinishedPicture(NamedTuple):
    """A picture of `viewport`, which includes the margin, and what it was drawn from.

    While the margin is still being drawn, `pixmap` has only the part `ready` of it.
    """

    pixmap: QPixmap
    viewport: Viewport
    drawn: DrawnMap
    wish: Wish
    ready: Viewport
    is_rough: bool = False

    @property
    def selected(self) -> frozenset[str]:
        """The countries that it shows as selected."""
        return self.wish.scene.selected

    @property
    def is_complete(self) -> bool:
        return self.ready == self.viewport


class Drawing:
    """Draws step by step; its painter stays open in between."""

    def __init__(
        self,
        wish: Wish,
        atlas: Atlas,
        viewport: Viewport,
        before: FinishedPicture | None = None,
        patched: frozenset[str] = frozenset(),
        *,
        is_rough: bool = False,
    ) -> None:
        """Begin a picture of `viewport`, taking over what the one `before` has of it.

        The places `patched` were painted over since and are drawn anew in any case. A rough picture has
        outlines one level coarser than its scale asks for, plain edges and no names.
        """
        self.wish = wish
        self.viewport = viewport if before is None else aligned(viewport, before.viewport)
        self.is_done = False
        self._atlas, self._is_rough = atlas, is_rough
        self._painter = QPainter()
        self._drawn = DrawnMap()
        self._pixmap = QPixmap()
        self._steps = self._draw(before, patched)

    def step(self) -> FinishedPicture | None:
        """Draw a little more; the picture when its part in view is there, and again when nothing is left."""
        try:
            return next(self._steps)
        except StopIteration:
            self.close()
            self.is_done = True
            return self._picture(self.viewport)

    def close(self) -> None:
        """Stop where the drawing is."""
        if self._painter.isActive():
            self._painter.end()
        # The steps hold the drawing that holds them: pictures of many megabytes would lie about for long.
        self._steps = iter(())

    def __del__(self) -> None:
        # Qt ends the process where a pixmap goes before the painter on it.
        self.close()

    def _draw(
        self, before: FinishedPicture | None, patched: frozenset[str]
    ) -> Iterator[FinishedPicture | None]:
        scene = replace(self.wish.scene, shows_names=False) if self._is_rough else self.wish.scene
        obstacles = _obstacles_in(self.viewport, self.wish)
        self._drawn = yield from arranging(self.viewport, scene, self._atlas, self.wish.fonts, obstacles)
        frame = QRect(0, 0, self.viewport.width, self.viewport.height)
        dirty = QRegion(frame)
        whole: QPixmap | None = None
        if before is not None:
            kept = self._kept(before, frame, patched)
            dirty -= kept
            yield None
            whole = None if kept.isEmpty() else _taken_over(before, self.viewport)
            yield None
        seen = place_in(self.wish.viewport, self.viewport).toAlignedRect().intersected(frame)
        in_view, beyond = dirty & QRegion(seen), dirty - QRegion(seen)
        if in_view.isEmpty() or beyond.isEmpty():
            self._pixmap = whole or _blank(self.viewport, self.wish.pixel_ratio)
            yield from self._fill(dirty)
            return
        part = part_of(self.viewport, seen)
        ratio = self.wish.pixel_ratio
        self._pixmap = _blank(part, ratio) if whole is None else whole.copy(_on_device(seen, ratio))
        yield from self._fill(in_view, seen.topLeft())
        yield self._picture(part)
        whole = whole or _blank(self.viewport, ratio)
        _lay(self._pixmap, QPointF(seen.topLeft()), whole)
        self._pixmap = whole
        yield None
        # A little over each other, so that no seam is left between device pixels.
        overlap = OVERLAP_PX
        yield from self._fill(dirty - QRegion(seen.adjusted(overlap, overlap, -overlap, -overlap)))

    def _picture(self, ready: Viewport) -> FinishedPicture:
        return FinishedPicture(self._pixmap, self.viewport, self._drawn, self.wish, ready, self._is_rough)

    def _kept(self, before: FinishedPicture, frame: QRect, patched: frozenset[str]) -> QRegion:
        """What can be taken over from the picture before; nothing where that is too little to be worth it."""
        shift = _shift_of(before.viewport, self.viewport)
        at = place_in(before.ready, self.viewport)
        kept = QRegion(at.toRect().intersected(frame))
        boxes = changed_boxes(before.wish.scene, self.wish.scene, self.viewport, self._atlas)
        boxes += boxes_of(patched, self.viewport, self._atlas)
        boxes += moved_marks(before.drawn, self._drawn, shift)
        if before.wish.scene.selected_institution != self.wish.scene.selected_institution:
            boxes += [mark.reach.translated(shift) for mark in before.drawn.institutions]
            boxes += [mark.reach for mark in self._drawn.institutions]
        kept -= region_of(boxes, frame)
        is_worth_it = area_of(kept) > (1.0 - LARGEST_PART) * frame.width() * frame.height()
        return kept if is_worth_it else QRegion()

    def _fill(self, region: QRegion, origin: QPoint = ORIGIN) -> Iterator[None]:
        """Draw a region of the picture; the pixmap has the part of it that begins at `origin`."""
        if region.isEmpty():
            return
        self._painter.begin(self._pixmap)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, not self._is_rough)
        self._painter.translate(-origin)
        picture = picture_of(self._painter, self.viewport, self.wish, self._atlas, is_rough=self._is_rough)
        if region != QRegion(0, 0, self.viewport.width, self.viewport.height):
            picture.keep_to(region)
        yield from draw_arranged(picture, self._atlas, self.wish.fonts, self._drawn)
        self._painter.end()


def is_repaintable(before: FinishedPicture, wish: Wish) -> bool:
    """Whether the picture before differs so little that parts of it can be taken over."""
    old, new = before.wish.scene, wish.scene
    return (
        not before.is_rough
        and before.wish.pixel_ratio == wish.pixel_ratio
        and before.wish.fonts == wish.fonts
        and falls_on(before.viewport, wish.viewport, wish.pixel_ratio)
        and old.tokens is new.tokens
        and old.not_scored == new.not_scored
        and old.focus == new.focus
        and old.arcs == new.arcs
        and old.compared == new.compared
        and old.strong_outlines == new.strong_outlines
    )


def with_margin(view: Viewport) -> Viewport:
    return view.widened(round(view.width * MARGIN), round(view.height * MARGIN))


def with_room_ahead(picture: Viewport, step: QPointF) -> Viewport:
    """A picture with room for a drag that will move the view by `step` pixels."""
    x, y = round(step.x()), round(step.y())
    return replace(
        picture,
        x=picture.x + x / 2.0 * picture.metres_per_px,
        y=picture.y + y / 2.0 * picture.metres_per_px,
        width=picture.width + abs(x),
        height=picture.height + abs(y),
    )


def aligned(picture: Viewport, before: Viewport) -> Viewport:
    """The picture moved a little, so that its pixels fall on those of the one before, at the same scale."""
    shift = _shift_of(before, picture)
    x = round(shift.x() / STEP_PX) * STEP_PX - shift.x()
    y = round(shift.y() / STEP_PX) * STEP_PX - shift.y()
    metres_per_px = before.metres_per_px
    return replace(
        picture,
        x=picture.x - x * metres_per_px,
        y=picture.y - y * metres_per_px,
        metres_per_px=metres_per_px,
    )


def falls_on(picture: Viewport, view: Viewport, pixel_ratio: float) -> bool:
    """Whether the pixels of a picture are those of a view, as they are after a drag."""
    shift = _shift_of(picture, view) * pixel_ratio
    is_whole = abs(shift.x() - round(shift.x())) < WHOLE_PX and abs(shift.y() - round(shift.y())) < WHOLE_PX
    return is_same_scale(picture, view) and is_whole


def _shift_of(before: Viewport, after: Viewport) -> QPointF:
    """Where the top left corner of a picture lies in another of the same scale, in pixels."""
    corner = before.to_map(0.0, 0.0)
    return after.to_screen(corner.x(), corner.y())


def part_of(picture: Viewport, part: QRect) -> Viewport:
    """The view that a rectangle of a picture shows."""
    middle = QRectF(part).center()
    at = picture.to_map(middle.x(), middle.y())
    return replace(picture, x=at.x(), y=at.y(), width=part.width(), height=part.height())


def place_in(picture: Viewport, view: Viewport) -> QRectF:
    """Where a picture lies among the pixels of a view."""
    scale = picture.metres_per_px / view.metres_per_px
    corner = picture.to_map(0.0, 0.0)
    at = view.to_screen(corner.x(), corner.y())
    return QRectF(at.x(), at.y(), picture.width * scale, picture.height * scale)


def is_same_scale(one: Viewport, other: Viewport) -> bool:
    return abs(one.metres_per_px / other.metres_per_px - 1.0) < 1e-9


def reaches(picture: Viewport, view: Viewport) -> bool:
    """Whether a picture has everything in view, at the right scale."""
    # Half a pixel of slack: the edges of a picture fall between pixels after a drag.
    inside = QRectF(0.5, 0.5, view.width - 1.0, view.height - 1.0)
    return is_same_scale(picture, view) and place_in(picture, view).contains(inside)


def painter_on(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def picture_of(
    painter: QPainter, viewport: Viewport, wish: Wish, atlas: Atlas, *, is_rough: bool = False
) -> Picture:
    level = atlas.level_for(viewport.metres_per_px, is_rough=is_rough)
    return Picture(painter, viewport, Filler(wish.scene, wish.pixel_ratio), level, is_quick=True)


def _blank(viewport: Viewport, pixel_ratio: float) -> QPixmap:
    pixmap = QPixmap(round(viewport.width * pixel_ratio), round(viewport.height * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap


def _taken_over(before: FinishedPicture, viewport: Viewport) -> QPixmap:
    """A new picture with what it has in common with the one before."""
    if before.ready == viewport:
        return before.pixmap.copy()
    pixmap = _blank(viewport, before.wish.pixel_ratio)
    _lay(before.pixmap, _shift_of(before.ready, viewport), pixmap)
    return pixmap


def _lay(part: QPixmap, at: QPointF, whole: QPixmap) -> None:
    """Copy one picture into another."""
    painter = QPainter(whole)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawPixmap(QPointF(round(at.x()), round(at.y())), part)
    painter.end()


def _on_device(rect: QRect, pixel_ratio: float) -> QRect:
    """A rectangle of a picture in the pixels of its pixmap."""
    return QRectF(QPointF(rect.topLeft()) * pixel_ratio, QSizeF(rect.size()) * pixel_ratio).toAlignedRect()


def _obstacles_in(picture: Viewport, wish: Wish) -> list[QRectF]:
    """What names keep clear of, in pixels of the picture: cards, titles and the edges of what is in view."""
    corner = wish.viewport.to_map(0.0, 0.0)
    at = picture.to_screen(corner.x(), corner.y())
    view = QRectF(at.x(), at.y(), wish.viewport.width, wish.viewport.height)
    edges = [
        QRectF(view.left() - 2.0, view.top(), 4.0, view.height()),
        QRectF(view.right() - 2.0, view.top(), 4.0, view.height()),
        QRectF(view.left(), view.top() - 2.0, view.width(), 4.0),
        QRectF(view.left(), view.bottom() - 2.0, view.width(), 4.0),
    ]
    return edges + [box.translated(at) for box in wish.obstacles]
