"""Slides of a scenario: one figure, its course by week, and what it does to the segments after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.records import Scenario
from chipmap.model.story.slide_content import (
    ChartKind,
    ChartSeries,
    KeyFigure,
    ScenarioFinding,
    SlideChart,
    SlideTable,
    Tone,
)
from chipmap.wording import _, formats, stories
from chipmap.wording.scenarios import duration_text, headline_text, loss_text, nothing_text, scenario_title
from chipmap.wording.sentences import listed
from chipmap.wording.slides.asked import GoneFromWorkspace, SlideBody
from chipmap.wording.slides.cells import number_cell, text_cell

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario import ScenarioOutcome, SegmentOutcome
    from chipmap.model.records.removals import Removal
    from chipmap.wording.slides.asked import SlideAsked

MOST_ROWS = 6
MOST_NAMED = 3
_ENDS = (1.0, 2.5, 5.0, 10.0, 25.0, 50.0)
"""Where the axis of a curve may end below 100 per cent."""


def scenario_asked(asked: SlideAsked) -> Scenario:
    """The kept scenario of a view, else the one that it spells out; raises `GoneFromWorkspace`."""
    view = asked.view
    if view.scenario:
        kept = asked.dataset.scenarios.get(view.scenario)
        if not isinstance(kept, Scenario):
            raise GoneFromWorkspace(
                _("The scenario “{name}” is no longer in the workspace.").format(name=view.scenario)
            )
        return kept
    return Scenario(
        id="",
        name="",
        removals=view.removals,
        hazard=view.hazard,
        weeks=view.weeks,
        recovery=view.recovery,
        stock=view.stock,
        spare=view.spare,
        is_resourced=view.is_resourced,
    )


def scenario_body(asked: SlideAsked) -> SlideBody:
    """What a scenario comes to; raises `GoneFromWorkspace`."""
    from chipmap.model.analysis.scenario import run_kept, sources_of

    scenario = scenario_asked(asked)
    outcome = run_kept(asked.dataset, scenario)
    _check_names(asked, outcome)
    subtitle = ", ".join(_conditions(asked, scenario, outcome.removals))
    worst = _headline(asked, outcome)
    if worst is None or worst.loss is None:
        title = nothing_text(is_known=not outcome.reaches_no_share).rstrip(".")
        return SlideBody(scenario.name or title, subtitle, alt_text=title)
    finding = _finding(asked, outcome, worst, worst.loss)
    table = _knock_on(asked, outcome, worst)
    return SlideBody(
        title=stories.loss_title(asked.segment_name(worst.segment, is_inside=True), finding.headline),
        subtitle=subtitle,
        sources=sources_of(asked.dataset, outcome),
        places=tuple(one.subject for one in outcome.removals),
        alt_text=" ".join((finding.sentence, *finding.notes, _spoken(table))),
        figures=(
            KeyFigure(
                finding.headline,
                finding.sentence,
                _("of normal output"),
                worst.loss,
                unit="%",
                tone=Tone.LACK,
            ),
        ),
        charts=_curve(asked, worst),
        tables=(table,),
        scenario=finding,
    )


def _headline(asked: SlideAsked, outcome: ScenarioOutcome) -> SegmentOutcome | None:
    """The view's own segment where it loses something, else the one that is hit worst."""
    own = outcome.of(asked.view.segment)
    return own if own is not None and own.loss else outcome.worst


def _check_names(asked: SlideAsked, outcome: ScenarioOutcome) -> None:
    for one in outcome.removals:
        if one.subject:
            asked.known_subject(one.subject)
        if one.segment and one.segment not in asked.dataset.segments:
            raise GoneFromWorkspace(
                _("The segment “{name}” is no longer in the workspace.").format(name=one.segment)
            )


def _conditions(asked: SlideAsked, scenario: Scenario, removals: tuple[Removal, ...]) -> list[str]:
    """What is lost, how long, and what softens it."""
    found = [scenario_title(scenario, removals, asked.place, asked.segment_name)]
    if scenario.weeks is not None and scenario.recovery:
        found.append(_("{duration} of recovery").format(duration=duration_text(scenario.recovery)))
    if scenario.stock:
        found.append(_("stocks for {duration}").format(duration=duration_text(scenario.stock)))
    if not scenario.is_resourced:
        found.append(_("nothing re-sourced"))
    return found


def _finding(
    asked: SlideAsked, outcome: ScenarioOutcome, worst: SegmentOutcome, loss: float
) -> ScenarioFinding:
    sentence = headline_text(worst, asked.segment_name(worst.segment))
    helpers = outcome.stepping_in.get(worst.segment, ())
    able = tuple(asked.place(one.subject) for one in helpers if one.spare > 0)[:MOST_NAMED]
    notes = []
    if able:
        notes.append(_("Could step in: {places}.").format(places=listed(able)))
    else:
        notes.append(_("Nobody with spare capacity is known."))
    notes.append(
        _("Suppliers of {part} of the segment are known.").format(part=formats.percent(100 * worst.coverage))
    )
    return ScenarioFinding(loss_text(loss), sentence, loss, worst.segment, able, tuple(notes))


def _curve(asked: SlideAsked, worst: SegmentOutcome) -> tuple[SlideChart, ...]:
    if not worst.by_week:
        return ()
    lost = tuple(100.0 * part for part in worst.by_week)
    return (
        SlideChart(
            ChartKind.CURVES,
            _("Loss by week"),
            tuple(str(week) for week in range(1, len(lost) + 1)),
            (ChartSeries(asked.segment_name(worst.segment), lost),),
            axis=_("Week"),
            unit="%",
            largest=next((end for end in _ENDS if end >= max(lost)), 100.0),
        ),
    )


def _knock_on(asked: SlideAsked, outcome: ScenarioOutcome, worst: SegmentOutcome) -> SlideTable:
    """The segments after the headline's, worst first."""
    others = [one for one in outcome.segments if one.segment != worst.segment]
    shown = [worst, *others][: MOST_ROWS + 1]
    rows = tuple(
        (
            text_cell(asked.segment_name(one.segment)),
            number_cell(loss_text(one.loss), None if one.loss is None else 100.0 * one.loss),
            text_cell(f"{one.weeks[0]}–{one.weeks[1]}" if one.weeks else "–"),
        )
        for one in shown
    )
    return SlideTable(
        (_("Segment"), _("Loss"), _("Weeks")),
        rows,
        title=_("What follows along the chain"),
        more=len(outcome.segments) - len(shown),
        scale="",
    )


def _spoken(table: SlideTable) -> str:
    rows = (f"{row[0].text} {row[1].text}" for row in table.rows)
    return _("Losses: {rows}.").format(rows=", ".join(rows))
