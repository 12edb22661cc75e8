"""`chipmap collaboration …`: the register of collaborations, and where it and the needs do not meet."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli import collaboration_files, collaboration_records
from chipmap.cli.documents import place_names, reading
from chipmap.cli.options import (
    AsJson,
    SegmentOption,
    WorkspacePath,
)
from chipmap.cli.references import segment_meant, subject_meant
from chipmap.cli.result_tables import AsCsv, ResultTable, plain, show_table
from chipmap.model.records import CollaborationKind, CollaborationStage
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Collaboration

app = typer.Typer(no_args_is_help=True, help="The register of collaborations, their budgets and checks.")
app.command("add")(collaboration_records.add_collaboration)
app.command("edit")(collaboration_records.edit_collaboration)
app.command("remove")(collaboration_records.remove_collaboration)
app.command("budget")(collaboration_records.set_budget)
app.command("check")(collaboration_records.set_check)
app.command("export")(collaboration_files.export_collaborations)
app.command("import")(collaboration_files.import_collaborations)

OfStage = Annotated[
    CollaborationStage | None,
    typer.Option("--stage", help="List only those that have come this far.", show_default=False),
]
OfKind = Annotated[
    CollaborationKind | None,
    typer.Option("--kind", help="List only those of this kind.", show_default=False),
]
WithPartner = Annotated[
    str | None,
    typer.Option("--partner", metavar="PLACE", help="List only those with this partner.", show_default=False),
]
Overdue = Annotated[bool, typer.Option("--overdue", help="List only those whose next step is overdue.")]
ForRegion = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="SUBJECT",
        help="Whose needs and collaborations; the focus region of the workspace without it.",
        show_default=False,
    ),
]


@app.command("list")
def list_collaborations(
    path: WorkspacePath,
    *,
    stage: OfStage = None,
    kind: OfKind = None,
    partner: WithPartner = None,
    segment: SegmentOption = None,
    overdue: Overdue = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """List collaborations, the latest first: partners, stage, budgets, dates and the next step.

    A collaboration counts for the segments that it names and for those above them.
    """
    from chipmap.model.analysis.overdue import is_step_overdue
    from chipmap.model.geography.arcs import collaborations_in

    today = _today()
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        code = subject_meant(dataset, partner, parameter="--partner") if partner else ""
        found = list(dataset.collaborations.values())
        if segment is not None:
            found = list(collaborations_in(dataset, segment_meant(dataset, segment, parameter="--segment")))
        found = [
            work
            for work in found
            if (stage is None or work.stage == stage)
            and (kind is None or work.collaboration_kind == kind)
            and (not code or code in work.partners)
            and (not overdue or is_step_overdue(work, today))
        ]
        found.sort(key=lambda work: work.name.casefold())
        found.sort(key=lambda work: work.start, reverse=True)
        rows = [_listed(dataset, work, today) for work in found]
        table = _list_table(dataset, found, today)
    count = ngettext("{count} collaboration.", "{count} collaborations.", len(rows)).format(count=len(rows))
    result = {"count": len(rows), "collaborations": rows}
    show_table(result, table, as_json=as_json, as_csv=as_csv, notes=[count])


def _listed(dataset: Dataset, work: Collaboration, today: date) -> dict[str, Any]:
    from chipmap.model.analysis.overdue import is_step_overdue
    from chipmap.model.edits.collaborations import budgets_of

    return {
        **collaboration_records.fields_of(work),
        "budgets": [
            {
                "partner": budget.partner,
                "amount": plain(budget.amount),
                "currency": budget.currency,
                "year": budget.year,
                "source": budget.source,
            }
            for budget in budgets_of(dataset, work.id).values()
        ],
        "overdue": is_step_overdue(work, today),
    }


def _list_table(dataset: Dataset, works: list[Collaboration], today: date) -> ResultTable:
    from chipmap.model.edits.collaborations import budgets_of
    from chipmap.wording.collaborations import money_text
    from chipmap.wording.levels import collaboration_kind_word, stage_word

    names = place_names(dataset.settings)
    headings = {
        "id": _("ID"),
        "name": _("Name"),
        "kind": _("Kind"),
        "stage": _("Stage"),
        "partners": _("Partners"),
        "start": _("Start"),
        "budget": _("Budget"),
        "step": _("Next step"),
        "due": _("Due date"),
    }
    rows = [
        {
            "id": work.id,
            "name": work.name,
            "kind": collaboration_kind_word(work.collaboration_kind),
            "stage": stage_word(work.stage),
            "partners": ", ".join(map(names.name, work.partners)),
            "start": work.start,
            "budget": " + ".join(
                money_text(one.amount, one.currency) for one in budgets_of(dataset, work.id).values()
            ),
            "step": work.next_step,
            "due": _due(work, today),
        }
        for work in works
    ]
    return ResultTable(headings, rows)


def _due(work: Collaboration, today: date) -> str:
    from chipmap.model.analysis.overdue import is_step_overdue

    return (
        _("{date}, overdue").format(date=work.next_date) if is_step_overdue(work, today) else work.next_date
    )


@app.command("gaps")
def list_gaps(
    path: WorkspacePath, *, region: ForRegion = None, as_csv: AsCsv = False, as_json: AsJson = False
) -> None:
    """List needs that no collaboration covers, widest first, and collaborations without a need.

    A collaboration covers the segments that it names, those above them and those beneath them, unless it is
    an idea. One about the whole chain covers no need in particular.
    """
    from chipmap.model.match.register_findings import collaborations_without_need, needs_without_partner
    from chipmap.wording.subjects import segment_name

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        focus = subject_meant(dataset, region, parameter="--for") if region else dataset.settings.focus_region
        needs = needs_without_partner(dataset, focus)
        works = collaborations_without_need(dataset, focus)
        rows: list[dict[str, Any]] = [
            {
                "segment": one.segment,
                "name": segment_name(dataset, one.segment),
                "level": plain(one.level),
                "need": plain(one.need),
                "shortfall": plain(one.shortfall),
                "year": one.need_horizon,
                "ideas": list(one.ideas),
            }
            for one in needs
        ]
        apart = [
            {
                "id": one.collaboration,
                "name": dataset.collaborations[one.collaboration].name,
                "reason": one.reason.value,
                "partners": list(one.partners),
            }
            for one in works
        ]
    headings = {"name": _("Segment"), "level": _("Level"), "need": _("Need"), "shortfall": _("Shortfall")}
    headings |= {"year": _("Year"), "ideas": _("Ideas")}
    notes = [_("Without a need: {name} ({id}).").format(name=one["name"], id=one["id"]) for one in apart]
    result = {"for": focus, "needs_without_partner": rows, "collaborations_without_need": apart}
    show_table(result, ResultTable(headings, rows), as_json=as_json, as_csv=as_csv, notes=notes)


def _today() -> date:
    return datetime.now().astimezone().date()
