"""Concentration, the EU dependency indicators and look-through reliance."""

from __future__ import annotations

import re
from typing import Any

from chipmap.model.analysis.concentration import (
    Trade,
    concentration_ratio,
    dependency_indicators,
    effective_suppliers,
    foreign_input_reliance,
    hhi,
    hhi_bounds,
    hhi_normalised,
    hhi_points,
    shannon,
)
from tests.reference.adaptors import adaptor
from tests.reference.cases_on_disk import Case


@adaptor("c09")
def concentration(case: Case) -> Any:
    return {
        item["name"]: _measures(item["shares"], case.expected.get(item["name"], {})) for item in case.inputs
    }


def _measures(shares: list[float], asked: dict[str, Any]) -> dict[str, float | None]:
    index, diversity = hhi(shares), shannon(shares)
    ratios = {
        name: concentration_ratio(shares, int(found.group(1))).value
        for name in asked
        if (found := re.fullmatch(r"cr(\d+)", name))
    }
    return ratios | {
        "hhi": index.value,
        "hhi_points": hhi_points(index.value),
        "shannon_nats": diversity.entropy,
        "shannon_evenness": diversity.evenness,
        "effective_suppliers_hhi": effective_suppliers(shares).value,
        "effective_suppliers_shannon": diversity.effective_suppliers,
        "hhi_normalised": hhi_normalised(shares).value,
    }


@adaptor("c10")
def dependency(case: Case) -> Any:
    return {name: _indicators(given) for name, given in case.inputs.items()}


def _indicators(given: dict[str, Any]) -> dict[str, Any]:
    found = dependency_indicators(
        Trade(given["extra_eu_imports_by_origin"], given["total_imports"], given["total_exports"])
    )
    values = {f"CDI{place}": one.value for place, one in enumerate(found.indicators, start=1)}
    return values | {"flags": [one.flag for one in found.indicators], "dependent": found.is_dependent}


@adaptor("c11")
def bounds(case: Case) -> Any:
    found = hhi_bounds(case.inputs["known_shares_percent"])
    return {"hhi_lower": found.low, "hhi_upper": found.high, "unknown_share": found.unknown_share}


@adaptor("c34")
def reliance(case: Case) -> Any:
    found = foreign_input_reliance(case.inputs["domestic_share"], case.inputs["input_share_of_j_in_k"])
    return {segment: one.value for segment, one in found.items()}
