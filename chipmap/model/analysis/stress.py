"""The stress that a SWOT asks about: what each segment would lose at worst in the scenarios that are kept.

Where none is kept, each segment is asked what it loses without its own largest supplier, lastingly. A
recorded shock counts once somebody has made a scenario of it: how much it would take is theirs to say.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from chipmap.model.analysis.removals import segments_meant
from chipmap.model.analysis.scenario import ScenarioOutcome, run_kept, run_scenario
from chipmap.model.analysis.shock import static
from chipmap.model.analysis.supply import supply_chain_of, supply_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import ROOT_SEGMENT
from chipmap.model.records.removals import Removal


class CaseKind(StrEnum):
    """What a stress is taken from."""

    SCENARIO = "scenario"
    """A scenario that is kept."""
    LARGEST_SUPPLIER = "largest-supplier"
    """The loss of the largest supplier of the segment."""
    ASKED = "asked"
    """What somebody has asked about; it has no name."""


@dataclass(frozen=True, slots=True)
class StressCase:
    """One case: the id of a kept scenario, or the code of a supplier."""

    kind: CaseKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stress:
    """The loss of a segment, in parts of its normal output (0–1), and the case that costs it so much."""

    loss: float
    case: StressCase


def losses_in(dataset: Dataset, outcome: ScenarioOutcome) -> dict[str, float | None]:
    """The loss of every segment in a scenario; None where neither a supplier nor an input is known."""
    found: dict[str, float | None] = {
        segment: None if segment in outcome.unknown else 0.0
        for segment in segments_meant(dataset, ROOT_SEGMENT)
    }
    return found | {one.segment: one.loss for one in outcome.segments}


def stress_asked(dataset: Dataset, removals: Iterable[Removal]) -> dict[str, Stress]:
    """The stress of one case that somebody has asked about."""
    return _worst(dataset, [(StressCase(CaseKind.ASKED), run_scenario(dataset, removals))])


def worst_stress(dataset: Dataset) -> Mapping[str, Stress]:
    """The worst case of every segment of which a supplier or an input is known."""
    with _recent_lock:
        for known, found in _recent:
            if known is dataset:
                return found
    found = _in_scenarios(dataset) if dataset.scenarios else _without_largest(dataset)
    with _recent_lock:
        _recent.append((dataset, found))
    return found


_KEPT = 2
_recent: deque[tuple[Dataset, Mapping[str, Stress]]] = deque(maxlen=_KEPT)
_recent_lock = Lock()


def _in_scenarios(dataset: Dataset) -> dict[str, Stress]:
    kept = dataset.scenarios.values()
    return _worst(dataset, [(StressCase(CaseKind.SCENARIO, one.id), run_kept(dataset, one)) for one in kept])


def _worst(dataset: Dataset, outcomes: list[tuple[StressCase, ScenarioOutcome]]) -> dict[str, Stress]:
    worst: dict[str, Stress] = {}
    for case, outcome in outcomes:
        for segment, loss in losses_in(dataset, outcome).items():
            if loss is not None and (segment not in worst or loss > worst[segment].loss):
                worst[segment] = Stress(loss, case)
    return worst


def _without_largest(dataset: Dataset) -> dict[str, Stress]:
    chain = supply_chain_of(dataset)
    found: dict[str, Stress] = {}
    for segment in segments_meant(dataset, ROOT_SEGMENT):
        supply = supply_of(dataset, segment)
        if supply.reason is not None or not supply.percents:
            continue
        largest = max(supply.percents, key=lambda who: supply.percents[who])
        loss = static(chain, {segment: {largest: 1.0}})[segment].loss
        if loss is not None:
            found[segment] = Stress(loss, StressCase(CaseKind.LARGEST_SUPPLIER, largest))
    return found
