"""What tables from elsewhere would change, and what waits in the inbox; nothing is written here."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.errors import TableRefused
from chipmap.model.exchange.outside_tables.chain_rows import take_link, take_provider, take_segment
from chipmap.model.exchange.outside_tables.figure_rows import (
    doubts,
    take_flow,
    take_level,
    take_product,
    take_share,
)
from chipmap.model.exchange.outside_tables.mapping import MappingSet, TableMapping
from chipmap.model.exchange.outside_tables.row_reading import Gathering, RowReading, RowRefused
from chipmap.model.exchange.outside_tables.spellings import (
    PlaceResolver,
    Spellings,
    UnmatchedName,
    confirmed_names,
)
from chipmap.model.exchange.outside_tables.table import OutsideTable, TableRow
from chipmap.model.exchange.outside_tables.targets import Target, required_fields
from chipmap.model.issues import Issue
from chipmap.model.progress import Progress, silent
from chipmap.model.records import ConfirmedName, InboxRow, KeptMapping

_ROWS_BETWEEN_STEPS = 200
_SIGNS_OF_SET = 16
_MOST_SIGNS = 300
_TAKE: Final[Mapping[Target, Callable[[RowReading, Gathering], None]]] = {
    Target.SEGMENTS: take_segment,
    Target.LINKS: take_link,
    Target.PROVIDERS: take_provider,
    Target.SHARES: take_share,
    Target.LEVELS: take_level,
    Target.TRADE: take_flow,
    Target.PRODUCTS: take_product,
}
_ORDER: Final = tuple(Target)

MappedTable = tuple[OutsideTable, TableMapping]


@dataclass(frozen=True)
class TablePlan:
    """What would change, in one step. Every row read is taken, found unchanged, or in the inbox.

    `rows` counts the rows read; `unmatched` are the spellings that nobody knows, the most frequent first.
    """

    changes: ChangeSet
    rows: int
    unchanged: int
    inbox: tuple[InboxRow, ...]
    unmatched: tuple[UnmatchedName, ...]
    issues: tuple[Issue, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """New and changed records by kind; how the tables were read is not counted."""
        new, changed = Counter[str](), Counter[str]()
        for change in self.changes:
            if change.record_type in (ConfirmedName, KeptMapping):
                continue
            (new if change.before is None else changed)[change.record_type.kind] += 1
        return {"new": dict(sorted(new.items())), "changed": dict(sorted(changed.items()))}


def plan_tables(
    tables: Sequence[MappedTable],
    dataset: Dataset,
    *,
    resolve_place: PlaceResolver,
    names: Mapping[str, Mapping[str, str]] | None = None,
    progress: Progress = silent,
) -> TablePlan:
    """Plan tables that belong together: the chain first, then who provides, then figures.

    Raises `TableRefused` where a table lacks a required field, and `Cancelled`. Mappings and confirmed names
    become part of the changes, so that they are known next time.
    """
    for table, mapping in tables:
        _check(table, mapping)
    confirmed = names or {}
    shared = _shared(tables, dataset)
    gathering = Gathering(dataset, Spellings(dataset, confirmed, resolve_place, [shared]))
    for name in confirmed_names(confirmed):
        gathering.merge(name)
    for table, mapping in tables:
        gathering.merge(_kept(table, mapping, shared))
    gathering.unchanged = 0
    total = sum(len(table.rows) for table, _mapping in tables)
    done = 0
    for table, mapping in sorted(tables, key=lambda pair: _ORDER.index(pair[1].target)):
        for number, row in enumerate(table.rows):
            if number % _ROWS_BETWEEN_STEPS == 0:
                progress.step(done + number, total)
            _take_row(RowReading(table, mapping, row), gathering)
        if mapping.target is Target.SHARES:
            gathering.note(doubts([RowReading(table, mapping, row) for row in table.rows]))
        done += len(table.rows)
        gathering.settle()
    unchanged = gathering.unchanged
    for kind, spelling, meaning in gathering.spellings.learned:
        gathering.merge(ConfirmedName(kind, spelling, meaning, shared))
    progress.step(total, total)
    return _plan(gathering, total, unchanged)


def plan_inbox(
    dataset: Dataset,
    *,
    resolve_place: PlaceResolver,
    names: Mapping[str, Mapping[str, str]] | None = None,
    progress: Progress = silent,
) -> TablePlan:
    """Plan the rows of the inbox anew, with what has been confirmed since; rows that are taken leave it."""
    from chipmap.model.exchange.outside_tables.mapping import read_mapping

    waiting: dict[tuple[str, str, str], list[InboxRow]] = {}
    for row in dataset.inbox_rows.values():
        waiting.setdefault((row.fingerprint, row.file, row.sheet), []).append(row)
    tables = []
    for (fingerprint, file, sheet), rows in waiting.items():
        kept = dataset.kept_mappings.get(fingerprint)
        if kept is not None:
            (mapping,) = read_mapping(kept.mapping).tables
            tables.append((_rebuilt(file, sheet, rows), mapping))
    plan = plan_tables(tables, dataset, resolve_place=resolve_place, names=names, progress=progress)
    return _with_other_rows(plan, dataset.with_changes(plan.changes), resolve_place, progress)


def _with_other_rows(
    plan: TablePlan, dataset: Dataset, resolve_place: PlaceResolver, progress: Progress
) -> TablePlan:
    """The plan with the rows of scorecards and registers that wait; the dataset has its names already."""
    from chipmap.model.exchange.collaboration_inbox import retry_register
    from chipmap.model.exchange.unknown_rows import retry_rows

    spellings = Spellings(dataset, {}, resolve_place)
    scored = retry_rows(dataset, spellings, resolve_place=resolve_place, progress=progress)
    worked = retry_register(dataset.with_changes(scored.changes), spellings.place, progress)
    return TablePlan(
        (plan.changes + scored.changes + worked.changes).composed(),
        plan.rows + scored.taken + len(scored.waiting) + worked.taken + len(worked.waiting),
        plan.unchanged,
        (*plan.inbox, *scored.waiting, *worked.waiting),
        (*plan.unmatched, *spellings.unmatched()),
        (*plan.issues, *scored.issues, *worked.issues),
    )


def _rebuilt(file: str, sheet: str, rows: Sequence[InboxRow]) -> OutsideTable:
    """The table of rows that wait, as far as they go."""
    cells = {row.row: json.loads(row.cells) for row in rows}
    headings = dict.fromkeys(heading for row in cells.values() for heading in row)
    columns = {heading: column for column, heading in enumerate(headings, start=1)}
    listed = tuple(
        TableRow(number, {heading: text for heading, text in cells[number].items() if text})
        for number in sorted(cells)
    )
    return OutsideTable(file, sheet, 0, columns, listed)


def _check(table: OutsideTable, mapping: TableMapping) -> None:
    if mapping.missing:
        is_unclear = mapping.missing == required_fields(mapping.target)
        raise TableRefused(
            reason="unclear" if is_unclear else "field",
            file=table.file,
            fields=", ".join(mapping.missing),
            columns=", ".join(table.headings)[:_MOST_SIGNS],
        )
    for field_name, heading in mapping.columns.items():
        if heading not in table.columns and table.header_row:
            raise TableRefused(reason="column", file=table.file, fields=heading, field=field_name)


def _shared(tables: Sequence[MappedTable], dataset: Dataset) -> str:
    """The name of the set of tables: the one under which they came before, else one of their headings."""
    prints = sorted(table.fingerprint for table, _mapping in tables)
    known = [dataset.kept_mappings[key].shared for key in prints if key in dataset.kept_mappings]
    return known[0] if known else hashlib.sha256("".join(prints).encode()).hexdigest()[:_SIGNS_OF_SET]


def _kept(table: OutsideTable, mapping: TableMapping, shared: str) -> KeptMapping:
    return KeptMapping(table.fingerprint, table.file, MappingSet((mapping,)).text(), shared)


def _take_row(reading: RowReading, gathering: Gathering) -> None:
    try:
        _TAKE[reading.mapping.target](reading, gathering)
    except RowRefused as refused:
        gathering.refuse(reading, refused.issue)
    else:
        gathering.release(reading)


def _plan(gathering: Gathering, rows: int, unchanged: int) -> TablePlan:
    inbox = {row.id: row for row in gathering.inbox}
    kept = [
        Change(gathering.dataset_before.inbox_rows.get(key), row)
        for key, row in inbox.items()
        if gathering.dataset_before.inbox_rows.get(key) != row
    ]
    gone = [Change(row, None) for key, row in gathering.released.items() if key not in inbox]
    return TablePlan(
        ChangeSet((*gathering.changes.values(), *kept, *gone)),
        rows,
        unchanged,
        tuple(inbox.values()),
        gathering.spellings.unmatched(),
        tuple(gathering.issues),
    )
