"""One row of an outside table through its mapping, and the plan that the rows are gathered in."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.exchange.cell_meanings import Meaning, plain_text
from chipmap.model.exchange.outside_tables.cells import text_of
from chipmap.model.exchange.outside_tables.mapping import TableMapping
from chipmap.model.exchange.outside_tables.spellings import Spellings
from chipmap.model.exchange.outside_tables.table import OutsideTable, TableRow
from chipmap.model.exchange.raw_workbook import CellValue
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import InboxRow, Institution, Key, Record, Source
from chipmap.model.rules import broken_rule
from chipmap.model.text_rules import LONGEST_TITLE, clean_text

V = TypeVar("V")
_ID_SIGNS = 16


class RowRefused(Exception):
    """The row cannot be taken; the finding says why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.code)
        self.issue = issue


@dataclass(frozen=True)
class RowReading:
    """What one row says of each field: its own cell, else the default for the whole table."""

    table: OutsideTable
    mapping: TableMapping
    row: TableRow

    def cell(self, name: str) -> CellValue | None:
        """The cell of a field; its default where the column is missing or the cell blank."""
        cell = self.row.cells.get(self.mapping.columns.get(name, ""))
        return cell if plain_text(cell).strip() else self.mapping.defaults.get(name)

    def text(self, name: str) -> str:
        """One line of text, empty where nothing is said."""
        return clean_text(text_of(self.cell(name)))

    def read(self, name: str, meaning: Meaning[V]) -> V | None:
        """The value of a meaning; a cell that could not be understood refuses the row."""
        if meaning.is_left_out:
            raise RowRefused(self.finding(meaning.code, name))
        return meaning.value

    def needed(self, name: str) -> str:
        """The text of a field without which the row says nothing."""
        text = self.text(name)
        if not text:
            raise RowRefused(self.finding("field-missing", name))
        return text

    def finding(self, code: str, name: str = "", severity: Severity = Severity.ERROR) -> Issue:
        """A finding at a cell of this row."""
        heading = self.mapping.columns.get(name, "")
        address = self.table.address(self.row.number, heading)
        shown = text_of(self.row.cells.get(heading)) or self.mapping.defaults.get(name, "")
        return Issue(
            code,
            severity,
            field_name=name,
            value=shown[:80],
            place=CellPlace(self.table.file, self.table.sheet, address),
            params={"column": heading, "row": self.row.number},
        )


@dataclass
class Gathering:
    """The plan while it grows: the dataset as it would be, changes, findings and rows for the inbox."""

    dataset: Dataset
    spellings: Spellings
    changes: dict[tuple[type[Record], Key], Change] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    inbox: list[InboxRow] = field(default_factory=list)
    released: dict[str, InboxRow] = field(default_factory=dict)
    unchanged: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    dataset_before: Dataset = field(init=False)
    """The workspace as it is: what was there before keeps its place in the chain."""
    taken_ids: set[str] = field(default_factory=set)
    _waiting: dict[tuple[type[Record], Key], Change] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dataset_before = self.dataset
        self._source_ids = {one.title.casefold(): one.id for one in self.dataset.sources.values()}
        self._institutions: dict[str, list[Institution]] = {}
        for institution in self.dataset.institutions.values():
            self._institutions.setdefault(institution.country, []).append(institution)

    def institutions_of(self, country: str) -> list[Institution]:
        """The institutions of a place, planned ones among them."""
        return self._institutions.get(country, [])

    def learn_institution(self, institution: Institution) -> None:
        """Let an institution that is planned be found by the rows after it."""
        self._institutions.setdefault(institution.country, []).append(institution)
        self.taken_ids.add(institution.id)

    def put(self, reading: RowReading, record: Record) -> None:
        """Add or change a record. A row that contradicts an earlier one of the same key is refused."""
        self.check(reading, record)
        earlier = self.changes.get((type(record), record.key))
        if earlier is not None and earlier.after != record:
            raise RowRefused(reading.finding("row-contradicts"))
        self.merge(record)

    def check(self, reading: RowReading, record: Record) -> None:
        """Refuse a row whose record a rule refuses."""
        if issue := broken_rule(record, self.dataset):
            raise RowRefused(replace(reading.finding(issue.code, issue.field_name), params=issue.params))

    def merge(self, record: Record) -> None:
        """Add or change a record, whatever was planned for it before."""
        key = (type(record), record.key)
        planned = self.changes.get(key)
        before = planned.before if planned else self.dataset.table(type(record)).get(record.key)
        if before == record:
            self.unchanged += planned is None
            self.changes.pop(key, None)
            self._waiting.pop(key, None)
            return
        change = Change(before, record)
        self.changes[key] = self._waiting[key] = change

    def known(self, record_type: type[Record], key: Key) -> Record | None:
        """A record as it would be: planned, else present."""
        planned = self.changes.get((record_type, key))
        found: Record | None = planned.after if planned else self.dataset.table(record_type).get(key)
        return found

    def settle(self) -> None:
        """Let the records so far be part of the dataset against which the next table is checked."""
        steps = [
            Change(self.dataset.table(kind).get(key), change.after)
            for (kind, key), change in self._waiting.items()
        ]
        self.dataset = self.dataset.with_changes(ChangeSet.of(steps))
        self._waiting.clear()

    def source(self, title: str) -> str:
        """The id of the source with this id or title; one that is new becomes a record."""
        if title in self.dataset.sources:
            return title
        title = title[:LONGEST_TITLE]
        known = self._source_ids.get(title.casefold())
        if known is None:
            known = "T-" + hashlib.sha256(title.casefold().encode()).hexdigest()[:10]
            self._source_ids[title.casefold()] = known
            self.merge(Source(known, title))
        return known

    def release(self, reading: RowReading) -> None:
        """Let a row that was taken leave the inbox, where it waited in one."""
        if self.dataset_before.inbox_rows:
            key, _packed = _inbox_id(reading)
            waiting = self.dataset_before.inbox_rows.get(key)
            if waiting is not None:
                self.released[key] = waiting

    def refuse(self, reading: RowReading, issue: Issue) -> None:
        """Put a row into the inbox with its reason."""
        table = reading.table
        key, packed = _inbox_id(reading)
        self.issues.append(issue)
        self.inbox.append(
            InboxRow(
                key,
                table.file,
                table.sheet,
                reading.row.number,
                table.fingerprint,
                issue.code,
                issue.field_name,
                issue.value,
                packed,
            )
        )

    def note(self, issues: Iterable[Issue]) -> None:
        """Findings that do not keep a row out."""
        self.issues.extend(issues)


def _inbox_id(reading: RowReading) -> tuple[str, str]:
    """The id that a row has in the inbox, and the row as it stands there: the same for the same content."""
    table = reading.table
    cells = {heading: plain_text(reading.row.cells.get(heading)) for heading in table.headings}
    packed = json.dumps(cells, ensure_ascii=False)
    identity = f"{table.fingerprint}\n{table.file}\n{table.sheet}\n{packed}"
    return "I-" + hashlib.sha256(identity.encode()).hexdigest()[:_ID_SIGNS], packed
