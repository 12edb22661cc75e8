"""The findings of an import as a table in a file, to be mailed back to whoever filled the scorecard in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from chipmap.model.errors import SaveFailed
from chipmap.model.issues import Issue, Severity
from chipmap.wording import _
from chipmap.wording.issues import reason_of, suggestion_of

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_report(path: Path, issues: Sequence[Issue]) -> int:
    """Write one line for each finding as CSV that Excel opens; returns the number of lines."""
    severities = {
        Severity.ERROR: _("left out"),
        Severity.WARNING: _("taken, please check"),
        Severity.NOTICE: _("for information"),
    }
    header = (_("Sheet"), _("Cell"), _("Value"), _("What happened"), _("Finding"), _("What to do"))
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            for issue in issues:
                place = issue.place
                cells = (
                    place.sheet if place is not None else "",
                    place.cell if place is not None else "",
                    issue.value,
                    severities[issue.severity],
                    reason_of(issue),
                    suggestion_of(issue),
                )
                writer.writerow([_inert(cell) for cell in cells])
    except OSError as error:
        raise SaveFailed(path=path, reason=error.strerror or str(error)) from error
    return len(issues)


def _inert(text: str) -> str:
    """The text as no spreadsheet takes it for a formula: what the file said must not come alive again."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
