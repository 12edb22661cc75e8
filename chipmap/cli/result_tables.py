"""Results as a table: aligned for a person, as comma-separated values or as JSON for a script.

A figure that could not be computed is an empty cell in CSV, null in JSON and a dash for a person; never 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from chipmap.cli.reporting import print_json
from chipmap.wording import _

AsCsv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values instead of a table.")]
Explained = Annotated[
    bool, typer.Option("--explain", help="Show the terms that each figure is made of; they add up to it.")
]
Draws = Annotated[
    int,
    typer.Option("--draws", metavar="N", min=0, max=1_000_000, help="Monte Carlo draws; 0 for none."),
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0, help="The same seed gives the same draws.")]

_DECIMALS = 3


@dataclass(frozen=True)
class ResultTable:
    """Rows of values under keys; `headings` are what a person reads, `rows` hold numbers as numbers."""

    headings: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]

    def lines(self) -> list[str]:
        """The table with aligned columns."""
        keys = list(self.headings)
        shown = [[self.headings[key] for key in keys]]
        shown += [[_shown(row.get(key)) for key in keys] for row in self.rows]
        widths = [max(len(line[column]) for line in shown) for column in range(len(keys))]
        return [
            "  ".join(
                cell.rjust(width) if _is_number(self.rows, keys[at]) else cell.ljust(width)
                for at, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in shown
        ]

    def csv(self) -> str:
        """The table as comma-separated values with its keys as header."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.headings)
        for row in self.rows:
            writer.writerow([_in_csv(row.get(key)) for key in self.headings])
        return stream.getvalue()


def show_table(
    result: Mapping[str, Any],
    table: ResultTable,
    *,
    as_json: bool,
    as_csv: bool,
    notes: Iterable[str] = (),
    terms: ResultTable | None = None,
) -> None:
    """Print a result once: as JSON, as CSV (of the terms where these were asked for), or for a person."""
    if as_json and as_csv:
        raise typer.BadParameter(_("Choose one of --json and --csv."), param_hint="--csv")
    if as_json:
        print_json(result)
        return
    if as_csv:
        typer.echo((terms or table).csv(), nl=False)
        return
    for line in (*table.lines(), *notes):
        typer.echo(line)
    if terms is not None and terms.rows:
        typer.echo("")
        for line in terms.lines():
            typer.echo(line)


def plain(value: object) -> object:
    """A value as JSON has it, without the noise of floating point; NaN is null."""
    if isinstance(value, float):
        return None if value != value else round(value, 9)  # noqa: PLR0124 - NaN alone differs from itself
    return value


def _shown(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - as above
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".") if value else "0"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _in_csv(value: object) -> object:
    if value is None or value != value:  # noqa: PLR0124 - as above
        return ""
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    # A text that a spreadsheet program would take for a formula is shown as what it is.
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" else value


def _is_number(rows: Sequence[Mapping[str, Any]], key: str) -> bool:
    values = [row.get(key) for row in rows]
    return any(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
