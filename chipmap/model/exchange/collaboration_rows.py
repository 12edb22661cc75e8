"""The rows of a register's workbook: which record each is about, and what its cells say.

A row is known by its id; without one by the name beside it. What belongs to nothing is kept for the inbox.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chipmap.model.dataset import Dataset
from chipmap.model.edits.record_ids import id_from_name
from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.collaboration_cells import CellReader
from chipmap.model.exchange.collaboration_layout import COLUMNS, KIND, Cells, Sheet, row_id
from chipmap.model.exchange.collaboration_sheets import FoundSheet
from chipmap.model.exchange.raw_workbook import CellValue, cell_name
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.progress import Progress
from chipmap.model.records import DueDiligenceTopic, InboxRow

MOST_DISAGREEING = 0.05
"""Rows whose id and name belong to different collaborations; more of them were probably sorted in part."""
_FEW_DISAGREEING = 2
_ROWS_PER_STEP = 50
_ID_SIGNS = 16
_KEYS = frozenset({"id", "name", "partner", "topic"})


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One row: its record, what its cells say in canonical form, and where each column stands."""

    sheet: Sheet
    key: tuple[str, ...]
    cells: Cells
    places: Mapping[str, CellPlace]

    @property
    def id(self) -> str:
        return row_id(self.sheet, self.key)


@dataclass(slots=True)
class RowsReader:
    """Reads the rows of all sheets; findings, rows for the inbox and names gather while it reads."""

    file: str
    dataset: Dataset
    cells: CellReader
    sent: Mapping[str, Cells] | None
    ours: Mapping[str, Cells]
    trust: Trust | None
    issues: list[Issue] = field(default_factory=list)
    unknown: list[InboxRow] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """The names of collaborations that are here or in the file, by id."""
    disagreeing: int = 0
    _ids: dict[str, str] = field(default_factory=dict)
    """Ids by folded names, of collaborations that are here, were sent out, or are new in the file."""

    def read(self, sheets: Sequence[FoundSheet], progress: Progress) -> list[SaidRow]:
        """The rows that are about something, in the order of the sheets; a copy that says the same is one."""
        for known, texts in (self.sent or {}).items():
            if known.startswith(f"{Sheet.WORKS}|"):
                self._name(known.partition("|")[2], texts.get("name", ""))
        for work in self.dataset.collaborations.values():
            self._name(work.id, work.name)
        found: dict[str, SaidRow] = {}
        lines = [(sheet, number, cells) for sheet in sheets for number, cells in sheet.rows()]
        disagreeing = 0
        for at, (sheet, number, cells) in enumerate(lines):
            if at % _ROWS_PER_STEP == 0:
                progress.step(at, len(lines))
            disagreeing += self._disagrees(cells)
            row = self._row(sheet, number, cells)
            if row is None:
                self._keep_unknown(sheet, number, cells)
            elif row.id in found:
                self._note_copy(row, found[row.id])
            else:
                found[row.id] = row
        progress.step(len(lines), len(lines))
        if disagreeing > max(_FEW_DISAGREEING, MOST_DISAGREEING * len(lines)):
            self.disagreeing = disagreeing
        return list(found.values())

    def _name(self, key: str, name: str) -> None:
        self.names[key] = name
        self._ids[folded(name)] = key

    def _disagrees(self, cells: Mapping[str, CellValue]) -> bool:
        """Whether the id of a row belongs to one known collaboration and its name to another."""
        key, name = _text(cells, "id"), folded(_text(cells, "name"))
        other = self._ids.get(name)
        is_own = key in self.names and folded(self.names[key]) == name
        return key in self.names and other not in (None, key) and not is_own

    def _row(self, found: FoundSheet, number: int, cells: Mapping[str, CellValue]) -> SaidRow | None:
        key = self._key(found.sheet, cells)
        if key is None:
            return None
        row = row_id(found.sheet, key)
        kept = [texts.get(row, {}) for texts in (self.ours, self.sent or {})]
        said: dict[str, str] = {}
        places: dict[str, CellPlace] = {}
        for column in COLUMNS[found.sheet]:
            at = found.columns.get(column.key)
            if not column.unit or at is None:
                continue
            place = CellPlace(self.file, found.raw.name, cell_name(number, at))
            texts = [one[column.key] for one in kept if column.key in one]
            meaning = self.cells.said(found.sheet, column, cells.get(column.key), texts)
            places[column.key] = place
            if meaning.code:
                value = plain_text(cells.get(column.key))[:80]
                self.issues.append(
                    Issue(
                        meaning.code,
                        Severity.ERROR,
                        field_name=column.key,
                        value=value,
                        place=place,
                        row_id=row,
                    )
                )
            else:
                said[column.key] = meaning.text
        return SaidRow(found.sheet, key, said, places)

    def _key(self, sheet: Sheet, cells: Mapping[str, CellValue]) -> tuple[str, ...] | None:
        """What a row is known by; `None` where it belongs to nothing."""
        if sheet is Sheet.WORKS:
            work = self._work(cells) or self._new_work(cells)
            return None if work is None else (work,)
        if sheet is Sheet.BUDGETS:
            work, partner = self._work(cells), self.cells.place(_text(cells, "partner"))
            return None if work is None or partner is None else (work, partner)
        columns = {column.key: column for column in COLUMNS[sheet]}
        topic = self.cells.said(sheet, columns["topic"], cells.get("topic")).text
        subject = self._work(cells) or self.cells.place(_text(cells, "id") or _text(cells, "name"))
        is_topic = topic in [one.value for one in DueDiligenceTopic]
        return (subject, topic) if subject is not None and is_topic else None

    def _work(self, cells: Mapping[str, CellValue]) -> str | None:
        """The collaboration that a row names: by its id, unless the names are said to hold."""
        key, named = _text(cells, "id"), self._ids.get(folded(_text(cells, "name")))
        if key in self.names and (self.trust is not Trust.LABELS or named is None):
            return key
        if named is not None and (not key or key in self.names):
            return named
        return None

    def _new_work(self, cells: Mapping[str, CellValue]) -> str | None:
        """The id of a collaboration that the file adds; what has no name adds nothing."""
        name = " ".join(_text(cells, "name").split())
        if not name:
            return None

        def is_taken(key: str) -> bool:
            return key in self.names or self.dataset.has_subject(key)

        key = id_from_name(_text(cells, "id") or name, is_taken, otherwise="collaboration")
        self._name(key, name)
        return key

    def _note_copy(self, row: SaidRow, first: SaidRow) -> None:
        """Of rows about the same record the first holds; another that says something else is told."""
        if row.cells != first.cells:
            place = next(iter(row.places.values()), CellPlace(self.file))
            where = next(iter(first.places.values()), place).cell
            self.issues.append(
                Issue(
                    "register-row-twice",
                    Severity.ERROR,
                    place=place,
                    row_id=row.id,
                    value=self.names.get(row.key[0], row.key[0]),
                    params={"first": where},
                )
            )

    def _keep_unknown(self, found: FoundSheet, number: int, cells: Mapping[str, CellValue]) -> None:
        """A row that belongs to nothing here, as the inbox keeps it, if it says anything of its own."""
        if not set(cells) - _KEYS and found.sheet is not Sheet.WORKS:
            return
        headings = found.raw.rows.get(found.header_row, {})
        texts = {
            plain_text(headings.get(column)) or key: plain_text(cells.get(key))
            for key, column in found.columns.items()
        }
        packed = json.dumps(texts, ensure_ascii=False)
        place = CellPlace(self.file, found.raw.name, cell_name(number, min(found.columns.values())))
        label = " · ".join(filter(None, (_text(cells, key) for key in ("name", "id", "partner", "topic"))))
        digest = hashlib.sha256(f"{KIND}:{found.sheet.value}\n{packed}".encode()).hexdigest()
        unknown = Issue("register-row-unknown", Severity.WARNING, value=label[:80], place=place)
        self.issues.append(unknown)
        self.unknown.append(
            InboxRow(
                id="I-" + digest[:_ID_SIGNS],
                file=self.file,
                sheet=found.raw.name,
                row=number,
                fingerprint=f"{KIND}:{found.sheet.value}",
                reason="row-unknown",
                field_name="id",
                value=label[:80],
                cells=packed,
            )
        )


def _text(cells: Mapping[str, CellValue], key: str) -> str:
    return plain_text(cells.get(key)).strip()
