"""Levels, needs and gaps of a focus region and other places by segment and horizon, in one table.

Every figure is that of `standings.gap`, so that the table, the map and the command line say the same. What
is not known is not in a gap; it is never 0 and never taken from another horizon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.analysis.needs import Gap
from chipmap.model.analysis.place_foresight import PlaceForesight, foresight_of
from chipmap.model.analysis.standing import standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.progress import Progress, silent
from chipmap.model.records import NOW

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standings

USUAL_PLACES = 4
"""How many partners stand beside the focus region until somebody chooses."""

CellKey = tuple[str, str, str]
"""Place, segment, horizon."""


@dataclass(frozen=True, slots=True)
class ForesightTable:
    """The gaps of several places; `foresight` orders those of one of them, `about`.

    `places` begins with the focus region. `gaps` holds every cell in which a level or a need is known.
    """

    about: str
    places: tuple[str, ...]
    horizons: tuple[str, ...]
    gaps: Mapping[CellKey, Gap]
    foresight: PlaceForesight

    def gap(self, place: str, segment: str, horizon: str) -> Gap | None:
        """What is known of a cell; None where neither level nor need is."""
        return self.gaps.get((place, segment, horizon))

    def value(self, place: str, segment: str, horizon: str) -> float | None:
        """Level − need in scale points, with its sign."""
        found = self.gap(place, segment, horizon)
        return found.value if found is not None else None

    def has_expected_levels(self, place: str) -> bool:
        """Whether any level is expected of a place at a later horizon."""
        return any(
            at == place and horizon != NOW and gap.standing.level is not None
            for (at, _segment, horizon), gap in self.gaps.items()
        )


def foresight_table(
    dataset: Dataset,
    focus: str,
    places: Iterable[str],
    *,
    about: str | None = None,
    progress: Progress = silent,
) -> ForesightTable:
    """All segments of a focus region and other places at every horizon, and what to act on first."""
    standings = standings_of(dataset)
    asked = tuple(dict.fromkeys((focus, *places)))
    subject = about if about in asked else focus
    segments = [one.id for one in standings.tree.scorable]
    gaps: dict[CellKey, Gap] = {}
    for number, place in enumerate(asked):
        progress.step(number, len(asked))
        gaps |= _gaps_of(standings, place, segments)
    return ForesightTable(
        subject, asked, dataset.settings.horizons, gaps, foresight_of(dataset, subject, segments)
    )


def _gaps_of(standings: Standings, place: str, segments: Iterable[str]) -> dict[CellKey, Gap]:
    found = {}
    for segment in segments:
        for horizon in standings.dataset.settings.horizons:
            gap = standings.gap(place, segment, horizon)
            if gap.need is not None or gap.standing.level is not None or gap.standing.is_not_applicable:
                found[place, segment, horizon] = gap
    return found


def usual_places(dataset: Dataset, focus: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The candidates that say most about the future: most needs and expected levels, else in their order."""
    standings = standings_of(dataset)
    segments = [one.id for one in standings.tree.scorable]
    later = dataset.settings.later_horizons

    def said(place: str) -> int:
        has_needs, has_scores = bool(dataset.needs.of(place)), bool(dataset.scores.of(place))
        if not (has_needs or has_scores):
            return 0
        return sum(
            (standings.need(place, segment, horizon) is not None)
            + (has_scores and standings.of(place, segment, horizon).level is not None)
            for segment in segments
            for horizon in later
        )

    others = [place for place in candidates if place != focus]
    return tuple(sorted(others, key=lambda place: -said(place))[:USUAL_PLACES])
