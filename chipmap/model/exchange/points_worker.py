"""The entry of the process that reads points, so that a hang, an abort or full memory ends only that.

It has no way to a network: its sockets are refused, and of GDAL's drivers only those for GeoPackages and
shapefiles are left. It says `started`, then `read`, `refused` or `too-much-memory`. Where a library fails
over a broken file the process ends, and its parent says that the file is damaged.
"""

from __future__ import annotations

import csv
import io
import math
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chipmap.model.errors import PointsRefused
from chipmap.model.exchange.csv_decoder import decoded_text, delimiter_of
from chipmap.model.exchange.points_geojson import read_geojson
from chipmap.model.exchange.points_guard import (
    check_companions,
    point_format_of,
    points_refusal,
    unpack_shapefile,
)
from chipmap.model.exchange.points_projection import in_degrees
from chipmap.model.exchange.raw_points import (
    MOST_ROWS,
    Cell,
    PointFormat,
    Position,
    RawPoints,
    pack_points,
)
from chipmap.model.exchange.worker_entry import cut_off_network as refuse_sockets
from chipmap.model.exchange.worker_entry import say
from chipmap.model.exchange.worker_memory import cap_own_memory

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALLOWED_DRIVERS: Final = frozenset({"GPKG", "ESRI Shapefile"})
_SKIPPED_DRIVERS: Final = (
    "PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,OGR_VRT,CSV,GML,"
    "GPX,LIBKML,KML,GeoJSON,GeoJSONSeq,ESRIJSON,TopoJSON,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,"
    "FlatGeobuf,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,EDIGEO,Idrisi,ODS,XLSX,"
    "Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,MVT,NGW,MapML,GTFS,PMTiles,"
    "JSONFG,MiraMonVector,ADBC,AVCBin,AVCE00,AIVector,HTTP,PostgreSQL,MySQL,MongoDBv3,ODBC,PGeo,"
    "MSSQLSpatial,OCI,HANA,Parquet,Arrow"
)
"""Every driver that reads something else or from a network; GDAL passes over names that it does not know."""

_SURROUNDINGS: Final = {
    "GDAL_SKIP": _SKIPPED_DRIVERS,
    "GDAL_HTTP_TIMEOUT": "1",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_MAX_RETRY": "0",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "PROJ_NETWORK": "OFF",
    # One thread reserves little address space, of which this process has not much.
    "OPENBLAS_NUM_THREADS": "1",
}


def main(arguments: list[str]) -> int:
    """Read the file named by the first argument; the second is a folder for what has to be unpacked."""
    path, folder = Path(arguments[0]), Path(arguments[1])
    cut_off_network()
    cap_own_memory()
    say(event="started")
    try:
        points = read_points_here(path, folder)
    except PointsRefused as refused:
        say(event="refused", params=refused.params)
    except MemoryError:
        say(event="too-much-memory")
    else:
        say(event="read", points=pack_points(points))
    return 0


def cut_off_network() -> None:
    """Refuse every socket of this process and take the network out of GDAL and PROJ before they load."""
    os.environ.update(_SURROUNDINGS)
    refuse_sockets()


def read_points_here(path: Path, folder: Path) -> RawPoints:
    """Read a file in this process, whatever of the formats it has."""
    point_format = point_format_of(path)
    if point_format is PointFormat.CSV:
        return _read_csv(path)
    if point_format is PointFormat.GEOJSON:
        return read_geojson(path)
    if point_format is PointFormat.SHAPEFILE_ZIP:
        return _read_layer(path, unpack_shapefile(path, folder), point_format)
    if point_format is PointFormat.SHAPEFILE:
        check_companions(path)
    return _read_layer(path, path, point_format)


def _read_csv(path: Path) -> RawPoints:
    content = path.read_bytes()
    _refuse_too_many(path, content.count(b"\n") - 1 if b'"' not in content else 0)
    text, notices = decoded_text(content)
    csv.field_size_limit(1 << 20)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text[:_SAMPLE]))
    rows: list[tuple[Cell, ...]] = []
    try:
        columns = tuple(name.strip() for name in next(reader, []))
        for values in reader:
            rows.append(tuple(values[: len(columns)]))
            _refuse_too_many(path, len(rows))
    except csv.Error as error:
        raise points_refusal("damaged", path) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return RawPoints(
        file=path.name,
        point_format=PointFormat.CSV,
        layer="",
        columns=columns,
        rows=tuple(rows),
        first_row=2,
        notices=notices,
    )


_SAMPLE = 1 << 16


def _refuse_too_many(path: Path, count: int) -> None:
    if count > MOST_ROWS:
        raise points_refusal("too-many-rows", path, limit=MOST_ROWS)


def _read_layer(path: Path, source: Path, point_format: PointFormat) -> RawPoints:
    """One layer of a file that GDAL reads, its geometry in degrees of WGS84."""
    import pyogrio  # type: ignore[import-untyped]
    from pyogrio.raw import read  # type: ignore[import-untyped]

    layer, others = _layer_of(path, source)
    found = pyogrio.read_info(source, layer=layer, force_feature_count=True)
    if found["driver"] not in ALLOWED_DRIVERS:
        raise points_refusal("not-points", path)
    _refuse_too_many(path, int(found["features"]))
    meta, _ids, geometry, fields = read(
        source, layer=layer, force_2d=True, max_features=MOST_ROWS + 1, datetime_as_string=True
    )
    columns = tuple(str(name) for name in meta["fields"])
    count = len(fields[0]) if len(fields) else len(geometry) if geometry is not None else 0
    _refuse_too_many(path, count)
    rows = zip(*([_cell(value) for value in field] for field in fields), strict=True)
    positions, shapes = _positions(geometry, meta["crs"], count)
    notices = ["points-layers-left-out"] if others else []
    notices += [] if meta["crs"] else ["points-crs-unknown"]
    return RawPoints(
        file=path.name,
        point_format=point_format,
        layer=layer if point_format is PointFormat.GEOPACKAGE else "",
        columns=columns,
        rows=tuple(rows) if columns else ((),) * count,
        positions=positions,
        shapes=shapes,
        crs=str(meta["crs"] or ""),
        notices=tuple(notices),
    )


def _layer_of(path: Path, source: Path) -> tuple[str, bool]:
    """The layer to read, and whether there are others: the one of institutions, else the first of points."""
    import pyogrio

    layers = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(source)]
    spatial = [(name, kind) for name, kind in layers if kind and kind != "None"]
    if not spatial:
        raise points_refusal("no-layer", path)
    points = [name for name, kind in spatial if "Point" in kind]
    named = [name for name in points if name.casefold() == "institutions"]
    wanted = (named or points or [spatial[0][0]])[0]
    return wanted, len(points) > 1


def _positions(
    geometry: NDArray[Any] | None, crs: str | None, count: int
) -> tuple[tuple[Position | None, ...], dict[int, str]]:
    """Positions in WGS84, and by row the type of what is no point."""
    import shapely

    if geometry is None:
        return (None,) * count, {}
    shapes = shapely.from_wkb(geometry, on_invalid="ignore")
    single = [_single_point(shape) for shape in shapes]
    others = {
        row: shape.geom_type
        for row, (shape, point) in enumerate(zip(shapes, single, strict=True))
        if point is None and shape is not None and not shape.is_empty
    }
    return in_degrees(single, crs or ""), others


def _single_point(shape: Any) -> Position | None:  # noqa: ANN401 - shapely comes without types
    if shape is None or shape.is_empty:
        return None
    if shape.geom_type == "MultiPoint" and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    return (shape.x, shape.y) if shape.geom_type == "Point" else None


def _cell(value: Any) -> Cell:  # noqa: ANN401 - what numpy holds
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float) and not math.isfinite(plain):
        return None
    if plain is None or isinstance(plain, str | int | float | bool):
        return plain
    if isinstance(plain, list | tuple) or hasattr(plain, "tolist"):
        return ";".join(map(str, plain))
    return str(plain)
