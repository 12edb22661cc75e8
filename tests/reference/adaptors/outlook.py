"""SWOT rules, foresight and the carbon lens."""

from __future__ import annotations

from typing import Any

from chipmap.model.analysis.carbon import CarbonFactors, segment_intensity, wafer_footprint
from chipmap.model.analysis.foresight import Triangle, scenario_gaps, uncertain_gap
from chipmap.model.analysis.swot import Situation, SwotThresholds, evaluate
from tests.reference.adaptors import adaptor
from tests.reference.cases_on_disk import Case

THRESHOLDS = {
    "choke": "chokepoint",
    "complement": "partner",
    "cdi1": "concentration",
    "fir": "reliance",
    "min_conf": "confidence",
}
FIELDS = {
    "score": "level",
    "score_2030": "later_level",
    "best_partner_benefit": "partner_benefit",
    "hhi_suppliers": "supplier_hhi",
    "top_supplier_trusted": "is_top_supplier_trusted",
}


@adaptor("c25")
def swot_rules(case: Case) -> Any:
    thresholds = SwotThresholds(**_renamed(case.inputs.get("thresholds", {}), THRESHOLDS))
    found = [evaluate(Situation(**_renamed(row, FIELDS)), thresholds) for row in case.inputs["records"]]
    return [{"rules": [hit.rule for hit in one.hits], "low_evidence": one.is_low_evidence} for one in found]


def _renamed(given: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in given.items()}


@adaptor("c26")
def gaps(case: Case) -> Any:
    inputs = case.inputs
    found = scenario_gaps(inputs["strength"], inputs["need"], inputs.get("scenario_weights"))
    uncertain = [
        uncertain_gap(level=Triangle(*level), need=Triangle(*need))
        for need, level in inputs["triangular_need_strength"]
    ]
    return {
        "scenarios": {
            "gap": found.gaps,
            "expected_gap": found.expected_gap,
            "expected_shortfall": found.expected_shortfall,
            "worst_shortfall": found.worst_shortfall,
            "worst_scenario": found.worst_scenario,
            "range": found.spread,
        },
        "triangular": [
            {"prob_need_exceeds": one.need_exceeds, "mean_gap": one.mean, "sd_gap": one.sd}
            for one in uncertain
        ],
    }


@adaptor("c27")
def carbon(case: Case) -> Any:
    inputs = case.inputs
    factors = CarbonFactors(
        energy=inputs["EPA_kWh_cm2"],
        gases_95=inputs["GPA95"],
        gases_99=inputs["GPA99"],
        materials=inputs["MPA"],
        grid=inputs["CI_g_kWh"],
    )
    found = [
        wafer_footprint(
            each["node"],
            each["location"],
            abatement_percent=each["abatement_percent"],
            yield_part=each["yield_"],
            factors=factors,
        )
        for each in inputs["cases"]
    ]
    mix = segment_intensity(inputs["segment_mix"], factors.grid)
    return {
        "cases": [
            {
                "electricity": one.electricity,
                "gases": one.gases,
                "materials": one.materials,
                "total_g_per_cm2": one.total,
            }
            for one in found
        ],
        "mix_intensity_g_kWh": mix.value,
        "mix_coverage": mix.coverage,
    }
