"""Reads resources/geography/boundary_policy.toml: what is merged, split, borrowed, dashed and checked."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Cutting:
    """Parts of another place whose centres lie in the box become a place of their own."""

    code: str
    source: str
    box: Box


@dataclass(frozen=True)
class DashedLine:
    """The line between two pieces is drawn dashed inside the box."""

    name: str
    between: tuple[str, str]
    box: Box


@dataclass(frozen=True)
class Mark:
    """A place given by its centre: a marker without outline, or a dot cut out of its neighbour."""

    code: str
    longitude: float
    latitude: float
    area_km2: float = 0.0
    radius_degrees: float = 0.0
    within: str = ""


@dataclass(frozen=True)
class CheckPoint:
    """A point that must lie in the place with this code; an empty code means in no coloured place."""

    name: str
    longitude: float
    latitude: float
    code: str


@dataclass(frozen=True)
class BoundaryPolicy:
    """The whole policy file."""

    merged: dict[str, str]
    neutral: tuple[str, ...]
    separate: tuple[str, ...]
    points: tuple[Mark, ...]
    dots: tuple[Mark, ...]
    splits: tuple[Cutting, ...]
    borrowed: tuple[Cutting, ...]
    dashed: tuple[DashedLine, ...]
    checks: tuple[CheckPoint, ...]

    def code_of(self, piece: str) -> str:
        """The place that a piece of the source belongs to."""
        return self.merged.get(piece, piece)


def read_policy(path: Path) -> BoundaryPolicy:
    """The reviewed policy; unknown keys are errors, so that a misspelt rule cannot be ignored."""
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {
        "format",
        "merged",
        "neutral",
        "separate",
        "point",
        "dot",
        "split",
        "borrowed",
        "dashed",
        "check",
    }
    unknown = sorted(set(table) - known)
    if unknown or table.get("format") != 1:
        raise ValueError(
            f"{path}: unknown sections {unknown} or format {table.get('format')}; expected format 1."
        )
    return BoundaryPolicy(
        merged={row["piece"]: row["into"] for row in table["merged"]},
        neutral=tuple(row["piece"] for row in table["neutral"]),
        separate=tuple(row["code"] for row in table["separate"]),
        points=tuple(_mark(row) for row in table["point"]),
        dots=tuple(_mark(row) for row in table["dot"]),
        splits=tuple(_cutting(row) for row in table["split"]),
        borrowed=tuple(_cutting(row) for row in table["borrowed"]),
        dashed=tuple(_dashed(row) for row in table["dashed"]),
        checks=tuple(CheckPoint(**row) for row in table["check"]),
    )


def _mark(row: dict[str, Any]) -> Mark:
    return Mark(**{key: value for key, value in row.items() if key != "name"})


def _box(row: dict[str, Any]) -> Box:
    west, south, east, north = row["box"]
    return float(west), float(south), float(east), float(north)


def _cutting(row: dict[str, Any]) -> Cutting:
    return Cutting(code=row["code"], source=row["from"], box=_box(row))


def _dashed(row: dict[str, Any]) -> DashedLine:
    first, second = sorted(row["between"])
    return DashedLine(name=row["name"], between=(first, second), box=_box(row))
