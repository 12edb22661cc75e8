"""A file of weights: which segment has which, as CSV or as one JSON object. What is no weight is refused."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chipmap.cli.references import segment_meant
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset

_OPTION = "--weights"
_HEADINGS = frozenset({"weight", "weights", "poids", "gewicht"})
_LARGEST_FILE = 1_000_000


def weights_meant(dataset: Dataset, path: Path) -> dict[str, float]:
    """The weights by segment id; refused with the line that is not understood."""
    found: dict[str, float] = {}
    for place, name, stated in _rows(path, _text(path)):
        segment = segment_meant(dataset, name, parameter=_OPTION)
        if segment in found:
            raise _refused(_("{file}, {place}: “{name}” stands twice."), path, place=place, name=name)
        weight = _number(stated)
        if weight is None or weight < 0:
            raise _refused(
                _("{file}, {place}: “{text}” is no weight. Give a number of 0 or more."),
                path,
                place=place,
                text=str(stated),
            )
        found[segment] = weight
    if not found:
        raise _refused(_("{file} holds no weights. Give lines of segment and weight."), path)
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise _refused(_("{file} is too large to be a file of weights."), path)
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _refused(_("{file} cannot be read: {reason}."), path, reason=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise _refused(_("{file} is no text. Save it as CSV in UTF-8."), path) from error


def _rows(path: Path, text: str) -> Iterator[tuple[str, str, object]]:
    """Where each row stands, its segment and what stands for its weight."""
    if path.suffix.casefold() == ".json" or text.lstrip().startswith("{"):
        yield from _rows_of_json(path, text)
        return
    lines = text.splitlines()
    delimiter = next((sign for sign in ";\t" if lines and sign in lines[0]), ",")
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) < 2:
            raise _refused(_("{file}, line {line}: there is no weight."), path, line=str(number))
        if number == 1 and cells[1].casefold() in _HEADINGS:
            continue
        yield _("line {line}").format(line=number), cells[0], cells[1]


def _rows_of_json(path: Path, text: str) -> Iterator[tuple[str, str, object]]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise _refused(_("{file} is no JSON: {reason}."), path, reason=str(error)) from error
    if not isinstance(content, dict):
        raise _refused(_("{file} holds no JSON object of segment and weight."), path)
    for name, stated in content.items():
        yield f"“{name}”", str(name), stated


def _number(stated: object) -> float | None:
    """A finite number, with a point or a comma; a blank is none."""
    if isinstance(stated, bool):
        return None
    try:
        number = float(stated.replace(",", ".") if isinstance(stated, str) else stated)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if isfinite(number) else None


def _refused(message: str, path: Path, **params: str) -> typer.BadParameter:
    return typer.BadParameter(message.format(file=path.name, **params), param_hint=_OPTION)
