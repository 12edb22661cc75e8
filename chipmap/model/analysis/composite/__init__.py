"""An index from many scores: made comparable, weighted, aggregated level by level, tested for firmness.

Sources: OECD/JRC Handbook on constructing composite indicators (2008); formulas as in COINr 1.1.14. Numbers
are numpy arrays with NaN for missing; nothing here is loaded before the first paint.
"""

from chipmap.model.analysis.composite.aggregating import Aggregation, aggregate
from chipmap.model.analysis.composite.normalising import Method, Normalised, normalise, ranks
from chipmap.model.analysis.composite.robustness import (
    DRAWS,
    PREVIEW_DRAWS,
    Choices,
    Robustness,
    Uncertain,
    half_width_of,
    uncertainty,
)
from chipmap.model.analysis.composite.sensitivity import (
    Factor,
    Influence,
    Influences,
    Sensitivity,
    index_sensitivity,
    one_at_a_time,
    sobol,
)
from chipmap.model.analysis.composite.tree import MIN_COVERAGE, Index, Node, index_bounds, index_tree
from chipmap.model.analysis.composite.weighting import (
    Consistency,
    Priorities,
    Weights,
    ahp,
    weights_budget,
    weights_equal,
    weights_user,
)

__all__ = [
    "DRAWS",
    "MIN_COVERAGE",
    "PREVIEW_DRAWS",
    "Aggregation",
    "Choices",
    "Consistency",
    "Factor",
    "Index",
    "Influence",
    "Influences",
    "Method",
    "Node",
    "Normalised",
    "Priorities",
    "Robustness",
    "Sensitivity",
    "Uncertain",
    "Weights",
    "aggregate",
    "ahp",
    "half_width_of",
    "index_bounds",
    "index_sensitivity",
    "index_tree",
    "normalise",
    "one_at_a_time",
    "ranks",
    "sobol",
    "uncertainty",
    "weights_budget",
    "weights_equal",
    "weights_user",
]
