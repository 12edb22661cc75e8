"""Decodes TopoJSON into flat rings of degrees, cut at 169° W, without losing shared vertices.

The rule: two places that share an edge in the source share bit-equal vertices here, because borders are later
found by comparing coordinates.
"""

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from chipmap.model.geography.projection import CUT_EAST, CUT_WEST

FloatArray = npt.NDArray[np.float64]

DECIMALS = 6
LONGEST_STEP_DEGREES = 1.0
SHORTEST_RING = 4
"""Quantising shrinks the tiniest rings to a point or a line; those have fewer vertices than a triangle."""
WORLD = box(CUT_WEST, -90.0, CUT_EAST, 90.0)


def decode_arcs(topology: dict[str, Any]) -> list[FloatArray]:
    """All arcs in degrees: positions are delta-coded integers, scaled and shifted by the transform."""
    scale = np.array(topology["transform"]["scale"])
    shift = np.array(topology["transform"]["translate"])
    return [
        np.round(np.cumsum(np.array(arc, dtype=np.int64), axis=0) * scale + shift, DECIMALS)
        for arc in topology["arcs"]
    ]


def join_arcs(arcs: list[FloatArray], indices: list[int]) -> FloatArray:
    """One closed ring from arc numbers; a negative number means the arc is walked backwards."""
    pieces = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def polygons_of(geometry: dict[str, Any], arcs: list[FloatArray]) -> list[Polygon]:
    """The polygons of one TopoJSON geometry, cut and normalised to longitudes from 169° W to 191° E."""
    if geometry["type"] == "Polygon":
        groups = [geometry["arcs"]]
    elif geometry["type"] == "MultiPolygon":
        groups = geometry["arcs"]
    else:
        groups = []
    found: list[Polygon] = []
    for group in groups:
        rings = [unwrap_ring(join_arcs(arcs, ring)) for ring in group]
        found.extend(cut_polygon(rings))
    return found


def unwrap_ring(ring: FloatArray) -> FloatArray:
    """Follow a ring over the antimeridian without jumps; a ring around a pole is closed over that pole."""
    unwrapped = ring.copy()
    unwrapped[:, 0] = np.unwrap(ring[:, 0], period=360.0)
    turn = unwrapped[-1, 0] - unwrapped[0, 0]
    if abs(turn) > 180.0:
        pole = 90.0 if float(ring[:, 1].mean()) > 0.0 else -90.0
        first, last = unwrapped[0, 0], unwrapped[-1, 0]
        closing = np.array([[last, pole], [first, pole], [first, unwrapped[0, 1]]])
        unwrapped = np.concatenate([unwrapped, closing])
    return unwrapped


def cut_polygon(rings: list[FloatArray]) -> list[Polygon]:
    """Bring a polygon into the world box, splitting it where it crosses the cut."""
    if len(rings[0]) < SHORTEST_RING:
        return []
    rings = [densify(ring) for ring in rings if len(ring) >= SHORTEST_RING]
    shell = rings[0]
    shift = -360.0 * np.floor((shell[:, 0].min() - CUT_WEST) / 360.0)
    shifted = [move(ring, shift) for ring in rings]
    shell, holes = shifted[0], [align(hole, shifted[0]) for hole in shifted[1:]]
    polygon = Polygon(shell, holes)
    if shell[:, 0].max() <= CUT_EAST:
        return keep_polygons(polygon)
    parts: list[Polygon] = []
    for turn in (0.0, -360.0):
        copy = Polygon(move(shell, turn), [move(hole, turn) for hole in holes])
        for part in keep_polygons(shapely.intersection(shapely.make_valid(copy), WORLD)):
            parts.extend(keep_polygons(redensify(part)))
    return parts


def move(ring: FloatArray, degrees: float) -> FloatArray:
    """Shift a ring in longitude and round, so that shifted and unshifted neighbours stay bit-equal."""
    moved = ring.copy()
    moved[:, 0] = np.round(ring[:, 0] + degrees, DECIMALS)
    return moved


def align(hole: FloatArray, shell: FloatArray) -> FloatArray:
    """Bring a hole to the same turn of the globe as the shell around it."""
    middle = (shell[:, 0].min() + shell[:, 0].max()) / 2.0
    turns = np.round((middle - hole[:, 0].mean()) / 360.0)
    return move(hole, 360.0 * turns)


def densify(ring: FloatArray) -> FloatArray:
    """Add vertices to edges longer than one degree, so that they follow the curve of the projection.

    The new vertices are computed from the same end whichever way an edge is walked.
    """
    pieces: list[FloatArray] = []
    for start, end in pairwise(ring):
        pieces.append(start[None, :])
        steps = int(np.ceil(np.abs(end - start).max() / LONGEST_STEP_DEGREES))
        if steps > 1:
            low, high = (start, end) if tuple(start) <= tuple(end) else (end, start)
            fractions = np.arange(1, steps)[:, None] / steps
            between = np.round(low + fractions * (high - low), DECIMALS)
            pieces.append(between if low is start else between[::-1])
    pieces.append(ring[-1:])
    return np.concatenate(pieces)


def redensify(polygon: Polygon) -> Polygon:
    """Densify a polygon whose cutting made new long edges along the box."""
    shell = densify(np.round(shapely.get_coordinates(polygon.exterior), DECIMALS))
    holes = [densify(np.round(shapely.get_coordinates(ring), DECIMALS)) for ring in polygon.interiors]
    return Polygon(shell, holes)


def keep_polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The valid polygons of a geometry; lines and points left over from repairs are dropped."""
    valid = geometry if geometry.is_valid else shapely.make_valid(geometry)
    parts: list[BaseGeometry] = [
        part for group in shapely.get_parts(valid) for part in shapely.get_parts(group)
    ]
    return [part for part in parts if isinstance(part, Polygon) and part.area > 0.0]
