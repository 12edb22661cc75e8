"""What stands in a file of points before anything is made of it: columns, cells and positions in degrees.

It crosses from the worker process as JSON. A position that the file does not give is `None`, never (0, 0).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

Cell = str | int | float | bool | None
Position = tuple[float, float]
"""Longitude and latitude, in degrees; whether they lie on the globe is the import's question."""

MOST_ROWS: Final = 100_000
"""As many institutions as the map is built for."""


class PointFormat(StrEnum):
    """What the bytes of a file are, whatever its name says."""

    GEOPACKAGE = "geopackage"
    GEOJSON = "geojson"
    SHAPEFILE = "shapefile"
    SHAPEFILE_ZIP = "shapefile-zip"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class RawPoints:
    """The rows of one layer. `first_row` is the number that a person sees at the first of them.

    `positions` come from the geometry, in WGS84 whatever the file uses; a CSV file has none.
    `shapes` counts rows by number whose geometry is not a point, with its type.
    """

    file: str
    point_format: PointFormat
    layer: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    positions: tuple[Position | None, ...] = ()
    shapes: Mapping[int, str] | None = None
    first_row: int = 1
    crs: str = ""
    notices: tuple[str, ...] = ()

    @property
    def has_geometry(self) -> bool:
        """Whether the file says where things are by geometry rather than in columns."""
        return self.point_format is not PointFormat.CSV


def pack_points(points: RawPoints) -> dict[str, Any]:
    """The points as JSON carries them."""
    return {
        "file": points.file,
        "point_format": points.point_format.value,
        "layer": points.layer,
        "columns": points.columns,
        "rows": points.rows,
        "positions": points.positions,
        "shapes": {str(row): kind for row, kind in (points.shapes or {}).items()},
        "first_row": points.first_row,
        "crs": points.crs,
        "notices": points.notices,
    }


def unpack_points(packed: Mapping[str, Any]) -> RawPoints:
    """The points as `pack_points` has packed them."""
    return RawPoints(
        file=packed["file"],
        point_format=PointFormat(packed["point_format"]),
        layer=packed["layer"],
        columns=tuple(packed["columns"]),
        rows=tuple(map(tuple, packed["rows"])),
        positions=tuple(None if at is None else (at[0], at[1]) for at in packed["positions"]),
        shapes={int(row): kind for row, kind in packed["shapes"].items()},
        first_row=packed["first_row"],
        crs=packed["crs"],
        notices=tuple(packed["notices"]),
    )
