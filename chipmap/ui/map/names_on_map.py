"""Names on the map: which places are named, where their names stand, and how they are drawn.

Few names: the selected place, small scored places, the five highest and the five lowest in view, and members
of the focus region once the map is close. Positions come from `model.geography.labels`, so no name covers
another, a card or a circle.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from chipmap.model.geography.labels import (
    MOST_LABELS,
    Box,
    LabelCandidate,
    OccupancyGrid,
    PlacedLabel,
    place_on,
)
from chipmap.ui.map.atlas import Anchor, Atlas
from chipmap.ui.map.markers import CLUSTER_PX, INSTITUTION_PX, MARKER_PX, InstitutionMark, PlaceMarker
from chipmap.ui.map.name_room import ends_of_lines, middle_member, place_with_leader, small_scored
from chipmap.ui.map.painting import Picture
from chipmap.ui.map.scene import MapScene
from chipmap.ui.map.viewport import Viewport, world_metres_per_px

HALO_PX = 3.6
_HALO_STEPS = tuple(
    QPointF(radius * math.cos(turn * math.pi / 6), radius * math.sin(turn * math.pi / 6))
    for radius in (0.25 * HALO_PX, 0.5 * HALO_PX)
    for turn in range(12)
)
NAMED_AT_EACH_END = 5
CLOSE_ZOOM = 3.0
"""Focus members are named from this many times the whole world on."""

LEADER_FROM_PX = 14.0
"""A name whose nearest edge is farther than this from its place could be read as another's."""

INSIDE_SHIFT = 0.3
"""How far, in parts of its width, a name inside its place may slide about the place's middle."""

LARGE_ENOUGH_PX = 28.0
"""A place that is not scored is named from this size on: beside a smaller one its name could be another's."""

MIDDLE_PX = 36.0
"""A name with a line keeps off this much of the middle of another coloured place; off more of a large one."""

LARGEST_MIDDLE_PX = 120.0

BADGE_ROOM = "\u2003\u2003"
"""Before or behind the name of a compared place, whose letter stands there."""

FARTHER_GAPS_PX = (20.0, 30.0, 52.0, 78.0)
"""Distances tried, with a leader line, for names that find no room beside their place."""

FARTHEST_GAP_PX = 110.0
"""One more for the names that nothing else would tell: of circles and of the ends of lines."""

WANTED_BELOW = 1.0
"""The priorities of those names."""


class Wished(NamedTuple):
    """A name that wants to stand on the map; a lower priority is placed first."""

    code: str
    text: str
    anchor: Anchor
    priority: float
    is_selected: bool


class DrawnLabel(NamedTuple):
    """A name where it stands, in pixels of the picture."""

    code: str
    text: str
    left: float
    top: float
    width: float
    height: float
    anchor_x: float
    anchor_y: float
    has_leader: bool
    is_selected: bool

    @property
    def box(self) -> QRectF:
        return QRectF(self.left, self.top, self.width, self.height)

    @property
    def anchor(self) -> QPointF:
        return QPointF(self.anchor_x, self.anchor_y)

    @property
    def reach(self) -> QRectF:
        """The pixels that it covers, with its leader line."""
        if not self.has_leader:
            return self.box
        return self.box.united(QRectF(self.anchor_x, self.anchor_y, 1.0, 1.0))


def wished_labels(atlas: Atlas, scene: MapScene, viewport: Viewport) -> list[Wished]:
    """The names worth printing in this view, most important first."""
    in_view = {
        code: anchor
        for code, anchor in atlas.anchors.items()
        if viewport.map_rect.contains(anchor.x, anchor.y)
    }
    priorities: dict[str, float] = {}
    priorities |= {code: 0.0 for code in scene.foremost if code in in_view}
    for rank, code in enumerate(ends_of_lines(scene, in_view)):
        priorities.setdefault(code, 0.5 + rank / 100.0)
    for rank, code in enumerate(ends_of_scale(scene, in_view)):
        priorities.setdefault(code, 1.0 + rank / 100.0)
    for rank, code in enumerate(small_scored(scene, in_view, viewport)):
        priorities.setdefault(code, 0.8 + rank / 1000.0)
    if viewport.metres_per_px * CLOSE_ZOOM < world_metres_per_px(viewport.width, viewport.height):
        for rank, code in enumerate(members_to_name(scene, in_view, viewport)):
            priorities.setdefault(code, 3.0 + rank / 1000.0)
    badged = scene.foremost if scene.compared else frozenset()
    strong = scene.selected | scene.foremost
    regions = list(compared_regions(atlas, scene, viewport))
    return regions + [
        Wished(
            code,
            BADGE_ROOM * (code in badged) + scene.label(code),
            in_view[code],
            priority,
            code in strong,
        )
        for code, priority in sorted(priorities.items(), key=lambda item: item[1])
    ]


def compared_regions(atlas: Atlas, scene: MapScene, viewport: Viewport) -> Iterator[Wished]:
    """The names of the regions that are compared, each with room for its letter."""
    for place in scene.compared:
        anchor = middle_member(place.countries, atlas) if len(place.countries) > 1 else None
        if anchor is not None and viewport.map_rect.contains(anchor.x, anchor.y):
            yield Wished(place.place, BADGE_ROOM + scene.names.name(place.place), anchor, 0.0, True)


def coloured_middles(atlas: Atlas, scene: MapScene, viewport: Viewport) -> Iterator[QRectF]:
    """The middle parts of the coloured places in the picture, the larger the more room they have."""
    for code, style in scene.styles.items():
        anchor = atlas.anchors.get(code)
        if anchor is not None and style.is_scored:
            at, reach = viewport.to_screen(anchor.x, anchor.y), anchor.room_m / viewport.metres_per_px
            half = min(max(MIDDLE_PX / 2.0, reach), LARGEST_MIDDLE_PX / 2.0)
            yield QRectF(at.x() - half, at.y() - half, 2.0 * half, 2.0 * half)


def members_to_name(scene: MapScene, in_view: dict[str, Anchor], viewport: Viewport) -> list[str]:
    """The focus members in view, scored and large ones first; small ones that are not scored stay unnamed."""
    named = [
        code
        for code in scene.focus & in_view.keys()
        if scene.style(code).is_scored or in_view[code].extent_m / viewport.metres_per_px > LARGE_ENOUGH_PX
    ]
    return sorted(named, key=lambda code: (not scene.style(code).is_scored, -in_view[code].room_m))


def ends_of_scale(scene: MapScene, in_view: dict[str, Anchor]) -> list[str]:
    """The five highest and the five lowest values in view, in turns; of equal values the larger places.

    A place known only by a lower bound has no rank: it is chosen where known values leave room.
    """
    valued = [
        (_is_bound(scene, code), value, code)
        for code in in_view
        if scene.style(code).is_scored and (value := scene.style(code).value) is not None
    ]
    highest = sorted(valued, key=lambda item: (item[0], -item[1], -in_view[item[2]].room_m))
    lowest = sorted(valued, key=lambda item: (item[0], item[1], -in_view[item[2]].room_m))
    chosen: list[str] = []
    for high, low in zip(highest[:NAMED_AT_EACH_END], lowest[:NAMED_AT_EACH_END], strict=True):
        chosen += [high[2], low[2]]
    return sorted(dict.fromkeys(chosen), key=lambda code: _is_bound(scene, code))


def _is_bound(scene: MapScene, code: str) -> bool:
    place = scene.layer.values.get(code)
    return place is not None and place.state == "at_least"


def place_names(
    view: Viewport,
    wishes: Sequence[Wished],
    fonts: tuple[QFont, QFont],
    *,
    markers: Sequence[PlaceMarker],
    institutions: Sequence[InstitutionMark],
    obstacles: Iterable[QRectF],
    others: Iterable[QRectF] = (),
) -> list[DrawnLabel]:
    """Find room for the names: near their place, over institutions if need be, else off it with a line.

    A name with a line keeps off `others`, the middles of coloured places, whose name it would seem to be.
    """
    marked = {marker.code for marker in markers}
    fixed = [_box(rect) for rect in obstacles]
    fixed += [_square(marker.x, marker.y, MARKER_PX + 4.0) for marker in markers]
    squares = [_square(mark.x, mark.y, _side(mark) + 6.0) for mark in institutions]
    middles = [_box(rect) for rect in others]
    wish_of = {wish.code: wish for wish in wishes}
    waiting = {wish.code: _candidate(wish, view, fonts, wish.code in marked) for wish in wishes}
    # There may be a thousand squares and a dozen attempts, so each kind of obstacle is laid out only once.
    taken = OccupancyGrid(view.width, view.height, fixed)
    kept_off = {
        Avoided.NOTHING: OccupancyGrid(view.width, view.height),
        Avoided.INSTITUTIONS: OccupancyGrid(view.width, view.height, squares),
        Avoided.MIDDLES: OccupancyGrid(view.width, view.height, middles),
    }
    placed: list[PlacedLabel] = []
    for tried, avoided in _attempts(waiting):
        open_ones = [candidate for candidate in tried if candidate.key in waiting]
        if not open_ones:
            continue
        grid = taken.joined(kept_off[avoided])
        if avoided is Avoided.MIDDLES:
            found = list(place_with_leader(grid, open_ones, placed))
        else:
            found = place_on(grid, open_ones, MOST_LABELS - len(placed))
        for label in found:
            placed.append(label)
            taken.block(label.box)
            del waiting[label.key]
    return [_drawn(label, wish_of[label.key]) for label in placed]


class Avoided(Enum):
    """What names keep off in an attempt, besides each other, cards and circles."""

    NOTHING = "nothing"
    INSTITUTIONS = "institutions"
    MIDDLES = "middles"


def _attempts(waiting: Mapping[str, LabelCandidate]) -> Iterator[tuple[list[LabelCandidate], Avoided]]:
    """Positions to try, best first: inside the place, beside it, over institutions, far off with a line."""
    candidates = list(waiting.values())
    # The selected place comes first of all, so that its name never gives way to another.
    for group in ([one for one in candidates if one.priority == 0.0], candidates):
        inside = [replace(one, gap=-_slide(one)) for one in group if one.is_centred]
        beside = [one for one in group if not one.is_centred]
        yield inside, Avoided.INSTITUTIONS
        yield [replace(one, is_centred=False) for one in group if one.is_centred], Avoided.INSTITUTIONS
        yield inside, Avoided.NOTHING
        yield beside, Avoided.INSTITUTIONS
        yield beside, Avoided.NOTHING
        for gap in FARTHER_GAPS_PX:
            yield [replace(one, gap=gap, is_centred=False) for one in group], Avoided.MIDDLES
        farthest = [one for one in group if one.priority < WANTED_BELOW]
        yield [replace(one, gap=FARTHEST_GAP_PX, is_centred=False) for one in farthest], Avoided.MIDDLES


def _side(mark: InstitutionMark) -> float:
    return CLUSTER_PX if len(mark.members) > 1 else INSTITUTION_PX


def _slide(candidate: LabelCandidate) -> float:
    """How far a name may slide about the middle of its place without leaving it."""
    return min(INSIDE_SHIFT * candidate.width, 1.2 * candidate.height)


def paint_labels(
    picture: Picture, labels: Sequence[DrawnLabel], fonts: tuple[QFont, QFont]
) -> Iterator[None]:
    """Leader lines first, then the names, so that no line crosses a name."""
    painter, scene = picture.painter, picture.scene
    for label in labels:
        if label.has_leader:
            _paint_leader(painter, label, scene)
    for label in labels:
        if picture.is_open(label.box):
            paint_name(picture, label, fonts[label.is_selected])
            yield


def paint_name(picture: Picture, label: DrawnLabel, font: QFont) -> None:
    """One name with its halo: copied from a pixmap on screen, drawn as text in a document."""
    painter, tokens = picture.painter, picture.scene.tokens
    if not picture.filler.as_shapes:
        pixmap = _name_pixmap(
            label.text, font.toString(), tokens.text, tokens.halo, picture.filler.pixel_ratio
        )
        painter.drawPixmap(label.box.topLeft(), pixmap)
        return
    metrics = QFontMetricsF(font)
    baseline = QPointF(label.box.left() + HALO_PX, label.box.top() + HALO_PX + metrics.ascent())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outline = QPainterPath()
    outline.addText(baseline, font, label.text)
    painter.strokePath(outline, _halo_pen(tokens.halo))
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    painter.drawText(baseline, label.text)


def name_size(text: str, font: QFont) -> tuple[float, float]:
    """Width and height of a name with its halo."""
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(text) + 2 * HALO_PX, metrics.height() + 2 * HALO_PX


@lru_cache(maxsize=512)
def _name_pixmap(text: str, font_text: str, ink: str, halo: str, pixel_ratio: float) -> QPixmap:
    font = QFont()
    font.fromString(font_text)
    width, height = name_size(text, font)
    pixmap = QPixmap(round(width * pixel_ratio + 1), round(height * pixel_ratio + 1))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    baseline = QPointF(HALO_PX, HALO_PX + QFontMetricsF(font).ascent())
    painter.setFont(font)
    painter.setPen(QColor(halo))
    for step in _HALO_STEPS:
        # The text itself all around is as good as its stroked outline, and twenty times cheaper.
        painter.drawText(baseline + step, text)
    painter.setPen(QColor(ink))
    painter.drawText(baseline, text)
    painter.end()
    return pixmap


def _halo_pen(halo: str) -> QPen:
    colour = QColor(halo)
    colour.setAlphaF(0.92)
    solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, HALO_PX, solid, cap, join)


def _paint_leader(painter: QPainter, label: DrawnLabel, scene: MapScene) -> None:
    box = label.box.adjusted(HALO_PX, HALO_PX, -HALO_PX, -HALO_PX)
    near = QPointF(
        min(max(label.anchor.x(), box.left()), box.right()),
        min(max(label.anchor.y(), box.top()), box.bottom()),
    )
    halo = QColor(scene.tokens.halo)
    halo.setAlphaF(0.8)
    for pen in (QPen(halo, 2.6), QPen(QColor(scene.tokens.text2), 1.0)):
        painter.setPen(pen)
        painter.drawLine(label.anchor, near)


def _candidate(wish: Wished, view: Viewport, fonts: tuple[QFont, QFont], has_marker: bool) -> LabelCandidate:
    width, height = name_size(wish.text, fonts[wish.is_selected])
    at = view.to_screen(wish.anchor.x, wish.anchor.y)
    room = wish.anchor.room_m / view.metres_per_px
    length = wish.anchor.largest.width() / view.metres_per_px
    fits_inside = not has_marker and length > width * 0.55 and room * 2.0 > height * 0.6
    gap = MARKER_PX / 2.0 + 3.0 if has_marker else min(9.0, room + 3.0)
    return LabelCandidate(wish.code, at.x(), at.y(), width, height, wish.priority, gap, fits_inside)


def _drawn(label: PlacedLabel, wish: Wished) -> DrawnLabel:
    box, text = label.box, wish.text
    if text.startswith(BADGE_ROOM) and box.left + box.width < label.anchor_x:
        # The letter stands at the end that is nearer to the place.
        text = text.removeprefix(BADGE_ROOM) + BADGE_ROOM
    return DrawnLabel(
        wish.code,
        text,
        box.left,
        box.top,
        box.width,
        box.height,
        label.anchor_x,
        label.anchor_y,
        has_leader=label.distance_px > LEADER_FROM_PX,
        is_selected=wish.is_selected,
    )


def _box(rect: QRectF) -> Box:
    return Box(rect.left(), rect.top(), rect.width(), rect.height())


def _square(x: float, y: float, side: float) -> Box:
    return Box(x - side / 2.0, y - side / 2.0, side, side)
