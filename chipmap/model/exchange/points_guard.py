"""Decides from its bytes whether a file may be read as points; only local files of four formats pass.

Addresses and virtual paths are refused before anything is opened, and a zip is unpacked here, under limits,
so that no library ever follows a path that a file names.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

from chipmap.model.errors import PointsRefused
from chipmap.model.exchange.raw_points import PointFormat

MAX_FILE_BYTES: Final = 200 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 400 * 1024 * 1024
MAX_PARTS: Final = 1_000

_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGE_MARKS = (b"GPKG", b"GP10", b"GP11")
_MARK_AT = 68
_SHAPE = b"\x00\x00\x27\x0a"
_ZIP = b"PK\x03\x04"
_NEEDED_PARTS = (".shx", ".dbf")
_PARTS = (".shp", *_NEEDED_PARTS, ".prj", ".cpg")
_FEATURES = re.compile(rb'"type"\s*:\s*"Feature(Collection)?"')
_HEAD_BYTES = 1 << 16


def refuse_addresses(path: str | Path) -> None:
    """Raise `PointsRefused` where a path is an address or one of the virtual paths of GDAL.

    A `Path` has one slash less in an address, so one is enough here.
    """
    text = str(path).replace("\\", "/").casefold()
    if text.startswith("/vsi") or re.match(r"[a-z][a-z0-9+.-]+:", text):
        raise PointsRefused(reason="not-a-local-file", file=str(path))


def point_format_of(path: Path) -> PointFormat:
    """Tell the format from the contents; raises `PointsRefused` where it is none that is read."""
    refuse_addresses(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError as error:
        raise points_refusal("missing", path) from error
    if not head:
        raise points_refusal("empty", path)
    if size > MAX_FILE_BYTES:
        raise points_refusal("too-large", path, limit=MAX_FILE_BYTES // 2**20)
    if head.startswith(_SQLITE):
        return _database_format(path, head)
    if head.startswith(_SHAPE):
        return PointFormat.SHAPEFILE
    if head.startswith(_ZIP):
        return PointFormat.SHAPEFILE_ZIP
    return _text_format(path, head)


def _database_format(path: Path, head: bytes) -> PointFormat:
    if head[_MARK_AT : _MARK_AT + 4] in _GEOPACKAGE_MARKS:
        return PointFormat.GEOPACKAGE
    raise points_refusal("not-points", path)


def _text_format(path: Path, head: bytes) -> PointFormat:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        with path.open("rb") as stream:
            if any(_FEATURES.search(part) for part in iter(lambda: stream.read(1 << 20), b"")):
                return PointFormat.GEOJSON
        raise points_refusal("not-points", path)
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if start.startswith((b"<", b"[")) or (b"\x00" in head and not is_wide):
        raise points_refusal("not-points", path)
    return PointFormat.CSV


def check_companions(path: Path) -> Path:
    """The .shp file itself, when the files that belong to it lie beside it."""
    beside = {part.suffix.lower() for part in path.parent.glob(f"{_escaped(path.stem)}.*")}
    missing = [suffix for suffix in _NEEDED_PARTS if suffix not in beside]
    if missing:
        raise points_refusal("companions-missing", path, missing=", ".join(missing))
    return path


def _escaped(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)


def unpack_shapefile(path: Path, folder: Path) -> Path:
    """Unpack the one shapefile of a zip into `folder` under names of our own; returns its .shp file."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = _shapefile_parts(path, package)
            for suffix, entry in parts.items():
                with package.open(entry) as source, (folder / f"points{suffix}").open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise points_refusal("damaged", path) from error
    return check_companions(folder / "points.shp")


def _shapefile_parts(path: Path, package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise points_refusal("unpacks-too-large", path, limit=MAX_UNPACKED_BYTES // 2**20)
    if any(entry.flag_bits & 1 for entry in entries):
        raise points_refusal("password", path)
    places = {entry: PurePosixPath(entry.filename.replace("\\", "/")) for entry in entries}
    shapes = [place for place in places.values() if place.suffix.lower() == ".shp"]
    shapes = [place for place in shapes if not place.name.startswith("._")]
    if not shapes:
        raise points_refusal("no-shapefile", path)
    if len(shapes) > 1:
        raise points_refusal("several-shapefiles", path, count=len(shapes))
    (wanted,) = shapes
    parts = {
        place.suffix.lower(): entry
        for entry, place in places.items()
        if place.with_suffix("") == wanted.with_suffix("") and place.suffix.lower() in _PARTS
    }
    missing = [suffix for suffix in _NEEDED_PARTS if suffix not in parts]
    if missing:
        raise points_refusal("companions-missing", path, missing=", ".join(missing))
    return parts


def points_refusal(reason: str, path: Path, **params: object) -> PointsRefused:
    """The error that names the file and the reason."""
    return PointsRefused(reason=reason, file=path.name, **params)
