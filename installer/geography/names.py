"""Place names by naming profile, and the spellings that mean a place; from CLDR and two hand tables.

Babel is used here only: the program reads the JSON files that this module makes.
"""

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from babel import Locale

from chipmap.model.geography.naming import normalise_place_text

ALIAS_TABLE = Path(__file__).with_name("aliases.toml")
ALIAS_LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "pl", "sv", "cs", "ja", "ko", "zh", "zh_Hant")
ATTRIBUTE_COLUMNS = ("name", "name_long", "name_sort", "admin", "formal_en", "formal_fr", "wb_a3")
SHORTENED_SAINT = re.compile(r"\bSt\. ")
EUROPEAN_UNION = "EU"


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
    """Refuse a hand table that names a code which is not on the map."""
    tables = [
        *profiles["base"].values(),
        *(table for by in profiles["profile"].values() for table in by.values()),
    ]
    unknown = sorted({code for table in tables for code in table} - codes)
    if unknown:
        raise ValueError(f"naming_profiles.toml names codes that are no places: {', '.join(unknown)}.")


def compose_aliases(
    places: dict[str, dict[str, Any]], names: dict[str, Any], attributes: list[dict[str, str]]
) -> dict[str, Any]:
    """The content of place_aliases.json: spelling to code, and the spellings that mean several places.

    The hand table outranks what CLDR says: a spelling listed there for one code is not ambiguous, and a
    spelling listed there as ambiguous is never resolved.
    """
    hand = tomllib.loads(ALIAS_TABLE.read_text(encoding="utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    for code, spelling in gather_spellings(places, names, attributes):
        found[normalise_place_text(spelling)].add(code)
    for code, row in places.items():
        if row["a2"]:
            found[normalise_place_text(row["a2"])] = {code}
        found[normalise_place_text(code)] = {code}
    for code, spellings in hand["alias"].items():
        for spelling in spellings:
            found[normalise_place_text(spelling)] = {code}
    for spelling, codes in hand["ambiguous"].items():
        found[normalise_place_text(spelling)] = set(codes)
    found.pop("", None)
    return {
        "format": 1,
        "aliases": {alias: min(codes) for alias, codes in sorted(found.items()) if len(codes) == 1},
        "ambiguous": {alias: sorted(codes) for alias, codes in sorted(found.items()) if len(codes) > 1},
    }


def gather_spellings(
    places: dict[str, dict[str, Any]], names: dict[str, Any], attributes: list[dict[str, str]]
) -> list[tuple[str, str]]:
    """Every (code, spelling) of CLDR in our alias languages, of our profiles and of the attribute table."""
    code_of = {row["a2"]: code for code, row in places.items() if row["a2"]} | {EUROPEAN_UNION: "EU27"}
    spellings = [
        (code_of[a2], name)
        for language in ALIAS_LANGUAGES
        for a2, name in territory_names(language).items()
        if a2 in code_of
    ]
    for table in (names["names"], *names["profiles"].values()):
        spellings += [(code, name) for by_code in table.values() for code, name in by_code.items()]
    for row in attributes:
        if row["iso_a3"] in places:
            values = (row[column] for column in ATTRIBUTE_COLUMNS)
            spellings += [(row["iso_a3"], value) for value in values if value and not value.startswith("-99")]
    return [(code, spelling) for code, spelling in spellings if not spelling.isdigit()]
