"""Rows of a register that wait in the inbox, tried again once what they belong to is known.

A row in which something cannot be read waits on with all that it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_cells import PlaceResolver
from chipmap.model.exchange.collaboration_import import plan_collaborations
from chipmap.model.exchange.collaboration_layout import KIND, Sheet
from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook, address_of
from chipmap.model.exchange.unknown_rows import RetriedRows
from chipmap.model.issues import Issue, Severity
from chipmap.model.progress import Progress, silent
from chipmap.model.records import InboxRow

_Numbered = Mapping[tuple[str, int], InboxRow]
"""Rows by the sheet and line in which they are read again."""


def retry_register(
    dataset: Dataset, resolve_place: PlaceResolver, progress: Progress = silent
) -> RetriedRows:
    """Plan the rows of registers that wait: those that belong to something by now are merged.

    A difference to what is here is a conflict, and ours stays; then the row waits on.
    """
    files: dict[str, list[InboxRow]] = {}
    for row in dataset.inbox_rows.values():
        if row.fingerprint.partition(":")[0] == KIND:
            files.setdefault(row.file, []).append(row)
    present, steps = dataset, ChangeSet()
    stays: list[InboxRow] = []
    issues: list[Issue] = []
    taken = 0
    for number, rows in enumerate(files.values()):
        progress.step(number, len(files))
        numbered = _numbered(rows)
        plan = plan_collaborations(_workbook(numbered), present, resolve_place=resolve_place)
        found = [issue for issue in plan.issues if issue.severity is Severity.ERROR]
        waits = {_line(issue) for issue in found} | {(row.sheet, row.row) for row in plan.unknown_rows}
        waits |= {(item.place.sheet, address_of(item.place.cell)[0]) for item in plan.conflicts}
        ready = {at: row for at, row in numbered.items() if at not in waits and not plan.is_blocked}
        stays += [row for at, row in numbered.items() if at not in ready]
        issues += found
        if ready:
            merged = plan_collaborations(_workbook(ready), present, resolve_place=resolve_place)
            changes = merged.changes + ChangeSet.of(Change(row, None) for row in ready.values())
            present, steps = present.with_changes(changes), steps + changes
            taken += len(ready)
    return RetriedRows(steps.composed(), taken, tuple(stays), tuple(issues))


def _line(issue: Issue) -> tuple[str, int]:
    place = issue.place
    return ("", 0) if place is None or not place.cell else (place.sheet, address_of(place.cell)[0])


def _numbered(rows: Iterable[InboxRow]) -> dict[tuple[str, int], InboxRow]:
    """The rows below the headings of the sheets that they came from."""
    found: dict[tuple[str, int], InboxRow] = {}
    for row in rows:
        sheet = row.fingerprint.partition(":")[2]
        found[sheet, 2 + sum(name == sheet for name, _line in found)] = row
    return found


def _workbook(rows: _Numbered) -> RawWorkbook:
    """The register that the rows make together."""
    sheets = []
    for sheet in Sheet:
        cells = {line: json.loads(row.cells) for (name, line), row in rows.items() if name == sheet.value}
        headings = dict.fromkeys(heading for row in cells.values() for heading in row)
        columns = {heading: column for column, heading in enumerate(headings, start=1)}
        listed: dict[int, dict[int, CellValue]] = {1: {column: text for text, column in columns.items()}}
        for line, texts in cells.items():
            listed[line] = {columns[heading]: text for heading, text in texts.items() if text}
        if cells:
            sheets.append(RawSheet(sheet.value, listed))
    return RawWorkbook(next(iter(rows.values())).file, tuple(sheets))
