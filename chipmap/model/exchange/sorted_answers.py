"""Tells whether answers stand beside the wrong rows, because only some of the columns were sorted.

Row IDs and labels agree in such a file, so that they do not show it. What shows it is that the answers are
those that were sent out, in other rows; or that levels ascend all the way while the rows stand as sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.row_reading import RowReader
from chipmap.model.exchange.rows_finding import FoundRow
from chipmap.model.exchange.scorecard_layout import CellText

LEAST_MOVED: Final = 10
"""Fewer answers in other rows than this may be changes of mind."""
_OTHER_ANSWERS: Final = 0.1
"""The part of the moved answers that may have been edited besides."""
_BY_PLACE: Final = 0.25
_LEAST_DISTINCT: Final = 3
_LEVELS: Final = ("level_", "need_")


class SortedColumn(NamedTuple):
    """A column whose answers have moved, and in how many rows."""

    key: str
    moved: int


class AnsweredRow(NamedTuple):
    """One row in the order of the sheet: where it stood when it was sent out, and its cells then and now."""

    position: int
    sent: Mapping[str, str]
    present: Mapping[str, str]


def answered_rows(
    rows: Iterable[FoundRow],
    reader: RowReader,
    base: Mapping[str, Mapping[str, CellText]],
    positions: Mapping[tuple[str, str], int],
) -> list[AnsweredRow]:
    """The known rows of a sheet, each once, with the columns in which many cells are not as they were sent.

    `base` is what was sent out, `positions` where each row stood.
    """
    columns = [(key, reader.found.columns[key]) for key in reader.input_keys]
    once = {row.key: row for row in reversed(list(rows)) if row.key is not None}
    read = []
    differing: Counter[str] = Counter()
    for subject_and_segment, row in sorted(once.items(), key=lambda item: item[1].number):
        cells = reader.found.sheet.rows[row.number]
        sent: Mapping[str, CellText] = base.get(row.id, {})
        present = {key: reader.canonical(key, cells.get(column)) for key, column in columns}
        for key, value in present.items():
            if value != sent.get(key) and _plain(value) != _plain(sent.get(key)):
                differing[key] += 1
        read.append((positions[subject_and_segment], sent, present))
    # Bringing every text into one form takes longer than reading the file: only columns that may have moved.
    asked = {key for key, count in differing.items() if count >= LEAST_MOVED}
    return [
        AnsweredRow(position, _filled(sent, asked), _filled(present, asked))
        for position, sent, present in read
    ]


def _plain(value: object) -> str:
    return plain_text(value)  # type: ignore[arg-type]  # whatever a cell holds


def _filled(cells: Mapping[str, object], asked: Collection[str]) -> dict[str, str]:
    return {key: text for key in asked if (text := folded(_plain(cells.get(key))))}


def find_sorted_column(rows: Sequence[AnsweredRow], keys: Sequence[str]) -> SortedColumn | None:
    """The column with the most answers in wrong rows; `None` where nothing was sorted apart.

    Cells are compared as texts in one form; a blank cell is absent.
    """
    is_in_order = all(one.position < other.position for one, other in pairwise(rows))
    places = sorted(rows, key=lambda row: row.position)
    found = []
    for key in keys:
        moved = [row for row in rows if row.sent.get(key) != row.present.get(key)]
        if len(moved) < LEAST_MOVED:
            continue
        is_moved = (
            _has_same_answers(rows, key, len(moved))
            or (is_in_order and key.startswith(_LEVELS) and _is_put_in_order(rows, key))
            or (not is_in_order and _stayed_in_place(rows, places, key, len(moved)))
        )
        if is_moved:
            found.append(SortedColumn(key, len(moved)))
    return max(found, key=lambda column: column.moved, default=None)


def _has_same_answers(rows: Sequence[AnsweredRow], key: str, moved: int) -> bool:
    """Whether the column says what was sent out in other rows, but for a few cells."""
    sent = Counter(row.sent.get(key) for row in rows)
    present = Counter(row.present.get(key) for row in rows)
    told = [text for text in sent if text is not None]
    return len(told) > 1 and (present - sent).total() <= _OTHER_ANSWERS * moved


def _is_put_in_order(rows: Sequence[AnsweredRow], key: str) -> bool:
    present = [row.present[key] for row in rows if key in row.present]
    return _are_in_order(present) and not _are_in_order([row.sent[key] for row in rows if key in row.sent])


def _are_in_order(texts: Sequence[str]) -> bool:
    """Whether many answers ascend or descend: nobody answers so by chance."""
    if len(texts) < LEAST_MOVED or len(set(texts)) < _LEAST_DISTINCT:
        return False
    return list(texts) in (sorted(texts), sorted(texts, reverse=True))


def _stayed_in_place(
    rows: Sequence[AnsweredRow], places: Sequence[AnsweredRow], key: str, moved: int
) -> bool:
    """Whether the answers stand where they stood when sent out, while the names beside them have moved."""
    wrong = sum(
        before.sent.get(key) != row.present.get(key) for before, row in zip(places, rows, strict=True)
    )
    told = {row.sent.get(key) for row in rows}
    return len(told) > 1 and wrong <= _BY_PLACE * moved
