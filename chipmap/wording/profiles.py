"""What the indicators of a place's profile are called, and their units."""

from __future__ import annotations

from chipmap.wording import _


def indicator_word(indicator: str) -> str:
    """An indicator's name; one that has no words yet is shown as it was imported, without underscores."""
    known = {
        "low_carbon_electricity_share": _("Low-carbon electricity"),
        "electricity_carbon_intensity": _("Carbon intensity of electricity"),
        "rd_spend_share_of_gdp": _("Research spending of GDP"),
        "stem_graduates_per_1000_aged_20_29": _("STEM graduates"),
        "business_rd_high_tech_share_of_gdp": _("Business research in high technology of GDP"),
        "stem_share_of_tertiary_graduates": _("STEM share of graduates"),
        "public_support_programme": _("Public support programme"),
    }.get(indicator)
    plain = indicator.replace("_", " ")
    return known or plain[:1].upper() + plain[1:]


def unit_word(unit: str) -> str:
    """A unit as it stands behind a figure."""
    return "%" + unit.removeprefix("percent") if unit.startswith("percent") else unit
