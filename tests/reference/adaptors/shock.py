"""Shocks along the value chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chipmap.model.analysis.shock import (
    Course,
    Supply,
    SupplyChain,
    by_country,
    iim,
    settled_output,
    static,
    weekly,
)
from tests.reference.adaptors import adaptor, number
from tests.reference.cases_on_disk import Case

FIELDS = {
    "shares": "shares",
    "spare": "spare",
    "phi": "substitution",
    "up": "inputs",
    "demand": "demand",
    "mix": "mix",
}


def chain_of(inputs: Mapping[str, Any]) -> SupplyChain:
    supplies = [
        Supply(segment, **{FIELDS[key]: number(value) for key, value in figures.items() if key in FIELDS})
        for segment, figures in inputs["segments"].items()
    ]
    return SupplyChain.of(supplies, inputs.get("countries", ()))


@adaptor("c21")
def lasting(case: Case) -> Any:
    chain = chain_of(case.inputs)
    return [
        {
            segment: {
                "direct_loss": result.direct_loss,
                "substituted": result.substituted,
                "own_capacity": result.own_capacity,
                "output": result.output,
                "loss": result.loss,
                "limiting": result.limiting,
            }
            for segment, result in static(chain, number(shock)).items()
        }
        for shock in case.inputs["shocks"]
    ]


@adaptor("c22")
def by_week(case: Case) -> Any:
    return [_weeks(inputs) for inputs in case.inputs]


def _weeks(inputs: Mapping[str, Any]) -> Any:
    course = Course(inputs["duration_weeks"], inputs["recovery_weeks"], inputs["horizon_weeks"])
    found = weekly(chain_of(inputs), number(inputs["shock"]), course, number(inputs["buffers_weeks"]))
    return {
        segment: {
            "output": result.output,
            "cumulative_loss_weeks": result.cumulative_loss_weeks,
            "first_week_affected": result.first_week_affected,
            "weeks_affected": result.weeks_affected,
        }
        for segment, result in found.segments.items()
    }


@adaptor("c23")
def countries(case: Case) -> Any:
    chain = chain_of(case.inputs)
    return [
        {
            segment: {
                "output": result.output,
                "availability": result.availability,
                "fill_rate": result.fill_rate,
                "world_output": result.world_output,
            }
            for segment, result in by_country(chain, number(shock)).items()
        }
        for shock in case.inputs["shocks"]
    ]


@adaptor("c24")
def inoperability(case: Case) -> Any:
    return {"q": iim(number(case.inputs["A_star"]), number(case.inputs["c_star"])).q}


@adaptor("c32")
def cycles(case: Case) -> Any:
    return [
        settled_output(number(inputs["capacity"]), number(inputs["upstream_criticality"]))
        for inputs in case.inputs
    ]
