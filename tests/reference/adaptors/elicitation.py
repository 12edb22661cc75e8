"""Consolidation, agreement and the stopping rule of a Delphi."""

from __future__ import annotations

from typing import Any

from chipmap.model.analysis.agreement import Metric, kendall_w, krippendorff_alpha
from chipmap.model.analysis.elicitation import Decision, stop_rule, summarise
from tests.reference.adaptors import adaptor
from tests.reference.cases_on_disk import Case

WORDS = {
    Decision.CONSENSUS: "stop: consensus",
    Decision.STABLE_DISSENT: "stop: stable dissent",
    Decision.ANOTHER_ROUND: "another round",
    Decision.ROUNDS_SPENT: "stop: rounds spent",
}


@adaptor("c16")
def alpha(case: Case) -> Any:
    ratings = case.inputs["rows_are_raters"]
    return {metric.value: krippendorff_alpha(ratings, metric).value for metric in Metric}


@adaptor("c17")
def concordance(case: Case) -> Any:
    found = kendall_w(case.inputs["ranks_rows_are_raters"])
    return {
        "S": found.spread,
        "W_uncorrected": found.uncorrected,
        "W_tie_corrected": found.value,
        "chi2": found.chi_square,
        "df": found.degrees_of_freedom,
        "p_chi2": found.p_value,
    }


@adaptor("c18")
def consolidation(case: Case) -> Any:
    found = summarise(case.inputs["scores"], case.inputs.get("confidence"))
    return {
        "n": found.n,
        "median": found.median,
        "q1": found.q1,
        "q3": found.q3,
        "iqr": found.iqr,
        "conf_weighted_mean": found.weighted_mean,
        "weighted_median": found.weighted_median,
        "weighted_sd": found.weighted_sd,
        "kish_n_eff": found.effective_raters,
        "share_within_1_of_median": found.within_one,
    }


@adaptor("c28")
def stopping(case: Case) -> Any:
    outcomes = [stop_rule(item["current"], item.get("previous")) for item in case.inputs]
    return [
        {
            "median": outcome.summary.median,
            "iqr": outcome.summary.iqr,
            "within1": outcome.summary.within_one,
            "changed_share": outcome.changed_share,
            "consensus": outcome.has_consensus,
            "stable": outcome.is_stable,
            "decision": WORDS.get(outcome.decision),
        }
        for outcome in outcomes
    ]
