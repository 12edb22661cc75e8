"""What the sections of a fiche are worded with: names, numbered sources, and how much may stand in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chipmap.model.story.fiche_text import FicheSource
from chipmap.wording import _, ngettext
from chipmap.wording.sentences import mid_sentence
from chipmap.wording.subjects import segment_name, subject_name

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.match.place_fiche import Fiche

_LONGEST_SOURCE = 92
_LINKS = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Limits:
    """How many lines each part of a page may have."""

    below: int
    profiles: int
    outlooks: int
    strengths: int
    weaknesses: int
    stated: int
    companies: int
    institutions: int
    threats: int
    opportunities: int
    pairs: int
    collaborations: int


_MOST = Limits(6, 6, 2, 4, 4, 3, 5, 8, 4, 3, 4, 8)
_LEAST = Limits(2, 2, 0, 1, 1, 1, 2, 3, 1, 0, 1, 2)
TIGHTEST = max(getattr(_MOST, one.name) - getattr(_LEAST, one.name) for one in fields(Limits))
"""From this step on nothing more can be left out."""


def limits_at(step: int) -> Limits:
    """The limits after a number of steps in which every part gave up a line, down to its least."""
    return Limits(
        *(max(getattr(_LEAST, one.name), getattr(_MOST, one.name) - step) for one in fields(Limits))
    )


class FicheAsked:
    """Names and sources of one fiche; a source gets its number when it is first cited."""

    def __init__(self, dataset: Dataset, fiche: Fiche, names: PlaceNames, made_at: datetime) -> None:
        self.dataset, self.fiche, self.names, self.made_at = dataset, fiche, names, made_at
        self._numbers: dict[str, int] = {}

    @property
    def place(self) -> str:
        """What the place is called."""
        return self.name(self.fiche.place)

    @property
    def focus(self) -> str:
        """What the focus region is called."""
        return self.name(self.fiche.focus)

    def name(self, subject: str) -> str:
        return subject_name(self.dataset, self.names, subject)

    def segment(self, segment: str, *, is_inside: bool = False) -> str:
        """The short name of a segment; inside a sentence it begins small."""
        found = segment_name(self.dataset, segment)
        return mid_sentence(found) if is_inside else found

    def cite(self, keys: Iterable[str]) -> str:
        """The marks of sources and pieces of evidence, such as "[2, 5]"; empty where nothing is cited."""
        known = [key for key in dict.fromkeys(keys) if self._source_of(key)]
        for key in known:
            self._numbers.setdefault(key, len(self._numbers) + 1)
        marks = ", ".join(str(number) for number in sorted(self._numbers[key] for key in known))
        return f"[{marks}]" if marks else ""

    def sources(self) -> tuple[FicheSource, ...]:
        """The sources in the order of their numbers."""
        found = (self._source_of(key) for key in self._numbers)
        return tuple(one for one in found if one is not None)

    def _source_of(self, key: str) -> FicheSource | None:
        """Publisher, title and year of a source or of a piece of evidence; None for neither."""
        source = self.dataset.sources.get(key)
        if source is not None:
            named = ": ".join(part for part in (source.publisher, source.title) if part)
            return _source_line(named, source.year, source.address)
        evidence = self.dataset.evidence.get(key)
        if evidence is not None:
            return _source_line(evidence.title, evidence.year, evidence.locator)
        return None


def _source_line(named: str, year: int | None, address: str) -> FicheSource:
    """A source on one line, with the site that its address leads to."""
    shown = _shortened(named, _LONGEST_SOURCE)
    dated = f"{shown} ({year})" if year is not None else _("{source} (year not printed)").format(source=shown)
    site = urlsplit(address).hostname or "" if address.startswith(_LINKS) else ""
    text = f"{dated}. {site.removeprefix('www.')}" if site else f"{dated}."
    return FicheSource(text, address if site else "")


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def and_more(count: int) -> str:
    """What a part leaves out."""
    return ngettext("and {count} more", "and {count} more", count).format(count=count)


def sentence(*parts: str) -> str:
    """Parts of a line that are there, in one row."""
    return " ".join(part for part in parts if part)
