"""Concentration of suppliers and dependence on them: indices, EU indicators, reliance, chokepoints."""

from chipmap.model.analysis.concentration.chokepoints import (
    Chokepoint,
    ChokepointRules,
    Chokepoints,
    chokepoints,
    downstream_reach,
)
from chipmap.model.analysis.concentration.indicators import (
    Dependency,
    Indicator,
    Thresholds,
    Trade,
    Variant,
    dependency_indicators,
    dependency_over_years,
)
from chipmap.model.analysis.concentration.measures import (
    Band,
    Diversity,
    HhiBounds,
    Tier,
    concentration_ratio,
    effective_suppliers,
    hhi,
    hhi_bounds,
    hhi_normalised,
    hhi_points,
    shannon,
    tier_of,
)
from chipmap.model.analysis.concentration.reliance import Reliance, foreign_input_reliance

__all__ = [
    "Band",
    "Chokepoint",
    "ChokepointRules",
    "Chokepoints",
    "Dependency",
    "Diversity",
    "HhiBounds",
    "Indicator",
    "Reliance",
    "Thresholds",
    "Tier",
    "Trade",
    "Variant",
    "chokepoints",
    "concentration_ratio",
    "dependency_indicators",
    "dependency_over_years",
    "downstream_reach",
    "effective_suppliers",
    "foreign_input_reliance",
    "hhi",
    "hhi_bounds",
    "hhi_normalised",
    "hhi_points",
    "shannon",
    "tier_of",
]
