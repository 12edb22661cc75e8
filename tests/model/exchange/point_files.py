"""Small files of points in every format that is read, written as other programs write them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

LEUVEN, MUNICH, PENANG = (4.701, 50.88), (11.575, 48.137), (100.33, 5.41)


def a_layer(
    columns: Mapping[str, Sequence[Any]], at: Sequence[tuple[float, float] | BaseGeometry], crs: int = 4326
) -> geopandas.GeoDataFrame:
    """Points (longitude, latitude) with their columns, in the coordinate system `crs`."""
    shapes = [Point(one) if isinstance(one, tuple) else one for one in at]
    return geopandas.GeoDataFrame(dict(columns), geometry=shapes, crs=4326).to_crs(crs)


def written(frame: geopandas.GeoDataFrame, path: Path) -> Path:
    """The layer in the format that the name asks for; `.zip` is a zipped shapefile."""
    if path.suffix == ".zip":
        shape = written(frame, path.with_suffix(".shp"))
        with zipfile.ZipFile(path, "w") as package:
            for part in sorted(shape.parent.glob(f"{shape.stem}.*")):
                if part != path:
                    package.write(part, f"export/{part.name}")
                    part.unlink()
    elif path.suffix == ".csv":
        table = frame.drop(columns="geometry").assign(lat=frame.geometry.y, lon=frame.geometry.x)
        table.to_csv(path, index=False)
    else:
        frame.to_file(path)
    return path
