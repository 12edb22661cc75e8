"""Tells which subject and segment each row of a scorecard is about: by its id, else by its labels.

Ids and labels that disagree on many rows mean that somebody sorted some of the columns. Then neither is
believed until a person says which to trust.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class RowIndex:
    """Rows of this workspace by id and by folded labels."""

    by_id: Mapping[str, tuple[str, str]]
    by_labels: Mapping[tuple[str, str], tuple[str, str]]
    labels: Mapping[tuple[str, str], tuple[frozenset[str], str]]
    """For each row the folded names of its subject, and of its segment."""
    subject_names: frozenset[str]
    segment_names: frozenset[str]


def find_rows(found: FoundScores, index: RowIndex, trust: Trust | None) -> list[FoundRow]:
    """The rows with content below the header, with what each is about."""
    rows = [_found_row(number, cells, found, index) for number, cells in _filled_rows(found)]
    if trust is not Trust.LABELS:
        return rows
    return [_by_labels(row, index) for row in rows]


def are_sorted_apart(rows: Iterable[FoundRow]) -> bool:
    """Whether ids and labels disagree on so many rows that a part of the columns must have been sorted."""
    known = [row for row in rows if row.key is not None and not row.is_relinked]
    disagreeing = sum(row.disagrees for row in known)
    return disagreeing >= 2 and disagreeing > TOLERATED_DISAGREEMENT * len(known)


def index_rows(dataset: Dataset, identity: Identity, subjects: Iterable[str]) -> RowIndex:
    """Index the rows that a scorecard of these subjects can have."""
    segments = [(segment.id, folded(segment.name)) for segment in scorable_segments(dataset)]
    names = Counter(name for _, name in segments)
    by_id, by_labels, labels = {}, {}, {}
    for subject in subjects:
        called = frozenset(folded(name) for name in names_of(dataset, identity, subject))
        for segment, name in segments:
            key = (subject, segment)
            by_id[row_id(subject, segment)] = key
            labels[key] = (called, name)
            if names[name] == 1:
                for label in called:
                    by_labels[label, name] = key
    subject_names = frozenset(name for called, _ in labels.values() for name in called)
    return RowIndex(by_id, by_labels, labels, subject_names, frozenset(names))


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


def subjects_in(found: FoundScores, identity: Identity, dataset: Dataset) -> list[str]:
    """The subjects that the file can be about: those it names itself, else those whose names stand in it."""
    stated = [subject for subject in identity.subjects if dataset.has_subject(subject)]
    if stated:
        return stated
    everyone = [str(key) for key in (*dataset.countries, *dataset.regions, *dataset.institutions)]
    column = found.columns.get("subject")
    if column is None:
        return everyone
    called = {folded(plain_text(cells.get(column))) for cells in found.sheet.rows.values()}
    named = [
        subject
        for subject in everyone
        if any(folded(name) in called for name in names_of(dataset, identity, subject) if name)
    ]
    return named or everyone


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
    key = index.by_id.get(stated)
    if key is not None:
        disagrees, is_renamed = _compare(labels, key, index)
        return FoundRow(number, stated, key, labels, disagrees=disagrees, is_renamed=is_renamed)
    return _by_labels(FoundRow(number, stated, None, labels), index)


def _by_labels(row: FoundRow, index: RowIndex) -> FoundRow:
    key = index.by_labels.get((folded(row.labels[0]), folded(row.labels[2])))
    if key is None:
        return FoundRow(row.number, row.id, None, row.labels)
    return FoundRow(row.number, row_id(*key), key, row.labels, is_relinked=row_id(*key) != row.id)


def _compare(labels: tuple[str, str, str], key: tuple[str, str], index: RowIndex) -> tuple[bool, bool]:
    """Whether the labels name another row, and whether they name none; a missing label says nothing."""
    names, segment = index.labels[key]
    subject_label, capability = folded(labels[0]), folded(labels[2])
    differs = [(subject_label, index.subject_names)] if subject_label and subject_label not in names else []
    if capability and capability != segment:
        differs.append((capability, index.segment_names))
    return any(label in known for label, known in differs), any(
        label not in known for label, known in differs
    )
