"""Rows of a scorecard that belong to nothing in the workspace: they wait in the inbox with what they say.

None is dropped: it stays there until a person says which place and segment it means, or sets it aside.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.outside_tables.spellings import Spellings
from chipmap.model.exchange.raw_workbook import CellValue, RawSheet, RawWorkbook
from chipmap.model.exchange.recognised_words import column_key_of
from chipmap.model.exchange.row_reading import RowReader
from chipmap.model.exchange.rows_finding import FoundRow
from chipmap.model.exchange.scorecard_layout import IDENTITY, SCHEMA, SCORES
from chipmap.model.issues import Issue, Severity
from chipmap.model.progress import Progress, silent
from chipmap.model.records import InboxRow

UNKNOWN: Final = "row-unknown"
_BALLOT: Final = "scorecard"
_ID_SIGNS = 16
_KNOWN_BEFORE = frozenset({"base-missing", "row-relinked"})
"""What is true of every row that waited, and needs no word."""


class Ballot(NamedTuple):
    """Whose answers a row that waits holds."""

    rater: str
    round: int


@dataclass(frozen=True)
class RetriedRows:
    """What rows of scorecards become once their names are known; `waiting` are those that stay."""

    changes: ChangeSet
    taken: int
    waiting: tuple[InboxRow, ...]
    issues: tuple[Issue, ...]


def rows_for_inbox(rows: Iterable[FoundRow], reader: RowReader, ballot: Ballot) -> tuple[InboxRow, ...]:
    """The rows that belong to nothing here and say something, as the inbox keeps them."""
    sheet, keys = reader.found.sheet, reader.input_keys
    columns = [reader.found.columns[key] for key in keys]
    unknown = [row for row in rows if row.key is None]
    answered = [
        row for row in unknown if any(sheet.value(row.number, column) is not None for column in columns)
    ]
    headings = _headings(reader) if answered else {}
    found = {}
    for row in answered:
        kept = _kept_row(row, reader, headings, ballot)
        found[kept.id] = kept
    return tuple(found.values())


def _headings(reader: RowReader) -> dict[int, str]:
    """The columns of the sheet by what stands above them; one that stands twice is numbered."""
    texts: dict[int, str] = {}
    for column, cell in sorted(reader.found.sheet.rows[reader.found.header_row].items()):
        stem = " ".join(plain_text(cell).split())
        text, again = stem, 2
        while text in texts.values():
            text, again = f"{stem} ({again})", again + 1
        if text:
            texts[column] = text
    return texts


def _kept_row(row: FoundRow, reader: RowReader, headings: Mapping[int, str], ballot: Ballot) -> InboxRow:
    cells = {
        heading: plain_text(reader.found.sheet.value(row.number, column))
        for column, heading in headings.items()
    }
    packed = json.dumps(cells, ensure_ascii=False)
    fingerprint = f"{_BALLOT}:{ballot.round}:{ballot.rater}"
    label = " · ".join(filter(None, row.labels))
    return InboxRow(
        id="I-" + hashlib.sha256(f"{fingerprint}\n{packed}".encode()).hexdigest()[:_ID_SIGNS],
        file=reader.file,
        sheet=reader.found.sheet.name,
        row=row.number,
        fingerprint=fingerprint,
        reason=UNKNOWN,
        field_name="row_id",
        value=label or row.id,
        cells=packed,
    )


def ballot_of(row: InboxRow) -> Ballot | None:
    """Whose answers a row of the inbox holds; `None` where it came from another kind of table."""
    kind, _, rest = row.fingerprint.partition(":")
    number, _, rater = rest.partition(":")
    return Ballot(rater, int(number)) if kind == _BALLOT and rater and number.isdecimal() else None


def retry_rows(
    dataset: Dataset,
    spellings: Spellings,
    *,
    resolve_place: Callable[[str], str | None],
    progress: Progress = silent,
) -> RetriedRows:
    """Plan the rows of scorecards that wait: those whose place and segment are known by now are merged.

    A difference to the ballot is a conflict, because nobody knows what had been sent out. A row in which
    something cannot be read waits on with all that it says.
    """
    waiting: dict[tuple[Ballot, str, str], list[InboxRow]] = {}
    for row in dataset.inbox_rows.values():
        ballot = ballot_of(row)
        if ballot is not None:
            waiting.setdefault((ballot, row.file, row.sheet), []).append(row)
    present, steps, stays, issues, taken = dataset, ChangeSet(), [], [], 0
    for number, ((ballot, _file, _sheet), rows) in enumerate(waiting.items()):
        progress.step(number, len(waiting))
        known = {row.id: cells for row in rows if (cells := _with_known_labels(row, present, spellings))}
        stays += [row for row in rows if row.id not in known]
        changes, kept, found = _merged(
            present, ballot, [(row, known[row.id]) for row in rows if row.id in known], resolve_place
        )
        stays += kept
        issues += found
        taken += len(known) - len(kept)
        present = present.with_changes(changes)
        steps += changes
    return RetriedRows(steps.composed(), taken, tuple(stays), tuple(issues))


def _with_known_labels(row: InboxRow, dataset: Dataset, spellings: Spellings) -> dict[str, str] | None:
    """The cells of a row with ids and names of this workspace as labels; `None` while one is unknown."""
    cells: dict[str, str] = json.loads(row.cells)
    headings = {column_key_of(heading): heading for heading in reversed(list(cells))}
    subject, capability = (headings.get(key, "") for key in ("subject", "capability"))
    holder = spellings.holder(cells[subject]) if cells.get(subject) else None
    segment = spellings.segment(cells[capability]) if cells.get(capability) else None
    if holder is None or segment is None or (holder.organisation and not holder.institution):
        return None
    cells.pop(headings.get("row_id", ""), None)
    cells[subject] = holder.institution or holder.place
    cells[capability] = dataset.segments[segment].name
    return cells


def _merged(
    dataset: Dataset,
    ballot: Ballot,
    rows: Sequence[tuple[InboxRow, Mapping[str, str]]],
    resolve_place: Callable[[str], str | None],
) -> tuple[ChangeSet, list[InboxRow], list[Issue]]:
    """What the rows change, those of them that stay in the inbox, and the findings."""
    from chipmap.model.exchange.scorecard_import import plan_import

    if not rows:
        return ChangeSet(), [], []
    numbered = _numbered(rows)
    plan = plan_import(_workbook(dataset, ballot, numbered), dataset, resolve_place=resolve_place)
    if plan.blocked_by is not None:
        return ChangeSet(), [row for row, _ in rows], [plan.blocked_by]
    said = [issue for issue in plan.issues if issue.code not in _KNOWN_BEFORE]
    unread = {
        int("".join(filter(str.isdigit, issue.place.cell)) or 0)
        for issue in said
        if issue.place is not None and issue.severity is Severity.ERROR
    }
    kept = [row for number, (row, _) in numbered.items() if number in unread]
    gone = [Change(row, None) for number, (row, _) in numbered.items() if number not in unread]
    changes = replace(plan, unknown_rows=()).changes
    return changes + ChangeSet.of(gone), kept, said


def _numbered(
    rows: Sequence[tuple[InboxRow, Mapping[str, str]]],
) -> dict[int, tuple[InboxRow, Mapping[str, str]]]:
    """The rows by their number in the sheet; of two copies with one number the later moves down."""
    numbered: dict[int, tuple[InboxRow, Mapping[str, str]]] = {}
    for row, cells in rows:
        number = max(row.row, 2)
        while number in numbered:
            number += 1
        numbered[number] = (row, cells)
    return numbered


def _workbook(
    dataset: Dataset, ballot: Ballot, rows: Mapping[int, tuple[InboxRow, Mapping[str, str]]]
) -> RawWorkbook:
    """The scorecard that the rows make together."""
    headings = dict.fromkeys(heading for _, cells in rows.values() for heading in cells)
    columns = {heading: column for column, heading in enumerate(headings, start=1)}
    listed: dict[int, dict[int, CellValue]] = {1: {column: text for text, column in columns.items()}}
    for number, (_, cells) in rows.items():
        listed[number] = {columns[heading]: text for heading, text in cells.items() if text}
    stated = {
        "schema": str(SCHEMA),
        "workspace_id": dataset.settings.workspace_id,
        "scorecard_id": "inbox-"
        + hashlib.sha256("".join(row.id for row, _ in rows.values()).encode()).hexdigest()[:10],
        "rater_id": ballot.rater,
        "round": str(ballot.round),
    }
    identity = {number: dict(_pair(pair)) for number, pair in enumerate(stated.items(), start=1)}
    sheets = (RawSheet(SCORES, listed), RawSheet(IDENTITY, identity, "veryHidden"))
    return RawWorkbook(next(iter(rows.values()))[0].file, sheets)


def _pair(pair: tuple[str, str]) -> Iterator[tuple[int, CellValue]]:
    yield from enumerate(pair, start=1)
