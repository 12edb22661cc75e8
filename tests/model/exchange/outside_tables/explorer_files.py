"""Files shaped like those of a supply-chain explorer: inputs, providers, provision, sequence."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from pathlib import Path

NAMES = {
    "USA": "United States",
    "JPN": "Japan",
    "KOR": "South Korea",
    "TWN": "Taiwan",
    "CHN": "China",
    "DEU": "Germany",
    "NLD": "Netherlands",
    "MYS": "Malaysia",
    "SGP": "Singapore",
    "FRA": "France",
}
CODES = (*NAMES, "GBR", "ISR", "CAN", "ITA", "AUT", "MAL")
"""The last is no code: it is often written for Malaysia."""

STAGES = ("Design", "Fabrication", "Assembly, testing, and packaging")
TYPES = ("process", "tool_resource", "material_resource")
INPUTS, PROVIDERS, SHARES = 126, 403, 1300


def write_explorer_files(folder: Path) -> list[Path]:
    """126 inputs, 403 providers, 1,300 shares and 125 links, drawn with a fixed seed."""
    draw = random.Random(3)
    inputs = [(f"N{n}", f"Widget {n}", TYPES[n % 3], STAGES[n % 3]) for n in range(INPUTS)]
    providers = [(f"P{n}", NAMES[code], "country", code) for n, code in enumerate(NAMES)]
    providers += [
        (f"P{n}", f"Firm {n}", "organisation", CODES[n % len(CODES)]) for n in range(len(NAMES), PROVIDERS)
    ]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < SHARES:
        pool = providers[: len(NAMES)] if draw.random() < 0.5 else providers
        pairs.add((draw.choice(pool)[0], draw.choice(inputs)[0]))
    provision = []
    for provider, one in sorted(pairs):
        is_minor = draw.random() < 0.15
        share = "" if is_minor else draw.randint(1, 90)
        provision.append(
            (provider, one, share, draw.choice((2019, 2021, "")), "Yearbook", "x" if is_minor else "")
        )
    sequence = [
        (f"N{n}", f"N{draw.randrange(n)}" if n % 3 else "", "" if n % 3 else f"N{draw.randrange(n)}")
        for n in range(1, INPUTS)
    ]
    return [
        _write(
            folder / "provision.csv", ("provider", "input", "share", "year", "source", "minor"), provision
        ),
        _write(folder / "sequence.csv", ("input", "goes into", "is type of"), sequence),
        _write(folder / "inputs.csv", ("id", "name", "type", "stage"), inputs),
        _write(folder / "providers.csv", ("id", "name", "type", "country"), providers),
    ]


def _write(path: Path, headings: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows(rows)
    return path
