"""What changes results and so belongs to the workspace, not to the program."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records.scale import NOW


class Consolidation(StrEnum):
    """How the ballots of several raters become one shown level."""

    MEDIAN = "median"
    MEAN = "mean"
    CONFIDENCE_WEIGHTED = "confidence_weighted"


class RegionRule(StrEnum):
    """How a region without an answer of its own takes its members' levels."""

    BEST = "best"
    MEAN = "mean"
    SHARE_WEIGHTED = "share_weighted"


@dataclass(frozen=True, slots=True)
class Settings:
    """What changes results and so belongs to the workspace, not to the program; one per workspace."""

    kind: ClassVar[str] = "settings"

    workspace_id: str
    title: str
    current_year: int
    horizons: tuple[str, ...] = (NOW, "2030", "2035")
    naming_profile: str = "EU"
    focus_region: str = "EU27"
    candidate_region: str = "PARTNERS"
    current_round: int = 1
    consolidation: Consolidation = Consolidation.MEDIAN
    region_rule: RegionRule = RegionRule.BEST
    use_suggestions: bool = True
    roll_up_coverage: float = 2 / 3
    share_thresholds: tuple[float, ...] = (50.0, 20.0, 8.0, 2.0, 0.0)
    """Per cent of a segment for levels 5, 4, 3, 2 (reached) and 1 (exceeded)."""
    institution_thresholds: tuple[int, ...] = (8, 3, 1)
    """Numbers of institutions for "at least" 3, 2 and 1."""
    oldest_share_years: int = 10
    trusted_places: tuple[str, ...] = ()
    """Whose supply is no exposure; empty: the focus region and the candidate places."""
    level_descriptors: tuple[str, ...] = ()
    """One observable sentence for each level 0–5; empty means the wording's own."""

    @property
    def key(self) -> str:
        return "settings"

    @property
    def later_horizons(self) -> tuple[str, ...]:
        return tuple(horizon for horizon in self.horizons if horizon != NOW)
