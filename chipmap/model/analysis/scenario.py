"""What happens if suppliers are lost: removals on a workspace, run through the shock model.

Results are parts of normal segment output, by week where a duration is given. Who could step in, and what
stays uncovered, follow from the same shares; where these are incomplete, the result says how far they reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.shock import (
    Course,
    LossBand,
    SteadyResult,
    SupplyChain,
    WeeklyResult,
    cause_chain,
    monte_carlo,
    static,
    weekly,
)
from chipmap.model.analysis.supply import spread_of, suppliers_meant, supply_chain_of, supply_of
from chipmap.model.dataset import Dataset
from chipmap.model.progress import Progress, silent
from chipmap.model.records import ROOT_SEGMENT, Hazard

NOWHERE = "ROW"
"""A hazard with this subject struck no single place: it cannot be removed."""

_NOTICED = 1e-9
_MOST_STEPPING_IN = 5


@dataclass(frozen=True, slots=True)
class Removal:
    """What is lost: a place (or every place, where empty), in a segment and all beneath it (or everywhere).

    `part` is the part of its capacity that is lost, above 0 to 1.
    """

    subject: str = ""
    segment: str = ""
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class SteppingIn:
    """Who could make up for a loss: share of the segment and spare capacity, in parts of the world."""

    subject: str
    share: float
    spare: float


@dataclass(frozen=True, slots=True)
class SegmentOutcome:
    """One segment after the removals; losses in parts of normal output (0–1), None with a `reason`.

    `weeks` are the first and the last week with a loss, counted from 1; `lost_weeks` is the loss of the whole
    horizon in weeks of output. `coverage` is the part of the segment whose suppliers are known.
    """

    segment: str
    loss: float | None
    direct: float
    resourced: float
    causes: tuple[str, ...]
    coverage: float
    weeks: tuple[int, int] | None = None
    lost_weeks: float | None = None
    by_week: tuple[float, ...] = ()
    band: LossBand | None = None
    explain: tuple[Term, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class ScenarioOutcome:
    """Every segment that loses something, worst first, and what the chain says of the removals.

    `ineffective` are removals of places that hold no known share where they were removed; `delayed` are the
    links of cycles, in which last week's output counts.
    """

    removals: tuple[Removal, ...]
    course: Course | None
    segments: tuple[SegmentOutcome, ...]
    stepping_in: Mapping[str, tuple[SteppingIn, ...]]
    ineffective: tuple[Removal, ...]
    delayed: tuple[tuple[str, str], ...]

    @property
    def worst(self) -> SegmentOutcome | None:
        """The segment with the largest loss; among equals the one that is hit itself."""
        return self.segments[0] if self.segments else None


def removals_of(hazard: Hazard) -> tuple[Removal, ...] | None:
    """What a recorded hazard took away; None where it struck no single place."""
    if hazard.subject in ("", NOWHERE):
        return None
    return tuple(Removal(hazard.subject, segment) for segment in hazard.segments) or (
        Removal(hazard.subject),
    )


def run_scenario(
    dataset: Dataset,
    removals: Iterable[Removal],
    *,
    weeks: float | None = None,
    recovery: float = 0.0,
    stock: float = 0.0,
    spare: float | None = None,
    draws: int = 0,
    seed: int = 0,
    progress: Progress = silent,
) -> ScenarioOutcome:
    """The outcome of removals that last (without `weeks`) or hold for some weeks and fade over `recovery`.

    `stock` is the weeks of full use that every segment holds of each input; `spare` replaces the workspace's
    spare capacity. With `draws`, every segment has a band of the loss. Raises `Cancelled`.
    """
    asked = tuple(removals)
    chain = supply_chain_of(dataset, spare=spare)
    shock, ineffective = _shock_of(dataset, chain, asked)
    course = None if weeks is None else Course(weeks, recovery)
    buffers = {supply.segment: dict.fromkeys(supply.inputs, stock) for supply in chain.supplies}
    steady = static(chain, shock)
    by_week = weekly(chain, shock, course, buffers) if course else None
    bands: Mapping[str, LossBand] = {}
    if draws:
        bands = monte_carlo(
            chain,
            shock,
            draws=draws,
            seed=seed,
            spread=spread_of(dataset),
            course=course,
            buffers=buffers,
            progress=progress,
        )
    outcomes = [
        _outcome(result, steady, by_week.segments[name] if by_week else None, bands.get(name))
        for name, result in steady.items()
    ]
    hit = [one for one in outcomes if one.reason is not None or (one.loss or 0.0) > _NOTICED]
    order = {
        name: at for at, name in enumerate(sorted(steady, key=lambda name: dataset.segments[name].order))
    }
    hit.sort(key=lambda one: (-(one.loss or 0.0), len(one.causes), order[one.segment]))
    return ScenarioOutcome(
        asked,
        course,
        tuple(hit),
        {one.segment: _stepping_in(chain, one.segment, shock) for one in hit if one.direct > _NOTICED},
        ineffective,
        by_week.delayed if by_week else (),
    )


def segments_meant(dataset: Dataset, segment: str) -> list[str]:
    """A segment and everything beneath it; every segment where none is named."""
    if not segment or segment == ROOT_SEGMENT:
        return [one.id for one in dataset.segments.values() if one.id != ROOT_SEGMENT]
    found = [segment]
    for one in found:
        below = (child.id for child in dataset.segments.values() if child.parent == one)
        found += [child for child in below if child not in found]
    return found


def _shock_of(
    dataset: Dataset, chain: SupplyChain, removals: Iterable[Removal]
) -> tuple[dict[str, dict[str, float]], tuple[Removal, ...]]:
    """The lost capacity by segment and supplier; where several removals meet, the larger counts."""
    shock: dict[str, dict[str, float]] = {}
    ineffective = []
    shares = {supply.segment: supply.shares for supply in chain.supplies}
    for removal in removals:
        lost = suppliers_meant(dataset, removal.subject) if removal.subject else None
        has_effect = False
        for segment in segments_meant(dataset, removal.segment):
            held = shares.get(segment, {})
            for supplier in held if lost is None else lost:
                if supplier in held:
                    has_effect = True
                    known = shock.setdefault(segment, {})
                    known[supplier] = max(known.get(supplier, 0.0), removal.part)
        if not has_effect:
            ineffective.append(removal)
    return shock, tuple(ineffective)


def _outcome(
    result: SteadyResult,
    steady: Mapping[str, SteadyResult],
    by_week: WeeklyResult | None,
    band: LossBand | None,
) -> SegmentOutcome:
    loss, weeks, lost_weeks, explain = result.loss, None, None, result.explain
    course: tuple[float, ...] = ()
    if by_week is not None and by_week.reason is None:
        course = tuple(1.0 - output for output in by_week.output)
        loss = max(course, default=0.0)
        lost_weeks = by_week.cumulative_loss_weeks
        hit = [week for week, lost in enumerate(course, start=1) if lost > _NOTICED]
        weeks = (hit[0], hit[-1]) if hit else None
        explain = by_week.explain
    return SegmentOutcome(
        result.segment,
        loss,
        result.direct_loss or 0.0,
        result.substituted or 0.0,
        cause_chain(steady, result.segment),
        result.coverage,
        weeks,
        lost_weeks,
        course,
        band,
        explain,
        result.reason,
    )


def _stepping_in(
    chain: SupplyChain, segment: str, shock: Mapping[str, Mapping[str, float]]
) -> tuple[SteppingIn, ...]:
    """The unhit suppliers of a segment, those with the most spare capacity first."""
    supply = next(one for one in chain.supplies if one.segment == segment)
    found = [
        SteppingIn(name, share, share * supply.spare.get(name, 0.0))
        for name, share in supply.shares.items()
        if name not in shock.get(segment, {})
    ]
    return tuple(sorted(found, key=lambda one: (-one.spare, -one.share, one.subject))[:_MOST_STEPPING_IN])


def sources_of(dataset: Dataset, outcome: ScenarioOutcome) -> tuple[str, ...]:
    """The ids of the sources that the shares of the hit segments rest on."""
    found = {source for one in outcome.segments for source in supply_of(dataset, one.segment).sources}
    return tuple(sorted(found))
