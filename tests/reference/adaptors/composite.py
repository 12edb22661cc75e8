"""Normalisation, weights, means, the tree of an index, its uncertainty and sensitivity."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from chipmap.model.analysis.composite import (
    Aggregation,
    Choices,
    Factor,
    Method,
    Node,
    Normalised,
    Uncertain,
    aggregate,
    ahp,
    index_tree,
    normalise,
    one_at_a_time,
    sobol,
    uncertainty,
)
from tests.reference.adaptors import adaptor, number
from tests.reference.cases_on_disk import Case, rows_of
from tests.reference.formulas import count_of_variables, ends_of_range, formula

MEANS = {"arith": Aggregation.ARITHMETIC, "geom": Aggregation.GEOMETRIC, "harm": Aggregation.HARMONIC}
_FIGURE = r"(-?\d+(?:\.\d+)?)"


@adaptor("c03")
def leave_one_out(case: Case) -> Any:
    rows = rows_of(case.beside(case.inputs["file"]))
    pillars = case.inputs["pillars"]
    root = Node("index", children=tuple(Node(pillar) for pillar in pillars))
    found = one_at_a_time(root, {pillar: [float(row[pillar]) for row in rows] for pillar in pillars})
    return {
        "mean_abs_rank_shift": {each.name: each.mean_shift for each in found.nodes},
        "most_influential": found.strongest,
    }


@adaptor("c04")
def normalisation(case: Case) -> Any:
    return {name: _normalised(name, case.inputs["x"]).listed for name in case.expected}


def _normalised(name: str, x: list[float | None]) -> Normalised:
    """The parameters of a method stand in the name of what is expected."""
    numbers = [float(part) for part in re.findall(_FIGURE, re.sub(r"dist2|nminus1", "", name))]
    if name.startswith("minmax"):
        return normalise(x, Method.MINMAX, low=numbers[0], high=numbers[1])
    if name.startswith("zscore"):
        return normalise(x, Method.ZSCORE, mean=numbers[0], sd=numbers[1])
    if name.startswith("goalposts"):
        return normalise(x, Method.GOALPOSTS, goalposts=(numbers[0], numbers[1]), high=numbers[2])
    if name.startswith("dist2ref"):
        return normalise(x, Method.DISTANCE_TO_REFERENCE, reference=int(numbers[0]) - 1)
    if name.startswith("dist2target"):
        is_capped = name.endswith("_capped")
        return normalise(x, Method.DISTANCE_TO_TARGET, target=numbers[0], is_capped=is_capped)
    return normalise(x, method_named(name))


def method_named(name: str) -> Method:
    return max((method for method in Method if name.startswith(method.value)), key=lambda one: len(one.value))


@adaptor("c05")
def means(case: Case) -> Any:
    weights = case.inputs["w"]

    def each_of(x: list[float | None]) -> dict[str, float | None]:
        return {name: aggregate(x, weights, method).value for name, method in MEANS.items()}

    found: dict[str, Any] = dict(each_of(case.inputs["x"]))
    if "x_missing" in case.inputs:
        found["missing_reweighted"] = each_of(case.inputs["x_missing"])
    return found


@adaptor("c06")
def pairwise_comparison(case: Case) -> Any:
    given = case.inputs.get("random_index")
    matrix = number(case.inputs["matrix"])
    found = ahp(matrix, {int(n): index for n, index in given.items()}) if given else ahp(matrix)
    return {
        "weights_eigen": list(found.weights),
        "weights_geomean": list(found.row_means),
        "lambda_max": found.lambda_max,
        "CI": found.consistency_index,
        "CR": found.consistency_ratio,
    }


@adaptor("c07")
def variance_based(case: Case) -> Any:
    text = case.inputs["f"]
    low, high = ends_of_range(case.inputs["x"])
    factors = [Factor(f"x{place + 1}", low, high) for place in range(count_of_variables(text))]
    found = sobol(formula(text), factors, n=case.inputs["n_recommended"])
    return {"S1": found.first.tolist(), "ST": found.total.tolist(), "variance": found.variance}


@adaptor("c08")
def rank_probabilities(case: Case) -> Any:
    scores = case.inputs["scores"]
    leaves = [f"indicator {place}" for place in range(len(next(iter(scores.values()))))]
    columns = zip(*scores.values(), strict=True)
    found = uncertainty(
        Node("index", children=tuple(map(Node, leaves))),
        dict(zip(leaves, columns, strict=True)),
        Uncertain(weight_noise=None, choices=Choices(normalisations=(Method.AS_GIVEN,))),
    )
    return {
        name: {
            "p_rank": {
                str(rank): p for rank, p in enumerate(found.rank_probability[place].tolist(), start=1)
            },
            "mean_rank": float(found.mean_rank[place]),
        }
        for place, name in enumerate(scores)
    }


def _by_rank(probabilities: list[float]) -> dict[str, float]:
    return {str(rank): probability for rank, probability in enumerate(probabilities, start=1)}


@adaptor("c29")
def tree_with_missing(case: Case) -> Any:
    root = _node(case.inputs["tree"])
    rows = case.inputs["rows"]
    scores = {leaf: [row.get(leaf) for row in rows] for leaf in root.leaves}
    asked = case.inputs.get("min_coverage")
    found = (
        index_tree(root, scores) if asked is None else index_tree(root, scores, min_coverage=number(asked))
    )
    groups = [node.name for node in root.walk() if node.children]
    return [
        {
            group: {
                "score": found.figure(group, place).value,
                "coverage": float(found.coverage[group][place]),
            }
            for group in groups
        }
        for place in range(len(rows))
    ]


def _node(given: dict[str, Any]) -> Node:
    children = tuple(_node(child) for child in given.get("children", ()))
    return Node(given["id"], number(given["w"]) if "w" in given else Node("").weight, children)


def finite(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def by_place(names: list[str], values: Any) -> dict[str, float | None]:
    return {name: finite(value) for name, value in zip(names, np.asarray(values), strict=True)}
