"""What the spellings of a table mean: exact matches only; near ones are suggestions for a person to confirm.

A place may also be a provider that another table of the same set describes: an organisation with its country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.records import ConfirmedName

PlaceResolver = Callable[[str], str | None]

_LEAST_LIKENESS = 0.85
_SHORTEST_NAME = 5
"""Codes and short names are never guessed: MAL is as near to Mali as to Malaysia."""
_MOST_SUGGESTIONS = 3

_STAGES = {
    "assembly, testing, and packaging": "atp",
    "assembly, testing and packaging": "atp",
    "assembly, testing, and packaging (atp)": "atp",
    "assembly, testing and packaging (atp)": "atp",
    "assembly and test": "atp",
    "back-end": "atp",
    "front-end": "fab",
    "front-end manufacturing": "fab",
    "manufacturing": "fab",
    "wafer manufacturing": "fab",
    "production": "fab",
    "software": "eda_ip",
    "eda": "eda_ip",
    "core ip": "eda_ip",
    "research": "rd",
    "equipment": "sme",
    "tools": "sme",
}
"""Usual names of stages besides those that the workspace gives them."""

_NUMBERS_IN_TRADE = {"251": "FRA", "579": "NOR", "699": "IND", "757": "CHE", "842": "USA"}
"""Numbers that the trade statistics of the United Nations use for places besides their own in ISO 3166-1."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a share: a place, or an organisation with the place that it belongs to.

    `institution` is its id where the workspace knows it.
    """

    place: str
    organisation: str = ""
    institution: str = ""


@dataclass(frozen=True, slots=True)
class UnmatchedName:
    """A spelling that stands for nothing known, in how many rows, and what it may have meant."""

    kind: str
    spelling: str
    rows: int
    suggestions: tuple[str, ...]


class Spellings:
    """Looks names up in a workspace, in what was confirmed, and in what the other tables of the set say."""

    def __init__(
        self,
        dataset: Dataset,
        names: Mapping[str, Mapping[str, str]],
        resolve_place: PlaceResolver,
        scopes: Iterable[str] = (),
    ) -> None:
        self._resolve_place = resolve_place
        self._confirmed = {
            kind: {folded(spelling): meaning for spelling, meaning in spellings.items()}
            for kind, spellings in names.items()
        }
        holding = {"", *scopes}
        for one in dataset.confirmed_names.values():
            if one.scope not in holding:
                continue
            self._confirmed.setdefault(one.name_kind, {}).setdefault(folded(one.spelling), one.meaning)
        self._places = {code for table in (dataset.countries, dataset.regions) for code in table}
        self._place_names = {folded(one.name): one.code for one in dataset.countries.values()}
        self._numbers = {one.numeric: one.code for one in dataset.countries.values() if one.numeric}
        self._known_places: dict[str, str | None] = {}
        self._is_listening = False
        self._learned: dict[tuple[str, str], str] = {}
        self._segments: dict[str, str] = {}
        for segment in dataset.segments.values():
            self.learn_segment(segment.id, segment.name, segment.short_name, segment.id)
        self._holders: dict[str, Holder] = {}
        for institution in dataset.institutions.values():
            holder = Holder(institution.country, institution.name, institution.id)
            self.learn_holder(holder, institution.id, institution.name, institution.short_name)
        self._missed: Counter[tuple[str, str]] = Counter()
        self._is_listening = True

    @property
    def learned(self) -> list[tuple[str, str, str]]:
        """What tables of this set call segments and providers: kind, spelling, and id or code."""
        return [(kind, spelling, meaning) for (kind, spelling), meaning in self._learned.items()]

    def learn_segment(self, meaning: str, *spellings: str) -> None:
        """Remember what a table of segments calls one; what is known already is not overruled."""
        for spelling in filter(None, map(folded, spellings)):
            if self._segments.setdefault(spelling, meaning) == meaning and self._is_listening:
                self._learned["segment", spelling] = meaning

    def learn_holder(self, holder: Holder, *spellings: str) -> None:
        """Remember a provider under its id, name and aliases."""
        for spelling in filter(None, map(folded, spellings)):
            if self._holders.setdefault(spelling, holder) == holder and self._is_listening:
                self._learned["place", spelling] = holder.institution or holder.place

    def place(self, spelling: str, *, may_be_number: bool = False) -> str | None:
        """The code of a place; counts what is not found. `may_be_number` allows its number, as in trade."""
        found = self._place(spelling)
        if found is None and may_be_number and spelling.isdecimal():
            found = self._numbered(spelling)
        if found is None:
            self._missed["place", spelling] += 1
        return found

    def holder(self, spelling: str) -> Holder | None:
        """A place or a provider; counts what is not found."""
        key = folded(spelling)
        confirmed = self._confirmed.get("place", {}).get(key)
        if confirmed is None or confirmed not in self._places:
            known = self._holders.get(folded(confirmed or key))
            if known is not None:
                return known
        found = self._place(spelling)
        if found is not None:
            return Holder(found)
        self._missed["place", spelling] += 1
        return None

    def segment(self, spelling: str, *, is_counted: bool = True) -> str | None:
        """The id of a segment; counts what is not found."""
        key = folded(spelling)
        found = self._confirmed.get("segment", {}).get(key) or self._segments.get(key)
        found = found or self._segments.get(_STAGES.get(key, ""))
        if found is None and is_counted:
            self._missed["segment", spelling] += 1
        return found

    def unmatched(self) -> tuple[UnmatchedName, ...]:
        """What was looked for in vain, the most frequent first, each with near names."""
        return tuple(
            UnmatchedName(kind, spelling, rows, self._suggestions(kind, spelling))
            for (kind, spelling), rows in sorted(self._missed.items(), key=lambda item: (-item[1], item[0]))
        )

    def _place(self, spelling: str) -> str | None:
        if spelling not in self._known_places:
            self._known_places[spelling] = self._place_called(spelling)
        return self._known_places[spelling]

    def _numbered(self, spelling: str) -> str | None:
        """The place with this number; spreadsheet programs drop the zeros before it."""
        number = spelling.zfill(3)
        found = self._numbers.get(number) or _NUMBERS_IN_TRADE.get(number)
        return found if found in self._places else None

    def _place_called(self, spelling: str) -> str | None:
        key = folded(spelling)
        found = self._confirmed.get("place", {}).get(key) or self._resolve_place(spelling)
        found = found or self._place_names.get(key)
        code = spelling.strip().upper()
        found = found or (code if code in self._places else None)
        return found if found in self._places else None

    def _suggestions(self, kind: str, spelling: str) -> tuple[str, ...]:
        key = folded(spelling)
        if len(key) < _SHORTEST_NAME:
            return ()
        known = self._place_names if kind == "place" else self._segments
        near = _near(key, known)
        return tuple(dict.fromkeys(known[name] for name in near))[:_MOST_SUGGESTIONS]


def _near(key: str, names: Iterable[str]) -> list[str]:
    """Names that are spelt almost alike, the nearest first."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    likeness = {}
    for name in names:
        if len(name) < _SHORTEST_NAME:
            continue
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() >= _LEAST_LIKENESS and matcher.quick_ratio() >= _LEAST_LIKENESS:
            likeness[name] = matcher.ratio()
    return sorted(
        (name for name, ratio in likeness.items() if ratio >= _LEAST_LIKENESS),
        key=lambda name: (-likeness[name], name),
    )


def confirmed_names(names: Mapping[str, Mapping[str, str]]) -> list[ConfirmedName]:
    """What a person has confirmed, as records that the workspace keeps."""
    return [
        ConfirmedName(kind, folded(spelling), meaning)
        for kind, spellings in names.items()
        for spelling, meaning in spellings.items()
        if spelling.strip() and meaning
    ]
