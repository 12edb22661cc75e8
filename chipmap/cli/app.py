"""`chipmap NOUN VERB PATH …`: all commands in one tree."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated

import typer
from typer.main import get_command

from chipmap import __version__
from chipmap.cli import (
    analysis_commands,
    collaboration_commands,
    conflict_commands,
    event_commands,
    fiche_commands,
    import_commands,
    institution_commands,
    layer_commands,
    map_commands,
    match_commands,
    picture_commands,
    rater_commands,
    round_commands,
    scenario_commands,
    score_commands,
    scorecard_commands,
    story_commands,
    story_export,
    table_commands,
    trade_commands,
    workspace_commands,
)
from chipmap.cli.interruption import end_at_once, unwind
from chipmap.cli.reporting import CommandGroup

app = typer.Typer(
    name="chipmap",
    cls=CommandGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=(
        "Map, score and match the semiconductor value chain, without a screen and without a network.\n\n"
        "What a command changes is saved. A workspace that is open elsewhere is refused, with who has it.\n\n"
        "Exit codes: 0 done, 1 findings, 2 wrong usage, 3 refused or failed. With --json exactly one JSON "
        "object goes to standard output, errors too."
    ),
)
app.add_typer(workspace_commands.app, name="workspace")
app.add_typer(score_commands.app, name="score")
scorecard_commands.app.command("import")(import_commands.import_scorecards)
scorecard_commands.app.command("conflicts")(conflict_commands.list_conflicts)
scorecard_commands.app.command("resolve")(conflict_commands.resolve_conflict)
app.add_typer(scorecard_commands.app, name="scorecard")
app.add_typer(rater_commands.app, name="rater")
app.add_typer(round_commands.app, name="round")
app.add_typer(institution_commands.app, name="institution")
app.add_typer(table_commands.app, name="table")
app.add_typer(trade_commands.app, name="trade")
analysis_commands.app.command("agreement")(round_commands.show_agreement)
app.add_typer(analysis_commands.app, name="analysis")
app.add_typer(scenario_commands.app, name="scenario")
app.add_typer(match_commands.app, name="match")
app.add_typer(collaboration_commands.app, name="collaboration")
app.add_typer(event_commands.app, name="event")
app.add_typer(fiche_commands.app, name="fiche")
story_commands.app.command("export")(story_export.export_story)
app.add_typer(story_commands.app, name="story")
map_commands.app.command("export")(layer_commands.export_map_layer)
app.add_typer(map_commands.app, name="map")
app.command("screenshots")(picture_commands.save_screenshots)
app.command("preview")(picture_commands.make_preview)


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"Chipmap {__version__}")
        raise typer.Exit


@app.callback()
def chipmap(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Nothing is done without a command."""


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal with an old code page must not fail over a place name.
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # Until the command begins and once it has ended, an interrupt finds nothing that has to be closed.
    end_at_once()
    command = get_command(app)
    unwind()
    try:
        command(prog_name="chipmap")
    finally:
        end_at_once()
