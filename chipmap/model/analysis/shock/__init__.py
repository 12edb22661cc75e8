"""What the loss of a supplier does along the value chain: partially binding Leontief with spare and stocks.

A segment can put out no more than its own capacity allows and than each input allows, according to how
critical that input is. Results are parts of normal segment output (1 = normal), never GDP. The equations are
those of docs/methods.md, "Scenarios", after Hallegatte (2008, 2014) and Pichler et al. (2022).
"""

from chipmap.model.analysis.shock.chain import Shock, Supply, SupplyChain
from chipmap.model.analysis.shock.countries import CountryResult, by_country
from chipmap.model.analysis.shock.draws import LossBand, Spread, monte_carlo
from chipmap.model.analysis.shock.interdependency import Inoperability, iim
from chipmap.model.analysis.shock.steady import SteadyResult, cause_chain, settled_output, static
from chipmap.model.analysis.shock.weeks import Course, WeeklyResult, weekly

__all__ = [
    "CountryResult",
    "Course",
    "Inoperability",
    "LossBand",
    "Shock",
    "Spread",
    "SteadyResult",
    "Supply",
    "SupplyChain",
    "WeeklyResult",
    "by_country",
    "cause_chain",
    "iim",
    "monte_carlo",
    "settled_output",
    "static",
    "weekly",
]
