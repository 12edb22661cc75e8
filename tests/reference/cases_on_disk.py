"""Where the cases are and what a file of theirs holds.

A case is a JSON file, one CSV file, or the three CSV files of a hierarchy (`…_input`, `…_structure`,
`…_expected`). Which format a file has is told by its id, its name or its area, whatever numbers it holds.
"""

from __future__ import annotations

import csv
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COMMITTED = Path(__file__).parent / "cases"
VARIABLE = "CHIPMAP_REFERENCE_CASES"
"""Names the folder of the cases that hold other people's figures, where it is not beside the checkout."""

_BESIDE_CHECKOUT = Path(__file__).resolve().parents[3] / "shared" / "reference-cases"
_NUMBER = re.compile(r"^c(\d+)", re.IGNORECASE)
_PART_OF_HIERARCHY = re.compile(r"_(input|structure|expected)$")

KEYS_OF_FORMATS: dict[str, frozenset[str]] = {
    "c01": frozenset({"le", "eys", "mys", "gnipc"}),
    "c33": frozenset({"published_minmax_0_1", "computed_minmax_0_1"}),
}
"""The columns that tell the format of a CSV file; a year after the name of a column does not matter."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: `format` names the adaptor, `rows` are those of a CSV case."""

    format: str
    name: str
    path: Path
    inputs: Any = None
    expected: Any = None
    tolerance: float = 0.0
    rows: list[dict[str, str]] = field(default_factory=list)

    def beside(self, file_name: str) -> Path:
        """Another file of the case: beside it, among the committed ones, or outside the checkout."""
        folders = (self.path.parent, COMMITTED, shared_folder())
        return next(
            (folder / file_name for folder in folders if (folder / file_name).exists()), Path(file_name)
        )


class NotThere(Exception):
    """A file that a case needs is not on this machine."""


class PartOfCase(Exception):
    """The file is read by a case, and is none itself."""


class NotACase(Exception):
    """The file is none of the formats."""


def shared_folder() -> Path:
    return Path(os.environ.get(VARIABLE, _BESIDE_CHECKOUT))


def committed_files() -> list[Path]:
    return sorted(COMMITTED.glob("*.json"))


def shared_files() -> list[Path]:
    """The CSV cases with other people's figures, where the folder is at hand."""
    found = sorted(shared_folder().glob("*.csv"))
    return [path for path in found if not (COMMITTED / path.name).exists() and _is_first_part(path)]


def _is_first_part(path: Path) -> bool:
    part = _PART_OF_HIERARCHY.search(path.stem)
    return part is None or part.group(1) == "input"


def read_case(path: Path) -> Case:
    """The case of one file; of a hierarchy any of its three files may be named."""
    if not path.exists():
        raise NotThere(f"{path.name} is not there")
    if path.suffix.lower() == ".json":
        return _read_json(path)
    if path.suffix.lower() == ".csv":
        return _read_csv(path)
    raise NotACase(f"{path.name} is neither JSON nor CSV")


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        raise NotThere(f"{path.name} is not there")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _read_json(path: Path) -> Case:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        inputs, expected = content["inputs"], content["expected"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotACase(f"{path.name} holds no inputs and expected values: {error}") from error
    name = str(content.get("id") or path.stem)
    area = str(content.get("area", ""))
    return Case(
        format=_format_of(name, path.stem, area, inputs),
        name=name,
        path=path,
        inputs=inputs,
        expected=expected,
        tolerance=float(content.get("tolerance", 0)),
    )


def _format_of(name: str, stem: str, area: str, inputs: Any) -> str:
    """By the number in its id or file name; else by its area and, where areas are alike, by its inputs."""
    named = [f"c{found.group(1).zfill(2)}" for text in (name, stem) if (found := _NUMBER.match(text))]
    known = committed_formats()
    for number in named:
        if number in known:
            return number
    alike = [number for number, (its_area, _) in known.items() if its_area == area]
    keys = _keys(inputs)
    exact = [number for number in alike if known[number][1] == keys]
    if len(exact or alike) == 1:
        return (exact or alike)[0]
    raise NotACase(f"{stem} has neither the id, the name nor the area of a known case")


def committed_formats() -> dict[str, tuple[str, frozenset[str]]]:
    """The area and the names of the inputs of each committed JSON case, by its number."""
    found = {}
    for path in committed_files():
        content = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem[:3]] = (str(content["area"]), _keys(content["inputs"]))
    return found


def _keys(inputs: Any) -> frozenset[str]:
    first = inputs[0] if isinstance(inputs, list) and inputs else inputs
    return frozenset(first) if isinstance(first, dict) else frozenset()


def _read_csv(path: Path) -> Case:
    stem = _PART_OF_HIERARCHY.sub("", path.stem)
    if stem != path.stem and path.with_name(f"{stem}_structure.csv").exists():
        return Case(format="c02", name=stem, path=path)
    for case in sorted(path.parent.glob("*.json")):
        if path.name in case.read_text(encoding="utf-8"):
            raise PartOfCase(f"{path.name} is read by {case.name}")
    rows = rows_of(path)
    columns = {re.sub(r"_\d{4}$", "", column) for column in rows[0]} if rows else set()
    for number, needed in KEYS_OF_FORMATS.items():
        if needed <= columns:
            return Case(format=number, name=path.stem, path=path, rows=rows)
    raise NotACase(f"{path.name} has not the columns of a known case")
