"""The fields of tables from elsewhere in words, and what a value for all rows may look like."""

from __future__ import annotations

from chipmap.wording import _


def table_field_word(name: str) -> str:
    """What a field of a table is called."""
    words = {**_names(), **_figures()}
    return words.get(name, name)


def _names() -> dict[str, str]:
    return {
        "id": _("Id"),
        "name": _("Name"),
        "parent": _("Stage or parent"),
        "segment_kind": _("Kind of segment"),
        "description": _("Description"),
        "segment": _("Segment"),
        "goes_into": _("Goes into"),
        "type_of": _("Is a type of"),
        "weight": _("Importance"),
        "provider_type": _("Type of provider"),
        "country": _("Country"),
        "aliases": _("Other names"),
        "place": _("Place or provider"),
        "reporter": _("Reporting place"),
        "partner": _("Partner place"),
        "product": _("Product code"),
    }


def _figures() -> dict[str, str]:
    return {
        "percent": _("Share, per cent"),
        "is_minor": _("Minor share"),
        "minor_percent": _("A minor share is, per cent"),
        "year": _("Year"),
        "measure": _("Measure"),
        "basis": _("Basis"),
        "source": _("Source"),
        "level": _("Level"),
        "need": _("Need"),
        "horizon": _("Horizon"),
        "confidence": _("Confidence"),
        "reason": _("Reason"),
        "rater": _("Rater"),
        "value": _("Value"),
        "flow": _("Imports or exports"),
        "unit": _("Unit"),
    }
