"""The workbook of the register as values: its sheets, columns and units, and what a record says in them.

Everything is compared as canonical texts: keys instead of words, one key a line, blank for what is not known.
Fields that make sense together alone (a sum and its currency, a review with its owner and day) are one unit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.edits.collaborations import institutions_by_name
from chipmap.model.exchange.travelled_texts import shielded
from chipmap.model.records import Budget, Collaboration, DueDiligence, DueDiligenceTopic

SCHEMA: Final = 1
"""The version of this layout; a file with a higher one was written by a newer Chipmap."""
KIND: Final = "collaborations"
"""What the identity sheet calls this kind of workbook."""

READ_ME: Final = "Read me"
LISTS: Final = "Lists"
IDENTITY: Final = "_chipmap"
BASE: Final = "_base"
LONGEST_PART: Final = 30_000
"""Characters in one cell of a hidden sheet; a cell holds 32,767."""
HEADER_ROW: Final = 4
"""Counted from 1, as Excel does; the rows above carry the title and what to do."""


class Sheet(StrEnum):
    """The sheets that are read back, by the names that they have in every language."""

    WORKS = "Collaborations"
    BUDGETS = "Budgets"
    CHECKS = "Due diligence"


class Shape(StrEnum):
    """What a column holds, which decides how it is written and read."""

    ID = "id"
    LABEL = "label"
    """Printed for people, and read only where the id is missing."""
    WORD = "word"
    """One of a list of words."""
    PLACES = "places"
    PLACE = "place"
    INSTITUTIONS = "institutions"
    SEGMENTS = "segments"
    SOURCE = "source"
    LINES = "lines"
    LINE = "line"
    TEXT = "text"
    DATE = "date"
    WHOLE = "whole"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `unit` is what it is merged in; a key that identifies the row has none."""

    key: str
    shape: Shape
    unit: str
    width: float


def _column(key: str, shape: Shape, width: float, unit: str | None = None) -> Column:
    return Column(key, shape, key if unit is None else unit, width)


PERIOD, READINESS, STEP, MONEY, REVIEW = "period", "readiness", "next_step", "money", "review"

COLUMNS: Final[Mapping[Sheet, tuple[Column, ...]]] = {
    Sheet.WORKS: (
        _column("id", Shape.ID, 20, ""),
        _column("name", Shape.LINE, 40),
        _column("collaboration_kind", Shape.WORD, 20),
        _column("stage", Shape.WORD, 11),
        _column("partners", Shape.PLACES, 28),
        _column("institutions", Shape.INSTITUTIONS, 32),
        _column("segments", Shape.SEGMENTS, 34),
        _column("topic", Shape.TEXT, 45),
        _column("start", Shape.DATE, 12, PERIOD),
        _column("end", Shape.DATE, 12, PERIOD),
        _column("trl_from", Shape.WHOLE, 8, READINESS),
        _column("trl_to", Shape.WHOLE, 8, READINESS),
        _column("restrictions", Shape.TEXT, 30),
        _column("documents", Shape.LINES, 40),
        _column("next_step", Shape.TEXT, 34, STEP),
        _column("next_owner", Shape.LINE, 20, STEP),
        _column("next_date", Shape.DATE, 12, STEP),
        _column("source", Shape.SOURCE, 26),
    ),
    Sheet.BUDGETS: (
        _column("id", Shape.ID, 20, ""),
        _column("name", Shape.LABEL, 40, ""),
        _column("partner", Shape.PLACE, 26, ""),
        _column("amount", Shape.AMOUNT, 16, MONEY),
        _column("currency", Shape.LINE, 10, MONEY),
        _column("year", Shape.WHOLE, 8),
        _column("source", Shape.LINE, 40),
    ),
    Sheet.CHECKS: (
        _column("id", Shape.ID, 20, ""),
        _column("name", Shape.LABEL, 40, ""),
        _column("topic", Shape.WORD, 20, ""),
        _column("state", Shape.WORD, 14, REVIEW),
        _column("owner", Shape.LINE, 22, REVIEW),
        _column("reviewed_on", Shape.DATE, 14, REVIEW),
        _column("due", Shape.DATE, 12),
        _column("note", Shape.TEXT, 50),
        _column("documents", Shape.LINES, 40),
    ),
}

Cells = Mapping[str, str]
"""What a row says, by column key, in canonical form; what is blank is left out."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row of one sheet; `key` is what it is known by: an id, and the partner or topic beside it."""

    sheet: Sheet
    key: tuple[str, ...]
    cells: Cells

    @property
    def id(self) -> str:
        return row_id(self.sheet, self.key)


def row_id(sheet: Sheet, key: Iterable[str]) -> str:
    """The text by which a row is known in the base copy and among the items of an import."""
    return "|".join((sheet.value, *key))


def sheet_and_key(row: str) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet and key that make a row id."""
    name, _sign, rest = row.partition("|")
    if name == Sheet.WORKS:
        return Sheet.WORKS, (rest,)
    first, _sign, second = rest.rpartition("|")
    return Sheet(name), (first, second)


def units_of(sheet: Sheet) -> dict[str, tuple[Column, ...]]:
    """The columns of each unit of a sheet, in order."""
    units: dict[str, tuple[Column, ...]] = {}
    for column in COLUMNS[sheet]:
        if column.unit:
            units[column.unit] = (*units.get(column.unit, ()), column)
    return units


def register_rows(dataset: Dataset) -> Iterator[RegisterRow]:
    """Every row of the workbook: collaborations, their budgets, and every topic of whoever has any check.

    Each collaboration has its five topics, and each place of which one is recorded.
    """
    known = institutions_by_name(dataset)
    for work in dataset.collaborations.values():
        yield RegisterRow(Sheet.WORKS, (work.id,), cells_of_work(work, known))
    for work in dataset.collaborations.values():
        for budget in dataset.budgets.of(work.id).values():
            yield RegisterRow(Sheet.BUDGETS, (work.id, budget.partner), cells_of_budget(budget))
    checked = dict.fromkeys(check.subject for check in dataset.due_diligence.values())
    for subject in dict.fromkeys((*map(str, dataset.collaborations), *checked)):
        for topic in DueDiligenceTopic:
            check = dataset.due_diligence.get((subject, topic.value))
            yield RegisterRow(Sheet.CHECKS, (subject, topic.value), cells_of_check(check))


def cells_of_work(work: Collaboration, institutions_known: Mapping[str, str]) -> dict[str, str]:
    """What a collaboration says, column by column; institutions by id where their name is known."""
    institutions = (canonical_institution(one, institutions_known) for one in work.institutions)
    return _filled(
        name=work.name,
        collaboration_kind=work.collaboration_kind,
        stage=work.stage,
        partners="\n".join(work.partners),
        institutions="\n".join(dict.fromkeys(institutions)),
        segments="\n".join(work.segments),
        topic=work.topic,
        start=work.start,
        end=work.end,
        trl_from=_text(work.trl_from),
        trl_to=_text(work.trl_to),
        restrictions=work.restrictions,
        documents="\n".join(work.documents),
        next_step=work.next_step,
        next_owner=work.next_owner,
        next_date=work.next_date,
        source=work.source,
    )


def cells_of_budget(budget: Budget) -> dict[str, str]:
    """What a budget says, column by column."""
    amount, year = amount_text(budget.amount), _text(budget.year)
    return _filled(amount=amount, currency=budget.currency, year=year, source=budget.source)


def cells_of_check(check: DueDiligence | None) -> dict[str, str]:
    """What a check says, column by column; one that is not recorded says nothing."""
    if check is None:
        return {}
    return _filled(
        state=check.state.value,
        owner=check.owner,
        reviewed_on=check.reviewed_on,
        due=check.due,
        note=check.note,
        documents="\n".join(check.documents),
    )


def canonical_institution(named: str, known: Mapping[str, str]) -> str:
    """The id of an institution that is named in any way; a name that nobody knows stays as it is."""
    return known.get(named.casefold(), named)


def amount_text(amount: float) -> str:
    """An amount as a spreadsheet keeps it: fifteen digits."""
    return f"{amount:.15g}"


def base_line(cells: Cells) -> str:
    """A row of the base copy: its canonical cells as JSON with sorted keys."""
    return shielded(json.dumps(dict(sorted(cells.items())), ensure_ascii=False, separators=(",", ":")))


def base_digest(lines: Iterable[tuple[str, str]]) -> str:
    """The hash over the base copy, row id and line, in the order of the ids."""
    digest = hashlib.sha256()
    for row, line in sorted(lines):
        digest.update(f"{row}\t{line}\n".encode())
    return digest.hexdigest()


def export_id(workspace_id: str, revision: int, exported_at: str) -> str:
    """The key of one export: whoever returns it again continues from what they returned first."""
    text = f"{KIND}\n{workspace_id}\n{revision}\n{exported_at}"
    return "w" + hashlib.sha256(text.encode()).hexdigest()[:12]


def _filled(**cells: str) -> dict[str, str]:
    return {key: text for key, text in cells.items() if text}


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
