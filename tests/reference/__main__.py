"""Run cases and print a line for each expected value; exit code 1 when one fails."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.reference.cases_on_disk import (
    VARIABLE,
    NotACase,
    NotThere,
    PartOfCase,
    committed_files,
    read_case,
    shared_files,
)
from tests.reference.running import run_case


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.reference",
        description="Run reference cases. Each line: case, name, expected, got, tolerance, pass or FAIL.",
        epilog=f"Other people's figures lie in ../shared/reference-cases, or where {VARIABLE} says.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a case; without, all cases")
    options = parser.parse_args(arguments)
    passed, failed = 0, 0
    seen: set[tuple[str, str]] = set()
    for path in options.files or [*committed_files(), *shared_files()]:
        try:
            case = read_case(path)
            if (str(path.parent), case.name) in seen and path.suffix == ".csv":
                continue
            seen.add((str(path.parent), case.name))
            lines = run_case(case)
        except PartOfCase as reason:
            say(f"{path.stem}  skipped: {reason}")
            continue
        except NotThere as reason:
            failed += bool(options.files)
            say(f"{path.stem}  {'FAIL' if options.files else 'skipped'}: {reason}")
            continue
        except NotACase as reason:
            failed += 1
            say(f"{path.name}  FAIL: {reason}")
            continue
        for line in lines:
            say(str(line))
        passed += sum(line.passes for line in lines)
        failed += sum(not line.passes for line in lines)
    say(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
