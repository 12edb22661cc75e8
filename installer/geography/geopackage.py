"""Writes countries.gpkg: the reviewed shapes in degrees (EPSG:4326, cut at 180°, as GIS programs expect).

The file carries no time of writing, so that the same input gives the same bytes.
"""

from pathlib import Path

import geopandas  # type: ignore[import-untyped]
import pyogrio  # type: ignore[import-untyped]
import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Polygon, box

from installer.geography.places import PlaceRow
from installer.geography.split import Pieces, gather_parts
from installer.geography.topology import DECIMALS, keep_polygons

PINNED_TIME = "2000-01-01T00:00:00.000Z"
BELOW_180 = box(-180.0, -90.0, 180.0, 90.0)
BEYOND_180 = box(180.0, -90.0, 540.0, 90.0)


def write_geopackage(
    path: Path,
    places: Pieces,
    rows: dict[str, PlaceRow],
    lakes: list[Polygon],
    dashed: dict[str, MultiLineString],
) -> None:
    """Three layers: countries with their codes, lakes, and the lines that are drawn dashed."""
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": PINNED_TIME})
    codes = list(places)
    countries = geopandas.GeoDataFrame(
        {
            "code": codes,
            "a2": [rows[code].a2 for code in codes],
            "numeric_code": [rows[code].numeric_code for code in codes],
            "name_en": [rows[code].name_en for code in codes],
            "subregion": [rows[code].subregion for code in codes],
            "kind": [rows[code].kind for code in codes],
            "geometry": [cut_at_180(places[code]) for code in codes],
        },
        crs="EPSG:4326",
    )
    lake_shapes = [cut_at_180(MultiPolygon([lake])) for lake in lakes]
    lake_frame = geopandas.GeoDataFrame(
        {"lake": list(range(1, len(lake_shapes) + 1)), "geometry": lake_shapes}, crs="EPSG:4326"
    )
    lines = geopandas.GeoDataFrame({"name": list(dashed), "geometry": list(dashed.values())}, crs="EPSG:4326")
    for layer, frame in (("countries", countries), ("lakes", lake_frame), ("dashed_lines", lines)):
        frame.to_file(path, layer=layer, driver="GPKG", engine="pyogrio", index=False)


def cut_at_180(shape: MultiPolygon) -> MultiPolygon:
    """The same shape with longitudes from -180 to 180."""
    if shape.bounds[2] <= 180.0:
        return shape
    near = keep_polygons(shape.intersection(BELOW_180))
    far = [
        shapely.transform(part, lambda degrees: (degrees - [360.0, 0.0]).round(DECIMALS))
        for part in keep_polygons(shape.intersection(BEYOND_180))
    ]
    return gather_parts([*near, *far])
