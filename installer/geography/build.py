"""Rebuilds resources/geography: python installer/geography/build.py --archives DIR [--out DIR]

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
from installer.geography import archives, blobs, edges, frame, levels, names, places, topology  # noqa: E402
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
    projected_lakes = [part for lake in lakes for part in levels.project_lake(lake)]

    written: dict[str, bytes] = {}
    level_records = []
    for level in levels.LEVELS:
        simplified = levels.simplify_pieces(projected, level)
        shapes = levels.merge_pieces(simplified, policy.merged)
        check_points(shapes, policy, level)
        borders = edges.find_borders(simplified, policy)
        drawn_lakes = levels.simplify_lakes(projected_lakes, level)
        written[f"paths_l{level.number}.qds"] = blobs.pack_paths(level.number, shapes, drawn_lakes)
        written[f"borders_l{level.number}.qds"] = blobs.pack_borders(level.number, borders)
        level_records.append(describe_level(level, shapes))
        if level.number == 0:
            full_shapes, full_borders = shapes, borders
    written["graticule.qds"] = blobs.pack_frame(frame.world_outline(), frame.graticule())

    rows = places.read_rows(archive_folder, full_shapes, policy, names.english_names())
    described = places.describe_places(full_shapes, rows, policy)
    attributes = places.read_attributes(archive_folder)
    place_names = names.compose_names(described, names.read_profiles(PROFILES_FILE))
    written["places.json"] = pack_json({"format": 1, "places": described})
    written["place_names.json"] = pack_json(place_names)
    written["place_aliases.json"] = pack_json(names.compose_aliases(described, place_names, attributes))

    geopackage = out / "countries.gpkg"
    merged_degrees = levels.merge_pieces(pieces, policy.merged)
    write_geopackage(geopackage, merged_degrees, rows, lakes, dashed_lines(full_borders))
    written["meta.json"] = pack_json(describe_outputs(written, level_records))
    for name, content in written.items():
        (out / name).write_bytes(content)
    return [geopackage, *(out / name for name in written)]


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


def describe_level(level: levels.Level, shapes: Pieces) -> dict[str, Any]:
    """One level of detail as meta.json lists it: the reader takes the first whose scale is exceeded."""
    return {
        "level": level.number,
        "above_m_per_px": level.above_m_per_px,
        "tolerance_m": level.tolerance_m,
        "vertices": int(sum(shapely.get_num_coordinates(shape) for shape in shapes.values())),
        "paths": f"paths_l{level.number}.qds",
        "borders": f"borders_l{level.number}.qds",
    }


def describe_outputs(written: dict[str, bytes], level_records: list[dict[str, Any]]) -> dict[str, Any]:
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
        "levels": level_records,
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(written.items())
        },
        "sources": [
            {"name": archive.name, "version": archive.version, "sha256": archive.sha256} for archive in archives.ALL
        ],
    }


def pack_json(content: dict[str, Any]) -> bytes:
    """Readable, stable JSON: one record a line would differ between editors, so the indent is fixed."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


if __name__ == "__main__":
    main()
