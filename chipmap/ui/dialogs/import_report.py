"""Saves the findings of an import as a table, to be mailed back to whoever filled the scorecard in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chipmap.model.issues import Issue


def write_report(path: Path, issues: Sequence[Issue]) -> int:
    """Write one line for each finding and return their number: a workbook, or CSV where the name says so."""
    from chipmap.model.exchange.findings_report import write_findings
    from chipmap.wording.findings_report import report_words

    return write_findings(path, issues, report_words())
