"""Flies the map to a place or an institution that was asked for by name.

The rule: what is asked for ends in the middle of what is free, with its neighbours around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from chipmap.model.geography.map_projections import MapProjection, project_to
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.map.scene import outlined_countries
from chipmap.ui.map.viewport import Viewport, clear_point

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.ui.map.canvas import MapCanvas

PART_OF_VIEW = 0.4
"""A place takes up this part of the width or height of the map."""

NEIGHBOURHOOD_M = 900_000.0
"""Around a city or a small state at least so much is shown, to say where on Earth it is."""


def is_on_map(dataset: Dataset, subject: str, projection: MapProjection) -> bool:
    """Whether a map shows where a subject is; Europe's map ends at its horizon."""
    return _box_of(dataset, subject, projection) is not None


def fly_to_subject(canvas: MapCanvas, dataset: Dataset, subject: str) -> None:
    """Show a country, a region or an institution; one without a known position leaves the map as it is."""
    box = _box_of(dataset, subject, canvas.scene.projection)
    if box is not None:
        canvas.fly_to(view_around(canvas, box))


def view_around(canvas: MapCanvas, box: QRectF) -> Viewport:
    """The view that shows a box of the map (map metres) clear of the cards that lie on the map."""
    width, height = max(1, canvas.width()), max(1, canvas.height())
    wanted = max(
        box.width() / (PART_OF_VIEW * width),
        box.height() / (PART_OF_VIEW * height),
        NEIGHBOURHOOD_M / min(width, height),
    )
    room = QRectF(0.0, 0.0, float(width), float(height))
    middle = QPointF(width / 2.0, height / 2.0)
    view = canvas.viewport.zoomed(canvas.viewport.metres_per_px / wanted, middle.x(), middle.y())
    view = view.centred(box.center().x(), box.center().y())
    free = clear_point(room, canvas.obstacles()) - middle
    return view.panned(free.x(), free.y())


def _box_of(dataset: Dataset, subject: str, projection: MapProjection) -> QRectF | None:
    anchors = the_atlas(projection).anchors
    institution = dataset.institutions.get(subject)
    if institution is not None and institution.latitude is not None and institution.longitude is not None:
        at = project_to(projection, institution.longitude, institution.latitude)
        return None if at is None else QRectF(*at, 0.0, 0.0)
    codes = {institution.country} if institution is not None else outlined_countries(dataset, subject)
    box = QRectF()
    for code in codes & anchors.keys():
        box = box.united(anchors[code].largest)
    return None if box.isNull() else box
