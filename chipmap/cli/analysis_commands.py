"""`chipmap analysis …`: every figure of the workspace, with the terms that it is made of."""

from __future__ import annotations

import typer

from chipmap.cli import (
    activity_commands,
    chokepoint_commands,
    complexity_commands,
    dependency_commands,
    index_commands,
    outlook_commands,
    supply_commands,
)

app = typer.Typer(
    no_args_is_help=True,
    help="Figures and the terms they are made of: --explain. A figure that cannot be computed is empty, with "
    "the reason; never 0.",
)


@app.callback()
def analysis() -> None:
    """Nothing is done without a command."""


app.command("index")(index_commands.rank_places)
app.command("robustness")(index_commands.weigh_firmness)
app.command("concentration")(supply_commands.weigh_concentration)
app.command("dependency")(dependency_commands.indicate_dependency)
app.command("reliance")(supply_commands.look_through_reliance)
app.command("chokepoints")(chokepoint_commands.find_chokepoints)
app.command("swot")(outlook_commands.list_swot)
app.command("foresight")(outlook_commands.foresee)
app.command("carbon")(activity_commands.weigh_carbon)
app.command("complexity")(complexity_commands.weigh_complexity)
