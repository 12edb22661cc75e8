"""Every edge of the map once: who lies on either side of it, and whether it is drawn dashed.

Found by comparing coordinates, which works because neighbours share bit-equal vertices at every level.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from chipmap.model.geography.projection import CUT_EAST, CUT_WEST, project_points, unproject_points
from installer.geography.policy import BoundaryPolicy, DashedLine
from installer.geography.split import Pieces

Vertex = tuple[float, float]
Segment = tuple[Vertex, Vertex]
EdgeKey = tuple[str, str, bool]

OUTLINE_TOLERANCE_M = 60.0
"""How close to the edge of the world a vertex must lie to belong to the cut rather than to a coast."""


@dataclass(frozen=True)
class Border:
    """Lines between two places (code_b is empty along a coast; both codes are equal for an inner line)."""

    code_a: str
    code_b: str
    dashed: bool
    lines: list[list[Vertex]]


def find_borders(pieces: Pieces, policy: BoundaryPolicy) -> list[Border]:
    """All borders and coasts of one level of detail, each line once, sorted by the places beside it."""
    sides: dict[Segment, list[str]] = defaultdict(list)
    for piece, shape in pieces.items():
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            vertices = [tuple(vertex) for vertex in shapely.get_coordinates(ring).tolist()]
            for start, end in pairwise(vertices):
                sides[(start, end) if start <= end else (end, start)].append(piece)
    cut = vertices_on_cut({vertex for segment in sides for vertex in segment})
    grouped: dict[EdgeKey, list[Segment]] = defaultdict(list)
    for segment, owners in sides.items():
        if segment[0] in cut and segment[1] in cut:
            continue
        grouped[edge_key(segment, owners, policy)].append(segment)
    return [Border(*key, lines=chain_segments(grouped[key])) for key in sorted(grouped)]


def vertices_on_cut(vertices: set[Vertex]) -> set[Vertex]:
    """The vertices on the edge of the world: along the cut meridian or at a pole. No line is drawn there."""
    ordered = sorted(vertices)
    array = np.array(ordered)
    longitudes, latitudes = unproject_points(array[:, 0], array[:, 1])
    edge_x, _ = project_points(np.full(len(array), CUT_EAST), np.nan_to_num(latitudes, nan=-90.0))
    beside_cut = np.abs(np.abs(array[:, 0]) - edge_x) < OUTLINE_TOLERANCE_M
    off_globe = np.isnan(longitudes) | (longitudes <= CUT_WEST) | (longitudes >= CUT_EAST)
    at_pole = np.abs(np.nan_to_num(latitudes, nan=-90.0)) > 89.99
    on_cut = beside_cut | off_globe | at_pole
    return {vertex for vertex, is_cut in zip(ordered, on_cut.tolist(), strict=True) if is_cut}


def edge_key(segment: Segment, owners: list[str], policy: BoundaryPolicy) -> EdgeKey:
    """Which places lie beside a segment, and whether the policy wants it dashed."""
    if len(owners) == 1:
        return policy.code_of(owners[0]), "", False
    first, second = sorted(owners)
    code_a, code_b = sorted((policy.code_of(first), policy.code_of(second)))
    dashed = any(line.between == (first, second) and is_within(segment, line) for line in policy.dashed)
    return code_a, code_b, dashed


def is_within(segment: Segment, line: DashedLine) -> bool:
    """Whether the middle of a segment lies in the box of a dashed line."""
    (x1, y1), (x2, y2) = segment
    longitude, latitude = unproject_points(np.array([(x1 + x2) / 2.0]), np.array([(y1 + y2) / 2.0]))
    west, south, east, north = line.box
    return bool(west <= longitude[0] <= east and south <= latitude[0] <= north)


def chain_segments(segments: list[Segment]) -> list[list[Vertex]]:
    """Join segments into the longest lines; rings close on their first vertex."""
    merged = shapely.line_merge(shapely.multilinestrings([np.array(segments)]))
    lines = shapely.get_parts(shapely.normalize(merged))
    return [[tuple(vertex) for vertex in shapely.get_coordinates(line).tolist()] for line in lines]
