"""Scorecards as readings in memory: exported, filled in and handed back without a file between.

What `exported` gives is what the reader gives for the workbook of the same dataset; a test holds it to that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.raw_workbook import SAVED_AT, CellValue, RawSheet, RawWorkbook
from chipmap.model.exchange.scorecard_content import content_of
from chipmap.model.exchange.scorecard_layout import BASE, HEADER_ROW, IDENTITY, SCORES
from chipmap.model.records import OWNER
from chipmap.wording.scorecards import scorecard_words
from tests.model.exchange.scorecard_files import EXPORTED_AT, CountryNames

KEYS = (
    *("row_id", "subject", "stage", "capability", "level_now", "confidence", "year"),
    *("level_2030", "level_2035", "need_2030", "need_2035", "reason", "sources"),
)
"""The keys of the columns, in their order."""


def examples(usual: int) -> int:
    """How many examples a property is tried on: the benchmark of the merge asks for more."""
    return max(usual, int(os.environ.get("CHIPMAP_EXAMPLES", "0")))


def exported(
    dataset: Dataset,
    subjects: Sequence[str] = ("NLD",),
    *,
    rater: str = OWNER,
    revision: int = 0,
    minutes: int = 0,
) -> RawWorkbook:
    """The scorecard of a rater as it is sent out, so many minutes after the usual time."""
    content = content_of(
        dataset,
        subjects,
        rater=rater,
        words=scorecard_words(dataset.settings),
        names=CountryNames(),
        revision=revision,
        exported_at=EXPORTED_AT + timedelta(minutes=minutes),
    )
    rows: dict[int, dict[int, CellValue]] = {HEADER_ROW: dict(enumerate(content.headers, start=1))}
    for number, row in enumerate(content.rows, start=HEADER_ROW + 1):
        said: dict[str, Any] = dict(row.cells)
        if "confidence" in said:
            said["confidence"] = str(said["confidence"]).capitalize()
        said |= dict(zip(KEYS, (row.id, *row.labels), strict=False))
        rows[number] = {KEYS.index(key) + 1: value for key, value in said.items() if value is not None}
    return RawWorkbook(
        f"{'-'.join(subjects)} {rater}.xlsx",
        (
            RawSheet(SCORES, rows),
            RawSheet(IDENTITY, _pairs(content.identity), "veryHidden"),
            RawSheet(BASE, {1: {1: "row", 2: "cells"}, **_pairs(content.base, first=2)}, "veryHidden"),
        ),
    )


def _pairs(pairs: Sequence[tuple[str, str]], first: int = 1) -> dict[int, dict[int, CellValue]]:
    return {number: {1: key, 2: value} for number, (key, value) in enumerate(pairs, start=first)}


def with_rows(card: RawWorkbook, rows: Mapping[int, Mapping[int, CellValue]]) -> RawWorkbook:
    """The scorecard with other rows in its sheet of scores."""
    sheets = [replace(sheet, rows=rows) if sheet.name == SCORES else sheet for sheet in card.sheets]
    return replace(card, sheets=tuple(sheets))


def rows_of(card: RawWorkbook) -> dict[int, dict[int, CellValue]]:
    """The rows of scores below the header, as they can be changed."""
    sheet = card.sheet(SCORES)
    assert sheet is not None
    return {number: dict(cells) for number, cells in sheet.rows.items() if number > HEADER_ROW}


def header_of(card: RawWorkbook) -> dict[int, CellValue]:
    sheet = card.sheet(SCORES)
    assert sheet is not None
    return dict(sheet.rows[HEADER_ROW])


def filled_in(card: RawWorkbook, entries: Mapping[tuple[int, str], CellValue | None]) -> RawWorkbook:
    """The scorecard with cells typed over: row from 0 below the header, key of the column."""
    rows = rows_of(card)
    for (row, key), value in entries.items():
        cells, column = rows[HEADER_ROW + 1 + row], KEYS.index(key) + 1
        if value is None or value == "":
            cells.pop(column, None)
        else:
            cells[column] = value
    return with_rows(card, {HEADER_ROW: header_of(card), **rows})


def shuffled(card: RawWorkbook, rows: Sequence[int], columns: Sequence[int]) -> RawWorkbook:
    """The scorecard with its rows and columns in another order, each row kept whole."""
    old = rows_of(card)
    order = {old_column: new for new, old_column in enumerate(columns, start=1)}
    moved = {HEADER_ROW: _moved(header_of(card), order)}
    for new, number in enumerate(rows):
        moved[HEADER_ROW + 1 + new] = _moved(old[HEADER_ROW + 1 + number], order)
    return with_rows(card, moved)


def _moved(cells: Mapping[int, CellValue], order: Mapping[int, int]) -> dict[int, CellValue]:
    return {order[column]: value for column, value in cells.items()}


def without_rows(card: RawWorkbook, gone: Sequence[int]) -> RawWorkbook:
    """The scorecard with some rows deleted, counted from 0 below the header."""
    kept = {at: cells for at, cells in rows_of(card).items() if at - HEADER_ROW - 1 not in gone}
    return with_rows(card, {HEADER_ROW: header_of(card), **kept})


def without_base(card: RawWorkbook) -> RawWorkbook:
    """The scorecard without the copy of what was sent out."""
    return replace(card, sheets=tuple(sheet for sheet in card.sheets if sheet.name != BASE))


def saved_at(card: RawWorkbook, moment: str) -> RawWorkbook:
    """The scorecard as a program says that it saved it then."""
    return replace(card, properties={**card.properties, SAVED_AT: moment})
