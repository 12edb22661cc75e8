"""The sheet `Scores`: a table of typed cells, validations and colours by range, notes with suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.exchange.exact_workbook import put_text
from chipmap.model.exchange.raw_workbook import cell_name
from chipmap.model.exchange.scorecard_layout import HEADER_ROW, SCORES, Column, Kind
from chipmap.model.exchange.scorecard_styles import set_page, stopping
from chipmap.model.text_rules import FIRST_YEAR, LAST_YEAR, LONGEST_TEXT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from chipmap.model.exchange.scorecard_content import ScorecardContent
    from chipmap.model.exchange.scorecard_styles import Draft, Styles
    from chipmap.model.exchange.scorecard_words import ScorecardWords
    from chipmap.model.progress import Progress

_DATA = HEADER_ROW + 1
_NOTE = {"author": "Chipmap", "x_scale": 1.6}
_ROWS_PER_STEP = 250
_WIDEST_LABEL = 60.0
_HEADER_HEIGHT = 48
_PROTECTION = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def write_scores(draft: Draft, progress: Progress) -> None:
    """Write the sheet that is filled in, and make it the one that opens."""
    content, styles = draft.content, draft.styles
    sheet = draft.workbook.add_worksheet(SCORES)
    last = max(_DATA, HEADER_ROW + len(content.rows))
    _write_head(draft, sheet, last)
    for index, column in enumerate(content.columns):
        sheet.set_column(index, index, _width(index, column, content), styles.of(column.kind))
    sheet.set_row(HEADER_ROW - 1, _HEADER_HEIGHT)
    _write_rows(draft, sheet, progress)
    sheet.add_table(
        HEADER_ROW - 1,
        0,
        last - 1,
        len(content.columns) - 1,
        {
            "name": SCORES,
            "style": "Table Style Light 1",
            "columns": [{"header": text, "header_format": styles.header} for text in content.headers],
        },
    )
    _write_notes(draft, sheet)
    _add_colours(sheet, styles, content, last)
    for index, column in enumerate(content.columns):
        _add_validation(sheet, index, column, draft.words, last)
    _set_page(sheet, content, last)
    draft.protect(sheet, _PROTECTION)
    sheet.activate()


def _write_head(draft: Draft, sheet: Worksheet, last: int) -> None:
    content, styles, scores = draft.content, draft.styles, draft.words.scores
    put_text(sheet, 0, 0, draft.title, styles.title)
    put_text(sheet, 1, 0, scores.instructions, styles.locked)
    put_text(sheet, 2, 0, scores.code, styles.locked)
    put_text(sheet, 2, 1, content.code, styles.locked)
    draft.workbook.define_name("scorecard_code", f"={SCORES}!$B$3")
    level = 1 + next(index for index, column in enumerate(content.columns) if column.key == "level_now")
    filled = sum("level_now" in row.cells for row in content.rows)
    before, after = scores.filled.format(filled="\0", total=len(content.rows)).replace('"', '""').split("\0")
    cells = f"{cell_name(_DATA, level)}:{cell_name(last, level)}"
    shown = scores.filled.format(filled=filled, total=len(content.rows))
    sheet.write_formula(2, 3, f'="{before}"&COUNTA({cells})&"{after}"', styles.locked, shown)


def _write_rows(draft: Draft, sheet: Worksheet, progress: Progress) -> None:
    """Cells take the format of their column, so that they need none of their own."""
    content = draft.content
    filled = [
        (index, column.key) for index, column in enumerate(content.columns) if column.kind is not Kind.LABEL
    ]
    for number, row in enumerate(content.rows):
        if number % _ROWS_PER_STEP == 0:
            progress.step(number, len(content.rows))
        line = HEADER_ROW + number
        put_text(sheet, line, 0, row.id)
        for column, label in enumerate(row.labels, start=1):
            put_text(sheet, line, column, label)
        if not row.cells and not row.group:
            continue
        for column, key in filled:
            value = row.group.get(key) if key in row.group else row.cells.get(key)
            if isinstance(value, int | float):
                sheet.write_number(line, column, value)
            elif value is not None:
                text = draft.words.scores.confidences[str(value)] if key == "confidence" else value
                put_text(sheet, line, column, text)
    progress.step(len(content.rows), len(content.rows))


def _width(index: int, column: Column, content: ScorecardContent) -> float:
    """Labels are as wide as their longest, within reason: wrapped labels would be cut off when printed."""
    if column.kind is not Kind.LABEL or index == 0:
        return column.width
    longest = max((len(row.labels[index - 1]) for row in content.rows), default=0)
    return min(max(column.width, longest * 0.95 + 1), _WIDEST_LABEL)


def _write_notes(draft: Draft, sheet: Worksheet) -> None:
    content = draft.content
    sheet.write_comment(HEADER_ROW - 1, 0, draft.words.scores.row_id_note, _NOTE)
    index_of = {column.key: index for index, column in enumerate(content.columns)}
    line_of = {row.id: HEADER_ROW + number for number, row in enumerate(content.rows)}
    for (row, key), text in content.notes.items():
        if key in index_of:
            sheet.write_comment(line_of[row], index_of[key], text, _NOTE)


def _add_colours(sheet: Worksheet, styles: Styles, content: ScorecardContent, last: int) -> None:
    """Six level colours and a red frame for what is no level; blank equals 0, hence the test for a number."""
    ranges = _level_ranges(content, last)
    if not ranges:
        return
    first_cell = ranges[0].split(":")[0]
    joined = {"multi_range": " ".join(ranges)}
    for level, style in enumerate(styles.levels):
        rule = f"=AND(ISNUMBER({first_cell}),{first_cell}={level})"
        sheet.conditional_format(ranges[0], {"type": "formula", "criteria": rule, "format": style, **joined})
    invalid = f'=AND({first_cell}<>"",ISNA(MATCH({first_cell},L_level,0)))'
    sheet.conditional_format(
        ranges[0], {"type": "formula", "criteria": invalid, "format": styles.invalid, **joined}
    )


def _level_ranges(content: ScorecardContent, last: int) -> list[str]:
    """The level columns as ranges, neighbours joined."""
    runs: list[list[int]] = []
    for index, column in enumerate(content.columns, start=1):
        if column.kind is Kind.LEVEL:
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index])
    return [f"{cell_name(_DATA, run[0])}:{cell_name(last, run[-1])}" for run in runs]


def _add_validation(sheet: Worksheet, index: int, column: Column, words: ScorecardWords, last: int) -> None:
    rules: dict[Kind, dict[str, object]] = {
        Kind.LEVEL: {"validate": "list", "source": "=L_level"},
        Kind.CONFIDENCE: {"validate": "list", "source": "=L_confidence"},
        Kind.YEAR: {
            "validate": "integer",
            "criteria": "between",
            "minimum": FIRST_YEAR,
            "maximum": LAST_YEAR,
        },
        Kind.REASON: {"validate": "length", "criteria": "<=", "value": LONGEST_TEXT},
        Kind.SOURCES: {"validate": "length", "criteria": "<=", "value": LONGEST_TEXT},
    }
    if column.kind not in rules:
        return
    prompt = words.scores.prompts["need" if column.is_need else column.kind.value]
    sheet.data_validation(HEADER_ROW, index, last - 1, index, {**rules[column.kind], **stopping(prompt)})


def _set_page(sheet: Worksheet, content: ScorecardContent, last: int) -> None:
    sheet.freeze_panes(HEADER_ROW, 4)
    sheet.repeat_rows(HEADER_ROW - 1)
    set_page(sheet)
    sheet.print_area(0, 0, last - 1, len(content.columns) - 1)
    sheet.set_footer("&L&F&C&A&R&P / &N")
