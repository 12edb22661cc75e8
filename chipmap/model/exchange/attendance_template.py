"""The workbook in which participants and wishes of an event are collected; `attendance_reader` reads it back.

It carries who comes already and what they wish, but never how anybody can be reached: those columns are left
to whoever fills it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.dataset import Dataset
from chipmap.model.edits.events import known_event
from chipmap.model.records import EventParticipant, MatchmakingEvent, MeetingWish, WishKind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

PEOPLE_FIELDS = (
    *("name", "organisation", "country", "segments", "most", "absent"),
    *("email", "telephone", "note", "id"),
)
"""The columns of the sheet of participants, in their order."""

WISH_FIELDS = ("one", "other", "interest", "must", "slot")
"""The columns of the sheet of wishes, in their order."""

ROWS = 600
"""Rows with lists to choose from: twice the largest event that is promised to work."""

Cells = Sequence[str | int | None]
"""One row of a sheet."""

_LISTS = "Lists"
_READ_ME_WIDTH = 90
_LINE_POINTS = 15
_PEOPLE_WIDTHS = (28, 34, 22, 34, 16, 16, 30, 20, 34, 18)
_WISH_WIDTHS = (34, 34, 14, 12, 10)


@dataclass(frozen=True, slots=True)
class AttendanceWords:
    """Every text of the workbook in one language; headings by field, wishes by kind, `place` names a code."""

    title: str
    read_me: str
    steps_title: str
    steps: Sequence[str]
    participants: str
    wishes: str
    headings: Mapping[str, str]
    wish_headings: Mapping[str, str]
    kinds: Mapping[WishKind, str]
    yes: str
    choose: str
    place: Callable[[str], str]


def attendance_template(dataset: Dataset, event: str, words: AttendanceWords) -> bytes:
    """The workbook as bytes, the same for the same event."""
    from chipmap.model.exchange.exact_workbook import ExactWorkbook
    from chipmap.model.exchange.steady_archive import steady_archive

    stream = io.BytesIO()
    workbook = ExactWorkbook(stream, {"in_memory": True})
    known = known_event(dataset, event)
    title = f"{words.title}: {known.name}"
    workbook.set_properties({"title": title, "author": "Chipmap"})
    styles = _Styles(workbook)
    people = sorted(dataset.participants.of(event).values(), key=lambda one: (one.name.casefold(), one.id))
    spelt = _spellings(people)
    _write_read_me(workbook.add_worksheet(words.read_me), title, words, styles)
    _write_people(workbook.add_worksheet(words.participants), people, dataset, words, styles)
    wishes = list(dataset.wishes.of(event).values())
    wished = [_wish_cells(one, spelt, words) for one in wishes]
    _write_wishes(workbook.add_worksheet(words.wishes), wished, known, words, styles)
    _write_lists(workbook, dataset, words)
    workbook.close()
    return steady_archive(stream.getvalue())


class _Styles:
    def __init__(self, workbook: Workbook) -> None:
        self.title: Format = workbook.add_format({"bold": True, "font_size": 16})
        self.heading: Format = workbook.add_format({"bold": True})
        self.header: Format = workbook.add_format(
            {"bold": True, "bottom": 2, "bg_color": "#E6EEFA", "text_wrap": True, "valign": "vcenter"}
        )
        self.text: Format = workbook.add_format({"num_format": "@", "valign": "top"})
        self.wrapped: Format = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.number: Format = workbook.add_format({"align": "left", "valign": "top"})


def _spellings(people: Sequence[EventParticipant]) -> dict[str, str]:
    """How each is named in a wish: by name, with the organisation where two bear it."""
    names = [one.name.casefold() for one in people]
    return {
        one.id: one.name if names.count(one.name.casefold()) == 1 else f"{one.name} ({one.organisation})"
        for one in people
    }


def _write_read_me(sheet: Worksheet, title: str, words: AttendanceWords, styles: _Styles) -> None:
    from chipmap.model.exchange.exact_workbook import put_text
    from chipmap.model.exchange.scorecard_styles import set_page

    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, _READ_ME_WIDTH + 6)
    put_text(sheet, 0, 0, title, styles.title)
    put_text(sheet, 2, 0, words.steps_title, styles.heading)
    for number, step in enumerate(words.steps, start=1):
        sheet.set_row(2 + number, _LINE_POINTS * -(-len(step) // _READ_ME_WIDTH) + 2)
        sheet.write_number(2 + number, 0, number, styles.number)
        put_text(sheet, 2 + number, 1, step, styles.wrapped)
    set_page(sheet)


def _write_people(
    sheet: Worksheet,
    people: Sequence[EventParticipant],
    dataset: Dataset,
    words: AttendanceWords,
    styles: _Styles,
) -> None:
    headings = [words.headings[field] for field in PEOPLE_FIELDS]
    rows = [_person_cells(one, dataset, words) for one in people]
    _write_sheet(sheet, headings, _PEOPLE_WIDTHS, rows, styles)
    country = PEOPLE_FIELDS.index("country")
    sheet.data_validation(1, country, ROWS, country, _listed("=L_country", words))
    most = PEOPLE_FIELDS.index("most")
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 200}
    sheet.data_validation(1, most, ROWS, most, {**whole, "ignore_blank": True})


def _person_cells(one: EventParticipant, dataset: Dataset, words: AttendanceWords) -> Cells:
    segments = "; ".join(str(dataset.segments[key].name) for key in one.segments if key in dataset.segments)
    absent = ", ".join(str(slot + 1) for slot in one.absent)
    country = words.place(one.country) if one.country else ""
    return [one.name, one.organisation, country, segments, one.most, absent, "", "", "", one.id]


def _wish_cells(wish: MeetingWish, spelt: Mapping[str, str], words: AttendanceWords) -> Cells:
    slot = None if wish.slot is None else wish.slot + 1
    must = words.yes if wish.is_must else ""
    return [spelt[wish.one], spelt[wish.other], words.kinds[wish.wish], must, slot]


def _write_wishes(
    sheet: Worksheet,
    rows: Sequence[Cells],
    event: MatchmakingEvent,
    words: AttendanceWords,
    styles: _Styles,
) -> None:
    headings = [words.wish_headings[field] for field in WISH_FIELDS]
    _write_sheet(sheet, headings, _WISH_WIDTHS, rows, styles)
    last = max(ROWS, len(rows)) * 5
    for column in (0, 1):
        sheet.data_validation(1, column, last, column, _listed("=L_participant", words))
    sheet.data_validation(1, 2, last, 2, _listed("=L_wish", words))
    sheet.data_validation(1, 3, last, 3, _listed([words.yes], words))
    sheet.data_validation(1, 4, last, 4, _listed([str(slot + 1) for slot in range(event.slots)][:60], words))


def _listed(source: str | list[str], words: AttendanceWords) -> dict[str, object]:
    """A list to choose from; another text is questioned, not refused."""
    return {
        "validate": "list",
        "source": source,
        "ignore_blank": True,
        "error_type": "warning",
        "error_message": words.choose,
    }


def _write_sheet(
    sheet: Worksheet,
    headings: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Cells],
    styles: _Styles,
) -> None:
    from chipmap.model.exchange.exact_workbook import put_text
    from chipmap.model.exchange.scorecard_styles import set_page

    sheet.set_row(0, 2 * _LINE_POINTS)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width, styles.text)
        put_text(sheet, 0, column, heading, styles.header)
    for line, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(line, column, cell, styles.number)
            elif cell:
                put_text(sheet, line, column, cell, styles.text)
    sheet.freeze_panes(1, 1)
    set_page(sheet)


def _write_lists(workbook: Workbook, dataset: Dataset, words: AttendanceWords) -> None:
    """The lists behind the choices, hidden; those who come are whoever stands in the sheet by then."""
    from chipmap.model.exchange.exact_workbook import put_text

    sheet = workbook.add_worksheet(_LISTS)
    for column, (name, texts) in enumerate(_lists(dataset, words)):
        put_text(sheet, 0, column, name)
        for line, text in enumerate(texts, start=1):
            put_text(sheet, line, column, text)
        letter = "ABC"[column]
        workbook.define_name(f"L_{name}", f"={_LISTS}!${letter}$2:${letter}${max(2, len(texts) + 1)}")
    quoted = words.participants.replace("'", "''")
    workbook.define_name("L_participant", f"='{quoted}'!$A$2:$A${ROWS + 1}")
    sheet.hide()


def _lists(dataset: Dataset, words: AttendanceWords) -> Iterator[tuple[str, list[str]]]:
    yield "country", sorted((words.place(str(code)) for code in dataset.countries), key=str.casefold)
    yield "wish", [words.kinds[kind] for kind in (WishKind.WANT, WishKind.POSSIBLE, WishKind.NO)]
