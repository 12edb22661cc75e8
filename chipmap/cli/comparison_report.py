"""Several places beside each other, for a script and for a person: the columns of the window's comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chipmap.cli.score_report import printed, rounded, stated_level, stated_need
from chipmap.model.analysis.side_by_side import compare_places
from chipmap.model.analysis.standing import Origin, standings_of
from chipmap.wording import _
from chipmap.wording.formats import signed
from chipmap.wording.standings import origin_text
from chipmap.wording.subjects import subject_name

if TYPE_CHECKING:
    from chipmap.model.analysis.needs import Gap
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames


def comparison_of(
    dataset: Dataset, places: Sequence[str], horizon: str, names: PlaceNames, *, is_deep: bool
) -> dict[str, Any]:
    """The places with their names, and for each stage (or, `is_deep`, each segment below) what each has."""
    standings = standings_of(dataset)
    opened = [segment.id for segment in standings.tree.scorable] if is_deep else []
    rows = compare_places(standings, places, horizon=horizon, opened=opened)
    return {
        "horizon": horizon,
        "year": dataset.settings.current_year,
        "places": {place: subject_name(dataset, names, place) for place in places},
        "segments": [
            {
                "segment": row.segment.id,
                "name": row.segment.name,
                "depth": row.depth,
                "places": {
                    place: _gap_report(gap, dataset, names)
                    for place, gap in zip(places, row.gaps, strict=True)
                },
            }
            for row in rows
        ],
    }


def _gap_report(gap: Gap, dataset: Dataset, names: PlaceNames) -> dict[str, Any]:
    standing = gap.standing
    return {
        "level": stated_level(standing),
        "at_least": standing.level if standing.origin is Origin.AT_LEAST else None,
        "origin": standing.origin.value,
        "why": origin_text(standing, dataset, names),
        "need": stated_need(gap.need),
        "need_horizon": gap.need_horizon,
        "gap": rounded(gap.value),
    }


def comparison_table(report: Mapping[str, Any]) -> list[str]:
    """The report as aligned text: level, need and gap of each place in a column of its own."""
    rows = [[_("Segment"), *report["places"].values()]]
    rows += [
        ["  " * row["depth"] + row["name"], *(_cell(gap) for gap in row["places"].values())]
        for row in report["segments"]
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_("Level, need and gap; – is not known")]
    lines += [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return lines


def _cell(gap: Mapping[str, Any]) -> str:
    bound = gap["at_least"]
    level = printed(gap["level"]) if bound is None else f"≥ {printed(bound)}"
    return " / ".join((level, printed(gap["need"]), "–" if gap["gap"] is None else signed(gap["gap"])))
