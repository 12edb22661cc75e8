"""The weekly model: stocks carry a segment over the first weeks, then the shock arrives.

Week by week, inputs first: what is at hand of an input is its output this week and the stock; the segment
puts out what its own capacity and the scarcest input allow, and takes the difference from stock. Stocks are
not built up beyond what upstream delivers (no overproduction), which is the cautious assumption.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from chipmap.model.analysis.figures import Reason, Term
from chipmap.model.analysis.shock.chain import TOLERANCE, Hit, Numbers, Shock, SupplyChain
from chipmap.model.analysis.shock.one_course import run_one_course
from chipmap.model.analysis.shock.steady import OWN
from chipmap.model.analysis.shock.weekly_run import WeeklyRun, reached_rows
from chipmap.model.progress import Progress, silent

DEFAULT_HORIZON_WEEKS = 52


@dataclass(frozen=True)
class Course:
    """How long the shock holds at full strength and takes to fade, and how far to look, in weeks."""

    duration_weeks: float
    recovery_weeks: float = 0.0
    horizon_weeks: int = DEFAULT_HORIZON_WEEKS


@dataclass(frozen=True)
class WeeklyResult:
    """One segment by week, in parts of its normal output; with a `reason` it has no result.

    `explain` says what bound it (its own capacity, or an input), for how many weeks, and what that cost.
    """

    segment: str
    output: tuple[float, ...]
    explain: tuple[Term, ...] = ()
    reason: Reason | None = None

    @property
    def cumulative_loss_weeks(self) -> float | None:
        """Weeks of normal output that are lost over the whole horizon."""
        return None if self.reason else sum(1.0 - output for output in self.output)

    @property
    def first_week_affected(self) -> int | None:
        """The week, counted from 0, in which output first falls: the time to survive."""
        return next((week for week, output in enumerate(self.output) if output < 1 - TOLERANCE), None)

    @property
    def weeks_affected(self) -> int:
        """In how many weeks something is lost."""
        return sum(output < 1 - TOLERANCE for output in self.output)

    @property
    def worst_week(self) -> int | None:
        """The week with the least output; None where nothing is lost."""
        if self.first_week_affected is None:
            return None
        return min(range(len(self.output)), key=lambda week: self.output[week])


@dataclass(frozen=True)
class WeeklyResults:
    """Every segment by name; `delayed` lists the links (segment, input) that see last week's output."""

    segments: Mapping[str, WeeklyResult]
    delayed: tuple[tuple[str, str], ...] = field(default=())


def weekly(
    chain: SupplyChain,
    shock: Shock,
    course: Course,
    buffers: Mapping[str, Mapping[str, float]] | None = None,
) -> WeeklyResults:
    """Every segment week by week; `buffers[segment][input]` is its stock in weeks of full use."""
    lost, wrong = chain.lost_capacity(shock)
    reasons = {**chain.reasons, **wrong}
    lost[[segment in reasons for segment in chain.segments]] = 0.0
    hit = _as_columns(chain.hit(lost))
    strength = shock_strength(
        course.horizon_weeks, np.array([course.duration_weeks]), np.array([course.recovery_weeks])
    )
    stocks = starting_stocks(chain, buffers or {})
    ran = run_one_course(chain, hit, chain.substitution, strength, stocks)
    results = {}
    for row, segment in enumerate(chain.segments):
        if segment in reasons:
            results[segment] = WeeklyResult(segment, (), reason=reasons[segment])
            continue
        output = tuple(ran.output[:, row, 0].tolist())
        results[segment] = WeeklyResult(segment, output, _explained(chain, ran, row))
    return WeeklyResults(results, tuple(ran.delayed))


def shock_strength(weeks: int, duration: Numbers, recovery: Numbers) -> Numbers:
    """Strength r (weeks × draws): 1 while the shock lasts, fading evenly while it recovers, then 0."""
    week = np.arange(max(0, weeks), dtype=float)[:, None]
    fading = 1.0 - (week - duration + 1.0) / (recovery + 1.0)
    return np.where(week < duration, 1.0, np.where(week < duration + recovery, np.clip(fading, 0, 1), 0.0))


def starting_stocks(
    chain: SupplyChain, buffers: Mapping[str, Mapping[str, float]]
) -> dict[tuple[int, int], Numbers]:
    """Stock of each link (segment, input) in weeks of full use, one draw; what is not stated is none."""
    found = {}
    for row, segment in enumerate(chain.segments):
        for one, _critical in chain.inputs[row]:
            stock = buffers.get(segment, {}).get(chain.segments[one], 0.0)
            found[row, one] = np.array([stock if np.isfinite(stock) and stock > 0 else 0.0])
    return found


def run_weeks(
    chain: SupplyChain,
    hit: Hit,
    substitution: Numbers,
    strength: Numbers,
    stocks: Mapping[tuple[int, int], Numbers],
    *,
    progress: Progress = silent,
) -> WeeklyRun:
    """The weekly equations over any number of draws; `hit` and `substitution` are segments × draws."""
    weeks, draws = strength.shape
    output = np.ones((weeks, len(chain.segments), draws))
    reached = reached_rows(chain, hit)
    rows = [
        (row, [(one, critical) for one, critical in chain.inputs[row] if one in reached])
        for row in chain.order
        if row in reached
    ]
    full = {link: np.broadcast_to(stock, (draws,)).copy() for link, stock in stocks.items()}
    held = {link: stock.copy() for link, stock in full.items()}
    for week in range(weeks):
        faded = strength[week]
        for row, inputs in rows:
            loss = hit.loss[row] * faded
            spare = hit.spare[row] - hit.spare_hit[row] * faded
            allowed = 1.0 - loss + np.minimum(substitution[row] * loss, spare)
            supplied = {}
            for one, critical in inputs:
                link = (row, one)
                before = output[week - 1, one] if week else np.ones(draws)
                delivered = before if link in chain.turned_back else output[week, one]
                supplied[link] = delivered + held[link]
                allowed = np.minimum(allowed, 1.0 - critical * (1.0 - np.minimum(1.0, supplied[link])))
            output[week, row] = allowed
            for link, at_hand in supplied.items():
                used = np.minimum(allowed, at_hand)
                held[link] = np.minimum(full[link], at_hand - used)
        progress.step(week + 1, weeks)
    return WeeklyRun(output, None, chain.names(chain.turned_back))


def _as_columns(hit: Hit) -> Hit:
    return Hit(hit.loss[:, None], hit.spare[:, None], hit.spare_hit[:, None])


def _explained(chain: SupplyChain, ran: WeeklyRun, row: int) -> tuple[Term, ...]:
    """The weeks of output that each cause cost, in order of first appearance."""
    assert ran.bound is not None
    cost: dict[str, list[float]] = {}
    for week, output in enumerate(ran.output[:, row, 0].tolist()):
        if output < 1 - TOLERANCE:
            one = int(ran.bound[week, row])
            cost.setdefault(OWN if one < 0 else chain.segments[one], []).append(1.0 - output)
    return tuple(
        Term("own-capacity", float(len(losses)), sum(losses))
        if cause == OWN
        else Term("input-loss", float(len(losses)), sum(losses), cause)
        for cause, losses in cost.items()
    )
