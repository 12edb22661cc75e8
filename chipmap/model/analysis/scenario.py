"""What happens if suppliers are lost: removals on a workspace, run through the shock model.

Results are parts of normal segment output, by week where a duration is given. Who could step in, and what
stays uncovered, follow from the same shares; where these are incomplete, the result says how far they reach.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.removals import NOWHERE, lost_parts, removals_of, segments_meant
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
from chipmap.model.analysis.supply import spread_of, supply_chain_of, supply_of
from chipmap.model.dataset import Dataset
from chipmap.model.progress import Progress, silent
from chipmap.model.records import Scenario
from chipmap.model.records.removals import Removal, read_removals

__all__ = [
    "NOWHERE",
    "Removal",
    "ScenarioOutcome",
    "SegmentOutcome",
    "SteppingIn",
    "removals_of",
    "run_kept",
    "run_scenario",
    "segments_meant",
    "sources_of",
]

_NOTICED = 1e-9
_MOST_STEPPING_IN = 5
_YEAR = 52


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
    links of cycles, in which last week's output counts. Of the segments in `unknown` nothing can be said:
    neither a supplier nor an input is known.
    """

    removals: tuple[Removal, ...]
    course: Course | None
    segments: tuple[SegmentOutcome, ...]
    stepping_in: Mapping[str, tuple[SteppingIn, ...]]
    ineffective: tuple[Removal, ...]
    delayed: tuple[tuple[str, str], ...]
    unknown: frozenset[str] = frozenset()

    def of(self, segment: str) -> SegmentOutcome | None:
        """The outcome of a segment; None where it loses nothing."""
        return next((one for one in self.segments if one.segment == segment), None)

    @property
    def reaches_no_share(self) -> bool:
        """Whether nobody knows what is lost: no removal meets a known share. That is no loss of 0."""
        return bool(self.removals) and set(self.ineffective) == set(self.removals)

    @property
    def worst(self) -> SegmentOutcome | None:
        """The segment with the largest loss; among equals the one that is hit itself."""
        return self.segments[0] if self.segments else None


def run_scenario(
    dataset: Dataset,
    removals: Iterable[Removal],
    *,
    weeks: float | None = None,
    recovery: float = 0.0,
    stock: float = 0.0,
    spare: float | None = None,
    is_resourced: bool = True,
    draws: int = 0,
    seed: int = 0,
    weekly_of: Collection[str] = (),
    progress: Progress = silent,
) -> ScenarioOutcome:
    """The outcome of removals that last (without `weeks`) or hold for some weeks and fade over `recovery`.

    `stock` is the weeks of full use that every segment holds of each input; `spare` replaces the workspace's
    spare capacity. Where nothing is re-sourced, nobody makes up for any of it. With `draws`, every segment
    has a band of the loss; those in `weekly_of` have one for each week. Raises `Cancelled`.
    """
    asked = tuple(removals)
    chain = supply_chain_of(
        dataset, spare=spare if is_resourced else 0.0, substitution=None if is_resourced else 0.0
    )
    shares = {supply.segment: supply.shares for supply in chain.supplies}
    shock, ineffective = lost_parts(dataset, shares, asked)
    course = None if weeks is None else course_of(weeks, recovery)
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
            weekly_of=weekly_of,
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
        frozenset(one.segment for one in chain.supplies if not one.shares and not one.inputs),
    )


def run_kept(
    dataset: Dataset,
    scenario: Scenario,
    *,
    draws: int = 0,
    seed: int = 0,
    weekly_of: Collection[str] = (),
    progress: Progress = silent,
) -> ScenarioOutcome:
    """The outcome of a scenario as it is kept; window and command line ask here."""
    return run_scenario(
        dataset,
        read_removals(scenario.removals),
        weeks=scenario.weeks,
        recovery=scenario.recovery,
        stock=scenario.stock,
        spare=scenario.spare,
        is_resourced=scenario.is_resourced,
        draws=draws,
        seed=seed,
        weekly_of=weekly_of,
        progress=progress,
    )


def course_of(weeks: float, recovery: float) -> Course:
    """A loss of so many weeks that fades over some more, looked at until it is over, a year at least."""
    return Course(weeks, recovery, max(_YEAR, ceil(weeks + recovery) + 1))


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
