"""The workspace as fiches tell it: at one moment, seen from a focus region, in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chipmap.model.dataset import Dataset
from chipmap.model.geography.naming import PlaceNames


@dataclass(frozen=True)
class ToldFiches:
    """What many fiches have in common; `names` are those of the language."""

    dataset: Dataset
    focus: str
    names: PlaceNames
    language: str
    made_at: datetime
