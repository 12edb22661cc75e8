"""Reads the baked outlines of places, lakes, borders and the graticule, without numpy or shapely.

The rule: a file is trusted only after its length and hash agree with meta.json, because QDataStream would
turn damaged bytes into nonsense shapes without complaint. Coordinates are map metres with y down
(`chipmap.model.geography.projection`). The layout is written by installer/geography/blobs.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QRectF
from PySide6.QtGui import QPainterPath

from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.host.paths import resource

FORMAT = 1
PATHS_MAGIC = 0x43484D50
BORDERS_MAGIC = 0x43484D42
FRAME_MAGIC = 0x43484D46
DASHED_SIGN = "!"


class DamagedGeodata(Exception):
    """A file of resources/geography is not the one that was built."""


class DetailLevel(NamedTuple):
    """One level of detail and the scale above which it is drawn."""

    number: int
    above_m_per_px: float
    paths_file: str
    borders_file: str


class MapFrame(NamedTuple):
    """The world's edge, its graticule, its box in map metres and the levels of detail, finest first."""

    outline: QPainterPath
    graticule: QPainterPath
    world: QRectF
    levels: tuple[DetailLevel, ...]

    def level_for(self, metres_per_pixel: float) -> int:
        """The level of detail to draw at a scale."""
        fitting = (level.number for level in reversed(self.levels) if metres_per_pixel > level.above_m_per_px)
        return next(fitting, self.levels[0].number)


class Outlines(NamedTuple):
    """The filled shapes of one level of detail: places by code, and lakes, which are drawn over them."""

    level: int
    places: dict[str, QPainterPath]
    lakes: tuple[QPainterPath, ...]


class Border(NamedTuple):
    """Lines between two places, each line on the map exactly once.

    Along a coast `code_b` is empty; a line inside one place (Northern Cyprus, Somaliland) has one code twice.
    """

    code_a: str
    code_b: str
    dashed: bool
    path: QPainterPath

    @property
    def is_coast(self) -> bool:
        return not self.code_b

    def bounds_region(self, codes: Collection[str]) -> bool:
        """Whether exactly one side of this line belongs to the region."""
        return (self.code_a in codes) != (self.code_b in codes)


@cache
def read_frame(projection: MapProjection = MapProjection.WORLD) -> MapFrame:
    """The frame of a map; read once, it is shared by every view."""
    is_europe = projection is MapProjection.EUROPE
    meta = _read_meta()["europe"] if is_europe else _read_meta()
    stream = _BlobReader("europe_graticule.qds" if is_europe else "graticule.qds", FRAME_MAGIC, level=0)
    outline, graticule = stream.read_paths(2)
    stream.finish()
    left, top, right, bottom = meta["world"]
    levels = tuple(
        DetailLevel(row["level"], row["above_m_per_px"], row["paths"], row["borders"])
        for row in meta["levels"]
    )
    return MapFrame(outline, graticule, QRectF(left, top, right - left, bottom - top), levels)


@cache
def read_outlines(level: int) -> Outlines:
    """The filled shapes of one level of detail; read once, they are shared by every view.

    Levels of the map of Europe have numbers of their own, from 10.
    """
    stream = _BlobReader(_level_row(level)["paths"], PATHS_MAGIC, level)
    codes = stream.read_words()
    lake_count = stream.read_count()
    places = dict(zip(codes, stream.read_paths(len(codes)), strict=True))
    lakes = tuple(stream.read_paths(lake_count))
    stream.finish()
    return Outlines(level, places, lakes)


@cache
def read_borders(level: int) -> tuple[Border, ...]:
    """The lines of one level of detail; read once, they are shared by every view."""
    stream = _BlobReader(_level_row(level)["borders"], BORDERS_MAGIC, level)
    sides = stream.read_words()
    paths = stream.read_paths(len(sides))
    stream.finish()
    return tuple(_border_of(side, path) for side, path in zip(sides, paths, strict=True))


def _border_of(sides: str, path: QPainterPath) -> Border:
    code_a, code_b = sides.removesuffix(DASHED_SIGN).split("/")
    return Border(code_a, code_b, sides.endswith(DASHED_SIGN), path)


class _BlobReader:
    """One checked file, read record by record."""

    def __init__(self, name: str, magic: int, level: int) -> None:
        self._path = resource(f"geography/{name}")
        self._bytes = QByteArray(_read_checked(self._path))
        self._stream = QDataStream(self._bytes, QIODevice.OpenModeFlag.ReadOnly)
        self._stream.setVersion(QDataStream.Version.Qt_6_0)
        self._stream.setByteOrder(QDataStream.ByteOrder.BigEndian)
        self._stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
        header = [self._stream.readUInt32() for _ in range(3)]
        if header != [magic, FORMAT, level]:
            raise DamagedGeodata(f"{self._path} has the header {header}. Install Chipmap again.")

    def read_count(self) -> int:
        return int(self._stream.readUInt32())

    def read_words(self) -> list[str]:
        return str(self._stream.readQString()).split()

    def read_paths(self, count: int) -> list[QPainterPath]:
        paths = [QPainterPath() for _ in range(count)]
        stream = self._stream
        for path in paths:
            stream >> path
        return paths

    def finish(self) -> None:
        """Insist that every byte was understood."""
        if self._stream.status() != QDataStream.Status.Ok or not self._stream.atEnd():
            raise DamagedGeodata(f"{self._path} ends in the wrong place. Install Chipmap again.")


def _read_checked(path: Path) -> bytes:
    content = path.read_bytes()
    expected = _read_meta()["files"].get(path.name, {})
    if len(content) != expected.get("bytes") or hashlib.sha256(content).hexdigest() != expected.get("sha256"):
        raise DamagedGeodata(f"{path} is not the file that meta.json describes. Install Chipmap again.")
    return content


def _level_row(level: int) -> dict[str, Any]:
    meta = _read_meta()
    for row in (*meta["levels"], *meta["europe"]["levels"]):
        if row["level"] == level:
            found: dict[str, Any] = row
            return found
    raise ValueError(f"There is no level of detail {level}.")


@cache
def _read_meta() -> dict[str, Any]:
    path = resource("geography/meta.json")
    meta: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if meta.get("format") != FORMAT:
        raise DamagedGeodata(
            f"{path} has format {meta.get('format')}, expected {FORMAT}. Install Chipmap again."
        )
    return meta
