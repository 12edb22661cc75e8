"""Writes the register as a workbook: collaborations, budgets and checks, to be filled in and returned.

Text is always written as text. Contacts of people are in no part of it. The same dataset, words and time give
the same bytes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_keys import KeyPrinter
from chipmap.model.exchange.collaboration_layout import (
    BASE,
    COLUMNS,
    HEADER_ROW,
    IDENTITY,
    KIND,
    LISTS,
    LONGEST_PART,
    READ_ME,
    SCHEMA,
    Column,
    RegisterRow,
    Shape,
    Sheet,
    base_digest,
    base_line,
    export_id,
    register_rows,
)
from chipmap.model.exchange.collaboration_words import RegisterWords
from chipmap.model.exchange.findings_report import put_in_place
from chipmap.model.exchange.scorecard_words import PlaceNaming, Prompt
from chipmap.model.progress import Progress, silent

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from chipmap.model.exchange.exact_workbook import ExactWorkbook

BLANK_ROWS = 60
"""Formatted rows beneath those that are filled, for what is new."""
CURRENCIES = ("EUR", "USD", "JPY", "KRW", "TWD", "SGD", "INR", "CAD", "MYR", "GBP", "CHF", "CNY")
"""Offered, because they are those of the partner places; any other code can be typed."""
_ROWS_PER_STEP = 100
_LINE_POINTS, _MOST_LINES = 15, 12
"""The height of a line, and of how many lines a row is at most as high: programs differ in fitting rows."""
_A3 = 8
"""The number of the paper that the widest sheet is printed on."""
_LIST_OF = {"collaboration_kind": "kind", "stage": "stage", "topic": "topic", "state": "state"}


def write_collaborations(
    dataset: Dataset,
    path: Path,
    *,
    words: RegisterWords,
    names: PlaceNaming,
    revision: int = 0,
    exported_at: datetime,
    progress: Progress = silent,
) -> int:
    """Write the register and return how many collaborations it holds.

    Nothing is left at `path` unless the file is complete; `SaveFailed` says why not.
    """
    content = workbook_bytes(
        dataset, words=words, names=names, revision=revision, exported_at=exported_at, progress=progress
    )
    put_in_place(Path(path), content)
    return len(dataset.collaborations)


def workbook_bytes(
    dataset: Dataset,
    *,
    words: RegisterWords,
    names: PlaceNaming,
    revision: int,
    exported_at: datetime,
    progress: Progress = silent,
) -> bytes:
    """The workbook as bytes."""
    from chipmap.model.exchange.exact_workbook import ExactWorkbook

    stream = io.BytesIO()
    texts_alone = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = ExactWorkbook(stream, texts_alone)
    rows = tuple(register_rows(dataset))
    draft = _Draft(workbook, _Styles(workbook), words, KeyPrinter(dataset, names, words))
    moment = exported_at.astimezone(UTC).isoformat(timespec="seconds")
    identity = _identity(dataset, rows, words, revision, moment)
    created = exported_at.astimezone(UTC).replace(tzinfo=None)
    workbook.set_properties({"title": words.title, "author": "Chipmap", "created": created})
    for key in ("kind", "schema", "workspace_id", "export_id", "base_revision", "language"):
        workbook.set_custom_property(f"chipmap_{key}", identity[key], "text")
    _write_read_me(draft)
    done = 0
    for sheet in Sheet:
        lines = [row for row in rows if row.sheet is sheet]
        _write_sheet(draft, sheet, lines, progress, (done, len(rows)))
        done += len(lines)
    _write_lists(draft)
    _write_pairs(draft, IDENTITY, identity)
    _write_pairs(draft, BASE, {row.id: base_line(row.cells) for row in rows})
    workbook.close()
    progress.step(len(rows), len(rows))
    return stream.getvalue()


class _Styles:
    """The formats of the workbook; ids and labels are grey, because what stands there is not merged."""

    def __init__(self, workbook: ExactWorkbook) -> None:
        top = {"valign": "top"}
        self.title = workbook.add_format({"bold": True, "font_size": 16, "font_color": "#17202A"})
        self.heading = workbook.add_format({"bold": True, "font_size": 12, "font_color": "#17202A"})
        self.note = workbook.add_format({"font_color": "#435060"})
        self.wrapped = workbook.add_format({"text_wrap": True, **top})
        self.header = workbook.add_format(
            {"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#E6EEFA", "valign": "vcenter"}
        )
        self.key = workbook.add_format({"num_format": "@", "font_color": "#596675", **top})
        self.text = workbook.add_format({"num_format": "@", "text_wrap": True, **top})
        self.whole = workbook.add_format({"num_format": "0", **top})
        self.number = workbook.add_format({"align": "left", **top})
        self.amount = workbook.add_format({"num_format": "#,##0.##", **top})

    def of(self, shape: Shape) -> Format:
        """The format of the cells of a column."""
        plain = {
            Shape.ID: self.key,
            Shape.LABEL: self.key,
            Shape.WHOLE: self.whole,
            Shape.AMOUNT: self.amount,
        }
        return plain.get(shape, self.text)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A workbook that is being written."""

    workbook: ExactWorkbook
    styles: _Styles
    words: RegisterWords
    printer: KeyPrinter


def _identity(
    dataset: Dataset, rows: Sequence[RegisterRow], words: RegisterWords, revision: int, moment: str
) -> dict[str, str]:
    settings = dataset.settings
    columns = {
        f"columns {sheet.value}": json.dumps([column.key for column in COLUMNS[sheet]]) for sheet in Sheet
    }
    return {
        "kind": KIND,
        "schema": str(SCHEMA),
        "app": "Chipmap",
        "workspace_id": settings.workspace_id,
        "workspace_title": settings.title,
        "export_id": export_id(settings.workspace_id, revision, moment),
        "base_revision": str(revision),
        "exported_at": moment,
        "language": words.language,
        "base_sha256": base_digest((row.id, base_line(row.cells)) for row in rows),
        **columns,
    }


def _write_read_me(draft: _Draft) -> None:
    from chipmap.model.exchange.exact_workbook import put_text
    from chipmap.model.exchange.scorecard_styles import set_page

    words, styles = draft.words, draft.styles
    sheet = draft.workbook.add_worksheet(READ_ME)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 96)
    put_text(sheet, 0, 0, words.title, styles.title)
    put_text(sheet, 2, 0, words.steps_title, styles.heading)
    line = 2
    for number, step in enumerate(words.steps, start=1):
        line += 1
        sheet.write_number(line, 0, number, styles.number)
        put_text(sheet, line, 1, step, styles.wrapped)
    line += 2
    put_text(sheet, line, 0, words.topics_title, styles.heading)
    for key, topic in words.topics.items():
        line += 1
        put_text(sheet, line, 0, topic, styles.wrapped)
        put_text(sheet, line, 1, words.questions[key], styles.wrapped)
    set_page(sheet)


def _write_sheet(
    draft: _Draft, sheet: Sheet, rows: Sequence[RegisterRow], progress: Progress, at: tuple[int, int]
) -> None:
    from chipmap.model.exchange.exact_workbook import put_text
    from chipmap.model.exchange.scorecard_styles import set_page

    columns, words, styles = COLUMNS[sheet], draft.words, draft.styles
    target = draft.workbook.add_worksheet(sheet.value)
    put_text(target, 0, 0, words.title, styles.title)
    put_text(target, 1, 0, words.instructions[sheet], styles.note)
    last = HEADER_ROW + len(rows) + BLANK_ROWS
    for index, column in enumerate(columns):
        target.set_column(index, index, column.width, styles.of(column.shape))
        put_text(target, HEADER_ROW - 1, index, words.headings[sheet][column.key], styles.header)
        _add_validation(target, column, words, (HEADER_ROW, index, last - 1, index))
    for number, row in enumerate(rows):
        if number % _ROWS_PER_STEP == 0:
            progress.step(at[0] + number, at[1])
        _write_row(draft, target, HEADER_ROW + number, row)
    target.set_row(HEADER_ROW - 1, 2 * _LINE_POINTS)
    target.freeze_panes(HEADER_ROW, 2)
    target.repeat_rows(HEADER_ROW - 1)
    target.autofilter(HEADER_ROW - 1, 0, last - 1, len(columns) - 1)
    set_page(target)
    if sheet is Sheet.WORKS:
        target.set_paper(_A3)
        target.activate()


def _write_row(draft: _Draft, target: Worksheet, line: int, row: RegisterRow) -> None:
    from chipmap.model.exchange.exact_workbook import put_text

    said = {**row.cells, "id": row.key[0]}
    if row.sheet is not Sheet.WORKS:
        said["name"] = draft.printer.name_of(row.key[0])
        said["partner" if row.sheet is Sheet.BUDGETS else "topic"] = row.key[1]
    highest = 1
    for index, column in enumerate(COLUMNS[row.sheet]):
        text = said.get(column.key, "")
        if not text:
            continue
        if column.shape in (Shape.WHOLE, Shape.AMOUNT):
            target.write_number(line, index, float(text))
        else:
            printed = draft.printer.printed(row.sheet, column, text)
            put_text(target, line, index, printed)
            highest = max(highest, _lines(printed, column))
    if highest > 1:
        target.set_row(line, _LINE_POINTS * min(highest, _MOST_LINES))


def _lines(text: str, column: Column) -> int:
    """How many lines a text takes in its column; ids and labels are not wrapped."""
    if column.shape in (Shape.ID, Shape.LABEL):
        return 1
    return sum(1 + int(len(part) / column.width) for part in text.split("\n"))


def _add_validation(
    target: Worksheet, column: Column, words: RegisterWords, cells: tuple[int, int, int, int]
) -> None:
    """Lists warn and let other words pass, because what an older record says is kept as it is."""
    rules: dict[str, tuple[dict[str, object], Prompt]] = {
        **{
            key: ({"validate": "list", "source": f"=L_{name}"}, words.word_prompt)
            for key, name in _LIST_OF.items()
            if column.shape is Shape.WORD
        },
        "partner": ({"validate": "list", "source": "=L_place"}, words.word_prompt),
        "currency": ({"validate": "list", "source": "=L_currency"}, words.currency_prompt),
        "amount": ({"validate": "decimal", "criteria": ">", "value": 0}, words.amount_prompt),
    }
    for key in ("trl_from", "trl_to"):
        between = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 9}
        rules[key] = (between, words.readiness_prompt)
    if column.shape is Shape.DATE:
        rules[column.key] = ({"validate": "any"}, words.date_prompt)
    if column.key not in rules:
        return
    rule, prompt = rules[column.key]
    shown = {
        "input_title": prompt.title,
        "input_message": prompt.text,
        "error_title": prompt.title,
        "error_message": prompt.refusal,
        "error_type": "warning",
        "ignore_blank": True,
    }
    target.data_validation(*cells, {**rule, **shown})


def _write_lists(draft: _Draft) -> None:
    """The words and keys that can be entered, each list in a column of its own."""
    from chipmap.model.exchange.exact_workbook import put_text
    from chipmap.model.exchange.raw_workbook import column_letters

    sheet = draft.workbook.add_worksheet(LISTS)
    words, printer = draft.words, draft.printer
    lists: dict[str, tuple[str, Sequence[str]]] = {
        "kind": (words.headings[Sheet.WORKS]["collaboration_kind"], tuple(words.kinds.values())),
        "stage": (words.headings[Sheet.WORKS]["stage"], tuple(words.stages.values())),
        "topic": (words.headings[Sheet.CHECKS]["topic"], tuple(words.topics.values())),
        "state": (words.headings[Sheet.CHECKS]["state"], tuple(words.states.values())),
        "currency": (words.headings[Sheet.BUDGETS]["currency"], CURRENCIES),
        "place": (words.headings[Sheet.WORKS]["partners"], printer.places()),
        "segment": (words.headings[Sheet.WORKS]["segments"], printer.segments()),
        "institution": (words.headings[Sheet.WORKS]["institutions"], printer.institutions()),
    }
    for index, (name, (heading, entries)) in enumerate(lists.items()):
        sheet.set_column(index, index, 16 if index < 5 else 44)
        put_text(sheet, 0, index, heading, draft.styles.header)
        for line, entry in enumerate(entries, start=1):
            put_text(sheet, line, index, entry)
        letter = column_letters(index + 1)
        draft.workbook.define_name(f"L_{name}", f"={LISTS}!${letter}$2:${letter}${max(2, len(entries) + 1)}")
    sheet.freeze_panes(1, 0)


def _write_pairs(draft: _Draft, name: str, pairs: Mapping[str, str]) -> None:
    """A very hidden sheet of keys and values; a long value goes on in the cells beside it."""
    from chipmap.model.exchange.exact_workbook import put_text

    sheet = draft.workbook.add_worksheet(name)
    for line, (key, value) in enumerate(pairs.items()):
        put_text(sheet, line, 0, key)
        for part, begin in enumerate(range(0, len(value), LONGEST_PART), start=1):
            put_text(sheet, line, part, value[begin : begin + LONGEST_PART])
    sheet.very_hidden()
