"""The map of Europe in ETRS89-LAEA, made from the finished levels of the world map.

Every vertex moves by itself, so neighbours keep their shared borders. What lies beyond the horizon of the map
is cut off along a circle before anything is written.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from chipmap.model.geography import laea
from chipmap.model.geography.map_projections import MapProjection, carried
from chipmap.model.geography.projection import unproject_points
from installer.geography import blobs
from installer.geography.edges import Border, Vertex
from installer.geography.levels import Level
from installer.geography.split import Pieces, gather_parts
from installer.geography.topology import FloatArray, keep_polygons

ANTARCTICA = "ATA"
"""Beyond the horizon; around the pole its outline on the world map has no inside that could be moved."""

FIRST_LEVEL = 10
"""Added to the number of a level of the world map: the file of one map is never taken for the other's."""

LEVELS_DRAWN = (0, 1, 2)
"""At the scale of the fourth level the whole map would be a few hundred pixels wide."""

LONGEST_EDGE_M = 50_000.0
"""Edges that were straight on the world map are bent on this one, so long ones get vertices in between."""

JUST_INSIDE = 1.0 - 1e-6
CIRCLE_STEP_DEGREES = 1.0
GRATICULE_STEP_DEGREES = 10
DENSE_STEP_DEGREES = 1.0


def paths_file(level: Level) -> str:
    return f"europe_paths_l{level.number}.qds"


def borders_file(level: Level) -> str:
    return f"europe_borders_l{level.number}.qds"


def pack_level(level: Level, places: Pieces, lakes: list[Polygon], borders: list[Border]) -> dict[str, bytes]:
    """The outlines and borders of one level of the world map on the map of Europe."""
    number = FIRST_LEVEL + level.number
    moved = move_places(places)
    moved_lakes = [part for lake in lakes for part in move_shape(MultiPolygon([lake])).geoms]
    moved_borders = [kept for border in borders if (kept := move_border(border)).lines]
    return {
        paths_file(level): blobs.pack_paths(number, moved, moved_lakes),
        borders_file(level): blobs.pack_borders(number, moved_borders),
    }


def move_places(places: Pieces) -> Pieces:
    """All places that are on the map of Europe, in its metres."""
    moved = {code: move_shape(shape) for code, shape in places.items() if code != ANTARCTICA}
    return {code: shape for code, shape in moved.items() if not shape.is_empty}


def move_shape(shape: MultiPolygon) -> MultiPolygon:
    """A shape of the world map on the map of Europe, without what lies beyond the horizon."""
    moved = shapely.transform(shapely.segmentize(shape, LONGEST_EDGE_M), to_europe)
    kept = [
        part
        for one in shapely.get_parts(moved)
        for valid in keep_polygons(one)
        for part in within_horizon(valid)
    ]
    return gather_parts(kept) if kept else MultiPolygon()


def within_horizon(part: Polygon) -> list[Polygon]:
    if shapely.contains_properly(HORIZON, part):
        return [part]
    return keep_polygons(shapely.set_precision(shapely.intersection(part, HORIZON), 1.0))


def move_border(border: Border) -> Border:
    """The lines of a border on the map of Europe; the circle along which land was cut is none of them."""
    lines = shapely.segmentize(MultiLineString(border.lines), LONGEST_EDGE_M)
    moved = shapely.transform(lines, to_europe)
    kept: list[BaseGeometry] = []
    for line in shapely.get_parts(moved):
        inside = line if shapely.contains_properly(HORIZON, line) else shapely.intersection(line, HORIZON)
        kept += [part for part in shapely.get_parts(inside) if part.geom_type == "LineString" and part.length]
    return Border(border.code_a, border.code_b, border.dashed, [vertices(line) for line in kept])


def describe_places(described: dict[str, dict[str, Any]], shapes: Pieces) -> dict[str, dict[str, Any]]:
    """Anchor, room and largest part of every place on the map, by the records and shapes of the world map."""
    moved = move_places(shapes)
    found: dict[str, dict[str, Any]] = {}
    for code, record in described.items():
        at = carried(MapProjection.EUROPE, *record["anchor"])
        if at is None or (record["parts"] and code not in moved):
            continue
        x, y = round(at[0]), round(at[1])
        bounds: Iterable[float] = (x, y, x, y)
        if record["parts"]:
            bounds = max(moved[code].geoms, key=lambda part: part.area).bounds
        found[code] = {
            "anchor": [x, y],
            "room_m": record["room_m"],
            "largest_bounds": [round(metre) for metre in bounds],
        }
    return found


def pack_frame() -> bytes:
    """The circle of the horizon, and the graticule inside it, with the circle around it."""
    longitudes = np.arange(-180.0, 181.0, DENSE_STEP_DEGREES)
    latitudes = np.arange(-60.0, 89.5, DENSE_STEP_DEGREES)
    meridians = [(np.full(len(latitudes), float(at)), latitudes) for at in degrees_between(-180, 170)]
    parallels = [(longitudes, np.full(len(longitudes), float(at))) for at in degrees_between(-50, 80)]
    lines: list[list[Vertex]] = [vertices(HORIZON.exterior)]
    for line_longitudes, line_latitudes in [*meridians, *parallels]:
        line = shapely.linestrings(rounded(*laea.project_points(line_longitudes, line_latitudes)))
        inside = shapely.intersection(line, HORIZON)
        lines += [vertices(part) for part in shapely.get_parts(inside) if part.length]
    return blobs.pack_frame(vertices(HORIZON.exterior), lines)


def degrees_between(first: int, last: int) -> range:
    return range(first, last + 1, GRATICULE_STEP_DEGREES)


def describe_map(levels: Iterable[Level]) -> dict[str, Any]:
    """What meta.json says of this map."""
    radius = round(laea.HORIZON_M)
    return {
        "projection": {
            "name": "ETRS89-LAEA (EPSG:3035)",
            "central_meridian": laea.CENTRAL_LONGITUDE,
            "central_parallel": laea.CENTRAL_LATITUDE,
            "horizon_degrees": laea.HORIZON_DEGREES,
            "y_axis": "down",
        },
        "world": [-radius, -radius, radius, radius],
        "levels": [
            {
                "level": FIRST_LEVEL + level.number,
                "above_m_per_px": level.above_m_per_px,
                "tolerance_m": level.tolerance_m,
                "paths": paths_file(level),
                "borders": borders_file(level),
            }
            for level in levels
            if level.number in LEVELS_DRAWN
        ],
    }


def to_europe(metres: FloatArray) -> FloatArray:
    """Vertices of the world map on the map of Europe, in whole metres.

    Rounding to whole metres has put some vertices along the cut of the world map just off the globe.
    """
    longitudes, latitudes = unproject_points(metres[:, 0], metres[:, 1])
    inner = unproject_points(*(metres * JUST_INSIDE).T)
    is_off = np.isnan(longitudes)
    return rounded(
        *laea.project_points(np.where(is_off, inner[0], longitudes), np.where(is_off, inner[1], latitudes))
    )


def rounded(x: FloatArray, y: FloatArray) -> FloatArray:
    return np.column_stack([np.round(x) + 0.0, np.round(y) + 0.0])


def vertices(line: BaseGeometry) -> list[Vertex]:
    return [(round(x), round(y)) for x, y in shapely.get_coordinates(line).tolist()]


def _horizon() -> Polygon:
    turns = np.radians(np.arange(0.0, 360.0, CIRCLE_STEP_DEGREES))
    x, y = laea.HORIZON_M * np.cos(turns), laea.HORIZON_M * np.sin(turns)
    return Polygon(rounded(x, y))


HORIZON = _horizon()
