"""What a table can hold, and the headings by which each of its fields is usually known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Target(StrEnum):
    """What the rows of a table become, in the order in which tables are taken."""

    SEGMENTS = "segments"
    LINKS = "links"
    PROVIDERS = "providers"
    SHARES = "shares"
    LEVELS = "levels"
    TRADE = "trade"
    PRODUCTS = "products"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a target: whether a row makes sense without it, and its usual headings."""

    name: str
    is_required: bool
    headings: tuple[str, ...]


def _fields(required: Mapping[str, str], optional: Mapping[str, str]) -> tuple[Field, ...]:
    both = ((required, True), (optional, False))
    return tuple(
        Field(name, is_required, (name, *headings.split(", ")))
        for fields, is_required in both
        for name, headings in fields.items()
    )


_SOURCE = "source name, source id, reference, citation, quelle, référence"
_YEAR = "ref year, date, period, time period, time, jahr, année"
_PLACE = (
    "country, provider name, provider, region, economy, location, subject, iso3, iso 3, pays, land, staat, "
    "country code, geo, geography"
)
_SEGMENT = (
    "provided name, provided id, provided, input name, input id, input, capability, product, stage, "
    "technology, segmente, filière, activity"
)

_PRODUCT = "product code, hs, hs code, cmd code, commodity, commodity code, cn code, cn8, hs6, product nc"

FIELDS: Final[Mapping[Target, tuple[Field, ...]]] = {
    Target.SEGMENTS: _fields(
        {"name": "input name, segment, segment name, capability, title, nom, bezeichnung, stage name"},
        {
            "id": "input id, segment id, code, key, identifier, stage id",
            "parent": "stage, stage name, stage id, parent id, parent name, group, category, stufe, étape",
            "segment_kind": "type, kind, input type, typ, art",
            "description": "text, notes, beschreibung, definition",
        },
    ),
    Target.LINKS: _fields(
        {"segment": "input id, input name, input, from, from id, from segment, segment id, supplies"},
        {
            "goes_into": "goes into id, goes into name, goes into, to, to id, to segment, feeds, target id",
            "type_of": "is type of id, is type of name, is type of, type of, parent id, part of",
            "weight": "importance, criticality, strength, gewicht, poids",
        },
    ),
    Target.PROVIDERS: _fields(
        {"name": "provider name, organisation, organization, company, firm, actor, nom, institution"},
        {
            "id": "provider id, organisation id, company id, code, key, identifier",
            "provider_type": "type, provider type, kind, typ, art, category",
            "country": "country code, iso3, iso 3, location, headquarters, hq country, pays, land, staat",
            "aliases": "alias, also known as, other names",
        },
    ),
    Target.SHARES: _fields(
        {"place": _PLACE + ", provider id", "segment": _SEGMENT},
        {
            "percent": "share, share provided, share percent, market share, percentage, value, anteil, part",
            "is_minor": "minor share, minor flag, minor, small share, is minor, negligible",
            "year": _YEAR,
            "measure": "indicator, measured as, metric, messgröße, mesure",
            "basis": "unit, definition, description",
            "source": _SOURCE,
        },
    ),
    Target.LEVELS: _fields(
        {"place": _PLACE, "segment": _SEGMENT},
        {
            "level": "level now, score, rating, niveau, stufe, maturity, level now 0 5, punkte",
            "need": "needed level, required level, besoin, bedarf",
            "horizon": "for when, target year, horizont, échéance",
            "confidence": "certainty, confiance, vertrauen",
            "year": _YEAR,
            "reason": "why, comment, comments, justification, note, notes, begründung, rationale",
            "source": _SOURCE,
        },
    ),
    Target.TRADE: _fields(
        {
            "reporter": "reporter iso, reporter code, reporting country, reporter iso3, declarant, "
            "declarant iso, importer",
            "partner": "partner iso, partner code, partner country, partner iso3, origin, exporter",
            "product": _PRODUCT,
            "year": _YEAR,
            "value": "trade value, value eur, value usd, primary value, amount, wert, valeur, "
            "value in euros, obs value",
        },
        {
            "flow": "trade flow, flow code, flow desc, direction, richtung, flux",
            "unit": "currency, währung, devise, indicators",
            "source": _SOURCE,
        },
    ),
    Target.PRODUCTS: _fields(
        {
            "product": _PRODUCT,
            "segment": "segment name, segment id, capability, stage, technology, segmente, filière, activity",
        },
        {"source": _SOURCE},
    ),
}

DEFAULTS: Final[Mapping[Target, tuple[str, ...]]] = {
    Target.SEGMENTS: ("parent", "segment_kind", "source"),
    Target.LINKS: ("weight", "source"),
    Target.PROVIDERS: ("provider_type", "country", "source"),
    Target.SHARES: ("place", "segment", "year", "measure", "basis", "source", "minor_percent"),
    Target.LEVELS: ("place", "segment", "horizon", "year", "source", "rater"),
    Target.TRADE: ("reporter", "year", "flow", "unit", "source"),
    Target.PRODUCTS: ("segment", "source"),
}
"""Fields that one value can fill for all rows of a table whose column is missing or blank."""


def field_names(target: Target) -> tuple[str, ...]:
    """The fields of a target, required ones first."""
    return tuple(field.name for field in FIELDS[target])


def required_fields(target: Target) -> tuple[str, ...]:
    """The fields without which a row says nothing."""
    return tuple(field.name for field in FIELDS[target] if field.is_required)
