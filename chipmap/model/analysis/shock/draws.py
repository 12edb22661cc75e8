"""Monte Carlo over what nobody knows exactly: how hard the shock hits, what is spare, what can be re-sourced.

Every draw is common to the whole chain. The spreads are ours, not measured; whoever shows a band names them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.shock.chain import Hit, Numbers, Shock, SupplyChain
from chipmap.model.analysis.shock.countries import run_countries, trade_of
from chipmap.model.analysis.shock.steady import settle
from chipmap.model.analysis.shock.weeks import Course, run_weeks, shock_strength, starting_stocks
from chipmap.model.progress import Progress, silent

DRAWS = 10_000
LARGE_LOSS = 0.20
"""A loss above this is counted in `probability_large`."""

_BLOCK = 500
_QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Spread:
    """Half-widths of triangular draws, none of which leaves the range in which it has a meaning.

    Of severity, spare capacity and time (duration, recovery, stocks) as parts of their value; of substitution
    in its own unit.
    """

    severity: float = 0.25
    spare: float = 0.5
    substitution: float = 0.25
    time: float = 0.5


@dataclass(frozen=True)
class LossBand:
    """The loss of one segment over all draws, in parts of normal output: median, 5 % and 95 % quantiles.

    By week the loss is that of the worst week. `probability_large` is how often it exceeds 20 %.
    """

    segment: str
    median: float | None
    low: float | None
    high: float | None
    probability_large: float | None
    draws: int
    seed: int
    reason: Reason | None = None
    by_week: tuple[tuple[float, float, float], ...] = ()
    """Low, median and high of each week, for the segments of which that was asked."""


def monte_carlo(
    chain: SupplyChain,
    shock: Shock,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    spread: Spread | None = None,
    course: Course | None = None,
    buffers: Mapping[str, Mapping[str, float]] | None = None,
    is_by_country: bool = False,
    weekly_of: Collection[str] = (),
    progress: Progress = silent,
) -> dict[str, LossBand]:
    """Bands of loss of world output for every segment, by name.

    Without a `course` the shock lasts (the static model, or by country with world output as the measure);
    with one it runs by week with `buffers`, and the segments in `weekly_of` have a band for each week. The
    same seed gives the same draws.
    """
    lost, wrong = chain.lost_capacity(shock)
    reasons = {**chain.reasons, **wrong}
    lost[[segment in reasons for segment in chain.segments]] = 0.0
    drawn = _Draws(chain, lost, max(0, draws), seed, spread or Spread())
    weeks: dict[int, Numbers] = {}
    if not drawn.count:
        loss: Numbers = np.empty((len(chain.segments), 0))
    elif course is not None:
        asked = [row for row, segment in enumerate(chain.segments) if segment in weekly_of]
        loss, weeks = drawn.by_week(course, buffers or {}, asked, progress)
    elif is_by_country:
        loss = drawn.by_country(progress)
    else:
        loss = drawn.lasting(progress)
    return {
        segment: _band(segment, loss[row], seed, reasons.get(segment), weeks.get(row))
        for row, segment in enumerate(chain.segments)
    }


class _Draws:
    """The random figures of all draws, taken in one order whatever model runs on them."""

    def __init__(self, chain: SupplyChain, lost: Numbers, count: int, seed: int, spread: Spread) -> None:
        self._chain, self._lost, self.count, self._spread = chain, lost, count, spread
        self._random = np.random.default_rng(seed)
        segments = len(chain.segments)
        self._hits = np.argwhere(lost > 0)
        full = lost[lost > 0][:, None]
        # A loss that is stated as whole is not in doubt; any other may be more or less by as much.
        width = np.minimum(full * spread.severity, 1.0 - full)
        self._severity = self._triangle(full - width, full, full + width, len(full))
        scale = self._triangle(1.0 - spread.spare, 1.0, 1.0 + spread.spare, segments)
        self._spare_scale = np.maximum(0.0, scale)
        middle = chain.substitution[:, None].astype(np.float32)
        noise = self._triangle(-spread.substitution, 0.0, spread.substitution, segments)
        self._substitution = np.clip(middle + noise, 0.0, 1.0)

    def lasting(self, progress: Progress) -> Numbers:
        """The static model: loss of output, segments × draws."""
        hit = self._hit(0, self.count)
        spare = hit.spare - hit.spare_hit
        capacity = 1.0 - hit.loss + np.minimum(self._substitution * hit.loss, spare)
        progress.step(1, 2)
        output = settle(self._chain, capacity)
        progress.step(2, 2)
        return 1.0 - output

    def by_country(self, progress: Progress) -> Numbers:
        """The model by country: loss of world output, segments × draws, in blocks that fit the cache."""
        trade, blocks = trade_of(self._chain), []
        shares = self._chain.shares.astype(np.float32)
        for start in range(0, self.count, _BLOCK):
            stop = min(self.count, start + _BLOCK)
            lost = np.zeros((*self._lost.shape, stop - start), dtype=np.float32)
            lost[self._hits[:, 0], self._hits[:, 1]] = self._severity[:, start:stop]
            ran = run_countries(
                self._chain,
                trade,
                lost,
                self._substitution[:, start:stop],
                self._spare_scale[:, start:stop],
            )
            blocks.append((shares[:, None, :] @ (1.0 - ran.output))[:, 0])
            progress.step(stop, self.count)
        return np.concatenate(blocks, axis=1)

    def by_week(
        self,
        course: Course,
        buffers: Mapping[str, Mapping[str, float]],
        asked: Sequence[int],
        progress: Progress,
    ) -> tuple[Numbers, dict[int, Numbers]]:
        """The weekly model: loss in the worst week, segments × draws, in blocks that fit the cache.

        Of the rows that are `asked` also the loss of each week, weeks × draws.
        """
        wide = self._spread.time
        duration = course.duration_weeks * self._triangle(1 - wide, 1.0, 1 + wide, 1)[0]
        recovery = course.recovery_weeks * self._triangle(1 - wide, 1.0, 1 + wide, 1)[0]
        stocks = {
            link: stock * self._triangle(1 - wide, 1.0, 1 + wide, 1)[0]
            for link, stock in sorted(starting_stocks(self._chain, buffers).items())
        }
        blocks: list[Numbers] = []
        kept = np.empty((len(asked), course.horizon_weeks, self.count), dtype=np.float32)
        for start in range(0, self.count, _BLOCK):
            part = slice(start, min(self.count, start + _BLOCK))
            strength = shock_strength(course.horizon_weeks, duration[part], recovery[part])
            ran = run_weeks(
                self._chain,
                self._hit(part.start, part.stop),
                self._substitution[:, part],
                strength,
                {link: stock[part] for link, stock in stocks.items()},
            )
            blocks.append((1.0 - ran.output).max(axis=0, initial=0.0))
            for at, row in enumerate(asked):
                kept[at, :, part] = 1.0 - ran.output[:, row]
            progress.step(part.stop, self.count)
        return np.concatenate(blocks, axis=1), dict(zip(asked, kept, strict=True))

    def _hit(self, start: int, stop: int) -> Hit:
        chain = self._chain
        shape = (len(chain.segments), stop - start)
        loss, spare_hit = np.zeros((2, *shape), dtype=np.float32)
        shares = chain.shares.astype(np.float32)
        idle = chain.spare.astype(np.float32) * shares
        for (row, column), severity in zip(self._hits, self._severity[:, start:stop], strict=True):
            loss[row] += shares[row, column] * severity
            spare_hit[row] += idle[row, column] * severity
        scale = self._spare_scale[:, start:stop]
        return Hit(loss, idle.sum(axis=1)[:, None] * scale, spare_hit * scale)

    def _triangle(
        self, low: Numbers | float, middle: Numbers | float, high: Numbers | float, rows: int
    ) -> Numbers:
        """Triangular draws (rows × draws) from one uniform each; a width of 0 gives its middle."""
        uniform = self._random.random((rows, self.count), dtype=np.float32)
        left, top, right = (np.asarray(value, dtype=np.float32) for value in (low, middle, high))
        width = np.maximum(right - left, np.float32(1e-30))
        rising = left + np.sqrt(uniform * width * (top - left))
        falling = right - np.sqrt((1 - uniform) * width * (right - top))
        drawn: Numbers = np.where(uniform * width < top - left, rising, falling)
        return drawn


def _band(segment: str, loss: Numbers, seed: int, reason: Reason | None, weeks: Numbers | None) -> LossBand:
    if reason is not None or not loss.size:
        return LossBand(segment, None, None, None, None, loss.size, seed, reason)
    low, median, high = np.quantile(loss, _QUANTILES).tolist()
    above = float((loss > LARGE_LOSS).mean())
    by_week = () if weeks is None else np.quantile(weeks, _QUANTILES, axis=1).T.tolist()
    return LossBand(
        segment, median, low, high, above, loss.size, seed, by_week=tuple(tuple(week) for week in by_week)
    )
