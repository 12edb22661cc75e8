"""Place names by naming profile, and the spellings that mean a place; from CLDR and two hand tables.

Babel is used here only: the program reads the JSON files that this module makes.
"""

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from babel import Locale

from chipmap.model.geography.naming import fold_code, is_short_spelling, normalise_place_text
from installer.geography.places import NEUTRAL

ALIAS_TABLE = Path(__file__).with_name("aliases.toml")
ALIAS_LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt"),
    *("nl", "pl", "pt", "ro", "sk", "sl", "sv", "nb", "tr", "uk", "ja", "ko", "zh", "zh_Hant"),
)
"""The languages of the European Union, of its neighbours and of the partner places."""

POLICY_REGIONS = ("EU27", "G7", "PARTNERS")
ATTRIBUTE_COLUMNS = ("name", "name_long", "name_sort", "admin", "formal_en", "formal_fr")
SHORTENED_SAINT = re.compile(r"\bSt\. ")
EUROPEAN_UNION = "EU"
NOT_GIVEN = "-99"


def read_profiles(path: Path) -> dict[str, Any]:
    """The reviewed table of naming profiles."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def territory_names(language: str) -> dict[str, str]:
    """CLDR names by alpha-2 code or M49 number."""
    return dict(Locale.parse(language).territories)


def english_names() -> dict[str, str]:
    """CLDR's English names by alpha-2 code, as the GeoPackage prints them."""
    return {a2: spell_out(name, "en") for a2, name in territory_names("en").items()}


def spell_out(name: str, language: str) -> str:
    """Full words instead of "&" and "St.", as official lists write English names."""
    if language != "en":
        return name
    return SHORTENED_SAINT.sub("Saint ", name.replace(" & ", " and "))


def compose_names(places: dict[str, dict[str, Any]], profiles: dict[str, Any]) -> dict[str, Any]:
    """The content of place_names.json."""
    languages = profiles["languages"]
    subregions = sorted({row["subregion"] for row in places.values() if row["subregion"]})
    names: dict[str, dict[str, str]] = {}
    subregion_names: dict[str, dict[str, str]] = {}
    for language in languages:
        cldr = territory_names(language)
        base = {code: spell_out(cldr[row["a2"]], language) for code, row in places.items() if row["a2"]}
        names[language] = dict(sorted((base | profiles["base"][language]).items()))
        numbered = {number: cldr.get(number, cldr["AQ"]) for number in subregions}
        subregion_names[language] = numbered | profiles["subregions"][language]
    check_known(profiles, set(places))
    return {
        "format": 1,
        "names": names,
        "profiles": profiles["profile"],
        "regions": profiles["regions"],
        "profile_regions": profiles["profile_regions"],
        "subregions": subregion_names,
        "notes": profiles["note"],
        "boundary_note": profiles["boundary_note"],
    }


def check_known(profiles: dict[str, Any], codes: set[str]) -> None:
    """Refuse names for codes that are not on the map, and regions that take the code of a place."""
    tables = [
        *profiles["base"].values(),
        *(table for by in profiles["profile"].values() for table in by.values()),
    ]
    unknown = sorted({code for table in tables for code in table} - codes)
    if unknown:
        raise ValueError(f"naming_profiles.toml names codes that are no places: {', '.join(unknown)}.")
    shared = sorted(codes.intersection(profiles["regions"]))
    if shared:
        raise ValueError(f"naming_profiles.toml gives regions the codes of places: {', '.join(shared)}.")


def compose_aliases(
    places: dict[str, dict[str, Any]], names: dict[str, Any], attributes: list[dict[str, str]]
) -> dict[str, Any]:
    """The content of place_aliases.json: codes and names that mean one place, and names that mean several.

    The hand table outranks CLDR: a spelling listed there for one code is not ambiguous, and one listed there
    as ambiguous is never resolved. Short spellings are kept to the letter, so that "n/a" is not Namibia.
    """
    named = {code: row for code, row in places.items() if row["kind"] != NEUTRAL}
    hand = tomllib.loads(ALIAS_TABLE.read_text(encoding="utf-8"))
    codes: dict[str, str] = {}
    found: dict[str, set[str]] = defaultdict(set)
    for code, spelling in gather_spellings(named, names, attributes):
        if is_short_spelling(spelling):
            codes[fold_code(spelling)] = code
        else:
            found[normalise_place_text(spelling)].add(code)
    for code, row in named.items():
        codes |= {fold_code(text): code for text in (row["a2"], code)}
    for code, spellings in hand["alias"].items():
        codes |= {fold_code(spelling): code for spelling in spellings if is_short_spelling(spelling)}
        found |= {normalise_place_text(text): {code} for text in spellings if not is_short_spelling(text)}
    asked = {
        normalise_place_text(spelling): sorted(possible) for spelling, possible in hand["ambiguous"].items()
    }
    asked |= {text: sorted(possible) for text, possible in found.items() if len(possible) > 1}
    return {
        "format": 1,
        "codes": {text: code for text, code in sorted(codes.items()) if text not in asked},
        "aliases": {text: min(one) for text, one in sorted(found.items()) if text and text not in asked},
        "ambiguous": dict(sorted(asked.items())),
    }


def gather_spellings(
    places: dict[str, dict[str, Any]], names: dict[str, Any], attributes: list[dict[str, str]]
) -> list[tuple[str, str]]:
    """Every (code, spelling) of CLDR in our alias languages, of our profiles and of the attribute table."""
    code_of = {row["a2"]: code for code, row in places.items()} | {EUROPEAN_UNION: "EU27"}
    spellings = [
        (code_of[a2], name)
        for language in ALIAS_LANGUAGES
        for a2, name in territory_names(language).items()
        if a2 in code_of
    ]
    tables = [
        *names["names"].values(),
        *(by for profile in names["profiles"].values() for by in profile.values()),
    ]
    spellings += [(code, name) for table in tables for code, name in table.items() if code in places]
    spellings += [(code, name) for code in POLICY_REGIONS for name in names["regions"][code].values()]
    for row in attributes:
        if row["iso_a3"] in places:
            values = (row[column] for column in ATTRIBUTE_COLUMNS)
            spellings += [(row["iso_a3"], value) for value in values if value and value != NOT_GIVEN]
    return spellings
