"""Layers of cited shares: what suppliers hold of a segment, and the world share by one named measure.

A layer never mixes two measures, years or bases.
"""

from __future__ import annotations

from collections.abc import Callable

from chipmap.model.analysis.shares import ShareGroup, deciding_rows, rows_of_group, share_groups
from chipmap.model.dataset import Dataset
from chipmap.model.geography.classes import dependence_class, world_share_class
from chipmap.model.geography.layer_values import PlaceValue
from chipmap.model.records import Share


def supplier_shares(dataset: Dataset, segment: str, focus: str) -> dict[str, PlaceValue]:
    """Per cent of each country in the segment's basis group; the focus region's own members are left out."""
    region = dataset.regions.get(focus)
    own = {focus, *(region.members if region is not None else ())}
    rows = deciding_rows(dataset, segment)
    return {
        code: _share_value(code, None if code in own else rows.get(code), dependence_class)
        for code in (country.code for country in dataset.countries.values())
    }


def group_shown(dataset: Dataset, segment: str, wished: ShareGroup | None) -> ShareGroup | None:
    """The group wished for, else the segment's first; None where the segment has no shares of countries."""
    groups = share_groups(dataset, segment)
    if wished in groups:
        return wished
    return groups[0] if groups else None


def world_shares(dataset: Dataset, segment: str, group: ShareGroup | None) -> dict[str, PlaceValue]:
    """Per cent of each country in one group of the segment's shares."""
    rows = rows_of_group(dataset, segment, group) if group is not None else {}
    return {
        code: _share_value(code, rows.get(code), world_share_class)
        for code in (country.code for country in dataset.countries.values())
    }


def _share_value(code: str, share: Share | None, class_of_percent: Callable[[float], int]) -> PlaceValue:
    if share is None:
        return PlaceValue(code)
    return PlaceValue(
        code,
        value=share.percent,
        class_index=class_of_percent(share.percent),
        state="at_least" if share.is_lower_bound else "value",
        share=share,
    )
