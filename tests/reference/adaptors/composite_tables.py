"""The published indices that come as tables: HDI, ASEM connectivity, the Handbook's schooling example."""

from __future__ import annotations

import re
import tomllib
from math import log
from pathlib import Path
from typing import Any

from chipmap.model.analysis.composite import Aggregation, Method, Node, aggregate, index_tree, normalise
from tests.reference.adaptors import Answer, adaptor
from tests.reference.adaptors.composite import MEANS, by_place, method_named
from tests.reference.cases_on_disk import Case, rows_of
from tests.reference.comparing import Expected

Column = list[float | None]
Rows = list[dict[str, str]]

TABLES = tomllib.loads((Path(__file__).parents[1] / "tables.toml").read_text(encoding="utf-8"))
TOLERANCE = TABLES["tolerance"]
GOALPOSTS = TABLES["hdi"]


def _numbers(rows: Rows, column: str) -> Column:
    return [float(row[column]) if row[column] not in {"", "NA", "NaN"} else None for row in rows]


def _with_year(rows: Rows, name: str) -> str:
    """The column of this name, whatever year stands behind it."""
    return next(column for column in rows[0] if re.fullmatch(rf"{name}(_\d{{4}})?", column))


@adaptor("c01")
def human_development(case: Case) -> Answer:
    """Three dimensions, schooling as the mean of two, and the geometric mean over the dimensions."""
    published = _with_year(case.rows, "hdi")
    life, expected_years, mean_years = (_dimension(case.rows, name) for name in ("le", "eys", "mys"))
    education = [aggregate(pair).value for pair in zip(expected_years, mean_years, strict=True)]
    income = _dimension(case.rows, "gnipc", log)
    dimensions = zip(life, education, income, strict=True)
    hdi = [aggregate(three, method=Aggregation.GEOMETRIC).value for three in dimensions]
    computed = {"life_index": life, "edu_index": education, "inc_index": income, "hdi_unrounded": hdi}
    rounded = TOLERANCE["three_decimals"]
    expected, got = {}, {}
    for place, row in enumerate(case.rows):
        name = row.get("iso3") or str(place)
        expected[name] = {published: Expected(float(row[published]), rounded)} | {
            column: Expected(float(row[column]), TOLERANCE["six_decimals"])
            for column in computed
            if row.get(column)
        }
        got[name] = {published: hdi[place]} | {column: found[place] for column, found in computed.items()}
    return Answer(expected, got)


def _dimension(rows: Rows, name: str, form: Any = float) -> Column:
    given = _numbers(rows, _with_year(rows, name))
    low, high = GOALPOSTS[name]
    numbers = [None if number is None else form(number) for number in given]
    return normalise(numbers, Method.GOALPOSTS, goalposts=(form(low), form(high)), high=1.0).listed


@adaptor("c02")
def connectivity(case: Case) -> Answer:
    stem = re.sub(r"_(input|structure|expected)$", "", case.path.stem)
    structure, rows, expected = (
        rows_of(case.beside(f"{stem}_{part}.csv")) for part in ("structure", "input", "expected")
    )
    key = next(iter(rows[0]))
    codes = "|".join(re.escape(row["iCode"]) for row in structure)
    computed: dict[str, Any] = {}
    for column in expected[0]:
        found = re.fullmatch(rf"({codes})_({'|'.join(MEANS)})(?:_(\d+)_(\d+))?", column)
        if found:
            computed |= _index(structure, rows, column, found.groups())
    wanted = {
        row[key]: {
            column: Expected(float(text), TOLERANCE["six_decimals"])
            for column, text in row.items()
            if column != key
        }
        for row in expected
    }
    got = {name: {column: values.get(name) for column, values in computed.items()} for name in wanted}
    return Answer(wanted, got)


def _index(structure: Rows, rows: Rows, column: str, parts: tuple[str, ...]) -> dict[str, Any]:
    """The index that a column names, its rank, and of the arithmetic one the groups below it."""
    top, mean, low, high = parts
    names = [row[next(iter(row))] for row in rows]
    scale = {"low": float(low), "high": float(high)} if low else {}
    scores = {
        row["iCode"]: normalise(
            _numbers(rows, row["iCode"]), Method.MINMAX, int(float(row["Direction"])), **scale
        ).listed
        for row in structure
        if row["Type"] == "Indicator"
    }
    index = index_tree(_tree(structure, top), scores, aggregation=MEANS[mean])
    found = {column: by_place(names, index.scores[top]), f"rank_{mean}": by_place(names, index.ranks())}
    if MEANS[mean] is Aggregation.ARITHMETIC:
        found |= {name: by_place(names, numbers) for name, numbers in index.scores.items() if name != top}
    return found


def _tree(structure: Rows, name: str) -> Node:
    own = next(row for row in structure if row["iCode"] == name)
    children = tuple(_tree(structure, row["iCode"]) for row in structure if row["Parent"] == name)
    return Node(name, float(own["Weight"]), children)


@adaptor("c33")
def schooling(case: Case) -> Answer:
    place, given = list(case.rows[0])[:2]
    numbers = _numbers(case.rows, given)
    decimals = {"published": TOLERANCE["two_decimals"], "computed": TOLERANCE["six_decimals"]}
    found, tolerances = {}, {}
    for column in case.rows[0]:
        origin, _, method = column.partition("_")
        if origin in decimals:
            found[column] = normalise(numbers, method_named(method), high=1.0).listed
            tolerances[column] = decimals[origin]
    expected = {
        row[place]: {
            column: Expected(float(row[column]), tolerances[column]) for column in found if row[column]
        }
        for row in case.rows
    }
    got = {
        row[place]: {column: values[position] for column, values in found.items()}
        for position, row in enumerate(case.rows)
    }
    return Answer(expected, got)
