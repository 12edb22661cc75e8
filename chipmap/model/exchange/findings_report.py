"""Writes the findings of an import as a table: a workbook, or delimited text without a live formula.

Every finding is one record with the same fields, whatever it is written as: where it is, what was said there,
why it matters and what can be done.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from chipmap.model.errors import SaveFailed
from chipmap.model.exchange.finding_fixes import Fix, FixKind, fix_of
from chipmap.model.host.replacing import replace_file
from chipmap.model.issues import Issue, Severity
from chipmap.model.progress import Progress, silent

FIELDS: Final = (
    "file",
    "sheet",
    "cell",
    "row_id",
    "column",
    "value",
    "severity",
    "message",
    "suggestion",
    "fix",
    "code",
)
"""The fields of a record, in the order in which people read them."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_STEP: Final = 250


class FindingSentences(Protocol):
    """Says what a finding is, in the language of the report."""

    def reason(self, issue: Issue) -> str:
        """What is wrong."""

    def suggestion(self, issue: Issue) -> str:
        """What to do about it."""

    def fix(self, fix: Fix) -> str:
        """What may be entered or answered; empty where nothing is offered."""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The texts of a report. `headers` are by field; `apostrophes` is the last line of a delimited text."""

    title: str
    headers: Mapping[str, str]
    severities: Mapping[Severity, str]
    apostrophes: str
    sentences: FindingSentences


def finding_record(issue: Issue, words: ReportWords) -> dict[str, str]:
    """One finding, field by field, for a table or as JSON."""
    place = issue.place
    fix = fix_of(issue)
    return {
        "file": place.file if place else "",
        "sheet": place.sheet if place else "",
        "cell": place.cell if place else "",
        "row_id": issue.row_id,
        "column": issue.field_name,
        "value": issue.value,
        "severity": words.severities[issue.severity],
        "message": words.sentences.reason(issue),
        "suggestion": words.sentences.suggestion(issue),
        "fix": "" if fix.kind is FixKind.NONE else words.sentences.fix(fix),
        "code": issue.code,
    }


def write_findings(
    path: Path, issues: Sequence[Issue], words: ReportWords, progress: Progress = silent
) -> int:
    """Write one line for each finding and return their number: CSV where the name says so, else a workbook.

    Nothing is left at `path` unless the file is complete; `SaveFailed` says why not.
    """
    header = [words.headers[field] for field in FIELDS]
    rows = []
    for number, issue in enumerate(issues):
        if number % _STEP == 0:
            progress.step(number, len(issues))
        record = finding_record(issue, words)
        rows.append([record[field] for field in FIELDS])
    if path.suffix.casefold() == ".csv":
        content = _delimited(header, rows, words.apostrophes)
    else:
        from chipmap.model.exchange.table_workbook import table_workbook

        content = table_workbook(words.title, header, rows)
    progress.step(len(issues), len(issues))
    put_in_place(path, content)
    return len(issues)


def put_in_place(path: Path, content: bytes) -> None:
    """Replace a file in one step; raises `SaveFailed` with the reason of the system."""
    try:
        replace_file(path, content)
    except OSError as error:
        raise SaveFailed(path=path, reason=error.strerror or str(error)) from error


def _delimited(header: Sequence[str], rows: Iterable[Sequence[str]], last_line: str) -> bytes:
    """The table as CSV that Excel opens; what a file said must not come alive as a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    writer.writerow([last_line])
    return stream.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """A text of a delimited file as no spreadsheet program takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
