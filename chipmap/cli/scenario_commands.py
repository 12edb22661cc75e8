"""`chipmap scenario …`: what happens if a supplier is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import place_names, reading
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.removals import HazardId, Removals
from chipmap.cli.result_tables import AsCsv, Draws, Explained, ResultTable, Seed, plain, show_table
from chipmap.cli.scenario_options import (
    Recovery,
    Spare,
    SteppingIn,
    Stock,
    Weeks,
    nothing_lost,
    scenario_asked,
    scenario_meant,
)
from chipmap.cli.scenario_records import list_scenarios, remove_scenario, save_scenario
from chipmap.wording import _
from chipmap.wording.scenarios import nothing_text, route_text

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario import ScenarioOutcome, SegmentOutcome
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Scenario

app = typer.Typer(no_args_is_help=True, help="What happens along the chain if suppliers are lost.")
app.command("list")(list_scenarios)
app.command("save")(save_scenario)
app.command("remove")(remove_scenario)

Saved = Annotated[
    str | None,
    typer.Option("--saved", metavar="SCENARIO", help="A kept scenario: id or name.", show_default=False),
]
First = Annotated[
    str, typer.Argument(metavar="FIRST", help="A kept scenario: its id or name.", show_default=False)
]
Second = Annotated[
    str, typer.Argument(metavar="SECOND", help="The one to hold against it.", show_default=False)
]


@app.callback()
def scenarios() -> None:
    """Nothing is done without a command."""


@app.command("run")
def run_removals(
    path: WorkspacePath,
    *,
    remove: Removals = None,
    hazard: HazardId = None,
    saved: Saved = None,
    weeks: Weeks = None,
    recovery: Recovery = 0.0,
    stock: Stock = 0.0,
    spare: Spare = None,
    step_in: SteppingIn = True,
    draws: Draws = 0,
    seed: Seed = 0,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Remove suppliers and follow the loss along the chain, in parts of normal segment output.

    With --weeks the loss is that of the worst week. Suppliers that nobody lists are taken as unaffected and
    without spare capacity; `coverage` says how much of a segment is listed.
    """
    from chipmap.model.analysis.scenario import run_kept

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        course = {"weeks": weeks, "recovery": recovery, "stock": stock, "spare": spare}
        scenario = scenario_asked(dataset, remove or (), hazard, **course, is_resourced=step_in)
        if saved is not None:
            scenario = _saved_alone(dataset, saved, scenario)
        elif not scenario.removals:
            raise nothing_lost("--remove, --hazard, --saved")
        with progress_bar(_("Running the scenario"), is_shown=not (as_json or as_csv)) as progress:
            outcome = run_kept(dataset, scenario, draws=draws, seed=seed, progress=progress)
        show_table(
            scenario_result(dataset, scenario, outcome, seed),
            _table(dataset, outcome),
            as_json=as_json,
            as_csv=as_csv,
            notes=_notes(dataset, scenario, outcome),
            terms=_terms(outcome) if explain else None,
        )


def _saved_alone(dataset: Dataset, saved: str, asked: Scenario) -> Scenario:
    """The kept scenario, which says everything itself."""
    if replace(asked, id="", name="") != type(asked)("", "", ()):
        raise typer.BadParameter(
            _("A kept scenario says what is lost and for how long; give --saved alone."), param_hint="--saved"
        )
    return scenario_meant(dataset, saved, parameter="--saved")


@app.command("compare")
def compare_scenarios(
    path: WorkspacePath, first: First, second: Second, *, as_csv: AsCsv = False, as_json: AsJson = False
) -> None:
    """Hold two kept scenarios against each other, segment by segment."""
    from chipmap.model.analysis.scenario import run_kept
    from chipmap.model.analysis.scenario_report import compare_outcomes

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        kept = [
            scenario_meant(dataset, text, parameter=parameter)
            for text, parameter in ((first, "FIRST"), (second, "SECOND"))
        ]
        outcomes = [run_kept(dataset, one) for one in kept]
        rows = [
            {
                "segment": row.segment,
                "name": dataset.segments[row.segment].name,
                "first": plain(row.first),
                "second": plain(row.second),
                "difference": plain(row.difference),
            }
            for row in compare_outcomes(*outcomes)
        ]
        headings = {
            "name": _("Segment"),
            "first": kept[0].name,
            "second": kept[1].name,
            "difference": _("Difference"),
        }
        result = {"first": kept[0].id, "second": kept[1].id, "segments": rows}
        notes = [] if rows else [_("Nothing is lost in either.")]
        show_table(result, ResultTable(headings, rows), as_json=as_json, as_csv=as_csv, notes=notes)


def scenario_result(
    dataset: Dataset, scenario: Scenario, outcome: ScenarioOutcome, seed: int
) -> dict[str, Any]:
    """Everything that a scenario comes to, for a script."""
    return {
        "scenario": scenario.id or None,
        "removed": [
            {"subject": one.subject, "segment": one.segment, "share": one.part, "towards": one.towards}
            for one in outcome.removals
        ],
        "weeks": outcome.course.duration_weeks if outcome.course else None,
        "seed": seed,
        "segments": [_segment(dataset, one) for one in outcome.segments],
        "stepping_in": {
            segment: [
                {"subject": one.subject, "share": plain(one.share), "spare": plain(one.spare)}
                for one in found
            ]
            for segment, found in outcome.stepping_in.items()
        },
        "without_effect": [{"subject": one.subject, "segment": one.segment} for one in outcome.ineffective],
        "delayed_links": [list(link) for link in outcome.delayed],
    }


def _segment(dataset: Dataset, one: SegmentOutcome) -> dict[str, Any]:
    band = one.band
    return {
        "segment": one.segment,
        "name": dataset.segments[one.segment].name,
        "loss": plain(one.loss),
        "direct_loss": plain(one.direct),
        "resourced": plain(one.resourced),
        "causes": list(one.causes),
        "coverage": plain(one.coverage),
        "first_week": one.weeks[0] if one.weeks else None,
        "last_week": one.weeks[1] if one.weeks else None,
        "lost_weeks": plain(one.lost_weeks),
        "by_week": [plain(loss) for loss in one.by_week],
        "median": plain(band.median) if band else None,
        "low": plain(band.low) if band else None,
        "high": plain(band.high) if band else None,
        "probability_over_20": plain(band.probability_large) if band else None,
        "reason": one.reason.value if one.reason else None,
        "explain": [
            {
                "term": term.name,
                "subject": term.subject,
                "value": plain(term.value),
                "adds": plain(term.contribution),
            }
            for term in one.explain
        ],
    }


def _table(dataset: Dataset, outcome: ScenarioOutcome) -> ResultTable:
    headings = {
        "name": _("Segment"),
        "loss": _("Loss"),
        "direct_loss": _("Direct"),
        "resourced": _("Re-sourced"),
        "coverage": _("Known shares"),
        "causes": _("Through"),
    }
    if outcome.course is not None:
        headings |= {"first_week": _("From week"), "last_week": _("To week"), "lost_weeks": _("Weeks lost")}
    if any(one.band for one in outcome.segments):
        headings |= {"median": _("Median"), "low": _("5 %"), "high": _("95 %")}
    return ResultTable(headings, [_segment(dataset, one) for one in outcome.segments])


def _notes(dataset: Dataset, scenario: Scenario, outcome: ScenarioOutcome) -> list[str]:
    names = place_names(dataset.settings)
    routes = [one for one in outcome.removals if one.towards]
    said = [
        _("{place} holds no known share where it was removed.").format(place=names.name(one.subject))
        for one in outcome.ineffective
    ]
    said += [route_text(names.name(one.subject), names.name(one.towards)) for one in routes]
    if scenario.weeks == 0:
        said.append(_("A loss of 0 weeks is no loss: give --weeks, or leave it out for a lasting one."))
    elif not outcome.segments:
        said.append(nothing_text(is_known=not outcome.reaches_no_share))
    if outcome.delayed:
        said.append(_("Segments that need each other see last week's output of one another."))
    return said


def _terms(outcome: ScenarioOutcome) -> ResultTable:
    rows = [
        {
            "segment": one.segment,
            "term": term.name,
            "subject": term.subject,
            "value": term.value,
            "adds": term.contribution,
        }
        for one in outcome.segments
        for term in one.explain
    ]
    headings = {
        "segment": _("Segment"),
        "term": _("Term"),
        "subject": _("Of"),
        "value": _("Value"),
        "adds": _("Adds"),
    }
    return ResultTable(headings, rows)
