"""`chipmap scenario list`, `save` and `remove`: what-ifs that are kept in a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing, reading
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.removals import HazardId, Removals
from chipmap.cli.reporting import show_result
from chipmap.cli.result_tables import ResultTable
from chipmap.cli.scenario_options import (
    Known,
    Recovery,
    Spare,
    SteppingIn,
    Stock,
    Weeks,
    nothing_lost,
    scenario_asked,
    scenario_meant,
)
from chipmap.model.labels import Label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import Scenario

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the scenario is called.", show_default=False)]
Note = Annotated[str, typer.Option("--note", metavar="T", help="What should be known about it.")]


def list_scenarios(path: WorkspacePath, as_json: AsJson = False) -> None:
    """List the kept scenarios with what is lost in each and for how long."""
    with reading(path, as_json=as_json) as workspace:
        rows = [_fields(one) for one in workspace.dataset.scenarios.values()]
        result = {"path": str(workspace.path), "scenarios": rows}
    headings = {
        "id": _("Id"),
        "name": _("Name"),
        "removals": _("Lost"),
        "weeks": _("Weeks"),
        "recovery": _("Recovery"),
        "stock": _("Stock"),
        "note": _("Note"),
    }
    lines = ResultTable(headings, rows).lines() if rows else [_("No scenario is kept.")]
    show_result(result, lines, as_json=as_json)


def save_scenario(
    path: WorkspacePath,
    name: Name,
    *,
    remove: Removals = None,
    hazard: HazardId = None,
    weeks: Weeks = None,
    recovery: Recovery = 0.0,
    stock: Stock = 0.0,
    spare: Spare = None,
    step_in: SteppingIn = True,
    note: Note = "",
    as_json: AsJson = False,
) -> None:
    """Keep a what-if under a name, and save."""
    from chipmap.model.edits.scenarios import keep_scenario

    with changing(path, as_json=as_json) as workspace:
        course = {"weeks": weeks, "recovery": recovery, "stock": stock, "spare": spare}
        asked = scenario_asked(workspace.dataset, remove or (), hazard, **course, is_resourced=step_in)
        if not asked.removals:
            raise nothing_lost("--remove, --hazard")
        changes = keep_scenario(workspace.dataset, asked, name, note)
        workspace.apply(changes, label=Label.ADD_SCENARIO)
        workspace.save()
        (change,) = changes
        kept = workspace.dataset.scenarios[str(change.key)]
    said = _("{name} is kept as {id}.").format(name=kept.name, id=kept.id)
    show_result(_fields(kept), [said], as_json=as_json)


def remove_scenario(path: WorkspacePath, scenario: Known, as_json: AsJson = False) -> None:
    """Delete a kept scenario, and save."""
    from chipmap.model.edits import scenarios as edits

    with changing(path, as_json=as_json) as workspace:
        known = scenario_meant(workspace.dataset, scenario)
        workspace.apply(edits.remove_scenario(workspace.dataset, known.id), label=Label.REMOVE_SCENARIO)
        workspace.save()
    said = _("{name} is deleted.").format(name=known.name)
    show_result({"id": known.id, "removed": True}, [said], as_json=as_json)


def _fields(one: Scenario) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "removals": list(one.removals),
        "hazard": one.hazard or None,
        "weeks": one.weeks,
        "recovery": one.recovery,
        "stock": one.stock,
        "spare": one.spare,
        "step_in": one.is_resourced,
        "note": one.note,
    }
