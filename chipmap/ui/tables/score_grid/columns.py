"""Which places and institutions stand in the grid, and in which order; remembered for each workspace.

The reference stands at the right end behind a line. It is a column like any other; only its place is fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.frozen_dataclass import dataclass

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class GridColumns:
    """The places from left to right; `reference` is empty for none."""

    places: tuple[str, ...]
    reference: str = ""

    @property
    def subjects(self) -> tuple[str, ...]:
        """All columns from left to right."""
        others = tuple(place for place in self.places if place != self.reference)
        return (*others, self.reference) if self.reference else others

    def with_place(self, place: str) -> GridColumns:
        """With one more at the end, before the reference."""
        return self if place in self.subjects else replace(self, places=(*self.places, place))

    def without(self, place: str) -> GridColumns:
        """Without one of them, which may be the reference."""
        kept = tuple(one for one in self.places if one != place)
        return GridColumns(kept, "" if place == self.reference else self.reference)

    def with_reference(self, place: str) -> GridColumns:
        """With another reference; the one before becomes a column like the others."""
        others = tuple(one for one in self.subjects if one != place)
        return GridColumns(others, place)

    def moved(self, place: str, step: int) -> GridColumns:
        """With a place so many columns further right; the reference does not move."""
        order = [one for one in self.subjects if one != self.reference]
        if place not in order:
            return self
        at = order.index(place)
        order.insert(max(0, min(len(order) - 1, at + step)), order.pop(at))
        return replace(self, places=tuple(order))

    def only_known(self, dataset: Dataset) -> GridColumns:
        """Without what the workspace no longer has."""
        known = tuple(place for place in dict.fromkeys(self.places) if can_be_scored(dataset, place))
        return GridColumns(known, self.reference if can_be_scored(dataset, self.reference) else "")


def usual_columns(dataset: Dataset) -> GridColumns:
    """The candidate places of the workspace, with its focus region as the reference."""
    region = dataset.regions.get(dataset.settings.candidate_region)
    members = region.members if region is not None else ()
    return GridColumns(tuple(members), dataset.settings.focus_region).only_known(dataset)


def can_be_scored(dataset: Dataset, subject: str) -> bool:
    """Whether levels can be given: countries, policy regions and institutions have them."""
    region = dataset.regions.get(subject)
    return region.is_policy if region is not None else dataset.has_subject(subject)


def ordered(subjects: Iterable[str], rank: Sequence[tuple[bool, float | str]]) -> tuple[str, ...]:
    """Subjects by their ranks; equals keep their order."""
    ranked = sorted(zip(rank, enumerate(subjects), strict=True))
    return tuple(subject for _rank, (_at, subject) in ranked)


def remembered_columns(preferences: Preferences, dataset: Dataset) -> GridColumns:
    """The columns that a person chose for this workspace, else the usual ones."""
    kept = preferences.settings.columns_of(dataset.settings.workspace_id)
    if kept is None:
        return usual_columns(dataset)
    reference, *places = kept
    return GridColumns(tuple(places), reference).only_known(dataset)


def remember_columns(preferences: Preferences, dataset: Dataset, columns: GridColumns) -> None:
    """Keep the columns for this workspace."""
    workspace = dataset.settings.workspace_id
    settings = preferences.settings.with_columns(workspace, (columns.reference, *columns.places))
    preferences.change(scorecard_columns=settings.scorecard_columns)
