"""Tells which subject and segment each row of a scorecard is about: by its id, else by its labels.

Ids and labels that disagree on many rows mean that somebody sorted some of the columns. Then neither is
believed until a person says which to trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.raw_workbook import CellValue
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.scorecard_identity import Identity
from chipmap.model.exchange.scorecard_layout import row_id, scorable_segments
from chipmap.model.exchange.scores_finding import FoundScores

TOLERATED_DISAGREEMENT: Final = 0.05
"""The part of the rows whose labels may differ from their ids: names are changed here and there."""
_LABELS = ("subject", "stage", "capability")

PlaceResolver = Callable[[str], str | None]
"""Gives the code of a place by any of its spellings."""


class Trust(StrEnum):
    """What to believe where ids and labels disagree."""

    LABELS = "labels"
    IDS = "ids"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the sheet; `key` is subject and segment, `None` where the row could not be told."""

    number: int
    id: str
    key: tuple[str, str] | None
    labels: tuple[str, str, str]
    is_relinked: bool = False
    disagrees: bool = False
    """The labels name another row than the id does."""
    is_renamed: bool = False
    """The labels name no row at all, so a name was changed on one side."""


class RowIndex:
    """Rows of this workspace by id and by labels, for the subjects that a file says it is about.

    Labels are compared with the names of every subject there is: a sheet that was renamed throughout to
    another place must not pass for the first one.
    """

    def __init__(
        self, dataset: Dataset, identity: Identity, resolve_place: PlaceResolver | None = None
    ) -> None:
        everyone = [str(key) for key in (*dataset.countries, *dataset.regions, *dataset.institutions)]
        stated = [subject for subject in identity.subjects if dataset.has_subject(subject)]
        self.subjects = stated or everyone
        self._resolve_place = resolve_place
        self._dataset = dataset
        segments = [(segment.id, folded(segment.name)) for segment in scorable_segments(dataset)]
        self._by_id = {
            row_id(subject, segment): (subject, segment)
            for subject in self.subjects
            for segment, _ in segments
        }
        self._segment_names = dict(segments)
        self._segments: dict[str, set[str]] = {}
        for segment, name in segments:
            self._segments.setdefault(name, set()).add(segment)
        self._called: dict[str, set[str]] = {}
        for subject in dict.fromkeys((*self.subjects, *everyone)):
            for name in filter(None, map(folded, names_of(dataset, identity, subject))):
                self._called.setdefault(name, set()).add(subject)

    def row_of(self, stated: str) -> tuple[str, str] | None:
        """Subject and segment of a row id."""
        return self._by_id.get(stated)

    @property
    def positions(self) -> dict[tuple[str, str], int]:
        """Where each row stands among those of the file's subjects, in the order in which they were sent."""
        return {key: number for number, key in enumerate(self._by_id.values())}

    def missing(self, rows: Iterable[FoundRow]) -> list[tuple[str, str]]:
        """The rows of the file's subjects that do not stand in it, in the order in which they were sent."""
        present = {row.key for row in rows}
        return [key for key in self._by_id.values() if key not in present]

    def row_called(self, subject: str, capability: str, *, anywhere: bool) -> tuple[str, str] | None:
        """Subject and segment that two labels name together; `None` where they are unknown or unclear.

        `anywhere` allows subjects that the file was not made for.
        """
        called = self.subjects_called(subject)
        found = called.intersection(self.subjects) or (called if anywhere else set())
        segments = self._segments.get(folded(capability), set())
        if len(found) != 1 or len(segments) != 1:
            return None
        return next(iter(found)), next(iter(segments))

    def subjects_called(self, label: str) -> set[str]:
        """The subjects that a label may mean, by any naming profile and language; empty for none."""
        name = folded(label)
        known = self._called.get(name)
        if known is None:
            place = self._resolve_place(label) if self._resolve_place is not None and name else None
            known = {place} if place is not None and self._dataset.has_subject(place) else set()
            self._called[name] = known
        return known

    def compare(self, labels: tuple[str, str, str], key: tuple[str, str]) -> tuple[bool, bool]:
        """Whether the labels name another row, and whether they name none; a missing label says nothing."""
        subject, segment = key
        differs = []
        if labels[0].strip() and subject not in self.subjects_called(labels[0]):
            differs.append(bool(self.subjects_called(labels[0])))
        if labels[2].strip() and folded(labels[2]) != self._segment_names[segment]:
            differs.append(folded(labels[2]) in self._segments)
        return any(differs), not all(differs)


def find_rows(found: FoundScores, index: RowIndex, trust: Trust | None) -> list[FoundRow]:
    """The rows with content below the header, with what each is about."""
    rows = [_found_row(number, cells, found, index) for number, cells in _filled_rows(found)]
    if trust is not Trust.LABELS:
        return rows
    return [_by_labels(row, index, anywhere=True) for row in rows]


def are_sorted_apart(rows: Iterable[FoundRow]) -> bool:
    """Whether ids and labels disagree on so many rows that a part of the columns must have been sorted."""
    known = [row for row in rows if row.key is not None and not row.is_relinked]
    disagreeing = sum(row.disagrees for row in known)
    return disagreeing >= 2 and disagreeing > TOLERATED_DISAGREEMENT * len(known)


def names_of(dataset: Dataset, identity: Identity, subject: str) -> Iterator[str]:
    """Every name by which a file may call a subject: as printed, its id, and the dataset's own names."""
    yield subject
    if subject in identity.subjects:
        yield identity.subjects[subject]
    institution = dataset.institutions.get(subject)
    if institution is not None:
        yield institution.name
        yield institution.short_name
    elif subject in dataset.countries:
        yield dataset.countries[subject].name
    elif subject in dataset.regions:
        yield dataset.regions[subject].meaning


def _filled_rows(found: FoundScores) -> Iterator[tuple[int, Mapping[int, CellValue]]]:
    """Rows below the header that say anything in a known column; merged labels are filled down."""
    label_columns = {found.columns[key] for key in _LABELS if key in found.columns}
    filled_down: dict[int, dict[int, CellValue]] = {}
    for first, left, last, right in found.sheet.marks.merged:
        value = found.sheet.value(first, left)
        if value is not None and last - first < len(found.sheet.rows) and left == right in label_columns:
            for row in range(first + 1, last + 1):
                filled_down.setdefault(row, {})[left] = value
    known = set(found.columns.values())
    for number in sorted(found.sheet.rows):
        if number > found.header_row:
            cells = found.sheet.rows[number]
            if number in filled_down:
                cells = {**filled_down[number], **cells}
            if not known.isdisjoint(cells):
                yield number, cells


def _found_row(number: int, cells: Mapping[int, CellValue], found: FoundScores, index: RowIndex) -> FoundRow:
    columns = found.columns
    stated, *texts = (plain_text(cells.get(columns.get(key, 0))) for key in ("row_id", *_LABELS))
    stated, labels = stated.strip().lower(), (texts[0], texts[1], texts[2])
    key = index.row_of(stated)
    if key is not None:
        disagrees, is_renamed = index.compare(labels, key)
        return FoundRow(number, stated, key, labels, disagrees=disagrees, is_renamed=is_renamed)
    return _by_labels(FoundRow(number, stated, None, labels), index, anywhere=False)


def _by_labels(row: FoundRow, index: RowIndex, *, anywhere: bool) -> FoundRow:
    key = index.row_called(row.labels[0], row.labels[2], anywhere=anywhere)
    if key is None:
        return FoundRow(row.number, row.id, None, row.labels)
    return FoundRow(row.number, row_id(*key), key, row.labels, is_relinked=row_id(*key) != row.id)
