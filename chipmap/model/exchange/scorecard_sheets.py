"""The sheets around `Scores`: instructions, additions, summary chart, lists, identity and base copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.exchange.exact_workbook import put_text
from chipmap.model.exchange.raw_workbook import column_letters
from chipmap.model.exchange.scorecard_layout import (
    ADDITION_COLUMNS,
    ADDITION_ROWS,
    ADDITIONS,
    BASE,
    HEADER_ROW,
    IDENTITY,
    LISTS,
    READ_ME,
    SCORES,
    SUMMARY,
    scorable_segments,
)
from chipmap.model.exchange.scorecard_styles import set_page, stopping
from chipmap.model.records import NA

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.scorecard_styles import Draft, Styles
    from chipmap.model.exchange.scorecard_words import ReadMeWords

_ANSWERS: tuple[int | str, ...] = (0, 1, 2, 3, 4, 5, NA.value)


def write_read_me(draft: Draft) -> None:
    """How to fill in the scorecard, the scale, and three cells about the person who does."""
    sheet = draft.workbook.add_worksheet(READ_ME)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    styles, content, text = draft.styles, draft.content, draft.words.read_me
    put_text(sheet, 0, 0, draft.title, styles.title)
    line = _write_guidance(sheet, styles, text, 2)
    entries = (
        ("rater_name", text.your_name, content.rater_name if content.rater_name != content.rater else ""),
        ("rater_org", text.organisation, content.organisation),
        ("rater_comment", text.comments, ""),
    )
    for name, label, value in entries:
        put_text(sheet, line, 0, label, styles.heading)
        put_text(sheet, line, 1, value, styles.entry)
        draft.workbook.define_name(name, f"='{READ_ME}'!$B${line + 1}")
        line += 1
    set_page(sheet)


def _write_guidance(sheet: Worksheet, styles: Styles, text: ReadMeWords, line: int) -> int:
    put_text(sheet, line, 0, text.steps_title, styles.heading)
    for number, step in enumerate(text.steps, start=1):
        line += 1
        sheet.write_number(line, 0, number, styles.number)
        put_text(sheet, line, 1, step, styles.wrapped)
    line += 2
    put_text(sheet, line, 0, text.scale_title, styles.heading)
    for level, meaning in enumerate(text.levels):
        line += 1
        sheet.write_number(line, 0, level, styles.swatches[level])
        put_text(sheet, line, 1, meaning, styles.wrapped)
    for answer, meaning in ((NA.value, text.not_applicable), ("", text.not_scored)):
        line += 1
        put_text(sheet, line, 0, answer, styles.number)
        put_text(sheet, line, 1, meaning, styles.wrapped)
    line += 2
    for label in (text.contact, text.deadline):
        put_text(sheet, line, 0, label, styles.heading)
        put_text(sheet, line, 1, "", styles.entry)
        line += 1
    return line + 1


def write_additions(draft: Draft) -> None:
    """An unprotected table of blank rows for institutions that the workspace does not know yet."""
    styles, words = draft.styles, draft.words
    sheet = draft.workbook.add_worksheet(ADDITIONS)
    put_text(sheet, 0, 0, words.additions.title, styles.heading)
    for index, width in enumerate((34, 22, 20, 18, 26, 8, 45, 30)):
        sheet.set_column(index, index, width)
    headers = [words.additions.headers[key] for key in ADDITION_COLUMNS]
    columns = [{"header": header, "header_format": styles.header} for header in headers]
    table = {"name": ADDITIONS, "style": "Table Style Light 1", "columns": columns}
    sheet.add_table(2, 0, 2 + ADDITION_ROWS, len(ADDITION_COLUMNS) - 1, table)
    first, last = 3, 2 + ADDITION_ROWS
    type_rule = {"validate": "list", "source": "=L_type", **stopping(words.additions.type_prompt)}
    sheet.data_validation(first, 1, last, 1, type_rule)
    level_rule = {"validate": "list", "source": "=L_level", **stopping(words.scores.prompts["level"])}
    sheet.data_validation(first, 5, last, 5, level_rule)
    sheet.data_validation(
        first, 4, last, 4, {"validate": "list", "source": "=L_stage", "error_type": "warning"}
    )
    sheet.freeze_panes(3, 1)
    set_page(sheet)


def write_summary(draft: Draft) -> None:
    """How many capabilities have each answer: a table that follows the scores, and a chart of it."""
    sheet = draft.workbook.add_worksheet(SUMMARY)
    styles, content, words = draft.styles, draft.content, draft.words
    text = words.summary
    put_text(sheet, 0, 0, text.title, styles.title)
    put_text(sheet, 2, 0, text.answer, styles.header)
    put_text(sheet, 2, 1, text.count, styles.header)
    sheet.set_column(0, 0, 58)
    sheet.set_column(1, 1, 14)
    column = next(index for index, item in enumerate(content.columns, start=1) if item.key == "level_now")
    last = max(HEADER_ROW + 1, HEADER_ROW + len(content.rows))
    letter = column_letters(column)
    cells = f"{SCORES}!${letter}${HEADER_ROW + 1}:${letter}${last}"
    given = [row.cells.get("level_now") for row in content.rows]
    labels = (*words.read_me.levels, text.not_applicable, text.not_scored)
    formulas = [f'=COUNTIF({cells},"{answer}")' for answer in _ANSWERS]
    formulas.append(f"={len(given)}-COUNTA({cells})")
    for offset, (label, formula, answer) in enumerate(zip(labels, formulas, (*_ANSWERS, None), strict=True)):
        put_text(
            sheet, 3 + offset, 0, f"{answer} {label}" if isinstance(answer, int) else label, styles.wrapped
        )
        sheet.write_formula(3 + offset, 1, formula, None, given.count(answer))
    chart = draft.workbook.add_chart({"type": "bar"})
    end = 3 + len(labels) - 1
    assert chart is not None
    chart.add_series(
        {
            "categories": [SUMMARY, 3, 0, end, 0],
            "values": [SUMMARY, 3, 1, end, 1],
            "fill": {"color": "#1B57B5"},
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": text.chart_title, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    sheet.insert_chart(2, 3, chart, {"description": text.chart_text, "x_scale": 1.3, "y_scale": 1.3})
    set_page(sheet)


def write_lists(draft: Draft, dataset: Dataset) -> None:
    """The lists behind the validations, words beside the keys they stand for; hidden."""
    sheet = draft.workbook.add_worksheet(LISTS)
    put_text(sheet, 0, 0, "level")
    for line, answer in enumerate(_ANSWERS, start=1):
        if isinstance(answer, int):
            sheet.write_number(line, 0, answer)
        else:
            put_text(sheet, line, 0, answer)
    draft.workbook.define_name("L_level", f"={LISTS}!$A$2:$A${len(_ANSWERS) + 1}")
    stages = {item.id: item.name for item in scorable_segments(dataset) if item.segment_kind == "stage"}
    pairs = (
        ("confidence", draft.words.scores.confidences),
        ("type", draft.words.additions.institution_types),
        ("stage", stages),
    )
    for index, (name, texts) in enumerate(pairs):
        column = 1 + 2 * index
        put_text(sheet, 0, column, name)
        put_text(sheet, 0, column + 1, f"{name}_key")
        for line, (key, text) in enumerate(texts.items(), start=1):
            put_text(sheet, line, column, text)
            put_text(sheet, line, column + 1, key)
        letter = column_letters(column + 1)
        last = max(2, len(texts) + 1)
        draft.workbook.define_name(f"L_{name}", f"={LISTS}!${letter}$2:${letter}${last}")
    sheet.hide()
    draft.protect(sheet)


def write_identity(draft: Draft) -> None:
    """Which workspace, scorecard, rater and round the file belongs to, as keys and values; very hidden."""
    sheet = draft.workbook.add_worksheet(IDENTITY)
    for line, (key, value) in enumerate(draft.content.identity):
        put_text(sheet, line, 0, key)
        put_text(sheet, line, 1, value)
    sheet.very_hidden()
    draft.protect(sheet)


def write_base(draft: Draft) -> None:
    """The exported values, a line for each row that has any, so that a merge knows what has changed since."""
    sheet = draft.workbook.add_worksheet(BASE)
    put_text(sheet, 0, 0, "row_id")
    put_text(sheet, 0, 1, "cells")
    for line, (row, cells) in enumerate(draft.content.base, start=1):
        put_text(sheet, line, 0, row)
        put_text(sheet, line, 1, cells)
    sheet.very_hidden()
    draft.protect(sheet)
