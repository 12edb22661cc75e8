"""Participants and wishes of an event as they stand in a workbook, before anybody asks who is known already.

The workbook has a sheet of participants and perhaps one of wishes, told by their headings in English, French
or German. Slots count from 1 in a file as people do, and from 0 here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from chipmap.model.errors import TableRefused
from chipmap.model.event_rules import MOST_SLOTS
from chipmap.model.exchange.outside_tables.cells import flag_in, text_of
from chipmap.model.exchange.outside_tables.table import OutsideTable, TableRow, table_of
from chipmap.model.exchange.points_columns import plain_heading
from chipmap.model.exchange.raw_workbook import CellValue, RawWorkbook
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import WishKind

PEOPLE_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "participant id", "kennung", "identifiant"),
    "name": ("name", "participant", "person", "teilnehmer", "nom", "full name"),
    "organisation": (
        *("organisation", "organization", "company", "institution", "firma", "unternehmen"),
        *("entreprise", "société", "employer"),
    ),
    "country": ("country", "place", "land", "pays", "staat"),
    "segments": ("segments", "segment", "segmente", "topics", "themen", "thèmes"),
    "most": (
        *("most meetings", "max meetings", "maximum", "most", "höchstens", "höchstens treffen"),
        *("nombre maximal", "rencontres au plus"),
    ),
    "absent": (
        *("absent slots", "absent", "not available", "unavailable", "abwesend", "abwesend in runden"),
        *("absent aux créneaux", "créneaux d'absence", "indisponible"),
    ),
    "email": ("email", "mail", "courriel", "email address"),
    "telephone": ("telephone", "phone", "mobile", "telefon", "téléphone"),
    "note": ("note", "notes", "remark", "remarks", "anmerkung", "bemerkung", "remarque"),
}
"""For each field of a participant the headings that mean it, the clearest first."""

WISH_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "one": ("from", "name", "participant", "who", "von", "de", "wer", "qui"),
    "other": (
        "to",
        "wants to meet",
        "partner",
        "with",
        "whom",
        "an",
        "mit",
        "wen",
        "à",
        "avec",
        "qui rencontrer",
    ),
    "interest": ("wish", "interest", "wunsch", "souhait"),
    "must": ("must meet", "must", "muss stattfinden", "muss", "obligatoire", "doit avoir lieu"),
    "slot": ("slot", "pinned slot", "pinned", "runde", "zeitfenster", "créneau", "créneau fixé"),
}
"""For each field of a wish the headings that mean it."""

CONTACT_FIELDS: Final = ("email", "telephone", "note")
"""What goes nowhere but into the table of contacts."""

_KINDS: Final[Mapping[str, WishKind]] = {
    **dict.fromkeys(("3", "want", "yes", "ja", "oui", "x", "high", "gewünscht", "souhaité"), WishKind.WANT),
    **dict.fromkeys(("1", "2", "possible", "maybe", "vielleicht", "möglich", ""), WishKind.POSSIBLE),
    **dict.fromkeys(("0", "no", "nein", "non", "refuse", "nicht"), WishKind.NO),
}
_SLOTS = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")
_SEPARATORS = re.compile(r"[\s,;/&+]+|und|and|et")


@dataclass(frozen=True)
class ListedPerson:
    """One row of the sheet of participants: texts as they stand, numbers as they were understood.

    What the sheet has no column for, or leaves blank, is empty or None.
    """

    cells: RowCells
    id: str
    name: str
    organisation: str
    country: str
    segments: tuple[str, ...]
    most: int | None
    absent: frozenset[int] | None
    email: str = ""
    telephone: str = ""
    note: str = ""

    @property
    def has_contact(self) -> bool:
        """Whether the row says how to reach them."""
        return bool(self.email or self.telephone or self.note)


@dataclass(frozen=True)
class ListedWish:
    """One row of the sheet of wishes, with names or ids as they stand."""

    cells: RowCells
    one: str
    other: str
    wish: WishKind
    is_must: bool
    slot: int | None


@dataclass(frozen=True)
class Attendance:
    """Who comes and what they wish; `issues` name the cells that could not be read."""

    file: str
    people: tuple[ListedPerson, ...]
    wishes: tuple[ListedWish, ...]
    issues: tuple[Issue, ...] = field(default=())


@dataclass(frozen=True)
class RowCells:
    """One row with its cells by field."""

    table: OutsideTable
    headings: Mapping[str, str]
    row: TableRow

    def cell(self, name: str) -> CellValue | None:
        return self.row.cells.get(self.headings.get(name, ""))

    def text(self, name: str) -> str:
        """The cell as one line; a number that a program wrote as 3.0 reads 3."""
        return text_of(self.cell(name)).removesuffix(".0")

    def finding(self, code: str, name: str, severity: Severity = Severity.WARNING, **params: object) -> Issue:
        """A finding about a cell; what a contact says is never repeated in one."""
        cell = self.table.address(self.row.number, self.headings.get(name, ""))
        place = CellPlace(self.table.file, self.table.sheet, cell)
        value = "" if name in CONTACT_FIELDS else self.text(name)[:80]
        return Issue(code, severity, field_name=name, value=value, params=params, place=place)


def is_attendance(raw: RawWorkbook) -> bool:
    """Whether a workbook lists participants of an event: it has a sheet of people and one of wishes."""
    return _people_sheet(raw) is not None and _sheet(raw, WISH_COLUMNS, ("one", "other")) is not None


def read_attendance(raw: RawWorkbook) -> Attendance:
    """Participants and wishes of a workbook; raises `TableRefused` where no sheet lists people by name.

    What cannot be read in a cell is a finding; a row without a name is left out.
    """
    people = _people_sheet(raw)
    if people is None:
        raise TableRefused(reason="attendance", file=raw.file, fields="Participants: name")
    issues: list[Issue] = []
    listed = [_person(RowCells(*people, row), issues) for row in people[0].rows]
    wishes = _sheet(raw, WISH_COLUMNS, ("one", "other"))
    wished = [] if wishes is None else [_wish(RowCells(*wishes, row), issues) for row in wishes[0].rows]
    return Attendance(
        raw.file,
        tuple(one for one in listed if one is not None),
        tuple(one for one in wished if one is not None),
        tuple(issues),
    )


def _people_sheet(raw: RawWorkbook) -> tuple[OutsideTable, Mapping[str, str]] | None:
    return _sheet(raw, PEOPLE_COLUMNS, ("name",), without=("other",))


def _sheet(
    raw: RawWorkbook,
    fields: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    without: Sequence[str] = (),
) -> tuple[OutsideTable, Mapping[str, str]] | None:
    """The first sheet that has the needed columns, and the heading of each field in it."""
    for sheet in raw.sheets:
        table = table_of(raw, sheet=sheet.name)
        if table is None or sheet.state != "visible":
            continue
        headings = _headings(table, fields)
        wishes = _headings(table, {name: WISH_COLUMNS[name] for name in without})
        if all(name in headings for name in needed) and not wishes:
            return table, headings
    return None


def _headings(table: OutsideTable, fields: Mapping[str, Sequence[str]]) -> dict[str, str]:
    by_plain = {plain_heading(heading): heading for heading in table.headings}
    found: dict[str, str] = {}
    for name, aliases in fields.items():
        for alias in aliases:
            heading = by_plain.get(plain_heading(alias), "")
            if heading and heading not in found.values():
                found[name] = heading
                break
    return found


def _person(cells: RowCells, issues: list[Issue]) -> ListedPerson | None:
    name = cells.text("name")
    if not name:
        issues.append(cells.finding("field-missing", "name"))
        return None
    most = cells.text("most")
    if most and not (most.isdecimal() and int(most[:6]) <= MOST_SLOTS):
        issues.append(cells.finding("number-not-understood", "most"))
        most = ""
    absent = cells.text("absent")
    slots = slots_in(absent) if is_slot_list(absent) else None
    if absent and slots is None:
        issues.append(cells.finding("slots-not-understood", "absent"))
    segments = tuple(part.strip() for part in re.split(r"[;\n|]", cells.text("segments")) if part.strip())
    return ListedPerson(
        cells,
        cells.text("id"),
        name,
        cells.text("organisation"),
        cells.text("country"),
        segments,
        int(most) if most else None,
        slots,
        *(cells.text(contact) for contact in CONTACT_FIELDS),
    )


def slots_in(text: str) -> frozenset[int]:
    """The slots (from 0) of a text such as "1-3, 6", which counts from 1; none where it says none."""
    found: set[int] = set()
    for first, last in _SLOTS.findall(text):
        found.update(range(int(first) - 1, min(int(last or first), MOST_SLOTS)))
    return frozenset(slot for slot in found if slot >= 0)


def is_slot_list(text: str) -> bool:
    """Whether a text says slots and nothing else."""
    first = [int(match) for match, _last in _SLOTS.findall(text)]
    return bool(slots_in(text)) and 0 not in first and not _SEPARATORS.sub("", _SLOTS.sub("", text))


def _wish(cells: RowCells, issues: list[Issue]) -> ListedWish | None:
    one, other = cells.text("one"), cells.text("other")
    for name, text in (("one", one), ("other", other)):
        if not text:
            issues.append(cells.finding("field-missing", name))
            return None
    kind = _KINDS.get(folded(cells.text("interest")))
    if kind is None:
        issues.append(cells.finding("wish-not-understood", "interest"))
        return None
    slot = cells.text("slot")
    if slot and not (slot.isdecimal() and 0 < int(slot[:6]) <= MOST_SLOTS):
        issues.append(cells.finding("slots-not-understood", "slot"))
        slot = ""
    return ListedWish(cells, one, other, kind, flag_in(cells.cell("must")), int(slot) - 1 if slot else None)
