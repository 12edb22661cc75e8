"""Points on the map: circles for places too small to see, symbols for institutions, counts for many together.

A circle stands for its place until the place itself is large enough; institutions of that place show from
then on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, overload

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from chipmap.ui.map.atlas import Atlas
from chipmap.ui.map.institution_symbols import paint_symbol
from chipmap.ui.map.painting import Picture, outline_pen, selected_pens
from chipmap.ui.map.scene import InstitutionPoint, MapScene
from chipmap.ui.map.viewport import Viewport

if TYPE_CHECKING:
    from chipmap.model.geography.clusters import IntArray

SMALL_PLACE_PX = 12.0
"""A scored place whose outline is smaller than this gets a circle."""

MARKER_PX = 13.0
MARKER_HIT_PX = 24.0
INSTITUTION_PX = 9.0
INSTITUTION_HIT_PX = 16.0
CLUSTER_PX = 17.0
SELECTED_RING_PX = 10.0
NEAREST_PX = 20.0
"""Marks closer than this are gathered into one."""

_ID = attrgetter("id")


class PlaceMarker(NamedTuple):
    """The circle of a small place, in pixels of the picture."""

    code: str
    x: float
    y: float

    @property
    def reach(self) -> QRectF:
        """The pixels that it covers."""
        return _square(self.x, self.y, MARKER_PX)


class Members(Sequence[InstitutionPoint]):
    """The institutions of a mark, looked up only for those who ask: there may be tens of thousands."""

    __slots__ = ("_indices", "_points")

    def __init__(self, points: Sequence[InstitutionPoint], indices: Sequence[int] | IntArray) -> None:
        """Some of all the `points`, which are in the order of their ids, by their indices."""
        self._points, self._indices = points, indices

    @property
    def indices(self) -> Sequence[int] | IntArray:
        """Which of all the points they are."""
        return self._indices

    def __len__(self) -> int:
        return len(self._indices)

    @overload
    def __getitem__(self, at: int) -> InstitutionPoint: ...
    @overload
    def __getitem__(self, at: slice) -> Members: ...
    def __getitem__(self, at: int | slice) -> InstitutionPoint | Members:
        if isinstance(at, slice):
            return Members(self._points, self._indices[at])
        return self._points[int(self._indices[at])]

    def __add__(self, other: Members) -> Members:
        if isinstance(self._indices, list) and isinstance(other._indices, list):
            return Members(self._points, self._indices + other._indices)
        import numpy as np

        return Members(self._points, np.concatenate([self._indices, other._indices]))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Members) or self._points is not other._points or len(self) != len(other):
            return False
        if isinstance(self._indices, list):
            return self._indices == other._indices
        import numpy as np

        return bool(np.array_equal(self._indices, other._indices))

    def __hash__(self) -> int:
        return hash((len(self), int(self._indices[0]) if len(self) else -1))

    def has(self, institution: str) -> bool:
        """Whether an institution is among them, by its id."""
        at = bisect_left(self._points, institution, key=_ID)
        is_known = at < len(self._points) and self._points[at].id == institution
        return is_known and bool(at in self._indices)


class InstitutionMark(NamedTuple):
    """One institution, or several too close together to tell apart, in pixels of the picture."""

    x: float
    y: float
    members: Members

    @property
    def reach(self) -> QRectF:
        """The pixels that it covers."""
        return _square(self.x, self.y, 2.4 * CLUSTER_PX)


def _square(x: float, y: float, side: float) -> QRectF:
    return QRectF(x - side / 2.0, y - side / 2.0, side, side)


def place_markers(atlas: Atlas, scene: MapScene, viewport: Viewport) -> list[PlaceMarker]:
    """The circles in view: scored or selected places smaller than twelve pixels."""
    markers = []
    reach, foremost = MARKER_PX, scene.foremost
    for code, anchor in atlas.anchors.items():
        if not (scene.style(code).is_scored or code in foremost):
            continue
        if anchor.extent_m / viewport.metres_per_px >= SMALL_PLACE_PX:
            continue
        at = viewport.to_screen(anchor.x, anchor.y)
        if -reach < at.x() < viewport.width + reach and -reach < at.y() < viewport.height + reach:
            markers.append(PlaceMarker(code, at.x(), at.y()))
    return markers


def paint_place_markers(picture: Picture, markers: Iterable[PlaceMarker]) -> Iterator[None]:
    """Circles in the colour of their place, with the selected one on top."""
    for marker in sorted(markers, key=lambda marker: marker.code in picture.scene.selected):
        paint_place_marker(picture, marker)
    yield


def paint_place_marker(picture: Picture, marker: PlaceMarker) -> None:
    painter, scene = picture.painter, picture.scene
    centre, radius = QPointF(marker.x, marker.y), MARKER_PX / 2.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if marker.code in scene.selected:
        halo, line = selected_pens(scene)
        painter.setPen(halo)
        painter.drawEllipse(centre, radius + 2.2, radius + 2.2)
        painter.setPen(line)
        painter.drawEllipse(centre, radius + 2.2, radius + 2.2)
    painter.setPen(QPen(QColor(scene.tokens.halo), 3.2))
    painter.drawEllipse(centre, radius - 0.6, radius - 0.6)
    painter.setPen(QPen(QColor(scene.tokens.text2), 1.1))
    circle = QPainterPath()
    circle.addEllipse(centre, radius - 0.6, radius - 0.6)
    picture.fill(circle, scene.style(marker.code))


def institution_marks(
    scene: MapScene, viewport: Viewport, markers: list[PlaceMarker]
) -> list[InstitutionMark]:
    """The symbols and counts in view, apart from those that a circle stands for."""
    if scene.clusters is None:
        return []
    hidden = frozenset(marker.code for marker in markers)
    reach = CLUSTER_PX * viewport.metres_per_px
    seen = viewport.map_rect.adjusted(-reach, -reach, reach, reach)
    box = (seen.left(), seen.top(), seen.right(), seen.bottom())
    marks = []
    for cluster in scene.clusters.shown(viewport.metres_per_px, box, hidden):
        at = viewport.to_screen(cluster.x, cluster.y)
        marks.append(InstitutionMark(at.x(), at.y(), Members(scene.institutions, cluster.indices)))
    return merged_marks(marks)


def merged_marks(marks: list[InstitutionMark]) -> list[InstitutionMark]:
    """The marks with those that would cover each other made one, at the place of the larger."""
    kept: list[InstitutionMark] = []
    by_cell: dict[tuple[int, int], list[int]] = {}
    for mark in sorted(marks, key=lambda mark: -len(mark.members)):
        column, row = int(mark.x // NEAREST_PX), int(mark.y // NEAREST_PX)
        near = (
            index
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for index in by_cell.get((column + across, row + down), ())
        )
        index = next((one for one in near if _is_near(kept[one], mark)), None)
        if index is None:
            by_cell.setdefault((column, row), []).append(len(kept))
            kept.append(mark)
        else:
            kept[index] = kept[index]._replace(members=kept[index].members + mark.members)
    return kept


def _is_near(one: InstitutionMark, other: InstitutionMark) -> bool:
    return abs(one.x - other.x) < NEAREST_PX and abs(one.y - other.y) < NEAREST_PX


def paint_institutions(picture: Picture, marks: Iterable[InstitutionMark], font: QFont) -> Iterator[None]:
    """A symbol for each type; where several fall together, one larger square with their number."""
    for mark in marks:
        if picture.is_open(mark.reach):
            paint_institution_mark(picture, mark, font)
            yield


def paint_institution_mark(picture: Picture, mark: InstitutionMark, font: QFont) -> None:
    painter, scene = picture.painter, picture.scene
    selected = scene.selected_institution
    if selected is not None and mark.members.has(selected):
        halo, line = selected_pens(scene)
        for pen in (halo, line):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = SELECTED_RING_PX * (1.0 if len(mark.members) == 1 else max(1.4, 1.4 * scene.text_scale))
            painter.drawEllipse(QPointF(mark.x, mark.y), radius, radius)
    painter.setPen(outline_pen(scene.tokens.halo, 1.4))
    painter.setBrush(QColor(scene.tokens.outline))
    if len(mark.members) == 1:
        paint_symbol(painter, mark.members[0].institution_type, QPointF(mark.x, mark.y), INSTITUTION_PX)
        return
    paint_count(painter, mark, font, scene)


def paint_count(painter: QPainter, mark: InstitutionMark, font: QFont, scene: MapScene) -> None:
    """A pale card with a number on a dark one: a stack, so that nobody takes the number for a level."""
    text = str(len(mark.members))
    height = CLUSTER_PX * max(1.0, scene.text_scale)
    width = max(height, height * 0.5 + len(text) * font.pixelSize() * 0.66)
    box = QRectF(mark.x - width / 2.0, mark.y - height / 2.0, width, height)
    painter.drawRoundedRect(box.translated(2.2, -2.2), 4.0, 4.0)
    painter.setBrush(QColor(scene.tokens.surface))
    painter.setPen(outline_pen(scene.tokens.outline, 1.3))
    painter.drawRoundedRect(box, 4.0, 4.0)
    painter.setFont(font)
    painter.setPen(QColor(scene.tokens.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
