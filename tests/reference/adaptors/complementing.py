"""Who completes whom: complexity, relatedness and the ranking of partners."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np

from chipmap.model.match.complexity import (
    added_density,
    complementary_linkages,
    complexity,
    density,
    diversity,
    held_by_advantage,
    proximity,
    rca,
    reflections,
    relatedness_density,
    ubiquity,
)
from chipmap.model.match.partners import balance, benefit, mutual_benefit, rank, similarity
from tests.reference.adaptors import adaptor, number
from tests.reference.cases_on_disk import Case


def listed(matrix: Any) -> Any:
    """Nested lists in which None stands for what could not be computed."""
    if isinstance(matrix, (float, np.floating)):
        return None if np.isnan(matrix) else float(matrix)
    return [listed(row) for row in matrix]


@adaptor("c12")
def economic_complexity(case: Case) -> Any:
    with case.beside(case.inputs["file"]).open(encoding="utf-8") as stream:
        _head, *rows = csv.reader(stream)
    advantage = rca([[float(cell) for cell in row[1:]] for row in rows])
    held = held_by_advantage(advantage)
    found = complexity(held)
    return {
        "rca": listed(advantage),
        "diversity": listed(diversity(held)),
        "ubiquity": listed(ubiquity(held)),
        "proximity_diag1": listed(proximity(held, own=1)),
        "density_hidalgo_diag1": listed(density(held, proximity(held, own=1))),
        "density_diag0": listed(density(held, proximity(held))),
        "eci": found.eci,
        "pci": found.pci,
    }


@adaptor("c13")
def method_of_reflections(case: Case) -> Any:
    steps = len(case.expected["kc"]) - 1
    of_places, of_activities = reflections(case.inputs["M"], steps)
    return {"kc": listed(of_places), "kp": listed(of_activities)}


@adaptor("c14")
def relatedness(case: Case) -> Any:
    held, near = case.inputs["M"], case.inputs["relatedness"]
    places = range(len(held))
    linkages = complementary_linkages(held, near, case.inputs["links"])
    return {
        "relatedness_density_percent": listed(relatedness_density(held, near)),
        "added_density_percent_r_from_s": {
            f"{place}<-{partner}": listed(added_density(held, near, place, partner))
            for place in places
            for partner in places
            if place != partner
        },
        "complementary_linkages_linked": {str(place): listed(linkages[place]) for place in places},
    }


@adaptor("c15")
def complementarity(case: Case) -> Any:
    given = number(case.inputs)
    to_b = benefit(given["sA"], given["nB"], given["w"])
    to_a = benefit(given["sB"], given["nA"], given["w"])
    return {
        "benefit_to_B": to_b.value,
        "benefit_to_A": to_a.value,
        "contrib_to_B": to_b.contributions,
        "contrib_to_A": to_a.contributions,
        "mutual_benefit_geometric": mutual_benefit(to_b.value, to_a.value),
        "balance": balance(to_b.value, to_a.value),
        "cos_strengthA_needB": similarity(given["sA"], given["nB"]),
        "cos_strengthB_needA": similarity(given["sB"], given["nA"]),
    }


@adaptor("c30")
def ranking(case: Case) -> Any:
    candidates = {
        one["partner"]: {name: value for name, value in number(one).items() if name != "partner"}
        for one in case.inputs["candidates"]
    }
    return [
        {
            "partner": one.partner,
            "total": one.total,
            "contributions": one.contributions,
            "unbalanced": one.is_unbalanced,
        }
        for one in rank(candidates, number(case.inputs["weights"]))
    ]
