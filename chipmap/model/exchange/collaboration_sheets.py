"""Finds the sheets, headings and rows of a register in a workbook, its own or somebody else's.

A sheet is known by its name and by its headings, which may stand in any order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.collaboration_layout import (
    BASE,
    COLUMNS,
    HEADER_ROW,
    IDENTITY,
    KIND,
    LISTS,
    Cells,
    Sheet,
    base_digest,
)
from chipmap.model.exchange.collaboration_vocabulary import column_of_heading, spelt
from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook

_LAST_HEADER_ROW = 30
_SIGNS = frozenset({"collaboration_kind", "stage", "segments", "institutions", "start", "topic"})
"""Of a stranger's table with names and partners at least two of these make it a register."""
_NAMES = {
    Sheet.WORKS: "collaborations; register; kooperationen; zusammenarbeit",
    Sheet.BUDGETS: "budgets; budget",
    Sheet.CHECKS: "due diligence; checks; checklist",
}


@dataclass(frozen=True, slots=True)
class RegisterIdentity:
    """What a file says about itself; what it does not say is empty."""

    kind: str = ""
    schema: int = 0
    workspace_id: str = ""
    workspace_title: str = ""
    export_id: str = ""
    base_revision: int | None = None
    exported_at: str = ""
    base_sha256: str = ""
    columns: Mapping[Sheet, tuple[str, ...]] = field(default_factory=dict)
    """The columns of each sheet in the order in which they were written."""


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """One sheet: where its headings stand, and which column is which."""

    sheet: Sheet
    raw: RawSheet
    header_row: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[tuple[int, Mapping[str, CellValue]]]:
        """The rows below the headings that say anything, by number, cells by column key."""
        for number in sorted(self.raw.rows):
            if number > self.header_row:
                cells = self.raw.rows[number]
                said = {key: cells[column] for key, column in self.columns.items() if column in cells}
                if any(plain_text(cell).strip() for cell in said.values()):
                    yield number, said


def is_register(workbook: RawWorkbook) -> bool:
    """Whether a workbook holds collaborations: it says so, or has a sheet with their headings."""
    stated = _pairs(workbook, IDENTITY)
    if stated:
        return stated.get("kind") == KIND
    if workbook.properties.get("chipmap_scorecard_id"):
        return False
    return any(found.sheet is Sheet.WORKS for found in find_sheets(workbook, RegisterIdentity()))


def identity_of_register(workbook: RawWorkbook) -> RegisterIdentity:
    """Everything that the file says about itself, its hidden sheet before its properties."""
    prefix = "chipmap_"
    properties = workbook.properties.items()
    stated = {key.removeprefix(prefix): text for key, text in properties if key.startswith(prefix)}
    stated |= _pairs(workbook, IDENTITY)
    revision = stated.get("base_revision", "")
    return RegisterIdentity(
        kind=stated.get("kind", ""),
        schema=int(stated["schema"]) if stated.get("schema", "").isdecimal() else 0,
        workspace_id=stated.get("workspace_id", ""),
        workspace_title=stated.get("workspace_title", ""),
        export_id=stated.get("export_id", ""),
        base_revision=int(revision) if revision.isdecimal() else None,
        exported_at=stated.get("exported_at", ""),
        base_sha256=stated.get("base_sha256", ""),
        columns={sheet: _listed(stated.get(f"columns {sheet.value}", "")) for sheet in Sheet},
    )


def base_in(workbook: RawWorkbook, identity: RegisterIdentity) -> dict[str, Cells] | None:
    """What was sent out, by row id; `None` where the copy is missing or has been changed."""
    lines = _pairs(workbook, BASE)
    if not lines or not identity.base_sha256 or base_digest(lines.items()) != identity.base_sha256:
        return None
    return {row: json.loads(line) for row, line in lines.items()}


def find_sheets(workbook: RawWorkbook, identity: RegisterIdentity) -> list[FoundSheet]:
    """The sheets of a register that the workbook has, each once, collaborations first."""
    found = []
    taken: set[str] = set()
    for sheet in Sheet:
        candidates = [raw for raw in workbook.sheets if raw.name not in {*taken, IDENTITY, BASE, LISTS}]
        named = [raw for raw in candidates if spelt(raw.name) in map(spelt, _NAMES[sheet].split(";"))]
        exact = [raw for raw in named if raw.name == sheet.value]
        for raw in (*exact, *named, *candidates):
            one = _found(sheet, raw, identity, is_named=raw in named)
            if one is not None:
                found.append(one)
                taken.add(raw.name)
                break
    return found


def _found(sheet: Sheet, raw: RawSheet, identity: RegisterIdentity, *, is_named: bool) -> FoundSheet | None:
    best: tuple[int, dict[str, int]] = (0, {})
    for row in sorted(number for number in raw.rows if number <= _LAST_HEADER_ROW):
        columns = _columns(sheet, raw.rows[row])
        if len(columns) > len(best[1]):
            best = (row, columns)
    row, columns = best
    if not _is_evident(sheet, columns, raw.rows.get(row, {}), is_named=is_named):
        return None
    if row == HEADER_ROW:
        columns |= _by_position(columns, identity.columns.get(sheet, ()))
    return FoundSheet(sheet, raw, row, columns)


def _columns(sheet: Sheet, cells: Mapping[int, CellValue]) -> dict[str, int]:
    wanted = {column.key: column for column in COLUMNS[sheet]}
    found: dict[str, int] = {}
    for number, cell in sorted(cells.items()):
        if isinstance(cell, str) and cell.strip():
            key = column_of_heading(cell, {one: wanted[one] for one in wanted if one not in found})
            if key is not None:
                found[key] = number
    return found


def _by_position(columns: Mapping[str, int], written: tuple[str, ...]) -> dict[str, int]:
    """Columns whose headings somebody has renamed, where they still stand where they were written."""
    taken = set(columns.values())
    return {
        key: number
        for number, key in enumerate(written, start=1)
        if key not in columns and number not in taken
    }


def _is_evident(
    sheet: Sheet, columns: Mapping[str, int], headings: Mapping[int, CellValue], *, is_named: bool
) -> bool:
    """Whether headings are those of a sheet; a stranger's sheet must say more than one of its own name."""
    keys = set(columns)
    if sheet is Sheet.BUDGETS:
        return {"partner", "amount"} <= keys and (is_named or "currency" in keys)
    if sheet is Sheet.CHECKS:
        return {"topic", "state"} <= keys and (is_named or "owner" in keys)
    if "name" not in keys:
        return False
    if is_named:
        return len(keys) > 1
    heading = plain_text(headings.get(columns.get("partners", 0)))
    return spelt(heading).startswith(("partner", "partenaire")) and len(keys & _SIGNS) > 1


def _pairs(workbook: RawWorkbook, name: str) -> dict[str, str]:
    """A hidden sheet of keys and values; a long value goes on in the cells beside it."""
    sheet = workbook.sheet(name)
    if sheet is None:
        return {}
    return {
        plain_text(cells.get(1)): "".join(plain_text(cells[at]) for at in sorted(cells) if at > 1)
        for cells in sheet.rows.values()
    }


def _listed(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text) if text else []
    except ValueError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()
