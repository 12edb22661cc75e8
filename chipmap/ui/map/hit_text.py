"""What the card beside the pointer says of whatever lies under it."""

from __future__ import annotations

from chipmap.model.dataset import Dataset
from chipmap.ui.map.arcs import arc_text
from chipmap.ui.map.hit_test import Hit
from chipmap.ui.map.place_text import PlaceText, institution_text, place_text
from chipmap.ui.map.scene import MapScene


def hit_text(hit: Hit, scene: MapScene, dataset: Dataset) -> PlaceText | None:
    """The words for a place, for institutions or for the end of a line; None where there is nothing."""
    if hit.arc is not None:
        return arc_text(hit.arc, dataset, scene.names)
    if hit.institutions is not None:
        return institution_text(hit.institutions.members, dataset, scene.names)
    if hit.country is None:
        return None
    return place_text(hit.country, scene.layer, dataset, scene.names)
