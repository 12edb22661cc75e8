"""Findings about a returned file as a whole: what was lost, added, hidden or renamed in it.

Whatever is not read is said here, so that no answer disappears without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from chipmap.model.exchange.raw_workbook import RawWorkbook, cell_name
from chipmap.model.exchange.rows_finding import FoundRow
from chipmap.model.exchange.scorecard_identity import Identity
from chipmap.model.exchange.scores_finding import FoundScores
from chipmap.model.issues import CellPlace, Issue, Severity


def findings_about_file(
    raw: RawWorkbook,
    identity: Identity,
    found: FoundScores,
    rows: Sequence[FoundRow],
    *,
    input_keys: Collection[str],
    has_base: bool,
) -> list[Issue]:
    """Everything that concerns more than one cell; `input_keys` are the columns this workspace can take."""
    place = CellPlace(raw.file, found.sheet.name)
    issues = [Issue(code, Severity.NOTICE, place=place) for code in raw.notices]
    if not has_base:
        issues.append(Issue("base-missing", Severity.WARNING, place=place))
    issues += _about_rows(found, rows, place)
    issues += _about_columns(identity, found, input_keys, place)
    return issues


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
    for key, header in identity.columns.items():
        if key not in found.columns:
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
