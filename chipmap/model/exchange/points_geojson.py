"""Reads GeoJSON without GDAL, which would fetch the coordinate system from an address that a file names."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from chipmap.model.exchange.points_guard import points_refusal
from chipmap.model.exchange.points_projection import in_degrees
from chipmap.model.exchange.raw_points import MOST_ROWS, Cell, PointFormat, Position, RawPoints

_FEATURE: Final = re.compile(rb'"type"\s*:\s*"Feature"')
_EPSG: Final = re.compile(r"EPSG:[\d.]*:?(\d+)$")
_DEGREES: Final = re.compile(r"CRS:?:?[\d.]*:?CRS84$|OGC:CRS84$|CRS84$")


def read_geojson(path: Path) -> RawPoints:
    """The features of a file; properties that only some have are empty for the others."""
    content = path.read_bytes()
    if sum(1 for _found in _FEATURE.finditer(content)) > MOST_ROWS:
        raise points_refusal("too-many-rows", path, limit=MOST_ROWS)
    try:
        found = json.loads(content.decode("utf-8-sig"))
        features = found["features"] if found["type"] == "FeatureCollection" else [found]
        crs = _system_of(path, found.get("crs"))
        rows = [feature.get("properties") or {} for feature in features]
        columns = tuple(dict.fromkeys(name for row in rows for name in row))
        places = [_place(feature.get("geometry")) for feature in features]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise points_refusal("damaged", path) from error
    return RawPoints(
        file=path.name,
        point_format=PointFormat.GEOJSON,
        layer="",
        columns=columns,
        rows=tuple(tuple(_cell(row.get(name)) for name in columns) for row in rows),
        positions=in_degrees([place if isinstance(place, tuple) else None for place in places], crs),
        shapes={row: place for row, place in enumerate(places) if isinstance(place, str)},
        crs=crs or "OGC:CRS84",
    )


def _system_of(path: Path, stated: Mapping[str, Any] | None) -> str:
    """The system by its EPSG number; empty for degrees. One that stands elsewhere is not fetched."""
    if not stated:
        return ""
    name = str(stated["properties"].get("name", "")) if stated.get("type") == "name" else ""
    number = _EPSG.search(name)
    if number is not None:
        return f"EPSG:{number[1]}"
    if _DEGREES.search(name):
        return ""
    raise points_refusal("unknown-system", path)


def _place(geometry: Mapping[str, Any] | None) -> Position | str | None:
    """The position of a point, or the type of what is none."""
    if not geometry:
        return None
    kind, coordinates = str(geometry["type"]), geometry.get("coordinates")
    if kind == "MultiPoint" and coordinates and len(coordinates) == 1:
        kind, coordinates = "Point", coordinates[0]
    if kind != "Point":
        return kind
    if not coordinates:
        return None
    return float(coordinates[0]), float(coordinates[1])


def _cell(value: Any) -> Cell:  # noqa: ANN401 - what JSON holds
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list):
        return ";".join(map(str, value))
    return json.dumps(value, ensure_ascii=False)
