"""Run the benchmarks and print one table: what, value, bar, and whether the bar holds."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from tests.bench.measuring import CHECKOUT
from tests.bench.registry import BENCHMARKS, Figure, NotMeasured


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure what the program costs."
    )
    parser.add_argument("names", nargs="*", help="only benchmarks whose name contains one of these")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--alone", nargs=2, metavar=("MODULE", "NAME"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        # Only what this benchmark needs is imported, because its memory is measured too.
        module, name = options.alone
        import_module(module)
        say(json.dumps(measured(name)))
        return 0
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        import_module(f"tests.bench.{path.stem}")
    names = options.names or [""]
    chosen = [name for name in BENCHMARKS if any(part in name for part in names)]
    if options.list:
        say("\n".join(chosen))
        return 0
    figures = {}
    for name in chosen:
        say(f"measuring {name} …", sys.stderr)
        figures[name] = measured_alone(name)
    say(json.dumps(figures, indent=1) if options.json else as_table(figures))
    return 0


def say(line: str, stream: TextIO = sys.stdout) -> None:
    stream.write(f"{line}\n")
    stream.flush()


def measured(name: str) -> list[dict[str, Any]] | dict[str, str]:
    """The figures of one benchmark, or why it could not be measured here."""
    try:
        return [asdict(figure) for figure in BENCHMARKS[name]()]
    except NotMeasured as reason:
        return {"skipped": str(reason)}


def measured_alone(name: str) -> list[dict[str, Any]] | dict[str, str] | str:
    """The same from a fresh process, or the last line of what went wrong there."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CHIPMAP_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        child = subprocess.run(
            [sys.executable, "-m", "tests.bench", "--alone", BENCHMARKS[name].__module__, name],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if child.returncode != 0:
        return (child.stderr.strip().splitlines() or ["ended without a word"])[-1]
    figures: list[dict[str, Any]] | dict[str, str] = json.loads(child.stdout.splitlines()[-1])
    return figures


def as_table(figures: dict[str, list[dict[str, Any]] | dict[str, str] | str]) -> str:
    rows = [("benchmark", "what", "measured", "bar", "")]
    for name, found in figures.items():
        if isinstance(found, str):
            rows.append((name, found, "failed", "", ""))
        elif isinstance(found, dict):
            rows.append((name, found["skipped"], "skipped", "", ""))
        else:
            rows.extend((name, *_cells(Figure(**each))) for each in found)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(figure: Figure) -> tuple[str, str, str, str]:
    if figure.bar is None:
        return figure.what, f"{figure.value:.3g} {figure.unit}", "", ""
    verdict = "holds" if figure.value <= figure.bar else "EXCEEDED"
    return figure.what, f"{figure.value:.3g} {figure.unit}", f"≤ {figure.bar:g} {figure.unit}", verdict


if __name__ == "__main__":
    sys.exit(main())
