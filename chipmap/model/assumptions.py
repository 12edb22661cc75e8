"""The numbers that methods need and nobody has measured: what each means, its default and where that is from.

A workspace carries them as records; one that it does not hold has its default. The wording has their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.records import Assumption

OURS: Final = "Chipmap default, to be judged"
FORESIGHT_WEIGHT: Final = "foresight.weight."
"""Before the horizon whose weight in foresight it is."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What an assumption may be: its default, its range, and the published source or that it is ours."""

    id: str
    default: float
    least: float
    most: float
    source: str = OURS


def _definitions(*rows: Definition) -> Mapping[str, Definition]:
    return {row.id: row for row in rows}


_PICHLER: Final = "After Pichler et al. (2022): critical 1, important 0.5"
_EC: Final = "SWD(2021) 352, European Commission"

DEFINITIONS: Final = _definitions(
    Definition("shock.spare", 0.10, 0, 5),
    Definition("shock.substitution", 0.5, 0, 1),
    Definition("shock.essential", 1.0, 0, 1, _PICHLER),
    Definition("shock.important", 0.5, 0, 1, _PICHLER),
    Definition("shock.useful", 0.2, 0, 1),
    Definition("shock.spread.severity", 0.25, 0, 1),
    Definition("shock.spread.spare", 0.5, 0, 1),
    Definition("shock.spread.substitution", 0.25, 0, 1),
    Definition("shock.spread.time", 0.5, 0, 1),
    Definition("match.fills_our_gap", 30, 0, 100),
    Definition("match.fills_their_gap", 30, 0, 100),
    Definition("match.balance", 15, 0, 100),
    Definition("match.relatedness", 10, 0, 100),
    Definition("match.ties", 10, 0, 100),
    Definition("match.low_exposure", 5, 0, 100),
    Definition("match.strength_least", 3.5, 0, 5),
    Definition("agenda.suggestion", 0.25, 0, 1),
    Definition("uncertainty.low", 1.5, 0, 5),
    Definition("uncertainty.medium", 1.0, 0, 5),
    Definition("uncertainty.high", 0.5, 0, 5),
    Definition("uncertainty.weights", 0.25, 0, 1, "COINr 1.1.14, get_noisy_weights"),
    Definition("index.coverage", 2 / 3, 0, 1),
    Definition("foresight.widening", 0.25, 0, 2),
    Definition("foresight.weight.now", 100 / 3, 0, 100),
    Definition("foresight.weight.2030", 100 / 3, 0, 100),
    Definition("foresight.weight.2035", 100 / 3, 0, 100),
    Definition("dependency.concentration", 0.4, 0, 1, _EC),
    Definition("dependency.imports", 0.5, 0, 1, _EC),
    Definition("dependency.exports", 1.0, 0, 10, _EC),
    Definition("chokepoint.share", 0.5, 0, 1),
    Definition("chokepoint.three", 0.9, 0, 1),
    Definition("swot.strong", 3.5, 0, 5),
    Definition("swot.weak", 2.0, 0, 5),
    Definition("swot.peer", 0.5, 0, 5),
    Definition("swot.share", 0.1, 0, 1),
    Definition("swot.chokepoint", 0.5, 0, 1),
    Definition("swot.need", 3.0, 0, 5),
    Definition("swot.trend", 0.5, 0, 5),
    Definition("swot.partner", 0.5, 0, 1),
    Definition("swot.related", 50, 0, 100),
    Definition("swot.concentration", 0.4, 0, 1),
    Definition("swot.reliance", 0.5, 0, 1),
    Definition("swot.top_supplier", 0.5, 0, 1),
    Definition("swot.stress", 0.2, 0, 1),
    Definition("swot.confidence", 0.4, 0, 1),
)
"""Every assumption by id, in the order in which they are shown."""


def assumption_of(dataset: Dataset, key: str) -> Assumption:
    """The workspace's own record, else the default as a record; `KeyError` for what is no assumption."""
    definition = DEFINITIONS[key]
    stated: Assumption | None = dataset.assumptions.get(key)
    return stated or Assumption(key, definition.default, definition.source)


def value_of(dataset: Dataset, key: str) -> float:
    """The number itself."""
    return assumption_of(dataset, key).value


def default_assumptions() -> list[Assumption]:
    """What a new workspace carries."""
    return [Assumption(one.id, one.default, one.source) for one in DEFINITIONS.values()]
