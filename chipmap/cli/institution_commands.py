"""`chipmap institution …`: the institutions on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli import institution_records
from chipmap.cli.documents import changing, reading
from chipmap.cli.options import AsJson, DryRun, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.reporting import ExitCode, Refused, show_result
from chipmap.model.errors import PointsRefused
from chipmap.model.issues import Severity
from chipmap.model.labels import Label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.points_plan import PointsPlan
    from chipmap.model.issues import Issue

app = typer.Typer(no_args_is_help=True, help="The institutions on the map.")

PointsFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A GeoPackage, a GeoJSON file, a shapefile (.zip or .shp) or a CSV file.",
        show_default=False,
    ),
]


app.command("add")(institution_records.add_institution)
app.command("edit")(institution_records.edit_institution)
app.command("remove")(institution_records.remove_institution)


@app.command("import")
def import_institutions(
    path: WorkspacePath, file: PointsFile, *, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Add and change institutions from a file of points, as one step, and save.

    Columns are found by their headings: name, type, country, latitude, longitude, segments, website, role …
    A row is the institution with its id, else the one of its name within two kilometres. Rows that cannot be
    taken are findings and stop no others. Exit code 0 when nothing needs a look, 1 when there are findings,
    3 when the file as a whole is refused. In the JSON object `issues` lists every finding with its row and
    column, and `applied` is true only when something was changed and saved.
    """
    opener = reading if dry_run else changing
    with opener(path, as_json=as_json) as workspace:
        try:
            plan = _planned(workspace.dataset, file, as_json=as_json)
        except PointsRefused as error:
            raise _refused(error) from error
        changes = plan.changes
        is_applied = bool(changes) and not dry_run
        if is_applied:
            workspace.apply(changes, label=Label.IMPORT)
            workspace.save()
        result = _result(plan, is_applied=is_applied)
    show_result(result, _lines(plan, is_applied=is_applied), as_json=as_json)
    if any(issue.severity is not Severity.NOTICE for issue in plan.issues):
        raise typer.Exit(ExitCode.FINDINGS)


def _planned(dataset: Dataset, file: Path, *, as_json: bool) -> PointsPlan:
    from chipmap.model.exchange.points_import import plan_points
    from chipmap.model.exchange.points_reader import read_points
    from chipmap.model.geography.naming import resolve_place

    with progress_bar(_("Reading the institutions"), is_shown=not as_json) as progress:
        return plan_points(
            read_points(file, progress=progress), dataset, progress, resolve_place=resolve_place
        )


def _result(plan: PointsPlan, *, is_applied: bool) -> dict[str, Any]:
    return {
        "file": plan.file,
        "format": plan.point_format.value,
        "columns": dict(plan.columns),
        "new": sum(item.is_new for item in plan.items),
        "changed": sum(not item.is_new for item in plan.items),
        "unchanged": plan.unchanged,
        "left_out": len(plan.left_out),
        "issues": [_issue(issue) for issue in plan.issues],
        "applied": is_applied,
    }


def _issue(issue: Issue) -> dict[str, object]:
    from chipmap.model.exchange.points_plan import column_of, row_of
    from chipmap.wording.issues import reason_of, suggestion_of

    return {
        "row": row_of(issue),
        "column": column_of(issue),
        "value": issue.value,
        "code": issue.code,
        "severity": issue.severity.value,
        "message": reason_of(issue),
        "suggestion": suggestion_of(issue),
    }


def _lines(plan: PointsPlan, *, is_applied: bool) -> Iterator[str]:
    from chipmap.wording.issues import reason_of, suggestion_of
    from chipmap.wording.points_import import row_place

    new = sum(item.is_new for item in plan.items)
    yield _("{new} new, {changed} changed, {unchanged} unchanged, {left} left out.").format(
        new=new, changed=len(plan.items) - new, unchanged=plan.unchanged, left=len(plan.left_out)
    )
    if is_applied:
        count = len(plan.items)
        yield ngettext("{count} institution imported.", "{count} institutions imported.", count).format(
            count=count
        )
    else:
        yield _("Nothing was written.")
    for issue in plan.issues:
        parts = (reason_of(issue), suggestion_of(issue))
        yield f"{row_place(issue)}: {' '.join(filter(None, parts))}"


def _refused(error: PointsRefused) -> Refused:
    """A file that was refused as a whole, with the same fields in the JSON object as one that was read."""
    from chipmap.wording.errors import message_of

    message = message_of(error)
    code = str(error.params.get("reason", error.code))
    issue = {
        "row": 0,
        "column": "",
        "value": str(error.params.get("file", "")),
        "code": code,
        "severity": Severity.ERROR.value,
        "message": message,
        "suggestion": "",
    }
    return Refused(code, message, new=0, changed=0, issues=[issue], applied=False)
