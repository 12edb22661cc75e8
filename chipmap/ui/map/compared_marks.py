"""The compared places on the map: an outline of its own for each, and its letter beside its name.

The outlines differ in their strokes, not in hue, so that they can be told apart in greyscale and on any
colour of a scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from chipmap.ui.map.markers import INSTITUTION_PX, MARKER_PX
from chipmap.ui.map.name_room import middle_member
from chipmap.ui.map.names_on_map import BADGE_ROOM
from chipmap.ui.map.painting import (
    SMALLEST_SELECTED_ISLAND_PX,
    Picture,
    outline_pen,
    paint_union,
    selected_pens,
)
from chipmap.ui.widgets.letter_badge import paint_letter

if TYPE_CHECKING:
    from chipmap.ui.map.atlas import Atlas
    from chipmap.ui.map.composition import DrawnMap
    from chipmap.ui.map.scene import ComparedPlace

STROKES: dict[str, tuple[float, ...]] = {"A": (), "B": (4.0, 2.2), "C": (1.0, 1.8), "D": (5.0, 1.8, 1.0, 1.8)}
"""Solid, dashed, dotted, dashed and dotted, in widths of the line."""
OUTLINE_PX = 2.4
BADGE_PX = 19.0
_GAP_PX = 4.0


def paint_compared_outlines(picture: Picture) -> Iterator[None]:
    """The outline of each place that is compared, and a ring where a place is only a circle."""
    for place in picture.scene.compared:
        pens = compared_pens(picture, place.letter)
        yield from paint_union(picture, place.countries, pens, SMALLEST_SELECTED_ISLAND_PX)


def compared_pens(picture: Picture, letter: str) -> tuple[QPen, QPen]:
    """The halo and the stroke of a letter."""
    halo, _line = selected_pens(picture.scene)
    return halo, stroke_pen(QColor(picture.scene.tokens.outline), letter, OUTLINE_PX)


def stroke_pen(colour: QColor, letter: str, width: float) -> QPen:
    """The pen in whose stroke a letter's place is outlined."""
    pen = outline_pen(colour, width)
    if STROKES[letter]:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(STROKES[letter]))
    return pen


def paint_badges(picture: Picture, atlas: Atlas, drawn: DrawnMap) -> Iterator[None]:
    """The letters, beside the names of their places; a circle or a symbol gets a ring as well."""
    taken: list[QRectF] = []
    for place in picture.scene.compared:
        at = _badge_centre(picture, place, atlas, drawn)
        if at is None:
            continue
        _paint_ring(picture, place, drawn)
        side = BADGE_PX * max(1.0, picture.scene.text_scale)
        box = QRectF(at.x() - side / 2.0, at.y() - side / 2.0, side, side)
        while any(box.intersects(other) for other in taken):
            box.translate(0.0, side + 1.0)
        taken.append(box)
        paint_letter(picture.painter, box, place.letter, picture.scene.tokens)
        yield


def _badge_centre(picture: Picture, place: ComparedPlace, atlas: Atlas, drawn: DrawnMap) -> QPointF | None:
    """In the room at one end of the name, else over the symbol or the middle of the place.

    None where there is nothing on the map, as for an institution without a known city.
    """
    side = BADGE_PX * max(1.0, picture.scene.text_scale)
    label = next((label for label in drawn.labels if label.code == place.place), None)
    if label is not None:
        is_at_end = label.text.endswith(BADGE_ROOM)
        x = label.left + label.width - side if is_at_end else label.left
        return QPointF(x + side / 2.0, label.top + label.height / 2.0)
    mark = next((mark for mark in drawn.institutions if mark.members.has(place.institution or "")), None)
    if mark is not None:
        return QPointF(mark.x, mark.y - INSTITUTION_PX - side / 2.0 - _GAP_PX)
    nearest = middle_member(place.countries, atlas)
    if nearest is None:
        return None
    at = picture.viewport.to_screen(nearest.x, nearest.y)
    has_marker = any(place.countries == {marker.code} for marker in drawn.markers)
    return QPointF(at.x() - MARKER_PX / 2.0 - side / 2.0 - _GAP_PX, at.y()) if has_marker else at


def _paint_ring(picture: Picture, place: ComparedPlace, drawn: DrawnMap) -> None:
    """A ring around the circle of a small place, and around the symbol of an institution."""
    circles = [
        (QPointF(marker.x, marker.y), MARKER_PX / 2.0 + 2.2)
        for marker in drawn.markers
        if place.countries == {marker.code}
    ]
    if place.institution is not None:
        circles += [
            (QPointF(mark.x, mark.y), INSTITUTION_PX)
            for mark in drawn.institutions
            if mark.members.has(place.institution)
        ]
    picture.painter.setBrush(Qt.BrushStyle.NoBrush)
    for centre, radius in circles:
        for pen in compared_pens(picture, place.letter):
            picture.painter.setPen(pen)
            picture.painter.drawEllipse(centre, radius, radius)
