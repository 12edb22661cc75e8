"""The words that people type into scorecards, in the languages of Chipmap, and what they stand for.

Input only: what Chipmap itself prints comes from its wording. Every word is in the form that `folded` gives.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, TypeVar

from chipmap.model.records import Confidence

V = TypeVar("V")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The form in which texts are compared: no case, no compatibility or invisible signs, single spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold()
    return " ".join(plain.split())


def without_accents(text: str) -> str:
    """A folded text as it is typed on a keyboard that lacks its letters."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _in_every_spelling(words: Mapping[str, V]) -> dict[str, V]:
    """The words, and each without its accents or with ae, oe and ue where it has any."""
    spelt = dict(words)
    for word, meaning in words.items():
        spelt.setdefault(without_accents(word), meaning)
        spelt.setdefault(word.translate(_UMLAUTS), meaning)
    return spelt


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

NOT_APPLICABLE: Final = frozenset(
    {
        *("na", "n/a", "n.a.", "n. a.", "not applicable", "sans objet", "s.o.", "non applicable"),
        *("nicht zutreffend", "nicht anwendbar", "entfällt", "entfallt", "entfaellt"),
    }
)

TRUE_OR_FALSE: Final = frozenset({"true", "false", "vrai", "faux", "wahr", "falsch"})
ERRORS: Final = frozenset(
    {
        *("#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#n/a", "#getting_data"),
        *("#spill!", "#calc!", "#field!", "#blocked!", "#connect!", "#unknown!"),
        *("#nul!", "#valeur!", "#nom?", "#nombre!", "#wert!", "#bezug!", "#zahl!", "#nv"),
    }
)
"""Errors as Excel prints them in each language; in a delimited text they are texts like any other."""

LEVELS: Final = _in_every_spelling(
    {
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
)

CONFIDENCES: Final = _in_every_spelling(
    {
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
        "med.": Confidence.MEDIUM,
        "l": Confidence.LOW,
        "m": Confidence.MEDIUM,
        "h": Confidence.HIGH,
    }
)

HEADERS: Final = _in_every_spelling(
    {
        "row id": "row_id",
        "row_id": "row_id",
        "rowid": "row_id",
        "id de ligne": "row_id",
        "identifiant de ligne": "row_id",
        "zeilen-id": "row_id",
        "place or institution": "subject",
        "place": "subject",
        "country": "subject",
        "institution": "subject",
        "lieu ou institution": "subject",
        "lieu": "subject",
        "pays": "subject",
        "ort oder einrichtung": "subject",
        "ort oder institution": "subject",
        "ort": "subject",
        "land": "subject",
        "value-chain stage": "stage",
        "stage": "stage",
        "étape de la chaîne de valeur": "stage",
        "étape": "stage",
        "stufe der wertschöpfungskette": "stage",
        "stufe": "stage",
        "capability": "capability",
        "segment": "capability",
        "capacité": "capability",
        "fähigkeit": "capability",
        "level now": "level_now",
        "level": "level_now",
        "current level": "level_now",
        "niveau actuel": "level_now",
        "niveau jetzt": "level_now",
        "niveau": "level_now",
        "stand heute": "level_now",
        "confidence": "confidence",
        "confiance": "confidence",
        "sicherheit": "confidence",
        "konfidenz": "confidence",
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
        "raison": "reason",
        "justification": "reason",
        "sources": "sources",
        "source": "sources",
        "quellen": "sources",
        "quelle": "sources",
        "group median": "group_median",
        "médiane du groupe": "group_median",
        "median der gruppe": "group_median",
        "group iqr": "group_iqr",
        "écart interquartile": "group_iqr",
        "quartilsabstand": "group_iqr",
        "your earlier answer": "own_previous",
        "votre réponse précédente": "own_previous",
        "ihre frühere antwort": "own_previous",
        "reasons given": "group_reasons",
        "raisons données": "group_reasons",
        "genannte gründe": "group_reasons",
    }
)
"""Headers by what they stand for, without what stands in brackets behind them.

Expected levels and needs are told by `HORIZON_HEADERS` and a year.
"""

HORIZON_HEADERS: Final = {
    "expected level": "level",
    "expected": "level",
    "level": "level",
    "niveau attendu": "level",
    "niveau": "level",
    "erwartetes niveau": "level",
    "need": "need",
    "besoin": "need",
    "bedarf": "need",
}


ADDITION_HEADERS: Final = _in_every_spelling(
    {
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
)
"""Headers of the sheet for new institutions."""


_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]$")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")


def column_key_of(header: str) -> str | None:
    """The key of the column that a header names, in any of the languages; `None` for a foreign column."""
    plain = folded(header)
    if plain in HEADERS:
        return HEADERS[plain]
    horizon = _YEAR.search(plain)
    if horizon is not None:
        rest = " ".join((plain[: horizon.start()] + " " + plain[horizon.end() :]).split())
        stem = _BRACKETED.sub("", rest).strip(" :*-–,()[]")
        if stem in HORIZON_HEADERS:
            return f"{HORIZON_HEADERS[stem]}_{horizon[1]}"
    for form in (_BRACKETED.sub("", plain), plain.rstrip(" :*")):
        if form in HEADERS:
            return HEADERS[form]
    return plain if plain.startswith(("level_", "need_")) else None
