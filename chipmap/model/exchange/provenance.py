"""Where a value in a ballot came from: which file, which cell, whose, when.

A value that was typed in here, or changed since it came, has no provenance.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.row_reading import units_of_cells
from chipmap.model.exchange.scorecard_layout import row_id
from chipmap.model.exchange.source_lines import SourceLines
from chipmap.model.records import ImportLog, MergeConflict, Resolution
from chipmap.model.records.history import RowKey
from chipmap.model.records.units import blank, text_of_value, units_of_score


@dataclass(frozen=True, slots=True)
class Provenance:
    """The import that brought a value, and its sheet and cell there, such as `Scores!E17`."""

    log: ImportLog
    place: str


def provenance_of(dataset: Dataset, row: RowKey, unit: str) -> Provenance | None:
    """Where the present value of a unit came from; `None` where no import brought it."""
    present = blank(units_of_score(dataset.scores.get(row)).get(unit))
    if present is None:
        return None
    stated = f"{row_id(row[0], row[1])}:{unit}"
    logs = sorted(dataset.import_logs.values(), key=lambda log: log.number, reverse=True)
    for log in logs:
        if (log.rater, log.round) == row[2:] and f'"{stated}' in log.cells:
            cells: Mapping[str, str] = json.loads(log.cells)
            said = json.loads(log.theirs).get(row_id(row[0], row[1]), {})
            value = units_of_cells(said, SourceLines(dataset)).get(unit)
            if stated in cells and blank(value) == present:
                return Provenance(log, cells[stated])
    return _of_decided_conflict(dataset, row, unit, text_of_value(present))


def _of_decided_conflict(dataset: Dataset, row: RowKey, unit: str, present: str) -> Provenance | None:
    conflicts: list[MergeConflict] = [
        conflict
        for conflict in dataset.merge_conflicts.values()
        if conflict.row == row and conflict.unit == unit and conflict.theirs == present
    ]
    for conflict in reversed(conflicts):
        log = dataset.import_logs.get(conflict.import_log)
        if conflict.resolution is Resolution.THEIRS and log is not None:
            return Provenance(log, conflict.place)
    return None
