"""The places of the map: their codes, where their label stands and how large they are.

All lengths are map metres with y down (`projection`); areas are true, because the projection keeps areas.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.host.paths import resource

Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class PlaceShape(NamedTuple):
    """What the map knows of one place besides its outline.

    `kind` is "iso", "user_assigned" (Kosovo) or "neutral" (never coloured). `anchor` is the middle of the
    largest circle inside the largest part, `room_m` that circle's radius. `subregion` is a UN M49 number.
    A place of no `parts` has no outline and is always drawn as a marker.
    """

    code: str
    a2: str
    numeric_code: str
    subregion: str
    kind: str
    anchor: tuple[float, float]
    room_m: float
    bounds: Bounds
    largest_bounds: Bounds
    area_km2: float
    parts: int

    @property
    def is_coloured(self) -> bool:
        """Whether the place may carry a level; neutral areas stay grey and take no click."""
        return self.kind != "neutral"


@cache
def load_places() -> Mapping[str, PlaceShape]:
    """All places by code; read once."""
    table = json.loads(resource("geography/places.json").read_text(encoding="utf-8"))
    return MappingProxyType({code: _place_of(code, row) for code, row in table["places"].items()})


class PlacePosition(NamedTuple):
    """Where a place lies on one map, as its shape says it for the world map."""

    anchor: tuple[float, float]
    room_m: float
    largest_bounds: Bounds


@cache
def load_positions(projection: MapProjection = MapProjection.WORLD) -> Mapping[str, PlacePosition]:
    """Where all places of a map lie on it, by code; Europe leaves out what is beyond its horizon."""
    if projection is MapProjection.WORLD:
        places = load_places()
        return {
            code: PlacePosition(place.anchor, place.room_m, place.largest_bounds)
            for code, place in places.items()
        }
    table = json.loads(resource("geography/europe_places.json").read_text(encoding="utf-8"))
    return {
        code: PlacePosition(tuple(row["anchor"]), row["room_m"], _bounds_of(row["largest_bounds"]))
        for code, row in table["places"].items()
    }


def _place_of(code: str, row: dict[str, Any]) -> PlaceShape:
    x, y = row["anchor"]
    return PlaceShape(
        code=code,
        a2=row["a2"],
        numeric_code=row["numeric_code"],
        subregion=row["subregion"],
        kind=row["kind"],
        anchor=(x, y),
        room_m=row["room_m"],
        bounds=_bounds_of(row["bounds"]),
        largest_bounds=_bounds_of(row["largest_bounds"]),
        area_km2=row["area_km2"],
        parts=row["parts"],
    )


def _bounds_of(values: list[float]) -> Bounds:
    left, top, right, bottom = values
    return left, top, right, bottom
