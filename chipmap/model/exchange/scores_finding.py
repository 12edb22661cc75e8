"""Finds the sheet with the scores, its header row and its columns, whatever was renamed, moved or added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from chipmap.model.exchange.raw_workbook import RawSheet, RawWorkbook
from chipmap.model.exchange.recognised_words import column_key_of, folded
from chipmap.model.exchange.scorecard_identity import Identity
from chipmap.model.exchange.scorecard_layout import SCORES

LAST_HEADER_ROW: Final = 30
_ENOUGH_HEADERS = 2


@dataclass(frozen=True, slots=True)
class FoundScores:
    """The sheet with the scores; `columns` maps a column key to its number, from 1."""

    sheet: RawSheet
    header_row: int
    columns: Mapping[str, int]
    unknown: Mapping[int, str] = field(default_factory=dict)
    """Headers that mean nothing to Chipmap, or stand there twice, by the number of the passed-over column."""
    others: tuple[str, ...] = ()
    """Other sheets that could be the one with the scores."""

    @property
    def answers(self) -> tuple[str, ...]:
        """The keys of the columns that hold answers."""
        return tuple(key for key in self.columns if key.startswith(("level_", "need_")))


def find_scores(workbook: RawWorkbook, identity: Identity) -> FoundScores | None:
    """The sheet and row with the most known headers; of equals the sheet named `Scores` wins."""
    printed = {folded(header): key for key, header in identity.columns.items()}
    candidates = []
    for sheet in workbook.sheets:
        found = _best_header(sheet, printed)
        if found is not None:
            is_named = sheet.name == SCORES
            candidates.append(((len(found.columns), is_named, sheet.state == "visible"), found))
    if not candidates:
        return None
    best = max(candidates, key=lambda candidate: candidate[0])[1]
    others = (found.sheet.name for _, found in candidates if found is not best and _has_rows(found))
    return replace(best, others=tuple(others))


def _has_rows(found: FoundScores) -> bool:
    return any(row > found.header_row for row in found.sheet.rows)


def _best_header(sheet: RawSheet, printed: Mapping[str, str]) -> FoundScores | None:
    best: FoundScores | None = None
    for row in sorted(row for row in sheet.rows if row <= LAST_HEADER_ROW):
        columns: dict[str, int] = {}
        unknown: dict[int, str] = {}
        for column, value in sheet.rows[row].items():
            if not isinstance(value, str):
                continue
            key = printed.get(folded(value)) or column_key_of(value)
            if key is None or key in columns:
                unknown[column] = value
            else:
                columns[key] = column
        if best is None or len(columns) > len(best.columns):
            best = FoundScores(sheet, row, columns, unknown)
    if best is None or len(best.columns) < _ENOUGH_HEADERS or not best.answers:
        return None
    if "row_id" not in best.columns and "capability" not in best.columns:
        return None
    return best
