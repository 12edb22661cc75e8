"""Turns the source's countries into pieces: one per ISO code, plus the few that the policy merges.

Pieces stay apart until the simplified levels exist, so that a dashed inner line has two sides to be found by.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon

from installer.geography import archives, topology
from installer.geography.policy import BoundaryPolicy, Box, Cutting

Pieces = dict[str, MultiPolygon]


class PolicyError(Exception):
    """The source does not contain what the boundary policy speaks of."""


def read_pieces(folder: Path, policy: BoundaryPolicy) -> Pieces:
    """All pieces in degrees, in the order of their codes."""
    source = archives.read_topology(folder, archives.COUNTRIES, "world/50m.json")
    fine = archives.read_topology(folder, archives.SMALL_ISLANDS, "countries-10m.json")
    parts = parts_by_key(source, lambda properties: str(properties["a3"]))
    fine_parts = parts_by_key(
        fine,
        lambda properties: str(properties["name"]),
        wanted={cutting.source for cutting in policy.borrowed},
    )
    for cutting in policy.splits:
        move_parts(parts, cutting)
    for cutting in policy.borrowed:
        parts[cutting.code] = [part for part in fine_parts[cutting.source] if is_in_box(part, cutting.box)]
    cut_dots(parts, policy)
    for name in [*policy.separate, *(cutting.code for cutting in (*policy.splits, *policy.borrowed))]:
        if not parts.get(name):
            raise PolicyError(f"The source has no shape for {name}, which the boundary policy needs.")
    return {code: gather_parts(parts[code]) for code in sorted(parts) if parts[code]}


def parts_by_key(
    document: dict[str, Any], key: Callable[[dict[str, Any]], str], wanted: set[str] | None = None
) -> dict[str, list[Polygon]]:
    """The polygons of every country of a TopoJSON file, by a key taken from its properties."""
    arcs = topology.decode_arcs(document)
    found: dict[str, list[Polygon]] = {}
    for geometry in document["objects"]["countries"]["geometries"]:
        name = key(geometry["properties"])
        if wanted is None or name in wanted:
            found.setdefault(name, []).extend(topology.polygons_of(geometry, arcs))
    return found


def move_parts(parts: dict[str, list[Polygon]], cutting: Cutting) -> None:
    """Move the parts whose centre lies in the box to the place they belong to."""
    inside = [part for part in parts[cutting.source] if is_in_box(part, cutting.box)]
    parts[cutting.source] = [part for part in parts[cutting.source] if not is_in_box(part, cutting.box)]
    parts.setdefault(cutting.code, []).extend(inside)


def is_in_box(part: Polygon, bounds: Box) -> bool:
    west, south, east, north = bounds
    centre = part.centroid
    return bool(west <= centre.x <= east and south <= centre.y <= north)


def cut_dots(parts: dict[str, list[Polygon]], policy: BoundaryPolicy) -> None:
    """Draw places smaller than the source's grid as octagons and cut them out of their neighbour."""
    for dot in policy.dots:
        octagon = Point(dot.longitude, dot.latitude).buffer(dot.radius_degrees, quad_segs=2)
        shape = Polygon(shapely.get_coordinates(octagon).round(topology.DECIMALS))
        parts[dot.code] = [shape]
        parts[dot.within] = [
            polygon
            for part in parts[dot.within]
            for polygon in topology.keep_polygons(part.difference(shape) if part.intersects(shape) else part)
        ]


def gather_parts(parts: Iterable[Polygon]) -> MultiPolygon:
    """One valid multipolygon, the largest part first; parts that touch along a seam grow together."""
    shape = MultiPolygon(list(parts))
    if not shape.is_valid:
        shape = MultiPolygon(topology.keep_polygons(shapely.union_all(list(shape.geoms))))
    ordered = sorted(shape.geoms, key=lambda part: (-part.area, part.bounds))
    return MultiPolygon([shapely.normalize(part) for part in ordered])
