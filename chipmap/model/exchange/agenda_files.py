"""Participants of a matchmaking event from a workbook, and their timetable as one.

The workbook has a sheet of participants (name, organisation, country, most meetings, absent slots) and one
of wishes (from, to, wish, must meet, slot). Slots count from 1 as people do; headings name the columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from chipmap.model.errors import TableRefused
from chipmap.model.exchange.outside_tables.cells import flag_in, text_of
from chipmap.model.exchange.outside_tables.table import OutsideTable, TableRow, table_of
from chipmap.model.exchange.points_columns import plain_heading
from chipmap.model.exchange.raw_workbook import CellValue, RawWorkbook
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.match.attendance import Interest, Participant, StatedWish
from chipmap.model.match.timetable import Timetable

_PEOPLE: Final = {
    "name": "name, participant, person, teilnehmer, nom",
    "organisation": "organisation, organization, company, institution, firma",
    "country": "country, place, land, pays",
    "most": "most meetings, max meetings, maximum, most",
    "absent": "absent slots, absent, not available, unavailable",
}
_WISHES: Final = {
    "one": "from, name, participant, who",
    "other": "to, wants to meet, partner, with, whom",
    "interest": "wish, interest, wunsch, souhait",
    "must": "must meet, must",
    "slot": "slot, pinned slot, pinned",
}
_INTERESTS: Final = {
    **dict.fromkeys(("3", "want", "yes", "ja", "oui", "x", "high"), Interest.WANT),
    **dict.fromkeys(("1", "possible", "maybe", "vielleicht", "possible ", "2", ""), Interest.POSSIBLE),
    **dict.fromkeys(("0", "no", "nein", "non", "refuse"), Interest.NO),
}
_SLOTS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")


@dataclass(frozen=True)
class Attendance:
    """Who comes and what they wish; `issues` name the cells that could not be read."""

    participants: tuple[Participant, ...]
    wishes: tuple[StatedWish, ...]
    issues: tuple[Issue, ...]


def read_attendance(raw: RawWorkbook) -> Attendance:
    """Participants and wishes of a workbook; raises `TableRefused` where neither sheet can be told.

    A row that cannot be read is a finding and left out; a wish about somebody who does not come, too.
    """
    people = _sheet(raw, _PEOPLE, ("name",), without=("other",))
    wishes = _sheet(raw, _WISHES, ("one", "other"))
    if people is None or wishes is None:
        missing = "Participants: name" if people is None else "Wishes: from, to"
        raise TableRefused(reason="attendance", file=raw.file, fields=missing)
    issues: list[Issue] = []
    found: dict[str, Participant] = {}
    for row in people[0].rows:
        cells = _Cells(*people, row)
        name = cells.text("name")
        if not name or name in found:
            issues.append(cells.finding("field-missing" if not name else "participant-twice", "name"))
            continue
        found[name] = _participant(cells, name, issues)
    stated = [
        wish for row in wishes[0].rows if (wish := _wish(_Cells(*wishes, row), found, issues)) is not None
    ]
    return Attendance(tuple(found.values()), tuple(stated), tuple(issues))


@dataclass(frozen=True)
class _Cells:
    """One row with its cells by field."""

    table: OutsideTable
    headings: Mapping[str, str]
    row: TableRow

    def cell(self, name: str) -> CellValue | None:
        return self.row.cells.get(self.headings.get(name, ""))

    def text(self, name: str) -> str:
        return text_of(self.cell(name))

    def finding(self, code: str, name: str) -> Issue:
        place = CellPlace(
            self.table.file,
            self.table.sheet,
            self.table.address(self.row.number, self.headings.get(name, "")),
        )
        return Issue(code, Severity.WARNING, field_name=name, value=self.text(name)[:80], place=place)


def _sheet(
    raw: RawWorkbook, fields: Mapping[str, str], needed: Sequence[str], without: Sequence[str] = ()
) -> tuple[OutsideTable, Mapping[str, str]] | None:
    """The first sheet that has the needed columns, and the heading of each field in it."""
    for sheet in raw.sheets:
        table = table_of(raw, sheet=sheet.name)
        if table is None:
            continue
        headings = _headings(table, fields)
        wishes = _headings(table, {name: _WISHES[name] for name in without})
        if all(name in headings for name in needed) and not wishes:
            return table, headings
    return None


def _headings(table: OutsideTable, fields: Mapping[str, str]) -> dict[str, str]:
    by_plain = {plain_heading(heading): heading for heading in table.headings}
    found: dict[str, str] = {}
    for name, aliases in fields.items():
        for alias in aliases.split(", "):
            heading = by_plain.get(plain_heading(alias), "")
            if heading and heading not in found.values():
                found[name] = heading
                break
    return found


def _participant(cells: _Cells, name: str, issues: list[Issue]) -> Participant:
    most = cells.text("most").removesuffix(".0")
    if most and not most.isdecimal():
        issues.append(cells.finding("number-not-understood", "most"))
        most = ""
    return Participant(
        name,
        cells.text("organisation"),
        cells.text("country"),
        int(most) if most else None,
        slots_in(cells.text("absent").removesuffix(".0")),
    )


def slots_in(text: str) -> frozenset[int]:
    """The slots (from 0) of a text such as "1-3, 6", which counts from 1."""
    found: set[int] = set()
    for first, last in _SLOTS.findall(text):
        found.update(range(int(first) - 1, min(int(last or first), 10_000)))
    return frozenset(slot for slot in found if slot >= 0)


def _wish(cells: _Cells, people: Mapping[str, Participant], issues: list[Issue]) -> StatedWish | None:
    one, other = cells.text("one"), cells.text("other")
    for name, text in (("one", one), ("other", other)):
        if text not in people:
            issues.append(cells.finding("participant-unknown" if text else "field-missing", name))
            return None
    interest = _INTERESTS.get(folded(cells.text("interest")).removesuffix(".0"))
    if interest is None:
        issues.append(cells.finding("wish-not-understood", "interest"))
        return None
    slot = cells.text("slot").removesuffix(".0")
    return StatedWish(
        one, other, interest, flag_in(cells.cell("must")), int(slot) - 1 if slot.isdecimal() else None
    )


@dataclass(frozen=True, slots=True)
class Room:
    """How many slots and tables there are, and which slots (from 0) are breaks."""

    slots: int
    tables: int
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """Every text that an agenda carries, in one language."""

    title: str
    timetable: str
    by_participant: str
    short: str
    slot: str
    table: str
    participant: str
    organisation: str
    meets: str
    has: str
    promised: str
    why: str
    in_break: str
    reasons: Callable[[str], str]


def write_agenda(
    path: Path,
    participants: Sequence[Participant],
    timetable: Timetable,
    *,
    room: Room,
    words: AgendaWords,
) -> None:
    """The timetable as a workbook: by slot and table, by participant, and who is short and why."""
    import io

    from chipmap.model.exchange.exact_workbook import ExactWorkbook
    from chipmap.model.host.replacing import replace_file

    stream = io.BytesIO()
    workbook = ExactWorkbook(stream, {"in_memory": True})
    workbook.set_properties({"title": words.title, "author": "Chipmap"})
    styles = {
        "header": workbook.add_format({"bold": True, "bottom": 2, "bg_color": "#E6EEFA", "text_wrap": True}),
        "text": workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
    }
    for name, rows in (
        (words.timetable, _by_slot(participants, timetable, room, words)),
        (words.by_participant, _by_participant(participants, timetable, room, words)),
        (words.short, _short(participants, timetable, words)),
    ):
        _write_sheet(workbook, name, rows, styles)
    workbook.close()
    replace_file(path, stream.getvalue())


def _write_sheet(
    workbook: object, name: str, rows: Sequence[Sequence[str]], styles: Mapping[str, object]
) -> None:
    from chipmap.model.exchange.exact_workbook import put_text
    from chipmap.model.exchange.scorecard_styles import set_page

    sheet = workbook.add_worksheet(name[:31])  # type: ignore[attr-defined]
    for line, texts in enumerate(rows):
        for column, text in enumerate(texts):
            put_text(sheet, line, column, text, styles["text" if line else "header"])  # type: ignore[arg-type]
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, max(1, len(rows[0]) - 1), 24)
    sheet.freeze_panes(1, 1)
    set_page(sheet)


def _by_slot(
    participants: Sequence[Participant],
    timetable: Timetable,
    room: Room,
    words: AgendaWords,
) -> list[list[str]]:
    """A row for each slot, a column for each table; people keep to a table where they can."""
    rows = [[words.slot, *(f"{words.table} {number}" for number in range(1, room.tables + 1))]]
    for slot in range(room.slots):
        held = [meeting for meeting in timetable.meetings if meeting.slot == slot]
        names = [f"{participants[one.one].name} – {participants[one.other].name}" for one in held]
        if slot in room.breaks and not names:
            names = [words.in_break]
        rows.append([str(slot + 1), *names, *([""] * (room.tables - len(names)))])
    return rows


def _by_participant(
    participants: Sequence[Participant],
    timetable: Timetable,
    room: Room,
    words: AgendaWords,
) -> list[list[str]]:
    """A row for each participant, a column for each slot with whom they meet."""
    rows = [
        [
            words.participant,
            words.organisation,
            *(f"{words.slot} {slot}" for slot in range(1, room.slots + 1)),
        ]
    ]
    met: dict[tuple[int, int], str] = {}
    for meeting in timetable.meetings:
        met[meeting.one, meeting.slot] = participants[meeting.other].name
        met[meeting.other, meeting.slot] = participants[meeting.one].name
    for at, participant in enumerate(participants):
        cells = [
            met.get((at, slot), words.in_break if slot in room.breaks else "") for slot in range(room.slots)
        ]
        rows.append([participant.name, participant.organisation, *cells])
    return rows


def _short(participants: Sequence[Participant], timetable: Timetable, words: AgendaWords) -> list[list[str]]:
    """Who has fewer meetings than everybody is promised, and why."""
    rows = [[words.participant, words.has, words.promised, words.why]]
    rows += [
        [
            participants[one.participant].name,
            str(one.has),
            str(one.promised),
            words.reasons(one.reason.value),
        ]
        for one in timetable.shortfalls
    ]
    return rows
