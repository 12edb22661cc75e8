"""One picture in the making: the whole map with its margin, or only what has changed since the last one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.composition import DrawnMap, MapFonts, arrange, draw_arranged
from chipmap.ui.map.painting import Filler, Picture
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport

MARGIN = 0.12
"""Part of the width and height drawn beyond each edge, so that a drag shows land at once."""

STROKE_REACH_PX = 10
"""How far circles, halos and outlines reach beyond the place they belong to."""

LARGEST_PART = 0.35
"""Above this part of the picture, drawing everything anew costs no more than drawing what has changed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the next picture shows; `viewport` without margin, obstacles in its pixels."""

    viewport: Viewport
    scene: MapScene
    fonts: MapFonts
    obstacles: tuple[QRectF, ...]
    pixel_ratio: float


class FinishedPicture(NamedTuple):
    """A complete picture of `viewport`, which includes the margin, and what it was drawn from."""

    pixmap: QPixmap
    viewport: Viewport
    drawn: DrawnMap
    wish: Wish

    @property
    def selected(self) -> frozenset[str]:
        """The countries that it shows as selected."""
        return self.wish.scene.selected


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
        """Begin a picture of `viewport`, or of the one `before` where that shows nearly the same.

        The places `patched` were painted over since and are drawn anew in any case. A rough picture has
        outlines one level coarser than its scale asks for, plain edges and no names.
        """
        self.wish = wish
        self._painter = QPainter()
        if before is not None and not is_repaintable(before, wish):
            before = None
        self.viewport = viewport if before is None else before.viewport
        scene = replace(wish.scene, shows_names=False) if is_rough else wish.scene
        self._drawn = arrange(self.viewport, scene, atlas, wish.fonts, _obstacles_in(self.viewport, wish))
        region = None if before is None else changed_region(before, self._drawn, wish.scene, atlas, patched)
        if before is None or region is None:
            self._pixmap = _blank(self.viewport, wish.pixel_ratio)
        else:
            self._pixmap = before.pixmap.copy()
        self._painter.begin(self._pixmap)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, not is_rough)
        picture = picture_of(self._painter, self.viewport, wish, atlas, is_rough=is_rough)
        if region is not None:
            self._painter.setClipRegion(region)
            picture.keep_to(QRectF(region.boundingRect()))
        self._steps = draw_arranged(picture, atlas, wish.fonts, self._drawn)

    def step(self) -> FinishedPicture | None:
        """Draw a little more; the finished picture when nothing is left."""
        try:
            next(self._steps)
        except StopIteration:
            self._painter.end()
            return FinishedPicture(self._pixmap, self.viewport, self._drawn, self.wish)
        return None

    def close(self) -> None:
        """Stop where the drawing is."""
        if self._painter.isActive():
            self._painter.end()

    def __del__(self) -> None:
        # Qt ends the process where a pixmap goes before the painter on it.
        self.close()


def is_repaintable(before: FinishedPicture, wish: Wish) -> bool:
    """Whether the picture before differs so little that drawing the changed parts anew may be enough."""
    old, new = before.wish.scene, wish.scene
    return (
        before.wish.pixel_ratio == wish.pixel_ratio
        and before.wish.fonts == wish.fonts
        and reaches(before.viewport, wish.viewport)
        and old.tokens is new.tokens
        and old.not_scored == new.not_scored
        and old.focus == new.focus
        and old.arcs == new.arcs
        and old.strong_outlines == new.strong_outlines
    )


def changed_region(
    before: FinishedPicture, drawn: DrawnMap, scene: MapScene, atlas: Atlas, patched: frozenset[str]
) -> QRegion | None:
    """The pixels that must be drawn anew; None where that is most of the picture."""
    old = before.wish.scene
    codes = {code for code in old.styles.keys() | scene.styles.keys() if old.style(code) != scene.style(code)}
    codes |= (old.selected ^ scene.selected) | patched
    level = atlas.level_for(before.viewport.metres_per_px)
    boxes = [before.viewport.transform.mapRect(level.bounds[code]) for code in codes if code in level.bounds]
    boxes += _differing(before.drawn, drawn)
    if old.selected_institution != scene.selected_institution:
        boxes += [mark.reach for mark in (*before.drawn.institutions, *drawn.institutions)]
    return region_of(boxes, before.viewport)


def region_of(boxes: Iterable[QRectF], viewport: Viewport) -> QRegion | None:
    """The boxes, widened by what strokes need, as one region; None where they are most of the picture."""
    frame = QRect(0, 0, viewport.width, viewport.height)
    region, reach = QRegion(), STROKE_REACH_PX
    for box in boxes:
        region += QRegion(box.toAlignedRect().adjusted(-reach, -reach, reach, reach).intersected(frame))
    bounds = region.boundingRect()
    if bounds.width() * bounds.height() > LARGEST_PART * frame.width() * frame.height():
        return None
    return region


def _differing(before: DrawnMap, after: DrawnMap) -> list[QRectF]:
    """The boxes of names, circles and squares that came, went or moved."""
    changed: list[QRectF] = []
    changed += [label.reach for label in set(before.labels) ^ set(after.labels)]
    changed += [marker.reach for marker in set(before.markers) ^ set(after.markers)]
    changed += [mark.reach for mark in set(before.institutions) ^ set(after.institutions)]
    return changed


def with_margin(view: Viewport) -> Viewport:
    return view.widened(round(view.width * MARGIN), round(view.height * MARGIN))


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
    return Picture(painter, viewport, Filler(wish.scene, wish.pixel_ratio), level)


def _blank(viewport: Viewport, pixel_ratio: float) -> QPixmap:
    pixmap = QPixmap(round(viewport.width * pixel_ratio), round(viewport.height * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap


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
