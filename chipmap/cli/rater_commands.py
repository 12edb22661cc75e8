"""`chipmap rater …`: who has a ballot in a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.references import known_rater_meant, rater_meant
from chipmap.cli.reporting import show_result
from chipmap.cli.result_tables import ResultTable
from chipmap.model.labels import Label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.changes import ChangeSet
    from chipmap.model.dataset import Dataset
    from chipmap.model.workspace import Workspace

app = typer.Typer(no_args_is_help=True, help="List, add, rename and remove raters; each owns a ballot.")

RaterArgument = Annotated[
    str, typer.Argument(metavar="RATER", help="A rater: id or name.", show_default=False)
]
NewName = Annotated[str, typer.Argument(metavar="NAME", help="What the rater is called.", show_default=False)]
Organisation = Annotated[
    str | None,
    typer.Option("--organisation", metavar="T", help="Where the rater belongs.", show_default=False),
]


@app.command("list")
def list_raters(path: WorkspacePath, as_json: AsJson = False) -> None:
    """List the raters with the rows of their ballots in the current round, and in all rounds."""
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        rows = [_object(dataset, rater) for rater in map(str, dataset.raters)]
        result = {"path": str(workspace.path), "round": dataset.settings.current_round, "raters": rows}
    table = ResultTable(
        {
            "id": _("Id"),
            "name": _("Name"),
            "organisation": _("Organisation"),
            "rows": _("Rows in round {number}").format(number=result["round"]),
            "rows_in_all": _("Rows in all"),
        },
        rows,
    )
    show_result(result, table.lines(), as_json=as_json)


@app.command("add")
def add_rater(
    path: WorkspacePath, name: NewName, *, organisation: Organisation = None, as_json: AsJson = False
) -> None:
    """Add a rater with an empty ballot, and save. The name becomes the id, which never changes."""
    from chipmap.model.edits import raters as edits

    with changing(path, as_json=as_json) as workspace:
        wanted = rater_meant(workspace.dataset, name).name
        changes = edits.add_rater(workspace.dataset, wanted, organisation or "")
        _apply(workspace, changes, Label.ADD_RATER)
        (change,) = changes
        _show(workspace, str(change.key), Label.ADD_RATER, changes, as_json=as_json)


@app.command("rename")
def rename_rater(
    path: WorkspacePath,
    rater: RaterArgument,
    name: NewName,
    *,
    organisation: Organisation = None,
    as_json: AsJson = False,
) -> None:
    """Call a rater otherwise, and save. `owner` is the owner of the workspace.

    Ballots, scorecards sent out and returned files stay theirs.
    """
    from chipmap.model.edits import raters as edits

    with changing(path, as_json=as_json) as workspace:
        known = known_rater_meant(workspace.dataset, rater)
        changes = edits.rename_rater(workspace.dataset, known.id, name, organisation)
        _apply(workspace, changes, Label.CHANGE_RATER)
        _show(workspace, known.id, Label.CHANGE_RATER, changes, as_json=as_json)


@app.command("remove")
def remove_rater(path: WorkspacePath, rater: RaterArgument, as_json: AsJson = False) -> None:
    """Remove a rater with every ballot of theirs, and save. The owner cannot be removed."""
    from chipmap.model.edits import raters as edits

    with changing(path, as_json=as_json) as workspace:
        known = known_rater_meant(workspace.dataset, rater)
        rows = _object(workspace.dataset, known.id)["rows_in_all"]
        changes = edits.remove_rater(workspace.dataset, known.id)
        _apply(workspace, changes, Label.REMOVE_RATER)
        line = _described(workspace, Label.REMOVE_RATER, changes)
        show_result({"rater": known.id, "removed": True, "rows": rows}, [line], as_json=as_json)


def _apply(workspace: Workspace, changes: ChangeSet, label: Label) -> None:
    workspace.apply(changes, label=label)
    if changes:
        workspace.save()


def _show(workspace: Workspace, rater: str, label: Label, changes: ChangeSet, *, as_json: bool) -> None:
    result = {**_object(workspace.dataset, rater), "changed": bool(changes)}
    line = _described(workspace, label, changes) if changes else _("Nothing changed.")
    show_result(result, [line], as_json=as_json)


def _described(workspace: Workspace, label: Label, changes: ChangeSet) -> str:
    from chipmap.wording.changes import describe

    return describe(label, changes, workspace.dataset, place_names(workspace.dataset.settings))


def _object(dataset: Dataset, rater: str) -> dict[str, Any]:
    known = dataset.raters[rater]
    own = [score for score in dataset.scores.values() if score.rater == rater]
    return {
        "id": known.id,
        "name": known.name,
        "organisation": known.organisation,
        "rows": sum(score.round == dataset.settings.current_round for score in own),
        "rows_in_all": len(own),
    }
