"""What the map knows of each place besides its outline: codes, subregion, label anchor, bounds and area."""

import csv
import io
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon

from chipmap.model.geography.projection import project
from installer.geography import archives
from installer.geography.policy import BoundaryPolicy
from installer.geography.split import Pieces

HAND_TABLE = Path(__file__).with_name("places.toml")
USER_ASSIGNED = "user_assigned"
NEUTRAL = "neutral"
ISO = "iso"


@dataclass(frozen=True)
class PlaceRow:
    """Codes of one place; the kind says whether ISO assigned the code."""

    code: str
    a2: str
    numeric_code: str
    subregion: str
    kind: str
    name_en: str


def read_attributes(folder: Path) -> list[dict[str, str]]:
    """The attribute table of the 1:50m countries."""
    text = archives.read_text(folder, archives.ATTRIBUTES, "world/50m.tsv")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def read_hand_table() -> dict[str, Any]:
    """Codes and subregions that the attribute table lacks."""
    return tomllib.loads(HAND_TABLE.read_text(encoding="utf-8"))


def read_rows(
    folder: Path, codes: Iterable[str], policy: BoundaryPolicy, names: dict[str, str]
) -> dict[str, PlaceRow]:
    """One row for every place of the map, points included."""
    attributes = {row["iso_a3"]: row for row in read_attributes(folder)}
    hand = read_hand_table()
    number_of = {name: number for number, name in hand["subregions"].items()}
    rows: dict[str, PlaceRow] = {}
    for code in sorted({*codes, *(point.code for point in policy.points)}):
        found = attributes.get(code)
        a2, number = (found["iso_a2"], found["iso_n3"]) if found else hand["codes"].get(code, ("", ""))
        subregion = hand["subregion_of"].get(code)
        if subregion is None and found:
            subregion = number_of[found["subregion"]]
        kind = NEUTRAL if code in policy.neutral else ISO if number else USER_ASSIGNED
        rows[code] = PlaceRow(code, a2, number, subregion or "", kind, names.get(a2, ""))
    return rows


def describe_places(
    places: Pieces, rows: dict[str, PlaceRow], policy: BoundaryPolicy
) -> dict[str, dict[str, Any]]:
    """The records of places.json, in whole map metres and square kilometres."""
    described = {code: describe_shape(shape) | describe_codes(rows[code]) for code, shape in places.items()}
    for point in policy.points:
        x, y = (round(metre) for metre in project(point.longitude, point.latitude))
        described[point.code] = {
            "anchor": [x, y],
            "room_m": 0,
            "bounds": [x, y, x, y],
            "largest_bounds": [x, y, x, y],
            "area_km2": point.area_km2,
            "parts": 0,
        } | describe_codes(rows[point.code])
    return dict(sorted(described.items()))


def describe_codes(row: PlaceRow) -> dict[str, Any]:
    return {
        "a2": row.a2,
        "numeric_code": row.numeric_code,
        "subregion": row.subregion,
        "kind": row.kind,
    }


def describe_shape(shape: MultiPolygon) -> dict[str, Any]:
    """Anchor in the middle of the largest circle inside the largest part; areas are true (equal-area map)."""
    largest = max(shape.geoms, key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=100.0)
    (x, y), _ = shapely.get_coordinates(circle).tolist()
    area = shape.area / 1e6
    return {
        "anchor": [round(x), round(y)],
        "room_m": round(circle.length),
        "bounds": [round(metre) for metre in shape.bounds],
        "largest_bounds": [round(metre) for metre in largest.bounds],
        "area_km2": round(area) if area >= 100.0 else round(area, 1),
        "parts": len(shape.geoms),
    }
