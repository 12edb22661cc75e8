"""Rebuilds resources/geography from the pinned archives.

python installer/geography/build.py --archives DIR [--out DIR]

The same archives, policy and tables give the same bytes. Needs npm only when an archive is missing.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiLineString, Point, Polygon

CHECKOUT = Path(__file__).resolve().parents[2]
if str(CHECKOUT) not in sys.path:
    sys.path.insert(0, str(CHECKOUT))

from chipmap.model.geography.projection import (  # noqa: E402  the checkout must be importable first
    CENTRAL_MERIDIAN,
    CUT_EAST,
    CUT_WEST,
    EARTH_RADIUS_M,
    project,
    unproject_points,
)
from installer.geography import archives, blobs, edges, europe, frame, levels, names, places, topology  # noqa: E402
from installer.geography.geopackage import write_geopackage  # noqa: E402
from installer.geography.policy import BoundaryPolicy, read_policy  # noqa: E402
from installer.geography.split import Pieces, PolicyError, read_pieces  # noqa: E402

DEFAULT_OUTPUT = CHECKOUT / "resources" / "geography"
POLICY_FILE = DEFAULT_OUTPUT / "boundary_policy.toml"
PROFILES_FILE = DEFAULT_OUTPUT / "naming_profiles.toml"


def main() -> None:
    """Read the archives, build every output and print what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archives", type=Path, default=CHECKOUT / "build" / "archives")
    parser.add_argument("--out", type=Path, default=DEFAULT_OUTPUT)
    arguments = parser.parse_args()
    archives.fetch_archives(arguments.archives)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for path in build_geography(arguments.archives, arguments.out):
        print(f"{path.stat().st_size:>9} {path}")


def build_geography(archive_folder: Path, out: Path) -> list[Path]:
    """Write all outputs; the paths written, meta.json last."""
    policy = read_policy(POLICY_FILE)
    pieces = read_pieces(archive_folder, policy)
    lakes = read_lakes(archive_folder)
    projected = levels.project_pieces(pieces)

    written = pack_levels(projected, lakes, policy)
    written["graticule.qds"] = blobs.pack_frame(frame.world_outline(), frame.graticule())
    shapes = levels.merge_pieces(projected, policy.merged)
    rows = places.read_rows(archive_folder, shapes, policy, names.english_names())
    described = places.describe_places(shapes, rows, policy)
    written |= pack_tables(described, archive_folder)
    written["europe_graticule.qds"] = europe.pack_frame()
    written["europe_places.json"] = pack_records("places", europe.describe_places(described, shapes))
    written["meta.json"] = pack_json(describe_outputs(written, shapes))

    geopackage = out / "countries.gpkg"
    degrees = levels.merge_pieces(pieces, policy.merged)
    write_geopackage(geopackage, degrees, rows, lakes, dashed_lines(edges.find_borders(projected, policy)))
    for name, content in written.items():
        (out / name).write_bytes(content)
    return [geopackage, *(out / name for name in written)]


def pack_levels(projected: Pieces, lakes: list[Polygon], policy: BoundaryPolicy) -> dict[str, bytes]:
    """The outlines and borders of every level of detail, each checked against the policy's points."""
    projected_lakes = [part for lake in lakes for part in levels.project_lake(lake)]
    packed: dict[str, bytes] = {}
    for level in levels.LEVELS:
        simplified = levels.simplify_pieces(projected, level)
        shapes = levels.merge_pieces(simplified, policy.merged)
        check_points(shapes, policy, level)
        drawn_lakes = levels.simplify_lakes(projected_lakes, level)
        packed[level.paths_file] = blobs.pack_paths(level.number, shapes, drawn_lakes)
        borders = edges.find_borders(simplified, policy)
        packed[level.borders_file] = blobs.pack_borders(level.number, borders)
        if level.number in europe.LEVELS_DRAWN:
            packed |= europe.pack_level(level, shapes, drawn_lakes, borders)
    return packed


def pack_tables(described: dict[str, dict[str, Any]], archive_folder: Path) -> dict[str, bytes]:
    """Places, their names and the spellings that mean them."""
    place_names = names.compose_names(described, names.read_profiles(PROFILES_FILE))
    attributes = places.read_attributes(archive_folder)
    return {
        "places.json": pack_records("places", described),
        "place_names.json": pack_json(place_names),
        "place_aliases.json": pack_json(names.compose_aliases(described, place_names, attributes)),
    }


def read_lakes(folder: Path) -> list[Polygon]:
    """The lakes of 1:50m in degrees, largest first."""
    document = archives.read_topology(folder, archives.LAKES, "dist/world_50m.json")
    arcs = topology.decode_arcs(document)
    found = [
        part
        for geometry in document["objects"]["lakes"]["geometries"]
        for part in topology.polygons_of(geometry, arcs)
    ]
    return sorted(found, key=lambda lake: (-lake.area, lake.bounds))


def check_points(shapes: Pieces, policy: BoundaryPolicy, level: levels.Level) -> None:
    """Stop the build when a reviewed point lies in another place than the policy says.

    A coastal town may end up in the sea of a simplified coast; then the nearest place decides.
    """
    coloured = {code: shape for code, shape in shapes.items() if code not in policy.neutral}
    for check in policy.checks:
        point = Point(project(check.longitude, check.latitude))
        owners = [code for code, shape in shapes.items() if shape.covers(point)]
        if not owners and level.tolerance_m:
            distances = {code: shape.distance(point) for code, shape in coloured.items()}
            nearest = min(distances, key=lambda code: distances[code])
            owners = [nearest] if distances[nearest] <= level.tolerance_m else []
        found = [code for code in owners if code in coloured]
        if found != ([check.code] if check.code else []):
            raise PolicyError(
                f"{check.name} lies in {found or 'no place'} at level {level.number}, not in {check.code!r}."
            )


def dashed_lines(borders: list[edges.Border]) -> dict[str, MultiLineString]:
    """The dashed lines in degrees, named by the codes beside them."""
    lines: dict[str, MultiLineString] = {}
    for border in borders:
        if border.dashed:
            metres = MultiLineString(border.lines)
            name = f"{border.code_a}-{border.code_b}"
            lines[name] = shapely.transform(metres, to_degrees)
    return lines


def to_degrees(metres: topology.FloatArray) -> topology.FloatArray:
    longitudes, latitudes = unproject_points(metres[:, 0], metres[:, 1])
    return np.column_stack([longitudes, latitudes]).round(topology.DECIMALS)


def describe_level(level: levels.Level) -> dict[str, Any]:
    """One level of detail as meta.json lists it; the coarsest whose scale is exceeded is drawn."""
    return {
        "level": level.number,
        "above_m_per_px": level.above_m_per_px,
        "tolerance_m": level.tolerance_m,
        "paths": level.paths_file,
        "borders": level.borders_file,
    }


def describe_outputs(written: dict[str, bytes], shapes: Pieces) -> dict[str, Any]:
    """The content of meta.json: what the files are, how long, and their hashes."""
    right = round(project(CUT_EAST, 0.0)[0])
    bottom = round(project(CENTRAL_MERIDIAN, -90.0)[1])
    return {
        "format": blobs.FORMAT,
        "projection": {
            "name": "Equal Earth",
            "radius_m": EARTH_RADIUS_M,
            "central_meridian": CENTRAL_MERIDIAN,
            "cut_meridian": CUT_WEST,
            "y_axis": "down",
        },
        "world": [-right, -bottom, right, bottom],
        "vertices": int(sum(shapely.get_num_coordinates(shape) for shape in shapes.values())),
        "levels": [describe_level(level) for level in levels.LEVELS],
        "europe": europe.describe_map(levels.LEVELS),
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(written.items())
        },
        "sources": [
            {"name": archive.name, "version": archive.version, "sha256": archive.sha256}
            for archive in archives.ALL
        ],
    }


def pack_records(name: str, records: dict[str, dict[str, Any]]) -> bytes:
    """JSON with one record a line, so that a change of one place is a change of one line."""
    lines = [f"{json.dumps(key)}: {json.dumps(record)}" for key, record in records.items()]
    return (f'{{"format": 1, "{name}": {{\n' + ",\n".join(lines) + "\n}}\n").encode("utf-8")


def pack_json(content: dict[str, Any]) -> bytes:
    """JSON in a fixed layout."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


if __name__ == "__main__":
    main()
