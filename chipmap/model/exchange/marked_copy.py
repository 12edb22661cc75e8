"""Writes a marked copy of a returned scorecard to mail back: bad cells in red, with notes that say why.

The file that came is never touched. The copy is made anew from the values that were read, with everything by
which the scorecard is known again, so that it can be corrected, returned and imported like the first.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chipmap.model.errors import SaveFailed
from chipmap.model.exchange.findings_report import FIELDS, ReportWords, finding_record, put_in_place
from chipmap.model.exchange.raw_workbook import (
    Address,
    CellValue,
    DateCell,
    ErrorCell,
    RawSheet,
    RawWorkbook,
    address_of,
)
from chipmap.model.exchange.scorecard_identity import identity_of
from chipmap.model.exchange.scorecard_layout import columns_of
from chipmap.model.exchange.scorecard_styles import set_page
from chipmap.model.exchange.scores_finding import FoundScores, find_scores
from chipmap.model.issues import Issue, Severity
from chipmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from chipmap.model.exchange.exact_workbook import ExactWorkbook

_TONES: Final = {Severity.ERROR: "#F5C6C2", Severity.WARNING: "#FFF0C2"}
_INK: Final = {Severity.ERROR: "#8E1B13", Severity.WARNING: "#5C4500"}
_WIDTHS: Final[Mapping[str, float]] = {
    "cell": 8,
    "column": 16,
    "message": 50,
    "suggestion": 50,
    "value": 24,
    "severity": 14,
    "fix": 14,
}
_LONGEST_NOTE: Final = 2_000
_ROWS_PER_STEP: Final = 250
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The texts of a marked copy; `report` are those of its sheet of findings."""

    report: ReportWords
    introduction: str


def write_marked_copy(
    raw: RawWorkbook,
    issues: Sequence[Issue],
    path: Path,
    words: MarkWords,
    *,
    original: Path | None = None,
    progress: Progress = silent,
) -> int:
    """Write the copy as .xlsx and return how many of its cells are marked.

    Raises `SaveFailed` where it cannot be written, and where `path` is the `original` itself.
    """
    if original is not None and path.exists() and original.exists() and path.samefile(original):
        raise SaveFailed(path=path, reason="the-original")
    copy = _Copy(raw, issues, words, progress)
    content = copy.content()
    put_in_place(path, content)
    return len(copy.marked)


@dataclass(slots=True)
class _Copy:
    """A copy that is being written."""

    raw: RawWorkbook
    issues: Sequence[Issue]
    words: MarkWords
    progress: Progress
    marked: dict[tuple[str, Address], list[Issue]] = field(init=False)
    stream: io.BytesIO = field(default_factory=io.BytesIO)
    workbook: ExactWorkbook = field(init=False)
    _names: dict[str, str] = field(init=False)
    _rows_done: int = 0
    _formats: dict[tuple[str, Severity | None], Format] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from chipmap.model.exchange.exact_workbook import ExactWorkbook

        self.workbook = ExactWorkbook(self.stream, {"in_memory": True})
        self._names = _sheet_names(sheet.name for sheet in self.raw.sheets)
        self.marked = {}
        for issue in self.issues:
            place = issue.place
            if place is not None and place.cell and place.sheet in self._names and issue.severity in _TONES:
                self.marked.setdefault((place.sheet, address_of(place.cell)), []).append(issue)

    def content(self) -> bytes:
        self.workbook.set_properties({"title": self.raw.file, "author": "Chipmap"})
        for name, value in self.raw.properties.items():
            if name.startswith("chipmap_"):
                self.workbook.set_custom_property(name, value[:255], "text")
        found = find_scores(self.raw, identity_of(self.raw))
        self._write_findings(found)
        for sheet in self.raw.sheets:
            self._write_sheet(sheet, found if found is not None and found.sheet is sheet else None)
        self._keep_names()
        self._step(0)
        self.workbook.close()
        return self.stream.getvalue()

    def _write_sheet(self, sheet: RawSheet, found: FoundScores | None) -> None:
        target = self.workbook.add_worksheet(self._names[sheet.name])
        if sheet.state == "hidden":
            target.hide()
        elif sheet.state == "veryHidden":
            target.very_hidden()
        widths = _widths(sheet, found)
        for column, width in widths.items():
            target.set_column(column - 1, column - 1, width)
        rows = _filled_down(sheet)
        header_row = 0 if found is None else found.header_row
        for row, cells in rows.items():
            self._step(1)
            kind = "header" if row == header_row else "plain" if row > header_row else "title"
            if kind != "title":
                target.set_row(row - 1, _height(cells, widths))
            for column, value in cells.items():
                self._write_cell(target, sheet, (row, column), value, kind)
        for (name, address), issues in self.marked.items():
            if name == sheet.name:
                self._mark(target, rows, address, issues)
        if found is not None:
            set_page(target)
            target.freeze_panes(found.header_row, found.columns.get("level_now", 1) - 1)
            self._offer_lists(target, found)
            target.activate()

    def _step(self, rows: int) -> None:
        self._rows_done += rows
        if rows == 0 or self._rows_done % _ROWS_PER_STEP == 1:
            self.progress.step(self._rows_done, sum(len(sheet.rows) for sheet in self.raw.sheets))

    def _write_cell(
        self, target: Worksheet, sheet: RawSheet, address: Address, value: CellValue, kind: str
    ) -> None:
        from chipmap.model.exchange.exact_workbook import put_text

        severity = _worst(self.marked.get((sheet.name, address), ()))
        row, column = address[0] - 1, address[1] - 1
        is_percent = address in sheet.percents
        if severity is Severity.ERROR and (is_percent or isinstance(value, DateCell)):
            # In the format of a date or per cent, whatever is typed instead would become one again.
            put_text(target, row, column, _as_shown(value), self._format(kind, severity))
        elif isinstance(value, bool):
            target.write_boolean(row, column, value, self._format(kind, severity))
        elif isinstance(value, int | float) and math.isfinite(value):
            target.write_number(row, column, value, self._format("percent" if is_percent else kind, severity))
        elif isinstance(value, ErrorCell):
            self._write_error(target, address, value.code, self._format(kind, severity))
        elif isinstance(value, DateCell) and (moment := _moment(value.text)) is not None:
            style = self._format("time" if isinstance(moment, time) else "date", severity)
            target.write_datetime(row, column, moment, style)  # type: ignore[arg-type]  # times pass too
        else:
            put_text(target, row, column, _text(value), self._format(_TEXTS.get(kind, kind), severity))

    @staticmethod
    def _write_error(target: Worksheet, address: Address, code: str, style: Format) -> None:
        """An error stays one: a blank cell would say that an answer was taken back."""
        target.write_formula(address[0] - 1, address[1] - 1, "=NA()", style, code)

    def _mark(
        self,
        target: Worksheet,
        rows: Mapping[int, Mapping[int, CellValue]],
        address: Address,
        issues: Sequence[Issue],
    ) -> None:
        row, column = address[0] - 1, address[1] - 1
        if rows.get(address[0], {}).get(address[1]) is None:
            self._write_error(target, address, "#N/A", self._format("plain", _worst(issues)))
        sentences = self.words.report.sentences
        said = [f"{sentences.reason(issue)} {sentences.suggestion(issue)}".strip() for issue in issues]
        note = "\n".join(dict.fromkeys(said))[:_LONGEST_NOTE]
        target.write_comment(row, column, note, {"author": "Chipmap", "x_scale": 2.4, "y_scale": 1.4})

    def _write_findings(self, found: FoundScores | None) -> None:
        """A sheet in front that lists every finding, also those about the file as a whole."""
        from chipmap.model.exchange.exact_workbook import put_text

        words = self.words.report
        sheet = self.workbook.add_worksheet(_unused(words.title, self._names.values()))
        put_text(sheet, 0, 0, self.words.introduction, self._format("title", None))
        printed = {} if found is None else _printed_headers(found)
        fields = [name for name in FIELDS if name not in ("file", "code")]
        widths = {column: _WIDTHS.get(name, 12.0) for column, name in enumerate(fields)}
        for column, name in enumerate(fields):
            put_text(sheet, 2, column, words.headers[name], self._format("header", None))
            sheet.set_column(column, column, widths[column])
        for line, issue in enumerate(self.issues, start=3):
            record = finding_record(issue, words)
            record["column"] = printed.get(issue.field_name, "")
            severity = issue.severity if issue.severity in _TONES else None
            sheet.set_row(line, _height(dict(enumerate(map(record.__getitem__, fields))), widths))
            for column, name in enumerate(fields):
                tone = severity if name == "severity" else None
                put_text(sheet, line, column, record[name], self._format("text", tone))
        sheet.freeze_panes(3, 0)
        set_page(sheet)

    def _offer_lists(self, target: Worksheet, found: FoundScores) -> None:
        """The choices of the scorecard again, where its lists are still in the file."""
        last = max(found.sheet.rows, default=found.header_row)
        if last <= found.header_row:
            return
        for key, column in found.columns.items():
            name = "L_confidence" if key == "confidence" else "L_level"
            is_answer = key == "confidence" or key.startswith(("level_", "need_"))
            if is_answer and name in self.raw.defined_names:
                options = {"validate": "list", "source": f"={name}"}
                target.data_validation(found.header_row, column - 1, last - 1, column - 1, options)

    def _keep_names(self) -> None:
        """Defined names that point into a sheet of the copy, by which a scorecard is known again."""
        for name, target in self.raw.defined_names.items():
            sheet, _, cells = target.rpartition("!")
            known = self._names.get(sheet.strip("'=").replace("''", "'"))
            if known is not None and _NAME.fullmatch(name) and not name.lower().startswith("_xlnm"):
                quoted = known.replace("'", "''")
                self.workbook.define_name(name, f"='{quoted}'!{cells}")

    def _format(self, kind: str, severity: Severity | None) -> Format:
        found = self._formats.get((kind, severity))
        if found is None:
            look = dict(_LOOKS[kind])
            if severity is not None:
                look |= {"bg_color": _TONES[severity], "font_color": _INK[severity]}
                look |= {"border": 1, "border_color": _INK[severity]}
            found = self._formats[kind, severity] = self.workbook.add_format(look)
        return found


_LOOKS: Final[Mapping[str, Mapping[str, object]]] = {
    "title": {},
    "plain": {"valign": "top"},
    "text": {"valign": "top", "num_format": "@", "text_wrap": True},
    "percent": {"valign": "top", "num_format": "0%"},
    "date": {"valign": "top", "num_format": "yyyy-mm-dd"},
    "time": {"valign": "top", "num_format": "hh:mm:ss"},
    "header": {"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#E6EEFA", "valign": "vcenter"},
}


_TEXTS: Final = {"plain": "text"}


def _worst(issues: Iterable[Issue]) -> Severity | None:
    found = {issue.severity for issue in issues}
    return next((severity for severity in _TONES if severity in found), None)


def _filled_down(sheet: RawSheet) -> dict[int, dict[int, CellValue]]:
    """The rows with merged labels filled down, because nothing is merged in the copy."""
    rows: dict[int, dict[int, CellValue]] = {row: dict(sheet.rows[row]) for row in sorted(sheet.rows)}
    for first, left, last, right in sheet.marks.merged:
        value = sheet.value(first, left)
        if left == right and value is not None and last - first < len(sheet.rows):
            for row in range(first + 1, last + 1):
                if row in rows:
                    rows[row].setdefault(left, value)
    return rows


def _widths(sheet: RawSheet, found: FoundScores | None) -> dict[int, float]:
    """Widths in characters: those of the scorecard for its columns, elsewhere what the texts need."""
    if found is not None:
        keys = {key[-4:] for key in found.columns if key.startswith(("level_2", "need_2"))}
        by_key = {column.key: column.width for column in columns_of(sorted(keys))}
        return {column: by_key.get(key, 12.0) for key, column in found.columns.items()}
    longest: dict[int, int] = {}
    for cells in sheet.rows.values():
        for column, value in cells.items():
            longest[column] = max(longest.get(column, 0), len(_text(value)))
    return {column: float(min(60, max(10, length + 2))) for column, length in longest.items()}


def _height(cells: Mapping[int, CellValue], widths: Mapping[int, float]) -> float:
    """The height of a row, in points, that shows its wrapped texts; no taller than a third of a page."""
    lines = 1
    for column, value in cells.items():
        width = widths.get(column, 12.0)
        lines = max(lines, sum(math.ceil((len(line) + 1) / width) for line in _text(value).split("\n")))
    return 15.0 * min(lines, 12)


def _printed_headers(found: FoundScores) -> dict[str, str]:
    """What the columns are called in the file, by their keys."""
    header = found.sheet.rows[found.header_row]
    return {key: " ".join(_text(header[column]).split()) for key, column in found.columns.items()}


def _moment(text: str) -> datetime | time | None:
    """The date or time of a cell; `None` for what Excel has no number for."""
    try:
        if "-" not in text:
            return time.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=None) if moment.year > 1900 else None


def _as_shown(value: CellValue) -> str:
    """A date as its day, a share as per cent, in the words in which they are read again."""
    if isinstance(value, DateCell):
        return value.day or value.text
    return f"{value * 100:g} %" if isinstance(value, int | float) else _text(value)


def _text(value: CellValue) -> str:
    return str(getattr(value, "text", value))


def _sheet_names(names: Iterable[str]) -> dict[str, str]:
    """A name that Excel takes for each sheet, the same one where it does."""
    chosen: dict[str, str] = {}
    for name in names:
        chosen[name] = _unused(name, chosen.values())
    return chosen


def _unused(name: str, used: Iterable[str]) -> str:
    plain = _NO_SHEET_NAME.sub(" ", name).strip("' ")[:31] or "1"
    taken = {other.casefold() for other in used}
    candidate, number = plain, 2
    while candidate.casefold() in taken or candidate.casefold() == "history":
        candidate = f"{plain[: 31 - len(str(number)) - 1]} {number}"
        number += 1
    return candidate
