"""The words that people type into scorecards, in the languages of Chipmap, and what they stand for.

Input only: what Chipmap itself prints comes from its wording. Every word is in the form that `folded` gives.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from chipmap.model.records import Confidence

_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The form in which texts are compared: no case, no compatibility or invisible signs, single spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold()
    return " ".join(plain.split())


NOT_APPLICABLE: Final = frozenset(
    {
        *("na", "n/a", "n.a.", "n. a.", "not applicable", "sans objet", "s.o.", "non applicable"),
        *("nicht zutreffend", "nicht anwendbar", "entfällt"),
    }
)

LEVELS: Final = {
    "absent": 0,
    "nascent": 1,
    "emerging": 2,
    "established": 3,
    "strong": 4,
    "leading": 5,
    "naissant": 1,
    "émergent": 2,
    "établi": 3,
    "fort": 4,
    "chef de file": 5,
    "nicht vorhanden": 0,
    "im entstehen": 1,
    "im aufbau": 2,
    "etabliert": 3,
    "stark": 4,
    "führend": 5,
}

CONFIDENCES: Final = {
    "low": Confidence.LOW,
    "medium": Confidence.MEDIUM,
    "high": Confidence.HIGH,
    "faible": Confidence.LOW,
    "moyenne": Confidence.MEDIUM,
    "élevée": Confidence.HIGH,
    "moyen": Confidence.MEDIUM,
    "élevé": Confidence.HIGH,
    "haute": Confidence.HIGH,
    "basse": Confidence.LOW,
    "niedrig": Confidence.LOW,
    "gering": Confidence.LOW,
    "mittel": Confidence.MEDIUM,
    "hoch": Confidence.HIGH,
    "med": Confidence.MEDIUM,
}

HEADERS: Final = {
    "row id": "row_id",
    "row_id": "row_id",
    "id de ligne": "row_id",
    "identifiant de ligne": "row_id",
    "zeilen-id": "row_id",
    "place or institution": "subject",
    "place": "subject",
    "country": "subject",
    "lieu ou institution": "subject",
    "ort oder einrichtung": "subject",
    "value-chain stage": "stage",
    "stage": "stage",
    "étape de la chaîne de valeur": "stage",
    "stufe der wertschöpfungskette": "stage",
    "capability": "capability",
    "segment": "capability",
    "capacité": "capability",
    "fähigkeit": "capability",
    "level now (0–5)": "level_now",
    "level now (0-5)": "level_now",
    "level now": "level_now",
    "level": "level_now",
    "niveau actuel (0–5)": "level_now",
    "niveau actuel (0-5)": "level_now",
    "niveau actuel": "level_now",
    "niveau jetzt (0–5)": "level_now",
    "niveau jetzt (0-5)": "level_now",
    "niveau jetzt": "level_now",
    "confidence": "confidence",
    "confiance": "confidence",
    "sicherheit": "confidence",
    "reference year": "year",
    "year": "year",
    "année de référence": "year",
    "année": "year",
    "bezugsjahr": "year",
    "jahr": "year",
    "why this level": "reason",
    "reason": "reason",
    "pourquoi ce niveau": "reason",
    "warum dieses niveau": "reason",
    "begründung": "reason",
    "sources (one per line)": "sources",
    "sources": "sources",
    "sources (une par ligne)": "sources",
    "quellen (eine je zeile)": "sources",
    "quellen": "sources",
}
"""Headers by what they stand for; expected levels and needs are told by `HORIZON_HEADERS` and a year."""

HORIZON_HEADERS: Final = {
    "expected level": "level",
    "level": "level",
    "niveau attendu": "level",
    "erwartetes niveau": "level",
    "need": "need",
    "besoin": "need",
    "bedarf": "need",
}


ADDITION_HEADERS: Final = {
    "name": "name",
    "nom": "name",
    "type": "institution_type",
    "typ": "institution_type",
    "art": "institution_type",
    "country": "country",
    "pays": "country",
    "land": "country",
    "city": "city",
    "ville": "city",
    "stadt": "city",
    "ort": "city",
    "value-chain stage": "stage",
    "étape de la chaîne de valeur": "stage",
    "stufe der wertschöpfungskette": "stage",
    "stage": "stage",
    "level now (0–5)": "level",
    "niveau actuel (0–5)": "level",
    "niveau jetzt (0–5)": "level",
    "why this level": "reason",
    "pourquoi ce niveau": "reason",
    "warum dieses niveau": "reason",
    "source": "source",
    "quelle": "source",
}
"""Headers of the sheet for new institutions."""


def column_key_of(header: str) -> str | None:
    """The key of the column that a header names, in any of the languages; `None` for a foreign column."""
    plain = folded(header)
    if plain in HEADERS:
        return HEADERS[plain]
    stem, _, horizon = plain.rpartition(" ")
    if stem in HORIZON_HEADERS and len(horizon) == 4 and horizon.isdigit():
        return f"{HORIZON_HEADERS[stem]}_{horizon}"
    return plain if plain.startswith(("level_", "need_")) else None
