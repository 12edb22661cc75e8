"""What a cell of the register's workbook says, as a canonical text; what cannot be read is left as it stands.

Places, segments and institutions are read by the key in brackets, by their key alone, and by their names. A
text that stood in the record already is never taken for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from chipmap.model.dataset import Dataset
from chipmap.model.edits.collaborations import institutions_by_name
from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.collaboration_layout import Column, Shape, Sheet, amount_text
from chipmap.model.exchange.collaboration_vocabulary import key_of_word
from chipmap.model.exchange.raw_workbook import CellValue, DateCell, ErrorCell
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.text_rules import clean_text

PlaceResolver = Callable[[str], str | None]

_LISTS = (Shape.PLACES, Shape.PLACE, Shape.INSTITUTIONS, Shape.SEGMENTS, Shape.SOURCE)

_WITH_KEY = re.compile(r"^.*\(([^()]+)\)\s*$", re.DOTALL)
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_READINESS = re.compile(r"(?:trl\s*)?(\d)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([ ,.'’])\d{3})(?:\1\d{3})+|\d{1,3}(?: \d{3})+")
_DECIMAL = re.compile(r"\d+(?:[.,]\d{1,2})?")


class Said(NamedTuple):
    """The canonical text of a cell; `code` names why it could not be read."""

    text: str
    code: str = ""


class CellReader:
    """Reads cells against one dataset; `resolve_place` knows the names of places in many languages."""

    def __init__(self, dataset: Dataset, resolve_place: PlaceResolver | None = None) -> None:
        self._dataset = dataset
        self._resolve_place = resolve_place or (lambda _text: None)
        self._institutions = institutions_by_name(dataset)
        self._segments = _by_name(
            (one.id, name) for one in dataset.segments.values() for name in (one.name, one.short_name)
        )
        self._sources = _by_name((one.id, one.title) for one in dataset.sources.values())

    @property
    def institutions(self) -> Mapping[str, str]:
        """The ids of institutions by what they are called."""
        return self._institutions

    def said(self, sheet: Sheet, column: Column, cell: CellValue | None, kept: Iterable[str] = ()) -> Said:
        """What a cell says; `kept` are texts that the record says already, here or as it was sent."""
        if cell is None:
            return Said("")
        if isinstance(cell, ErrorCell | bool):
            return Said("", "cell-error" if isinstance(cell, ErrorCell) else "word-not-understood")
        text = clean_text(plain_text(cell))
        if text in kept:
            return Said(text)
        if column.shape is Shape.AMOUNT:
            return _amount(cell, text)
        if column.shape is Shape.WHOLE:
            return _whole(column, text)
        if column.shape in _LISTS:
            return Said(self._keys(column.shape, text, frozenset("\n".join(kept).split("\n"))))
        return Said(_plain(sheet, column, cell, text))

    def place(self, text: str) -> str | None:
        """The country or region that a text names."""
        dataset = self._dataset
        for spelling in (_key_in(text), text, text.upper()):
            if spelling in dataset.countries or spelling in dataset.regions:
                return spelling
        found = self._resolve_place(text)
        return found if found in dataset.countries or found in dataset.regions else None

    def _keys(self, shape: Shape, text: str, kept: frozenset[str]) -> str:
        """The keys that a cell names, one a line, each once; a name that nobody knows stays as it is."""
        found: dict[str, None] = {}
        for line in text.split("\n"):
            whole = self._key(shape, line.strip(), kept)
            if whole is not None:
                found[whole] = None
                continue
            signs = ";,|" if shape in (Shape.PLACES, Shape.SEGMENTS) else ";|"
            for part in filter(None, map(str.strip, re.split(f"[{signs}]", line))):
                found[self._key(shape, part, kept) or part] = None
        return "\n".join(found)

    def _key(self, shape: Shape, text: str, kept: frozenset[str]) -> str | None:
        if text in kept:
            return text
        named = _key_in(text)
        if shape in (Shape.PLACES, Shape.PLACE):
            return self.place(text)
        if shape is Shape.SEGMENTS:
            segments = self._dataset.segments
            return next((key for key in (named, text) if key in segments), self._segments.get(folded(text)))
        if shape is Shape.SOURCE:
            sources = self._dataset.sources
            return next((key for key in (named, text) if key in sources), self._sources.get(folded(text)))
        by_key = named if named in self._dataset.institutions else None
        return by_key or self._institutions.get(text.casefold())


def _plain(sheet: Sheet, column: Column, cell: CellValue, text: str) -> str:
    """What a cell says that holds no number and no keys."""
    if column.shape is Shape.DATE:
        return _date(cell, text)
    if column.shape is Shape.WORD:
        return key_of_word(sheet, column.key, text) or " ".join(text.split())
    if column.shape is Shape.LINES:
        return "\n".join(dict.fromkeys(filter(None, map(clean_text, text.split("\n")))))
    return text if column.shape is Shape.TEXT else " ".join(text.split())


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keys by folded names; a name that several bear names none of them."""
    found: dict[str, str] = {}
    several = set()
    for key, name in pairs:
        if found.setdefault(folded(name), key) != key:
            several.add(folded(name))
    return {name: key for name, key in found.items() if name and name not in several}


def _key_in(text: str) -> str:
    """What stands in brackets at the end of a text."""
    found = _WITH_KEY.match(text)
    return found.group(1).strip() if found else ""


def _date(cell: CellValue, text: str) -> str:
    """A date in ISO form as far as it can be read without guessing; 3/4/2026 is left as it stands."""
    if isinstance(cell, DateCell):
        return cell.day or text
    found = _DAY_FIRST.fullmatch(text)
    if found:
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return "-".join(
            part if len(part) == 4 else f"{int(part):02}" for part in found.groups() if part is not None
        )
    return text


def _whole(column: Column, text: str) -> Said:
    found = _READINESS.fullmatch(text) if column.key.startswith("trl") else None
    digits = found[1] if found else text
    if not digits or digits.isdecimal():
        return Said(digits and str(int(digits)))
    return Said(text, "number-not-understood")


def _amount(cell: CellValue, text: str) -> Said:
    """An amount; a comma or point before three digits alone may be either sign, so it is not read."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Said(amount_text(float(cell)))
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ").strip()
    if _GROUPED.fullmatch(plain):
        return Said(amount_text(float(re.sub(r"\D", "", plain))))
    if _DECIMAL.fullmatch(plain):
        return Said(amount_text(float(plain.replace(",", "."))))
    return Said(text, "number-not-understood" if text else "")
