"""Institutions: adding, changing and removing them."""

from __future__ import annotations

from chipmap.model.edits import institutions as edits
from chipmap.model.labels import Label
from chipmap.model.records import Institution
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def put_institution(bridge: WorkspaceBridge, institution: Institution) -> None:
    """Add an institution, or keep it as it is given when its id is known."""
    is_known = institution.id in bridge.dataset.institutions
    label = Label.CHANGE_INSTITUTION if is_known else Label.ADD_INSTITUTION
    apply(bridge, edits.put_institution(bridge.dataset, institution), label)


def move_institution(
    bridge: WorkspaceBridge,
    institution_id: str,
    *,
    latitude: float,
    longitude: float,
    country: str | None = None,
) -> None:
    """Give an institution another position, in degrees; in another country it loses its city."""
    changes = edits.move_institution(
        bridge.dataset, institution_id, latitude=latitude, longitude=longitude, country=country
    )
    apply(bridge, changes, Label.MOVE_INSTITUTION)


def remove_institution(bridge: WorkspaceBridge, institution_id: str) -> None:
    """Remove an institution together with its scores."""
    apply(bridge, edits.remove_institution(bridge.dataset, institution_id), Label.REMOVE_INSTITUTION)
