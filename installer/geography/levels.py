"""The four levels of detail: whole map metres, simplified so that shared borders stay shared."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from chipmap.model.geography.projection import project_points
from installer.geography.split import Pieces, gather_parts
from installer.geography.topology import FloatArray, keep_polygons


@dataclass(frozen=True)
class Level:
    """One level of detail: how strongly shapes are simplified and from which scale on it is drawn."""

    number: int
    tolerance_m: float
    above_m_per_px: float
    smallest_lake_m2: float

    @property
    def paths_file(self) -> str:
        return f"paths_l{self.number}.qds"

    @property
    def borders_file(self) -> str:
        return f"borders_l{self.number}.qds"


LEVELS = (
    Level(0, 0.0, 0.0, 0.0),
    Level(1, 4_000.0, 2_500.0, 50e6),
    Level(2, 15_000.0, 9_000.0, 1_000e6),
    Level(3, 40_000.0, 40_000.0, 10_000e6),
)


def project_array(coordinates: FloatArray) -> FloatArray:
    """Degrees to whole map metres (y down). Whole metres keep shared vertices equal and files small."""
    x, y = project_points(coordinates[:, 0], coordinates[:, 1])
    return np.column_stack([np.round(x) + 0.0, np.round(y) + 0.0])


def project_shape(shape: MultiPolygon) -> MultiPolygon:
    """A piece in map metres; the rare ring that rounding closes on itself is repaired."""
    projected = shapely.transform(shape, project_array)
    if projected.is_valid:
        return MultiPolygon(projected)
    parts = [polygon for part in projected.geoms for polygon in keep_polygons(part)]
    return gather_parts(shapely.set_precision(part, 1.0) for part in parts)


def project_pieces(pieces: Pieces) -> Pieces:
    """All pieces in map metres."""
    return {code: project_shape(shape) for code, shape in pieces.items()}


def simplify_pieces(pieces: Pieces, level: Level) -> Pieces:
    """All pieces at one level of detail; a border between two places is simplified once for both."""
    if level.tolerance_m == 0.0:
        return pieces
    shapes = shapely.coverage_simplify(list(pieces.values()), level.tolerance_m)
    return {
        code: MultiPolygon(keep_polygons(shape)) for code, shape in zip(pieces, shapes.tolist(), strict=True)
    }


def merge_pieces(pieces: Pieces, merged: dict[str, str]) -> Pieces:
    """Places from pieces: what the policy merges becomes one shape without an inner line."""
    places: dict[str, list[MultiPolygon]] = {}
    for piece, shape in pieces.items():
        places.setdefault(merged.get(piece, piece), []).append(shape)
    return {
        code: shapes[0] if len(shapes) == 1 else gather_parts(keep_polygons(shapely.union_all(shapes)))
        for code, shapes in sorted(places.items())
    }


def project_lake(lake: Polygon) -> list[Polygon]:
    """A lake in map metres, in its valid parts."""
    return keep_polygons(shapely.transform(lake, project_array))


def simplify_lakes(lakes: list[Polygon], level: Level) -> list[Polygon]:
    """The lakes large enough for one level of detail, in map metres."""
    kept = [lake for lake in lakes if lake.area >= level.smallest_lake_m2]
    simplified = [shapely.simplify(lake, level.tolerance_m / 4.0) for lake in kept]
    return [part for lake in simplified for part in keep_polygons(lake)]
