"""Which column of a table is which field: guessed from its headings, kept by them, or read from a file.

A mapping file is JSON: {"version": 1, "tables": [{"file", "fingerprint", "sheet", "header_row", "target",
"columns": {field: heading}, "defaults": {field: value}}], "names": {"place": {spelling: code}, "segment":
{spelling: id}}}. Only "target" and "columns" are needed; a table is found by its fingerprint, else its file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chipmap.model.dataset import Dataset
from chipmap.model.errors import MappingRefused
from chipmap.model.exchange.outside_tables.table import OutsideTable
from chipmap.model.exchange.outside_tables.targets import (
    DEFAULTS,
    FIELDS,
    Target,
    field_names,
    required_fields,
)
from chipmap.model.exchange.points_columns import plain_heading

VERSION = 1
NAME_KINDS = ("place", "segment")
_NAMES_OF_ANYTHING = frozenset(map(plain_heading, ("name", "title", "nom", "bezeichnung")))


@dataclass(frozen=True)
class TableMapping:
    """How one table is read: sheet and row of headings (empty and 0: found), target, columns, defaults."""

    target: Target
    columns: Mapping[str, str]
    defaults: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 0
    file: str = ""
    fingerprint: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields that have neither a column nor a default."""
        given = {*self.columns, *(name for name, value in self.defaults.items() if value)}
        return tuple(name for name in required_fields(self.target) if name not in given)


@dataclass(frozen=True)
class MappingSet:
    """The mappings of several tables that belong together, and what their spellings mean."""

    tables: tuple[TableMapping, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def mapping_of(self, table: OutsideTable) -> TableMapping | None:
        """The mapping made for a table with these headings, else for a file of this name."""
        by_print = (one for one in self.tables if one.fingerprint == table.fingerprint)
        by_file = (one for one in self.tables if one.file.casefold() == table.file.casefold())
        return next(by_print, None) or next(by_file, None)

    def sheet_of(self, file: str) -> tuple[str, int]:
        """The sheet and row of headings that were chosen for a file of this name; empty and 0 for none."""
        found = next((one for one in self.tables if one.file.casefold() == file.casefold()), None)
        return (found.sheet, found.header_row) if found else ("", 0)

    def text(self) -> str:
        """The content of a mapping file."""
        tables = [
            {
                "file": one.file,
                "fingerprint": one.fingerprint,
                "sheet": one.sheet,
                "header_row": one.header_row,
                "target": one.target.value,
                "columns": dict(one.columns),
                "defaults": dict(one.defaults),
            }
            for one in self.tables
        ]
        names = {kind: dict(self.names.get(kind, {})) for kind in NAME_KINDS}
        whole = {"version": VERSION, "tables": tables, "names": names}
        return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def mapping_for(table: OutsideTable, chosen: MappingSet, dataset: Dataset) -> TableMapping:
    """The mapping that was chosen for a table, else the one it was read with last, else a guess."""
    found = chosen.mapping_of(table)
    if found is None and table.fingerprint in dataset.kept_mappings:
        (found,) = read_mapping(dataset.kept_mappings[table.fingerprint].mapping).tables
    if found is None:
        return guessed_mapping(table)
    return replace(
        found,
        sheet=table.sheet,
        header_row=table.header_row,
        file=table.file,
        fingerprint=table.fingerprint,
    )


def guessed_mapping(table: OutsideTable, defaults: Mapping[str, str] | None = None) -> TableMapping:
    """The target whose usual headings fit best, and its columns; what is missing is for the person to say."""
    guesses = {target: _columns_for(target, table) for target in Target}

    def fit(target: Target) -> tuple[int, int, int]:
        columns = guesses[target]
        required = required_fields(target)
        has_all = all(name in columns for name in required) and _is_telling(target, columns)
        return int(has_all), len(columns), -list(Target).index(target)

    best = max(Target, key=fit)
    given = {name: value for name, value in (defaults or {}).items() if name in DEFAULTS[best]}
    return TableMapping(
        best, guesses[best], given, table.sheet, table.header_row, table.file, table.fingerprint
    )


def mapping_of_target(table: OutsideTable, target: Target) -> TableMapping:
    """The columns of a table for a target that a person has chosen."""
    columns = _columns_for(target, table)
    return TableMapping(target, columns, {}, table.sheet, table.header_row, table.file, table.fingerprint)


def _is_telling(target: Target, columns: Mapping[str, str]) -> bool:
    """Whether more than names was found: a table of names alone could be anything."""
    telling = {
        Target.SEGMENTS: {"parent", "segment_kind"},
        Target.LINKS: {"goes_into", "type_of"},
        Target.SHARES: {"percent"},
        Target.LEVELS: {"level", "need"},
        Target.PROVIDERS: {"country", "provider_type"},
    }
    if target is Target.SEGMENTS and plain_heading(columns["name"]) not in _NAMES_OF_ANYTHING:
        return True
    return target not in telling or bool(telling[target] & set(columns))


def _columns_for(target: Target, table: OutsideTable) -> dict[str, str]:
    """For each field the heading that names it most clearly; a heading serves one field only."""
    by_plain: dict[str, str] = {}
    for heading in table.headings:
        by_plain.setdefault(plain_heading(heading), heading)
    found: dict[str, str] = {}
    for one in FIELDS[target]:
        for alias in one.headings:
            heading = by_plain.get(plain_heading(alias), "")
            if heading and heading not in found.values():
                found[one.name] = heading
                break
    return found


def read_mapping(text: str) -> MappingSet:
    """The content of a mapping file; `MappingRefused` names the part that cannot be used."""
    try:
        whole = json.loads(text)
    except ValueError as error:
        raise MappingRefused(reason="not-json", part="", detail=str(error)) from error
    if not isinstance(whole, dict) or not isinstance(whole.get("tables", []), list):
        raise MappingRefused(reason="not-a-mapping", part="", detail="")
    if whole.get("version", VERSION) != VERSION:
        raise MappingRefused(reason="version", part="version", detail=str(whole.get("version")))
    tables = tuple(_table(number, one) for number, one in enumerate(whole.get("tables", [])))
    return MappingSet(tables, _names(whole.get("names", {})))


def _table(number: int, stated: Any) -> TableMapping:  # noqa: ANN401 - whatever JSON holds
    part = f"tables[{number}]"
    if not isinstance(stated, dict):
        raise MappingRefused(reason="not-a-mapping", part=part, detail="")
    try:
        target = Target(stated.get("target", ""))
    except ValueError as error:
        raise MappingRefused(
            reason="target", part=f"{part}.target", detail=str(stated.get("target", ""))
        ) from error
    columns = _texts(stated.get("columns", {}), f"{part}.columns", field_names(target))
    defaults = _texts(stated.get("defaults", {}), f"{part}.defaults", DEFAULTS[target])
    header_row = stated.get("header_row", 0)
    if not isinstance(header_row, int) or header_row < 0:
        raise MappingRefused(reason="header-row", part=f"{part}.header_row", detail=str(header_row))
    texts = {name: str(stated.get(name, "") or "") for name in ("sheet", "file", "fingerprint")}
    return TableMapping(target, columns, defaults, header_row=header_row, **texts)


def _texts(stated: Any, part: str, known: Iterable[str]) -> dict[str, str]:  # noqa: ANN401 - as above
    if not isinstance(stated, dict):
        raise MappingRefused(reason="not-a-mapping", part=part, detail="")
    for name in stated:
        if name not in known:
            raise MappingRefused(reason="field", part=f"{part}.{name}", detail=", ".join(known))
    return {name: str(value) for name, value in stated.items() if value not in (None, "")}


def _names(stated: Any) -> dict[str, dict[str, str]]:  # noqa: ANN401 - as above
    if not isinstance(stated, dict):
        raise MappingRefused(reason="not-a-mapping", part="names", detail="")
    found = {}
    for kind, spellings in stated.items():
        if kind not in NAME_KINDS or not isinstance(spellings, dict):
            raise MappingRefused(reason="field", part=f"names.{kind}", detail=", ".join(NAME_KINDS))
        found[kind] = {str(spelling): str(meaning) for spelling, meaning in spellings.items()}
    return found
