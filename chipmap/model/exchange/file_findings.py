"""Findings about a returned file as a whole: what was lost, added, hidden or renamed in it.

Whatever is not read is said here, so that no answer disappears without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from chipmap.model.exchange.raw_workbook import RawWorkbook, cell_name
from chipmap.model.exchange.rows_finding import FoundRow
from chipmap.model.exchange.scorecard_identity import Identity
from chipmap.model.exchange.scorecard_layout import GROUP_COLUMNS
from chipmap.model.exchange.scores_finding import FoundScores
from chipmap.model.issues import CellPlace, Issue, Severity

_NAMED: Final = 3
"""How many missing rows are called by their names."""


def findings_about_file(
    raw: RawWorkbook,
    identity: Identity,
    found: FoundScores,
    rows: Sequence[FoundRow],
    missing: Sequence[str],
    *,
    input_keys: Collection[str],
    has_base: bool,
) -> list[Issue]:
    """Everything that concerns more than one cell; `input_keys` are the columns this workspace can take.

    `missing` are the names of the rows of this workspace that the file does not have.
    """
    place = CellPlace(raw.file, found.sheet.name)
    read = {"read": found.sheet.name}
    issues = [Issue(code, Severity.NOTICE, place=place) for code in raw.notices]
    if not has_base:
        issues.append(Issue("base-missing", Severity.WARNING, place=place))
    issues += [
        Issue(
            "second-scores-sheet", Severity.NOTICE, value=name, place=CellPlace(raw.file, name), params=read
        )
        for name in found.others
    ]
    issues += _about_rows(found, rows, place)
    count = _lost_rows(identity, rows)
    if count and missing:
        params = {"count": count, "labels": ", ".join(missing[:_NAMED]) + (" …" if count > _NAMED else "")}
        issues.append(Issue("rows-missing", Severity.NOTICE, place=place, params=params))
    issues += _about_columns(identity, found, input_keys, place)
    return issues


def _lost_rows(identity: Identity, rows: Sequence[FoundRow]) -> int:
    """How many rows were sent out and did not come back; 0 where the file does not say how many were sent."""
    returned = {row.key or row.id for row in rows if row.key is not None or row.id}
    return max(0, (identity.rows or 0) - len(returned))


def _about_rows(found: FoundScores, rows: Sequence[FoundRow], place: CellPlace) -> Iterator[Issue]:
    hidden = sum(row.number in found.sheet.marks.hidden_rows for row in rows)
    if hidden:
        yield Issue("rows-hidden", Severity.WARNING, place=place, params={"count": hidden})
    if found.sheet.cut_after:
        params = {"row": found.sheet.cut_after}
        yield Issue("rows-after-gap", Severity.WARNING, place=place, params=params)
    renamed = sum(row.is_renamed or row.disagrees for row in rows)
    if renamed:
        yield Issue("labels-changed", Severity.NOTICE, place=place, params={"count": renamed})


def _about_columns(
    identity: Identity, found: FoundScores, input_keys: Collection[str], place: CellPlace
) -> Iterator[Issue]:
    """Columns that were sent out and are gone, and columns with values that nobody here can read."""
    for key in sorted(set(found.columns) - set(input_keys)):
        if key.startswith(("level_", "need_")):
            yield Issue("column-of-unknown-horizon", Severity.WARNING, place=place, params={"column": key})
    told = {column.key for column in GROUP_COLUMNS}
    for key, header in identity.columns.items():
        if key not in found.columns and key not in told:
            params = {"column": header, "row": found.header_row}
            yield Issue(
                "column-missing", Severity.WARNING, field_name=key, value=header, place=place, params=params
            )
    for column, header in found.unknown.items():
        below = (cells for row, cells in found.sheet.rows.items() if row > found.header_row)
        count = sum(column in cells for cells in below)
        if count:
            cell = CellPlace(place.file, place.sheet, cell_name(found.header_row, column))
            value = " ".join(header.split())[:80]
            yield Issue("column-unknown", Severity.WARNING, value=value, place=cell, params={"count": count})
