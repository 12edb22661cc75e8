"""What places are called: names by naming profile and language, their notes, and codes from free text.

The rule: an alias that could mean two places resolves to neither; the person is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from chipmap.model.host.paths import resource

PROFILES = ("EU", "OECD", "UN")
LANGUAGES = ("en", "fr", "de")
DEFAULT_PROFILE = "EU"
DEFAULT_LANGUAGE = "en"
LONGEST_CODE = 3


class PlaceNames(NamedTuple):
    """Names of all places, regions and subregions in one naming profile and one language."""

    profile: str
    language: str
    names: Mapping[str, str]
    subregions: Mapping[str, str]
    notes: Mapping[str, str]
    short_boundary_note: str
    long_boundary_note: str

    @staticmethod
    def load(profile: str = DEFAULT_PROFILE, language: str = DEFAULT_LANGUAGE) -> PlaceNames:
        """Names for a profile (EU, OECD, UN) and a language (en, fr, de)."""
        return _load_names(profile, language)

    def name(self, code: str) -> str:
        """The name to print for a place or region; a code without a name is printed as it is."""
        return self.names.get(code, code)

    def note(self, code: str) -> str | None:
        """The sentence that must stand wherever this place is named, if the profile has one."""
        return self.notes.get(code)

    def subregion(self, number: str) -> str:
        """The name of a UN M49 subregion by its number, such as 035; empty for none."""
        return self.subregions.get(number, "")

    def boundary_note(self, long: bool = False) -> str:
        """The note on boundaries: short beside a map on screen, long on exports."""
        return self.long_boundary_note if long else self.short_boundary_note


@cache
def _load_names(profile: str, language: str) -> PlaceNames:
    if profile not in PROFILES:
        raise ValueError(f"Unknown naming profile {profile!r}; choose one of {', '.join(PROFILES)}.")
    if language not in LANGUAGES:
        raise ValueError(f"Unknown language {language!r}; choose one of {', '.join(LANGUAGES)}.")
    table = _read_json("geography/place_names.json")
    regions = {code: texts[language] for code, texts in table["regions"].items()}
    regions |= {code: texts[language] for code, texts in table["profile_regions"].get(profile, {}).items()}
    notes = {code: texts[language] for code, texts in table["notes"].get(profile, {}).items()}
    return PlaceNames(
        profile=profile,
        language=language,
        names=MappingProxyType(table["names"][language] | table["profiles"][profile][language] | regions),
        subregions=MappingProxyType(table["subregions"][language]),
        notes=MappingProxyType(notes),
        short_boundary_note=table["boundary_note"]["short"][language],
        long_boundary_note=table["boundary_note"]["long"][language],
    )


def resolve_place(text: str) -> str | None:
    """The code that a spelling stands for, in any of the known languages; None if unknown or ambiguous.

    Exact spellings only (case, accents, punctuation and a leading "the" do not matter; in codes punctuation
    does): suggesting a near spelling is the importer's business, because a person must confirm it.
    """
    if is_short_spelling(text):
        return _codes().get(fold_code(text))
    return _aliases().get(_compact(text))


def ambiguous_places(text: str) -> tuple[str, ...]:
    """The codes that a spelling may mean without saying so clearly, to be asked about; empty if it is clear.

    "Korea" may be two places; "NA" is Namibia's code, but is more often written for "not available".
    """
    key = fold_code(text) if is_short_spelling(text) else _compact(text)
    return _ambiguous_aliases().get(key, ())


def spellings_of_place(code: str) -> tuple[str, ...]:
    """The aliases and codes that a place answers to besides its names, such as UK, EL or "chinese taipei".

    Ambiguous ones are among them: a search shows every place that may be meant.
    """
    return _spellings().get(code, ())


def normalise_place_text(text: str) -> str:
    """The form in which spellings are compared: no case, accents, punctuation or leading article."""
    import unicodedata

    accents, dropped, separators = _patterns()
    folded = accents.sub("", unicodedata.normalize("NFKD", text).casefold())
    composed = unicodedata.normalize("NFKC", folded)
    words = separators.sub(" ", dropped.sub("", composed).replace("_", " ").replace("&", " and ")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


def is_short_spelling(text: str) -> bool:
    """Whether a text may be a code: three letters or figures at most, once its punctuation is left out."""
    compact = _compact(text)
    return len(compact) <= LONGEST_CODE and compact.isascii()


def fold_code(text: str) -> str:
    """Codes are compared to the letter, only without case: "n/a" and "n.a." are not Namibia's NA."""
    import unicodedata

    return unicodedata.normalize("NFKC", text).strip().casefold()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Accents, what is dropped, what separates words; the first map needs none of them."""
    return re.compile("[\u0300-\u036f]"), re.compile("[.'’ʼ`´*]"), re.compile(r"[^\w&]+")


def _compact(text: str) -> str:
    """Spellings are looked up without blanks, so that "Viet Nam" and "Vietnam" need one entry."""
    return normalise_place_text(text).replace(" ", "")


@cache
def _read_aliases() -> dict[str, Any]:
    return _read_json("geography/place_aliases.json")


@cache
def _codes() -> Mapping[str, str]:
    return MappingProxyType(_read_aliases()["codes"])


@cache
def _aliases() -> Mapping[str, str]:
    return {alias.replace(" ", ""): code for alias, code in _read_aliases()["aliases"].items()}


@cache
def _ambiguous_aliases() -> Mapping[str, tuple[str, ...]]:
    table = _read_aliases()["ambiguous"]
    return {alias.replace(" ", ""): tuple(codes) for alias, codes in table.items()}


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    table = _read_aliases()
    for spelling, code in (*table["codes"].items(), *table["aliases"].items()):
        found.setdefault(code, []).append(spelling)
    for spelling, codes in table["ambiguous"].items():
        for code in codes:
            found.setdefault(code, []).append(spelling)
    return {code: tuple(spellings) for code, spellings in found.items()}


def _read_json(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(resource(name).read_text(encoding="utf-8"))
    return content
