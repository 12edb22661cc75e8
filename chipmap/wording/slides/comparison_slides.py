"""Slides that hold places against each other, stage by stage, in a table and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.side_by_side import MOST_COMPARED, compare_places
from chipmap.model.records import NOW
from chipmap.model.story.slide_content import ChartKind, ChartSeries, SlideChart, SlideTable
from chipmap.wording import _, stories
from chipmap.wording.slides.asked import SlideBody
from chipmap.wording.slides.cells import level_cell, level_sources, text_cell

if TYPE_CHECKING:
    from chipmap.model.analysis.side_by_side import ComparedSegment
    from chipmap.wording.slides.asked import SlideAsked


def comparison_body(asked: SlideAsked) -> SlideBody:
    """Levels of two to four places in every stage; raises `GoneFromWorkspace`."""
    places = _places(asked)
    rows = compare_places(asked.standings, places, horizon=asked.horizon)
    names = [asked.place(place) for place in places]
    table = SlideTable(
        (_("Stage"), *names),
        tuple(
            (text_cell(asked.segment_name(row.segment.id)), *(level_cell(gap.standing) for gap in row.gaps))
            for row in rows
        ),
    )
    return SlideBody(
        title=_finding(rows, names),
        subtitle=_("Levels from 0 to 5, {year}").format(year=asked.year),
        sources=level_sources(gap.standing for row in rows for gap in row.gaps),
        places=tuple(places),
        alt_text=_spoken(table),
        charts=(_slopes(asked, places) or _bars(asked, rows, names),),
        tables=(table,),
    )


def _places(asked: SlideAsked) -> list[str]:
    """Those that are compared; where too few are, the focus region and the place that was selected."""
    named = asked.view.compared_places or (asked.focus, asked.view.subject)
    return [asked.known_subject(place) for place in dict.fromkeys(named) if place][:MOST_COMPARED]


def _finding(rows: list[ComparedSegment], names: list[str]) -> str:
    """Who is ahead in most of the stages in which every level is known."""
    ahead = [0] * len(names)
    known = 0
    for row in rows:
        levels = [gap.level for gap in row.gaps]
        if any(level is None for level in levels):
            continue
        known += 1
        best = max(level for level in levels if level is not None)
        if levels.count(best) == 1:
            ahead[levels.index(best)] += 1
    most = max(ahead, default=0)
    first = [name for name, count in zip(names, ahead, strict=True) if count == most]
    return stories.comparison_title(names, first if most else [], most, known)


def _bars(asked: SlideAsked, rows: list[ComparedSegment], names: list[str]) -> SlideChart:
    return SlideChart(
        ChartKind.BARS,
        _("Level by stage"),
        tuple(asked.segment_name(row.segment.id) for row in rows),
        tuple(
            ChartSeries(
                name,
                tuple(row.gaps[number].level for row in rows),
                tuple(row.gaps[number].standing.is_dotted for row in rows),
                tuple(level_cell(row.gaps[number].standing).text for row in rows),
            )
            for number, name in enumerate(names)
        ),
        axis=_("Level"),
        largest=5.0,
    )


def _slopes(asked: SlideAsked, places: list[str]) -> SlideChart | None:
    """The levels of the view's segment now and at the later horizon that it shows beside."""
    view, later = asked.view, asked.view.compared
    if later not in asked.dataset.settings.later_horizons or view.segment not in asked.dataset.segments:
        return None
    horizons = (NOW, later)
    found = {place: [asked.standings.of(place, view.segment, one) for one in horizons] for place in places}
    return SlideChart(
        ChartKind.SLOPES,
        _("{segment}: level now and expected").format(segment=asked.segment_name(view.segment)),
        (str(asked.dataset.settings.current_year), later),
        tuple(
            ChartSeries(
                asked.place(place),
                tuple(one.level if one.is_known else None for one in both),
                tuple(one.is_dotted for one in both),
                tuple(level_cell(one).text for one in both),
            )
            for place, both in found.items()
        ),
        axis=_("Level"),
        largest=5.0,
    )


def _spoken(table: SlideTable) -> str:
    """The table in words, row by row."""
    rows = (
        _("{stage}: {levels}").format(
            stage=row[0].text,
            levels=", ".join(
                f"{name} {cell.text}" for name, cell in zip(table.headings[1:], row[1:], strict=True)
            ),
        )
        for row in table.rows
    )
    return "; ".join(rows) + "."
