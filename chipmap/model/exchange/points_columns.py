"""Which column of a file of points holds which field of an institution, told by its heading.

Headings are compared without case, accents, blanks and underscores; a shapefile cuts them at ten signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from chipmap.model.exchange.recognised_words import folded

_LONGEST_OF_SHAPEFILE = 10
_SIGNS = re.compile(r"[\W_]+")

COLUMN_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "institution_id", "key", "identifier", "kennung", "identifiant"),
    "name": ("name", "institution", "institution_name", "organisation", "organization", "nom", "title"),
    "short_name": ("short_name", "short", "acronym", "abbreviation", "sigle", "kurzname", "abkürzung"),
    "institution_type": ("type", "institution_type", "kind", "category", "typ", "art", "type_institution"),
    "country": (
        *("country_iso3", "iso3", "iso_a3", "country_code", "country", "iso2", "iso_a2", "iso"),
        *("pays", "land", "staat", "cntr_code", "nation", "place"),
    ),
    "city": ("city", "town", "ville", "stadt", "ort", "location"),
    "latitude": ("latitude", "lat", "y", "breite", "breitengrad", "ycoord", "lat_dd"),
    "longitude": ("longitude", "lon", "long", "lng", "x", "länge", "längengrad", "xcoord", "lon_dd"),
    "segments": ("segments", "segment", "capabilities", "capability", "stages", "segment_id", "segmente"),
    "role": ("role", "description", "activity", "notes", "rôle", "rolle", "beschreibung"),
    "website": ("website", "url", "web", "homepage", "site_web", "webseite", "link"),
}
"""For each field the headings that mean it, the clearest first."""


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """The position of the column of each field that the file has; a heading counts for one field only."""
    by_heading: dict[str, int] = {}
    for index, heading in enumerate(headings):
        by_heading.setdefault(plain_heading(heading), index)
    found: dict[str, int] = {}
    for field, aliases in COLUMN_ALIASES.items():
        for alias in aliases:
            plain = plain_heading(alias)
            index = by_heading.get(plain, by_heading.get(plain_heading(alias[:_LONGEST_OF_SHAPEFILE]), -1))
            if index >= 0 and index not in found.values():
                found[field] = index
                break
    return found


def plain_heading(heading: str) -> str:
    """A heading without case, accents, blanks and signs, so that "Short name" is "short_name"."""
    spread = unicodedata.normalize("NFKD", folded(heading))
    return _SIGNS.sub("", "".join(sign for sign in spread if not unicodedata.combining(sign)))
