"""The model by country: who gets how much of each segment when trade runs as it is used to.

A country's output is limited by its own capacity and by what it can get of each input; what is missing from
its usual origins is re-sourced, as far as that can be done, from the spare capacity of all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.shock.chain import Flags, Numbers, Shock, SupplyChain

_SETTLED = 1e-12
_MOST_SWEEPS = 1_000


@dataclass(frozen=True)
class CountryResult:
    """One segment by country, in parts of normal; with a `reason` it has no result.

    `output` is what each country produces of its own normal, `availability` what it can get of what it wants,
    `fill_rate` the part of the re-sourcing asked for that spare capacity can meet.
    """

    segment: str
    output: dict[str, float]
    availability: dict[str, float]
    fill_rate: float | None
    world_output: float | None
    reason: Reason | None = None


@dataclass(frozen=True)
class Trade:
    """Who wants what from whom: demand (segments × countries) and purchase mix (countries × origins).

    The mix of a segment has one row where all countries buy alike.
    """

    demand: Numbers
    mix: tuple[Numbers, ...]


@dataclass(frozen=True)
class CountryRun:
    """Arrays of a run: output (segments × countries × draws), fill (segments × draws).

    `availability` has an array (countries × draws) for each segment, of one row where it is the same for all.
    """

    output: Numbers
    availability: list[Numbers]
    fill: Numbers


def by_country(
    chain: SupplyChain, shock: Shock, *, trusted: Collection[str] = ()
) -> dict[str, CountryResult]:
    """Every segment by country. Spare capacity is shared by need, or first among the `trusted` countries."""
    lost, wrong = chain.lost_capacity(shock)
    reasons = {**chain.reasons, **wrong}
    lost[[segment in reasons for segment in chain.segments]] = 0.0
    is_trusted = np.array([country in set(trusted) for country in chain.suppliers], dtype=bool)
    ran = run_countries(
        chain,
        trade_of(chain),
        lost[..., None],
        chain.substitution[:, None],
        np.ones((1, 1)),
        is_trusted=is_trusted,
    )
    remainder = 1.0 - chain.coverage
    results = {}
    for row, segment in enumerate(chain.segments):
        if segment in reasons:
            results[segment] = CountryResult(segment, {}, {}, None, None, reasons[segment])
            continue
        world = float(chain.shares[row] @ ran.output[row, :, 0] + remainder[row])
        available = np.broadcast_to(ran.availability[row][:, 0], (len(chain.suppliers),))
        results[segment] = CountryResult(
            segment,
            dict(zip(chain.suppliers, ran.output[row, :, 0].tolist(), strict=True)),
            dict(zip(chain.suppliers, available.tolist(), strict=True)),
            float(ran.fill[row, 0]),
            world,
        )
    return results


def trade_of(chain: SupplyChain) -> Trade:
    """Demand and purchases of the chain; where they are not stated, alike everywhere and at world shares."""
    count = len(chain.suppliers)
    column = {name: index for index, name in enumerate(chain.suppliers)}
    demand = np.full((len(chain.segments), count), 1.0 / count if count else 0.0)
    mixes = []
    for row, supply in enumerate(chain.supplies):
        if supply.demand:
            demand[row] = 0.0
            for country, part in supply.demand.items():
                demand[row, column[country]] = part
        mix = np.tile(chain.shares[row], (count if supply.mix else 1, 1))
        for country, origins in supply.mix.items():
            mix[column[country]] = 0.0
            for origin, part in origins.items():
                if origin in column:
                    mix[column[country], column[origin]] = part
        mixes.append(mix)
    return Trade(demand, tuple(mixes))


def run_countries(
    chain: SupplyChain,
    trade: Trade,
    lost: Numbers,
    substitution: Numbers,
    spare_scale: Numbers,
    *,
    is_trusted: Flags | None = None,
) -> CountryRun:
    """The equations over any number of draws: `lost` is segments × countries × draws (or × 1).

    `substitution` and `spare_scale` are segments × draws (or × 1). Where segments need each other, the sweep
    is repeated until nothing falls any more.
    """
    draws = max(lost.shape[2], substitution.shape[1], spare_scale.shape[1])
    count, countries = chain.shares.shape
    kind = lost.dtype
    output = np.ones((count, countries, draws), dtype=kind)
    availability: list[Numbers] = [np.ones((1, draws), dtype=kind)] * count
    fill = np.ones((count, draws), dtype=kind)
    scale = np.broadcast_to(spare_scale, (count, spare_scale.shape[1]))
    idle = (chain.spare * chain.shares).astype(kind)
    for _sweep in range(_MOST_SWEEPS if chain.turned_back else 1):
        fall = 0.0
        for row in chain.order:
            allowed = np.subtract(1.0, lost[row], out=output[row], dtype=kind)
            for limit in _limits(chain.inputs[row], availability):
                np.minimum(allowed, limit, out=allowed)
            gap = trade.mix[row].astype(kind) @ (1.0 - allowed)
            wanted = substitution[row] * gap
            demand = trade.demand[row].astype(kind)[:, None]
            pool = scale[row] * (idle[row] @ allowed)
            # Where all buy alike the sum is that of one row; a product of all countries would cost most here.
            total = demand.sum() * wanted[0] if len(wanted) == 1 else (demand * wanted).sum(axis=0)
            rate = _fill_rate(total, pool)
            filled = rate if is_trusted is None else _filled(demand * wanted, pool, is_trusted)
            got = 1.0 - gap + filled * wanted
            if chain.turned_back:
                fall = max(fall, float(np.max(np.abs(availability[row] - got), initial=0.0)))
            availability[row], fill[row] = got, rate
        if fall <= _SETTLED:
            break
    return CountryRun(output, availability, fill)


def _limits(inputs: Iterable[tuple[int, float]], availability: Sequence[Numbers]) -> list[Numbers]:
    """What inputs allow: those that are alike for all countries as one row, then each of the others."""
    limits = [1.0 - critical * (1.0 - availability[one]) for one, critical in inputs]
    alike = [limit for limit in limits if len(limit) == 1]
    others = [limit for limit in limits if len(limit) > 1]
    return ([np.minimum.reduce(alike)] if alike else []) + others


def _filled(need: Numbers, pool: Numbers, is_trusted: Flags) -> Numbers:
    """The part of its need that each country gets (countries × draws), the trusted ones first."""
    if not is_trusted.any():
        return np.broadcast_to(_fill_rate(need.sum(axis=0), pool), need.shape)
    first = need[is_trusted].sum(axis=0)
    rest = need[~is_trusted].sum(axis=0)
    filled = np.empty_like(need)
    filled[is_trusted] = _fill_rate(first, pool)
    filled[~is_trusted] = _fill_rate(rest, np.maximum(0.0, pool - first))
    return filled


def _fill_rate(need: Numbers, pool: Numbers) -> Numbers:
    """min(1, pool / need); 1 where nothing is needed."""
    rate: Numbers = np.where(need > pool, pool / np.where(need > 0, need, 1.0), 1.0)
    return rate
