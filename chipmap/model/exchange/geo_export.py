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
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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

Row = TypeVar("Row", PlaceRow, InstitutionRow)

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


class _RowCount:
    """How many rows are done: each is made first and written then."""

    def __init__(self, progress: Progress, rows: int) -> None:
        self._progress = progress
        self._done, self._total = 0, 2 * rows

    def add(self, rows: int) -> None:
        """Say that more rows are done; raises `Cancelled` where the person has asked to stop."""
        self._done += rows
        self._progress.step(min(self._done, self._total), self._total)


class _Job(NamedTuple):
    """Everything that a file is made from."""

    dataset: Dataset
    layer: Layer
    names: PlaceNames
    words: LayerWords
    exported_at: datetime
    rows_done: _RowCount


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
    rows = len(layer.values) + (len(dataset.institutions) if path.suffix.lower() == ".gpkg" else 0)
    content, written = writer(_Job(dataset, layer, names, words, exported_at, _RowCount(progress, rows)))
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
    cells_of = attrgetter(*PLACE_COLUMNS)
    for row in rows:
        job.rows_done.add(1)
        texts = [_csv_text(cell) for cell in cells_of(row)]
        cells = [
            formula_safe(text) if isinstance(cell, str) else text
            for cell, text in zip(cells_of(row), texts, strict=True)
        ]
        guarded += sum(cell != text for cell, text in zip(cells, texts, strict=True))
        sheet.writerow(cells)
    # Excel takes a file without this mark for one in the machine's own code page.
    content = stream.getvalue().encode("utf-8-sig")
    return content, ExportedLayer(Path(), len(rows), guarded=guarded)


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
    cells_of = attrgetter(*PLACE_COLUMNS)
    rows = _places(job)
    for row in rows:
        job.rows_done.add(1)
        shape = shapes.get(row.code)
        geometry = None
        if shape is not None:
            outline = mapping(orient_polygons(shape))
            geometry = {"type": outline["type"], "coordinates": _rounded_pairs(outline["coordinates"])}
        properties = dict(zip(PLACE_COLUMNS, cells_of(row), strict=True))
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
    institutions = list(_counted(institution_rows(job.dataset, job.layer, names=job.names), job.rows_done))
    outlines = [shapes.get(row.code) for row in places]
    with TemporaryDirectory(prefix="chipmap-layer-") as folder:
        path = Path(folder) / "layer.gpkg"
        _append(job, path, PLACES_LAYER, "MultiPolygon", _frames(places, PLACE_COLUMNS, outlines))
        points = _points(institutions)
        _append(job, path, INSTITUTIONS_LAYER, "Point", _frames(institutions, INSTITUTION_COLUMNS, points))
        _append(job, path, DASHED_LAYER, "MultiLineString", iter([_dashed_lines()]))
        content = path.read_bytes()
    return content, ExportedLayer(Path(), len(places), len(institutions))


def _append(
    job: _Job, path: Path, name: str, geometry_type: str, frames: Iterator[geopandas.GeoDataFrame]
) -> None:
    """Write one layer in slices, so that Cancel works among 100,000 institutions."""
    import pyogrio  # type: ignore[import-untyped]

    moment = job.exported_at.astimezone(UTC).strftime(_GDAL_TIME)
    # GDAL stamps the file with the time of day unless it is told one.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": moment})
    try:
        for number, frame in enumerate(frames):
            job.rows_done.add(len(frame))
            described: dict[str, Any] = {} if number else _description_of(job, name)
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                geometry_type=geometry_type,
                append=number > 0,
                **described,
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _description_of(job: _Job, name: str) -> dict[str, Any]:
    """What is written once for a layer: its name and title, and everything that stands beside the rows."""
    return {
        "layer_metadata": describe_layer(job),
        "layer_options": {"IDENTIFIER": name, "DESCRIPTION": job.words.title},
    }


_GDAL_TIME = "%Y-%m-%dT%H:%M:%S.000Z"


def _frames(
    rows: Sequence[PlaceRow | InstitutionRow],
    columns: Sequence[str],
    geometry: Sequence[BaseGeometry | None],
) -> Iterator[geopandas.GeoDataFrame]:
    """Rows in slices with typed columns, in which a missing number is missing and neither NaN nor 0.

    A layer without rows is one empty slice, so that it is there all the same.
    """
    import geopandas
    import pandas as pd

    kind = PlaceRow if columns is PLACE_COLUMNS else InstitutionRow
    types = {field.name: _column_type(str(field.type)) for field in fields(kind)}
    cells_of = attrgetter(*columns)
    for start in range(0, max(len(rows), 1), _ROWS_A_STEP):
        part = slice(start, start + _ROWS_A_STEP)
        values = list(zip(*map(cells_of, rows[part]), strict=True)) or [()] * len(columns)
        series = {
            column: pd.Series(list(cells), dtype=types[column])
            for column, cells in zip(columns, values, strict=True)
        }
        yield geopandas.GeoDataFrame(series, geometry=list(geometry[part]), crs=CRS)


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
    return list(_counted(rows, job.rows_done))


def _counted(rows: Iterable[Row], count: _RowCount) -> Iterator[Row]:
    for row in rows:
        count.add(1)
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
