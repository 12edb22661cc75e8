"""Writes a layer of the map for GIS programs and analysts: GeoPackage, GeoJSON or CSV.

The boundaries are those of `countries.gpkg`, so an export is as safe as the map itself. The same dataset,
words and moment give the same bytes. geopandas is loaded when a file is written.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from chipmap.model.dataset import Dataset
from chipmap.model.errors import SaveFailed
from chipmap.model.exchange.layer_rows import (
    INSTITUTION_COLUMNS,
    PLACE_COLUMNS,
    InstitutionRow,
    LayerWords,
    PlaceRow,
    Point,
    institution_rows,
    place_rows,
)
from chipmap.model.host.paths import resource
from chipmap.model.host.replacing import replace_file
from chipmap.model.progress import Progress, silent

if TYPE_CHECKING:
    import geopandas  # type: ignore[import-untyped]
    from shapely.geometry.base import BaseGeometry

    from chipmap.model.geography.layers import Layer
    from chipmap.model.geography.naming import PlaceNames

SUFFIXES = (".gpkg", ".geojson", ".csv")
PLACES_LAYER, INSTITUTIONS_LAYER, DASHED_LAYER = "places", "institutions", "dashed_lines"
CRS = "EPSG:4326"

DECIMALS = 6
"""Of a degree, in GeoJSON: a tenth of a metre, finer than the outlines."""

_POINT_DECIMALS = 4
_ROWS_A_STEP = 5_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class UnknownLayerFormat(ValueError):
    """The file's name ends in none of .gpkg, .geojson and .csv."""


class ExportedLayer(NamedTuple):
    """What was written. `guarded` counts texts of a CSV file that got a leading apostrophe."""

    path: Path
    places: int
    institutions: int = 0
    guarded: int = 0


class _Job(NamedTuple):
    """Everything that a file is made from."""

    dataset: Dataset
    layer: Layer
    names: PlaceNames
    words: LayerWords
    exported_at: datetime
    progress: Progress


def export_layer(
    dataset: Dataset,
    layer: Layer,
    path: Path,
    *,
    names: PlaceNames,
    words: LayerWords,
    exported_at: datetime,
    progress: Progress = silent,
) -> ExportedLayer:
    """Write every place of a layer to `path`; its suffix chooses the format. GeoPackage adds institutions.

    Nothing is left at `path` unless the file is complete: `SaveFailed` says why not, `Cancelled` that the
    person stopped it. Another suffix is an `UnknownLayerFormat`.
    """
    writers: dict[str, Callable[[_Job], tuple[bytes, ExportedLayer]]] = {
        ".gpkg": _geopackage,
        ".geojson": _geojson,
        ".csv": _csv,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UnknownLayerFormat(f"{path.name}: a layer is written as {', '.join(SUFFIXES)}.")
    progress.step(0, 0)
    content, written = writer(_Job(dataset, layer, names, words, exported_at, progress))
    try:
        replace_file(path, content)
    except OSError as error:
        raise SaveFailed(path=path, reason=error.strerror or str(error)) from error
    return written._replace(path=path)


def formula_safe(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula.

    A CSV file cannot be safe and exact at once, therefore one of these is never imported again.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def describe_layer(job: _Job) -> dict[str, str]:
    """What must be known beside the rows: what is shown, under whose names, from when, with which notes."""
    settings, names = job.dataset.settings, job.names
    notes = [names.note(code) for code in sorted(job.layer.values)]
    return {
        "title": job.words.title,
        "summary": job.words.subtitle,
        "sources": job.words.sources,
        "boundary_note": names.boundary_note(long=True),
        "notes": " ".join(note for note in notes if note),
        "naming_profile": names.profile,
        "language": names.language,
        "layer": job.layer.kind.value,
        "segment": job.layer.segment,
        "horizon": job.layer.horizon,
        "focus": job.layer.focus,
        "workspace": settings.title,
        "workspace_id": settings.workspace_id,
        "exported_at": job.exported_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "program": "Chipmap",
    }


def _csv(job: _Job) -> tuple[bytes, ExportedLayer]:
    guarded = 0
    stream = io.StringIO(newline="")
    sheet = csv.writer(stream)
    sheet.writerow(PLACE_COLUMNS)
    rows = _places(job)
    for row in rows:
        cells = [_csv_cell(cell) for cell in astuple(row)]
        guarded += sum(cell != plain for cell, plain in zip(cells, map(_csv_text, astuple(row)), strict=True))
        sheet.writerow(cells)
    # Excel takes a file without this mark for one in the machine's own code page.
    content = stream.getvalue().encode("utf-8-sig")
    return content, ExportedLayer(Path(), len(rows), guarded=guarded)


def _csv_cell(cell: object) -> str:
    return formula_safe(cell) if isinstance(cell, str) else _csv_text(cell)


def _csv_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _geojson(job: _Job) -> tuple[bytes, ExportedLayer]:
    from shapely import orient_polygons
    from shapely.geometry import mapping

    shapes = _shapes()
    features = []
    rows = _places(job)
    for done, row in enumerate(rows):
        job.progress.step(done, len(rows))
        shape = shapes.get(row.code)
        geometry = None
        if shape is not None:
            outline = mapping(orient_polygons(shape))
            geometry = {"type": outline["type"], "coordinates": _rounded_pairs(outline["coordinates"])}
        properties = dict(zip(PLACE_COLUMNS, astuple(row), strict=True))
        features.append({"type": "Feature", "id": row.code, "properties": properties, "geometry": geometry})
    collection = {
        "type": "FeatureCollection",
        "name": PLACES_LAYER,
        "metadata": describe_layer(job),
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode(), ExportedLayer(Path(), len(rows))


def _rounded_pairs(coordinates: Any) -> Any:  # noqa: ANN401 - nested as deep as the geometry
    if isinstance(coordinates[0], int | float):
        return [round(float(number), DECIMALS) for number in coordinates]
    return [_rounded_pairs(part) for part in coordinates]


def _geopackage(job: _Job) -> tuple[bytes, ExportedLayer]:
    shapes = _shapes()
    places = _places(job)
    institutions = list(_stepped(institution_rows(job.dataset, job.layer, names=job.names), job.progress))
    outlines = [shapes.get(row.code) for row in places]
    with TemporaryDirectory(prefix="chipmap-layer-") as folder:
        path = Path(folder) / "layer.gpkg"
        frames = (
            (PLACES_LAYER, _frame(places, PLACE_COLUMNS, outlines), "MultiPolygon"),
            (INSTITUTIONS_LAYER, _frame(institutions, INSTITUTION_COLUMNS, _points(institutions)), "Point"),
            (DASHED_LAYER, _dashed_lines(), "MultiLineString"),
        )
        for name, frame, geometry_type in frames:
            _append_frame(job, path, name, frame, geometry_type)
        content = path.read_bytes()
    return content, ExportedLayer(Path(), len(places), len(institutions))


def _append_frame(
    job: _Job, path: Path, name: str, frame: geopandas.GeoDataFrame, geometry_type: str
) -> None:
    """Write one layer in slices, so that Cancel works among 100,000 institutions."""
    import pyogrio  # type: ignore[import-untyped]

    described = describe_layer(job)
    # GDAL stamps the file with the time of day unless it is told one.
    pyogrio.set_gdal_config_options(
        {"OGR_CURRENT_DATE": job.exported_at.astimezone(UTC).strftime(_GDAL_TIME)}
    )
    try:
        for start in range(0, max(len(frame), 1), _ROWS_A_STEP):
            job.progress.step(start, len(frame))
            is_first = start == 0
            metadata = {"layer_metadata": described} if is_first else {}
            options = {"IDENTIFIER": name, "DESCRIPTION": job.words.title} if is_first else {}
            pyogrio.write_dataframe(
                frame.iloc[start : start + _ROWS_A_STEP],
                path,
                layer=name,
                driver="GPKG",
                geometry_type=geometry_type,
                append=not is_first,
                layer_options=options or None,
                **metadata,
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


_GDAL_TIME = "%Y-%m-%dT%H:%M:%S.000Z"


def _frame(
    rows: Sequence[PlaceRow | InstitutionRow],
    columns: Sequence[str],
    geometry: Sequence[BaseGeometry | None],
) -> geopandas.GeoDataFrame:
    """Typed columns in which a missing number is missing, not NaN turned into text or 0."""
    import geopandas
    import pandas as pd

    types = (PlaceRow if columns is PLACE_COLUMNS else InstitutionRow).__annotations__
    values = list(zip(*map(astuple, rows), strict=True)) or [()] * len(columns)
    series = {
        column: pd.Series(list(cells), dtype=_column_type(str(types[column])))
        for column, cells in zip(columns, values, strict=True)
    }
    return geopandas.GeoDataFrame(series, geometry=list(geometry), crs=CRS)


def _column_type(annotation: str) -> str:
    plain = annotation.removesuffix(" | None")
    return {"float": "Float64", "int": "Int32", "bool": "bool"}.get(plain, "object")


def _points(rows: Iterable[InstitutionRow]) -> list[BaseGeometry | None]:
    from shapely.geometry import Point as ShapelyPoint

    return [
        None if row.longitude is None or row.latitude is None else ShapelyPoint(row.longitude, row.latitude)
        for row in rows
    ]


def _places(job: _Job) -> list[PlaceRow]:
    rows = place_rows(job.dataset, job.layer, names=job.names, words=job.words, points=_label_points())
    return list(_stepped(rows, job.progress))


def _stepped(rows: Iterator[Any], progress: Progress) -> Iterator[Any]:
    for count, row in enumerate(rows):
        if count % 50 == 0:
            progress.step(0, 0)
        yield row


@cache
def _shapes() -> Mapping[str, BaseGeometry]:
    """The outlines of all places in degrees, cut at 180°; read once."""
    import geopandas

    frame = geopandas.read_file(resource("geography/countries.gpkg"), layer="countries")
    return dict(zip(frame["code"], frame.geometry, strict=True))


def _dashed_lines() -> geopandas.GeoDataFrame:
    """The lines that the boundary policy draws dashed, to be laid over the places."""
    import geopandas

    return geopandas.read_file(resource("geography/countries.gpkg"), layer="dashed_lines")


@cache
def _label_points() -> Mapping[str, Point]:
    """A point inside the largest part of each place; of places without an outline the one that is drawn."""
    import shapely

    found = {}
    for code, shape in _shapes().items():
        largest = max(shapely.get_parts(shape), key=lambda part: part.area)
        inside = largest.representative_point()
        found[code] = (round(inside.x, _POINT_DECIMALS), round(inside.y, _POINT_DECIMALS))
    policy = tomllib.loads(resource("geography/boundary_policy.toml").read_text(encoding="utf-8"))
    for point in policy["point"]:
        found[point["code"]] = (point["longitude"], point["latitude"])
    return found
