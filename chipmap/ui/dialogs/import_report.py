"""The findings of an import as a table in a file, to be mailed back to whoever filled the scorecard in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from chipmap.model.errors import SaveFailed
from chipmap.model.issues import Issue, Severity
from chipmap.wording import _
from chipmap.wording.issues import reason_of, suggestion_of

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_report(path: Path, issues: Sequence[Issue]) -> int:
    """Write one line for each finding and return their number: a workbook, or CSV where the name says so."""
    header = (_("Sheet"), _("Cell"), _("Value"), _("What happened"), _("Finding"), _("What to do"))
    rows = _rows(issues)
    if path.suffix.casefold() == ".csv":
        content = _csv(header, rows)
    else:
        from chipmap.model.exchange.table_workbook import table_workbook

        content = table_workbook(_("Findings"), header, rows)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SaveFailed(path=path, reason=error.strerror or str(error)) from error
    return len(issues)


def _rows(issues: Iterable[Issue]) -> list[tuple[str, ...]]:
    severities = {
        Severity.ERROR: _("left out"),
        Severity.WARNING: _("please check"),
        Severity.NOTICE: _("for information"),
    }
    return [
        (
            issue.place.sheet if issue.place is not None else "",
            issue.place.cell if issue.place is not None else "",
            issue.value,
            severities[issue.severity],
            reason_of(issue),
            suggestion_of(issue),
        )
        for issue in issues
    ]


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as CSV that Excel opens; what the file said must not come alive as a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
